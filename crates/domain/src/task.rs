//! Things the resident must or may do.

use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
    id::RemoteId,
    link::HttpsLink,
    need::Need,
    text::{BodyFormat, Localized},
    time::Moment,
};

/// Something the resident must or may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose matter it is, as the source names them.
    pub party: RemoteId,
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
    /// Files with it.
    pub documents: Vec<Document>,
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
