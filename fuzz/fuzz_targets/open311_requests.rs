#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::open311_requests`.

fuzz::target!(open311_requests);
