#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::data_tracker_usages`.

fuzz::target!(data_tracker_usages);
