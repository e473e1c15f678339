//! Handling a fault report: where it stands, what is said of it, and the number of one that waits for it.
//!
//! What stands in a report is public and in no language that anybody could tell: one text, as GeoReport has it. Who reported,
//! what they answered and their photographs are shown here alone.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};
use resident_api::Texts;
use serde::Deserialize;

use super::{
    Action, Arc, Desk, Done, Step, answer,
    case::unless_kept,
    fields,
    filled::{Filled, LINE},
    page,
};
use crate::{
    RegistryError, Report, ReportStanding,
    http::Refusal,
    world::{Attribute, Position, ReportService},
};

/// Where photographs are.
pub(super) const PHOTO_PATH: &str = "/desk/report/photo";
/// Longest word on a report, in characters.
const NOTES: usize = 2000;
pub(super) const STATES: [(&str, &str); 2] = [("open", "Open"), ("closed", "Closed")];
const ASKS: [(&str, &str); 2] = [("no", "Do not ask"), ("yes", "Ask whoever reported it")];
/// A picture of this kind is shown by few browsers.
const HEIC: &str = "image/heic";

/// Handles a report.
pub(super) struct Handle;

impl Action for Handle {
    const PATH: &'static str = "/desk/report";
    const NAME: &'static str = "Handle a fault report";
    const BUTTON: &'static str = "Save the report";

    fn record(_: &Filled) -> (&str, &str) {
        // A report is nobody's matter, so it is in nobody's log.
        ("report", "")
    }

    fn begin(desk: &Desk, form: &mut Filled) -> Result<(), RegistryError> {
        let report = report(desk, form)?;
        form.put("status", if report.closed { "closed" } else { "open" });
        form.put("notes", report.status_notes.unwrap_or_default());
        form.put("agency", report.agency.unwrap_or_default());
        form.put("expected", report.expected_on.map(|day| day.to_string()).unwrap_or_default());
        form.put("feedback", if report.asks_feedback { "yes" } else { "no" });
        Ok(())
    }

    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
        let report = report(desk, form)?;
        Ok(html! {
            (page::about(form, &title(desk, &report), &name(&report)))
            @if report.id.is_none() {
                p { @if report.token.is_some() {
                    "It has no number yet, so nobody can follow it. "
                    a href=(format!("{}?id={}", Number::PATH, report.number)) { "Give it a number" }
                } @else {
                    "Reports of this kind never have a number: what you write stays at the desk."
                } }
            }
            h2 { "What was reported" }
            (said(desk, &report))
            (photos(&report))
            h2 { "Who reported it" }
            (reporter(&report))
            @if let Some(told) = &report.feedback {
                h2 { "How it went" }
                dl.facts {
                    @if let Some(rating) = told.rating { dt { "Rating" } dd { (rating) " of 5" } }
                    @if !told.text.is_empty() { dt { "In words" } dd.prose { (told.text) } }
                    @if let Some(contacts) = told.contacts { dt { "Times in touch" } dd { (contacts) } }
                }
            }
            h2 { "Where it stands" }
            (fields::radios(form, "status", "Status", &STATES))
            (fields::text(form, "notes", "What is said of it", "Everybody can read it: name nobody. A closed report needs it."))
            div.row {
                (fields::line(form, "agency", "Unit responsible", ""))
                (fields::day(form, "expected", "Expected to be mended by (optional)", ""))
            }
            @if report.feedback.is_none() {
                (fields::radios(form, "feedback", "How it went, once it is closed", &ASKS))
            }
        })
    }

    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError> {
        let report = report(desk, form)?;
        let status = form.choice("status", &STATES);
        let notes = form.optional("notes", NOTES);
        let agency = form.optional("agency", LINE);
        let before = report.expected_on.map(|day| day.to_string());
        let expected = unless_kept(form, "expected", before.as_deref(), desk.today());
        let asks = if report.feedback.is_none() { form.choice("feedback", &ASKS) } else { Some("no") };
        if status == Some("closed") {
            if notes.is_none() {
                form.refuse("notes", "Say what was done, or why nothing is.");
            }
            if expected.is_some() {
                form.refuse("expected", "A closed report is not expected any more. Leave the day out.");
            }
        }
        if status == Some("open") && asks == Some("yes") {
            form.refuse("feedback", "Only of a closed report it is asked how it went.");
        }
        let (Some(status), Some(asks), true) = (status, asks, form.is_sound()) else { return Ok(Step::Again) };
        let expected_on = expected.and_then(|day| day.parse().ok());
        let standing =
            ReportStanding { closed: status == "closed", notes, agency, expected_on, asks_feedback: asks == "yes" };
        desk.registry().move_report(report.number, &standing)?;
        Ok(Done::step("handled", "report", report.number.to_string()))
    }
}

/// Gives a report the number by which it can be followed.
pub(super) struct Number;

impl Action for Number {
    const PATH: &'static str = "/desk/report/number";
    const NAME: &'static str = "Give a report its number";
    const BUTTON: &'static str = "Give it a number";

    fn record(_: &Filled) -> (&str, &str) {
        ("report", "")
    }

    fn begin(desk: &Desk, form: &mut Filled) -> Result<(), RegistryError> {
        waiting(desk, form).map(|_| ())
    }

    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
        let report = waiting(desk, form)?;
        Ok(html! {
            (page::about(form, &title(desk, &report), &name(&report)))
            (said(desk, &report))
            p { "Everybody can read the report then, and whoever sent it can follow it." }
        })
    }

    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError> {
        let report = waiting(desk, form)?;
        desk.registry().take_report(report.number)?;
        Ok(Done::step("numbered", "report", report.number.to_string()))
    }
}

/// The line on what was done.
pub(super) fn done(desk: &Desk, what: &str, number: &str) -> Result<Option<Markup>, RegistryError> {
    let Ok(number) = number.parse() else { return Ok(None) };
    let report = match desk.registry().numbered_report(number) {
        Ok(report) => report,
        Err(RegistryError::UnknownRecord { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let about = html! { "“" (page::said(&title(desk, &report))) "” (" (name(&report)) ")" };
    Ok(match what {
        "handled" if report.closed => Some(html! { "Done: the report " (about) " is closed." }),
        "handled" => Some(html! { "Done: the report " (about) " is open." }),
        "numbered" if report.id.is_some() => Some(html! { "Done: the report " (about) " has its number now." }),
        _ => None,
    })
}

/// Which photograph.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    report: i64,
    place: u32,
}

/// A photograph.
pub(super) async fn photo(
    State(desk): State<Arc<Desk>>,
    which: Result<Query<Which>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(Which { report, place }) = which?;
    answer(&desk, move |desk| {
        let photos = desk.registry().numbered_report(report)?.photos;
        let photo = usize::try_from(place).ok().and_then(|place| photos.into_iter().nth(place));
        let bytes = desk.registry().report_photo(report, place)?;
        let (Some(photo), Some(bytes)) = (photo, bytes) else { return Ok(StatusCode::NOT_FOUND.into_response()) };
        let media_type = HeaderValue::try_from(photo.media_type);
        let media_type = media_type.unwrap_or(HeaderValue::from_static("application/octet-stream"));
        Ok(([(header::CONTENT_TYPE, media_type)], bytes).into_response())
    })
    .await
}

/// The report that a form is about.
fn report(desk: &Desk, form: &Filled) -> Result<Report, RegistryError> {
    let id = form.value("id");
    let unknown = || RegistryError::UnknownRecord { kind: "report".to_owned(), id: id.to_owned() };
    desk.registry().numbered_report(id.parse().map_err(|_| unknown())?)
}

/// The same, if it waits for its number.
fn waiting(desk: &Desk, form: &Filled) -> Result<Report, RegistryError> {
    let report = report(desk, form)?;
    let is_waiting = report.id.is_none() && report.token.is_some();
    let unknown = || RegistryError::UnknownRecord { kind: "report".to_owned(), id: report.number.to_string() };
    if is_waiting { Ok(report) } else { Err(unknown()) }
}

/// What is broken, in the words of the list.
pub(super) fn title(desk: &Desk, report: &Report) -> Texts {
    let name = service(desk, report).map_or(&report.service, |service| &service.name);
    Texts { fi: Some(name.clone()), ..Texts::default() }
}

/// By what people call a report.
pub(super) fn name(report: &Report) -> String {
    match (&report.id, &report.token) {
        (Some(id), _) => id.clone(),
        (None, Some(_)) => "waits for its number".to_owned(),
        (None, None) => "without a number".to_owned(),
    }
}

fn service<'a>(desk: &'a Desk, report: &Report) -> Option<&'a ReportService> {
    desk.served.reporting.as_ref()?.service(&report.service)
}

/// What was written and answered, and where it is.
fn said(desk: &Desk, report: &Report) -> Markup {
    let questions = service(desk, report).map(|service| service.attributes.as_slice()).unwrap_or_default();
    html! {
        dl.facts {
            dt { "Reported" }
            dd { time datetime=(report.requested_at.to_rfc3339()) { (local(report)) } }
            @if let Some(description) = &report.description { dt { "In words" } dd.prose { (description) } }
            @if let Some(address) = &report.address { dt { "Place" } dd { (address) } }
            @if let Some(position) = report.position { dt { "On the globe" } dd { (degrees(position)) } }
            @for (code, values) in &report.attributes {
                @let question = questions.iter().find(|question| question.code == *code);
                dt lang="fi" { (question.map_or(code, |question| &question.description)) }
                dd.prose lang=[question.filter(|question| !question.values.is_empty()).map(|_| "fi")] { (values.iter().map(|value| answered(question, value)).collect::<Vec<_>>().join(", ")) }
            }
            // An address that somebody sent leads wherever they want: it is shown, and not a link.
            @if let Some(media_url) = &report.media_url { dt { "Picture elsewhere" } dd { (media_url) } }
        }
    }
}

/// What an answer says.
fn answered<'a>(question: Option<&'a Attribute>, value: &'a str) -> &'a str {
    let chosen = question.and_then(|question| question.values.iter().find(|it| it.key == value));
    chosen.map_or(value, |chosen| &chosen.name)
}

/// When a report came, by the clock in Finland.
fn local(report: &Report) -> String {
    report.requested_at.with_timezone(&chrono_tz::Europe::Helsinki).format("%Y-%m-%d %H:%M").to_string()
}

fn degrees((north, east): Position) -> String {
    format!("{north:.5}, {east:.5}")
}

fn photos(report: &Report) -> Markup {
    let all = report.photos.len();
    html! {
        @if all > 0 {
            ul.photos {
                @for (place, photo) in report.photos.iter().enumerate() {
                    @let address = format!("{PHOTO_PATH}?report={}&place={place}", report.number);
                    @let name = format!("Photograph {} of {all}", place + 1);
                    li {
                        a href=(address) {
                            @if photo.media_type == HEIC { (name) " (HEIC)" } @else { img src=(address) alt=(name); }
                        }
                    }
                }
            }
        }
    }
}

fn reporter(report: &Report) -> Markup {
    let by = &report.reporter;
    let names: Vec<_> = [&by.first_name, &by.last_name].into_iter().flatten().map(String::as_str).collect();
    let is_nobody = names.is_empty() && by.email.is_none() && by.phone.is_none();
    html! {
        @if is_nobody {
            p { "They did not say who they are." }
        } @else {
            p.hint { "For asking them back alone. It is public nowhere." }
            dl.facts {
                @if !names.is_empty() { dt { "Name" } dd { (names.join(" ")) } }
                @if let Some(email) = &by.email { dt { "E-mail" } dd { (email) } }
                @if let Some(phone) = &by.phone { dt { "Telephone" } dd { (phone) } }
            }
        }
    }
}
