//! Fault reports of a body: what can be reported (`reports.toml`), where (`places.toml`), and what was reported lately.
//!
//! What they say is in Finnish alone, for Open311 does not tell languages apart.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    ContentError,
    compose::{Page, parse},
    files,
    places::{Place, Places, PlacesFile, Position},
};
use crate::Body;

/// How a body takes fault reports.
#[derive(Clone, Debug)]
pub struct Reporting {
    /// The name by which requests may say which municipality they mean.
    pub jurisdiction: String,
    /// Whom developers ask.
    pub contact: String,
    /// When the list of services changed last.
    pub changed: DateTime<Utc>,
    /// What can be reported.
    pub services: Vec<ReportService>,
    /// Where something can be.
    pub places: Places,
    /// What was reported before the registry was filled, oldest first.
    pub told: Vec<ToldReport>,
}

impl Reporting {
    /// The service of this code.
    pub fn service(&self, code: &str) -> Option<&ReportService> {
        self.services.iter().find(|service| service.code == code)
    }
}

/// When a report gets its id (GeoReport v2, `type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ServiceType {
    /// At once.
    Realtime,
    /// When somebody has taken it; until then there is a token.
    Batch,
    /// Never.
    Blackbox,
}

/// One kind of fault.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportService {
    /// By what reports name it.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The group it is shown in.
    pub group: String,
    /// Words by which it is found.
    pub keywords: Vec<String>,
    /// When a report gets its id.
    pub r#type: ServiceType,
    /// The unit responsible.
    pub agency: String,
    /// What is told to who has reported.
    pub notice: String,
    /// What is asked.
    #[serde(default, rename = "attribute")]
    pub attributes: Vec<Attribute>,
}

/// A question of a service, as its definition has it (GeoReport v2, `GET services/{code}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// Whether it is answered; else it is only read.
    #[serde(default = "yes")]
    pub variable: bool,
    /// By what answers name it.
    pub code: String,
    /// What is answered.
    pub datatype: Datatype,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// How the answer is written.
    pub datatype_description: Option<String>,
    /// Its place among the questions, from 1: that in the file.
    #[serde(default)]
    pub order: usize,
    /// The question.
    pub description: String,
    /// The answers of a list.
    #[serde(default)]
    pub values: Vec<AttributeValue>,
}

const fn yes() -> bool {
    true
}

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Datatype {
    /// A line.
    String,
    /// A number.
    Number,
    /// A day and a time of day.
    DateTime,
    /// Paragraphs.
    Text,
    /// One value of a list.
    SingleValueList,
    /// Any number of values of a list.
    MultiValueList,
}

/// An answer of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributeValue {
    /// By what answers name it.
    pub key: String,
    /// What it says.
    pub name: String,
}

/// A report of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldReport {
    /// Code of its service.
    pub service: String,
    /// The unit responsible.
    pub agency: String,
    /// When it came.
    pub at: DateTime<Utc>,
    /// What it says.
    pub description: String,
    /// Where, in words.
    pub address: String,
    /// Where, on the globe.
    pub position: Position,
    /// Whether it is closed.
    pub closed: bool,
    /// What the body says of it.
    pub notes: Option<String>,
    /// When it changed last.
    pub updated: DateTime<Utc>,
    /// By when it is to be mended.
    pub expected_on: Option<NaiveDate>,
    /// Whether the body wants to know how it went.
    pub asks_feedback: bool,
}

/// `reports.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportsFile {
    jurisdiction: String,
    contact: String,
    changed: String,
    service: Vec<ReportService>,
    report: Vec<ReportEntry>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportEntry {
    service: String,
    at: String,
    /// Id of a place.
    place: String,
    description: String,
    notes: Option<String>,
    updated: Option<String>,
    expected: Option<String>,
    #[serde(default)]
    closed: bool,
    #[serde(default)]
    asks_feedback: bool,
    /// Whether it speaks of snow or ice: in summer nobody has reported it.
    #[serde(default)]
    winter: bool,
}

/// How a body takes reports, as it looks on this day; none where it takes none.
pub(super) fn reporting(body: Body, today: NaiveDate) -> Result<Option<Reporting>, ContentError> {
    let Some([(name, text), (places_name, places)]) = files::reports(body) else { return Ok(None) };
    let ReportsFile { jurisdiction, contact, changed, mut service, report } = parse(name, text)?;
    let wrong_place =
        |key| ContentError { file: places_name.to_owned(), key, problem: "has no area, or is there twice".to_owned() };
    let places = parse::<PlacesFile>(places_name, places)?.places().map_err(wrong_place)?;
    let days = std::collections::BTreeMap::new();
    let page = Page::new(name, today, &days)?;
    for attributes in service.iter_mut().map(|service| &mut service.attributes) {
        attributes.iter_mut().zip(1..).for_each(|(attribute, order)| attribute.order = order);
    }
    let mut told = Vec::new();
    for (index, entry) in report.iter().enumerate() {
        let key = format!("report[{index}]");
        let service = service.iter().find(|service| service.code == entry.service);
        let service = service.ok_or_else(|| page.wrong(&key, format!("knows no service '{}'", entry.service)))?;
        let place = places.get(&entry.place);
        let place = place.ok_or_else(|| page.wrong(&key, format!("knows no place '{}'", entry.place)))?;
        let report = tell(&page, &key, entry, service, place)?;
        if !entry.winter || is_winter(report.at) {
            told.push(report);
        }
    }
    told.sort_by_key(|report| report.at);
    let changed = page.past("changed", &changed)?.to_utc();
    Ok(Some(Reporting { jurisdiction, contact, changed, services: service, places, told }))
}

/// Whether there may be snow or ice.
fn is_winter(at: DateTime<Utc>) -> bool {
    !(5..=9).contains(&at.month())
}

fn tell(
    page: &Page,
    key: &str,
    entry: &ReportEntry,
    service: &ReportService,
    place: &Place,
) -> Result<ToldReport, ContentError> {
    let at = page.past(key, &entry.at)?.to_utc();
    let updated = match &entry.updated {
        Some(updated) => page.past(key, updated)?.to_utc(),
        None => at,
    };
    if updated < at {
        return Err(page.wrong(key, "changed before it came"));
    }
    if (entry.closed || entry.notes.is_some()) && entry.updated.is_none() {
        return Err(page.wrong(key, "does not say when it changed"));
    }
    if entry.asks_feedback && !entry.closed {
        return Err(page.wrong(key, "asks how it went before it is closed"));
    }
    let expected = entry.expected.as_deref().map(|expected| Ok(page.when(key, expected)?.day)).transpose()?;
    Ok(ToldReport {
        service: service.code.clone(),
        agency: service.agency.clone(),
        at,
        description: page.text(key, &entry.description)?,
        address: format!("{}, {}", place.name.fi(), place.area.fi()),
        position: place.position,
        closed: entry.closed,
        notes: entry.notes.as_deref().map(|notes| page.text(key, notes)).transpose()?,
        updated,
        expected_on: expected,
        asks_feedback: entry.asks_feedback,
    })
}
