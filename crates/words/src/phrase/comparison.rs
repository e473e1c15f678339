//! What one decision changes in another, in words.

use domain::{decision::Replacement, text::Language};
use protocol::comparison::{FileChange, Part};

/// Of the later decision: what it does to the earlier one.
pub fn replaces(language: Language, how: Replacement) -> String {
    match how {
        Replacement::Corrected => say!(language, "replaces-corrected"),
        Replacement::Renewed => say!(language, "replaces-renewed"),
    }
}

/// Of the earlier decision: what became of it.
pub fn replaced(language: Language, how: Replacement) -> String {
    match how {
        Replacement::Corrected => say!(language, "replaced-corrected"),
        Replacement::Renewed => say!(language, "replaced-renewed"),
    }
}

/// What a changed text is.
pub fn part(language: Language, part: Part) -> String {
    match part {
        Part::Title => say!(language, "changes-title"),
        Part::Summary => say!(language, "changes-summary"),
        Part::Law => say!(language, "changes-law"),
        Part::AppealTo => say!(language, "appeal-to"),
        Part::AppealAddress => say!(language, "appeal-address"),
        Part::AppealWho => say!(language, "appeal-who"),
        Part::AppealContents => say!(language, "appeal-contents"),
        Part::AppealCost => say!(language, "appeal-cost"),
        Part::Maker => say!(language, "decision-maker"),
        Part::Contact => say!(language, "decision-contact"),
    }
}

/// What became of a file.
pub fn file(language: Language, name: &str, how: FileChange) -> String {
    match how {
        FileChange::Added => say!(language, "changes-document-added", name = name),
        FileChange::Removed => say!(language, "changes-document-removed", name = name),
        FileChange::Changed => say!(language, "changes-document-changed", name = name),
    }
}
