#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::markdown`.

fuzz::target!(markdown);
