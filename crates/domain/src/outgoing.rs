//! What a resident sends, from the first word they type to the authority's receipt.
//!
//! ```text
//! draft ── send ──▶ waiting ── lease ──▶ sending ── received ──▶ received
//!   ▲                 │  ▲                 │ │
//!   └──── edit ───────┘  └── passing fault ┘ └── refused ──▶ stuck ── edit ──▶ draft
//!                                                              └───── retry ──▶ waiting
//! ```
//!
//! Nothing is dropped silently: only the resident discards. What was sent and not answered is *in doubt*: the authority may have
//! it. It can be neither changed nor discarded before an answer settles that; it is sent again under the same key, so that the
//! source takes it once however often it comes. What is being sent when the app is killed is in doubt, too.

use std::{fmt, time::Duration};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    consent::{self, DataRequest},
    form::Reply,
    id::{PartyRef, RecordKey, RemoteId},
    report::Report,
    text::Language,
};

/// After the first passing fault; doubled after each further one.
const FIRST_WAIT: Duration = Duration::from_secs(5);
/// Longest wait that no source asked for.
const LONGEST_WAIT: Duration = Duration::from_mins(15);

/// Longest wait that a source may ask for (`Retry-After`).
pub const LONGEST_OBEYED: Duration = Duration::from_hours(6);

/// The name of something outgoing: made once, and the key by which its source knows that it comes again (`Idempotency-Key`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OutgoingId(String);

impl OutgoingId {
    /// A name of 128 random bits.
    pub fn of_random(bits: u128) -> Self {
        Self(format!("{bits:032x}"))
    }

    /// A name that was made before.
    pub fn known(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// Whether it can be one that was made by [`OutgoingId::of_random`].
    pub fn is_well_formed(&self) -> bool {
        self.0.len() == 32 && self.0.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutgoingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A letter to an authority, or what else is sent to one: [`Kind`] says which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// What it is about, in a line.
    pub title: String,
    /// Its text.
    pub body: String,
    /// The language of the interface in which it was written.
    pub language: Language,
    /// The item that it answers.
    pub answers: Option<RecordKey>,
    /// The case it belongs to.
    pub case: Option<RemoteId>,
    /// The kind of matter, in the source's own terms, of a letter that belongs to no case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// When the newest of its case was written that the resident could have read when they sent this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_until: Option<DateTime<Utc>>,
    /// Files that go with it, whose bytes are kept beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Kind::is_letter")]
    pub kind: Kind,
}

/// What something is that a resident sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A letter.
    #[default]
    Letter,
    /// The answer to a task, which is [`Letter::answers`]. Its text is the replies in words, as the resident gave them.
    Answer(Answer),
    /// The withdrawal of a case, which is [`Letter::answers`]. Its text is the reason, if there is one.
    Withdrawal,
    /// The request that somebody calls or meets the resident, about [`Letter::answers`] if that is there. Its text is the
    /// replies to what the source asks, in words.
    Contact(Vec<Reply>),
    /// How a case went, which is [`Letter::answers`]. Its text is the replies in words.
    Feedback(Feedback),
    /// The request for review of a decision, which is [`Letter::answers`], or another appeal in it, which is written here and
    /// sent by other ways. Its text is what was written, without the questions of [`crate::appeal`].
    Appeal(Vec<Reply>),
    /// What is said to a request for consent, which is [`Letter::answers`], and the notice that was shown, by its hash.
    Consent(consent::Answer, String),
    /// The withdrawal of a consent, or of a prohibition, which is [`Letter::answers`].
    ConsentWithdrawal,
    /// What is asked about the use of the party's data. Its text is why, or what is wrong.
    DataRequest(DataRequest),
    /// A fault report. Its text is the description.
    Report(Box<Report>),
}

/// How a case went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// What is replied to each question, in their order.
    pub replies: Vec<Reply>,
    /// How often the resident had to be in touch about the case, as this device counts; none: they do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<u32>,
}

/// The answer to a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What is replied to each question, in their order.
    pub replies: Vec<Reply>,
    /// Whether it is due by a day.
    pub due: bool,
}

/// The order in which things are sent to a source: what cannot wait first. What was opened is told after all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// Before everything: the withdrawal of a consent.
    AtOnce = 0,
    /// What changes a matter or has a due day.
    Pressing = 1,
    /// What somebody reads and answers.
    Usual = 2,
}

impl Kind {
    const fn is_letter(&self) -> bool {
        matches!(self, Self::Letter)
    }

    /// What goes before it.
    pub const fn priority(&self) -> Priority {
        match self {
            Self::ConsentWithdrawal => Priority::AtOnce,
            Self::Withdrawal | Self::Answer(Answer { due: true, .. }) | Self::Appeal(_) | Self::Consent(..) => {
                Priority::Pressing
            }
            Self::Letter
            | Self::Answer(_)
            | Self::Contact(_)
            | Self::Feedback(_)
            | Self::DataRequest(_)
            | Self::Report(_) => Priority::Usual,
        }
    }

    /// What is replied to the questions of its form; nothing where there is none.
    pub fn replies(&self) -> &[Reply] {
        match self {
            Self::Answer(Answer { replies, .. })
            | Self::Feedback(Feedback { replies, .. })
            | Self::Contact(replies)
            | Self::Appeal(replies) => replies,
            Self::Report(report) => &report.replies,
            Self::Letter | Self::Withdrawal | Self::Consent(..) | Self::ConsentWithdrawal | Self::DataRequest(_) => &[],
        }
    }
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name on this device, and the key under which its source knows that it comes again.
    pub id: OutgoingId,
    /// What it is called.
    pub name: String,
    /// Media type, by its bytes.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Bytes before it was made smaller, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
}

/// What a source takes with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentCaps {
    /// Most files.
    pub count: usize,
    /// Largest file, in bytes.
    pub size: u64,
    /// Media types it takes.
    pub media_types: Vec<String>,
}

/// Why a file cannot go with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unattached {
    /// There are as many already as the source takes.
    TooMany,
    /// It is larger than the source takes, or than can be kept.
    TooLarge,
    /// The source takes no such kind.
    Kind,
    /// There is nothing in it.
    Empty,
    /// It cannot be read.
    Unreadable,
}

impl AttachmentCaps {
    /// Why a file of this kind and size cannot be the next of so many.
    pub fn refuse(&self, already: usize, media_type: &str, size: u64) -> Option<Unattached> {
        if already >= self.count {
            return Some(Unattached::TooMany);
        }
        if size == 0 {
            return Some(Unattached::Empty);
        }
        if size > self.size {
            return Some(Unattached::TooLarge);
        }
        (!self.media_types.iter().any(|taken| taken == media_type)).then_some(Unattached::Kind)
    }
}

/// How much a source takes. What it does not say, it is not held to here; it refuses by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterCaps {
    /// Most characters of a title.
    pub title: usize,
    /// Most characters of a text.
    pub body: usize,
}

/// A part of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What it is about.
    Title,
    /// Its text.
    Body,
    /// The kind of matter.
    Matter,
    /// The files.
    Attachments,
    /// A question of a task, by its place among them.
    Question(usize),
    /// What kind of fault is reported.
    Service,
    /// Where it is.
    Place,
    /// Who reports it.
    Reporter,
}

/// What is wrong with a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// There is nothing in it.
    Missing,
    /// It has more characters than this.
    TooLong(usize),
    /// The source does not take it and says no more.
    NotAccepted,
}

impl Letter {
    /// What the source would not take; nothing of a letter that can be sent.
    pub fn flaws(&self, caps: &LetterCaps) -> Vec<(Field, Flaw)> {
        let flaw = |text: &str, most: usize| {
            if text.trim().is_empty() {
                return Some(Flaw::Missing);
            }
            (text.chars().count() > most).then_some(Flaw::TooLong(most))
        };
        let title = flaw(&self.title, caps.title).map(|flaw| (Field::Title, flaw));
        let body = flaw(&self.body, caps.body).map(|flaw| (Field::Body, flaw));
        // Beside what is chosen nothing need be written.
        let said = body.filter(|(_, flaw)| *flaw != Flaw::Missing);
        match &self.kind {
            Kind::Letter => title.into_iter().chain(body).collect(),
            // Its replies are held against its questions.
            Kind::Answer(_) | Kind::Contact(_) | Kind::Feedback(_) | Kind::Appeal(_)
            // What is said to a consent is held against the request.
            | Kind::Consent(..) | Kind::ConsentWithdrawal => Vec::new(),
            Kind::DataRequest(asked) if asked.right.needs_words() => body.into_iter().collect(),
            Kind::Withdrawal | Kind::DataRequest(_) => said.into_iter().collect(),
            Kind::Report(report) => {
                let missing = |field, is_blank: bool| is_blank.then_some((field, Flaw::Missing));
                let service = missing(Field::Service, report.service.is_none());
                let place = missing(Field::Place, report.place.is_blank());
                service.into_iter().chain(place).chain(body).collect()
            }
        }
    }

    /// Whether nothing has been written yet. The title of what answers something, or a form, is not the resident's.
    pub fn is_blank(&self) -> bool {
        let untitled = || self.answers.is_some() || self.title.trim().is_empty();
        self.attachments.is_empty()
            && self.body.trim().is_empty()
            && match &self.kind {
                Kind::Letter => untitled(),
                Kind::Answer(_) | Kind::Contact(_) | Kind::Feedback(_) | Kind::Appeal(_) => {
                    self.kind.replies().iter().all(Reply::is_blank)
                }
                Kind::Report(report) => {
                    report.service.is_none() && report.place.is_blank() && report.replies.iter().all(Reply::is_blank)
                }
                // Without a word it is one.
                Kind::Withdrawal | Kind::Consent(..) | Kind::ConsentWithdrawal | Kind::DataRequest(_) => false,
            }
    }
}

/// That an authority has received something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// When, by the authority's clock.
    pub received_at: DateTime<Utc>,
    /// Under which number it is registered.
    pub register_number: String,
    /// SHA-256 of what was received, lower-case hexadecimal.
    pub body_sha256: String,
    /// The record that it became, which comes with the feed.
    pub record: Option<RemoteId>,
}

/// Why a source does not take something, for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// What it belongs to takes no letters any more (409).
    Closed,
    /// There is something newer in its case than the resident could have read (412).
    Newer,
    /// The resident may not (403).
    NotAllowed,
    /// What it belongs to is not there any more (404, 410).
    Gone,
    /// It is larger than the source takes (413).
    TooLarge,
    /// Parts of it are not acceptable (400, 422).
    NotAccepted(Vec<(Field, Flaw)>),
    /// The source offers nothing of the kind.
    Unsupported,
    /// It may have arrived, and nobody can be asked whether it has. Only the resident sends it again.
    Unconfirmed,
}

/// Where something outgoing is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It is being written.
    Draft,
    /// It is to be sent, not before this moment.
    Waiting {
        /// How often it was tried in vain.
        attempts: u32,
        /// Not before.
        not_before: Option<DateTime<Utc>>,
        /// Whether the source itself asked to be left alone until then.
        #[serde(default)]
        asked: bool,
        /// Whether the authority may have it all the same.
        in_doubt: bool,
    },
    /// It is on its way.
    Sending {
        /// How often it was tried in vain.
        attempts: u32,
        /// Whether the authority may have it from an earlier try.
        in_doubt: bool,
    },
    /// The source does not take it.
    Stuck(Refusal),
    /// The authority has it.
    Received(Receipt),
}

/// What happens to something outgoing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The resident sends it, or sends it again.
    Send,
    /// The source can be reached again.
    Reached,
    /// The resident takes it back to go on writing.
    Edit,
    /// The sender takes it up.
    Lease,
    /// The source gave no answer.
    Passing {
        /// When to try again.
        until: DateTime<Utc>,
        /// Whether the source itself asked for that.
        asked: bool,
        /// Whether it may have arrived.
        in_doubt: bool,
    },
    /// The app starts, and does not know what became of what was on its way.
    Restart,
    /// The source does not take it.
    Refused(Refusal),
    /// The authority has it.
    Received(Receipt),
}

impl Phase {
    /// The phase after this event; `None` for what cannot happen in this phase.
    #[must_use]
    pub fn after(&self, event: Event) -> Option<Self> {
        let waiting = |attempts, in_doubt| Some(Self::Waiting { attempts, not_before: None, asked: false, in_doubt });
        match (self, event) {
            (Self::Draft | Self::Stuck(_), Event::Send) => waiting(0, false),
            // Once more at once: there is a network. A source that asked to be left alone is left alone.
            (Self::Waiting { attempts, asked: false, in_doubt, .. }, Event::Send | Event::Reached) => {
                waiting(*attempts, *in_doubt)
            }
            (Self::Waiting { asked: true, .. }, Event::Send) => Some(self.clone()),
            (Self::Waiting { in_doubt: false, .. } | Self::Stuck(_), Event::Edit) => Some(Self::Draft),
            (Self::Waiting { attempts, in_doubt, .. }, Event::Lease) => {
                Some(Self::Sending { attempts: *attempts, in_doubt: *in_doubt })
            }
            (Self::Sending { attempts, in_doubt: before }, Event::Passing { until, asked, in_doubt }) => {
                Some(Self::Waiting {
                    attempts: attempts.saturating_add(1),
                    not_before: Some(until),
                    asked,
                    in_doubt: *before || in_doubt,
                })
            }
            (Self::Sending { attempts, .. }, Event::Restart) => waiting(*attempts, true),
            (Self::Sending { .. }, Event::Refused(refusal)) => Some(Self::Stuck(refusal)),
            (Self::Sending { .. }, Event::Received(receipt)) => Some(Self::Received(receipt)),
            _ => None,
        }
    }

    /// Whether the resident may discard it: not while nobody knows whether the authority has it.
    pub const fn can_be_discarded(&self) -> bool {
        matches!(self, Self::Draft | Self::Stuck(_) | Self::Waiting { in_doubt: false, .. })
    }

    /// Whether the authority does not have it, as far as is known, though the resident wrote it.
    pub const fn is_unsent(&self) -> bool {
        !matches!(self, Self::Received(_))
    }

    /// Whether the authority may have it from an earlier try.
    pub const fn is_in_doubt(&self) -> bool {
        matches!(self, Self::Waiting { in_doubt: true, .. } | Self::Sending { in_doubt: true, .. })
    }

    /// How often it was tried in vain.
    pub const fn attempts(&self) -> u32 {
        match self {
            Self::Waiting { attempts, .. } | Self::Sending { attempts, .. } => *attempts,
            Self::Draft | Self::Stuck(_) | Self::Received(_) => 0,
        }
    }

    /// The stable name used in files.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Waiting { .. } => "waiting",
            Self::Sending { .. } => "sending",
            Self::Stuck(_) => "stuck",
            Self::Received(_) => "received",
        }
    }
}

/// How long to wait after so many tries in vain, before jitter. A source that names a time itself is obeyed instead.
pub fn wait_after(attempts: u32) -> Duration {
    FIRST_WAIT.saturating_mul(2_u32.saturating_pow(attempts.saturating_sub(1))).min(LONGEST_WAIT)
}

/// Something that a resident sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Its name.
    pub id: OutgoingId,
    /// In whose matter, by the name of the source to which it goes.
    pub party: PartyRef,
    /// What it is.
    pub letter: Letter,
    /// Where it is on its way.
    pub phase: Phase,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::SourceId;

    const CAPS: LetterCaps = LetterCaps { title: 10, body: 20 };

    fn letter(title: &str, body: &str) -> Letter {
        Letter {
            title: title.into(),
            body: body.into(),
            language: Language::Fi,
            answers: None,
            case: None,
            matter: None,
            read_until: None,
            attachments: Vec::new(),
            kind: Kind::Letter,
        }
    }

    #[test]
    fn a_letter_has_a_title_and_a_text_within_the_caps_in_characters() {
        assert_eq!(letter("Lasku", "Miksi?").flaws(&CAPS), []);
        assert_eq!(letter("ääääääääää", &"ö".repeat(20)).flaws(&CAPS), [], "letters count, not bytes");
        assert_eq!(letter(" ", "\n").flaws(&CAPS), [(Field::Title, Flaw::Missing), (Field::Body, Flaw::Missing)]);
        let long = letter("ääääääääääk", &"ö".repeat(21));
        assert_eq!(long.flaws(&CAPS), [(Field::Title, Flaw::TooLong(10)), (Field::Body, Flaw::TooLong(20))]);
    }

    #[test]
    fn an_answer_is_blank_until_its_text_is_begun() {
        let source = SourceId::new("haikkala");
        let item = RecordKey { source, kind: crate::id::RecordKind::Message, id: RemoteId::new("v1") };
        let answer = |body: &str| Letter { answers: Some(item.clone()), ..letter("Vs: Lasku", body) };
        assert!(answer(" ").is_blank() && !answer("Miksi?").is_blank());
        assert!(letter("", "").is_blank() && !letter("Lasku", "").is_blank());
    }

    #[test]
    fn a_withdrawal_needs_no_words() {
        let of = |kind| Letter { kind, ..letter("Lasku", "") };
        assert_eq!(of(Kind::Withdrawal).flaws(&CAPS), []);
        assert!(!of(Kind::Withdrawal).is_blank());
    }

    #[test]
    fn a_letter_kept_by_an_older_version_is_a_letter() {
        let kept = r#"{"title":"Lasku","body":"Miksi?","language":"fi","answers":null,"case":null}"#;
        assert_eq!(serde_json::from_str::<Letter>(kept).ok(), Some(letter("Lasku", "Miksi?")));
    }

    #[test]
    fn waits_double_up_to_a_quarter_of_an_hour() {
        let seconds = |attempts| wait_after(attempts).as_secs();
        assert_eq!([1, 2, 3, 4].map(seconds), [5, 10, 20, 40]);
        assert_eq!([9, 40, u32::MAX].map(seconds), [900, 900, 900]);
    }

    fn receipt() -> Receipt {
        Receipt {
            received_at: DateTime::UNIX_EPOCH,
            register_number: "V 1/2026".into(),
            body_sha256: String::new(),
            record: None,
        }
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Send),
            Just(Event::Reached),
            Just(Event::Edit),
            Just(Event::Lease),
            any::<(bool, bool)>().prop_map(|(asked, in_doubt)| Event::Passing {
                until: DateTime::UNIX_EPOCH,
                asked,
                in_doubt
            }),
            Just(Event::Restart),
            Just(Event::Refused(Refusal::Closed)),
            Just(Event::Received(receipt())),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_what_is_sent_is_received_once_or_stays_in_sight(events in proptest::collection::vec(event(), 0..40)) {
            let (mut phase, mut receipts) = (Phase::Draft, 0);
            for event in events {
                let on_its_way = matches!(phase, Phase::Sending { .. });
                let outcome = matches!(event, Event::Passing { .. } | Event::Restart | Event::Refused(_) | Event::Received(_));
                receipts += u32::from(on_its_way && matches!(event, Event::Received(_)));
                let Some(next) = phase.after(event) else { continue };
                prop_assert!(!outcome || on_its_way, "only what is on its way has an outcome");
                prop_assert!(!matches!(phase, Phase::Received(_)), "what was received is at its end");
                phase = next;
            }
            prop_assert_eq!(receipts, u32::from(matches!(phase, Phase::Received(_))));
            prop_assert_eq!(phase.is_unsent(), receipts == 0);
        }

        #[test]
        fn what_is_in_doubt_stays_as_it_was_sent_until_an_answer_settles_it(events in proptest::collection::vec(event(), 0..40)) {
            let (mut phase, mut in_doubt) = (Phase::Draft, false);
            for event in events {
                let Some(next) = phase.after(event.clone()) else { continue };
                match event {
                    Event::Passing { in_doubt: doubt, .. } => in_doubt |= doubt,
                    Event::Restart => in_doubt = true,
                    Event::Refused(_) | Event::Received(_) => in_doubt = false,
                    Event::Send | Event::Reached | Event::Edit | Event::Lease => {}
                }
                phase = next;
                if in_doubt {
                    prop_assert!(!phase.can_be_discarded() && phase.after(Event::Edit).is_none(), "{:?}", phase);
                    prop_assert!(phase != Phase::Draft);
                }
            }
        }

        #[test]
        fn a_week_without_a_network_leaves_everything_in_the_residents_hand(tries in 1..5_u32) {
            let mut phase = Phase::Draft.after(Event::Send).unwrap_or(Phase::Draft);
            for _ in 0..tries {
                for event in [Event::Lease, Event::Passing { until: DateTime::UNIX_EPOCH, asked: false, in_doubt: false }] {
                    phase = phase.after(event).unwrap_or(Phase::Draft);
                }
            }
            prop_assert!(phase.can_be_discarded());
            prop_assert_eq!(phase.after(Event::Edit), Some(Phase::Draft));
        }
    }
}
