//! What this server does beyond the specification: its list of places, and how a report went.

use axum::{
    body::Bytes,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Pairs, Town,
    answer::{Fault, Format},
    first, post,
    wire::PlaceAnswer,
};
use crate::registry::{ReportFault, ReportFeedback};

/// Longest text of feedback, in characters.
const LONGEST: usize = 4000;
/// Most times that somebody can have been in touch.
const MOST_CONTACTS: u32 = 1000;

/// How a report went, as it is sent.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Feedback {
    /// From 1, badly, to 5, well.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 5)]
    rating: Option<u8>,
    /// In words.
    #[serde(default)]
    text: String,
    /// How often they had to be in touch.
    #[serde(default)]
    contacts: Option<u32>,
}

/// That it was taken.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FeedbackTaken {
    service_request_id: String,
}

pub(super) async fn places(State(town): State<Town>, query: Result<Query<Pairs>, QueryRejection>) -> Response {
    let answer = query
        .map_err(|rejection| Fault::new(StatusCode::BAD_REQUEST, rejection.body_text()))
        .and_then(|Query(pairs)| found(&town, &pairs));
    Format::Json.answer(("places", "place"), answer)
}

fn found<'a>(town: &'a Town, pairs: &Pairs) -> Result<Vec<PlaceAnswer<'a>>, Fault> {
    let mut wrong = Vec::new();
    let places = &town.reporting.places;
    let found = match (first(pairs, "q"), post::position(pairs, &mut wrong)) {
        (Some(text), _) => places.named(text),
        (None, Some(position)) => places.near(position),
        // Somebody who has typed nothing yet looks for nothing.
        (None, None) if pairs.iter().any(|(name, _)| name == "q") => Vec::new(),
        (None, None) if wrong.is_empty() => {
            return Err(Fault::new(StatusCode::BAD_REQUEST, "q, or lat and long, must be provided"));
        }
        (None, None) => Vec::new(),
    };
    if wrong.is_empty() { Ok(found.into_iter().map(PlaceAnswer::from).collect()) } else { Err(Fault::bad(wrong)) }
}

pub(super) async fn feedback(State(town): State<Town>, Path(id): Path<String>, body: Bytes) -> Response {
    Format::Json.answer(("feedback", ""), take(&town, id, &body).await)
}

async fn take(town: &Town, id: String, body: &Bytes) -> Result<FeedbackTaken, Fault> {
    let Feedback { rating, text, contacts } = serde_json::from_slice(body)
        .map_err(|_| Fault::new(StatusCode::BAD_REQUEST, "the body is not JSON with rating, text and contacts"))?;
    let text = text.trim().to_owned();
    let mut wrong = Vec::new();
    if rating.is_some_and(|rating| !(1..=5).contains(&rating)) {
        wrong.push("rating is a number from 1 to 5".to_owned());
    }
    if text.chars().count() > LONGEST {
        wrong.push(format!("text is longer than {LONGEST} characters"));
    }
    if contacts.is_some_and(|contacts| contacts > MOST_CONTACTS) {
        wrong.push(format!("contacts is a number up to {MOST_CONTACTS}"));
    }
    if rating.is_none() && text.is_empty() && contacts.is_none() {
        wrong.push("rating, text or contacts must be provided".to_owned());
    }
    if !wrong.is_empty() {
        return Err(Fault::bad(wrong));
    }
    let feedback = ReportFeedback { rating, text, contacts };
    let of = id.clone();
    let taken = town.served.ask(move |registry| match registry.receive_report_feedback(&of, feedback) {
        Ok(()) => Ok(Ok(())),
        Err(ReportFault::NoSuchReport) => Ok(Err(Fault::not_found("service_request_id"))),
        Err(ReportFault::NotAsked) => {
            Ok(Err(Fault::new(StatusCode::CONFLICT, "the report does not ask how it went, or not any more")))
        }
        Err(ReportFault::Registry(error)) => Err(error),
    });
    taken.await??;
    Ok(FeedbackTaken { service_request_id: id })
}
