#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::https_link`.

fuzz::target!(https_link);
