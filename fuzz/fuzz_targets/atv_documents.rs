#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::atv_documents`.

fuzz::target!(atv_documents);
