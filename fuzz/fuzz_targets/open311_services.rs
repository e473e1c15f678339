#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::open311_services`.

fuzz::target!(open311_services);
