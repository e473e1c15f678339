//! What a decision's signature shows, in words.

use domain::{signature::Mismatch, text::Language};
use protocol::signature::SignatureView;

use super::day::when_full;

/// What it shows, in a sentence; of one that does not match, in a heading.
pub fn shows(language: Language, signature: &SignatureView) -> String {
    match signature {
        SignatureView::Unsigned => say!(language, "signature-unsigned"),
        SignatureView::Checked { by, .. } => say!(language, "signature-checked", by = by.value.as_str()),
        SignatureView::NotYet => say!(language, "signature-not-yet"),
        SignatureView::Mismatch { .. } => say!(language, "signature-mismatch"),
    }
}

/// What that means, and what to do, a paragraph each.
pub fn means(language: Language, signature: &SignatureView) -> Vec<String> {
    match signature {
        SignatureView::Unsigned => vec![say!(language, "signature-unsigned-means")],
        SignatureView::Checked { revoked, .. } => {
            let revoked = revoked.as_ref();
            let revoked = revoked.map(|when| say!(language, "signature-revoked", when = when_full(language, when)));
            std::iter::once(say!(language, "signature-checked-means")).chain(revoked).collect()
        }
        SignatureView::NotYet => vec![say!(language, "signature-not-yet-means")],
        SignatureView::Mismatch { why } => vec![
            match why {
                Mismatch::Altered => say!(language, "signature-mismatch-altered"),
                Mismatch::UnknownKey => say!(language, "signature-mismatch-key"),
                Mismatch::KeyNotInUse => say!(language, "signature-mismatch-time"),
                Mismatch::Unreadable => say!(language, "signature-mismatch-unreadable"),
            },
            say!(language, "signature-mismatch-do"),
            say!(language, "signature-mismatch-read"),
        ],
    }
}
