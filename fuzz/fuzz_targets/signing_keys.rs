#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::signing_keys`.

fuzz::target!(signing_keys);
