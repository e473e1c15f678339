//! What residents call the kinds of items.

use super::{Word, stem};
use crate::id::RecordKind;

/// Folded base forms in Finnish, Swedish and English.
const CALLED: [(RecordKind, &[&str]); 5] = [
    (RecordKind::Decision, &["paatos", "beslut", "decision"]),
    (RecordKind::Message, &["viesti", "kirje", "meddelande", "brev", "message", "letter"]),
    (RecordKind::Task, &["tehtava", "uppgift", "task"]),
    (RecordKind::Case, &["asia", "arende", "case"]),
    (RecordKind::ServiceRequest, &["vikailmoitus", "felanmalan", "fault"]),
];

/// The kinds of items that a word names, in any of its forms.
pub fn kinds_called(word: &Word) -> Vec<RecordKind> {
    let stems = stem::stems(word.folded());
    let names =
        |name: &&str| stems.iter().any(|stem| name.strip_prefix(&stem.text).is_some_and(|rest| stem.goes_on(rest)));
    CALLED.iter().filter(|(_, called)| called.iter().any(names)).map(|(kind, _)| *kind).collect()
}
