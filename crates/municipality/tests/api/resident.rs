//! A resident's app, reduced to what these stories need, and things the authority writes in them.

use std::sync::Once;

use chrono::NaiveDate;
use municipality::{Body, Config, Running, start};
use reqwest::{RequestBuilder, StatusCode};
use resident_api::{ChangesPage, DocumentRecord, FeedChange, FeedRecord, MessageRecord, PartyRecord, Problem, Texts};
use serde_json::json;

pub fn today() -> NaiveDate {
    "2026-11-17".parse().unwrap()
}

pub async fn haikkala() -> Running {
    start(Config::on(Body::Haikkala, today())).await.unwrap()
}

/// A client without a token, which takes what is sent as it is sent.
pub fn stranger() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        rustls::crypto::ring::default_provider().install_default().unwrap();
    });
    reqwest::Client::builder().no_proxy().no_gzip().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

pub struct Resident {
    http: reqwest::Client,
    base: String,
    pub token: String,
}

impl Resident {
    /// A persona with a token from the development door.
    pub async fn at(server: &Running, persona: &str) -> Self {
        let http = stranger();
        let base = server.base_url().to_owned();
        let knock = http.post(format!("{base}/dev/loopback-token")).json(&json!({ "persona": persona }));
        let answer: serde_json::Value = knock.send().await.unwrap().error_for_status().unwrap().json().await.unwrap();
        let token = answer["token"].as_str().unwrap().to_owned();
        Self { http, base, token }
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(format!("{}{path}", self.base)).bearer_auth(&self.token)
    }

    pub fn post(&self, path: &str) -> RequestBuilder {
        self.http.post(format!("{}{path}", self.base)).bearer_auth(&self.token)
    }

    pub fn delete(&self, path: &str) -> RequestBuilder {
        self.http.delete(format!("{}{path}", self.base)).bearer_auth(&self.token)
    }

    pub async fn page(&self, after: Option<&str>, limit: usize) -> ChangesPage {
        let after = after.map(|cursor| format!("&after={cursor}")).unwrap_or_default();
        let request = self.get(&format!("/v1/changes?limit={limit}{after}"));
        request.send().await.unwrap().error_for_status().unwrap().json().await.unwrap()
    }

    /// Everything after a cursor, and the cursor behind it.
    pub async fn walk(&self, after: Option<&str>, limit: usize) -> (Vec<FeedChange>, String) {
        let mut changes = Vec::new();
        let mut page = self.page(after, limit).await;
        loop {
            assert!(page.changes.len() <= limit);
            changes.append(&mut page.changes);
            if !page.more {
                return (changes, page.next);
            }
            page = self.page(Some(&page.next), limit).await;
        }
    }

    /// The resident as the body knows them.
    pub async fn myself(&self) -> PartyRecord {
        let (changes, _) = self.walk(None, 1000).await;
        parties(&changes).into_iter().find(|party| party.relation == "myself").unwrap()
    }
}

pub fn key_of(change: &FeedChange) -> (String, String) {
    match change {
        FeedChange::Upsert(record) => (record.kind().to_owned(), record.id().to_owned()),
        FeedChange::Tombstone(gone) => (gone.kind.clone(), gone.id.clone()),
    }
}

pub fn parties(changes: &[FeedChange]) -> Vec<PartyRecord> {
    let party = |change: &FeedChange| match change {
        FeedChange::Upsert(FeedRecord::Party(party)) => Some(party.clone()),
        _ => None,
    };
    changes.iter().filter_map(party).collect()
}

/// A letter about `party`.
pub fn letter(id: &str, party: &str) -> MessageRecord {
    let text = |fi: &str| Texts { fi: Some(fi.to_owned()), ..Texts::default() };
    MessageRecord {
        matter: None,
        id: id.to_owned(),
        party: party.to_owned(),
        case: None,
        title: text("Vastaus kysymykseenne"),
        body: text("Hoitopaikka alkaa maanantaina.\n\nTeidän ei tarvitse tehdä mitään."),
        text_type: None,
        outgoing: false,
        sender: None,
        unit: None,
        sent_at: "2026-11-17T07:12:00Z".to_owned(),
        need: None,
        documents: Vec::new(),
    }
}

pub fn send(server: &Running, letter: MessageRecord) {
    server.authority().upsert(FeedRecord::Message(Box::new(letter))).unwrap();
}

/// The description of a document for a letter that carries it.
pub fn enclosure(id: &str, bytes: &[u8], sha256: &str) -> DocumentRecord {
    DocumentRecord {
        id: id.to_owned(),
        name: Texts { fi: Some("Päätös".to_owned()), ..Texts::default() },
        media_type: "text/plain".to_owned(),
        size: bytes.len() as u64,
        sha256: sha256.to_owned(),
    }
}

/// Checks that an answer refuses as RFC 9457 says, and hands out the problem.
pub async fn problem(answer: reqwest::Response, status: StatusCode) -> Problem {
    assert_eq!(answer.status(), status);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: Problem = answer.json().await.unwrap();
    assert_eq!(problem.status, status.as_u16());
    problem
}
