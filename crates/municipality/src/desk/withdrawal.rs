//! Taking back a message or a decision.

use maud::{Markup, html};
use resident_api::{FeedRecord, Texts};

use super::{Action, Desk, Done, Step, fields, filled::Filled, lists, page};
use crate::RegistryError;

const REASONS: [(&str, &str); 3] = [
    ("withdrawn", "The authority takes it back"),
    ("misdirected", "It went to the wrong person"),
    ("retention_ended", "Its retention period is over"),
];

/// Takes back a message or a decision.
pub(super) struct Withdraw;

impl Action for Withdraw {
    const PATH: &'static str = "/desk/withdrawal";
    const NAME: &'static str = "Take back";
    const BUTTON: &'static str = "Take it back";

    fn record(form: &Filled) -> (&str, &str) {
        (form.value("kind"), form.value("id"))
    }

    fn begin(desk: &Desk, form: &mut Filled) -> Result<(), RegistryError> {
        letter(desk, form).map(|_| ())
    }

    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
        let letter = letter(desk, form)?;
        let whose = lists::names(desk)?.remove(&letter.party).unwrap_or_default();
        Ok(html! {
            (page::about(form, &letter.title, &whose))
            (fields::hidden(form, "kind"))
            p { "It disappears from the resident’s feed, with its documents. This cannot be undone." }
            (fields::radios(form, "reason", "Why", &REASONS))
        })
    }

    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError> {
        let letter = letter(desk, form)?;
        let Some(reason) = form.choice("reason", &REASONS) else { return Ok(Step::Again) };
        desk.registry().tombstone(letter.kind, &letter.id, reason)?;
        Ok(Done::step("withdrawn", letter.kind, letter.id))
    }
}

/// What is to be taken back.
struct Letter {
    kind: &'static str,
    id: String,
    party: String,
    title: Texts,
}

fn letter(desk: &Desk, form: &Filled) -> Result<Letter, RegistryError> {
    let (kind, id) = (form.value("kind"), form.value("id"));
    match desk.registry().record(kind, id)? {
        FeedRecord::Message(it) => Ok(Letter { kind: "message", id: it.id, party: it.party, title: it.title }),
        FeedRecord::Decision(it) => Ok(Letter { kind: "decision", id: it.id, party: it.party, title: it.title }),
        FeedRecord::SealedDecision(it) => Ok(Letter { kind: "decision", id: it.id, party: it.party, title: it.title }),
        _ => Err(RegistryError::UnknownRecord { kind: kind.to_owned(), id: id.to_owned() }),
    }
}
