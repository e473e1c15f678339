//! Answers of Open311, read, whichever dialect they are in. Pure.

mod answers;
mod definition;
mod discovery;
mod places;

use std::collections::HashMap;

use domain::{
    case::{CaseStatus, Status},
    change::Quarantined,
    id::{RecordKind, RemoteId},
    link::HttpsLink,
    record::Record,
    report::{Position, ReportService, ServiceRequest, ServiceType},
    text::{Localized, ServerText},
    time::Moment,
};
use serde_json::value::RawValue;

use super::{fields::Fields, xml};
use crate::{
    Landed, Limits, Unreadable,
    json::{self, Flaw},
    landed::Outline,
    text,
};

pub use answers::{Fault, Taken, errors, flaws, taken};
pub use definition::{Definition, definition};
pub use discovery::{Discovery, Endpoint, Extensions, discovery};
pub use places::{PlaceFound, places};

/// Reads `GET services`. A service without a code cannot be reported and is left out.
pub fn services(bytes: &[u8], limits: &Limits) -> Result<Vec<ReportService>, Unreadable> {
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
        return Ok(records.into_iter().map(|record| xml_record(record, limits)).collect());
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

fn xml_record(record: xml::Record, limits: &Limits) -> Result<Fields, Quarantined> {
    let fields = record.fields;
    if record.too_deep {
        return Err(outline(&fields).too_large(&format!("nested deeper than {} levels", limits.max_depth)));
    }
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
    let status = status(fields);
    let asks = fields.text(&["extended_attributes.asks_feedback"]).is_some_and(is_true);
    Ok(ServiceRequest {
        id: RemoteId::new(id),
        service: text::single_line(
            &fields.text(&["service_name"]).or(code).map(Localized::undetermined).unwrap_or_default(),
        ),
        service_code: text::word(code),
        description: fields.server_text(&["description"]),
        asks_feedback: asks && status.code == CaseStatus::Closed,
        status,
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
        token: None,
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

fn service(fields: &Fields) -> Option<ReportService> {
    let code = text::word(fields.text(&["service_code"]))?;
    let name = fields.text(&["service_name"]).map(Localized::undetermined);
    Some(ReportService {
        name: text::single_line(&name.and_then(text::some).unwrap_or_else(|| Localized::undetermined(code.as_str()))),
        description: fields.server_text(&["description"]),
        group: fields.server_text(&["group"]).map(|group| group.single_line()),
        keywords: keywords(fields),
        has_attributes: fields.text(&["metadata"]).is_some_and(is_true),
        service_type: match fields.text(&["type"]).unwrap_or_default().to_ascii_lowercase().as_str() {
            "realtime" => ServiceType::Realtime,
            "batch" => ServiceType::Batch,
            "blackbox" => ServiceType::Blackbox,
            _ => ServiceType::Unstated,
        },
        code,
    })
}

/// Words with commas between, or a list of words.
fn keywords(fields: &Fields) -> Vec<ServerText> {
    let words = fields.text(&["keywords", "keywords.keyword"]).unwrap_or_default();
    words.split([',', '\n']).map(ServerText::from).filter(|word| !word.is_empty()).collect()
}

fn is_true(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text == "1"
}
