#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::archive_file`.

fuzz::target!(archive_file);
