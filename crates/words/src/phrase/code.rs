//! Words for the codes that cross the line.

use domain::{
    case::{CaseStatus, Happening, NextActor},
    change::{QuarantineReason, TombstoneReason},
    decision::{AppealKind, NoticeMethod, Outcome},
    id::RecordKind,
    party::Relation,
    text::Language,
};
use protocol::view::PartyView;

/// Whose matter something is. Names stay as they are: no machine inflects them right.
pub fn whose(language: Language, party: &PartyView) -> String {
    if party.relation == Relation::Myself {
        say!(language, "whose-own")
    } else {
        say!(language, "whose-other", name = party.name.as_str())
    }
}

/// What stands before a title: whose matter it is, where it is not the resident's own. It is part of the heading, so that
/// nobody hears what is asked before they know of whom.
pub fn before_title(language: Language, party: &PartyView) -> Option<String> {
    (party.relation != Relation::Myself).then(|| whose(language, party))
}

/// What an item is.
pub fn kind(language: Language, kind: RecordKind) -> String {
    match kind {
        RecordKind::Party => say!(language, "kind-party"),
        RecordKind::Mandate => say!(language, "kind-mandate"),
        RecordKind::GivenMandate => say!(language, "kind-given-mandate"),
        RecordKind::MandateRequest => say!(language, "kind-mandate-request"),
        RecordKind::Act => say!(language, "kind-act"),
        RecordKind::Case => say!(language, "kind-case"),
        RecordKind::Message => say!(language, "kind-message"),
        RecordKind::Decision => say!(language, "kind-decision"),
        RecordKind::Task => say!(language, "kind-task"),
        RecordKind::ServiceRequest => say!(language, "kind-service-request"),
        RecordKind::DataUse => say!(language, "kind-data-use"),
        RecordKind::Consent => say!(language, "kind-consent"),
        RecordKind::Lookup => say!(language, "kind-lookup"),
        RecordKind::AccessLog => say!(language, "kind-access-log"),
    }
}

/// What has happened in a case.
pub fn happening(language: Language, happening: Happening) -> String {
    match happening {
        Happening::Created => say!(language, "happened-created"),
        Happening::Closed => say!(language, "happened-closed"),
        Happening::Removed => say!(language, "happened-removed"),
        Happening::Restored => say!(language, "happened-restored"),
        Happening::Opened => say!(language, "happened-opened"),
        Happening::LetterOpened => say!(language, "happened-letter-opened"),
        Happening::LetterConfirmed => say!(language, "happened-letter-confirmed"),
        Happening::SentToPayment => say!(language, "happened-sent-to-payment"),
        Happening::PaymentMade => say!(language, "happened-payment-made"),
        Happening::SentToSigning => say!(language, "happened-sent-to-signing"),
        Happening::Signed => say!(language, "happened-signed"),
        Happening::SentToForm => say!(language, "happened-sent-to-form"),
        Happening::SentToSendIn => say!(language, "happened-sent-to-send-in"),
        Happening::FormSaved => say!(language, "happened-form-saved"),
        Happening::FormSubmitted => say!(language, "happened-form-submitted"),
    }
}

/// A status in few words, for a tag. Every one says who has the next move or that there is none.
pub fn status_word(language: Language, status: CaseStatus) -> String {
    match status {
        CaseStatus::Draft => say!(language, "status-draft"),
        CaseStatus::Sent => say!(language, "status-sent"),
        CaseStatus::Received => say!(language, "status-received"),
        CaseStatus::InProgress => say!(language, "status-in-progress"),
        CaseStatus::NeedsYou => say!(language, "status-needs-you"),
        CaseStatus::Waiting => say!(language, "status-waiting"),
        CaseStatus::Decided => say!(language, "status-decided"),
        CaseStatus::Closed => say!(language, "status-closed"),
        CaseStatus::Withdrawn => say!(language, "status-withdrawn"),
        CaseStatus::Unknown => say!(language, "status-unknown"),
    }
}

/// Where a matter stands and who must act next, in sentences. `sender` is the public body's name as it is.
pub fn status_sentence(language: Language, status: CaseStatus, next: NextActor, sender: &str) -> String {
    match (status, next) {
        (CaseStatus::Draft, _) => say!(language, "stands-draft"),
        (CaseStatus::Sent, NextActor::Authority) => say!(language, "stands-sent", sender = sender),
        (CaseStatus::Received, NextActor::Authority) => say!(language, "stands-received", sender = sender),
        (CaseStatus::Decided, NextActor::Nobody) => say!(language, "stands-decided"),
        (CaseStatus::Withdrawn, _) => say!(language, "stands-withdrawn"),
        (_, NextActor::Resident) => say!(language, "stands-resident", sender = sender),
        (_, NextActor::Authority) => say!(language, "stands-authority", sender = sender),
        (_, NextActor::ThirdParty) => say!(language, "stands-third-party"),
        (_, NextActor::Nobody) => say!(language, "stands-nobody"),
        (_, NextActor::Unknown) => say!(language, "stands-unknown", sender = sender),
    }
}

/// What came of a matter.
pub fn outcome(language: Language, outcome: Outcome) -> Option<String> {
    Some(match outcome {
        Outcome::Granted => say!(language, "outcome-granted"),
        Outcome::PartlyGranted => say!(language, "outcome-partly-granted"),
        Outcome::Refused => say!(language, "outcome-refused"),
        Outcome::Dismissed => say!(language, "outcome-dismissed"),
        Outcome::Other => return None,
    })
}

/// The name of a kind of appeal.
pub fn appeal(language: Language, kind: AppealKind) -> String {
    match kind {
        AppealKind::ReviewRequest => say!(language, "appeal-review-request"),
        AppealKind::MunicipalAppeal => say!(language, "appeal-municipal"),
        AppealKind::AdministrativeAppeal => say!(language, "appeal-administrative"),
        AppealKind::NotAppealable => say!(language, "appeal-none"),
    }
}

/// How notice was given, as something that happened.
pub fn notice(language: Language, method: NoticeMethod) -> String {
    match method {
        NoticeMethod::Electronic => say!(language, "notice-electronic"),
        NoticeMethod::Verified => say!(language, "notice-verified"),
        NoticeMethod::Letter => say!(language, "notice-letter"),
        NoticeMethod::Minutes => say!(language, "notice-minutes"),
    }
}

/// Why an item is gone at its source though it is kept here.
pub fn tombstone(language: Language, reason: TombstoneReason) -> String {
    match reason {
        TombstoneReason::Withdrawn => say!(language, "gone-withdrawn"),
        TombstoneReason::RetentionEnded => say!(language, "gone-retention-ended"),
        TombstoneReason::Misdirected => say!(language, "gone-misdirected"),
        TombstoneReason::AccessEnded => say!(language, "gone-access-ended"),
        TombstoneReason::Unstated => say!(language, "gone-unstated"),
    }
}

/// What is wrong with a record that could not be read.
pub fn quarantine(language: Language, reason: QuarantineReason) -> String {
    match reason {
        QuarantineReason::Malformed => say!(language, "quarantine-malformed"),
        QuarantineReason::UnknownKind => say!(language, "quarantine-unknown-kind"),
        QuarantineReason::UnknownParty => say!(language, "quarantine-unknown-party"),
        QuarantineReason::TooLarge => say!(language, "quarantine-too-large"),
    }
}

/// What somebody is to the resident.
pub fn relation(language: Language, relation: Relation) -> String {
    match relation {
        Relation::Myself => say!(language, "relation-myself"),
        Relation::Child => say!(language, "relation-child"),
        Relation::Ward => say!(language, "relation-ward"),
        Relation::Principal => say!(language, "relation-principal"),
        Relation::Company => say!(language, "relation-company"),
        Relation::Association => say!(language, "relation-association"),
        Relation::Estate => say!(language, "relation-estate"),
    }
}
