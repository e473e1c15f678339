#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::resident_page`.

fuzz::target!(resident_page);
