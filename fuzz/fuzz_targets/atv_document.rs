#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::atv_document`.

fuzz::target!(atv_document);
