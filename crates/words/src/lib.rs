//! The words of every program: one catalogue in Fluent, one folder a language, and the phrases that several programs say.
//!
//! `say!(language, "key", name = value)` gives the sentence for a key. The keys are literals, so a test can compare them with
//! the catalogue both ways. What only one program says is a file of its own behind a feature, so that the interface, which
//! travels as WebAssembly, does not carry it.

use std::cell::OnceCell;

use domain::text::Language;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

pub use fluent_bundle::FluentValue;

/// The sentence for a key in a given language.
#[macro_export]
macro_rules! say {
    ($language:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::sentence($language, $key, &[$((stringify!($name), $crate::FluentValue::from($value))),*])
    };
}

pub mod phrase;

/// The files of one language.
macro_rules! catalogue {
    ($language:literal) => {
        &[
            include_str!(concat!("../locales/", $language, "/app.ftl")),
            include_str!(concat!("../locales/", $language, "/item.ftl")),
            include_str!(concat!("../locales/", $language, "/faults.ftl")),
            include_str!(concat!("../locales/", $language, "/help.ftl")),
            include_str!(concat!("../locales/", $language, "/connect.ftl")),
            include_str!(concat!("../locales/", $language, "/lock.ftl")),
            include_str!(concat!("../locales/", $language, "/mandates.ftl")),
            include_str!(concat!("../locales/", $language, "/sealed.ftl")),
            include_str!(concat!("../locales/", $language, "/search.ftl")),
            include_str!(concat!("../locales/", $language, "/letters.ftl")),
            include_str!(concat!("../locales/", $language, "/answers.ftl")),
            include_str!(concat!("../locales/", $language, "/appeals.ftl")),
            include_str!(concat!("../locales/", $language, "/filing.ftl")),
            include_str!(concat!("../locales/", $language, "/taking_out.ftl")),
            include_str!(concat!("../locales/", $language, "/deadline.ftl")),
            include_str!(concat!("../locales/", $language, "/telling.ftl")),
            include_str!(concat!("../locales/", $language, "/background.ftl")),
            include_str!(concat!("../locales/", $language, "/terms.ftl")),
            include_str!(concat!("../locales/", $language, "/signature.ftl")),
            include_str!(concat!("../locales/", $language, "/comparison.ftl")),
            include_str!(concat!("../locales/", $language, "/data_use.ftl")),
            include_str!(concat!("../locales/", $language, "/consent.ftl")),
            include_str!(concat!("../locales/", $language, "/kept.ftl")),
            include_str!(concat!("../locales/", $language, "/reports.ftl")),
            #[cfg(any(test, feature = "report"))]
            include_str!(concat!("../locales/", $language, "/report_feedback.ftl")),
            #[cfg(any(test, feature = "archive"))]
            include_str!(concat!("../locales/", $language, "/archive.ftl")),
            #[cfg(any(test, feature = "archive"))]
            include_str!(concat!("../locales/", $language, "/data_use_sheet.ftl")),
            #[cfg(any(test, feature = "notification"))]
            include_str!(concat!("../locales/", $language, "/notification.ftl")),
            #[cfg(any(test, feature = "notification"))]
            include_str!(concat!("../locales/", $language, "/tray.ftl")),
        ]
    };
}

/// The texts of a language.
const fn catalogue(language: Language) -> &'static [&'static str] {
    match language {
        Language::Fi => catalogue!("fi"),
        Language::Sv => catalogue!("sv"),
        Language::En => catalogue!("en"),
    }
}

type Bundle = FluentBundle<FluentResource>;

thread_local! {
    // Read when a language is first spoken: few programs ever speak all three.
    static BUNDLES: [(Language, OnceCell<Bundle>); 3] = Language::ALL.map(|language| (language, OnceCell::new()));
}

fn bundle(language: Language) -> Bundle {
    let tag = match language {
        Language::Fi => unic_langid::langid!("fi"),
        Language::Sv => unic_langid::langid!("sv"),
        Language::En => unic_langid::langid!("en"),
    };
    let mut bundle = FluentBundle::new(vec![tag]);
    // Isolating marks are invisible characters in titles and file names; server text is already free of the
    // formatting they would guard against.
    bundle.set_use_isolating(false);
    for text in catalogue(language) {
        // A broken entry is left out and the rest kept; a test refuses catalogues that have one.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The sentence for `key`, or for `key.attribute`. A key that is missing shows as itself; a test sees to it that none is.
pub fn sentence(language: Language, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
    BUNDLES.with(|bundles| {
        let spoken = bundles.iter().find(|(of, _)| *of == language).and_then(|(_, read)| {
            let bundle = read.get_or_init(|| bundle(language));
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

/// A sentence cut at the place where one argument stands, so that the argument can be an element of its own.
pub fn cut(sentence: &str) -> (&str, &str) {
    sentence.split_once(GAP).unwrap_or((sentence, ""))
}

/// What to pass as the argument at which [`cut`] cuts.
pub const GAP: &str = "\u{1}";

#[cfg(test)]
mod tests;
