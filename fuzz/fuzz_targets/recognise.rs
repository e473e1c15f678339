#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::recognise`.

fuzz::target!(recognise);
