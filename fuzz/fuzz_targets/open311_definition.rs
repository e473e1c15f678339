#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::open311_definition`.

fuzz::target!(open311_definition);
