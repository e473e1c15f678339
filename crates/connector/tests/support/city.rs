//! A city's server on loopback that a test scripts.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, Response, StatusCode, Uri},
};
use serde_json::Value;
use url::{Url, form_urlencoded};

/// One answer.
#[derive(Clone, Debug)]
pub struct Said {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Said {
    fn new(status: u16, kind: &str, body: &str) -> Self {
        Self { status, headers: vec![("content-type".into(), kind.into())], body: body.into() }
    }

    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json", &body.to_string())
    }

    pub fn text(body: &str) -> Self {
        Self::new(200, "application/json", body)
    }

    pub fn xml(body: &str) -> Self {
        Self::new(200, "text/xml", body)
    }

    pub fn html(status: u16, body: &str) -> Self {
        Self::new(status, "text/html", body)
    }

    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: String::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

/// One question.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its method and what it asks for: `GET /services.json?page=1`.
    pub target: String,
    headers: HeaderMap,
    pub body: Vec<u8>,
}

/// A part of a form with files.
#[derive(Clone, Debug)]
pub struct FormPart {
    pub name: String,
    pub file: Option<String>,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    /// The fields of a form without files.
    pub fn form(&self) -> Vec<(String, String)> {
        form_urlencoded::parse(&self.body).into_owned().collect()
    }

    /// The parts of a form with files.
    pub fn parts(&self) -> Vec<FormPart> {
        let boundary = self.header("content-type").split_once("boundary=").unwrap().1.to_owned();
        let split = |bytes: &[u8], by: &str| -> Vec<Vec<u8>> {
            let by = by.as_bytes();
            let mut pieces = vec![Vec::new()];
            let mut rest = bytes;
            while let Some((first, after)) = rest.split_first() {
                if rest.starts_with(by) {
                    pieces.push(Vec::new());
                    rest = &rest[by.len()..];
                } else {
                    pieces.last_mut().unwrap().push(*first);
                    rest = after;
                }
            }
            pieces
        };
        let pieces = split(&self.body, &format!("--{boundary}"));
        let end = pieces.len() - 1;
        assert_eq!(pieces[end], b"--\r\n", "the form ends");
        pieces[1..end].iter().map(|piece| part(&split(piece, "\r\n\r\n"))).collect()
    }
}

fn part(piece: &[Vec<u8>]) -> FormPart {
    let [head, body] = piece else { panic!("a head and a body") };
    let head = String::from_utf8(head.clone()).unwrap();
    let named = |name: &str| {
        let rest = head.split_once(&format!(" {name}=\""))?.1;
        Some(rest.split('"').next().unwrap().to_owned())
    };
    let kind =
        head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-type: ").map(str::to_owned));
    FormPart {
        name: named("name").unwrap(),
        file: named("filename"),
        media_type: kind.unwrap_or_default(),
        bytes: body.strip_suffix(b"\r\n").unwrap().to_vec(),
    }
}

#[derive(Default)]
struct Script {
    answers: Vec<(String, Said)>,
    asked: Vec<Asked>,
}

/// The server. What no answer is written for is not there.
pub struct City {
    pub base: Url,
    script: Arc<Mutex<Script>>,
}

impl City {
    pub async fn start() -> Self {
        Self::below("").await
    }

    /// One whose API is below this path.
    pub async fn below(path: &str) -> Self {
        let script = Arc::<Mutex<Script>>::default();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&script));
        let base = super::server::serve(router).await.join(path).unwrap();
        Self { base, script }
    }

    /// What it answers to a question from now on: to `GET /requests.json` with whatever query, to one whose query has a pair
    /// (`GET /requests.json page=2`), or to exactly this one (`GET /requests.json?page=2`).
    pub fn says(&self, question: &str, said: Said) {
        let mut script = self.script.lock().unwrap();
        script.answers.retain(|(known, _)| known != question);
        script.answers.push((question.to_owned(), said));
    }

    /// What it was asked, in order.
    pub fn targets(&self) -> Vec<String> {
        self.script.lock().unwrap().asked.iter().map(|asked| asked.target.clone()).collect()
    }

    /// The last question.
    pub fn last(&self) -> Asked {
        self.script.lock().unwrap().asked.last().unwrap().clone()
    }

    /// The query of the last question for this path.
    pub fn queries(&self, path: &str) -> Vec<(String, String)> {
        let targets = self.targets();
        let target = targets.iter().rev().find(|target| target.contains(path)).unwrap();
        let query = target.split_once('?').map_or("", |(_, query)| query);
        form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }
}

fn fits(question: &str, target: &str) -> bool {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut words = question.splitn(3, ' ');
    let (method, of, pair) = (words.next().unwrap(), words.next().unwrap(), words.next());
    let asked = format!("{method} {of}");
    asked == target || (asked == path && pair.is_none_or(|pair| query.split('&').any(|known| known == pair)))
}

async fn answer(
    State(script): State<Arc<Mutex<Script>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let target = format!("{method} {uri}");
    let mut script = script.lock().unwrap();
    let said = script.answers.iter().rev().find(|(question, _)| fits(question, &target)).map(|(_, said)| said.clone());
    script.asked.push(Asked { target, headers, body: body.to_vec() });
    let said = said.unwrap_or_else(|| Said::status(404));
    let mut response = Response::builder().status(StatusCode::from_u16(said.status).unwrap());
    for (name, value) in said.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(said.body)).unwrap()
}
