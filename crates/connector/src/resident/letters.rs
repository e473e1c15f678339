//! Letters to the public body.
//!
//! Each is sent under a key of its own. After a lost answer it is sent again as it was, under the same key, and is received
//! once.

use std::collections::BTreeSet;

use chrono::SecondsFormat;
use domain::{
    id::{PartyRef, RemoteId},
    outgoing::{Field, Flaw, Letter, LetterCaps, OutgoingId, Receipt, Refusal},
};
use reqwest::{Response, StatusCode, header::CONTENT_TYPE};
use resident_api::{Answered, Feature, FieldError, Problem, ServerCard};
use sha2::{Digest, Sha256};

use super::{
    ResidentApi,
    mandates::{read, word},
    parse::{self, KnownProblem},
};
use crate::{
    ConnectorError,
    http::{self, header},
    text,
};

/// Most that is written, whatever a server takes.
const MOST: LetterCaps = LetterCaps { title: 500, body: 100_000 };

/// Why a letter is not known to have been received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterError {
    /// The server does not take it.
    Refused(Refusal),
    /// It gave no such answer.
    Failed(ConnectorError),
}

impl From<ConnectorError> for LetterError {
    fn from(error: ConnectorError) -> Self {
        Self::Failed(error)
    }
}

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

impl ResidentApi {
    /// Sends a letter in the matter of a party, once for one name.
    ///
    /// # Errors
    /// [`LetterError::Refused`] when the server does not take it, which is final; else why nothing is known of it.
    pub async fn send_letter(
        &self,
        name: &OutgoingId,
        party: &PartyRef,
        letter: &Letter,
    ) -> Result<Receipt, LetterError> {
        let body = serde_json::to_vec(&wire(party, letter)).map_err(|_| ConnectorError::unintelligible("not JSON"))?;
        let sha256 = hex::encode(Sha256::digest(&body));
        let response = self.send(&["v1", "messages"], name.as_str(), body).await?;
        let response =
            if response.status().is_success() { response } else { return Err(self.refusal(response).await) };
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
    async fn refusal(&self, response: Response) -> LetterError {
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
            _ => LetterError::Refused(Refusal::NotAccepted(flaws(&body))),
        }
    }
}

fn wire(party: &PartyRef, letter: &Letter) -> resident_api::Letter {
    resident_api::Letter {
        party: party.key.to_string(),
        title: letter.title.clone(),
        body: letter.body.clone(),
        lang: Some(letter.language.tag().to_owned()),
        matter: letter.matter.clone(),
        case: letter.case.as_ref().map(ToString::to_string),
        answers: letter
            .answers
            .as_ref()
            .map(|item| Answered { kind: item.kind.name().to_owned(), id: item.id.to_string() }),
        read_until: letter.read_until.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
    }
}

/// Which parts are wrong, as far as the app knows the parts.
fn flaws(body: &[u8]) -> Vec<(Field, Flaw)> {
    let problem = read::<Problem>(body).ok();
    let known: BTreeSet<_> = problem.into_iter().flat_map(|problem| problem.errors).filter_map(|e| flaw(&e)).collect();
    known.into_iter().collect()
}

fn flaw(error: &FieldError) -> Option<(Field, Flaw)> {
    let field = match error.field.as_str() {
        "title" => Field::Title,
        "body" => Field::Body,
        _ => return None,
    };
    let most = error.most.and_then(|most| usize::try_from(most).ok());
    Some(match (error.fault.as_str(), most) {
        ("missing", _) => (field, Flaw::Missing),
        ("too_long", Some(most)) => (field, Flaw::TooLong(most)),
        _ => (field, Flaw::NotAccepted),
    })
}
