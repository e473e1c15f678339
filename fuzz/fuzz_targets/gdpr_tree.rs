#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::gdpr_tree`.

fuzz::target!(gdpr_tree);
