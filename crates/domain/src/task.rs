//! Things the resident must or may do.

use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
    form::Form,
    id::RemoteId,
    link::HttpsLink,
    need::Need,
    text::{BodyFormat, Localized, ServerText},
    time::Moment,
};

/// Something the resident must or may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose matter it is, as the source names them.
    pub party: RemoteId,
    /// What kind of matter it is, in the source's own terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The case it belongs to.
    pub case: Option<RemoteId>,
    /// What is asked, as a verb.
    pub title: Localized,
    /// What it means and how to do it.
    pub body: Option<Localized>,
    /// How that is written.
    #[serde(default)]
    pub body_format: BodyFormat,
    /// The department that asks.
    pub unit: Option<Localized>,
    /// When it was asked.
    pub asked_at: Moment,
    /// Duty or offer, and its day.
    pub need: Need,
    /// How it is done.
    pub action: TaskAction,
    /// Whether it waits still.
    pub state: TaskState,
    /// Who has answered, where it takes several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<JointAnswers>,
    /// Files with it.
    pub documents: Vec<Document>,
    /// What is asked, question by question, where it can be answered in the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
}

/// Answers of several people to one question, such as of both guardians of a child (Act on Child Custody and Right of Access
/// 361/1983 §5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointAnswers {
    /// How many are needed.
    pub needed: u8,
    /// Those that have been given, oldest first.
    pub given: Vec<GivenAnswer>,
}

impl JointAnswers {
    /// How many are still awaited.
    pub fn missing(&self) -> usize {
        usize::from(self.needed).saturating_sub(self.given.len())
    }
}

/// One answer of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAnswer {
    /// Who answered, as the source writes it.
    pub by: ServerText,
    /// When.
    pub at: Moment,
}

/// How a task is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TaskAction {
    /// Send files.
    SupplyDocument,
    /// Answer in words or by choosing.
    Answer,
    /// On a page of the authority, in the system browser.
    OpenInBrowser {
        /// The page.
        link: HttpsLink,
    },
    /// The source does not say.
    Unstated,
}

/// Whether a task waits still.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// It waits.
    #[default]
    Open,
    /// It is done.
    Done,
    /// The authority no longer asks for it.
    Cancelled,
}
