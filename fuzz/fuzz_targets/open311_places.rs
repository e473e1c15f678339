#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::open311_places`.

fuzz::target!(open311_places);
