//! The APIs, as the rules need them.

use connector::{
    ConnectorError, Http, Limits,
    open311::{self, Format, Profile},
};
use domain::{
    change::{Cursor, QuarantineReason},
    source::SourceKind,
};
use serde_json::{Value, json};
use url::Url;

use super::{Answer, Bad, CONTENT, Dialect};

fn deep(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

/// The open Resident API.
pub struct Resident;

impl Resident {
    fn message(id: &Value, body: &str) -> String {
        json!({ "op": "upsert", "kind": "message", "record": {
            "id": id, "party": "aino", "title": { "fi": CONTENT }, "body": { "fi": body }, "sent_at": "2026-11-17T09:12:00Z",
        } })
        .to_string()
    }
}

impl Dialect for Resident {
    const KIND: SourceKind = SourceKind::Resident;

    fn page(records: &[String], number: usize, of: usize) -> String {
        format!(r#"{{"changes":[{}],"next":"c{number}","more":{}}}"#, records.join(","), number < of)
    }

    fn good(number: usize) -> String {
        Self::message(&format!("v{number}").into(), CONTENT)
    }

    fn bad() -> Vec<Bad> {
        vec![
            Bad::malformed(Self::message(&json!(7), CONTENT)),
            Bad::malformed(Self::message(&json!(""), CONTENT)),
            Bad::malformed(Self::good(1).replace("2026-11-17T09:12:00Z", CONTENT)),
            Bad { record: Self::good(1).replace("message", "omen"), reason: QuarantineReason::UnknownKind },
            Bad::malformed("7"),
            Bad::malformed("null"),
        ]
    }

    fn larger_than(bytes: usize) -> String {
        Self::message(&"large".into(), &CONTENT.repeat(bytes / CONTENT.len() + 1))
    }

    fn nested(depth: usize) -> String {
        format!(r#"{{"op":"upsert","kind":"message","record":{{"id":"deep","body":{}}}}}"#, deep(depth))
    }
}

/// Open311, which knows no sign-in.
pub struct Open311;

impl Dialect for Open311 {
    const KIND: SourceKind = SourceKind::Open311;
    const PAGES: bool = false;
    const UNKNOWN: ConnectorError = ConnectorError::Refused { status: 401 };

    fn page(records: &[String], _: usize, _: usize) -> String {
        format!("[{}]", records.join(","))
    }

    fn good(number: usize) -> String {
        json!({ "service_request_id": number.to_string(), "status": "open", "description": CONTENT }).to_string()
    }

    fn bad() -> Vec<Bad> {
        vec![
            Bad::malformed(json!({ "status": "open", "description": CONTENT }).to_string()),
            Bad::malformed(json!({ "service_request_id": "", "description": CONTENT }).to_string()),
            Bad::malformed("7"),
        ]
    }

    fn larger_than(bytes: usize) -> String {
        let description = CONTENT.repeat(bytes / CONTENT.len() + 1);
        json!({ "service_request_id": "large", "description": description }).to_string()
    }

    fn nested(depth: usize) -> String {
        format!(r#"{{"service_request_id":"deep","description":{}}}"#, deep(depth))
    }

    async fn ask(base: Url, limits: Limits, _: Option<Cursor>) -> Result<Answer, ConnectorError> {
        let landed = open311::Open311::new(Http::new(limits)?, base)?.requests(chrono::Utc::now()).await?;
        Ok(Answer { changes: landed.changes, quarantined: landed.quarantined, next: None })
    }
}

/// Open311 of a server that speaks XML alone.
pub struct Open311Xml;

impl Dialect for Open311Xml {
    const KIND: SourceKind = SourceKind::Open311;
    const PAGES: bool = false;
    const UNKNOWN: ConnectorError = ConnectorError::Refused { status: 401 };

    fn page(records: &[String], _: usize, _: usize) -> String {
        format!("<service_requests>{}</service_requests>", records.concat())
    }

    fn good(number: usize) -> String {
        format!(
            "<request><service_request_id>{number}</service_request_id><status>open</status>
             <description>{CONTENT}</description></request>"
        )
    }

    fn bad() -> Vec<Bad> {
        vec![
            Bad::malformed(format!("<request><status>open</status><description>{CONTENT}</description></request>")),
            Bad::malformed(format!("<request><service_request_id/><description>{CONTENT}</description></request>")),
            Bad::malformed("<request/>"),
        ]
    }

    fn larger_than(bytes: usize) -> String {
        let description = CONTENT.repeat(bytes / CONTENT.len() + 1);
        format!(
            "<request><service_request_id>large</service_request_id><description>{description}</description></request>"
        )
    }

    fn nested(depth: usize) -> String {
        let (open, close) = ("<a>".repeat(depth), "</a>".repeat(depth));
        format!("<request><service_request_id>deep</service_request_id>{open}{close}</request>")
    }

    async fn ask(base: Url, limits: Limits, _: Option<Cursor>) -> Result<Answer, ConnectorError> {
        let profile = Profile { format: Some(Format::Xml), ..Profile::named("plain")? };
        let api = open311::Open311::with_profile(Http::new(limits)?, base, profile)?;
        let landed = api.requests(chrono::Utc::now()).await?;
        Ok(Answer { changes: landed.changes, quarantined: landed.quarantined, next: None })
    }
}

/// Altinn Dialogporten, by its list.
pub struct Dialogporten;

impl Dialogporten {
    fn dialog(id: &Value, title: &str) -> Value {
        json!({
            "id": id, "party": "urn:altinn:person:identifier-no:1", "org": "kunta", "status": "InProgress",
            "createdAt": "2026-11-17T09:12:00Z", "contentUpdatedAt": "2026-11-17T09:12:00Z", "content": {
                "title": { "value": [{ "value": title, "languageCode": "nb" }], "mediaType": "text/plain" },
            },
        })
    }
}

impl Dialect for Dialogporten {
    const KIND: SourceKind = SourceKind::Dialogporten;

    fn aside(path: &str) -> Option<String> {
        let person = json!({
            "party": "urn:altinn:person:identifier-no:1", "name": CONTENT, "partyType": "Person", "isCurrentEndUser": true,
        });
        path.ends_with("/enduser/parties").then(|| json!({ "authorizedParties": [person] }).to_string())
    }

    fn page(records: &[String], number: usize, of: usize) -> String {
        let more = number < of;
        let token = if more { json!(format!("c{number}")) } else { Value::Null };
        format!(
            r#"{{"items":[{}],"hasNextPage":{more},"continuationToken":{token},"orderBy":"contentupdatedat_desc,id_desc"}}"#,
            records.join(",")
        )
    }

    fn good(number: usize) -> String {
        Self::dialog(&format!("d{number}").into(), CONTENT).to_string()
    }

    fn bad() -> Vec<Bad> {
        let mut nobodys = Self::dialog(&"d1".into(), CONTENT);
        nobodys["party"] = Value::Null;
        vec![
            Bad::malformed(Self::dialog(&json!(7), CONTENT).to_string()),
            Bad::malformed(Self::dialog(&json!(""), CONTENT).to_string()),
            Bad { record: nobodys.to_string(), reason: QuarantineReason::UnknownParty },
            Bad::malformed("7"),
            Bad::malformed("[]"),
        ]
    }

    fn larger_than(bytes: usize) -> String {
        Self::dialog(&"large".into(), &CONTENT.repeat(bytes / CONTENT.len() + 1)).to_string()
    }

    fn nested(depth: usize) -> String {
        format!(r#"{{"id":"deep","party":"urn:altinn:person:identifier-no:1","content":{}}}"#, deep(depth))
    }
}

/// Helsinki's case and document store.
pub struct Atv;

impl Atv {
    fn document(id: &Value, kind: &str) -> Value {
        json!({
            "id": id, "created_at": "2026-11-17T09:12:00+02:00", "updated_at": "2026-11-17T09:12:00+02:00",
            "status": { "value": "SENT", "timestamp": "2026-11-17T09:12:00+02:00" }, "status_histories": [],
            "human_readable_type": { "fi": kind },
        })
    }
}

impl Dialect for Atv {
    const KIND: SourceKind = SourceKind::Atv;

    fn page(records: &[String], number: usize, of: usize) -> String {
        let next = if number < of { json!("https://atv.example/v1/documents/?page=2") } else { Value::Null };
        format!(r#"{{"count":{},"next":{next},"previous":null,"results":[{}]}}"#, records.len() * of, records.join(","))
    }

    fn good(number: usize) -> String {
        Self::document(&format!("485af718-0000-4000-8000-{number:012}").into(), CONTENT).to_string()
    }

    fn bad() -> Vec<Bad> {
        let mut timeless = Self::document(&"d1".into(), CONTENT);
        for name in ["created_at", "updated_at", "status"] {
            timeless[name] = Value::Null;
        }
        vec![
            Bad::malformed(Self::document(&json!(7), CONTENT).to_string()),
            Bad::malformed(Self::document(&json!(""), CONTENT).to_string()),
            Bad::malformed(timeless.to_string()),
            Bad::malformed("7"),
        ]
    }

    fn larger_than(bytes: usize) -> String {
        Self::document(&"large".into(), &CONTENT.repeat(bytes / CONTENT.len() + 1)).to_string()
    }

    fn nested(depth: usize) -> String {
        format!(r#"{{"id":"deep","updated_at":"2026-11-17T09:12:00+02:00","content":{}}}"#, deep(depth))
    }
}

/// Estonia's Data Tracker.
pub struct DataTracker;

impl DataTracker {
    fn usage(at: &str, action: &str) -> Value {
        json!({
            "logtime": at, "action": action, "receiverCode": "70000562", "receiverName": CONTENT, "receiverSystem": CONTENT,
        })
    }
}

impl Dialect for DataTracker {
    const KIND: SourceKind = SourceKind::DataTracker;

    fn aside(path: &str) -> Option<String> {
        path.ends_with("/v2/usagePeriod").then(|| json!({ "periodStart": "2021-01-31T10:20:30Z" }).to_string())
    }

    fn address(mut base: Url) -> Url {
        base.set_query(Some("userCode=EE48806260018"));
        base
    }

    /// A page begins before the end of the one before it.
    fn page(records: &[String], number: usize, of: usize) -> String {
        let again = (number > 1).then(|| Self::good(number + 9));
        let usages: Vec<_> = again.iter().chain(records).map(String::as_str).collect();
        format!(r#"{{"totalUsages":{},"usages":[{}]}}"#, records.len() * of, usages.join(","))
    }

    fn good(number: usize) -> String {
        Self::usage(&format!("2026-11-17T09:{:02}:00Z", number % 60), CONTENT).to_string()
    }

    fn bad() -> Vec<Bad> {
        let mut nobodys = Self::usage("2026-11-17T09:12:00Z", CONTENT);
        nobodys["receiverCode"] = Value::Null;
        vec![
            Bad::malformed(Self::usage(CONTENT, CONTENT).to_string()),
            Bad::malformed(Self::usage("2026-11-17T09:12:00Z", "").to_string()),
            Bad::malformed(nobodys.to_string()),
            Bad::malformed("7"),
            Bad::malformed("null"),
        ]
    }

    fn larger_than(bytes: usize) -> String {
        Self::usage("2026-11-17T09:12:00Z", &CONTENT.repeat(bytes / CONTENT.len() + 1)).to_string()
    }

    fn nested(depth: usize) -> String {
        format!(r#"{{"logtime":"2026-11-17T09:12:00Z","action":{}}}"#, deep(depth))
    }
}
