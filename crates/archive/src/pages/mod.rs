//! The pages of an archive: plain HTML that any browser reads from a folder, without a script.

mod index;
mod item;
mod kept;
mod prose;
mod sent;
mod succession;

use chrono::{DateTime, Utc};
use domain::text::Language;
use maud::{DOCTYPE, Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use protocol::view::{Text, When};

pub use index::{Index, Line, Person, SourceLine, index};
pub use item::{Attached, Item, item};
pub use kept::{Datum, kept_page};
pub use sent::{SentLine, sent};

use words::phrase::day;

use crate::Fingerprint;

/// The style sheet of all pages.
pub const STYLE: &str = include_str!("style.css");

/// What stands as it is in the path of a link.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What all pages of an archive have in common.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Their language.
    pub language: Language,
    /// When the archive was made, as it is lived in Finland.
    pub made: When,
    /// The same for machines.
    pub made_at: DateTime<Utc>,
}

/// `README.txt`.
pub fn readme(language: Language, fingerprint: &Fingerprint) -> String {
    say!(language, "sheet-readme-text", fingerprint = fingerprint.as_str()) + "\n"
}

/// A page. `root` is the way from it to the top of the archive.
fn page(sheet: &Sheet, title: &str, root: &str, body: &Markup) -> String {
    let language = sheet.language;
    let markup = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Nothing but what is in the archive is ever loaded, whatever a text says.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; img-src 'self' file:";
                meta name="referrer" content="no-referrer";
                title { (title) }
                link rel="stylesheet" href=(format!("{root}style.css"));
            }
            body {
                a.skip href="#main" { (say!(language, "sheet-skip")) }
                header {
                    @if root.is_empty() {
                        p { "Kotikunta" }
                    } @else {
                        nav aria-label=(say!(language, "sheet-back")) {
                            p { a href=(format!("{root}index.html")) { (say!(language, "sheet-back")) } }
                        }
                    }
                }
                main id="main" tabindex="-1" { (body) }
                footer {
                    p { "Kotikunta. " (say!(language, "sheet-made", when = day::when_full(language, &sheet.made))) }
                    p { (say!(language, "sheet-private")) }
                }
            }
        }
    };
    markup.into_string()
}

pub(crate) fn time(language: Language, when: &When) -> Markup {
    html! { time datetime=(when.iso) { (day::when_full(language, when)) } }
}

pub(crate) fn words(text: &Text) -> Markup {
    html! { span lang=[text.lang.as_deref()] { (text.value) } }
}

/// A path of the archive as a link says it.
fn href(root: &str, path: &str) -> String {
    format!("{root}{}", utf8_percent_encode(path, PATH))
}
