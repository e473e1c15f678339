//! Dialogporten over HTTP. Thin: asks, checks the outer form, hands the bytes to [`super::parse`].

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    case::{Filing, Folder},
    change::{Change, Cursor, Page},
    document::Document,
    id::RemoteId,
    record::Record,
};
use reqwest::{
    Method, RequestBuilder, Response, StatusCode,
    header::{ACCEPT, ETAG, IF_MATCH},
};
use serde_json::json;
use url::Url;

use super::{
    parse,
    place::{self, Meaning, Place, Step},
};
use crate::{
    Access, ConnectorError, DocumentBytes, Http, Landed, Pulled, download,
    http::{self, date, header},
    sign_in::Demanded,
};

/// A problem document is short; more of it is not read.
const MAX_PROBLEM_BYTES: u64 = 64 * 1024;
/// Fewest dialogs asked for at once: a window must come whole, or it tells nothing.
const FEWEST_AT_ONCE: usize = 100;
/// The order of the list where none is asked for.
const USUAL_ORDER: &str = "contentupdatedat_desc,id_desc";

/// One resident's dialogs.
#[derive(Clone, Debug)]
pub struct Dialogporten {
    http: Http,
    base: Url,
    access: Access,
    /// For whom dialogs are asked, as last heard, so that each page of a reading does not ask it anew.
    parties: Arc<Mutex<Option<Parties>>>,
}

/// For whom dialogs are asked.
#[derive(Clone, Debug)]
struct Parties {
    /// Their names, in order.
    names: Vec<String>,
    landed: Landed,
    bytes: u64,
    date: Option<DateTime<Utc>>,
}

impl Parties {
    fn asked_for(&self) -> String {
        place::digest_of(self.names.iter().map(String::as_str))
    }
}

/// An answer's bytes, and when it was given by the server's clock.
struct Body {
    bytes: Vec<u8>,
    date: Option<DateTime<Utc>>,
}

impl Dialogporten {
    /// The API below `base_url`, under which `/api/v1/enduser` stands, asked with `access`. [`ConnectorError::Insecure`] for
    /// an address that is neither `https` nor loopback.
    pub fn new(http: Http, base_url: Url, access: Access) -> Result<Self, ConnectorError> {
        Ok(Self { http, base: http::base(base_url)?, access, parties: Arc::default() })
    }

    /// Whether anything has come after a place. Asks for the parties and the newest of the list, and moves no cursor.
    ///
    /// # Errors
    /// When it could not be found out.
    pub async fn has_news(&self, after: &Cursor) -> Result<bool, ConnectorError> {
        let Some(place) = Place::of(after).filter(|place| place.step.is_none()) else { return Ok(false) };
        // The reading that is due by the day finds what is gone; that is no news.
        match self.pull(Some(after), 1, place.begun).await {
            Ok(Pulled::Page { page, .. }) => Ok(page.more || !page.changes.is_empty() || !page.quarantined.is_empty()),
            Ok(Pulled::NothingNew { .. }) => Ok(false),
            Err(ConnectorError::CursorExpired) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// Tells the provider that the sign-in has ended.
    ///
    /// # Errors
    /// When the provider was not told.
    pub async fn end_session(&self) -> Result<(), ConnectorError> {
        self.access.end().await
    }

    /// The next page of the list of dialogs, with the parties where it is the first; see [`super::place`]. Only these two
    /// questions are asked, and neither writes the seen log. `now` is the device's time.
    ///
    /// # Errors
    /// [`ConnectorError::CursorExpired`] when everything is to be read again: daily, when the parties are others, when
    /// something is gone; else why nothing came.
    pub async fn pull(
        &self,
        after: Option<&Cursor>,
        limit: usize,
        now: DateTime<Utc>,
    ) -> Result<Pulled, ConnectorError> {
        let place = after.map(|cursor| Place::of(cursor).ok_or(ConnectorError::CursorExpired)).transpose()?;
        let (parties, mut place, mut changes) = match place {
            None => {
                let parties = self.ask_parties().await?;
                let place = Place::beginning(now, parties.asked_for(), place::digest(&parties.landed));
                let landed = parties.landed.clone();
                (parties, place, Some(landed))
            }
            Some(place) if place.step.is_none() => {
                let parties = self.ask_parties().await?;
                if place.is_outdated(now) || parties.asked_for() != place.asked_for {
                    return Err(ConnectorError::CursorExpired);
                }
                let digest = place::digest(&parties.landed);
                let landed = (digest != place.parties).then(|| parties.landed.clone());
                (parties, place.again(digest), landed)
            }
            Some(place) => {
                let known = self.known_parties();
                let parties = match known {
                    Some(parties) => parties,
                    None => self.ask_parties().await?,
                };
                if parties.asked_for() != place.asked_for {
                    return Err(ConnectorError::CursorExpired);
                }
                (parties, place, None)
            }
        };
        let (mut bytes, mut date) = (parties.bytes, parties.date);
        let is_question = after.and_then(Place::of).is_none_or(|place| place.step.is_none());
        loop {
            let groups: Vec<&[String]> = parties.names.chunks(place.at_once).collect();
            let Some(step) = place.step.clone().filter(|step| step.group < groups.len()) else {
                place.step = None;
                break;
            };
            let group = groups.get(step.group).copied().unwrap_or_default();
            let answer = match self.ask_dialogs(group, &step, limit).await {
                Ok(answer) => answer,
                Err(ConnectorError::Refused { status: 400 | 422 }) => {
                    if group.len() == 1 && step.page.is_none() {
                        return Err(ConnectorError::Refused { status: 400 });
                    }
                    place = place.with_fewer().ok_or(ConnectorError::CursorExpired)?;
                    continue;
                }
                Err(error) => return Err(error),
            };
            bytes += u64::try_from(answer.bytes.len()).unwrap_or(u64::MAX);
            date = answer.date.or(date);
            let page = parse::dialogs(&answer.bytes, self.http.limits(), place.begun)?;
            let moves =
                page.next.as_ref().is_none_or(|next| step.page.as_ref().is_none_or(|page| page.token != next.token));
            if !moves {
                return Err(ConnectorError::unintelligible("the list says that there is more and does not go on"));
            }
            match place.after(&page, groups.len()) {
                Meaning::SomethingIsGone => return Err(ConnectorError::CursorExpired),
                Meaning::Known(next) => place = next,
                Meaning::Went(next) => {
                    place = next;
                    let landed = changes.get_or_insert_default();
                    landed.changes.extend(page.landed.changes);
                    landed.quarantined.extend(page.landed.quarantined);
                    break;
                }
            }
        }
        let more = place.step.is_some();
        if changes.is_none() && !more && is_question {
            return Ok(Pulled::NothingNew { date });
        }
        let Landed { changes, quarantined } = changes.unwrap_or_default();
        let page = Page { changes, quarantined, next: place.cursor(), more };
        Ok(Pulled::Page { page, etag: None, bytes, date })
    }

    /// A dialog whole, with everything in it. **The seen log notes it**, so it is only for what the resident opens.
    ///
    /// # Errors
    /// [`ConnectorError::NotFound`] for one that is gone (410 and 404), [`ConnectorError::StrongerSignInNeeded`] for one that a
    /// stronger sign-in opens; else why it did not come.
    pub async fn detail(&self, dialog: &RemoteId, now: DateTime<Utc>) -> Result<Landed, ConnectorError> {
        let url = self.at(&["dialogs", dialog.as_str()])?;
        let body = self.get(url).await?;
        let landed = parse::dialog(&body.bytes, self.http.limits(), now)?;
        let another = landed.changes.iter().any(|change| match change {
            Change::Upsert(record) => matches!(record.as_ref(), Record::Case(case) if case.id != *dialog),
            Change::Outline(_) | Change::Tombstone(_) => false,
        });
        if another {
            return Err(ConnectorError::unintelligible("another dialog than was asked for"));
        }
        Ok(landed)
    }

    /// Puts a dialog into another folder, if it is where `revision` says. Answers where it is then.
    ///
    /// # Errors
    /// [`ConnectorError::ChangedMeanwhile`] when it is not, and nothing was done; else why it is not known to be done.
    pub async fn file(
        &self,
        dialog: &RemoteId,
        folder: Folder,
        revision: Option<&str>,
    ) -> Result<Filing, ConnectorError> {
        let label = match folder {
            Folder::Inbox => "Default",
            Folder::Archive => "Archive",
            Folder::Bin => "Bin",
        };
        let url = self.at(&["dialogs", dialog.as_str(), "context", "systemlabels"])?;
        // Of these three the last that is added stands.
        let mut request = self.request(Method::PUT, url)?.json(&json!({ "addLabels": [label] }));
        if let Some(revision) = revision {
            request = request.header(IF_MATCH, revision);
        }
        let response = self.ask(request).await?;
        let revision = header(&response, ETAG).map(|tag| tag.trim_start_matches("W/").trim_matches('"').to_owned());
        Ok(Filing { folder, revision: revision.filter(|revision| crate::text::is_id(revision)) })
    }

    /// A document's bytes. The contract lets an attachment lie anywhere, and says of the token that opens Dialogporten nothing
    /// there: so it goes to the enrolled origin alone, and elsewhere the app asks as anybody.
    ///
    /// # Errors
    /// [`ConnectorError::NotFound`] where it has no address that may be asked; else why it did not come.
    pub async fn document(&self, document: &Document) -> Result<DocumentBytes, ConnectorError> {
        let address = document.href.as_deref().and_then(|href| Url::parse(href).ok());
        let url = address.ok_or(ConnectorError::NotFound)?;
        let is_here = url.origin() == self.base.origin();
        // Nobody but a service on this machine has business here.
        if !is_here && http::is_loopback(&url) && !http::is_loopback(&self.base) {
            return Err(ConnectorError::Insecure);
        }
        let access = is_here.then_some(&self.access);
        download::fetch(&self.http, access, &url, document, accepted).await
    }

    fn known_parties(&self) -> Option<Parties> {
        self.parties.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// For whom the resident may act, themself included. The answer is not paged.
    async fn ask_parties(&self) -> Result<Parties, ConnectorError> {
        let body = self.get(self.at(&["parties"])?).await?;
        let landed = parse::parties(&body.bytes, self.http.limits())?;
        let mut names: Vec<String> = landed
            .changes
            .iter()
            .filter_map(|change| match change {
                Change::Upsert(record) => match record.as_ref() {
                    Record::Party(party) => Some(party.key.as_str().to_owned()),
                    _ => None,
                },
                Change::Outline(_) | Change::Tombstone(_) => None,
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        // The resident is always one of them; without them all that is here would go.
        if names.is_empty() {
            return Err(ConnectorError::unintelligible("it names nobody"));
        }
        let bytes = u64::try_from(body.bytes.len()).unwrap_or(u64::MAX);
        let parties = Parties { names, landed, bytes, date: body.date };
        *self.parties.lock().unwrap_or_else(PoisonError::into_inner) = Some(parties.clone());
        Ok(parties)
    }

    async fn ask_dialogs(&self, parties: &[String], step: &Step, limit: usize) -> Result<Body, ConnectorError> {
        let most = self.http.limits().max_records_per_page;
        let mut url = self.at(&["dialogs"])?;
        {
            let mut query = url.query_pairs_mut();
            for party in parties {
                query.append_pair("party", party);
            }
            query.append_pair("excludeApiOnly", "true");
            if let Some(since) = step.since {
                query.append_pair("contentUpdatedAfter", &since.to_rfc3339_opts(SecondsFormat::Millis, true));
            }
            query.append_pair("limit", &limit.max(FEWEST_AT_ONCE).min(most).to_string());
            if let Some(page) = &step.page {
                query.append_pair("continuationToken", &page.token);
                // A token without the order in which it continues is refused.
                query.append_pair("orderBy", page.order_by.as_deref().unwrap_or(USUAL_ORDER));
            }
        }
        self.get(url).await
    }

    fn at(&self, segments: &[&str]) -> Result<Url, ConnectorError> {
        http::below(&http::below(&self.base, &["api", "v1", "enduser"])?, segments)
    }

    fn request(&self, method: Method, url: Url) -> Result<RequestBuilder, ConnectorError> {
        let limits = self.http.limits();
        Ok(self.http.request(method, url)?.timeout(limits.request_timeout).header(ACCEPT, "application/json"))
    }

    async fn get(&self, url: Url) -> Result<Body, ConnectorError> {
        let response = self.ask(self.request(Method::GET, url)?).await?;
        let date = date(&response);
        let bytes = self.http.body(response, self.http.limits().max_page_bytes).await?;
        Ok(Body { bytes, date })
    }

    async fn ask(&self, request: RequestBuilder) -> Result<Response, ConnectorError> {
        let answer = answered(&self.http, self.access.send(&self.http, request).await?).await;
        if let Err(ConnectorError::StrongerSignInNeeded(demanded)) = &answer {
            self.access.note_demand(demanded);
        }
        answer
    }
}

/// The answer of the API, if it is a success; else what its status means. What is not found is taken for gone, so it must be
/// the API that says so: a page of a gateway knows of no dialog.
async fn answered(http: &Http, response: Response) -> Result<Response, ConnectorError> {
    if response.status() != StatusCode::NOT_FOUND {
        return accepted(http, response).await;
    }
    let body = http.body(response, MAX_PROBLEM_BYTES).await.unwrap_or_default();
    if parse::is_problem(&body) {
        Err(ConnectorError::NotFound)
    } else {
        Err(ConnectorError::Unavailable { status: StatusCode::NOT_FOUND.as_u16(), retry_after: None })
    }
}

/// The answer, if it is a success; else what its status means.
async fn accepted(http: &Http, response: Response) -> Result<Response, ConnectorError> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let refusal = http::refusal(status, response.headers());
    Err(match status {
        StatusCode::PRECONDITION_FAILED | StatusCode::CONFLICT => ConnectorError::ChangedMeanwhile,
        StatusCode::FORBIDDEN => {
            let body = http.body(response, MAX_PROBLEM_BYTES).await.unwrap_or_default();
            if parse::wants_stronger_sign_in(&body) {
                // It does not say by which means.
                ConnectorError::StrongerSignInNeeded(Demanded::default())
            } else {
                refusal
            }
        }
        _ => refusal,
    })
}
