//! Answers of Open311, read, whichever dialect they are in. Pure.

use std::collections::HashMap;

use domain::{
    case::{CaseStatus, Status},
    change::Quarantined,
    id::{RecordKind, RemoteId},
    link::HttpsLink,
    record::Record,
    report::{Position, ServiceRequest},
    text::{Localized, ServerText},
    time::Moment,
};
use serde::Serialize;
use serde_json::value::RawValue;

use super::{fields::Fields, xml};
use crate::{
    Landed, Limits, Unreadable,
    json::{self, Flaw},
    landed::Outline,
    text,
};

/// One kind of fault that can be reported, from the service list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Service {
    /// Its code, by which reports name it.
    pub code: String,
    /// What it is called. The API does not say in which language.
    pub name: Localized,
    /// What it is for.
    pub description: Option<ServerText>,
    /// The group it is shown in.
    pub group: Option<ServerText>,
    /// Words by which it is found.
    pub keywords: Vec<ServerText>,
    /// Whether a report needs further answers, which `services/{code}` lists.
    pub has_attributes: bool,
    /// When a report gets its id.
    pub reply: Reply,
}

/// When a report gets its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// At once.
    Realtime,
    /// Later; until then there is a token.
    Batch,
    /// Never.
    Blackbox,
    /// The server does not say; be ready for any.
    Unstated,
}

/// Reads `GET services`. A service without a code cannot be reported and is left out.
pub fn services(bytes: &[u8], limits: &Limits) -> Result<Vec<Service>, Unreadable> {
    let read = records(bytes, &SERVICES, limits)?;
    Ok(read.iter().flatten().filter_map(service).collect())
}

/// Reads `GET requests` and `GET requests/{id}`.
pub fn requests(bytes: &[u8], limits: &Limits) -> Result<Landed, Unreadable> {
    let mut landed = Landed::default();
    for fields in records(bytes, &REQUESTS, limits)? {
        landed.take(fields.and_then(|fields| {
            let request = request(&fields).map_err(|flaw| outline(&fields).malformed(&flaw))?;
            Ok(vec![Record::ServiceRequest(Box::new(request))])
        }));
    }
    Ok(landed)
}

/// The names under which an answer's records stand.
struct Names {
    /// Of the whole: XML root element, or the field of a wrapping JSON object.
    all: &'static [&'static str],
    /// Of one record.
    one: &'static str,
    /// The field that says which one it is.
    id: &'static str,
}

const SERVICES: Names = Names { all: &["services"], one: "service", id: "service_code" };
const REQUESTS: Names = Names { all: &["service_requests", "requests"], one: "request", id: "service_request_id" };

fn records(bytes: &[u8], names: &Names, limits: &Limits) -> Result<Vec<Result<Fields, Quarantined>>, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii_start().first() == Some(&b'<') {
        let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::new("not UTF-8"))?;
        let records = xml::records(text.trim_start(), names.all, names.one, limits)?;
        return Ok(records.into_iter().map(|fields| xml_record(fields, limits)).collect());
    }
    let text = json::text(bytes)?;
    let raw = if text.starts_with('[') {
        json::array(text, limits.max_records_per_page)?
    } else {
        wrapped(text, names, limits)?
    };
    if let Some(error) = error_answer(&raw, names) {
        return Err(error);
    }
    Ok(raw.into_iter().map(|raw| json_record(raw.get(), limits)).collect())
}

fn json_record(raw: &str, limits: &Limits) -> Result<Fields, Quarantined> {
    let nobody = Outline { kind: Some(RecordKind::ServiceRequest), id: None };
    json::fits(raw, limits).map_err(|detail| nobody.too_large(&detail))?;
    Fields::from_json(raw).map_err(|flaw| nobody.malformed(&flaw))
}

fn xml_record(fields: Fields, limits: &Limits) -> Result<Fields, Quarantined> {
    if fields.bytes() > limits.max_record_bytes {
        return Err(outline(&fields).too_large(&format!("larger than {} bytes", limits.max_record_bytes)));
    }
    Ok(fields)
}

/// An object around the records; some servers turn XML into JSON and add an object for each of its levels.
fn wrapped<'a>(text: &'a str, names: &Names, limits: &Limits) -> Result<Vec<&'a RawValue>, Unreadable> {
    let whole: &RawValue = json::frame(text)?;
    let fields: HashMap<String, &RawValue> = json::frame(text)?;
    if fields.contains_key(names.id) {
        return Ok(vec![whole]);
    }
    if let Some(inner) = names.all.iter().chain([&names.one]).find_map(|name| fields.get(*name)) {
        return match inner.get().as_bytes().first() {
            Some(b'[') => json::array(inner.get(), limits.max_records_per_page),
            Some(b'{') => {
                let fields: HashMap<String, &RawValue> = json::frame(inner.get())?;
                match fields.get(names.one) {
                    Some(records) if records.get().starts_with('[') => {
                        json::array(records.get(), limits.max_records_per_page)
                    }
                    Some(record) => Ok(vec![record]),
                    None => Ok(vec![inner]),
                }
            }
            _ => Ok(Vec::new()),
        };
    }
    Err(Unreadable::new(if fields.contains_key("errors") || fields.contains_key("code") {
        "an error answer"
    } else {
        "an object without records"
    }))
}

/// Errors come as a list of `{code, description}` (GeoReport v2, "Possible errors").
fn error_answer(raw: &[&RawValue], names: &Names) -> Option<Unreadable> {
    let first: HashMap<String, &RawValue> = json::read(raw.first()?.get()).ok()?;
    let is_error = first.contains_key("code") && first.contains_key("description") && !first.contains_key(names.id);
    is_error.then(|| Unreadable::new("an error answer"))
}

fn outline(fields: &Fields) -> Outline {
    Outline { kind: Some(RecordKind::ServiceRequest), id: request_id(fields).map(RemoteId::new) }
}

fn request_id(fields: &Fields) -> Option<&str> {
    fields.text(&["service_request_id"]).filter(|id| text::is_id(id))
}

fn request(fields: &Fields) -> Result<ServiceRequest, Flaw> {
    let id = request_id(fields).ok_or_else(|| Flaw::at("service_request_id", "not an id"))?;
    let code = fields.text(&["service_code"]);
    let time = |names: &[&str]| fields.text(names).and_then(Moment::parse);
    let number = |names: &[&str]| fields.text(names).and_then(|text| text.parse::<f64>().ok());
    let position = number(&["lat"]).zip(number(&["long", "lon", "lng"]));
    Ok(ServiceRequest {
        id: RemoteId::new(id),
        service: text::single_line(
            &fields.text(&["service_name"]).or(code).map(Localized::undetermined).unwrap_or_default(),
        ),
        service_code: text::word(code),
        description: fields.server_text(&["description"]),
        status: status(fields),
        status_notes: fields.server_text(&["status_notes"]),
        agency: fields
            .server_text(&["agency_responsible", "agency_responsible.recipient", "agency_responsible.name"])
            .map(|agency| agency.single_line()),
        requested_at: time(&["requested_datetime"]),
        updated_at: time(&["updated_datetime"]),
        expected_at: time(&["expected_datetime"]),
        address: fields.server_text(&["address", "address_string"]).map(|address| address.single_line()),
        position: position.and_then(|(latitude, longitude)| Position::new(latitude, longitude)),
        media: fields.text(&["media_url"]).and_then(|address| HttpsLink::new(address).ok()),
    })
}

/// `open` says that the authority has the report and no more. The finer words are those of servers that have them.
fn status(fields: &Fields) -> Status {
    let own = fields.text(&["extended_attributes.detailed_status", "detailed_status", "status"]);
    let word = own.unwrap_or_default().to_lowercase().replace([' ', '-'], "_");
    let code = match word.as_str() {
        "open" | "received" | "new" => CaseStatus::Received,
        "in_process" | "in_progress" | "assigned" | "investigating" | "planned" | "action_scheduled" => {
            CaseStatus::InProgress
        }
        "closed" | "processed" | "fixed" | "resolved" | "completed" | "archived" | "rejected" => CaseStatus::Closed,
        _ => CaseStatus::Unknown,
    };
    Status { code, wording: own.map(Localized::undetermined).and_then(text::some).map(|own| text::single_line(&own)) }
}

fn service(fields: &Fields) -> Option<Service> {
    let code = text::word(fields.text(&["service_code"]))?;
    let name = fields.text(&["service_name"]).map(Localized::undetermined);
    Some(Service {
        name: text::single_line(&name.and_then(text::some).unwrap_or_else(|| Localized::undetermined(code.as_str()))),
        description: fields.server_text(&["description"]),
        group: fields.server_text(&["group"]).map(|group| group.single_line()),
        keywords: fields
            .text(&["keywords", "keywords.keyword"])
            .map(|words| words.split(',').map(ServerText::from).filter(|word| !word.is_empty()).collect())
            .unwrap_or_default(),
        has_attributes: fields.text(&["metadata"]).is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1"),
        reply: match fields.text(&["type"]).unwrap_or_default().to_ascii_lowercase().as_str() {
            "realtime" => Reply::Realtime,
            "batch" => Reply::Batch,
            "blackbox" => Reply::Blackbox,
            _ => Reply::Unstated,
        },
        code,
    })
}
