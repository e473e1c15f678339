//! The catalogue in the resident's language.
//!
//! `t!("key", name = value)` gives the sentence in the resident's language and follows a change of it when it is read
//! in a reactive place; `tr!` is the same as a closure, for views. Pure code says `say!(language, "key", …)`.

use std::sync::LazyLock;

use domain::text::Language;
use leptos::prelude::*;

pub use catalogue::{GAP, cut};

/// The sentence for a key in the resident's language.
#[macro_export]
macro_rules! t {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        ::words::say!($crate::words::language(), $key $(, $name = $value)*)
    };
}

/// The sentence for a key, without arguments, as a closure that follows the resident's language.
#[macro_export]
macro_rules! tr {
    ($key:literal) => {
        $crate::words::follow($key)
    };
}

static LANGUAGE: LazyLock<ArcRwSignal<Language>> = LazyLock::new(ArcRwSignal::default);

/// The resident's language. Read in a reactive place, it follows a change.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// Changes the language of every sentence on the screen.
pub fn set_language(language: Language) {
    if LANGUAGE.get_untracked() != language {
        LANGUAGE.set(language);
    }
}

/// The sentence for `key` as a closure. It is one type for every key, so that the views which hold it are, too: that
/// keeps the program small.
pub fn follow(key: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || catalogue::sentence(language(), key, &[])
}
