#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::dialogporten_dialogs`.

fuzz::target!(dialogporten_dialogs);
