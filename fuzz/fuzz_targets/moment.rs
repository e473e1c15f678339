#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::moment`.

fuzz::target!(moment);
