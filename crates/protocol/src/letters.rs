//! Letters to public bodies: written, on their way, received.

use domain::{
    consent::{Answer, DataRight},
    form::Reply,
    id::{PartyRef, RecordKey, RemoteId, SourceId},
    outgoing::{Attachment, AttachmentCaps, Field, Flaw, Kind, LetterCaps, OutgoingId, Refusal, Unattached},
};
use serde::{Deserialize, Serialize};

use crate::{
    reports::{ReportFormView, ReportGiven},
    rights::MatterView,
    view::{AppealView, CaseLinkView, PartyView, Text, When},
};

/// To whom and in what a letter is written, and what else is sent in its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterTo {
    /// It answers an item.
    Answer(RecordKey),
    /// It begins a matter of this party, at the service that names them so.
    New(PartyRef),
    /// It answers what a task asks, question by question.
    Task(RecordKey),
    /// It withdraws a case.
    Withdrawal(RecordKey),
    /// It asks that somebody calls or meets this party.
    Contact(PartyRef),
    /// It asks for that about an item.
    ContactAbout(RecordKey),
    /// It tells how a case went.
    Feedback(RecordKey),
    /// It seeks a change in a decision.
    Appeal(RecordKey),
    /// It uses a right about the data of this party: about this use of them, or about all that the service does.
    Data(PartyRef, DataRight, Option<RemoteId>),
    /// It reports a fault to this city.
    Report(SourceId),
}

/// What something is that the resident sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutgoingKind {
    /// A letter.
    Letter,
    /// The answer to a task.
    Answer,
    /// The withdrawal of a case.
    Withdrawal,
    /// The request that somebody calls or meets the resident.
    Contact,
    /// How a case went.
    Feedback,
    /// A request for review of a decision, or another appeal.
    Appeal,
    /// A consent that was given.
    ConsentGiven,
    /// A consent that was prolonged.
    ConsentExtended,
    /// A consent that was refused.
    ConsentRefused,
    /// The withdrawal of a consent.
    ConsentWithdrawal,
    /// The use of a right about data.
    Data(DataRight),
    /// A fault report.
    Report,
}

impl OutgoingKind {
    /// Whether it consists of replies to questions.
    pub const fn is_form(self) -> bool {
        matches!(self, Self::Answer | Self::Contact | Self::Feedback | Self::Appeal)
    }
}

impl From<&Kind> for OutgoingKind {
    fn from(kind: &Kind) -> Self {
        match kind {
            Kind::Letter => Self::Letter,
            Kind::Answer(_) => Self::Answer,
            Kind::Withdrawal => Self::Withdrawal,
            Kind::Contact(_) => Self::Contact,
            Kind::Feedback(_) => Self::Feedback,
            Kind::Appeal(_) => Self::Appeal,
            Kind::Consent(Answer::Given { .. }, _) => Self::ConsentGiven,
            Kind::Consent(Answer::Extended { .. }, _) => Self::ConsentExtended,
            Kind::Consent(Answer::Refused, _) => Self::ConsentRefused,
            Kind::ConsentWithdrawal => Self::ConsentWithdrawal,
            Kind::DataRequest(asked) => Self::Data(asked.right),
            Kind::Report(_) => Self::Report,
        }
    }
}

impl From<&LetterTo> for OutgoingKind {
    fn from(to: &LetterTo) -> Self {
        match to {
            LetterTo::Answer(_) | LetterTo::New(_) => Self::Letter,
            LetterTo::Task(_) => Self::Answer,
            LetterTo::Withdrawal(_) => Self::Withdrawal,
            LetterTo::Contact(_) | LetterTo::ContactAbout(_) => Self::Contact,
            LetterTo::Feedback(_) => Self::Feedback,
            LetterTo::Appeal(_) => Self::Appeal,
            LetterTo::Data(_, right, _) => Self::Data(*right),
            LetterTo::Report(_) => Self::Report,
        }
    }
}

/// What is said beside the words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// Nothing.
    #[default]
    Nothing,
    /// Replies to questions.
    Replies(Vec<Reply>),
    /// Replies to questions of how a case went, and how often the resident had to be in touch about it, if they tell.
    Feedback(Vec<Reply>, Option<u32>),
    /// A fault report.
    Report(Box<ReportGiven>),
}

/// What is asked of the resident who writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedView {
    /// A subject and a text.
    Words,
    /// Questions.
    Questions(Vec<QuestionView>),
    /// Questions of how a case went. How often the resident was in touch about it, as far as this device knows, goes along if
    /// they want.
    Feedback(Vec<QuestionView>, u32),
    /// A reason, if they want to give one. What withdrawing means, in the authority's words.
    Reason(Option<Text>),
    /// What an appeal must say.
    Appeal(Box<AppealAskedView>),
    /// Why a right about data is used, or what is wrong with them, where anything must be said; and the use that it is about.
    Data(DataRight, Option<Text>),
    /// What is broken, where, and what the city asks of it; none until the kind of fault is chosen.
    Report(Option<Box<ReportFormView>>),
}

/// What an appeal in a decision must say, and all that is known of it before a word is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealAskedView {
    /// The questions of [`domain::appeal`], whose words are the interface's.
    pub questions: Vec<QuestionView>,
    /// Whether it is sent from here. Else it is printed, and sent by other ways.
    pub sends: bool,
    /// How a change is sought.
    pub appeal: AppealView,
    /// Who made the decision.
    pub authority: Text,
    /// When.
    pub made: When,
    /// Its section (pykälä).
    pub section: Option<String>,
    /// Its register number.
    pub register_number: Option<String>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// Its id, for [`Reply::question`].
    pub id: String,
    /// The question.
    pub label: Text,
    /// How it is to be understood.
    pub hint: Option<Text>,
    /// Whether it must be replied to.
    pub required: bool,
    /// What is replied.
    pub asks: AsksView,
}

/// What is replied to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsksView {
    /// One of these: their ids, and what they say.
    One(Vec<(String, Text)>),
    /// Any number of these.
    Several(Vec<(String, Text)>),
    /// A text of at most so many characters.
    Text(usize),
    /// A number.
    Number,
    /// A day and a time, `2026-11-28T09:30`.
    Moment,
    /// Files.
    Files,
}

/// Whether the questions of a task are to be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerView {
    /// It has none that can be answered here, or not any more.
    Nothing,
    /// They are.
    Offered,
    /// They have been answered, and this is where the answer is.
    Answered(PhaseView),
}

/// Whether a case can be withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawView {
    /// It has ended, or is not the resident's to withdraw.
    Nothing,
    /// It can.
    Offered,
    /// It cannot, for this reason where the authority gives one.
    NotOffered(Option<Text>),
    /// It is being withdrawn.
    UnderWay,
}

/// Whether it can be said how a case went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackView {
    /// Nobody asks.
    Nothing,
    /// The source asks.
    Asked,
    /// It was said, and this is where that is.
    Given(PhaseView),
}

/// Whether a change can be sought in a decision, and whether that has been done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealingView {
    /// It cannot, or not by this resident.
    Nothing,
    /// By a request that is sent from here.
    Offered,
    /// By a letter that is written here and sent by other ways.
    Written,
    /// A request has been sent from here, and this is where it is.
    Sent(PhaseView),
    /// The authority has a request: its case, and the decision on it once there is one.
    Requested(CaseLinkView, Option<CaseLinkView>),
}

/// What has been written of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterText {
    /// What it is about.
    pub title: String,
    /// Its text.
    pub body: String,
    /// The kind of matter, of a letter that begins one: an id of [`LetterView::matters`].
    pub matter: Option<String>,
    /// What is said beside the words.
    #[serde(default)]
    pub given: Given,
}

/// A letter as it can be written on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterView {
    /// Its name.
    pub id: OutgoingId,
    /// To whom and in what.
    pub to: LetterTo,
    /// The public body.
    pub sender: Text,
    /// In whose matter.
    pub whose: PartyView,
    /// The item that it answers, as far as it is here.
    pub answers: Option<CaseLinkView>,
    /// What is asked.
    pub asked: AskedView,
    /// What has been written.
    pub text: LetterText,
    /// What the service did not accept of it, when it was sent and came back.
    pub flaws: Vec<(Field, Flaw)>,
    /// How much the service takes.
    pub caps: LetterCaps,
    /// The kinds of matters at the service, for a letter that begins one.
    pub matters: Vec<MatterView>,
    /// Whether one of them must be chosen: the resident's right covers only some.
    pub matter_needed: bool,
    /// The files that go with it.
    pub attachments: Vec<Attachment>,
    /// What the service takes with it; none: no files.
    pub attachment_caps: Option<AttachmentCaps>,
}

/// Whether an item can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyView {
    /// It can.
    Offered,
    /// Its service receives no letters.
    NotOffered,
    /// The resident may not act in it; [`crate::view::ItemView::standing`] says why.
    Hindered,
    /// Its case is closed, so a new letter is written.
    Closed,
    /// It is nothing that is answered.
    Nothing,
}

/// A letter and where it is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingView {
    /// Its name.
    pub id: OutgoingId,
    /// What it is.
    pub kind: OutgoingKind,
    /// The service it goes to.
    pub source: SourceId,
    /// The public body.
    pub sender: Text,
    /// In whose matter.
    pub whose: PartyView,
    /// What it is about; empty while nothing is written there.
    pub title: String,
    /// Its text.
    pub body: String,
    /// The files that go with it, by their names.
    pub attachments: Vec<String>,
    /// The item that it answers, as far as it is here.
    pub answers: Option<CaseLinkView>,
    /// The record that it became, as far as it has come.
    pub item: Option<RecordKey>,
    /// Where it is.
    pub phase: PhaseView,
    /// When it last changed.
    pub changed: When,
    /// Whether it can be taken back to be written on.
    pub can_edit: bool,
    /// Whether it can be discarded.
    pub can_discard: bool,
}

/// Where a letter is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseView {
    /// It is being written.
    Draft,
    /// It waits.
    Waiting {
        /// For what.
        reason: WaitReason,
        /// When it is tried next, if not soon.
        next: Option<When>,
        /// Whether the public body may have it already.
        in_doubt: bool,
    },
    /// It is on its way.
    Sending,
    /// The public body does not take it.
    Stuck(Refusal),
    /// The public body has it.
    Received {
        /// When, by its own clock.
        when: When,
        /// Under which number it is registered.
        register_number: String,
    },
}

/// What a letter waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitReason {
    /// Its turn.
    Turn,
    /// A connection.
    Connection,
    /// That the service works again.
    Service,
    /// A sign-in.
    SignIn,
}

/// Everything that the resident writes and wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxView {
    /// Stuck, waiting and being written: what the resident may still do something about; oldest first.
    pub unsent: Vec<OutgoingView>,
    /// Received, newest first.
    pub received: Vec<OutgoingView>,
    /// To whom a letter can be written.
    pub recipients: Vec<RecipientView>,
}

/// A public body to which letters can be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientView {
    /// Its name.
    pub sender: Text,
    /// In whose matters.
    pub parties: Vec<RecipientPartyView>,
}

/// Somebody in whose matters a letter can be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientPartyView {
    /// As the service names them.
    pub party: PartyRef,
    /// Who they are.
    pub whose: PartyView,
}

/// Where files come from that go with a draft. They are read by the shell; the page sees none of them before they are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The resident chooses them.
    #[default]
    Chosen,
    /// They were dropped on the window.
    Dropped,
    /// They, or a picture, are on the clipboard.
    Pasted,
}

/// What came of choosing files for a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedView {
    /// The files that go with it now.
    pub attachments: Vec<Attachment>,
    /// The chosen files that cannot, by their names, and why.
    pub refused: Vec<(String, Unattached)>,
}

/// What came of sending a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentView {
    /// It goes, now or as soon as it can.
    Going,
    /// These parts have to be mended first. Nothing was sent.
    Flawed(Vec<(Field, Flaw)>),
}
