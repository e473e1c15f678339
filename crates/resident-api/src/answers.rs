//! What residents send beside letters: answers to tasks, withdrawals of cases, wishes to talk with somebody, and how it went.

use serde::{Deserialize, Deserializer, Serialize};

use crate::Texts;

/// A question of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionRecord {
    /// Its id within the task.
    pub id: String,
    /// What is replied: `one` of the choices, `several` of them, a `text`, or `files`, for which a task asks once at most. An app
    /// that does not know the word leaves the whole task to the browser.
    pub asks: String,
    /// The question.
    pub label: Texts,
    /// How it is to be understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Texts>,
    /// Whether it must be replied to.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// The choices of `one` and `several`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceRecord>,
    /// Most characters of a `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// A given reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChoiceRecord {
    /// Its id within the question.
    pub id: String,
    /// What it says.
    pub label: Texts,
}

/// The questions of a task, as far as they have the shape that is described here. Another shape is one that cannot be answered
/// here, and does not make the task unreadable.
pub(crate) fn questions<'de, D>(deserializer: D) -> Result<Questions, D::Error>
where
    D: Deserializer<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Shape {
        Known(Vec<QuestionRecord>),
        Other(serde::de::IgnoredAny),
    }
    Ok(match Option::<Shape>::deserialize(deserializer)? {
        None => Questions::None,
        Some(Shape::Known(questions)) if questions.is_empty() => Questions::None,
        Some(Shape::Known(questions)) => Questions::Known(questions),
        Some(Shape::Other(_)) => Questions::Unknown,
    })
}

/// What a task asks, question by question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Questions {
    /// Nothing.
    #[default]
    None,
    /// These.
    Known(Vec<QuestionRecord>),
    /// Something of another shape.
    Unknown,
}

impl Questions {
    /// Whether it asks nothing.
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// `POST /v1/tasks/{id}/answer`: the replies to a task's questions. They become a message of the task's case, and the task is
/// done, or waits for the others who must answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskAnswer {
    /// The replies.
    pub replies: Vec<QuestionReply>,
    /// Language it is written in, as far as the app knows; BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// A reply to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionReply {
    /// Id of the question. In [`crate::FieldError::field`] it stands for what is wrong with the reply.
    pub question: String,
    /// Ids of the choices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Files: ids of uploads of this resident's that are complete.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// `POST /v1/cases/{id}/withdrawal`: the resident takes a case back. It becomes a message of the case, which is `withdrawn`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseWithdrawal {
    /// Why, if the resident says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Language it is written in, as far as the app knows; BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// What a server asks of a resident who wants to be called or to meet somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactForm {
    /// What the request is called.
    pub title: Texts,
    /// The questions.
    #[serde(default, deserialize_with = "questions", skip_serializing_if = "Questions::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<QuestionRecord>>))]
    pub questions: Questions,
}

/// `POST /v1/contact-requests`: the resident wants to be called or to meet somebody. It becomes a message, of the case if it is
/// about one, and somebody gets in touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactRequest {
    /// In whose matter.
    pub party: String,
    /// What it is about, as in [`crate::Letter::answers`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<crate::Answered>,
    /// Replies to [`ContactForm::questions`].
    pub replies: Vec<QuestionReply>,
    /// Language it is written in, as far as the app knows; BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// `POST /v1/cases/{id}/feedback`: how a case went, by replies to [`crate::CaseRecord::feedback`]. It is about the service and
/// does not become a part of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseFeedback {
    /// The replies.
    pub replies: Vec<QuestionReply>,
    /// How often the resident had to be in touch about the case, as their device counts, if they tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<u32>,
    /// Language it is written in, as far as the app knows; BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// Whether a case can be withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WithdrawalRecord {
    /// Whether the resident can do it now.
    pub allowed: bool,
    /// What it means, or why it cannot be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Texts>,
}
