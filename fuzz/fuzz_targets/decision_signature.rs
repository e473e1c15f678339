#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::decision_signature`.

fuzz::target!(decision_signature);
