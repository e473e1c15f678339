#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::dialogporten_parties`.

fuzz::target!(dialogporten_parties);
