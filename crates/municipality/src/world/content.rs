//! What a content file may say. Every text is written in all three languages; an unknown key is an error.

use std::collections::BTreeMap;

use resident_api::ContactKind;
use serde::Deserialize;

use super::wording::Language;

/// A text in the three languages, days in braces.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub fi: String,
    pub sv: String,
    pub en: String,
}

/// Names of the statutes that decisions rest on, by short name: `world/statutes.toml`.
pub type Statutes = BTreeMap<String, Words>;

/// What a public body is: `body.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyFile {
    /// As a resident calls it.
    pub short_name: Words,
    /// As it signs.
    pub name: Words,
    /// Street and mail address at the head of its papers.
    pub address: Words,
    /// Red, green, blue of its emblem, 0–255.
    pub colour: [u8; 3],
    pub units: BTreeMap<String, Words>,
    pub people: BTreeMap<String, Person>,
    pub persona: Vec<PersonaEntry>,
    pub contact: Vec<ContactEntry>,
    /// What is asked of who wants to be called or to meet somebody.
    pub contact_form: Option<ContactFormEntry>,
    /// What is asked of how a case went.
    #[serde(default)]
    pub feedback: Vec<QuestionEntry>,
    pub appeals: BTreeMap<String, AppealEntry>,
}

/// Somebody the body knows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub name: String,
    pub born_on: Option<String>,
    pub business_id: Option<String>,
    #[serde(default)]
    pub protected: bool,
}

/// Somebody who can sign in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonaEntry {
    pub id: String,
    pub party: Vec<PersonaParty>,
    /// What others have done for them, oldest first.
    #[serde(default)]
    pub acted: Vec<ActedEntry>,
}

/// Something that somebody did for a persona.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActedEntry {
    pub at: String,
    /// The persona who did it, by a right to act for this one.
    pub by: String,
    pub what: Words,
}

/// Whose matters they see, and by what right.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonaParty {
    pub who: String,
    pub relation: String,
    pub basis: Option<String>,
    pub scope: Option<Vec<String>>,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    /// Whether some of their matters are kept from this persona.
    #[serde(default)]
    pub withheld: bool,
    /// When the right ended, where it has: what they saw is gone for them since then.
    pub ended: Option<String>,
}

/// A way to reach people.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactEntry {
    pub kind: ContactKind,
    pub title: Words,
    pub value: String,
    pub hours: Option<Words>,
    pub note: Option<Words>,
}

/// An appeal instruction that several decisions share.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealEntry {
    pub kind: String,
    pub regime: Option<String>,
    pub authority: Option<Words>,
    pub address: Option<Words>,
    pub period_days: Option<u16>,
    pub office_closes_at: Option<String>,
    pub who: Option<Words>,
    pub contents: Words,
    pub cost: Option<Words>,
    /// Whether a request for review is received electronically.
    #[serde(default)]
    pub receives: bool,
}

/// One thread of life: a case with all that belongs to it, or letters that belong to no case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thread {
    /// Whose matter it is.
    pub party: String,
    /// The department, unless an entry says otherwise.
    pub unit: String,
    /// Days the texts name.
    #[serde(default)]
    pub days: BTreeMap<String, String>,
    pub case: Option<CaseEntry>,
    #[serde(default)]
    pub message: Vec<MessageEntry>,
    #[serde(default)]
    pub decision: Vec<DecisionEntry>,
    #[serde(default)]
    pub task: Vec<TaskEntry>,
    #[serde(default)]
    pub document: Vec<DocumentEntry>,
}

/// A matter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseEntry {
    pub title: Words,
    pub summary: Words,
    pub register_number: Option<String>,
    pub retained_until: Option<String>,
    pub timeline: Vec<TimelineEntry>,
    /// Whether it can be withdrawn, while it is open.
    pub withdrawal: Option<WithdrawalEntry>,
    /// Whether it is asked how it went, once it has ended.
    #[serde(default)]
    pub feedback: bool,
    pub gone: Option<Gone>,
}

/// Something that happened in a case. What it leaves to be awaited (`next_step`, `expected_by`, `due`) holds until the
/// next thing happens; its status and its documents stay.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelineEntry {
    pub at: String,
    pub actor: String,
    pub title: Words,
    pub detail: Option<Words>,
    pub status: Option<String>,
    pub wording: Option<Words>,
    pub next_step: Option<Words>,
    pub expected_by: Option<String>,
    pub due: Option<String>,
    #[serde(default)]
    pub documents: Vec<String>,
}

/// A letter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageEntry {
    pub id: String,
    pub sent_at: String,
    pub title: Words,
    pub body: Words,
    /// Whether the body is Markdown.
    #[serde(default)]
    pub markdown: bool,
    #[serde(default)]
    pub outgoing: bool,
    pub sender: Option<Words>,
    pub unit: Option<String>,
    pub need: Option<String>,
    pub day: Option<String>,
    #[serde(default)]
    pub documents: Vec<String>,
    pub gone: Option<Gone>,
}

/// A decision. Its paper is printed in the languages of `papers`, as documents named `<id>-<language>`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionEntry {
    pub id: String,
    pub title: Words,
    pub authority: Words,
    pub section: Option<String>,
    pub made_at: String,
    pub outcome: String,
    pub summary: Words,
    pub sections: Vec<SectionEntry>,
    pub legal_basis: Vec<LegalEntry>,
    /// Name of an appeal instruction of the body.
    pub appeal: String,
    pub notice: NoticeEntry,
    pub maker: Words,
    pub contact: Words,
    pub papers: Vec<Language>,
    #[serde(default)]
    pub documents: Vec<String>,
    pub replaces: Option<ReplacesEntry>,
    pub gone: Option<Gone>,
}

/// The decision of the same thread that it takes the place of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplacesEntry {
    pub decision: String,
    pub kind: String,
}

/// A section of a decision.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionEntry {
    pub heading: Words,
    pub body: Words,
}

/// A statute, by its short name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalEntry {
    pub statute: String,
    pub section: Option<String>,
}

/// How notice was given. The day of service and the last day follow from it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeEntry {
    pub method: NoticeMethod,
    pub sent_at: String,
}

/// A way to give notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeMethod {
    Electronic,
    Letter,
    /// Only of what waits: when it is served nobody knows yet.
    Verified,
}

/// Something to do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskEntry {
    pub id: String,
    pub asked_at: String,
    pub title: Words,
    pub body: Words,
    pub unit: Option<String>,
    pub need: String,
    pub day: Option<String>,
    pub action: Option<String>,
    pub link: Option<String>,
    /// What is asked, question by question.
    #[serde(default)]
    pub question: Vec<QuestionEntry>,
    #[serde(default)]
    pub documents: Vec<String>,
    /// Who has answered, where it takes several.
    pub answers: Option<AnswersEntry>,
    /// How it ended; open without it.
    pub ended: Option<TaskEnd>,
    pub gone: Option<Gone>,
}

/// Whether a case can be withdrawn, and what that means or why it cannot.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalEntry {
    pub allowed: bool,
    pub note: Option<Words>,
}

/// What is asked of who wants to be called or to meet somebody.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactFormEntry {
    pub title: Words,
    pub question: Vec<QuestionEntry>,
}

/// A question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionEntry {
    pub id: String,
    pub asks: String,
    pub label: Words,
    pub hint: Option<Words>,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub choice: Vec<ChoiceEntry>,
    pub most: Option<u32>,
}

/// A given reply.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceEntry {
    pub id: String,
    pub label: Words,
}

/// Answers of several people to one task.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswersEntry {
    pub needed: u8,
    pub given: Vec<AnswerEntry>,
}

/// One of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerEntry {
    pub who: String,
    pub at: String,
}

/// How a task ended.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskEnd {
    pub at: String,
    pub state: String,
}

/// A file: a picture drawn by this crate, or a text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentEntry {
    pub id: String,
    pub name: Words,
    pub file_name: String,
    pub picture: Option<crate::paper::Picture>,
    pub text: Option<DocumentText>,
}

/// A plain text file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentText {
    pub language: Language,
    pub body: String,
}

/// That a record is gone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gone {
    pub at: String,
    pub reason: String,
}
