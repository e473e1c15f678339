#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::resident_problem`.

fuzz::target!(resident_problem);
