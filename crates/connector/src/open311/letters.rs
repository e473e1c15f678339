//! What residents send: reports, and how a report went.

use chrono::{DateTime, Utc};
use domain::{
    case::{CaseStatus, Status},
    form::Reply,
    id::RemoteId,
    outgoing::{Feedback, Field, Flaw, Kind, Letter, Refusal},
    report::{Report, ServiceRequest, ServiceType, Token},
    text::ServerText,
    time::Moment,
};
use reqwest::{
    Method, RequestBuilder, Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE},
    multipart,
};
use serde::Serialize;

use super::{
    Format, Open311,
    parse::{self, Taken},
    wire,
};
use crate::{ConnectorError, LetterError, http, text};

/// The answer to a letter is short; more of it is not read.
const MAX_ANSWER_BYTES: u64 = 256 * 1024;
/// What a report's id begins with on this device while the city has given only a token for it.
const TOKEN_MARK: &str = "token:";
/// The field for photographs where a server says itself that it takes them.
const MEDIA: &str = "media[]";

/// A photograph that goes with a report.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// What its file is called.
    pub name: String,
    /// Its media type, by its bytes.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What came of a report that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The report as it is known now, under the city's id or, while there is only a token, under one that is made of it; `None` where
    /// the city gives neither, so that nobody can follow it.
    pub report: Option<Box<ServiceRequest>>,
    /// What the city says will happen.
    pub notice: Option<ServerText>,
}

/// How a report went, as it is posted.
#[derive(Serialize)]
struct FeedbackBody<'a> {
    rating: Option<u8>,
    text: &'a str,
    contacts: Option<u32>,
}

impl Open311 {
    /// Sends a report, with its photographs. **The API has no key by which a server knows that something comes again**: after an
    /// answer was lost, [`Open311::twin`] is asked first.
    ///
    /// # Errors
    /// [`LetterError::Refused`] when the city does not take it, which is final; else why nothing is known of it. Neither contains what
    /// was sent.
    pub async fn send_report(
        &self,
        letter: &Letter,
        photos: &[Photo],
        now: DateTime<Utc>,
    ) -> Result<Posted, LetterError> {
        let Kind::Report(report) = &letter.kind else { return Err(LetterError::Refused(Refusal::Unsupported)) };
        if !self.takes_reports() {
            return Err(LetterError::Refused(Refusal::Unsupported));
        }
        self.prepared().await?;
        let fields = self.checked(letter, report, photos)?;
        let format = self.format().unwrap_or(Format::Json);
        let url = self.address(&["requests"], &[], format)?;
        let request = self.http.request(Method::POST, url)?.timeout(self.http.limits().document_timeout);
        let request = with_body(request.header(ACCEPT, format.media_type()), &fields, photos, self.media_field())?;
        let response = self.http.send(request).await.map_err(|error| match error {
            // Many a server redirects to a page about what it has just taken.
            ConnectorError::RedirectedAway => ConnectorError::unintelligible("a redirect instead of an answer"),
            error => error,
        })?;
        if !response.status().is_success() {
            return Err(self.refusal(response, &report.replies).await);
        }
        let body = self.http.body(response, MAX_ANSWER_BYTES).await?;
        self.posted(&body, letter, report, now)
    }

    /// How a report went, at a city that wants to hear that; `id` is the city's own. The one choice among `1` … `5` that is replied
    /// somewhere is the grade, and what is written is the text.
    ///
    /// # Errors
    /// As [`Open311::send_report`]; [`Refusal::Closed`] when it was told already.
    pub async fn send_feedback(&self, id: &RemoteId, letter: &Letter) -> Result<(), LetterError> {
        let Kind::Feedback(feedback) = &letter.kind else { return Err(LetterError::Refused(Refusal::Unsupported)) };
        self.prepared().await?;
        if !self.extensions().feedback {
            return Err(LetterError::Refused(Refusal::Unsupported));
        }
        let url = self.address(&["requests", id.as_str(), "feedback"], &[], Format::Json)?;
        let text = written(feedback);
        let body = FeedbackBody { rating: rating(feedback), text: &text, contacts: feedback.contacts };
        let request = self.http.request(Method::POST, url)?.timeout(self.http.limits().request_timeout).json(&body);
        let response = self.http.send(request.header(ACCEPT, Format::Json.media_type())).await?;
        match response.status() {
            status if status.is_success() => Ok(()),
            StatusCode::CONFLICT => Err(LetterError::Refused(Refusal::Closed)),
            _ => Err(self.refusal(response, &[]).await),
        }
    }

    /// Finds out in which form the server speaks and what it takes, before anything is sent.
    async fn prepared(&self) -> Result<(), ConnectorError> {
        let found_out = async {
            if self.format().is_none() {
                self.services().await?;
            }
            self.discovery().await.map(|_| ())
        };
        // Nothing has been sent yet, so nothing can have arrived.
        found_out.await.map_err(|error| if error.may_have_arrived() { ConnectorError::Unreachable } else { error })
    }

    /// The fields of a report that can be sent.
    fn checked(&self, letter: &Letter, report: &Report, photos: &[Photo]) -> Result<wire::Fields, LetterError> {
        let caps = self.caps();
        let mut flaws = Vec::new();
        if letter.body.trim().is_empty() {
            flaws.push((Field::Body, Flaw::Missing));
        } else if letter.body.chars().count() > caps.description {
            flaws.push((Field::Body, Flaw::TooLong(caps.description)));
        }
        if caps.position_needed && report.place.position.is_none() && !report.place.is_blank() {
            flaws.push((Field::Place, Flaw::NotAccepted));
        }
        let is_nobody = report.reporter.as_ref().is_none_or(domain::report::Reporter::is_blank);
        if caps.reporter_needed && is_nobody {
            flaws.push((Field::Reporter, Flaw::Missing));
        }
        if photos.len() > caps.photos {
            flaws.push((Field::Attachments, Flaw::NotAccepted));
        }
        let fields = match wire::fields(letter, report, &self.profile) {
            Ok(fields) if flaws.is_empty() => return Ok(fields),
            Ok(_) => Vec::new(),
            Err(wrong) => wrong,
        };
        flaws.extend(fields);
        Err(LetterError::Refused(Refusal::NotAccepted(flaws)))
    }

    fn media_field(&self) -> &str {
        self.profile.photos.as_ref().map_or(MEDIA, |photos| &photos.field)
    }

    /// What a city says that took a report. Some answer so, with status 200, that they did not.
    fn posted(&self, body: &[u8], letter: &Letter, report: &Report, now: DateTime<Utc>) -> Result<Posted, LetterError> {
        let limits = self.http.limits();
        let faults = parse::errors(body, limits).unwrap_or_default();
        if faults.iter().any(parse::Fault::is_plain) {
            let flaws = parse::flaws(&faults, &report.replies);
            return Err(LetterError::Refused(Refusal::NotAccepted(flaws)));
        }
        let is_blackbox = report.service.as_ref().is_some_and(|service| service.service_type == ServiceType::Blackbox);
        let answered = match parse::taken(body, limits) {
            Ok(answered) => answered,
            Err(_) if is_blackbox && body.trim_ascii().is_empty() => Taken::default(),
            Err(unreadable) => return Err(ConnectorError::from(unreadable).into()),
        };
        let named = match (answered.id, answered.token) {
            (Some(id), _) => Some((id, None)),
            (None, Some(token)) => {
                Some((RemoteId::new(format!("{TOKEN_MARK}{token}")), Some(Token { token, id: None })))
            }
            (None, None) => None,
        };
        let report = named.map(|(id, token)| Box::new(as_sent(id, token, letter, report, now)));
        Ok(Posted { report, notice: answered.notice })
    }

    /// What a refusal means. Only the server's own words tell what is wrong with a report: what stands between may answer anything.
    async fn refusal(&self, response: Response, questions: &[Reply]) -> LetterError {
        let (status, passing) = (response.status(), http::refusal(response.status(), response.headers()));
        let body = self.http.body(response, MAX_ANSWER_BYTES).await.unwrap_or_default();
        match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => LetterError::Refused(Refusal::NotAllowed),
            StatusCode::NOT_FOUND | StatusCode::GONE => LetterError::Refused(Refusal::Gone),
            // A server that only shows reports.
            StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED => LetterError::Refused(Refusal::Unsupported),
            StatusCode::PAYLOAD_TOO_LARGE => LetterError::Refused(Refusal::TooLarge),
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => passing.into(),
            _ if !status.is_client_error() => passing.into(),
            _ => match parse::errors(&body, self.http.limits()) {
                Some(faults) => LetterError::Refused(Refusal::NotAccepted(parse::flaws(&faults, questions))),
                None => ConnectorError::Unavailable { status: status.as_u16(), retry_after: None }.into(),
            },
        }
    }
}

fn with_body(
    request: RequestBuilder,
    fields: &wire::Fields,
    photos: &[Photo],
    media_field: &str,
) -> Result<RequestBuilder, ConnectorError> {
    if photos.is_empty() {
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        return Ok(request.body(wire::encoded(fields)));
    }
    let mut form = multipart::Form::new();
    for (name, value) in fields {
        form = form.text(name.clone(), value.clone());
    }
    for photo in photos {
        let part = multipart::Part::bytes(photo.bytes.clone()).file_name(photo.name.clone());
        let media_type = text::media_type(Some(&photo.media_type)).unwrap_or_else(|| crate::sniff(&photo.bytes));
        let part = part.mime_str(&media_type).map_err(|_| ConnectorError::unintelligible("not a media type"))?;
        form = form.part(media_field.to_owned(), part);
    }
    Ok(request.multipart(form))
}

/// A report as it was sent. The city's own record takes its place when it comes.
fn as_sent(id: RemoteId, token: Option<Token>, letter: &Letter, report: &Report, now: DateTime<Utc>) -> ServiceRequest {
    let service = report.service.as_deref();
    ServiceRequest {
        id,
        service: service.map(|service| service.name.clone()).unwrap_or_default(),
        service_code: service.map(|service| service.code.clone()),
        description: Some(ServerText::new(&letter.body)).filter(|text| !text.is_empty()),
        status: Status { code: CaseStatus::Received, wording: None },
        status_notes: None,
        agency: None,
        requested_at: Some(Moment::Instant(now)),
        updated_at: None,
        expected_at: None,
        address: Some(ServerText::new(&report.place.address).single_line()).filter(|address| !address.is_empty()),
        position: report.place.position,
        media: None,
        token,
        asks_feedback: false,
    }
}

/// The grade, from 1 to 5.
fn rating(feedback: &Feedback) -> Option<u8> {
    let choices = feedback.replies.iter().flat_map(|reply| &reply.choices);
    choices.filter_map(|choice| choice.parse().ok()).find(|grade| (1..=5).contains(grade))
}

/// What was written, question by question.
fn written(feedback: &Feedback) -> String {
    let texts = feedback.replies.iter().map(|reply| reply.text.trim()).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n\n")
}
