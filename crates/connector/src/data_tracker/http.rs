//! The Data Tracker over HTTP. Thin: asks, checks the outer form, hands the bytes to [`super::parse`]; where it stands is
//! [`super::place`].

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};
use domain::{
    change::{Change, Cursor, Page},
    record::Record,
};
use reqwest::{
    Method,
    header::{HeaderName, HeaderValue},
};
use url::Url;

use super::{
    parse::{self, UsagesPage},
    place::{Held, Meaning, Pass, Place},
};
use crate::{
    Access, ConnectorError, Http, Landed, Pulled, Secret,
    http::{self, date},
};

/// Most usages that the server puts on a page.
const LARGEST_PAGE: u64 = 1000;
/// The parameter, and in the service's own address the place, of whose data are asked for.
const USER_CODE: &str = "userCode";
/// Who asks (X-Road: Message Protocol for REST).
const USER_ID: HeaderName = HeaderName::from_static("x-road-userid");
/// Longest personal code taken, in characters.
const LONGEST_CODE: usize = 64;
/// The server may leave out the instant with which a period begins.
const A_SECOND: TimeDelta = TimeDelta::seconds(1);

/// One register's Data Tracker, as one resident.
#[derive(Clone, Debug)]
pub struct DataTracker {
    http: Http,
    base: Url,
    access: Access,
    /// Whose data are asked for, where the address says it.
    code: Option<Secret>,
}

/// An answer that was taken in.
struct Answer<T> {
    read: T,
    date: Option<DateTime<Utc>>,
    bytes: u64,
}

impl DataTracker {
    /// The API below `base_url`, asked with `access`. [`ConnectorError::Insecure`] for an address that is neither `https` nor loopback.
    pub fn new(http: Http, base_url: Url, access: Access) -> Result<Self, ConnectorError> {
        let named = base_url.query_pairs().find(|(name, _)| name == USER_CODE);
        let code = named.map(|(_, code)| Secret::new(code.into_owned()));
        Ok(Self { http, base: http::base(base_url)?, access, code })
    }

    /// Tells the provider that the sign-in has ended.
    ///
    /// # Errors
    /// When the provider was not told.
    pub async fn end_session(&self) -> Result<(), ConnectorError> {
        self.access.end().await
    }

    /// What came after a place, or everything from the beginning; at most `limit` usages. `now` is the device's time, for a server that
    /// does not tell its own.
    ///
    /// # Errors
    /// [`ConnectorError::CursorExpired`] when everything must be read again, once a week; [`ConnectorError::SignInNeeded`] also where
    /// nobody knows whose data to ask for.
    pub async fn pull(
        &self,
        after: Option<&Cursor>,
        limit: usize,
        now: DateTime<Utc>,
    ) -> Result<Pulled, ConnectorError> {
        let place = match after {
            None => Place::default(),
            Some(cursor) => Place::of(cursor).ok_or(ConnectorError::CursorExpired)?,
        };
        if place.pass.is_some() {
            return self.go_on(&place.clone(), place, Landed::default(), limit, now).await;
        }
        let Answer { read: mut landed, date, .. } = self.period().await?;
        let now = date.unwrap_or(now);
        if place.is_stale(now) {
            return Err(ConnectorError::CursorExpired);
        }
        if after.is_none() {
            let themselves = Record::Party(parse::resident(""));
            landed.changes.insert(0, Change::Upsert(Box::new(themselves)));
        }
        let mut begun = place.clone();
        (begun.pass, begun.reach) = (Some(place.begin(now)), reach(&landed));
        self.go_on(&place, begun, landed, limit, now).await
    }

    /// Whether anything has come after a place. Asks for one page and moves no cursor.
    ///
    /// # Errors
    /// When it could not be found out.
    pub async fn has_news(&self, after: &Cursor) -> Result<bool, ConnectorError> {
        let Some(Place { known: Some(known), pass: None, .. }) = Place::of(after) else { return Ok(false) };
        let question = Question { since: Some(known.since), until: None, offset: 0, limit: LARGEST_PAGE };
        let page = self.usages(&question).await?.read;
        if page.total.is_some_and(|total| total > page.usages.len() as u64) {
            // More than a page shows cannot be told from what is known. The next pull finds out.
            return Ok(false);
        }
        Ok(Held::of(page.usages.iter(), known.since) != known.held)
    }

    /// Reads the next page of the pass under way; `landed` is what came beside it, and `before` the place as it was.
    async fn go_on(
        &self,
        before: &Place,
        mut place: Place,
        mut landed: Landed,
        limit: usize,
        now: DateTime<Utc>,
    ) -> Result<Pulled, ConnectorError> {
        let Some(mut pass) = place.pass.take() else { return Err(ConnectorError::CursorExpired) };
        if pass.is_endless() {
            return Err(ConnectorError::unintelligible("pages without end"));
        }
        let Answer { read: page, date, bytes } = self.usages(&Question::of(&pass, limit)).await?;
        let was_alone = pass.offset == 0;
        let (usages, is_last) = match pass.take(page) {
            Meaning::Fits { usages, is_last } => (usages, is_last),
            Meaning::Moved => {
                place.pass = Some(pass.again(date.unwrap_or(now)));
                return Ok(pulled(landed, &place, true, date, bytes));
            }
        };
        for (usage, number) in usages {
            landed.take(usage.numbered(number).map(|record| vec![record]));
        }
        if !is_last {
            place.pass = Some(pass);
            return Ok(pulled(landed, &place, true, date, bytes));
        }
        let place = place.after(&pass);
        // How far back the log reaches may move with every second; to the day that is no news.
        if was_alone && place == *before {
            return Ok(Pulled::NothingNew { date });
        }
        Ok(pulled(landed, &place, false, date, bytes))
    }

    async fn period(&self) -> Result<Answer<Landed>, ConnectorError> {
        let url = http::below(&self.base, &["v2", "usagePeriod"])?;
        let Answer { read, date, bytes } = self.ask(url, None).await?;
        Ok(Answer { read: parse::period(&read)?, date, bytes })
    }

    async fn usages(&self, question: &Question) -> Result<Answer<UsagesPage>, ConnectorError> {
        let code = self.code().await?;
        let mut url = http::below(&self.base, &["v2", "findUsage"])?;
        {
            let mut query = url.query_pairs_mut();
            query.append_pair(USER_CODE, code.expose());
            let period = [("periodStart", question.since.map(|since| since - A_SECOND)), ("periodEnd", question.until)];
            for (name, time) in period {
                if let Some(time) = time {
                    query.append_pair(name, &time.to_rfc3339_opts(SecondsFormat::Secs, true));
                }
            }
            query.append_pair("offset", &question.offset.to_string());
            let most = u64::try_from(self.http.limits().max_records_per_page).unwrap_or(LARGEST_PAGE);
            query.append_pair("limit", &question.limit.min(most).to_string());
        }
        let Answer { read, date, bytes } = self.ask(url, Some(&code)).await?;
        Ok(Answer { read: parse::usages(&read, self.http.limits())?, date, bytes })
    }

    async fn ask(&self, url: Url, code: Option<&Secret>) -> Result<Answer<Vec<u8>>, ConnectorError> {
        let limits = self.http.limits();
        let mut request = self.http.request(Method::GET, url)?.timeout(limits.request_timeout);
        if let Some(code) = code {
            let mut value = HeaderValue::from_str(code.expose()).map_err(|_| ConnectorError::SignInNeeded)?;
            value.set_sensitive(true);
            request = request.header(USER_ID, value);
        }
        let response = self.access.send(&self.http, request).await?;
        if !response.status().is_success() {
            return Err(http::refusal(response.status(), response.headers()));
        }
        let date = date(&response);
        let read = self.http.body(response, limits.max_page_bytes).await?;
        let bytes = u64::try_from(read.len()).unwrap_or(u64::MAX);
        Ok(Answer { read, date, bytes })
    }

    /// Whose data are asked for.
    async fn code(&self) -> Result<Secret, ConnectorError> {
        let code = match &self.code {
            Some(code) => code.clone(),
            None => self.access.person().await?,
        };
        let text = code.expose();
        let is_code = !text.is_empty() && text.len() <= LONGEST_CODE && text.bytes().all(is_plain);
        if is_code { Ok(code) } else { Err(ConnectorError::unintelligible("the sign-in names no personal code")) }
    }
}

/// A question for usages.
struct Question {
    since: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
    offset: u64,
    limit: u64,
}

impl Question {
    fn of(pass: &Pass, limit: usize) -> Self {
        let limit = u64::try_from(limit).unwrap_or(LARGEST_PAGE).clamp(1, LARGEST_PAGE);
        Self { since: pass.since, until: Some(pass.until), offset: pass.offset, limit }
    }
}

/// The day back to which the log is said to reach.
fn reach(landed: &Landed) -> Option<NaiveDate> {
    landed.changes.iter().find_map(|change| match change {
        Change::Upsert(record) => match record.as_ref() {
            Record::AccessLog(log) => Some(log.since.day()),
            _ => None,
        },
        Change::Outline(_) | Change::Tombstone(_) => None,
    })
}

const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

fn pulled(landed: Landed, place: &Place, more: bool, date: Option<DateTime<Utc>>, bytes: u64) -> Pulled {
    let Landed { changes, quarantined } = landed;
    Pulled::Page { page: Page { changes, quarantined, next: place.cursor(), more }, etag: None, bytes, date }
}
