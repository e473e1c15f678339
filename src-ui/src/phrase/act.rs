//! What is said of answers, withdrawals and what else is sent that is no letter.

use domain::{id::RecordKind, outgoing::Refusal, text::Language};
use protocol::{
    letters::{OutgoingKind, OutgoingView, PhaseView, WaitReason},
    view::When,
};

use super::{data_use, flaw, kind as record_kind, report, when_full};

/// What it is; `None` of a letter, which is the usual.
pub fn what(language: Language, kind: OutgoingKind) -> Option<String> {
    match kind {
        OutgoingKind::Letter => None,
        OutgoingKind::Answer => Some(say!(language, "act-answer")),
        OutgoingKind::Withdrawal => Some(say!(language, "act-withdrawal")),
        OutgoingKind::Contact => Some(say!(language, "act-contact")),
        OutgoingKind::Feedback => Some(say!(language, "act-feedback")),
        OutgoingKind::Appeal => Some(say!(language, "act-appeal")),
        OutgoingKind::ConsentGiven => Some(say!(language, "act-consent-given")),
        OutgoingKind::ConsentExtended => Some(say!(language, "act-consent-extended")),
        OutgoingKind::ConsentRefused => Some(say!(language, "act-consent-refused")),
        OutgoingKind::ConsentWithdrawal => Some(say!(language, "act-consent-back")),
        OutgoingKind::Data(right) => Some(data_use::right(language, right)),
        OutgoingKind::Report => Some(record_kind(language, RecordKind::ServiceRequest)),
    }
}

/// What sending it is called.
pub fn send(language: Language, kind: OutgoingKind) -> String {
    match kind {
        OutgoingKind::Answer => say!(language, "answer-send"),
        OutgoingKind::Withdrawal => say!(language, "withdraw-send"),
        OutgoingKind::Contact | OutgoingKind::Data(_) => say!(language, "request-send"),
        OutgoingKind::Feedback => say!(language, "feedback-send"),
        OutgoingKind::Appeal => say!(language, "appeal-send"),
        OutgoingKind::ConsentGiven | OutgoingKind::ConsentExtended | OutgoingKind::ConsentRefused => {
            say!(language, "consent-send")
        }
        OutgoingKind::ConsentWithdrawal => say!(language, "consent-back-send"),
        OutgoingKind::Report => say!(language, "report-send"),
        OutgoingKind::Letter => say!(language, "letter-send"),
    }
}

/// The question before it is sent.
pub fn sure(language: Language, kind: OutgoingKind) -> String {
    match kind {
        OutgoingKind::Answer => say!(language, "answer-sure"),
        OutgoingKind::Withdrawal => say!(language, "withdraw-sure"),
        OutgoingKind::Contact | OutgoingKind::Data(_) => say!(language, "request-sure"),
        OutgoingKind::Feedback => say!(language, "feedback-sure"),
        OutgoingKind::Appeal => say!(language, "appeal-sure"),
        OutgoingKind::ConsentGiven | OutgoingKind::ConsentExtended | OutgoingKind::ConsentRefused => {
            say!(language, "consent-sure")
        }
        OutgoingKind::ConsentWithdrawal => say!(language, "consent-back-sure"),
        OutgoingKind::Report => say!(language, "report-sure"),
        OutgoingKind::Letter => say!(language, "letter-sure"),
    }
}

/// That it goes.
pub fn going(language: Language, kind: OutgoingKind) -> String {
    match kind {
        OutgoingKind::Answer => say!(language, "answer-going"),
        OutgoingKind::Withdrawal => say!(language, "withdraw-going"),
        OutgoingKind::Contact | OutgoingKind::Data(_) => say!(language, "request-going"),
        OutgoingKind::Feedback => say!(language, "feedback-going"),
        OutgoingKind::Appeal => say!(language, "appeal-going"),
        OutgoingKind::ConsentGiven | OutgoingKind::ConsentExtended | OutgoingKind::ConsentRefused => {
            say!(language, "consent-going")
        }
        OutgoingKind::ConsentWithdrawal => say!(language, "consent-back-going"),
        OutgoingKind::Report => say!(language, "report-going"),
        OutgoingKind::Letter => say!(language, "letter-going"),
    }
}

/// The question before it is discarded, and what would follow.
pub fn discarding(language: Language, kind: OutgoingKind) -> (String, String) {
    if kind == OutgoingKind::Letter {
        (say!(language, "letter-discard-sure"), say!(language, "letter-discard-sure.consequence"))
    } else {
        (say!(language, "act-discard-sure"), say!(language, "act-discard-sure.consequence"))
    }
}

/// That it was discarded.
pub fn discarded(language: Language, kind: OutgoingKind) -> String {
    if kind == OutgoingKind::Letter { say!(language, "letter-discarded") } else { say!(language, "act-discarded") }
}

/// Where it is, in sentences.
pub(super) fn phase(language: Language, kind: OutgoingKind, sender: &str, phase: &PhaseView) -> Vec<String> {
    if kind == OutgoingKind::Report {
        return report::phase(language, sender, phase);
    }
    match phase {
        PhaseView::Draft => vec![say!(language, "phase-draft")],
        PhaseView::Sending => vec![say!(language, "phase-sending")],
        PhaseView::Waiting { reason, next, in_doubt } => {
            let waits = waits(language, next.as_ref(), *reason, || say!(language, "act-connection"));
            let doubt = in_doubt.then(|| say!(language, "act-doubt"));
            [waits].into_iter().chain(doubt).collect()
        }
        PhaseView::Stuck(why) => {
            let stuck = say!(language, "act-stuck", sender = sender);
            [stuck].into_iter().chain(refusal(language, kind, why)).collect()
        }
        PhaseView::Received { when, register_number } => vec![say!(
            language,
            "act-received",
            sender = sender,
            when = when_full(language, when),
            number = register_number.as_str()
        )],
    }
}

/// For what it waits, and until when if that is known; what is said where the connection is missing depends on what it is.
pub(super) fn waits(
    language: Language,
    next: Option<&When>,
    reason: WaitReason,
    connection: impl FnOnce() -> String,
) -> String {
    match (next, reason) {
        (Some(next), _) => say!(language, "act-waits", when = when_full(language, next)),
        (None, WaitReason::Turn) => say!(language, "phase-turn"),
        (None, WaitReason::Connection) => connection(),
        (None, WaitReason::Service) => say!(language, "act-service"),
        (None, WaitReason::SignIn) => say!(language, "act-sign-in"),
    }
}

fn refusal(language: Language, kind: OutgoingKind, why: &Refusal) -> Vec<String> {
    match (why, kind) {
        (why, OutgoingKind::Report) => report::refusal(language, why),
        (Refusal::Unconfirmed, _) => vec![say!(language, "act-unconfirmed")],
        (Refusal::Closed, OutgoingKind::Answer) => vec![say!(language, "answer-closed")],
        (Refusal::Closed, OutgoingKind::Withdrawal) => vec![say!(language, "withdraw-closed")],
        (Refusal::Closed, OutgoingKind::Feedback) => vec![say!(language, "feedback-closed")],
        (Refusal::Closed, OutgoingKind::Appeal) => vec![say!(language, "appeal-closed")],
        (
            Refusal::Closed,
            OutgoingKind::ConsentGiven | OutgoingKind::ConsentExtended | OutgoingKind::ConsentRefused,
        ) => vec![say!(language, "consent-closed")],
        (Refusal::Closed, OutgoingKind::Data(_)) => vec![say!(language, "data-closed")],
        (Refusal::Closed | Refusal::Newer | Refusal::Unsupported, _) => vec![say!(language, "act-unsupported")],
        (Refusal::NotAllowed, _) => vec![say!(language, "letter-refused-not-allowed")],
        (Refusal::Gone, _) => vec![say!(language, "act-gone")],
        (Refusal::TooLarge, _) => vec![say!(language, "act-too-large")],
        (Refusal::NotAccepted(flaws), _) => {
            let flaws = flaws.iter().map(|(field, wrong)| flaw(language, *field, *wrong));
            flaws.chain([say!(language, "act-not-accepted")]).collect()
        }
    }
}

/// What is said when it was received, or was not taken. Of anything else nothing is.
pub(super) fn news(language: Language, sent: &OutgoingView) -> String {
    let (sender, title) = (sent.sender.value.as_str(), sent.title.as_str());
    match (&sent.phase, sent.kind) {
        (PhaseView::Received { .. }, OutgoingKind::Answer) => {
            say!(language, "answer-news", sender = sender, title = title)
        }
        (PhaseView::Received { .. }, OutgoingKind::Withdrawal) => {
            say!(language, "withdraw-news", sender = sender, title = title)
        }
        (PhaseView::Received { .. }, OutgoingKind::Contact) => {
            say!(language, "request-news", sender = sender)
        }
        (PhaseView::Received { .. }, OutgoingKind::Feedback) => {
            say!(language, "feedback-news", sender = sender, title = title)
        }
        (PhaseView::Received { .. }, OutgoingKind::Appeal) => {
            say!(language, "appeal-news", sender = sender, title = title)
        }
        (PhaseView::Received { .. }, OutgoingKind::ConsentGiven | OutgoingKind::ConsentExtended) => {
            say!(language, "consent-news-given", sender = sender, title = title)
        }
        (PhaseView::Received { .. }, OutgoingKind::ConsentRefused) => {
            say!(language, "consent-news-refused", sender = sender, title = title)
        }
        (PhaseView::Received { .. }, OutgoingKind::ConsentWithdrawal) => {
            say!(language, "consent-news-back", sender = sender, title = title)
        }
        (PhaseView::Received { register_number, .. }, OutgoingKind::Report) => {
            report::news(language, sender, title, register_number)
        }
        (PhaseView::Received { .. }, OutgoingKind::Data(_)) => say!(language, "data-news", sender = sender),
        (PhaseView::Stuck(why), kind) => {
            let lead = say!(language, "act-news-stuck", title = title);
            [lead].into_iter().chain(refusal(language, kind, why)).collect::<Vec<_>>().join(" ")
        }
        // A letter has words of its own.
        (PhaseView::Draft | PhaseView::Waiting { .. } | PhaseView::Sending, _)
        | (PhaseView::Received { .. }, OutgoingKind::Letter) => String::new(),
    }
}
