//! What is said of fault reports.

use domain::{
    outgoing::{Field, Flaw, Refusal},
    report::Place,
    text::Language,
};
use protocol::{letters::PhaseView, view::When};

use super::{act, count, flaw, when_full};
use crate::state::Step;

/// What a step asks.
pub fn step(language: Language, step: Step) -> String {
    match step {
        Step::What => say!(language, "report-what"),
        Step::Where => say!(language, "report-where"),
        Step::Nearby => say!(language, "report-nearby"),
        Step::Details => say!(language, "report-details"),
        Step::Check => say!(language, "report-check"),
    }
}

/// Which step of three it is; nothing of the look at everything, after the last of them.
pub fn step_number(language: Language, step: Step) -> Option<String> {
    let number = match step {
        Step::What => "1",
        Step::Where | Step::Nearby => "2",
        Step::Details => "3",
        Step::Check => return None,
    };
    Some(say!(language, "report-step", step = number))
}

/// Where it is, in words. A place on the globe alone is never told by its numbers.
pub fn place(language: Language, place: &Place) -> String {
    match (place.address.trim(), place.position) {
        ("", Some(_)) => say!(language, "report-place-map"),
        (address, _) => address.to_owned(),
    }
}

/// How far it is, to ten metres: positions are no more exact.
pub fn distance(language: Language, metres: u32) -> String {
    let tens = (metres.saturating_add(5) / 10).max(1).saturating_mul(10);
    say!(language, "report-metres", metres = count(tens as usize))
}

/// What is wrong with a part of a report.
pub fn report_flaw(language: Language, field: Field, wrong: Flaw) -> String {
    match (field, wrong) {
        (Field::Body, Flaw::Missing) => say!(language, "report-flaw-body-missing"),
        (Field::Body, Flaw::TooLong(most)) => say!(language, "report-flaw-body-long", most = count(most)),
        _ => flaw(language, field, wrong),
    }
}

/// Where a report is on its way, in sentences.
pub(super) fn phase(language: Language, sender: &str, phase: &PhaseView) -> Vec<String> {
    match phase {
        PhaseView::Draft => vec![say!(language, "phase-draft")],
        PhaseView::Sending => vec![say!(language, "phase-sending")],
        PhaseView::Waiting { reason, next, in_doubt } => {
            let waits = act::waits(language, next.as_ref(), *reason, || say!(language, "report-waits"));
            let doubt = in_doubt.then(|| say!(language, "report-doubt"));
            [waits].into_iter().chain(doubt).collect()
        }
        // Whether it was taken nobody knows.
        PhaseView::Stuck(Refusal::Unconfirmed) => vec![say!(language, "act-unconfirmed")],
        PhaseView::Stuck(why) => {
            let stuck = say!(language, "report-stuck", sender = sender);
            [stuck].into_iter().chain(refusal(language, why)).collect()
        }
        PhaseView::Received { when, register_number } => vec![report_received(language, sender, when, register_number)],
    }
}

/// That a report was received: with its number, where the city gives one and has given it already.
pub fn report_received(language: Language, sender: &str, when: &When, number: &str) -> String {
    let when = when_full(language, when);
    if number.is_empty() {
        say!(language, "report-received", sender = sender, when = when)
    } else {
        say!(language, "report-received-number", sender = sender, when = when, number = number)
    }
}

/// Why a report was not taken, and what to do.
pub(super) fn refusal(language: Language, why: &Refusal) -> Vec<String> {
    match why {
        Refusal::TooLarge => vec![say!(language, "report-too-large")],
        Refusal::NotAccepted(flaws) => {
            let flaws = flaws.iter().map(|(field, wrong)| report_flaw(language, *field, *wrong));
            flaws.chain([say!(language, "act-not-accepted")]).collect()
        }
        Refusal::Closed | Refusal::Newer | Refusal::NotAllowed | Refusal::Gone | Refusal::Unsupported => {
            vec![say!(language, "report-refused")]
        }
        Refusal::Unconfirmed => vec![say!(language, "act-unconfirmed")],
    }
}

/// What is said aloud when a report was received.
pub(super) fn news(language: Language, sender: &str, title: &str, number: &str) -> String {
    let received = say!(language, "report-news", sender = sender, title = title);
    if number.is_empty() {
        return received;
    }
    format!("{received} {}", say!(language, "report-news-number", number = number))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::report::Position;

    use super::*;

    fn received(number: &str) -> PhaseView {
        let when = When { date: "2026-11-28".parse().unwrap(), time: None, iso: "2026-11-28".to_owned() };
        PhaseView::Received { when, register_number: number.to_owned() }
    }

    #[test]
    fn a_receipt_has_a_number_only_where_there_is_one() {
        let said = |number| phase(Language::Fi, "Haikkala", &received(number)).join(" ");
        assert!(said("A-17").ends_with("Ilmoituksen numero on A-17."), "{}", said("A-17"));
        assert!(!said("").to_lowercase().contains("numero"), "{}", said(""));
        assert!(said("").starts_with("Haikkala on ottanut ilmoituksen vastaan"));
        assert!(!news(Language::Fi, "Haikkala", "Katuvalo", "").to_lowercase().contains("numero"));
        assert!(news(Language::Fi, "Haikkala", "Katuvalo", "A-17").contains("A-17"));
    }

    #[test]
    fn a_distance_is_told_to_ten_metres_and_never_as_none() {
        let said = [0, 4, 14, 15, 1_234].map(|metres| distance(Language::En, metres));
        let metres = said.map(|said| said.chars().filter(char::is_ascii_digit).collect::<String>());
        assert_eq!(metres, ["10", "10", "10", "20", "1230"]);
    }

    #[test]
    fn a_place_is_told_in_words_and_never_in_degrees() {
        let position = Position::new(60.17, 24.94);
        let said = |address: &str| place(Language::Fi, &Place { address: address.to_owned(), position });
        assert_eq!(said(" Torikatu 3 "), "Torikatu 3");
        assert!(!said("").is_empty() && !said("").contains("60"));
    }

    #[test]
    fn three_steps_are_counted_and_the_look_at_everything_is_none_of_them() {
        let numbers = Step::ALL.map(|step| step_number(Language::En, step));
        let digits = numbers.map(|said| said.and_then(|said| said.chars().find(char::is_ascii_digit)));
        assert_eq!(digits, [Some('1'), Some('2'), Some('2'), Some('3'), None]);
    }
}
