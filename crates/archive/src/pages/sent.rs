//! What the resident has sent, with the receipts.

use maud::html;
use protocol::view::{Text, When};

use super::{Sheet, page, prose::body, time, words};

/// Something sent.
pub struct SentLine {
    /// What it is about.
    pub title: String,
    /// Its text.
    pub text: String,
    /// To whom.
    pub to: Text,
    /// When the authority received it.
    pub received: When,
    /// Under which number it is registered.
    pub register_number: String,
    /// SHA-256 of what was received.
    pub sha256: String,
}

/// The page.
pub fn sent(sheet: &Sheet, all: &[SentLine]) -> String {
    let language = sheet.language;
    let title = say!(language, "sheet-sent");
    let content = html! {
        nav aria-label=(say!(language, "sheet-back")) {
            p { a href="index.html" { (say!(language, "sheet-back")) } }
        }
        h1 { (title) }
        p { (say!(language, "sheet-sent-lead")) }
        @for one in all {
            h2 { (one.title) }
            (body(&Text { value: one.text.clone(), lang: None }))
            dl {
                dt { (say!(language, "sheet-sent-to")) }
                dd { (words(&one.to)) }
                dt { (say!(language, "sheet-sent-received")) }
                dd { (time(language, &one.received)) }
                dt { (say!(language, "sheet-sent-number")) }
                dd { (one.register_number) }
                dt { (say!(language, "sheet-sent-hash")) }
                dd { (one.sha256) }
            }
        }
    };
    page(sheet, &title, "", &content)
}
