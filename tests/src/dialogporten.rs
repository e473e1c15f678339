//! A service that behaves as Altinn Dialogporten's end-user API does, with a log of what it was asked.
//!
//! * Opening a dialog (or its transmissions, activities or seen log) writes the seen log; the list does not.
//! * A page continues by token, and only together with its order. Dates in filters are exclusive.
//! * What is removed is 410, and simply no longer in the list. Answers begin with a byte order mark, as recorded ones do.
#![allow(clippy::indexing_slicing, reason = "what stands there is JSON, in which a member that is missing is null")]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::Result;
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, Response, StatusCode, Uri, header},
};
use chrono::{DateTime, Utc};
use connector::Secret;
use domain::{
    id::{RecordKey, RecordKind, SourceId},
    source::SourceKind,
};
use serde_json::{Map, Value, json};
use tokio::{net::TcpListener, task::JoinHandle};
use url::Url;

use crate::{Device, key};

/// What opens it.
const TOKEN: &str = "sesam";
/// Where everything stands.
const BASE: &str = "/api/v1/enduser";
/// What a list tells of a dialog; its detail tells the rest.
const LISTED: [&str; 18] = [
    "id",
    "org",
    "serviceResource",
    "party",
    "externalReference",
    "extendedStatus",
    "progress",
    "dueAt",
    "createdAt",
    "updatedAt",
    "contentUpdatedAt",
    "status",
    "systemLabel",
    "isApiOnly",
    "isContentSeen",
    "endUserContext",
    "content",
    "guiAttachmentCount",
];
/// The order of its lists.
const ORDER: &str = "contentupdatedat_desc,id_desc";

/// A question it was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The method.
    pub method: Method,
    /// Path and query.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// What was answered.
    pub status: StatusCode,
    /// Bytes of the answer.
    pub bytes: usize,
}

impl Asked {
    /// The path below the API's base, without the query.
    pub fn path(&self) -> &str {
        self.uri.path().strip_prefix(BASE).unwrap_or_else(|| self.uri.path())
    }

    /// The values of a parameter of the query.
    pub fn query(&self, name: &str) -> Vec<String> {
        query(&self.uri, name)
    }

    /// Whether it is one that leaves no trace: the list, or the parties.
    pub fn leaves_no_trace(&self) -> bool {
        self.method == Method::GET && matches!(self.path(), "/dialogs" | "/parties")
    }
}

/// What it can be made to do.
#[derive(Clone, Debug, Default)]
pub struct Whims {
    /// Dialogs that open only to a stronger sign-in.
    pub closed: BTreeSet<String>,
    /// A status with which it answers everything, and how long it asks to be left alone.
    pub out_of_order: Option<(StatusCode, Option<String>)>,
    /// Parties it takes in one question.
    pub most_parties: usize,
    /// It takes every token, not only its own.
    pub trusting: bool,
    /// Most dialogs of a page, whatever is asked.
    pub page: usize,
}

struct Inner {
    parties: Value,
    dialogs: BTreeMap<String, Value>,
    removed: BTreeSet<String>,
    files: BTreeMap<String, Vec<u8>>,
    seen: Vec<String>,
    revisions: u32,
    whims: Whims,
    asked: Vec<Asked>,
}

/// The service, running.
pub struct Dialogs {
    inner: Arc<Mutex<Inner>>,
    base: Url,
    server: JoinHandle<()>,
}

impl Drop for Dialogs {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Dialogs {
    /// Starts it with Kari, who acts for herself and for a company, and no dialogs.
    pub async fn start() -> Result<Self> {
        let inner = Arc::new(Mutex::new(Inner {
            parties: json!([person("Kari Nordmann", KARI, true), organization("Nordmann Rør AS", ROR)]),
            dialogs: BTreeMap::new(),
            removed: BTreeSet::new(),
            files: BTreeMap::new(),
            seen: Vec::new(),
            revisions: 0,
            whims: Whims { most_parties: 20, page: 1000, ..Whims::default() },
            asked: Vec::new(),
        }));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base = Url::parse(&format!("http://{}/", listener.local_addr()?))?;
        let router = Router::new().fallback(answer).with_state(Arc::clone(&inner));
        let server = tokio::spawn(async move {
            // Only the end of the test ends it.
            drop(axum::serve(listener, router).await);
        });
        Ok(Self { inner, base, server })
    }

    /// What the app calls it.
    pub fn source() -> SourceId {
        SourceId::new("altinn")
    }

    /// The key of the case that a dialog is.
    pub fn case(dialog: &str) -> RecordKey {
        key(Self::source(), RecordKind::Case, dialog)
    }

    /// Where it answers.
    pub fn base(&self) -> Url {
        self.base.clone()
    }

    /// What opens it.
    pub fn token() -> Secret {
        Secret::new(TOKEN.to_owned())
    }

    /// Connects a device to it as Kari.
    pub async fn connect(&self, device: &Device) -> Result<()> {
        device.connect_kind(SourceKind::Dialogporten, Self::source(), self.base(), Self::token()).await
    }

    /// The address of a file on it; only who has the token gets it.
    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        self.lock().files.insert(name.to_owned(), bytes.to_vec());
        format!("{}files/{name}", self.base)
    }

    /// Takes a file away.
    pub fn remove_file(&self, name: &str) {
        self.lock().files.remove(name);
    }

    /// Puts a dialog there, or another version of it. Its labels stay.
    pub fn put(&self, mut dialog: Value) {
        let mut inner = self.lock();
        let id = text(&dialog, "id").to_owned();
        let before = inner.dialogs.get(&id).and_then(|before| before.get("endUserContext").cloned());
        if dialog.get("endUserContext").is_none() {
            let context = before.unwrap_or_else(|| {
                inner.revisions += 1;
                json!({ "revision": revision(inner.revisions), "systemLabels": ["Default"] })
            });
            set(&mut dialog, "endUserContext", context);
        }
        inner.removed.remove(&id);
        inner.dialogs.insert(id, dialog);
    }

    /// Changes a dialog. With another time of its content it is unseen again.
    pub fn change(&self, dialog: &str, change: impl FnOnce(&mut Value)) {
        if let Some(found) = self.lock().dialogs.get_mut(dialog) {
            let before = text(found, "contentUpdatedAt").to_owned();
            change(found);
            if text(found, "contentUpdatedAt") != before {
                set(found, "isContentSeen", json!(false));
            }
        }
    }

    /// A dialog as it stands.
    pub fn dialog(&self, dialog: &str) -> Value {
        self.lock().dialogs.get(dialog).cloned().unwrap_or_default()
    }

    /// Removes a dialog.
    pub fn remove(&self, dialog: &str) {
        let mut inner = self.lock();
        inner.dialogs.remove(dialog);
        inner.removed.insert(dialog.to_owned());
    }

    /// Somebody puts a dialog into another folder, elsewhere.
    pub fn label(&self, dialog: &str, label: &str) {
        let mut inner = self.lock();
        inner.revisions += 1;
        let context = json!({ "revision": revision(inner.revisions), "systemLabels": [label] });
        if let Some(found) = inner.dialogs.get_mut(dialog) {
            set(found, "endUserContext", context);
        }
    }

    /// For whom the resident may act from now on.
    pub fn set_parties(&self, parties: Value) {
        self.lock().parties = parties;
    }

    /// Makes it do this from now on.
    pub fn set_whims(&self, change: impl FnOnce(&mut Whims)) {
        change(&mut self.lock().whims);
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.lock().asked.clone()
    }

    /// Forgets what it was asked.
    pub fn forget_asked(&self) {
        self.lock().asked.clear();
    }

    /// The seen log: dialogs, in the order in which they were opened.
    pub fn seen(&self) -> Vec<String> {
        self.lock().seen.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Kari's name at the service.
pub const KARI: &str = "urn:altinn:person:identifier-no:01017012345";
/// Her company's.
pub const ROR: &str = "urn:altinn:organization:identifier-no:910000001";

/// A person for whom the resident may act, or the resident.
pub fn person(name: &str, urn: &str, is_resident: bool) -> Value {
    json!({ "party": urn, "name": name, "partyType": "Person", "isCurrentEndUser": is_resident, "isDeleted": false,
        "hasOnlyAccessToSubParties": false, "dateOfBirth": "1970-01-01", "subParties": null })
}

/// An organisation for which the resident may act.
pub fn organization(name: &str, urn: &str) -> Value {
    json!({ "party": urn, "name": name, "partyType": "Organization", "isCurrentEndUser": false, "isDeleted": false,
        "hasOnlyAccessToSubParties": false, "dateOfBirth": null, "subParties": [] })
}

/// A text as the API writes it.
pub fn words(words: &str) -> Value {
    json!({ "value": [{ "value": words, "languageCode": "nb" }], "mediaType": "text/plain" })
}

/// The id of the nth dialog, in the form of the real ones.
pub fn dialog_id(n: usize) -> String {
    format!("01913cd5-784f-7d3b-abef-{n:012x}")
}

/// A dialog of Kari's with nothing in it, last changed at this time.
pub fn dialog(id: &str, title: &str, changed_at: &str) -> Value {
    json!({
        "id": id, "party": KARI, "org": "lillevik", "serviceResource": "urn:altinn:resource:lillevik-post",
        "status": "InProgress", "createdAt": "2026-10-01T08:00:00.0000000Z", "updatedAt": changed_at,
        "contentUpdatedAt": changed_at, "isApiOnly": false, "isContentSeen": false,
        "content": { "title": words(title), "summary": words("Kort fortalt."), "senderName": words("Lillevik kommune") },
        "activities": [], "transmissions": [], "guiActions": [], "attachments": [],
    })
}

/// A transmission of the public body.
pub fn transmission(id: &str, kind: &str, title: &str, at: &str) -> Value {
    json!({ "id": id, "type": kind, "createdAt": at, "isAuthorized": true, "isOpened": false,
        "sender": { "actorType": "ServiceOwner" }, "attachments": [],
        "content": { "title": words(title), "summary": words("Brødtekst.") } })
}

/// An attachment at this address.
pub fn attachment(id: &str, name: &str, url: &str, expires_at: Option<&str>) -> Value {
    json!({ "id": id, "name": name, "displayName": [{ "value": name, "languageCode": "nb" }], "expiresAt": expires_at,
        "urls": [{ "id": id, "url": url, "mediaType": "text/plain", "consumerType": "Gui" }] })
}

/// A building permit that wants a drawing, with a decision, a file, and something to do.
pub fn permit(altinn: &Dialogs) -> Value {
    let mut permit = dialog(&dialog_id(0), "Byggesak", "2026-11-16T08:00:00Z");
    permit["status"] = json!("RequiresAttention");
    permit["dueAt"] = json!("2026-12-04T22:59:59Z");
    permit["progress"] = json!(40);
    permit["content"]["additionalInfo"] =
        json!({ "value": [{ "value": "Send **tegning**.", "languageCode": "nb" }], "mediaType": "text/markdown" });
    permit["guiActions"] = json!([{ "id": "a-1", "action": "write", "url": "https://lillevik.example/send",
        "httpMethod": "GET", "priority": "Primary", "isAuthorized": true, "isDeleteDialogAction": false,
        "title": [{ "value": "Send tegning", "languageCode": "nb" }] }]);
    let mut letter = transmission("t-1", "Information", "Vi mangler en tegning", "2026-11-15T08:00:00Z");
    let drawing = altinn.file("krav.txt", b"Krav til tegning");
    letter["attachments"] = json!([attachment("d-1", "krav.txt", &drawing, Some("2026-11-30T00:00:00Z"))]);
    let decision = transmission("t-2", "Rejection", "Avslag", "2026-11-16T08:00:00Z");
    permit["transmissions"] = json!([letter, decision]);
    permit["activities"] = json!([
        { "id": "x-1", "type": "DialogCreated", "createdAt": "2026-11-01T08:00:00Z",
          "performedBy": { "actorType": "ServiceOwner" } },
        { "id": "x-2", "type": "Information", "createdAt": "2026-11-16T08:00:00Z",
          "description": [{ "value": "Saken er behandlet", "languageCode": "nb" }],
          "performedBy": { "actorType": "ServiceOwner" } },
    ]);
    permit
}

fn text<'a>(of: &'a Value, name: &str) -> &'a str {
    of.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn set(of: &mut Value, name: &str, to: Value) {
    if let Some(fields) = of.as_object_mut() {
        fields.insert(name.to_owned(), to);
    }
}

fn revision(n: u32) -> String {
    format!("0196fccd-bf48-7d27-bdfc-{n:012x}")
}

fn query(uri: &Uri, name: &str) -> Vec<String> {
    let query = uri.query().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes())
        .filter(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
        .collect()
}

/// An answer on its way.
struct Reply {
    status: StatusCode,
    headers: Vec<(header::HeaderName, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn json(value: &Value) -> Self {
        // The byte order mark that their recorded answers begin with.
        let mut body = b"\xEF\xBB\xBF".to_vec();
        body.extend(value.to_string().into_bytes());
        Self { status: StatusCode::OK, headers: vec![(header::CONTENT_TYPE, "application/json".to_owned())], body }
    }

    fn problem(status: StatusCode, errors: &Value) -> Self {
        let problem = json!({ "title": status.canonical_reason(), "status": status.as_u16(), "errors": errors });
        Self { status, ..Self::json(&problem) }
    }

    fn bare(status: StatusCode) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }
}

async fn answer(
    State(inner): State<Arc<Mutex<Inner>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let mut inner = inner.lock().unwrap_or_else(PoisonError::into_inner);
    let reply = inner.reply(&method, &uri, &headers, &body);
    let bytes = reply.body.len();
    inner.asked.push(Asked { method, uri, headers, body, status: reply.status, bytes });
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = reply.status;
    for (name, value) in reply.headers {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

impl Inner {
    fn reply(&mut self, method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Reply {
        if let Some((status, retry_after)) = &self.whims.out_of_order {
            let retry_after = retry_after.iter().map(|wait| (header::RETRY_AFTER, wait.clone()));
            return Reply { headers: retry_after.collect(), ..Reply::bare(*status) };
        }
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let is_known = bearer == Some(format!("Bearer {TOKEN}").as_str());
        if !(is_known || (self.whims.trusting && bearer.is_some())) {
            return Reply::bare(StatusCode::UNAUTHORIZED);
        }
        let path = uri.path().to_owned();
        if let Some(name) = path.strip_prefix("/files/") {
            return match self.files.get(name) {
                Some(file) => Reply { body: file.clone(), ..Reply::bare(StatusCode::OK) },
                None => Reply::bare(StatusCode::NOT_FOUND),
            };
        }
        let steps: Vec<&str> = path.strip_prefix(BASE).unwrap_or_default().split('/').skip(1).collect();
        match (method, steps.as_slice()) {
            (&Method::GET, ["parties"]) => Reply::json(&json!({ "authorizedParties": self.parties })),
            (&Method::GET, ["dialogs"]) => self.list(uri),
            (&Method::GET, ["dialogs", id]) => self.open(id, Value::clone),
            (&Method::GET, ["dialogs", id, part @ ("transmissions" | "activities")]) => {
                self.open(id, |dialog| dialog.get(*part).cloned().unwrap_or_else(|| json!([])))
            }
            (&Method::GET, ["dialogs", id, "seenlog"]) => self.open(id, |_| json!([])),
            (&Method::PUT, ["dialogs", id, "context", "systemlabels"]) => self.set_labels(id, headers, body),
            _ => Reply::bare(StatusCode::NOT_FOUND),
        }
    }

    fn list(&self, uri: &Uri) -> Reply {
        let invalid =
            |field: &str| Reply::problem(StatusCode::BAD_REQUEST, &json!({ field: ["not as the contract says"] }));
        let (parties, tokens) = (query(uri, "party"), query(uri, "continuationToken"));
        let order = query(uri, "orderBy");
        let limit = query(uri, "limit").first().map_or(Ok(100), |limit| limit.parse::<usize>()).unwrap_or(0);
        let since = query(uri, "contentUpdatedAfter").first().map(|time| time.parse::<DateTime<Utc>>());
        if parties.is_empty() || parties.len() > self.whims.most_parties {
            return invalid("party");
        }
        if !(1..=1000).contains(&limit) {
            return invalid("limit");
        }
        if !tokens.is_empty() && order != [ORDER] {
            return invalid("orderBy");
        }
        let Ok(since) = since.transpose() else { return invalid("contentUpdatedAfter") };
        let place = |dialog: &Value| (text(dialog, "contentUpdatedAt").to_owned(), text(dialog, "id").to_owned());
        let mut found: Vec<&Value> = self
            .dialogs
            .values()
            .filter(|dialog| parties.iter().any(|party| party == text(dialog, "party")))
            .filter(|dialog| {
                let changed = text(dialog, "contentUpdatedAt").parse::<DateTime<Utc>>().ok();
                since.is_none_or(|since| changed.is_some_and(|changed| changed > since))
            })
            .filter(|dialog| {
                tokens.first().is_none_or(|token| {
                    let (changed, id) = place(dialog);
                    format!("contentupdatedat_{changed},id_{id}") < *token
                })
            })
            .collect();
        found.sort_by_key(|dialog| std::cmp::Reverse(place(dialog)));
        let page = limit.min(self.whims.page);
        let more = found.len() > page;
        found.truncate(page);
        let token = found.last().filter(|_| more).map(|last| {
            let (changed, id) = place(last);
            format!("contentupdatedat_{changed},id_{id}")
        });
        let items: Vec<Value> = found.into_iter().map(listed).collect();
        Reply::json(&json!({ "items": items, "hasNextPage": more, "continuationToken": token, "orderBy": ORDER }))
    }

    fn open(&mut self, id: &str, part: impl FnOnce(&Value) -> Value) -> Reply {
        if self.removed.contains(id) {
            return Reply::problem(StatusCode::GONE, &json!({ "DialogEntity": ["is removed"] }));
        }
        if self.whims.closed.contains(id) {
            let errors = json!({ "Forbidden": ["Altinn authentication level too low."] });
            return Reply::problem(StatusCode::FORBIDDEN, &errors);
        }
        let Some(dialog) = self.dialogs.get_mut(id) else {
            return Reply::problem(StatusCode::NOT_FOUND, &json!({ "DialogEntity": ["was not found"] }));
        };
        self.seen.push(id.to_owned());
        set(dialog, "isContentSeen", json!(true));
        Reply::json(&part(dialog))
    }

    fn set_labels(&mut self, id: &str, headers: &HeaderMap, body: &[u8]) -> Reply {
        if self.removed.contains(id) {
            return Reply::bare(StatusCode::GONE);
        }
        let Some(dialog) = self.dialogs.get_mut(id) else { return Reply::bare(StatusCode::NOT_FOUND) };
        let context = dialog.get("endUserContext").cloned().unwrap_or_default();
        let wanted = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        if wanted.is_some_and(|wanted| wanted != text(&context, "revision")) {
            return Reply::problem(StatusCode::PRECONDITION_FAILED, &json!({}));
        }
        let asked: Value = serde_json::from_slice(body).unwrap_or_default();
        let labels: Vec<Value> = asked.get("addLabels").and_then(Value::as_array).cloned().unwrap_or_default();
        let Some(label) = labels.last() else { return Reply::bare(StatusCode::BAD_REQUEST) };
        self.revisions += 1;
        let now = revision(self.revisions);
        set(dialog, "endUserContext", json!({ "revision": now, "systemLabels": [label] }));
        Reply { headers: vec![(header::ETAG, now)], ..Reply::bare(StatusCode::NO_CONTENT) }
    }
}

/// A dialog as the list tells it.
fn listed(dialog: &Value) -> Value {
    let Some(fields) = dialog.as_object() else { return dialog.clone() };
    let mut told: Map<String, Value> = fields
        .iter()
        .filter(|(name, _)| LISTED.contains(&name.as_str()))
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect();
    if let Some(content) = told.get_mut("content").and_then(Value::as_object_mut) {
        content.remove("additionalInfo");
    }
    let latest = fields.get("activities").and_then(Value::as_array).and_then(|all| all.last()).cloned();
    told.insert("latestActivity".to_owned(), latest.unwrap_or_default());
    Value::Object(told)
}
