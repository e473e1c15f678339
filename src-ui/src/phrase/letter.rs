//! Where a letter is on its way, what is wrong with it, and what became of it.

use domain::{
    outgoing::{Field, Flaw, Refusal, Unattached},
    text::Language,
};
use protocol::letters::{OutgoingKind, OutgoingView, PhaseView, WaitReason};

use super::{act, when_full};

/// Where it is, in sentences.
pub fn phase(language: Language, kind: OutgoingKind, sender: &str, phase: &PhaseView) -> Vec<String> {
    if kind != OutgoingKind::Letter {
        return act::phase(language, kind, sender, phase);
    }
    match phase {
        PhaseView::Draft => vec![say!(language, "phase-draft")],
        PhaseView::Sending => vec![say!(language, "phase-sending")],
        PhaseView::Waiting { reason, next, in_doubt } => {
            let waits = match (next, reason) {
                (Some(next), _) => say!(language, "phase-asked", when = when_full(language, next)),
                (None, WaitReason::Turn) => say!(language, "phase-turn"),
                (None, WaitReason::Connection) => say!(language, "phase-connection"),
                (None, WaitReason::Service) => say!(language, "phase-service"),
                (None, WaitReason::SignIn) => say!(language, "phase-sign-in"),
            };
            let doubt = in_doubt.then(|| say!(language, "phase-doubt"));
            [waits].into_iter().chain(doubt).collect()
        }
        PhaseView::Stuck(why) => {
            let stuck = say!(language, "phase-stuck", sender = sender);
            [stuck].into_iter().chain(refusal(language, why)).collect()
        }
        PhaseView::Received { when, register_number } => vec![say!(
            language,
            "phase-received",
            sender = sender,
            when = when_full(language, when),
            number = register_number.as_str()
        )],
    }
}

/// Why a letter was not taken, and what to do.
fn refusal(language: Language, why: &Refusal) -> Vec<String> {
    match why {
        Refusal::Closed => vec![say!(language, "letter-refused-closed")],
        Refusal::Newer => vec![say!(language, "letter-refused-newer")],
        Refusal::NotAllowed => vec![say!(language, "letter-refused-not-allowed")],
        Refusal::Gone => vec![say!(language, "letter-refused-gone")],
        Refusal::TooLarge => vec![say!(language, "letter-refused-too-large")],
        Refusal::Unsupported => vec![say!(language, "letter-refused-unsupported")],
        Refusal::Unconfirmed => vec![say!(language, "act-unconfirmed")],
        Refusal::NotAccepted(flaws) => {
            let flaws = flaws.iter().map(|(field, wrong)| flaw(language, *field, *wrong));
            flaws.chain([say!(language, "letter-refused-not-accepted")]).collect()
        }
    }
}

/// What is wrong with a part.
pub fn flaw(language: Language, field: Field, flaw: Flaw) -> String {
    match (field, flaw) {
        (Field::Title, Flaw::Missing) => say!(language, "letter-flaw-title-missing"),
        (Field::Body, Flaw::Missing) => say!(language, "letter-flaw-body-missing"),
        (Field::Matter, Flaw::Missing) => say!(language, "letter-flaw-matter-missing"),
        (Field::Title, Flaw::TooLong(most)) => say!(language, "letter-flaw-title-long", most = count(most)),
        (Field::Body, Flaw::TooLong(most)) => say!(language, "letter-flaw-body-long", most = count(most)),
        (Field::Title, Flaw::NotAccepted) => say!(language, "letter-flaw-title"),
        (Field::Body, Flaw::NotAccepted) => say!(language, "letter-flaw-body"),
        (Field::Matter, Flaw::TooLong(_) | Flaw::NotAccepted) => say!(language, "letter-flaw-matter"),
        (Field::Attachments, _) => say!(language, "letter-flaw-files"),
        (Field::Question(_), Flaw::Missing) => say!(language, "answer-missing"),
        (Field::Question(_), Flaw::TooLong(most)) => say!(language, "answer-long", most = count(most)),
        (Field::Question(_), Flaw::NotAccepted) => say!(language, "answer-wrong"),
        (Field::Service, _) => say!(language, "report-flaw-service"),
        (Field::Place, Flaw::Missing) => say!(language, "report-flaw-place-missing"),
        (Field::Place, Flaw::TooLong(most)) => say!(language, "report-flaw-place-long", most = count(most)),
        (Field::Place, Flaw::NotAccepted) => say!(language, "report-flaw-place"),
        (Field::Reporter, Flaw::Missing) => say!(language, "report-flaw-reporter-missing"),
        (Field::Reporter, Flaw::TooLong(_) | Flaw::NotAccepted) => say!(language, "report-flaw-reporter"),
    }
}

/// Why a file cannot go with a letter.
pub fn unattached(language: Language, name: &str, why: Unattached) -> String {
    match why {
        Unattached::TooMany => say!(language, "file-too-many", name = name),
        Unattached::TooLarge => say!(language, "file-too-large", name = name),
        Unattached::Kind => say!(language, "file-kind", name = name),
        Unattached::Empty => say!(language, "file-empty", name = name),
        Unattached::Unreadable => say!(language, "file-unreadable", name = name),
    }
}

/// What is said when a letter was received, or was not taken. Of anything else nothing is.
pub fn news(language: Language, letter: &OutgoingView) -> String {
    if letter.kind != OutgoingKind::Letter {
        return act::news(language, letter);
    }
    let (sender, title) = (letter.sender.value.as_str(), letter.title.as_str());
    match &letter.phase {
        PhaseView::Received { .. } => say!(language, "letter-news-received", sender = sender, title = title),
        PhaseView::Stuck(why) => {
            let lead = say!(language, "letter-news-stuck", title = title);
            [lead].into_iter().chain(refusal(language, why)).collect::<Vec<_>>().join(" ")
        }
        PhaseView::Draft | PhaseView::Waiting { .. } | PhaseView::Sending => String::new(),
    }
}

/// What would follow, and with it how many letters would be lost that no public body has.
pub fn with_unsent(language: Language, consequence: String, unsent: u32) -> String {
    if unsent == 0 {
        return consequence;
    }
    let lost = say!(language, "unsent-letters", count = unsent);
    if consequence.is_empty() { lost } else { format!("{lost} {consequence}") }
}

/// A number of characters, its thousands parted as Finnish, Swedish and careful English do: by a space that keeps them together.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 3 == first {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        let parted = [0, 999, 1000, 10_000, 1_234_567].map(count);
        assert_eq!(parted, ["0", "999", "1\u{a0}000", "10\u{a0}000", "1\u{a0}234\u{a0}567"]);
    }
}
