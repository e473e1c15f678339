#![cfg_attr(fuzzing, no_main)]
//! See `fuzz::jwe`.

fuzz::target!(jwe);
