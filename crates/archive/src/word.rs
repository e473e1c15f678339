//! The words by which files are called that leave the app.

use domain::text::Language;

/// A word by which files are called that leave the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The archive's own file.
    Archive,
    /// A zip file of attachments.
    Attachments,
    /// What is due, for other calendars.
    Calendar,
    /// Everything about the use of data.
    DataUses,
    /// A file whose own name leaves nothing usable.
    File,
}

/// The word in this language.
pub fn word(language: Language, word: Word) -> String {
    match word {
        Word::Archive => say!(language, "file-called-archive"),
        Word::Attachments => say!(language, "file-called-attachments"),
        Word::Calendar => say!(language, "file-called-calendar"),
        Word::DataUses => say!(language, "file-called-data-uses"),
        Word::File => say!(language, "file-called-file"),
    }
}
