#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::open311_errors`.

fuzz::target!(open311_errors);
