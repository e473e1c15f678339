//! Reports that are asked for: a list by what holds for them, or one by its id.

use axum::{
    extract::{OriginalUri, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Europe::Helsinki;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    Pairs, Town, all,
    answer::{Fault, Format, Named},
    first, post,
    wire::ServiceRequest,
};
use crate::{
    registry::{Report, ReportsWanted},
    world::Position,
};

/// Most days that a search may span, and how many it spans when it says nothing of it.
const MOST_DAYS: i64 = 90;
/// Most reports of an answer.
const MOST: usize = 1000;
/// The address of the next page, as servers of the protocol told it before `Link` was common (RFC 8288).
const NEXT_PAGE: HeaderName = HeaderName::from_static("x-next-page-url");
/// Elements of the answers in XML.
const ELEMENTS: (&str, &str) = ("service_requests", "request");

pub(super) async fn one(State(town): State<Town>, Named(id, format): Named) -> Response {
    let found = town.served.ask(move |registry| registry.find_reports(&ReportsWanted::Ids(vec![id]))).await;
    let answer = found.map_err(Fault::from).and_then(|found| {
        if found.is_empty() { Err(Fault::not_found("service_request_id")) } else { Ok(written(found, &town)) }
    });
    format.answer(ELEMENTS, answer)
}

pub(super) async fn list(
    State(town): State<Town>,
    format: Format,
    OriginalUri(uri): OriginalUri,
    query: Result<Query<Pairs>, QueryRejection>,
) -> Response {
    let pairs = match query {
        Ok(Query(pairs)) => pairs,
        Err(rejection) => return format.refuse(&Fault::new(StatusCode::BAD_REQUEST, rejection.body_text())),
    };
    match search(&town, &pairs).await {
        Err(fault) => format.refuse(&fault),
        Ok((found, next)) => {
            let next = next.map(|page| next_page(&uri, &pairs, page));
            (
                next.map(|next| next_headers(&town, &next)).unwrap_or_default(),
                format.answer(ELEMENTS, Ok(written(found, &town))),
            )
                .into_response()
        }
    }
}

fn written(found: Vec<Report>, town: &Town) -> Vec<ServiceRequest> {
    found.into_iter().map(|report| ServiceRequest::new(report, &town.reporting)).collect()
}

/// A page of the reports that are asked for, and the number of the next one.
async fn search(town: &Town, pairs: &Pairs) -> Result<(Vec<Report>, Option<usize>), Fault> {
    let mut wrong = Vec::new();
    let wanted = wanted(pairs, town.served.registry.clock().now(), &mut wrong);
    let page = count(pairs, "page", (1, usize::MAX), &mut wrong);
    let size = count(pairs, "page_size", (MOST, MOST), &mut wrong);
    if !wrong.is_empty() {
        return Err(Fault::bad(wrong));
    }
    let mut found = town.served.ask(move |registry| registry.find_reports(&wanted)).await?;
    let begin = size.saturating_mul(page - 1).min(found.len());
    let end = begin.saturating_add(size).min(found.len());
    let next = (end < found.len()).then(|| page + 1);
    found.truncate(end);
    Ok((found.split_off(begin), next))
}

fn wanted(pairs: &Pairs, now: DateTime<Utc>, wrong: &mut Vec<String>) -> ReportsWanted {
    let ids = all(pairs, "service_request_id");
    if !ids.is_empty() {
        return ReportsWanted::Ids(ids);
    }
    let start = moment(pairs, "start_date", NaiveTime::MIN, wrong);
    let end = moment(pairs, "end_date", NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default(), wrong);
    let span = TimeDelta::days(MOST_DAYS);
    let (from, to) = match (start, end) {
        (Some(start), Some(end)) => (start, end),
        (Some(start), None) => (start, start + span),
        (None, end) => {
            let end = end.unwrap_or(now);
            (end - span, end)
        }
    };
    // A span of whole days in Finland is an hour longer where the clocks go back in it.
    if to - from > span + TimeDelta::hours(1) {
        wrong.push(format!("start_date and end_date may not span more than {MOST_DAYS} days"));
    }
    let states = all(pairs, "status");
    if states.iter().any(|state| !["open", "closed"].contains(&state.as_str())) {
        wrong.push("status is open or closed".to_owned());
    }
    let is_asked = |state: &str| states.iter().any(|asked| asked == state);
    let closed = (is_asked("open") != is_asked("closed")).then(|| is_asked("closed"));
    let around = around(pairs, wrong);
    ReportsWanted::Filter { services: all(pairs, "service_code"), from, to, closed, around }
}

/// A place and a distance in metres.
fn around(pairs: &Pairs, wrong: &mut Vec<String>) -> Option<(Position, f64)> {
    let position = post::position(pairs, wrong);
    let radius = first(pairs, "radius")?.parse().ok().filter(|radius: &f64| radius.is_finite() && *radius >= 0.0);
    if radius.is_none() || position.is_none() {
        wrong.push("radius is a number of metres around lat and long".to_owned());
    }
    position.zip(radius)
}

/// A number from 1 to `most`, or what holds where nothing is said.
fn count(pairs: &Pairs, name: &str, (unsaid, most): (usize, usize), wrong: &mut Vec<String>) -> usize {
    let Some(said) = first(pairs, name) else { return unsaid };
    let number = said.parse().ok().filter(|number| (1..=most).contains(number));
    number.unwrap_or_else(|| {
        wrong.push(format!("{name} is a number from 1 to {most}"));
        unsaid
    })
}

/// A time that is asked about: with an offset, or by the clock in Finland; a day alone begins or ends at `unsaid`.
fn moment(pairs: &Pairs, name: &str, unsaid: NaiveTime, wrong: &mut Vec<String>) -> Option<DateTime<Utc>> {
    // The plus sign of an offset is a blank to whoever reads an address by the rules of forms.
    let said = first(pairs, name)?.replace(' ', "+");
    let read = read_moment(&said, unsaid);
    if read.is_none() {
        wrong.push(format!("{name} is a time such as 2026-11-17T09:30:00+02:00"));
    }
    read
}

fn read_moment(said: &str, unsaid: NaiveTime) -> Option<DateTime<Utc>> {
    if let Ok(exact) = DateTime::parse_from_rfc3339(said) {
        return in_reason(exact.to_utc());
    }
    let local = post::wall_clock(said).or_else(|| Some(said.parse::<NaiveDate>().ok()?.and_time(unsaid)))?;
    in_reason(local_to_utc(local)?)
}

fn local_to_utc(local: NaiveDateTime) -> Option<DateTime<Utc>> {
    Helsinki.from_local_datetime(&local).earliest().map(|time| time.to_utc())
}

/// A time to which days can be added.
fn in_reason(time: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let days = Days::new(MOST_DAYS.unsigned_abs());
    (time.checked_add_days(days).is_some() && time.checked_sub_days(days).is_some()).then_some(time)
}

/// Where the next page is, in the two ways in which it is told.
fn next_headers(town: &Town, next: &str) -> HeaderMap {
    let told =
        [(header::LINK, format!("<{next}>; rel=\"next\"")), (NEXT_PAGE, format!("http://{}{next}", town.served.bound))];
    told.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::try_from(value).ok()?))).collect()
}

/// The address of a page, without its host.
fn next_page(uri: &Uri, pairs: &Pairs, page: usize) -> String {
    let page = page.to_string();
    let kept = pairs.iter().filter(|(name, _)| name != "page").map(|(name, value)| (name.as_str(), value.as_str()));
    let query: Vec<_> = kept
        .chain([("page", page.as_str())])
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect();
    format!("{}?{}", uri.path(), query.join("&"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn times_are_read_with_an_offset_without_one_and_as_days() {
        let utc = |said| read_moment(said, NaiveTime::MIN).map(|time| time.to_rfc3339());
        assert_eq!(utc("2026-11-17T09:30:00+02:00").as_deref(), Some("2026-11-17T07:30:00+00:00"));
        assert_eq!(utc("2026-11-17T07:30:00Z").as_deref(), Some("2026-11-17T07:30:00+00:00"));
        assert_eq!(utc("2026-07-17T09:30:00").as_deref(), Some("2026-07-17T06:30:00+00:00"));
        assert_eq!(utc("2026-11-17").as_deref(), Some("2026-11-16T22:00:00+00:00"));
        for wrong in ["17.11.2026", "today", "2026-13-01", "+262142-12-31T23:59:59Z"] {
            assert_eq!(utc(wrong), None, "{wrong}");
        }
    }
}
