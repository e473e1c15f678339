#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::open311_discovery`.

fuzz::target!(open311_discovery);
