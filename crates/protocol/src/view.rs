//! Views: what the interface shows, ready to be shown.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{
    case::{Actor, CaseStatus, Folder, Happening, NextActor},
    change::{QuarantineReason, TombstoneReason},
    deadline::{Counting, NotCounted},
    decision::{AppealKind, NoticeMethod, Outcome},
    id::{PartyId, PartyRef, RecordKey, RecordKind, SourceId},
    mandate::{EndCause, Hindrance},
    message::Direction,
    need::Need,
    party::{LinkState, MandateBasis, Relation},
    sealed::Otherwise,
    source::{SourceKind, SyncFailure},
    task::{TaskAction, TaskState},
    term::Term,
    text::Language,
};
use serde::{Deserialize, Serialize};

use crate::{
    ErrorCode,
    comparison::SuccessionView,
    data_use::ConsentBody,
    letters::{AnswerView, AppealingView, FeedbackView, OutgoingView, RecipientPartyView, ReplyView, WithdrawView},
    lock::LockKind,
    marks::MarksView,
    prose::Prose,
    rights::ReceiptView,
    search::FoundView,
    sign_in::ServiceOffer,
    signature::SignatureView,
};

/// A text of a source in the best language there is for the resident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The text.
    pub value: String,
    /// Its BCP 47 tag when it is not in the interface's language; the element that shows it carries it as `lang`.
    pub lang: Option<String>,
}

/// A time as the resident lives it (Europe/Helsinki).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The day.
    pub date: NaiveDate,
    /// The time of day, unless the source gave only a day.
    pub time: Option<NaiveTime>,
    /// Machine-readable form for `<time datetime>`.
    pub iso: String,
}

/// Whose matter something is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyView {
    /// The party.
    pub id: PartyId,
    /// Their name.
    pub name: String,
    /// What they are to the resident.
    pub relation: Relation,
    /// The services that know them.
    pub sources: Vec<SourceId>,
    /// Whether an order protects their address and whereabouts. What is said aloud, shown outside the page or kept in a
    /// window's title says nothing of their matters: a title may name a school or a clinic.
    #[serde(default)]
    pub protected: bool,
    /// Ids they had before the resident said that they are one person. An address may still hold one.
    pub former: Vec<PartyId>,
}

impl PartyView {
    /// Whether this is the party with this id, now or before.
    pub fn is(&self, id: &PartyId) -> bool {
        self.id == *id || self.former.contains(id)
    }
}

/// One connected service and how fresh the device's copy of it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceView {
    /// The service.
    pub id: SourceId,
    /// The public body's name.
    pub name: Text,
    /// When everything it had was last on the device.
    pub complete_at: Option<When>,
    /// Why the latest attempt failed, if it did.
    pub failure: Option<SyncFailure>,
    /// Whether it is being asked right now.
    pub syncing: bool,
    /// How many of its records could not be read.
    pub quarantined: u32,
    /// Whether the directory vouches that its address is the public body's. What comes from one that it does not vouch for
    /// is marked.
    pub verified: bool,
    /// Whether the resident signed in to it, so that they can sign in again.
    pub signed_in: bool,
}

/// What stands around every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewView {
    /// Today.
    pub today: NaiveDate,
    /// The people and organisations the resident acts for, themselves first.
    pub parties: Vec<PartyView>,
    /// The connected services.
    pub sources: Vec<SourceView>,
    /// How many items wait for the resident.
    pub needs_you: u32,
    /// How many more are new.
    pub new: u32,
    /// How many letters no public body has received, drafts among them.
    pub unsent: u32,
    /// Why the store cannot be opened, if it cannot. Lists are empty then.
    pub locked: Option<ErrorCode>,
    /// What the lock is made of; none where there is no lock, or it is not known.
    pub lock: Option<LockKind>,
    /// Whether the app is used for this once, and nothing is kept.
    pub once: bool,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadlineView {
    /// The item.
    pub item: RecordKey,
    /// Its title.
    pub title: Text,
    /// The public body.
    pub sender: Text,
    /// The department or writer.
    pub unit: Option<Text>,
    /// Whose matter.
    pub whose: PartyView,
    /// When it came or last changed.
    pub when: When,
    /// Whether it has not been opened on this device.
    pub is_new: bool,
    /// What it asks.
    pub need: Need,
    /// Whether the resident has answered that, and the answer is still on its way.
    #[serde(default)]
    pub answered: bool,
    /// The status, for a case.
    pub status: Option<CaseStatus>,
    /// How the resident has filed it.
    #[serde(default)]
    pub marks: MarksView,
    /// Whether it is a decision of which the signature does not match.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mismatch: bool,
    /// In what was looked for: where the words stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<FoundView>,
}

/// What came in one pull.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivedView {
    /// The newest of it; of a protected person without its title.
    pub newest: HeadlineView,
    /// How many items came.
    pub count: u32,
    /// How many items and cases came back from the archive, because something that came needs the resident.
    pub returned: u32,
}

/// Whether an announcement was spoken by the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedView {
    /// `false`: the platform has no announcements of its own, and the page must make it by a live region.
    pub native: bool,
}

/// A page of one group of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxPageView {
    /// The items, in order.
    pub items: Vec<HeadlineView>,
    /// Cursor for the next page; none when this is the last.
    pub next: Option<String>,
    /// How many items the group has in all. Counted only for *needs you* and *new*.
    pub total: Option<u32>,
}

/// A page of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseListView {
    /// The cases, newest change first.
    pub items: Vec<HeadlineView>,
    /// Cursor for the next page; none when this is the last.
    pub next: Option<String>,
    /// Whether a connected service keeps cases in folders.
    pub has_folders: bool,
}

/// What of an item's case is not on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingView {
    /// Whether what is here is of an earlier version of the case; else only its outline is here.
    pub older: bool,
    /// Whether the rest is being fetched.
    pub fetching: bool,
    /// Why it was not fetched when the resident last opened it.
    pub failure: Option<ErrorCode>,
}

/// An item to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemView {
    /// The item.
    pub item: RecordKey,
    /// Its title.
    pub title: Text,
    /// The public body.
    pub sender: Text,
    /// The department or writer.
    pub unit: Option<Text>,
    /// Whose matter.
    pub whose: PartyView,
    /// When it came or last changed.
    pub when: When,
    /// Whether it has not been opened on this device.
    pub is_new: bool,
    /// Whether it was marked as read and never opened: opening it is still to be noted.
    pub is_quiet: bool,
    /// How the resident has filed it.
    pub marks: MarksView,
    /// By what right the resident acts in it; none in their own matters.
    pub standing: Option<StandingView>,
    /// What it asks.
    pub need: Need,
    /// Why it is gone at its source though it is kept here.
    pub gone: Option<TombstoneReason>,
    /// When the archive was made out of which it is. It is only to be read; none: its service has sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<When>,
    /// The case it belongs to, when that is another item.
    pub case: Option<CaseLinkView>,
    /// What of its case is not here; none: all of it is.
    pub missing: Option<MissingView>,
    /// Its files.
    pub documents: Vec<DocumentView>,
    /// Whether it can be answered.
    pub reply: ReplyView,
    /// Whether one can ask to be called or to meet somebody about it, by [`crate::BeginLetter`].
    pub contact: bool,
    /// What the resident has written to it, or in its case, and has not come back with the feed.
    pub letters: Vec<OutgoingView>,
    /// That it was received, of a letter that was sent from here.
    pub receipt: Option<ReceiptView>,
    /// Words of administration that its texts say, each once, in the order in which they are read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<TermView>,
    /// What it is.
    pub body: ItemBody,
}

/// A word of administration that a text says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermView {
    /// The word.
    pub term: Term,
    /// The language of the text.
    pub language: Language,
    /// The word as the text has it. Empty where the page itself says it, and no text does.
    pub words: String,
}

/// By what right the resident acts for somebody at one service, and whether they may act in the matter at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingView {
    /// Why they have the right; empty where the service does not say.
    pub bases: Vec<MandateBasis>,
    /// Its last day, if it has one.
    pub until: Option<NaiveDate>,
    /// The matters it covers; none: all of them.
    pub matters: Option<Vec<Text>>,
    /// Why nothing may be done in the matter at hand, if nothing may. It may be read all the same.
    pub hindrance: Option<Hindrance>,
    /// The first day of a right that begins later.
    pub from: Option<NaiveDate>,
}

/// A case by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseLinkView {
    /// The case.
    pub item: RecordKey,
    /// Its title.
    pub title: Text,
    /// Register number.
    pub register_number: Option<String>,
}

/// What an item is, with what only such an item has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemBody {
    /// A letter.
    Message(MessageBody),
    /// A decision.
    Decision(Box<DecisionBody>),
    /// A decision that waits to be received.
    Sealed(Box<SealedBody>),
    /// Something to do.
    Task(TaskBody),
    /// A matter.
    Case(Box<CaseBody>),
    /// A fault report.
    ServiceRequest(ServiceRequestBody),
    /// A consent, a permission to disclose or a prohibition.
    Consent(Box<ConsentBody>),
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageBody {
    /// Who wrote it.
    pub direction: Direction,
    /// The writer.
    pub writer: Option<Text>,
    /// Its text.
    pub text: Prose,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionBody {
    /// What came of it.
    pub outcome: Outcome,
    /// The outcome in plain words.
    pub summary: Prose,
    /// When it was made.
    pub made: When,
    /// Register number.
    pub register_number: Option<String>,
    /// Section (pykälä).
    pub section: Option<String>,
    /// Sections in order.
    pub sections: Vec<SectionView>,
    /// The law it rests on.
    pub legal_basis: Vec<LegalReferenceView>,
    /// How to seek a change.
    pub appeal: Option<AppealView>,
    /// How notice was given.
    pub notice: Option<NoticeView>,
    /// Who prepared or made it.
    pub maker: Option<Text>,
    /// Whom to ask.
    pub contact: Option<Text>,
    /// Whether a change can be sought by [`crate::BeginLetter`], and whether that has been done.
    pub appealing: AppealingView,
    /// The decision whose review was requested, where this one was made on that.
    pub reviews: Option<CaseLinkView>,
    /// What its signature shows.
    pub signature: SignatureView,
    /// Whether it takes the place of an earlier one, or another one its own.
    pub succession: SuccessionView,
}

/// A decision that waits to be received: what its envelope says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedBody {
    /// Who decided.
    pub authority: Text,
    /// What kind of matter it is, where the source names it.
    pub matter: Option<Text>,
    /// Register number.
    pub register_number: Option<String>,
    /// When it was sent.
    pub sent: When,
    /// Until when it can be received.
    pub until: When,
    /// Whether that is over.
    pub over: bool,
    /// How it is given when it has not been received by then.
    pub otherwise: Otherwise,
    /// Whom to ask.
    pub contact: Option<Text>,
    /// When the resident asked for it without an answer that is known: it may count as received.
    pub asked: Option<When>,
    /// Since when the authority has it for received, of one that the key does not open.
    pub served: Option<When>,
    /// Whether it can be received here, by [`crate::ReceiveDecision`]: the resident may act in it, and its service has sent it.
    pub receivable: bool,
}

/// A section of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionView {
    /// Its heading.
    pub heading: Text,
    /// Its text.
    pub text: Prose,
}

/// A statute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalReferenceView {
    /// Its name.
    pub statute: Text,
    /// Its section.
    pub section: Option<String>,
    /// Where it can be read.
    pub link: Option<LinkView>,
}

/// A link that opens in the system browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// The address, for [`crate::OpenLink`].
    pub address: String,
    /// Its host, shown beside it.
    pub host: String,
}

/// How to seek a change in a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealView {
    /// The kind of appeal.
    pub kind: AppealKind,
    /// To whom it goes.
    pub authority: Option<Text>,
    /// Address, e-mail, opening hours.
    pub address: Option<Text>,
    /// Period in days.
    pub period_days: Option<u16>,
    /// The last day as the authority gives it.
    pub last_day: Option<NaiveDate>,
    /// The last day as the law has it counted, or why it is not. `None`: the source says nothing of the notice.
    pub counted: Option<Result<Counting, NotCounted>>,
    /// When the office closes on it.
    pub office_closes_at: Option<NaiveTime>,
    /// Who may appeal.
    pub who: Option<Text>,
    /// What it must contain.
    pub contents: Option<Text>,
    /// What it costs.
    pub cost: Option<Text>,
}

impl AppealView {
    /// The last day as it is known: the authority's own, else the counted one.
    pub fn known_last_day(&self) -> Option<NaiveDate> {
        self.last_day.or_else(|| Some(self.counted.as_ref()?.as_ref().ok()?.last_day))
    }
}

/// How notice of a decision was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeView {
    /// How.
    pub method: NoticeMethod,
    /// When it was sent.
    pub sent: Option<When>,
    /// The day on which it is taken to have reached the resident, as the authority states it.
    pub deemed_served_on: Option<NaiveDate>,
    /// When it was received.
    pub served: Option<When>,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskBody {
    /// What it means and how to do it.
    pub text: Option<Prose>,
    /// How it is done.
    pub action: TaskAction,
    /// Whether it waits still.
    pub state: TaskState,
    /// Who has answered, where it takes several.
    pub answers: Option<JointAnswersView>,
    /// Whether its questions are to be answered here, by [`crate::BeginLetter`].
    pub answer: AnswerView,
}

/// Answers of several people to one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointAnswersView {
    /// How many are needed.
    pub needed: u8,
    /// How many are still awaited.
    pub missing: u8,
    /// Those that have been given, oldest first.
    pub given: Vec<GivenAnswerView>,
}

/// One answer of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAnswerView {
    /// Who answered.
    pub by: String,
    /// When.
    pub when: When,
}

/// A matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseBody {
    /// The matter in a sentence or two.
    pub summary: Option<Prose>,
    /// More than the summary says.
    pub additional: Option<Prose>,
    /// How far it has come, in per cent, by the authority's estimate.
    pub progress: Option<u8>,
    /// The folder it is in, at a service that keeps folders.
    pub folder: Option<Folder>,
    /// Where it stands.
    pub status: CaseStatus,
    /// Who must act next.
    pub next_actor: NextActor,
    /// The authority's own word for the status.
    pub wording: Option<Text>,
    /// Register number.
    pub register_number: Option<String>,
    /// When it began.
    pub opened: Option<When>,
    /// What happens next.
    pub next_step: Option<Text>,
    /// The day by which the authority expects to have handled it.
    pub expected_by: Option<NaiveDate>,
    /// What can be done with it as long as it is the resident's draft.
    pub draft: Option<DraftView>,
    /// After when the authority deletes it.
    pub retained_until: Option<When>,
    /// Whether the resident can withdraw it, by [`crate::BeginLetter`].
    pub withdraw: WithdrawView,
    /// Whether it can be said how it went, by [`crate::BeginLetter`].
    pub feedback: FeedbackView,
    /// The decision whose review was requested, where this case is that request.
    pub reviews: Option<CaseLinkView>,
    /// What has happened, oldest first.
    pub timeline: Vec<TimelineView>,
    /// The messages, decisions and tasks of the case, newest first.
    pub items: Vec<HeadlineView>,
}

/// One thing that happened in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineView {
    /// When.
    pub when: When,
    /// What.
    pub title: Text,
    /// What, where the interface has words for it that are to be shown instead of the title.
    pub happening: Option<Happening>,
    /// More about it.
    pub detail: Option<Text>,
    /// Who did it.
    pub actor: Actor,
}

/// A fault report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceRequestBody {
    /// What the reporter wrote.
    pub description: Option<String>,
    /// Where it stands.
    pub status: CaseStatus,
    /// Who must act next.
    pub next_actor: NextActor,
    /// The source's own word for it.
    pub wording: Option<Text>,
    /// What the authority wrote about it.
    pub notes: Option<String>,
    /// The place in words.
    pub address: Option<String>,
    /// When it was reported.
    pub requested: Option<When>,
    /// When it should be mended.
    pub expected: Option<When>,
    /// The city's number of it; none while there is none.
    pub number: Option<String>,
    /// Whether the resident follows it, who did not make it.
    pub followed: bool,
    /// Where its photograph is.
    pub photo: Option<LinkView>,
    /// Whether it can be said how it was handled.
    pub feedback: FeedbackView,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentView {
    /// Its id at the item's source, for [`crate::FetchDocument`].
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Declared media type.
    pub media_type: Option<String>,
    /// Size in bytes.
    pub size: Option<u64>,
    /// Whether the bytes are on the device.
    pub on_device: bool,
    /// The bytes are large and the connection costs, so they come only when they are asked for, or over another connection.
    pub waits: bool,
    /// When its address stops working, while the bytes are not here.
    pub expires: Option<When>,
    /// Whether it has stopped. The app then asks the source for another one.
    pub expired: bool,
    /// Where it can be opened in the browser, while the bytes are not here and it lies with others than its source.
    pub elsewhere: Option<LinkView>,
    /// Path for the shell's document scheme: `SCHEME://localhost/{path}`.
    pub path: String,
}

/// One connected service in detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceDetailView {
    /// The service.
    pub source: SourceView,
    /// The API it speaks.
    pub kind: SourceKind,
    /// Its host.
    pub host: String,
    /// What it can do, in the order in which it is told; empty while that is not known.
    pub offers: Vec<ServiceOffer>,
    /// Whether it wants a stronger or more recent sign-in than there is, for reading or for something else.
    pub wants_stronger_sign_in: bool,
    /// What could not be read, newest first, at most 200.
    pub quarantined: Vec<QuarantinedView>,
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantinedView {
    /// What it said it was.
    pub kind: Option<RecordKind>,
    /// Its id.
    pub id: Option<String>,
    /// What is wrong with it.
    pub reason: QuarantineReason,
    /// Where in it, in technical words.
    pub detail: String,
    /// When it came.
    pub when: DateTime<Utc>,
}

/// A case that the resident has begun and not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// Until when it can be finished, in the service where it was begun; none: no end is known.
    pub until: Option<When>,
    /// Whether that time is over.
    pub over: bool,
    /// Whether the resident can have it erased at its source, by [`crate::EraseAtSource`].
    pub erasable: bool,
}

/// What came of having a case erased at its source. In either case nothing of it is on the device any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasedView {
    /// It is erased.
    Erased,
    /// The source had it no longer, or no longer as the resident's.
    NotThere,
}

/// What came of saving a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SavedView {
    /// It is where the resident chose.
    Saved,
    /// The resident chose no place.
    Cancelled,
}

/// What the resident must be told beside their items.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesView {
    /// What authorities took back, newest first.
    pub taken_back: Vec<TakenBackView>,
    /// Rights to act that have ended, newest first.
    pub ended: Vec<EndedRightView>,
    /// Whose damaged files were set aside since the app started. What they held is fetched again.
    pub mended: Vec<PartyView>,
}

/// Something an authority took back and the device has erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBackView {
    /// What it was.
    pub item: RecordKey,
    /// The public body.
    pub sender: Text,
    /// Whose matter.
    pub whose: PartyView,
    /// Why it went.
    pub reason: TombstoneReason,
    /// When it went.
    pub when: When,
    /// What it was called; never of what was meant for somebody else, or of a protected person's matter.
    pub title: Option<Text>,
}

/// A right to act that has ended. What it gave access to is no longer on the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedRightView {
    /// For whom, as the service names them; for [`crate::DismissEndedRight`].
    pub right: PartyRef,
    /// The public body.
    pub sender: Text,
    /// The party's name as the resident knew it.
    pub name: String,
    /// What they were to the resident.
    pub relation: Relation,
    /// Why it ended.
    pub cause: EndCause,
    /// The last day of a right that ended by time.
    pub last_day: Option<NaiveDate>,
    /// When the device learned of it.
    pub when: When,
    /// How many things the resident had done that were not sent and will not be.
    pub unsent: u32,
    /// Whether no other service is left through which the resident acts for them.
    pub last: bool,
}

/// Names at different services that may be one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinksView {
    /// Those the resident is asked about, and those they have answered.
    pub links: Vec<PersonLinkView>,
}

/// Two names that may be one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLinkView {
    /// One name.
    pub one: KnownAsView,
    /// The other.
    pub other: KnownAsView,
    /// What the resident has said.
    pub state: LinkState,
}

/// How one service knows a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAsView {
    /// The name that service uses.
    pub reference: PartyRef,
    /// The person's name.
    pub name: String,
    /// The public body.
    pub sender: Text,
}

/// How to reach people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactsView {
    /// The connected public bodies.
    pub bodies: Vec<BodyContactsView>,
}

/// How to reach the people of one public body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyContactsView {
    /// The connected service.
    pub source: SourceId,
    /// The public body's name.
    pub name: Text,
    /// Its channels, in its own order. Empty until the service has been reached once.
    pub channels: Vec<ContactView>,
    /// Whether the service can tell the app its channels at all.
    pub tells: bool,
    /// In whose matters one can ask to be called or to meet somebody, by [`crate::BeginLetter`].
    pub requests: Vec<RecipientPartyView>,
}

/// One way to reach people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactView {
    /// What kind of channel.
    pub kind: ContactChannel,
    /// What it is for.
    pub title: Text,
    /// Number or address, as text.
    pub value: String,
    /// The page to open, for a channel on the web.
    pub link: Option<LinkView>,
    /// Opening hours.
    pub hours: Option<Text>,
    /// Anything else worth knowing.
    pub note: Option<Text>,
}

/// Kind of a contact channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactChannel {
    /// Telephone.
    Phone,
    /// A place to visit.
    Visit,
    /// Electronic mail.
    Email,
    /// A web page.
    Web,
    /// Interpreting.
    Interpreter,
    /// Remote service by video.
    Remote,
    /// Another channel.
    Other,
}

/// How the resident likes the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    /// Language of the interface.
    pub language: Language,
    /// Light, dark or as the system has it.
    pub theme: Theme,
    /// Text size in per cent of the system's, 100 to 200.
    pub text_size: u16,
    /// Keys the resident has chosen. An action that is not here has its usual key; the interface knows which.
    #[serde(default)]
    pub keys: Vec<KeyView>,
}

/// A key the resident has chosen for an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyView {
    /// The interface's name for the action.
    pub action: String,
    /// The key with what is held down, such as `Alt+N`.
    pub key: String,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}
