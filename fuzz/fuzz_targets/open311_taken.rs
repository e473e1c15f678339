#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::open311_taken`.

fuzz::target!(open311_taken);
