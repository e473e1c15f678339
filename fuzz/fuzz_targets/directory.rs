#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::directory`.

fuzz::target!(directory);
