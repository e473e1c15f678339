#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::server_text`.

fuzz::target!(server_text);
