//! The catalogue of the pages: that of the interface, and what only an archive says.

use domain::text::Language;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

/// The sentence for a key in a given language.
macro_rules! say {
    ($language:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::say($language, $key, &[$((stringify!($name), ::fluent_bundle::FluentValue::from($value))),*])
    };
}

type Bundle = FluentBundle<FluentResource>;

/// The texts of one language.
pub(crate) const CATALOGUES: [(Language, [&str; 4]); 3] = [
    (
        Language::Fi,
        [
            include_str!("../../../src-ui/locales/fi/app.ftl"),
            include_str!("../../../src-ui/locales/fi/item.ftl"),
            include_str!("../../../src-ui/locales/fi/mandates.ftl"),
            include_str!("../locales/fi.ftl"),
        ],
    ),
    (
        Language::Sv,
        [
            include_str!("../../../src-ui/locales/sv/app.ftl"),
            include_str!("../../../src-ui/locales/sv/item.ftl"),
            include_str!("../../../src-ui/locales/sv/mandates.ftl"),
            include_str!("../locales/sv.ftl"),
        ],
    ),
    (
        Language::En,
        [
            include_str!("../../../src-ui/locales/en/app.ftl"),
            include_str!("../../../src-ui/locales/en/item.ftl"),
            include_str!("../../../src-ui/locales/en/mandates.ftl"),
            include_str!("../locales/en.ftl"),
        ],
    ),
];

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
    bundle.set_use_isolating(false);
    for text in texts {
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The sentence for `key`. One that is missing shows as its key; a test sees to it that none is.
pub(crate) fn say(language: Language, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    BUNDLES.with(|bundles| {
        let spoken = bundles.iter().find(|(of, _)| *of == language).and_then(|(_, bundle)| {
            let pattern = bundle.get_message(key)?.value()?;
            let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
            Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
        });
        spoken.unwrap_or_else(|| key.to_owned())
    })
}

/// A word by which files are called that leave the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The archive's own file.
    Archive,
    /// A zip file of attachments.
    Attachments,
    /// A file whose own name leaves nothing usable.
    File,
}

/// The word in this language.
pub fn word(language: Language, word: Word) -> String {
    match word {
        Word::Archive => say!(language, "file-called-archive"),
        Word::Attachments => say!(language, "file-called-attachments"),
        Word::File => say!(language, "file-called-file"),
    }
}
