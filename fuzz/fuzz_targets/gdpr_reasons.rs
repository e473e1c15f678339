#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::gdpr_reasons`.

fuzz::target!(gdpr_reasons);
