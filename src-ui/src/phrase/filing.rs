//! What became of items that were filed.

use domain::{id::RecordKind, mark::Mark, text::Language};

use crate::state::Filed;

/// What was done to how many of what.
pub fn filed(language: Language, filed: &Filed) -> String {
    let what = what(language, filed.kind, filed.count);
    match (filed.mark, filed.on) {
        (Mark::Archived, true) => say!(language, "done-archived", what = what),
        (Mark::Archived, false) => say!(language, "done-unarchived", what = what),
        (Mark::Unread, true) => say!(language, "done-unread", what = what),
        (Mark::Unread, false) => say!(language, "done-read", what = what),
        (Mark::Pinned, true) => say!(language, "done-pinned", what = what),
        (Mark::Pinned, false) => say!(language, "done-unpinned", what = what),
        (Mark::Muted, true) => say!(language, "done-muted", what = what),
        (Mark::Muted, false) => say!(language, "done-unmuted", what = what),
        (Mark::Settled, true) => say!(language, "done-settled"),
        (Mark::Settled, false) => say!(language, "done-unsettled"),
        (Mark::Label(_), true) => say!(language, "done-labelled", what = what),
        (Mark::Label(_), false) => say!(language, "done-unlabelled", what = what),
    }
}

fn what(language: Language, kind: Option<RecordKind>, count: u32) -> String {
    match kind {
        Some(RecordKind::Message) => say!(language, "what-messages", count = count),
        Some(RecordKind::Decision) => say!(language, "what-decisions", count = count),
        Some(RecordKind::Task) => say!(language, "what-tasks", count = count),
        Some(RecordKind::Case) => say!(language, "what-cases", count = count),
        Some(RecordKind::ServiceRequest) => say!(language, "what-reports", count = count),
        _ => say!(language, "what-items", count = count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_said_with_what_it_was_done_to() {
        let of = |mark, on, count, kind| Filed { mark, on, count, kind, undo: 1 };
        let three = of(Mark::Archived, true, 3, Some(RecordKind::Message));
        assert_eq!(filed(Language::Fi, &three), "3 viestiä siirretty arkistoon.");
        assert_eq!(filed(Language::Sv, &three), "Flyttat till arkivet: 3 meddelanden.");
        let one = of(Mark::Unread, true, 1, Some(RecordKind::Decision));
        assert_eq!(filed(Language::Fi, &one), "1 päätös merkitty lukemattomaksi.");
        assert_eq!(filed(Language::En, &of(Mark::Pinned, false, 2, None)), "2 items unpinned.");
    }
}
