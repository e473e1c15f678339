//! What the resident is told and when: reminders, what is put off, notifications, and the calendar of what is due.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    id::{RecordKey, RecordKind, SourceId},
    need::Need,
    reminder::{Plan, QuietHours, SnoozeUntil},
    text::Language,
};
use serde::{Deserialize, Serialize};

use crate::view::{HeadlineView, PartyView, Text, When};

/// A sort of thing the resident is notified of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldKind {
    /// Messages.
    Messages,
    /// Decisions.
    Decisions,
    /// Tasks.
    Tasks,
    /// What happens in cases and to fault reports.
    Matters,
    /// Reminders of what is due.
    Reminders,
    /// Requests for consent, and who looked at the resident's data.
    DataUses,
}

impl ToldKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Messages, Self::Decisions, Self::Tasks, Self::Matters, Self::Reminders, Self::DataUses];

    /// Of which sort something new is; `None` for what is no item.
    pub const fn of(kind: RecordKind) -> Option<Self> {
        match kind {
            RecordKind::Message => Some(Self::Messages),
            RecordKind::Decision => Some(Self::Decisions),
            RecordKind::Task => Some(Self::Tasks),
            RecordKind::Case | RecordKind::ServiceRequest => Some(Self::Matters),
            RecordKind::Consent => Some(Self::DataUses),
            RecordKind::Party
            | RecordKind::Mandate
            | RecordKind::GivenMandate
            | RecordKind::MandateRequest
            | RecordKind::Act
            | RecordKind::DataUse
            | RecordKind::Lookup
            | RecordKind::AccessLog => None,
        }
    }
}

/// How the resident wants to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TellingView {
    /// By notifications of the system.
    pub notify: bool,
    /// They may say what something is called and whose it is.
    pub content: bool,
    /// When there are none.
    pub quiet: Option<QuietHours>,
    /// What they are not told of.
    pub without: Vec<ToldKind>,
    /// Of which services they are told nothing.
    pub without_sources: Vec<SourceId>,
    /// What asks nothing of them is told together once a day, at this time; `None`: as it comes.
    pub digest: Option<NaiveTime>,
    /// When they are reminded of a day.
    pub plan: Plan,
}

impl Default for TellingView {
    fn default() -> Self {
        Self {
            notify: true,
            content: false,
            quiet: Some(QuietHours::default()),
            without: Vec::new(),
            without_sources: Vec::new(),
            digest: NaiveTime::from_hms_opt(17, 0, 0),
            plan: Plan::default(),
        }
    }
}

/// Reminders of one item, and until when it can be put off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderView {
    /// Its day.
    pub due: Option<NaiveDate>,
    /// No reminders of that day.
    pub silent: bool,
    /// Those that are still to come.
    pub coming: Vec<When>,
    /// A moment of the resident's own choice.
    pub own: Option<When>,
    /// It is put off until then.
    pub snoozed: Option<When>,
    /// Until when it can be put off; nothing where it does not wait for the resident.
    pub choices: Vec<SnoozeView>,
}

/// Until when something can be put off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnoozeView {
    /// The choice.
    pub until: SnoozeUntil,
    /// When it comes back.
    pub when: When,
    /// That is earlier than the choice says, because its day comes first.
    pub shortened: bool,
}

/// What is due, by day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarView {
    /// Earliest first; what is late before what is to come.
    pub entries: Vec<CalendarEntryView>,
}

/// Something with a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarEntryView {
    /// The day.
    pub day: NaiveDate,
    /// Why it is there.
    pub reason: CalendarReason,
    /// What it is.
    pub headline: HeadlineView,
}

/// Why something stands in the calendar on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarReason {
    /// It is due, or can be done until then.
    Due,
    /// The resident wants to be reminded of it then.
    Own(When),
    /// It was put off and comes back then.
    Snoozed(When),
}

/// What the platform tells the resident while the app is not in front of them. The shell has the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationView {
    /// In which language.
    pub language: Language,
    /// Today.
    pub today: NaiveDate,
    /// Something has come while the app is locked; nothing more may be said.
    pub locked: bool,
    /// How much came from which service.
    pub news: Vec<NewsView>,
    /// Of how many items they are reminded.
    pub reminders: u32,
    /// How many lookups of their data have come; only with a digest.
    #[serde(default)]
    pub lookups: u32,
    /// What may be said of them, if the resident wants it. Never of a protected person or a muted case.
    pub content: Vec<ToldView>,
    /// What a click opens: the one thing it tells of, else the app.
    pub open: Option<RecordKey>,
}

/// How much came from a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsView {
    /// The public body's name.
    pub sender: Text,
    /// How much.
    pub count: u32,
}

/// One thing a notification tells of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldView {
    /// What it is called.
    pub title: Text,
    /// Who has sent it.
    pub sender: Text,
    /// Whose it is.
    pub whose: PartyView,
    /// What it asks.
    pub need: Need,
    /// Whether it is a reminder.
    pub reminder: bool,
}
