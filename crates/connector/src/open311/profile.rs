//! How a city's server differs from the specification: one data file a city, in `profiles`.
//!
//! A city without a file has the plain profile: what the specification promises and nothing else; the form of its answers is found
//! out by asking, and what it can beyond the specification from its discovery document.

use chrono::{DateTime, Duration, LocalResult, NaiveDateTime, SecondsFormat, TimeZone, Utc};
use chrono_tz::{Europe::Helsinki, Tz};
use domain::{
    report::{ReportCaps, ReportService},
    time::Moment,
};
use serde::{Deserialize, Serialize};
use url::Url;

use super::Format;
use crate::ConnectorError;

/// The profiles that come with the app; the plain one is the last.
const FILES: [&str; 9] = [
    include_str!("profiles/helsinki.json"),
    include_str!("profiles/six-city.json"),
    include_str!("profiles/zurich.json"),
    include_str!("profiles/boston.json"),
    include_str!("profiles/chicago.json"),
    include_str!("profiles/toronto.json"),
    include_str!("profiles/san-francisco.json"),
    include_str!("profiles/fixmystreet.json"),
    include_str!("profiles/plain.json"),
];

/// How one city's server is asked, and what it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub struct Profile {
    /// Its name.
    pub name: String,
    /// What it rests on, for who maintains it.
    #[serde(default)]
    pub about: String,
    /// Addresses below which it holds; none: it is chosen by name.
    #[serde(default)]
    pub bases: Vec<Url>,
    /// The form of its answers; none: it is found out by asking.
    #[serde(default)]
    pub format: Option<Format>,
    /// The `jurisdiction_id` that it demands with each question.
    #[serde(default)]
    pub jurisdiction: Option<String>,
    /// What it wants in the address of each question besides, by name and value: `extensions=true` in CitySDK dialects.
    #[serde(default)]
    pub parameters: Vec<(String, String)>,
    /// Whether it takes reports only with a key, and the key.
    #[serde(default)]
    pub key: Key,
    /// Languages of its service list, as its `locale` parameter names them; none: it has one, and does not say which.
    #[serde(default)]
    pub locales: Vec<String>,
    /// Whether times that are sent to it have their zone.
    #[serde(default = "yes")]
    pub zoned: bool,
    /// The zone of times that it gives without one, by its IANA name.
    #[serde(default = "finland")]
    pub time_zone: String,
    /// How its list is asked for page by page; none: it is one page.
    #[serde(default)]
    pub pages: Option<Pages>,
    /// Whether several reports can be asked for in one question (`service_request_id=1,2`).
    #[serde(default)]
    pub several_ids: bool,
    /// Whether its list can be narrowed to a place (`lat`, `long`, `radius` in metres).
    #[serde(default)]
    pub by_place: bool,
    /// How it takes photographs; none: it takes none.
    #[serde(default)]
    pub photos: Option<Photos>,
    /// Most characters of a description.
    #[serde(default = "usual_description")]
    pub description: usize,
    /// Whether a position on the globe must be told.
    #[serde(default)]
    pub position_needed: bool,
    /// Whether who reports must be told.
    #[serde(default)]
    pub reporter_needed: bool,
    /// Whether it shows the reports of all to all.
    #[serde(default = "yes")]
    pub public: bool,
    /// Whether its discovery document is read for what it can.
    #[serde(default)]
    pub discovery: bool,
}

/// Whether a city takes reports only with a key (`api_key`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// It wants none.
    #[default]
    None,
    /// It wants one, and the app has none: reports can be read there, and not sent.
    Needed,
    /// It wants this one. Such keys name an app and are no secret of a resident.
    Is(String),
}

/// How a list is asked for page by page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// The parameter for the number of the page; the first is 1.
    pub page: String,
    /// The parameter for how many there are on a page.
    pub size: String,
    /// How many the app asks for.
    pub most: usize,
}

/// How a city takes photographs: as files of a `multipart/form-data` body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Photos {
    /// The field that each is sent in.
    pub field: String,
    /// Most of them.
    pub most: usize,
}

const fn yes() -> bool {
    true
}

fn finland() -> String {
    Helsinki.name().to_owned()
}

/// The specification has no limit; this is what servers that state one take.
const fn usual_description() -> usize {
    4000
}

impl Profile {
    /// Every profile that comes with the app. The plain one is the last.
    ///
    /// # Errors
    /// [`ConnectorError::Unintelligible`] when a file is no profile; a test reads them all.
    pub fn all() -> Result<Vec<Self>, ConnectorError> {
        let read = |file: &&str| {
            serde_json::from_str(file).map_err(|_| ConnectorError::unintelligible("a profile that cannot be read"))
        };
        FILES.iter().map(read).collect()
    }

    /// The profile of the server at this address, else the plain one.
    ///
    /// # Errors
    /// As [`Profile::all`].
    pub fn of(address: &Url) -> Result<Self, ConnectorError> {
        let mut all = Self::all()?;
        let known = all.iter().position(|profile| profile.bases.iter().any(|base| is_below(base, address)));
        let place = known.unwrap_or(FILES.len() - 1);
        if place < all.len() {
            return Ok(all.swap_remove(place));
        }
        Err(ConnectorError::unintelligible("no profiles"))
    }

    /// The profile of this name.
    ///
    /// # Errors
    /// As [`Profile::all`], and for a name that none has.
    pub fn named(name: &str) -> Result<Self, ConnectorError> {
        let known = Self::all()?.into_iter().find(|profile| profile.name == name);
        known.ok_or_else(|| ConnectorError::unintelligible("no profile of this name"))
    }

    /// The same, for this city of a server that has several.
    #[must_use]
    pub fn with_jurisdiction(self, jurisdiction: impl Into<String>) -> Self {
        Self { jurisdiction: Some(jurisdiction.into()), ..self }
    }

    /// Whether the app can send reports there.
    pub fn takes_reports(&self) -> bool {
        self.key != Key::Needed
    }

    /// How the city takes reports, as far as the profile says.
    pub fn caps(&self) -> ReportCaps {
        ReportCaps {
            description: self.description,
            photos: self.photos.as_ref().map_or(0, |photos| photos.most),
            position_needed: self.position_needed,
            reporter_needed: self.reporter_needed,
            public: self.public,
        }
    }

    fn zone(&self) -> Tz {
        self.time_zone.parse().unwrap_or(Helsinki)
    }

    /// A time as this server wants it in a question.
    pub(super) fn written(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone());
        if self.zoned {
            local.to_rfc3339_opts(SecondsFormat::Secs, true)
        } else {
            local.naive_local().format("%Y-%m-%dT%H:%M:%S").to_string()
        }
    }

    /// A time of the clock on the wall in this city, as this server wants it.
    pub(super) fn written_locally(&self, at: NaiveDateTime) -> String {
        if self.zoned { self.written(self.instant(at)) } else { at.format("%Y-%m-%dT%H:%M:%S").to_string() }
    }

    /// When a time is that this server gave.
    pub(super) fn when(&self, moment: Moment) -> DateTime<Utc> {
        match moment {
            Moment::Instant(at) => at,
            Moment::Local(at) => self.instant(at),
            Moment::Day(day) => self.instant(day.and_time(chrono::NaiveTime::MIN)),
        }
    }

    /// Of an hour that comes twice the first is meant; in one that the clock leaves out it is an hour later.
    fn instant(&self, at: NaiveDateTime) -> DateTime<Utc> {
        let zone = self.zone();
        match zone.from_local_datetime(&at) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
            LocalResult::None => zone
                .from_local_datetime(&(at + Duration::hours(1)))
                .earliest()
                .map_or_else(|| at.and_utc(), |at| at.to_utc()),
        }
    }
}

/// Whether an address is a base or below it, whichever way it ends.
fn is_below(base: &Url, address: &Url) -> bool {
    let path = |url: &Url| url.path().trim_end_matches('/').to_owned() + "/";
    base.origin() == address.origin() && path(address).starts_with(&path(base))
}

/// Which profile fits a server best that has none of its own: by what its list of services looks like. It is for who looks at
/// a server, and chooses nothing by itself.
pub fn fitting(services: &[ReportService], format: Option<Format>) -> &'static str {
    match format {
        Some(Format::Xml) => "toronto",
        // Only FixMyStreet has no codes of its own: the names of its categories are the codes.
        _ if !services.is_empty() && services.iter().all(is_named_by_its_code) => "fixmystreet",
        _ => "plain",
    }
}

fn is_named_by_its_code(service: &ReportService) -> bool {
    service.name.iter().all(|(_, name)| name.as_str() == service.code)
}
