#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::resident_events`.

fuzz::target!(resident_events);
