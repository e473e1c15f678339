#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::data_tracker_period`.

fuzz::target!(data_tracker_period);
