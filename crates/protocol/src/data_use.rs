//! Uses of the resident's data, consents and lookups, as they are shown.

use chrono::NaiveDate;
use domain::{
    consent::{DataRight, Doubt, Overlay, State, watch::Flag},
    data_use::{LegalBasis, Permission},
    id::{PartyId, PartyRef, RecordKey, RemoteId, SourceId},
    lookup::Direction,
    mandate::Hindrance,
};
use serde::{Deserialize, Serialize};

use crate::{
    letters::OutgoingView,
    signature::SignatureView,
    view::{CaseLinkView, HeadlineView, LegalReferenceView, PartyView, Text, When},
};

/// Who uses whose data, on which basis, and when last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataUsesView {
    /// Requests that wait for an answer, the soonest to end first.
    pub requests: Vec<HeadlineView>,
    /// Lookups with which something is wrong and that the resident has not looked at yet, newest first; at most a few.
    pub flagged: Vec<LookupView>,
    /// How many there are of those.
    pub flagged_count: u32,
    /// The uses: those last used first.
    pub uses: Vec<DataUseLineView>,
    /// How many lookups came since the resident last looked.
    pub new_lookups: u32,
    /// How many lookups there are.
    pub lookups: u32,
    /// How far back lookups are told, by each source; none told of a source that has no log.
    pub logs: Vec<AccessLogView>,
    /// Services that tell nothing of how they use data.
    pub silent: Vec<Text>,
    /// At which services, and in whose matters, one can ask about all that they do.
    pub asking: Vec<AskingView>,
}

/// At which service, and in whose matters, one can ask about the use of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskingView {
    /// The public body.
    pub sender: Text,
    /// The party, as it names them.
    pub party: PartyRef,
    /// Who that is.
    pub whose: PartyView,
}

/// A use of data in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataUseLineView {
    /// The use.
    pub item: RecordKey,
    /// What the data are used for.
    pub purpose: Text,
    /// Who decides on the use.
    pub controller: Text,
    /// Whose data.
    pub whose: PartyView,
    /// Why it is lawful.
    pub basis: LegalBasis,
    /// The choice that the law gives, and where it stands.
    pub choice: Option<ChoiceView>,
    /// When data were last used, as far as lookups are told.
    pub last_used: Option<When>,
    /// How many lookups of it are told.
    pub lookups: u32,
    /// How many of them came since the resident last looked.
    pub new: u32,
    /// With how many something is wrong.
    pub flagged: u32,
}

/// A choice that the law gives the resident, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceView {
    /// Which choice it is.
    pub permission: Permission,
    /// The record of it, where there is one.
    pub item: Option<RecordKey>,
    /// Where that stands; none where there is no record of it here.
    pub state: Option<State>,
    /// Why that is not known.
    pub doubt: Option<Doubt>,
    /// What of the resident's own is on its way.
    pub overlay: Overlay,
    /// Its last day.
    pub until: Option<NaiveDate>,
}

/// A use of data, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataUseView {
    /// What a list says of it.
    pub line: DataUseLineView,
    /// The public body that tells of it.
    pub sender: Text,
    /// The party, as it names them, for [`crate::letters::LetterTo::Data`].
    pub party: PartyRef,
    /// The statute, where the basis is one.
    pub statute: Option<LegalReferenceView>,
    /// Which data, and whether they are of a special category.
    pub categories: Vec<(Text, bool)>,
    /// Who decides on the use.
    pub controller: OrganisationView,
    /// Who receives the data beside them.
    pub recipients: Vec<OrganisationView>,
    /// How long they are kept.
    pub retention: Option<Text>,
    /// Where they are kept.
    pub location: Option<Text>,
    /// Whether decisions are made by machine alone, where the source says.
    pub automated: Option<bool>,
    /// What can be asked of the source about it, by [`crate::letters::LetterTo::Data`].
    pub rights: Vec<DataRight>,
    /// Why nothing can be asked in this person's matters, if nothing can.
    pub hindrance: Option<Hindrance>,
    /// Whether an erasure can be tried out first, by [`crate::CheckErasure`].
    pub checks_erasure: bool,
    /// What has been asked about it and has not come back with the feed.
    pub letters: Vec<OutgoingView>,
    /// The newest lookups of it.
    pub lookups: Vec<LookupView>,
    /// How far back they are told.
    pub log: Option<AccessLogView>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationView {
    /// Name.
    pub name: Text,
    /// Postal address.
    pub address: Option<String>,
    /// Whom to ask there about data protection.
    pub contact: Option<String>,
}

/// How far back the lookups of a source are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLogView {
    /// The service.
    pub source: SourceId,
    /// The public body.
    pub sender: Text,
    /// Whose data.
    pub whose: PartyView,
    /// Since when everything is told.
    pub since: When,
    /// Which systems write into it.
    pub systems: Vec<String>,
    /// What is not in it.
    pub gaps: Option<Text>,
}

/// A lookup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookupView {
    /// The service that tells of it.
    pub source: SourceId,
    /// Its id there.
    pub id: RemoteId,
    /// The public body that tells of it.
    pub sender: Text,
    /// Whose data.
    pub whose: PartyView,
    /// The party, as the service names them: to whom a question about it is written.
    pub party: PartyRef,
    /// When.
    pub when: When,
    /// What was done and why.
    pub action: Text,
    /// Who did it; the code where the log has no name.
    pub receiver: Text,
    /// The information system in which it was done.
    pub system: Option<String>,
    /// The role of the person who did it.
    pub role: Option<Text>,
    /// The system from which the data came.
    pub source_system: Option<String>,
    /// Why it is lawful, as the log or its use has it.
    pub basis: Option<LegalBasis>,
    /// Which data.
    pub data: Vec<Text>,
    /// What was done with them.
    pub direction: Direction,
    /// Whether it was denied: then nothing was seen.
    pub denied: bool,
    /// Its use, and what that is for.
    pub data_use: Option<(RecordKey, Text)>,
    /// The consent it rests on.
    pub consent: Option<RecordKey>,
    /// Whether it came since the resident last looked.
    pub is_new: bool,
    /// What is wrong with it, and when what it rests on ended, where it did.
    pub flag: Option<(Flag, Option<When>)>,
}

/// Which lookups are wanted. What is not said does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LookupFilter {
    /// Whose data.
    pub party: Option<PartyId>,
    /// By which source they are told.
    pub source: Option<SourceId>,
    /// Of which use.
    pub data_use: Option<RecordKey>,
    /// Resting on which consent.
    pub consent: Option<RecordKey>,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Up to this day.
    pub to: Option<NaiveDate>,
    /// Only those with which something is wrong.
    pub flagged: bool,
    /// Only those that came since the resident last looked.
    pub new: bool,
    /// Words that it says: what was done, by whom, in which system. All of them; each may be the beginning of a word.
    pub text: String,
}

/// A page of lookups, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookupPageView {
    /// The lookups.
    pub items: Vec<LookupView>,
    /// Cursor for the next page; none when this is the last.
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u32,
    /// How far back they are told, by each source.
    pub logs: Vec<AccessLogView>,
}

/// A consent, a permission to disclose or a prohibition: what an item has that is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct ConsentBody {
    /// Which of the three choices it is.
    pub permission: Permission,
    /// Where it stands by the source's word.
    pub state: State,
    /// Why that is not known.
    pub doubt: Option<Doubt>,
    /// What of the resident's own is on its way.
    pub overlay: Overlay,
    /// The outgoing answer or withdrawal of which the overlay tells, or that was received last.
    pub letter: Option<OutgoingView>,
    /// Whether it can be answered here, by [`crate::AnswerConsent`].
    pub answerable: bool,
    /// Whether only the party themself can answer, and the resident is somebody else.
    pub party_only: bool,
    /// Whether it can be withdrawn here, by [`crate::WithdrawConsent`].
    pub withdrawable: bool,
    /// Until when it can be prolonged, by [`crate::ExtendConsent`]; it cannot where there is none.
    pub extendable_to: Option<NaiveDate>,
    /// Whether giving it asks for a strong sign-in just now.
    pub strong: bool,
    /// Who asks, and decides on the use.
    pub controller: OrganisationView,
    /// Who has the data, and hands them on.
    pub provider: OrganisationView,
    /// Who receives them beside the controller.
    pub recipients: Vec<OrganisationView>,
    /// Why it is lawful.
    pub basis: LegalBasis,
    /// Which data.
    pub data: Vec<ConsentDataView>,
    /// How they are processed.
    pub processing: Option<Text>,
    /// Where they are kept.
    pub location: Option<Text>,
    /// How long they are kept.
    pub retention: Option<Text>,
    /// Under whose law, ISO 3166-1.
    pub jurisdiction: Option<String>,
    /// How it is withdrawn, in the source's words.
    pub withdrawal: Option<Text>,
    /// What happens when it is refused.
    pub if_refused: Option<Text>,
    /// What happens when it is withdrawn.
    pub if_withdrawn: Option<Text>,
    /// When it was asked.
    pub asked: When,
    /// Last day on which it can be answered.
    pub answer_by: Option<NaiveDate>,
    /// The last day that it can have.
    pub latest_end: Option<NaiveDate>,
    /// The last day of what was given.
    pub until: Option<NaiveDate>,
    /// The text by which the resident is informed.
    pub notice: Option<NoticeTextView>,
    /// What has happened, oldest first.
    pub history: Vec<ConsentEventView>,
    /// The source's receipts, oldest first.
    pub receipts: Vec<ConsentReceiptView>,
    /// The use that rests on it, and what that is for.
    pub data_use: Option<(RecordKey, Text)>,
    /// The newest lookups that rest on it.
    pub lookups: Vec<LookupView>,
    /// How many there are.
    pub lookup_count: u32,
    /// With how many something is wrong.
    pub flagged: u32,
    /// How far back they are told.
    pub log: Option<AccessLogView>,
    /// The earlier record in whose place this one stands.
    pub replaces: Option<CaseLinkView>,
    /// The later record that stands in its place.
    pub replaced_by: Option<CaseLinkView>,
}

/// An item of data that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct ConsentDataView {
    /// Names it within the record.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What would be handed on as it is now, where that is known.
    pub value: Option<Text>,
    /// Whether the resident may leave it out.
    pub optional: bool,
    /// Whether it is secret or otherwise sensitive.
    pub sensitive: bool,
    /// Whether it is of a special category.
    pub special: bool,
    /// Whether it was agreed to.
    pub agreed: bool,
}

/// The text by which the resident is informed, in the language of the page where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeTextView {
    /// Version.
    pub version: String,
    /// The text, by paragraphs, and whether each was not in the version before as it is now.
    pub paragraphs: Vec<(String, bool)>,
    /// Its BCP 47 tag when it is not in the interface's language.
    pub lang: Option<String>,
    /// Its SHA-256, which goes with the answer.
    pub sha256: String,
    /// Whether the text is the one of this hash. One that is not cannot be answered.
    pub is_whole: bool,
    /// The version before, where there was one.
    pub previous: Option<String>,
    /// Paragraphs of the version before that are not in this one.
    pub removed: Vec<String>,
}

/// Something that happened to a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentEventView {
    /// When.
    pub when: When,
    /// What it is from then on.
    pub state: State,
    /// Last day of what was given.
    pub until: Option<NaiveDate>,
    /// Who did it.
    pub by: ActorView,
    /// What was agreed to.
    pub items: Vec<Text>,
}

/// Who did something to a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorView {
    /// The party themself; whose data it is.
    Party,
    /// Somebody for the party, by this name where the device knows it.
    For(Option<String>),
    /// An organisation.
    Organisation(Text),
    /// The source does not say in a way the device understands.
    Unstated,
}

/// A receipt of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentReceiptView {
    /// Its id.
    pub id: String,
    /// When it was made.
    pub created: When,
    /// What it confirms.
    pub state: State,
    /// What its signature shows.
    pub signature: SignatureView,
}

/// Whether data would be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureCheckView {
    /// Whether they would.
    pub allowed: bool,
    /// Why not, or why not all of them, and the statute where one is named.
    pub reasons: Vec<(Text, Option<LegalReferenceView>)>,
}

/// What a resident says to a request for consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentChoice {
    /// They give it.
    Give {
        /// The optional items that they have chosen.
        items: Vec<String>,
        /// Last day; none: as long as it is needed.
        until: Option<NaiveDate>,
    },
    /// They refuse it.
    Refuse,
}

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnsweredView {
    /// It is on its way; it is said when the source has confirmed it.
    Going,
    /// What was waiting to be sent was taken back before it had been: nothing was ever given.
    Cancelled,
    /// Something is wrong with it.
    Flawed(domain::consent::AnswerFlaw),
}
