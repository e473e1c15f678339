//! A register that tells who looked, as the contract of Estonia's Data Tracker has it, with a log of what it was asked.
//!
//! It wants to be told whose data it is asked for and who asks, answers at most 1,000 usages at once, newest first, and counts those
//! of the period. A usage has no id. It tells its own time.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::Result;
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, Response, StatusCode, Uri, header},
};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use connector::Secret;
use domain::{id::SourceId, source::SourceKind};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};
use url::Url;

use crate::{Device, dialogporten::Asked, today};

/// What opens it.
const TOKEN: &str = "mari-voti";
/// Whose data it has.
pub const MARI: &str = "EE48806260018";
/// Most usages of an answer.
const LARGEST_PAGE: usize = 1000;

struct Inner {
    logs: BTreeMap<String, Vec<Value>>,
    since: String,
    now: DateTime<Utc>,
    out_of_order: Option<StatusCode>,
    trusting: bool,
    comes: Option<(usize, Vec<Value>)>,
    asked: Vec<Asked>,
}

/// The register, running.
pub struct Tracker {
    inner: Arc<Mutex<Inner>>,
    base: Url,
    server: JoinHandle<()>,
}

impl Drop for Tracker {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Tracker {
    /// Starts it with an empty log for Mari.
    ///
    /// # Errors
    /// When it cannot listen.
    pub async fn start() -> Result<Self> {
        let inner = Arc::new(Mutex::new(Inner {
            logs: BTreeMap::from([(MARI.to_owned(), Vec::new())]),
            since: "2021-01-31T10:20:30Z".to_owned(),
            now: today().and_hms_opt(7, 12, 0).unwrap_or_default().and_utc(),
            out_of_order: None,
            trusting: false,
            comes: None,
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
        SourceId::new("rahvastikuregister")
    }

    /// Where it answers.
    pub fn base(&self) -> Url {
        self.base.clone()
    }

    /// Where it answers about Mari.
    pub fn of_mari(&self) -> Url {
        let mut base = self.base();
        base.set_query(Some(&format!("userCode={MARI}")));
        base
    }

    /// What opens it.
    pub fn token() -> Secret {
        Secret::new(TOKEN.to_owned())
    }

    /// Connects a device to it as Mari.
    ///
    /// # Errors
    /// When the device does not take it.
    pub async fn connect(&self, device: &Device) -> Result<()> {
        device.connect_kind(SourceKind::DataTracker, Self::source(), self.of_mari(), Self::token()).await
    }

    /// Logs a usage of this person's data.
    pub fn log(&self, person: &str, usage: Value) {
        self.lock().logs.entry(person.to_owned()).or_default().push(usage);
    }

    /// How many usages of this person's data are in its log.
    pub fn logged(&self, person: &str) -> usize {
        self.lock().logs.get(person).map_or(0, Vec::len)
    }

    /// From when on it tells.
    pub fn reach_back_to(&self, since: &str) {
        since.clone_into(&mut self.lock().since);
    }

    /// Lets its time pass.
    pub fn wait(&self, time: TimeDelta) {
        self.lock().now += time;
    }

    /// From now on it answers everything so; `None`: as it should.
    pub fn set_out_of_order(&self, status: Option<StatusCode>) {
        self.lock().out_of_order = status;
    }

    /// From now on it takes every token.
    pub fn trust_everybody(&self) {
        self.lock().trusting = true;
    }

    /// Before it answers its `question`th question for usages from now on (the first is 1), these of Mari's are logged.
    pub fn log_before(&self, question: usize, usages: Vec<Value>) {
        self.lock().comes = Some((question, usages));
    }

    /// What it was asked.
    pub fn asked(&self) -> Vec<Asked> {
        self.lock().asked.clone()
    }

    /// What it was asked since this was asked last.
    pub fn take_asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.lock().asked)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A usage at this time.
pub fn usage(at: DateTime<Utc>, action: &str) -> Value {
    json!({
        "logtime": at.to_rfc3339_opts(SecondsFormat::Secs, true), "action": action, "receiverCode": "70000562",
        "receiverName": "Häirekeskus", "receiverSystem": "Abikutse",
    })
}

async fn answer(
    State(inner): State<Arc<Mutex<Inner>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let mut inner = inner.lock().unwrap_or_else(PoisonError::into_inner);
    let (status, reply) = match inner.reply(&method, &uri, &headers) {
        Ok(value) => (StatusCode::OK, value.to_string()),
        Err(status) => (status, String::new()),
    };
    let bytes = reply.len();
    inner.asked.push(Asked { method, uri, headers, body, status, bytes });
    let mut response = Response::new(Body::from(reply));
    *response.status_mut() = status;
    let date = inner.now.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    for (name, value) in [(header::CONTENT_TYPE, "application/json".to_owned()), (header::DATE, date)] {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

impl Inner {
    fn reply(&mut self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<Value, StatusCode> {
        if let Some(status) = self.out_of_order {
            return Err(status);
        }
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let bearer = header("authorization").and_then(|value| value.strip_prefix("Bearer "));
        if bearer != Some(TOKEN) && !(self.trusting && bearer.is_some()) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        match (method, uri.path()) {
            (&Method::GET, "/v2/usagePeriod") => Ok(json!({ "periodStart": self.since })),
            (&Method::GET, "/v2/findUsage") => {
                header("x-road-userid").ok_or(StatusCode::BAD_REQUEST)?;
                self.usages(uri).ok_or(StatusCode::BAD_REQUEST)
            }
            _ => Err(StatusCode::NOT_FOUND),
        }
    }

    /// An answer for usages; `None` for a question that does not keep to the contract.
    fn usages(&mut self, uri: &Uri) -> Option<Value> {
        let whole = Url::parse("http://register.example").ok()?.join(uri.path_and_query()?.as_str()).ok()?;
        let asked: BTreeMap<String, String> = whole.query_pairs().into_owned().collect();
        let person = asked.get("userCode")?;
        if let Some((question, usages)) = self.comes.take() {
            if question > 1 {
                self.comes = Some((question - 1, usages));
            } else {
                self.logs.entry(MARI.to_owned()).or_default().extend(usages);
            }
        }
        let number = |name: &str, default: usize| match asked.get(name) {
            Some(text) => text.parse().ok(),
            None => Some(default),
        };
        let (offset, limit) = (number("offset", 0)?, number("limit", LARGEST_PAGE)?);
        let bound = |name: &str| match asked.get(name) {
            Some(text) => text.parse::<DateTime<Utc>>().ok().map(Some),
            None => Some(None),
        };
        let (start, end) = (bound("periodStart")?, bound("periodEnd")?);
        let time = |usage: &Value| usage.get("logtime").and_then(Value::as_str).unwrap_or_default().to_owned();
        let within = |usage: &&Value| {
            // What has no time stands in every period.
            let at = time(usage).parse::<DateTime<Utc>>();
            at.map_or(true, |at| start.is_none_or(|start| at >= start) && end.is_none_or(|end| at <= end))
        };
        let mut found: Vec<&Value> = self.logs.get(person).into_iter().flatten().filter(within).collect();
        found.sort_by_key(|usage| std::cmp::Reverse(time(usage)));
        let page: Vec<_> = found.iter().skip(offset).take(limit.min(LARGEST_PAGE)).collect();
        Some(json!({ "totalUsages": found.len(), "usages": page }))
    }
}
