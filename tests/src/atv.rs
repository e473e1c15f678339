//! Helsinki's case and document store as it was met (version 2.2.3), for tests: wrong where the real one is.
//!
//! It gives residents the notes of officials (`show_to_user: false`), takes `updated_after` for a day that it excludes,
//! answers a page past the last one with 404, knows no `ETag`, and keeps apart the documents of one service for each client.
//! A token is a signed one of an OpenID provider, and is held against the provider's published keys. Its clock is the test's.
#![allow(clippy::indexing_slicing, reason = "what stands there is JSON, in which a member that is missing is null")]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::{Context, Result, bail};
use axum::{
    Json, Router,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, Utc};
use connector::Secret;
use domain::id::SourceId;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};
use url::Url;

use crate::Town;

/// Its name in tokens.
pub const ATV_AUDIENCE: &str = "https://atv.haikkala.example/";
/// The app's name for one of the services that keep documents there.
pub const PARKING_CLIENT: &str = "kotikunta-pysakointi";
/// That service.
pub const PARKING: &str = "Pysäköinti";

/// Documents on a page where nothing is asked, and at most.
const PAGE: usize = 20;
const LARGEST_PAGE: usize = 100;
/// Finland's offset in winter. The server begins its days by it.
const OFFSET: i32 = 2 * 60 * 60;

/// A running one.
pub struct Atv {
    base_url: Url,
    issuer: String,
    shelf: Arc<Shelf>,
    serving: JoinHandle<()>,
}

struct Shelf {
    base_url: Url,
    issuer: String,
    keys: Url,
    http: reqwest::Client,
    state: Mutex<Stored>,
    held: Notify,
}

struct Stored {
    now: DateTime<Utc>,
    papers: Vec<Paper>,
    /// Which service a client belongs to.
    services: BTreeMap<String, String>,
    requests: Vec<String>,
    page_held: Option<usize>,
    /// Tokens that were seen, and those of them that are taken no more.
    tokens: BTreeSet<String>,
    void: BTreeSet<String>,
    sent: u64,
}

struct Paper {
    owner: String,
    service: String,
    document: Value,
    files: BTreeMap<u64, (String, Vec<u8>)>,
}

impl Paper {
    fn id(&self) -> &str {
        self.document["id"].as_str().unwrap_or_default()
    }

    fn time(&self, field: &str) -> Option<DateTime<Utc>> {
        self.document[field].as_str()?.parse().ok()
    }

    /// Why its owner may not change or erase it.
    fn locked(&self, now: DateTime<Utc>) -> Option<&'static str> {
        if self.time("locked_after").is_some_and(|end| end <= now) {
            return Some("Unable to modify document - it's no longer a draft. Locked.");
        }
        (self.document["draft"] != json!(true)).then_some("Unable to modify document - it's no longer a draft.")
    }
}

/// Whose a question is.
#[derive(Clone)]
struct Caller {
    subject: String,
    service: String,
}

impl Atv {
    /// One that believes the tokens of a town's provider.
    pub async fn beside(town: &Town) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url: Url = format!("http://{}/", listener.local_addr()?).parse()?;
        let issuer = format!("{}openid", town.base_url()?);
        let tls = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        let shelf = Arc::new(Shelf {
            base_url: base_url.clone(),
            keys: format!("{issuer}/jwks").parse()?,
            issuer: issuer.clone(),
            http: reqwest::Client::builder().tls_backend_preconfigured(tls).build()?,
            state: Mutex::new(Stored {
                now: Utc::now(),
                papers: Vec::new(),
                services: BTreeMap::from([(PARKING_CLIENT.to_owned(), PARKING.to_owned())]),
                requests: Vec::new(),
                page_held: None,
                tokens: BTreeSet::new(),
                void: BTreeSet::new(),
                sent: 0,
            }),
            held: Notify::new(),
        });
        let router = Router::new()
            .route("/v1/documents/", get(list))
            .route("/v1/documents/{id}/", get(read).patch(change).delete(erase))
            .route("/v1/documents/{id}/attachments/{file}/", get(attachment))
            .layer(from_fn_with_state(shelf.clone(), keep_door))
            .with_state(shelf.clone());
        let serving = tokio::spawn(async move {
            // It ends with the test.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { base_url, issuer, shelf, serving })
    }

    /// Where it is.
    pub const fn base_url(&self) -> &Url {
        &self.base_url
    }

    /// What the app calls it.
    pub fn source(&self) -> SourceId {
        SourceId::new("haikkala-asiakirjat")
    }

    /// Its entry in a directory.
    pub fn listed(&self) -> Value {
        json!({
            "id": self.source(),
            "api": "atv",
            "base_url": self.base_url,
            "name": { "fi": "Haikkalan asiakirjat", "sv": "Haikkalas handlingar", "en": "Haikkala’s documents" },
            "sign_in": {
                "issuer": self.issuer,
                "client_id": PARKING_CLIENT,
                "scopes": ["openid", "offline_access"],
                "resource": ATV_AUDIENCE,
            },
        })
    }

    /// Sets its clock.
    pub fn set_now(&self, now: DateTime<Utc>) {
        self.state().now = now;
    }

    /// Its clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.state().now
    }

    /// Puts a document of this resident there, as a service wrote it. Times that it does not say are now.
    pub fn put(&self, owner: &str, service: &str, mut document: Value) {
        let mut state = self.state();
        let now = json!(local(state.now));
        for field in ["created_at", "updated_at"] {
            if document.get(field).is_none() {
                document[field] = now.clone();
            }
        }
        document["service"] = json!(service);
        document["user_id"] = json!(owner);
        state.papers.push(Paper {
            owner: owner.to_owned(),
            service: service.to_owned(),
            document,
            files: BTreeMap::new(),
        });
    }

    /// Changes a document now.
    pub fn revise(&self, id: &str, change: impl FnOnce(&mut Value)) -> Result<()> {
        let mut state = self.state();
        let now = json!(local(state.now));
        let paper = state.papers.iter_mut().find(|paper| paper.id() == id).context("the document is there")?;
        change(&mut paper.document);
        paper.document["updated_at"] = now;
        Ok(())
    }

    /// Deletes a document.
    pub fn remove(&self, id: &str) {
        self.state().papers.retain(|paper| paper.id() != id);
    }

    /// Attaches a file to a document.
    pub fn attach(&self, id: &str, file: u64, name: &str, bytes: &[u8]) -> Result<()> {
        let href = format!("{}v1/documents/{id}/attachments/{file}/", self.base_url);
        let mut state = self.state();
        let now = json!(local(state.now));
        let paper = state.papers.iter_mut().find(|paper| paper.id() == id).context("the document is there")?;
        let described = json!({"id": file, "created_at": now, "updated_at": now, "filename": name,
            "media_type": "text/plain", "size": bytes.len(), "href": href});
        match paper.document["attachments"].as_array_mut() {
            Some(attachments) => attachments.push(described),
            None => paper.document["attachments"] = json!([described]),
        }
        paper.files.insert(file, (name.to_owned(), bytes.to_vec()));
        Ok(())
    }

    /// Whether it has a document.
    pub fn has(&self, id: &str) -> bool {
        self.state().papers.iter().any(|paper| paper.id() == id)
    }

    /// From now on this client's documents are those of another service, or of none.
    pub fn map_client(&self, client: &str, service: Option<&str>) {
        let mut state = self.state();
        match service {
            Some(service) => drop(state.services.insert(client.to_owned(), service.to_owned())),
            None => drop(state.services.remove(client)),
        }
    }

    /// Takes no token any more that was seen so far, as when their time is over.
    pub fn expire_tokens(&self) {
        let mut state = self.state();
        let seen = state.tokens.clone();
        state.void.extend(seen);
    }

    /// From now on this page of a list is not answered; `None`: all are.
    pub fn hold_page(&self, page: Option<usize>) {
        self.state().page_held = page;
    }

    /// Waits until somebody asks for the page that is held.
    pub async fn page_held(&self) {
        self.shelf.held.notified().await;
    }

    /// What was asked since the last time, and how it was answered: `GET /v1/documents/?page=1 200`.
    pub fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut self.state().requests)
    }

    /// A token that was seen, to ask with it.
    pub fn seen_token(&self) -> Option<Secret> {
        self.state().tokens.last().cloned().map(Secret::new)
    }

    /// Bytes of bodies it has sent.
    pub fn sent(&self) -> u64 {
        self.state().sent
    }

    fn state(&self) -> MutexGuard<'_, Stored> {
        self.shelf.state()
    }
}

impl Drop for Atv {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Shelf {
    fn state(&self) -> MutexGuard<'_, Stored> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whose token it is.
    async fn caller(&self, headers: &HeaderMap) -> Result<Caller> {
        let value = headers.get(header::AUTHORIZATION).context("no token")?.to_str()?;
        let token = value.strip_prefix("Bearer ").context("no bearer token")?;
        {
            let mut state = self.state();
            state.tokens.insert(token.to_owned());
            if state.void.contains(token) {
                bail!("a token that has run out");
            }
        }
        let claims = self.claims(token).await?;
        let text = |name: &str| claims[name].as_str().with_context(|| format!("no {name}"));
        let is_for_us = match &claims["aud"] {
            Value::String(one) => one == ATV_AUDIENCE,
            Value::Array(several) => several.contains(&json!(ATV_AUDIENCE)),
            _ => false,
        };
        if text("iss")? != self.issuer || !is_for_us {
            bail!("a token of somebody else, or for somebody else");
        }
        if claims["exp"].as_i64().is_none_or(|end| end <= Utc::now().timestamp()) {
            bail!("a token that has run out");
        }
        let service = self.state().services.get(text("azp")?).cloned().context("no such client")?;
        Ok(Caller { subject: text("sub")?.to_owned(), service })
    }

    /// What the token says, if the provider signed it.
    async fn claims(&self, token: &str) -> Result<Value> {
        let (unsigned, signature) = token.rsplit_once('.').context("no token")?;
        let (head, claims) = unsigned.split_once('.').context("no token")?;
        let json = |part: &str| Ok::<Value, anyhow::Error>(serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part)?)?);
        let head = json(head)?;
        let keys: Value = self.http.get(self.keys.clone()).send().await?.json().await?;
        let mut keys = keys["keys"].as_array().into_iter().flatten();
        let key = keys.find(|key| key["kid"] == head["kid"]).context("a key that the provider does not have")?;
        let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(key[name].as_str().unwrap_or_default());
        let point = [vec![4], coordinate("x")?, coordinate("y")?].concat();
        let signed = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
            .verify(unsigned.as_bytes(), &URL_SAFE_NO_PAD.decode(signature)?);
        if head["alg"] != json!("ES256") || signed.is_err() {
            bail!("not signed by the provider");
        }
        json(claims)
    }

    /// Does something with a document of the caller's, if there is such a one.
    fn with<T>(&self, caller: &Caller, id: &str, work: impl FnOnce(&mut Stored, usize) -> T) -> Option<T> {
        let mut state = self.state();
        let its = |paper: &Paper| paper.id() == id && paper.owner == caller.subject && paper.service == caller.service;
        let place = state.papers.iter().position(its)?;
        Some(work(&mut state, place))
    }
}

/// Lets nobody in without a token, and notes what was asked.
async fn keep_door(State(shelf): State<Arc<Shelf>>, mut request: Request, next: Next) -> Response {
    let asked = format!("{} {}", request.method(), request.uri());
    let mut answer = if let Ok(caller) = shelf.caller(request.headers()).await {
        request.extensions_mut().insert(caller);
        next.run(request).await
    } else {
        let words = "Authentication credentials were not provided.";
        refusal(StatusCode::UNAUTHORIZED, "NOT_AUTHENTICATED", words)
    };
    let mut state = shelf.state();
    state.requests.push(format!("{asked} {}", answer.status().as_u16()));
    let length = answer.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    state.sent += length.or_else(|| axum::body::HttpBody::size_hint(answer.body()).exact()).unwrap_or(0);
    if let Ok(date) = HeaderValue::from_str(&state.now.format("%a, %d %b %Y %H:%M:%S GMT").to_string()) {
        answer.headers_mut().insert(header::DATE, date);
    }
    answer
}

async fn list(
    State(shelf): State<Arc<Shelf>>,
    axum::Extension(caller): axum::Extension<Caller>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Response {
    let number = |name: &str, otherwise: usize| match asked.get(name) {
        Some(text) => text.parse().unwrap_or(0),
        None => otherwise,
    };
    let (page, size) = (number("page", 1), number("page_size", PAGE).clamp(1, LARGEST_PAGE));
    if shelf.state().page_held == Some(page) {
        shelf.held.notify_one();
        std::future::pending::<()>().await;
    }
    let state = shelf.state();
    let after: Option<NaiveDate> = asked.get("updated_after").and_then(|day| day.parse().ok());
    let mut own: Vec<&Paper> = state
        .papers
        .iter()
        .filter(|paper| paper.owner == caller.subject && paper.service == caller.service)
        // The day itself is not after it.
        .filter(|paper| after.is_none_or(|after| paper.time("updated_at").is_some_and(|at| day(at) > after)))
        .collect();
    match asked.get("sort").map(String::as_str) {
        Some("created_at") => own.sort_by_cached_key(|paper| paper.time("created_at")),
        Some("-created_at") => own.sort_by_cached_key(|paper| std::cmp::Reverse(paper.time("created_at"))),
        Some("updated_at") => own.sort_by_cached_key(|paper| paper.time("updated_at")),
        _ => own.sort_by_cached_key(|paper| std::cmp::Reverse(paper.time("updated_at"))),
    }
    let first = page.saturating_sub(1) * size;
    if page == 0 || (first >= own.len() && page > 1) {
        return refusal(StatusCode::NOT_FOUND, "NOT_FOUND", "Invalid page.");
    }
    let at = |page: usize| {
        let mut address = shelf.base_url.join("v1/documents/").ok()?;
        let others = asked.iter().filter(|(name, _)| *name != "page");
        address.query_pairs_mut().extend_pairs(others).append_pair("page", &page.to_string());
        Some(address)
    };
    Json(json!({
        "count": own.len(),
        "next": if first + size < own.len() { at(page + 1) } else { None },
        "previous": if page > 1 { at(page - 1) } else { None },
        "results": own.iter().skip(first).take(size).map(|paper| &paper.document).collect::<Vec<_>>(),
    }))
    .into_response()
}

async fn read(
    State(shelf): State<Arc<Shelf>>,
    axum::Extension(caller): axum::Extension<Caller>,
    Path(id): Path<String>,
) -> Response {
    let found = shelf.with(&caller, &id, |state, place| state.papers.get(place).map(|paper| paper.document.clone()));
    found.map_or_else(no_document, |document| Json(document).into_response())
}

/// Nothing but whether it would be allowed.
async fn change(
    State(shelf): State<Arc<Shelf>>,
    axum::Extension(caller): axum::Extension<Caller>,
    Path(id): Path<String>,
) -> Response {
    let locked = shelf.with(&caller, &id, |state, place| {
        let now = state.now;
        state.papers.get(place).and_then(|paper| paper.locked(now))
    });
    match locked {
        Some(Some(words)) => refusal(StatusCode::FORBIDDEN, "DOCUMENT_LOCKED", words),
        Some(None) => StatusCode::OK.into_response(),
        None => no_document(),
    }
}

async fn erase(
    State(shelf): State<Arc<Shelf>>,
    axum::Extension(caller): axum::Extension<Caller>,
    Path(id): Path<String>,
) -> Response {
    let erased = shelf.with(&caller, &id, |state, place| {
        let now = state.now;
        let locked = state.papers.get(place).and_then(|paper| paper.locked(now));
        if locked.is_none() {
            state.papers.remove(place);
        }
        locked
    });
    match erased {
        Some(Some(words)) => refusal(StatusCode::FORBIDDEN, "DOCUMENT_LOCKED", words),
        Some(None) => StatusCode::NO_CONTENT.into_response(),
        None => no_document(),
    }
}

async fn attachment(
    State(shelf): State<Arc<Shelf>>,
    axum::Extension(caller): axum::Extension<Caller>,
    Path((id, file)): Path<(String, u64)>,
) -> Response {
    let found = shelf.with(&caller, &id, |state, place| state.papers.get(place)?.files.get(&file).cloned());
    match found {
        Some(Some((name, bytes))) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            ([(header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
        }
        Some(None) => refusal(StatusCode::NOT_FOUND, "NOT_FOUND", "No Attachment matches the given query."),
        None => no_document(),
    }
}

fn no_document() -> Response {
    refusal(StatusCode::NOT_FOUND, "NOT_FOUND", "No Document matches the given query.")
}

fn refusal(status: StatusCode, code: &str, words: &str) -> Response {
    (status, Json(json!({ "errors": [{ "code": code, "message": words }] }))).into_response()
}

/// A time as the server writes it.
fn local(at: DateTime<Utc>) -> String {
    in_finland(at).to_rfc3339_opts(SecondsFormat::Micros, false)
}

/// The server's day.
fn day(at: DateTime<Utc>) -> NaiveDate {
    in_finland(at).date_naive()
}

fn in_finland(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    match FixedOffset::east_opt(OFFSET) {
        Some(offset) => at.with_timezone(&offset),
        None => at.fixed_offset(),
    }
}

/// What an official notes at a permit, for its owner or for colleagues alone.
pub fn note(title: &str, show: bool) -> Value {
    json!({"title": {"fi": title}, "message": {"fi": format!("{title}: teksti")}, "activity_links": {},
        "activity_timestamp": "2026-11-04T09:00:00+02:00", "show_to_user": show})
}

/// A parking permit in hand.
pub fn parking_permit(id: &str) -> Value {
    let status = |value: &str, fi: &str, at: &str| json!({"value": value, "status_display_values": {"fi": fi}, "timestamp": at, "activities": []});
    let in_hand = status("PROCESSING", "Käsittelyssä", "2026-11-03T09:00:00+02:00");
    json!({"id": id, "created_at": "2026-11-01T08:00:00+02:00", "type": "PARKING_PERMIT",
        "human_readable_type": {"fi": "Asukaspysäköintilupa", "sv": "Boendeparkering", "en": "Resident parking permit"},
        "transaction_id": format!("PYS-{id}"), "status": in_hand,
        "status_histories": [in_hand, status("SUBMITTED", "Lähetetty", "2026-11-01T08:00:00+02:00")],
        "draft": false, "deletable": false, "delete_after": "2030-12-12", "attachments": [],
        "content": {"formData": {"hetu": "010190-999X"}}})
}
