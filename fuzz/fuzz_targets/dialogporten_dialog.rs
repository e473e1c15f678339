#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::dialogporten_dialog`.

fuzz::target!(dialogporten_dialog);
