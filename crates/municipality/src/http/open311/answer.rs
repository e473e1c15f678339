//! What answers have in common: the form that the end of the address asks for, and refusals as the specification has them.

use axum::{
    extract::{FromRequestParts, Path},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;

use super::{wire::ErrorEntry, xml};
use crate::http::Refusal;

/// The form of an answer, by the end of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// `.json`
    Json,
    /// `.xml`
    Xml,
}

/// A refusal. The specification wants a list of what is wrong, each with a code that begins with the status.
#[derive(Debug)]
pub(super) struct Fault {
    status: StatusCode,
    wrong: Vec<String>,
}

impl Fault {
    pub(super) fn new(status: StatusCode, wrong: impl Into<String>) -> Self {
        Self { status, wrong: vec![wrong.into()] }
    }

    /// A request that cannot be taken, for these reasons.
    pub(super) fn bad(wrong: Vec<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, wrong }
    }

    pub(super) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("{what} was not found"))
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        let status = refusal.status();
        Self::new(status, status.canonical_reason().unwrap_or("Error"))
    }
}

impl Format {
    /// The answer, or the refusal, in this form. In XML it is in an element `root`, and its items in elements `item`.
    pub(super) fn answer<T: Serialize>(self, (root, item): (&str, &str), result: Result<T, Fault>) -> Response {
        match result {
            Ok(value) => self.write(StatusCode::OK, (root, item), &value),
            Err(fault) => self.refuse(&fault),
        }
    }

    pub(super) fn refuse(self, fault: &Fault) -> Response {
        let code = fault.status.as_u16();
        let errors: Vec<_> = fault.wrong.iter().map(|description| ErrorEntry { code, description }).collect();
        self.write(fault.status, ("errors", "error"), &errors)
    }

    fn write<T: Serialize>(self, status: StatusCode, (root, item): (&str, &str), value: &T) -> Response {
        let written = match self {
            Self::Json => serde_json::to_vec(value).map_err(|error| error.to_string()),
            Self::Xml => serde_json::to_value(value)
                .map_err(|error| error.to_string())
                .and_then(|value| xml::document(root, item, &value).map_err(|error| error.to_string())),
        };
        let media_type = match self {
            Self::Json => "application/json",
            Self::Xml => "text/xml; charset=utf-8",
        };
        match written {
            Ok(bytes) => {
                (status, [(header::CONTENT_TYPE, HeaderValue::from_static(media_type))], bytes).into_response()
            }
            Err(error) => {
                tracing::error!(%error, "an answer could not be written");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }

    /// The form of an address, and what stands before it.
    pub(super) fn of(path: &str) -> Option<(&str, Self)> {
        let (before, end) = path.rsplit_once('.')?;
        match end {
            "json" => Some((before, Self::Json)),
            "xml" => Some((before, Self::Xml)),
            _ => None,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        Self::of(parts.uri.path()).map(|(_, format)| format).ok_or_else(other_form)
    }
}

/// What the last part of an address names, and the form in which it is wanted.
#[derive(Debug)]
pub(super) struct Named(pub(super) String, pub(super) Format);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let Path(last) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| other_form())?;
        Format::of(&last).map(|(name, format)| Self(name.to_owned(), format)).ok_or_else(other_form)
    }
}

fn other_form() -> Response {
    Format::Json.refuse(&Fault::new(StatusCode::NOT_FOUND, "answers are given as .json and .xml"))
}
