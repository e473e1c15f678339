//! Fault reports: what residents report without a sign-in, and what the clerk makes of it.
//!
//! Anybody may read what is broken where; who reported it, their answers and their photographs are for the clerk alone. A
//! report that comes twice is there twice, as with every server of Open311: the protocol has no key by which to tell.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use chrono_tz::Europe::Helsinki;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Registry, RegistryError, random_token};
use crate::world::{Position, ServiceType, ToldReport, places::metres};

/// A fault report with everything that was received.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The desk's running number.
    pub number: i64,
    /// Its id; none before a batch report is taken, and none ever for a black box.
    pub id: Option<String>,
    /// By what its id is asked for, where it came later.
    pub token: Option<String>,
    /// Code of its service.
    pub service: String,
    /// What was written.
    pub description: Option<String>,
    /// Where, in words.
    pub address: Option<String>,
    /// Where, on the globe.
    pub position: Option<Position>,
    /// What was answered: codes and their values.
    pub attributes: Vec<(String, Vec<String>)>,
    /// Who reports it.
    pub reporter: ReportedBy,
    /// The address of a picture elsewhere.
    pub media_url: Option<String>,
    /// The photographs.
    pub photos: Vec<ReportPhoto>,
    /// Whether it is closed.
    pub closed: bool,
    /// What the clerk says of it.
    pub status_notes: Option<String>,
    /// The unit responsible.
    pub agency: Option<String>,
    /// When it came.
    pub requested_at: DateTime<Utc>,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
    /// By when it is to be mended.
    pub expected_on: Option<NaiveDate>,
    /// Whether it is asked how it went.
    pub asks_feedback: bool,
    /// How it went.
    pub feedback: Option<ReportFeedback>,
}

/// Who reports something: for the clerk, who may have to ask them. It is in no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedBy {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Address of electronic mail.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
}

/// A photograph of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPhoto {
    /// File name, as it was sent.
    pub name: String,
    /// What it is by its bytes.
    pub media_type: String,
    /// Bytes.
    pub size: usize,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
}

/// How the mending of something went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFeedback {
    /// From 1, badly, to 5, well.
    pub rating: Option<u8>,
    /// In words.
    pub text: String,
    /// How often they had to be in touch.
    pub contacts: Option<u32>,
}

/// Where a report stands, as the clerk says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportStanding {
    /// Whether it is closed.
    pub closed: bool,
    /// What is said of it.
    pub notes: Option<String>,
    /// The unit responsible.
    pub agency: Option<String>,
    /// By when it is to be mended.
    pub expected_on: Option<NaiveDate>,
    /// Whether it is asked how it went; only of what is closed.
    pub asks_feedback: bool,
}

/// A report as it comes.
#[derive(Clone, Debug)]
pub(crate) struct NewReport {
    pub(crate) service: String,
    pub(crate) r#type: ServiceType,
    pub(crate) agency: String,
    pub(crate) description: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) position: Option<Position>,
    pub(crate) attributes: Vec<(String, Vec<String>)>,
    pub(crate) reporter: ReportedBy,
    pub(crate) media_url: Option<String>,
    pub(crate) photos: Vec<NewPhoto>,
}

/// A photograph as it comes.
#[derive(Clone, Debug)]
pub(crate) struct NewPhoto {
    pub(crate) name: String,
    pub(crate) media_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Which public reports are wanted.
#[derive(Clone, Debug)]
pub(crate) enum ReportsWanted {
    /// Those of these ids.
    Ids(Vec<String>),
    /// Those that all of this holds for.
    Filter {
        /// Codes of services; none: all.
        services: Vec<String>,
        /// Reported from here …
        from: DateTime<Utc>,
        /// … to here.
        to: DateTime<Utc>,
        /// Whether closed; none: both.
        closed: Option<bool>,
        /// Around a place, within so many metres.
        around: Option<(Position, f64)>,
    },
}

/// Why feedback was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReportFault {
    /// No public report has this id.
    #[error("no such report")]
    NoSuchReport,
    /// It does not ask how it went, or not any more.
    #[error("the report does not ask how it went")]
    NotAsked,
    /// The registry failed.
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

/// Makes the tables and tells the reports of the story, where that was not done yet.
pub(super) fn found(connection: &mut Connection, told: Vec<ToldReport>) -> Result<(), RegistryError> {
    let tx = connection.transaction()?;
    let is_there: bool =
        tx.query_one("select exists (select 1 from sqlite_schema where name = 'reports')", [], |row| row.get(0))?;
    if is_there {
        return Ok(());
    }
    tx.execute_batch(include_str!("reports.sql"))?;
    for told in told {
        let number = next_number(&tx)?;
        let report = Report {
            number,
            id: Some(id_of(number, told.at)),
            token: None,
            service: told.service,
            description: Some(told.description),
            address: Some(told.address),
            position: Some(told.position),
            attributes: Vec::new(),
            reporter: ReportedBy::default(),
            media_url: None,
            photos: Vec::new(),
            closed: told.closed,
            status_notes: told.notes,
            agency: Some(told.agency),
            requested_at: told.at,
            updated_at: told.updated,
            expected_on: told.expected_on,
            asks_feedback: told.asks_feedback,
            feedback: None,
        };
        insert(&tx, &report)?;
    }
    tx.commit()?;
    Ok(())
}

impl Registry {
    /// Every report, in the order in which they came.
    pub fn reports(&self) -> Result<Vec<Report>, RegistryError> {
        let connection = self.connection();
        let mut statement = connection.prepare("select record from reports order by number")?;
        collected(statement.query_map([], record)?)
    }

    /// The report of this id or token.
    pub fn report(&self, name: &str) -> Result<Option<Report>, RegistryError> {
        let connection = self.connection();
        let mut statement = connection.prepare("select record from reports where id = ?1 or token = ?1")?;
        collected(statement.query_map([name], record)?).map(|found| found.into_iter().next())
    }

    /// The report of this running number.
    pub fn numbered_report(&self, number: i64) -> Result<Report, RegistryError> {
        read(&self.connection(), number)
    }

    /// The bytes of a photograph, counted from 0.
    pub fn report_photo(&self, number: i64, place: u32) -> Result<Option<Vec<u8>>, RegistryError> {
        let bytes = self
            .connection()
            .query_row(
                "select bytes from report_photos where report = ?1 and place = ?2",
                params![number, place],
                |row| row.get(0),
            )
            .optional()?;
        Ok(bytes)
    }

    /// Says where a report stands.
    pub fn move_report(&self, number: i64, standing: &ReportStanding) -> Result<(), RegistryError> {
        let now = self.shared.clock.now();
        self.write(|tx, _| {
            let mut report = read(tx, number)?;
            report.closed = standing.closed;
            report.status_notes.clone_from(&standing.notes);
            report.agency.clone_from(&standing.agency);
            report.expected_on = standing.expected_on;
            report.asks_feedback = standing.closed && standing.asks_feedback && report.feedback.is_none();
            report.updated_at = now;
            update(tx, &report)
        })
    }

    /// Takes a report that waits for its id, and gives it one. A report that has one keeps it.
    pub fn take_report(&self, number: i64) -> Result<String, RegistryError> {
        let now = self.shared.clock.now();
        self.write(|tx, _| {
            let mut report = read(tx, number)?;
            if let Some(id) = report.id {
                return Ok(id);
            }
            // A black box gives no token, and never an id.
            report.token.as_ref().ok_or_else(|| unknown(number))?;
            let id = id_of(number, report.requested_at);
            report.id = Some(id.clone());
            report.updated_at = now;
            update(tx, &report)?;
            Ok(id)
        })
    }

    /// Receives a report.
    pub(crate) fn receive_report(&self, new: NewReport) -> Result<Report, RegistryError> {
        let now = self.shared.clock.now();
        let photo = |photo: &NewPhoto| ReportPhoto {
            name: photo.name.clone(),
            media_type: photo.media_type.to_owned(),
            size: photo.bytes.len(),
            sha256: hex::encode(Sha256::digest(&photo.bytes)),
        };
        self.write(|tx, _| {
            let number = next_number(tx)?;
            let report = Report {
                number,
                id: (new.r#type == ServiceType::Realtime).then(|| id_of(number, now)),
                token: (new.r#type == ServiceType::Batch).then(random_token).transpose()?,
                photos: new.photos.iter().map(photo).collect(),
                service: new.service,
                description: new.description,
                address: new.address,
                position: new.position,
                attributes: new.attributes,
                reporter: new.reporter,
                media_url: new.media_url,
                closed: false,
                status_notes: None,
                agency: Some(new.agency),
                requested_at: now,
                updated_at: now,
                expected_on: None,
                asks_feedback: false,
                feedback: None,
            };
            insert(tx, &report)?;
            for (place, photo) in (0_u32..).zip(&new.photos) {
                tx.execute(
                    "insert into report_photos (report, place, bytes) values (?1, ?2, ?3)",
                    params![number, place, photo.bytes],
                )?;
            }
            Ok(report)
        })
    }

    /// The public reports that are wanted, the latest first: those that have an id.
    pub(crate) fn find_reports(&self, wanted: &ReportsWanted) -> Result<Vec<Report>, RegistryError> {
        let connection = self.connection();
        let (services, from, to, closed, around) = match wanted {
            ReportsWanted::Ids(ids) => {
                let mut statement = connection.prepare_cached("select record from reports where id = ?1")?;
                let mut found = Vec::new();
                for id in ids {
                    found.extend(collected(statement.query_map([id], record)?)?);
                }
                found.sort_by_key(|report: &Report| std::cmp::Reverse(report.number));
                found.dedup_by_key(|report| report.number);
                return Ok(found);
            }
            ReportsWanted::Filter { services, from, to, closed, around } => (services, from, to, closed, around),
        };
        // What a municipality is told in 90 days is a few thousand reports: the rest is sifted here.
        let mut statement = connection.prepare_cached(
            "select record from reports
              where id is not null and requested between ?1 and ?2 order by requested desc, number desc",
        )?;
        let mut found = collected(statement.query_map([from.timestamp(), to.timestamp()], record)?)?;
        found.retain(|report| {
            let is_around = around.is_none_or(|(centre, radius)| {
                report.position.is_some_and(|position| metres(position, centre) <= radius)
            });
            is_around
                && (services.is_empty() || services.contains(&report.service))
                && closed.is_none_or(|closed| report.closed == closed)
        });
        Ok(found)
    }

    /// Receives how it went, once.
    pub(crate) fn receive_report_feedback(&self, id: &str, feedback: ReportFeedback) -> Result<(), ReportFault> {
        self.write(|tx, _| {
            let found: Option<i64> =
                tx.query_row("select number from reports where id = ?1", [id], |row| row.get(0)).optional()?;
            let Some(number) = found else { return Ok(Err(ReportFault::NoSuchReport)) };
            let mut report = read(tx, number)?;
            if !report.asks_feedback {
                return Ok(Err(ReportFault::NotAsked));
            }
            report.asks_feedback = false;
            report.feedback = Some(feedback);
            update(tx, &report)?;
            Ok(Ok(()))
        })?
    }
}

/// An id as the municipality writes it: the year and the running number.
fn id_of(number: i64, at: DateTime<Utc>) -> String {
    format!("{}-{number:05}", at.with_timezone(&Helsinki).year())
}

fn next_number(tx: &Transaction<'_>) -> Result<i64, RegistryError> {
    Ok(tx.query_one("select coalesce(max(number), 0) + 1 from reports", [], |row| row.get(0))?)
}

fn insert(tx: &Transaction<'_>, report: &Report) -> Result<(), RegistryError> {
    tx.execute(
        "insert into reports (number, id, token, requested, record) values (?1, ?2, ?3, ?4, ?5)",
        params![
            report.number,
            report.id,
            report.token,
            report.requested_at.timestamp(),
            serde_json::to_string(report)?
        ],
    )?;
    Ok(())
}

fn update(tx: &Transaction<'_>, report: &Report) -> Result<(), RegistryError> {
    tx.execute(
        "update reports set id = ?2, record = ?3 where number = ?1",
        params![report.number, report.id, serde_json::to_string(report)?],
    )?;
    Ok(())
}

fn read(connection: &Connection, number: i64) -> Result<Report, RegistryError> {
    let found = connection.query_row("select record from reports where number = ?1", [number], record).optional()?;
    Ok(serde_json::from_str(&found.ok_or_else(|| unknown(number))?)?)
}

fn record(row: &Row<'_>) -> rusqlite::Result<String> {
    row.get(0)
}

fn collected(rows: impl Iterator<Item = rusqlite::Result<String>>) -> Result<Vec<Report>, RegistryError> {
    rows.map(|row| Ok(serde_json::from_str(&row?)?)).collect()
}

fn unknown(number: i64) -> RegistryError {
    RegistryError::UnknownRecord { kind: "report".to_owned(), id: number.to_string() }
}
