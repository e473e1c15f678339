#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::dialogporten_transmissions`.

fuzz::target!(dialogporten_transmissions);
