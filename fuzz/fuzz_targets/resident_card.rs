#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::resident_card`.

fuzz::target!(resident_card);
