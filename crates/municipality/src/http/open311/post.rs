//! What a report says, and whether it can be taken (GeoReport v2, `POST requests`). All that is wrong is told at once.

use chrono::{DateTime, NaiveDateTime};

use super::{Pairs, answer::Fault, first};
use crate::{
    registry::{NewPhoto, NewReport, ReportedBy},
    world::{Attribute, Datatype, Position, ReportService, Reporting},
};

/// Most photographs of a report.
pub(super) const MOST_PHOTOS: usize = 5;
/// Largest photograph, in bytes.
pub(super) const PHOTO_CAP: usize = 8 * 1024 * 1024;
/// Largest form without photographs, and largest field of one with them, in bytes.
pub(super) const FORM_CAP: usize = 64 * 1024;
/// Largest report as it is sent, in bytes.
pub(super) const BODY_CAP: usize = MOST_PHOTOS * PHOTO_CAP + 2 * FORM_CAP;
/// Longest line, in characters.
pub(super) const LINE: usize = 255;
/// Longest text, in characters: what the specification gives a description.
const TEXT: usize = 4000;
/// Longest address of a picture, in characters.
const ADDRESS: usize = 2000;

/// Reads a report.
pub(super) fn report(pairs: &Pairs, photos: Vec<NewPhoto>, reporting: &Reporting) -> Result<NewReport, Fault> {
    let Some(code) = first(pairs, "service_code") else {
        return Err(Fault::bad(vec!["service_code was not provided".to_owned()]));
    };
    let service = reporting.service(code).ok_or_else(|| Fault::not_found("service_code"))?;
    let mut wrong = Vec::new();
    let (address, position) = place(pairs, reporting, &mut wrong);
    let attributes = attributes(pairs, service, &mut wrong);
    let mut line = |name| text(pairs, name, LINE, &mut wrong);
    let reporter = ReportedBy {
        first_name: line("first_name"),
        last_name: line("last_name"),
        email: line("email"),
        phone: line("phone"),
    };
    let description = text(pairs, "description", TEXT, &mut wrong);
    let media_url = text(pairs, "media_url", ADDRESS, &mut wrong);
    if !wrong.is_empty() {
        return Err(Fault::bad(wrong));
    }
    Ok(NewReport {
        service: service.code.clone(),
        r#type: service.r#type,
        agency: service.agency.clone(),
        description,
        address,
        position,
        attributes,
        reporter,
        media_url,
        photos,
    })
}

/// Where it is, in words and on the globe; one of them there is. A place of the list says both, unless the report does.
fn place(pairs: &Pairs, reporting: &Reporting, wrong: &mut Vec<String>) -> (Option<String>, Option<Position>) {
    let position = position(pairs, wrong);
    let address = text(pairs, "address_string", LINE, wrong);
    let listed = first(pairs, "address_id").and_then(|id| {
        let place = reporting.places.get(id);
        if place.is_none() {
            wrong.push("address_id is not in the list of places".to_owned());
        }
        place
    });
    let is_nowhere = position.is_none() && address.is_none() && listed.is_none();
    if is_nowhere && ["lat", "long", "address_id"].iter().all(|name| first(pairs, name).is_none()) {
        wrong.push("lat and long, address_string or address_id must be provided".to_owned());
    }
    let address = address.or_else(|| listed.map(|place| place.name.fi().to_owned()));
    (address, position.or_else(|| listed.map(|place| place.position)))
}

/// The point on the globe of `lat` and `long`; none where neither is said.
pub(super) fn position(pairs: &Pairs, wrong: &mut Vec<String>) -> Option<Position> {
    let said = (first(pairs, "lat"), first(pairs, "long"));
    if said == (None, None) {
        return None;
    }
    let degrees = |said: Option<&str>, most: f64| {
        said.and_then(|said| said.parse().ok()).filter(|degrees: &f64| degrees.abs() <= most)
    };
    let position = degrees(said.0, 90.0).zip(degrees(said.1, 180.0));
    if position.is_none() {
        wrong.push("lat and long are degrees of WGS 84, both of them".to_owned());
    }
    position
}

/// What was answered, in the order of the questions.
fn attributes(pairs: &Pairs, service: &ReportService, wrong: &mut Vec<String>) -> Vec<(String, Vec<String>)> {
    let mut answers = Vec::new();
    for attribute in service.attributes.iter().filter(|attribute| attribute.variable) {
        let name = format!("attribute[{}]", attribute.code);
        let several = format!("{name}[]");
        let values: Vec<_> = pairs
            .iter()
            .filter(|(named, value)| (*named == name || *named == several) && !value.trim().is_empty())
            .map(|(_, value)| value.trim().to_owned())
            .collect();
        if values.is_empty() {
            if attribute.required {
                wrong.push(format!("{name} is required"));
            }
            continue;
        }
        if values.len() > 1 && attribute.datatype != Datatype::MultiValueList {
            wrong.push(format!("{name} takes one value"));
        }
        if !values.iter().all(|value| is_answer(attribute, value)) {
            wrong.push(format!("{name} does not take this value"));
        }
        answers.push((attribute.code.clone(), values));
    }
    let asked: Vec<_> = service.attributes.iter().filter(|it| it.variable).map(|it| it.code.as_str()).collect();
    let code = |name: &str| Some(name.strip_prefix("attribute[")?.trim_end_matches("[]").strip_suffix(']')?.to_owned());
    if pairs.iter().filter_map(|(name, _)| code(name)).any(|code| !asked.contains(&code.as_str())) {
        wrong.push("attribute has a code that is not asked for".to_owned());
    }
    answers
}

fn is_answer(attribute: &Attribute, value: &str) -> bool {
    let length = value.chars().count();
    match attribute.datatype {
        Datatype::String => length <= LINE,
        Datatype::Text => length <= TEXT,
        Datatype::Number => value.parse().is_ok_and(|number: f64| number.is_finite()),
        Datatype::DateTime => DateTime::parse_from_rfc3339(value).is_ok() || wall_clock(value).is_some(),
        Datatype::SingleValueList | Datatype::MultiValueList => attribute.values.iter().any(|it| it.key == value),
    }
}

/// A day and a time without an offset from UTC.
pub(super) fn wall_clock(said: &str) -> Option<NaiveDateTime> {
    let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    forms.iter().find_map(|form| NaiveDateTime::parse_from_str(said, form).ok())
}

/// A text of at most so many characters.
fn text(pairs: &Pairs, name: &str, most: usize, wrong: &mut Vec<String>) -> Option<String> {
    let said = first(pairs, name)?;
    if said.chars().count() > most {
        wrong.push(format!("{name} is longer than {most} characters"));
    }
    Some(said.replace("\r\n", "\n"))
}
