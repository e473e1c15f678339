//! Letters to the public body, and what else residents send to it ([`wire`]).
//!
//! Each is sent under a key of its own. After a lost answer it is sent again as it was, under the same key, and is received
//! once.

use std::collections::BTreeSet;

use domain::{
    form::{Form, Reply},
    id::{PartyRef, RemoteId},
    outgoing::{Attachment, AttachmentCaps, Field, Flaw, Letter, LetterCaps, OutgoingId, Receipt, Refusal},
    text::Localized,
};
use reqwest::{Response, StatusCode, header::CONTENT_TYPE};
use resident_api::{Feature, FieldError, Problem, ServerCard, UploadOffer, UploadState};
use sha2::{Digest, Sha256};

use super::{
    ResidentApi,
    mandates::{read, word},
    parse::{self, KnownProblem},
    records, wire,
};
use crate::{
    ConnectorError, LetterError,
    http::{self, header},
    text,
};

/// Most files, and kinds of files, that go with a letter, whatever a server takes; and the largest, in bytes.
const MOST_FILES: usize = 20;
const MOST_KINDS: usize = 50;
const LARGEST_FILE: u64 = 50 * 1024 * 1024;

/// Most that is written, whatever a server takes.
const MOST: LetterCaps = LetterCaps { title: 500, body: 100_000 };

/// How much a server takes of a letter; `None` where it takes no letters.
pub fn letter_caps(card: &ServerCard) -> Option<LetterCaps> {
    if !card.features.contains(&Feature::Letters) {
        return None;
    }
    let within = |most: u32, own: usize| usize::try_from(most).map_or(own, |most| most.min(own));
    Some(
        card.letters.map_or(MOST, |caps| LetterCaps {
            title: within(caps.title, MOST.title),
            body: within(caps.body, MOST.body),
        }),
    )
}

/// What a server takes with a letter; `None` where it takes no files.
pub fn attachment_caps(card: &ServerCard) -> Option<AttachmentCaps> {
    letter_caps(card)?;
    let caps = card.attachments.as_ref()?;
    let media_types = caps.media_types.iter().take(MOST_KINDS).filter_map(|kind| text::media_type(Some(kind)));
    Some(AttachmentCaps {
        count: usize::try_from(caps.count).map_or(MOST_FILES, |count| count.min(MOST_FILES)),
        size: caps.size.min(LARGEST_FILE),
        media_types: media_types.collect(),
    })
}

/// What a server asks of who wants to be called or to meet somebody, and what that request is called; `None` where it cannot be
/// asked for.
pub fn contact_form(card: &ServerCard) -> Option<(Localized, Form)> {
    let form = card.contact_form.as_ref()?;
    Some((parse::localized(&form.title), records::form(&form.questions)?))
}

impl ResidentApi {
    /// Tells the server of a file, and learns how far it has come: the id under which it is known there, and how many bytes of
    /// it are.
    ///
    /// # Errors
    /// As [`ResidentApi::send_letter`].
    pub async fn begin_upload(&self, file: &Attachment) -> Result<(String, u64), LetterError> {
        let offer = UploadOffer {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
        };
        let body = serde_json::to_vec(&offer).map_err(|_| ConnectorError::unintelligible("not JSON"))?;
        let response = self.send(&["v1", "uploads"], file.id.as_str(), body).await?;
        self.upload_state(response, file).await
    }

    /// Sends the bytes of a file from `offset` on, and answers how many are there then. Where the file has come to another
    /// place, that is answered and nothing is sent.
    ///
    /// # Errors
    /// As [`ResidentApi::send_letter`].
    pub async fn append_upload(
        &self,
        file: &Attachment,
        id: &str,
        offset: u64,
        piece: Vec<u8>,
    ) -> Result<u64, LetterError> {
        let response = self.patch(&["v1", "uploads", id], offset, piece).await?;
        Ok(self.upload_state(response, file).await?.1)
    }

    async fn upload_state(&self, response: Response, file: &Attachment) -> Result<(String, u64), LetterError> {
        let elsewhere = response.status() == StatusCode::CONFLICT;
        let response = if response.status().is_success() || elsewhere {
            response
        } else {
            return Err(match self.refusal(response, &[]).await {
                LetterError::Refused(Refusal::NotAccepted(_) | Refusal::TooLarge) => {
                    LetterError::Refused(Refusal::NotAccepted(vec![(Field::Attachments, Flaw::NotAccepted)]))
                }
                // A forgotten upload is begun again.
                LetterError::Refused(Refusal::Gone) => ConnectorError::CutOff.into(),
                other => other,
            });
        };
        let state: UploadState = read(&self.short(response).await?)?;
        if state.offset > file.size {
            return Err(ConnectorError::unintelligible("an upload that is longer than its file").into());
        }
        Ok((word(&state.id)?, state.offset))
    }

    /// Sends a letter, or what else it is, in the matter of a party, once for one name, with files that have been uploaded.
    ///
    /// # Errors
    /// [`LetterError::Refused`] when the server does not take it, which is final; else why nothing is known of it.
    pub async fn send_letter(
        &self,
        name: &OutgoingId,
        party: &PartyRef,
        letter: &Letter,
        uploads: Vec<String>,
    ) -> Result<Receipt, LetterError> {
        let Some((segments, body)) = wire::posted(party, letter, uploads) else {
            return Err(LetterError::Refused(Refusal::Unsupported));
        };
        let body = body.map_err(|_| ConnectorError::unintelligible("not JSON"))?;
        let sha256 = hex::encode(Sha256::digest(&body));
        let response = self.send(&segments, name.as_str(), body).await?;
        let response = if response.status().is_success() {
            response
        } else {
            return Err(self.refusal(response, letter.kind.replies()).await);
        };
        let receipt: resident_api::Receipt = read(&self.short(response).await?)?;
        // A receipt for something else is none.
        if !receipt.body_sha256.eq_ignore_ascii_case(&sha256) {
            return Err(ConnectorError::Altered.into());
        }
        let received_at = text::instant(&receipt.received_at);
        Ok(Receipt {
            received_at: received_at.ok_or_else(|| ConnectorError::unintelligible("received_at: not a time"))?,
            register_number: word(&receipt.register_number)?,
            body_sha256: sha256,
            record: receipt.record.as_deref().map(word).transpose()?.map(RemoteId::new),
        })
    }

    /// What a refusal means. Only the server's own word is final: what stands between may answer anything.
    async fn refusal(&self, response: Response, questions: &[Reply]) -> LetterError {
        let status = response.status();
        let own = header(&response, CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/problem+json"));
        let passing = http::refusal(status, response.headers());
        let body = self.short(response).await.unwrap_or_default();
        match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
                if matches!(parse::problem(&body), Some(KnownProblem::SignIn)) =>
            {
                ConnectorError::SignInNeeded.into()
            }
            StatusCode::PAYLOAD_TOO_LARGE => LetterError::Refused(Refusal::TooLarge),
            StatusCode::UNAUTHORIZED | StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => passing.into(),
            _ if !status.is_client_error() => passing.into(),
            _ if !own => ConnectorError::Unavailable { status: status.as_u16(), retry_after: None }.into(),
            StatusCode::FORBIDDEN => LetterError::Refused(Refusal::NotAllowed),
            StatusCode::NOT_FOUND | StatusCode::GONE => LetterError::Refused(Refusal::Gone),
            StatusCode::CONFLICT => LetterError::Refused(Refusal::Closed),
            StatusCode::PRECONDITION_FAILED => LetterError::Refused(Refusal::Newer),
            _ => LetterError::Refused(Refusal::NotAccepted(flaws(&body, questions))),
        }
    }
}

/// Which parts are wrong, as far as the app knows the parts.
fn flaws(body: &[u8], questions: &[Reply]) -> Vec<(Field, Flaw)> {
    let errors = read::<Problem>(body).map(|problem| problem.errors).unwrap_or_default();
    let known: BTreeSet<_> = errors.iter().filter_map(|error| flaw(error, questions)).collect();
    known.into_iter().collect()
}

fn flaw(error: &FieldError, questions: &[Reply]) -> Option<(Field, Flaw)> {
    let question = questions.iter().position(|reply| reply.question == error.field).map(Field::Question);
    let field = match (question, error.field.as_str()) {
        (Some(question), _) => question,
        (None, "title") => Field::Title,
        (None, "body" | "reason") => Field::Body,
        (None, "attachments") => Field::Attachments,
        (None, _) => return None,
    };
    let most = error.most.and_then(|most| usize::try_from(most).ok());
    Some(match (error.fault.as_str(), most) {
        ("missing", _) => (field, Flaw::Missing),
        ("too_long", Some(most)) => (field, Flaw::TooLong(most)),
        _ => (field, Flaw::NotAccepted),
    })
}
