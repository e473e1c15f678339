//! The fault reports: those that wait for a number, those that are open, and those that are closed.

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};

use super::{
    Action as _, Arc, Desk, answer,
    lists::LISTED,
    overview::{day, limit, way},
    page::{page as frame, plain, said},
    report::{self, Handle, Number},
};
use crate::{RegistryError, Report, http::Refusal};

/// Where the list is.
pub(super) const PATH: &str = "/desk/reports";
/// How much of a description the list shows, in characters.
const BEGINNING: usize = 120;

/// The list.
pub(super) async fn list(State(desk): State<Arc<Desk>>) -> Result<Response, Refusal> {
    answer(&desk, |desk| Ok(page(desk)?.into_response())).await
}

fn page(desk: &Desk) -> Result<Markup, RegistryError> {
    let mut reports = desk.registry().reports()?;
    reports.reverse();
    let (waiting, rest): (Vec<_>, Vec<_>) =
        reports.into_iter().partition(|report| report.id.is_none() && report.token.is_some());
    let (closed, open): (Vec<_>, Vec<_>) = rest.into_iter().partition(|report| report.closed);
    let body = html! {
        h1 { "Fault reports" }
        @if !waiting.is_empty() { (section(desk, "waiting", "Waiting for a number", &waiting)) }
        (section(desk, "open", "Open", &open))
        (section(desk, "closed", "Closed", &closed))
    };
    Ok(frame(desk, "Fault reports", PATH, &body))
}

fn section(desk: &Desk, id: &str, heading: &str, reports: &[Report]) -> Markup {
    let most = usize::try_from(LISTED).unwrap_or(usize::MAX);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            @if reports.is_empty() { p { "There are none." } } @else {
                (limit(reports.len()))
                table {
                    thead { tr { th scope="col" { "Report" } th scope="col" { "Place" } th scope="col" { "Reported" } th scope="col" { "Said of it" } th scope="col" { "Do" } } }
                    tbody { @for report in reports.iter().take(most) { (row(desk, report)) } }
                }
            }
        }
    }
}

fn row(desk: &Desk, report: &Report) -> Markup {
    let title = report::title(desk, report);
    let name = report::name(report);
    let number = report.number.to_string();
    let about = format!("{} ({name})", plain(&title));
    let is_waiting = report.id.is_none() && report.token.is_some();
    html! {
        tr {
            th scope="row" {
                (said(&title)) " " span.number { (name) }
                @if let Some(description) = &report.description { br; span.hint { (beginning(description)) } }
            }
            td {
                @match (&report.address, report.position) {
                    (Some(address), _) => (address),
                    (None, Some(_)) => "on the globe",
                    (None, None) => "",
                }
                @if !report.photos.is_empty() { br; span.hint { (report.photos.len()) @if report.photos.len() == 1 { " photograph" } @else { " photographs" } } }
            }
            td { (day(&report.requested_at.with_timezone(&chrono_tz::Europe::Helsinki).to_rfc3339())) }
            td {
                @if let Some(notes) = &report.status_notes { span.hint { (beginning(notes)) } }
                @if report.feedback.is_some() { " " strong.tag { "Feedback" } }
            }
            td.ways {
                (way(Handle::PATH, &[("id", &number)], "Handle", &about))
                @if is_waiting { (way(Number::PATH, &[("id", &number)], "Give it a number", &about)) }
            }
        }
    }
}

fn beginning(text: &str) -> String {
    let mut shown: String = text.chars().take(BEGINNING).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
