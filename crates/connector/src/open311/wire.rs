//! A report as it is posted (GeoReport v2, "POST Service Request"). Pure.

use domain::{
    form::{self, Asks, Form, Reply},
    outgoing::{Field, Flaw, Letter},
    report::{Report, Reporter},
};

use super::profile::{Key, Profile};

/// Fields of a form, in their order.
pub(super) type Fields = Vec<(String, String)>;

/// What is wrong with a report before it is sent.
pub(super) type Flaws = Vec<(Field, Flaw)>;

/// The fields of a report. Who reports goes along only where the resident said so.
pub(super) fn fields(letter: &Letter, report: &Report, profile: &Profile) -> Result<Fields, Flaws> {
    let mut flaws = Flaws::new();
    let mut fields = Fields::new();
    let mut add = |name: &str, value: &str| fields.push((name.to_owned(), value.to_owned()));
    if let Some(jurisdiction) = &profile.jurisdiction {
        add("jurisdiction_id", jurisdiction);
    }
    if let Key::Is(key) = &profile.key {
        add("api_key", key);
    }
    match &report.service {
        Some(service) => add("service_code", &service.code),
        None => flaws.push((Field::Service, Flaw::Missing)),
    }
    if report.place.is_blank() {
        flaws.push((Field::Place, Flaw::Missing));
    }
    if let Some(position) = report.place.position {
        add("lat", &position.latitude.to_string());
        add("long", &position.longitude.to_string());
    }
    for (name, said) in [("address_string", &report.place.address), ("description", &letter.body)] {
        if let Some(said) = said_in(said) {
            add(name, said);
        }
    }
    if let Some(reporter) = report.reporter.as_ref().filter(|reporter| !reporter.is_blank()) {
        for (name, said) in named(reporter) {
            if let Some(said) = said_in(said) {
                add(name, said);
            }
        }
    }
    if let Some(form) = &report.form {
        match attributes(form, &report.replies, profile) {
            Ok(attributes) => fields.extend(attributes),
            Err(wrong) => flaws.extend(wrong),
        }
    }
    if flaws.is_empty() { Ok(fields) } else { Err(flaws) }
}

fn named(reporter: &Reporter) -> [(&'static str, &str); 4] {
    [
        ("first_name", &reporter.first_name),
        ("last_name", &reporter.last_name),
        ("email", &reporter.email),
        ("phone", &reporter.phone),
    ]
}

fn said_in(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}

/// `attribute[CODE]=VALUE`, and `attribute[CODE][]=KEY` once for each of several keys.
fn attributes(form: &Form, replies: &[Reply], profile: &Profile) -> Result<Fields, Flaws> {
    let mut fields = Fields::new();
    let mut flaws = Flaws::new();
    for (place, (question, reply)) in form.questions.iter().zip(form.fitting(replies)).enumerate() {
        let name = format!("attribute[{}]", question.id);
        if reply.is_blank() {
            if question.required {
                flaws.push((Field::Question(place), Flaw::Missing));
            }
            continue;
        }
        let written = match &question.asks {
            Asks::One(_) => reply.choices.first().cloned(),
            Asks::Several(_) => {
                fields.extend(reply.choices.into_iter().map(|key| (format!("{name}[]"), key)));
                continue;
            }
            Asks::Text(_) => Some(reply.text.trim().to_owned()),
            Asks::Number => form::number(&reply.text).map(|number| number.to_string()),
            Asks::Moment => form::moment(&reply.text).map(|moment| profile.written_locally(moment)),
            // No attribute is a file.
            Asks::Files => None,
        };
        match written {
            Some(value) => fields.push((name, value)),
            None => flaws.push((Field::Question(place), Flaw::NotAccepted)),
        }
    }
    if flaws.is_empty() { Ok(fields) } else { Err(flaws) }
}

/// The body of a form without files (`application/x-www-form-urlencoded`).
pub(super) fn encoded(fields: &Fields) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
