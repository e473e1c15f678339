//! The catalogue: every sentence of the interface, in Fluent, one folder a language.
//!
//! `t!("key", name = value)` gives the sentence in the resident's language and follows a change of it when it is read
//! in a reactive place; `tr!` is the same as a closure, for views; `say!(language, "key", …)` is for pure code. The keys
//! are literals, so a test can compare them with the catalogue both ways.

use std::sync::LazyLock;

use domain::text::Language;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use leptos::prelude::*;

/// The sentence for a key in a given language.
#[macro_export]
macro_rules! say {
    ($language:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::say($language, $key, &[$((stringify!($name), ::fluent_bundle::FluentValue::from($value))),*])
    };
}

/// The sentence for a key in the resident's language.
#[macro_export]
macro_rules! t {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::say!($crate::words::language(), $key $(, $name = $value)*)
    };
}

/// The sentence for a key, without arguments, as a closure that follows the resident's language.
#[macro_export]
macro_rules! tr {
    ($key:literal) => {
        $crate::words::follow($key)
    };
}

type Bundle = FluentBundle<FluentResource>;

/// The texts of one language, in the order of [`Language::ALL`].
const CATALOGUES: [(Language, [&str; 12]); 3] = [
    (
        Language::Fi,
        [
            include_str!("../locales/fi/app.ftl"),
            include_str!("../locales/fi/item.ftl"),
            include_str!("../locales/fi/faults.ftl"),
            include_str!("../locales/fi/help.ftl"),
            include_str!("../locales/fi/connect.ftl"),
            include_str!("../locales/fi/lock.ftl"),
            include_str!("../locales/fi/mandates.ftl"),
            include_str!("../locales/fi/search.ftl"),
            include_str!("../locales/fi/letters.ftl"),
            include_str!("../locales/fi/answers.ftl"),
            include_str!("../locales/fi/filing.ftl"),
            include_str!("../locales/fi/taking_out.ftl"),
        ],
    ),
    (
        Language::Sv,
        [
            include_str!("../locales/sv/app.ftl"),
            include_str!("../locales/sv/item.ftl"),
            include_str!("../locales/sv/faults.ftl"),
            include_str!("../locales/sv/help.ftl"),
            include_str!("../locales/sv/connect.ftl"),
            include_str!("../locales/sv/lock.ftl"),
            include_str!("../locales/sv/mandates.ftl"),
            include_str!("../locales/sv/search.ftl"),
            include_str!("../locales/sv/letters.ftl"),
            include_str!("../locales/sv/answers.ftl"),
            include_str!("../locales/sv/filing.ftl"),
            include_str!("../locales/sv/taking_out.ftl"),
        ],
    ),
    (
        Language::En,
        [
            include_str!("../locales/en/app.ftl"),
            include_str!("../locales/en/item.ftl"),
            include_str!("../locales/en/faults.ftl"),
            include_str!("../locales/en/help.ftl"),
            include_str!("../locales/en/connect.ftl"),
            include_str!("../locales/en/lock.ftl"),
            include_str!("../locales/en/mandates.ftl"),
            include_str!("../locales/en/search.ftl"),
            include_str!("../locales/en/letters.ftl"),
            include_str!("../locales/en/answers.ftl"),
            include_str!("../locales/en/filing.ftl"),
            include_str!("../locales/en/taking_out.ftl"),
        ],
    ),
];

static LANGUAGE: LazyLock<ArcRwSignal<Language>> = LazyLock::new(ArcRwSignal::default);

thread_local! {
    static BUNDLES: Vec<(Language, Bundle)> = CATALOGUES.iter().map(|(language, texts)| (*language, bundle(*language, texts))).collect();
}

fn bundle(language: Language, texts: &[&str]) -> Bundle {
    let tag = match language {
        Language::Fi => unic_langid::langid!("fi"),
        Language::Sv => unic_langid::langid!("sv"),
        Language::En => unic_langid::langid!("en"),
    };
    let mut bundle = FluentBundle::new(vec![tag]);
    // Isolating marks are invisible characters in titles and file names; server text is already free of the
    // formatting they would guard against.
    bundle.set_use_isolating(false);
    for text in texts {
        // A broken entry is left out and the rest kept; a test refuses catalogues that have one.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

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

/// The sentence for `key`, or for `key.attribute`. A key that is missing shows as itself; a test sees to it that none is.
pub fn say(language: Language, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
    BUNDLES.with(|bundles| {
        let spoken = bundles.iter().find(|(of, _)| *of == language).and_then(|(_, bundle)| {
            let message = bundle.get_message(id)?;
            let pattern = match attribute {
                Some(attribute) => message.get_attribute(attribute)?.value(),
                None => message.value()?,
            };
            let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
            Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
        });
        spoken.unwrap_or_else(|| key.to_owned())
    })
}

/// The sentence for `key` as a closure. It is one type for every key, so that the views which hold it are, too: that
/// keeps the program small.
pub fn follow(key: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || say(language(), key, &[])
}

/// A sentence cut at the place where one argument stands, so that the argument can be an element of its own.
pub fn cut(sentence: &str) -> (&str, &str) {
    sentence.split_once(GAP).unwrap_or((sentence, ""))
}

/// What to pass as the argument at which [`cut`] cuts.
pub const GAP: &str = "\u{1}";

#[cfg(test)]
mod tests;
