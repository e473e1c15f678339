//! The registry of a public body: its database, and the authority's hand in it.
//!
//! Every write is one transaction and is announced to the residents it concerns. The feed keeps the latest change of
//! each record, in the order of those changes, with one exception that readers rely on: a party comes before its
//! records, however often it changes later (see `schema.sql`, `echo`).

mod answers;
mod consents;
mod contact;
mod countersign;
mod cursor;
mod data_requests;
mod documents;
mod families;
mod feed;
mod flows;
mod letters;
mod mandates;
mod openings;
mod receipts;
mod register;
mod reports;
mod reviews;
mod sealed;
mod seed;
mod shelf;
mod signing;
mod tokens;
mod uploads;

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use resident_api::{DocumentRecord, FeedChange, FeedRecord, FeedTombstone, LetterCaps, MandateRecord, PartyRecord};
use rusqlite::{Connection, Transaction, params};
use tokio::sync::broadcast;

use self::cursor::Mint;
pub(crate) use self::{
    consents::ConsentFault,
    documents::StoredDocument,
    families::{Access, Grant, Issued, Lives, Refreshed, SignIn, is_within},
    feed::FeedFault,
    letters::LetterFault,
    mandates::{Deed, DeedFault},
    openings::OpeningFault,
    reports::{NewPhoto, NewReport, ReportFault, ReportsWanted},
    sealed::ReceiptFault,
    tokens::random_token,
    uploads::UploadFault,
};
pub use self::{
    contact::Told,
    families::TokenFamily,
    flows::{Denial, Looked, Wanted},
    openings::Opened,
    reports::{Report, ReportFeedback, ReportPhoto, ReportStanding, ReportedBy},
    sealed::{Envelope, Service},
};
use crate::{
    Body,
    clock::Clock,
    generate::{Generate, GenerateUses},
    world::{World, WorldDocument},
};

/// Schema that this version writes and reads.
const SCHEMA_VERSION: i64 = 2;
/// Request lines kept for [`Registry::requests`].
const KEPT_REQUESTS: usize = 10_000;
/// `viewer` of a row that is for everyone who sees its party.
const EVERYONE: &str = "";

/// Why the registry refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// SQLite failed.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// A file or directory could not be made.
    #[error("file: {0}")]
    File(#[from] std::io::Error),
    /// A record could not be written or read as JSON.
    #[error("record: {0}")]
    Json(#[from] serde_json::Error),
    /// The operating system gave no random bytes.
    #[error("no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// The database was written by another version of the server.
    #[error("the database has schema {0}; remove the file or use the version that wrote it")]
    OtherSchema(i64),
    /// No persona sees this party. Give access first, with [`Registry::grant_access`].
    #[error("nobody sees the party {0}")]
    UnknownParty(String),
    /// There is no such persona.
    #[error("there is no persona {0}")]
    UnknownPersona(String),
    /// There is no such record, or it is gone already.
    #[error("there is no {kind} {id}")]
    UnknownRecord {
        /// Kind asked for.
        kind: String,
        /// Id asked for.
        id: String,
    },
    /// A key for signing decisions could not be made, or does not sign.
    #[error("the key for decisions failed")]
    SigningKey,
    /// A decision could not be sealed.
    #[error("a decision could not be sealed")]
    Sealing,
    /// Filling the database was broken off.
    #[error("the filling of the registry was broken off")]
    Interrupted,
}

/// Where the database is.
pub(crate) enum Place {
    /// Nowhere but in memory.
    Memory,
    /// In this file.
    File(PathBuf),
}

/// What to invent beside the story.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inventions {
    /// Items, for this body.
    pub(crate) items: Option<(Body, Generate)>,
    /// Uses of data and lookups.
    pub(crate) uses: Option<GenerateUses>,
}

/// The registry of one public body. Clones share it. Calls block for as long as SQLite takes: a millisecond as a rule.
#[derive(Clone, Debug)]
pub struct Registry {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    connection: Mutex<Connection>,
    mint: Mint,
    clock: Clock,
    /// The body's id, as its card says it.
    publisher: String,
    hints: broadcast::Sender<Hint>,
    requests: Mutex<VecDeque<RequestLine>>,
    /// How much of a letter is taken, when that is less than the card says.
    letter_caps: Mutex<Option<LetterCaps>>,
    /// Largest file that is taken, when that is less than the card says.
    file_cap: Mutex<Option<u64>>,
}

/// Something residents' event streams must hear.
#[derive(Clone, Debug)]
pub(crate) enum Hint {
    /// These personas have something new in their feed.
    Changed(Vec<String>),
    /// This persona's tokens are void.
    SignedOut(String),
}

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// Method, upper case.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Status of the answer.
    pub status: u16,
}

impl Registry {
    pub(crate) fn open(
        place: &Place,
        clock: Clock,
        mut world: World,
        inventions: &Inventions,
    ) -> Result<Self, RegistryError> {
        let mut connection = match place {
            Place::Memory => Connection::open_in_memory()?,
            Place::File(path) => {
                path.parent().map(std::fs::create_dir_all).transpose()?;
                Connection::open(path)?
            }
        };
        // Losing the last write in a power cut is nothing in a demo world; a torn database would be.
        connection
            .execute_batch("pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -65536;")?;
        let publisher = world.card.id.clone();
        let reporting = world.reporting.take();
        match connection.query_one("pragma user_version", [], |row| row.get(0))? {
            0 => seed::fill(&mut connection, &clock, world, inventions)?,
            SCHEMA_VERSION => connection.execute_batch(include_str!("signing.sql"))?,
            other => return Err(RegistryError::OtherSchema(other)),
        }
        connection.execute_batch(include_str!("sign_in.sql"))?;
        connection.execute_batch(include_str!("uploads.sql"))?;
        connection.execute_batch(include_str!("feedback.sql"))?;
        connection.execute_batch(include_str!("sealed.sql"))?;
        connection.execute_batch(include_str!("data_uses.sql"))?;
        if let Some(reporting) = reporting {
            reports::found(&mut connection, reporting.told)?;
        }
        let mint = connection
            .query_one("select epoch, seal from feed", [], |row| Ok(Mint { epoch: row.get(0)?, key: row.get(1)? }))?;
        let shared = Shared {
            connection: Mutex::new(connection),
            mint,
            clock,
            publisher,
            hints: broadcast::Sender::new(256),
            requests: Mutex::default(),
            letter_caps: Mutex::default(),
            file_cap: Mutex::default(),
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Writes a record. Everyone who sees its party sees it from now on. A party is seen already ([`Self::grant_access`]
    /// introduces one); each viewer keeps their own relation to it. A right to act is seen by those who have it already,
    /// a new one by everyone who acts for the party.
    pub fn upsert(&self, record: FeedRecord) -> Result<(), RegistryError> {
        let party = party_of(&record).to_owned();
        self.write(|tx, audience| {
            let viewers = viewers_of(tx, &party)?;
            if viewers.is_empty() {
                return Err(RegistryError::UnknownParty(party.clone()));
            }
            match record {
                FeedRecord::Party(record) => {
                    for viewer in &viewers {
                        update_party(tx, viewer, &record)?;
                    }
                }
                FeedRecord::Mandate(mandate) => {
                    for viewer in viewers_of_mandate(tx, &mandate)? {
                        put_mandate(tx, &viewer, mandate.clone())?;
                    }
                }
                mut record => {
                    signing::sign(tx, &mut record, self.shared.clock.now())?;
                    countersign::keep(tx, &mut record, &self.shared.publisher)?;
                    attach(tx, &record)?;
                    let id = record.id().to_owned();
                    let row = Row { kind: record.kind(), id: &id, viewer: EVERYONE, party: &party, echo: false };
                    put(tx, &row, &FeedChange::Upsert(record))?;
                }
            }
            audience.extend(viewers);
            Ok(())
        })
    }

    /// Takes a record away, with its documents. `reason` is one of [`FeedTombstone::reason`]. A party goes with all its
    /// records, for everyone who sees it.
    pub fn tombstone(&self, kind: &str, id: &str, reason: &str) -> Result<(), RegistryError> {
        let at = self.shared.clock.stamp();
        self.write(|tx, audience| {
            let unknown = || RegistryError::UnknownRecord { kind: kind.to_owned(), id: id.to_owned() };
            if kind == "party" {
                let viewers = viewers_of(tx, id)?;
                if viewers.is_empty() {
                    return Err(unknown());
                }
                for viewer in &viewers {
                    hide_party(tx, viewer, id, reason, &at)?;
                }
                audience.extend(viewers);
                return Ok(());
            }
            let rows: Vec<(String, String)> = tx
                .prepare("select viewer, party from changes where kind = ?1 and id = ?2 and gone = 0")?
                .query_map(params![kind, id], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            tx.execute("delete from attachments where kind = ?1 and id = ?2", params![kind, id])?;
            for (viewer, party) in &rows {
                put(tx, &Row { kind, id, viewer, party, echo: false }, &tombstone(kind, id, reason, &at))?;
            }
            let (_, party) = rows.first().ok_or_else(unknown)?;
            audience.extend(viewers_of(tx, party)?);
            Ok(())
        })
    }

    /// Lets `persona` see a party and all its records, described as this persona sees it, by this right to act.
    pub fn grant_access(
        &self,
        persona: &str,
        party: PartyRecord,
        mandate: Option<MandateRecord>,
    ) -> Result<(), RegistryError> {
        self.write(|tx, audience| {
            require_persona(tx, persona)?;
            let id = party.id.clone();
            introduce_party(tx, persona, party, mandate)?;
            audience.extend(viewers_of(tx, &id)?);
            Ok(())
        })
    }

    /// Ends `persona`'s access to a party: the party and all its records are gone for them, and for them alone.
    pub fn end_access(&self, persona: &str, party: &str) -> Result<(), RegistryError> {
        let at = self.shared.clock.stamp();
        self.write(|tx, audience| {
            require_persona(tx, persona)?;
            if !viewers_of(tx, party)?.iter().any(|viewer| viewer == persona) {
                return Err(RegistryError::UnknownParty(party.to_owned()));
            }
            hide_party(tx, persona, party, "access_ended", &at)?;
            audience.push(persona.to_owned());
            Ok(())
        })
    }

    /// Stores a document's bytes. It can be fetched once a record of its party carries it.
    pub fn publish(&self, document: &WorldDocument) -> Result<(), RegistryError> {
        self.write(|tx, _| documents::store(tx, document))
    }

    /// Forgets what is gone and every cursor given out so far: they answer 410 from now on.
    pub fn forget_history(&self) -> Result<(), RegistryError> {
        self.write(|tx, _| {
            tx.execute("delete from changes where gone = 1", [])?;
            let head = next_seq(tx)?;
            tx.execute("update feed set kept_from = ?1", [head])?;
            Ok(())
        })
    }

    /// The personas of this body.
    pub fn personas(&self) -> Result<Vec<String>, RegistryError> {
        let connection = self.connection();
        let mut statement = connection.prepare("select id from personas order by id")?;
        let personas = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(personas)
    }

    /// Requests that were answered, oldest first: the last ten thousand.
    pub fn requests(&self) -> Vec<RequestLine> {
        self.log().iter().cloned().collect()
    }

    pub(crate) fn note_request(&self, line: RequestLine) {
        let mut log = self.log();
        if log.len() == KEPT_REQUESTS {
            log.pop_front();
        }
        log.push_back(line);
    }

    pub(crate) fn hints(&self) -> broadcast::Receiver<Hint> {
        self.shared.hints.subscribe()
    }

    fn log(&self) -> MutexGuard<'_, VecDeque<RequestLine>> {
        self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// SQLite rolls back what a panic interrupted, so a poisoned lock guards a sound connection.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.shared.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `change` in one transaction and tells the personas it names that there is something new.
    fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>, &mut Vec<String>) -> Result<T, RegistryError>,
    ) -> Result<T, RegistryError> {
        let mut audience = Vec::new();
        let outcome = {
            let mut connection = self.connection();
            let tx = connection.transaction()?;
            let outcome = change(&tx, &mut audience)?;
            tx.commit()?;
            outcome
        };
        if !audience.is_empty() {
            // Nobody listens: nobody needs the hint.
            let _ = self.shared.hints.send(Hint::Changed(audience));
        }
        Ok(outcome)
    }
}

/// The party a record is about.
fn party_of(record: &FeedRecord) -> &str {
    match record {
        FeedRecord::Party(record) => &record.id,
        FeedRecord::Mandate(record) => &record.party,
        FeedRecord::GivenMandate(record) => &record.party,
        FeedRecord::MandateRequest(record) => &record.party,
        FeedRecord::Acted(record) => &record.party,
        FeedRecord::Case(record) => &record.party,
        FeedRecord::Message(record) => &record.party,
        FeedRecord::Decision(record) => &record.party,
        FeedRecord::SealedDecision(record) => &record.party,
        FeedRecord::Task(record) => &record.party,
        FeedRecord::DataUse(record) => &record.party,
        FeedRecord::Consent(record) => &record.party,
        FeedRecord::Lookup(record) => &record.party,
        FeedRecord::AccessLog(record) => &record.party,
    }
}

/// The key of a row of `changes`.
struct Row<'a> {
    kind: &'a str,
    id: &'a str,
    viewer: &'a str,
    party: &'a str,
    echo: bool,
}

/// Puts `change` at the end of the feed, in place of the record's earlier change.
fn put(tx: &Transaction<'_>, row: &Row<'_>, change: &FeedChange) -> Result<(), RegistryError> {
    let gone = matches!(change, FeedChange::Tombstone(_));
    let text = serde_json::to_string(change)?;
    let Row { kind, id, viewer, party, echo } = row;
    tx.prepare_cached("delete from changes where kind = ?1 and id = ?2 and viewer = ?3 and echo = ?4")?
        .execute(params![kind, id, viewer, echo])?;
    tx.prepare_cached(
        "insert into changes (seq, kind, id, viewer, party, echo, gone, change)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![next_seq(tx)?, kind, id, viewer, party, echo, gone, text])?;
    Ok(())
}

fn next_seq(tx: &Transaction<'_>) -> Result<i64, RegistryError> {
    Ok(tx.prepare_cached("update feed set head = head + 1 returning head")?.query_one([], |row| row.get(0))?)
}

fn viewers_of(tx: &Transaction<'_>, party: &str) -> Result<Vec<String>, RegistryError> {
    let mut statement = tx.prepare_cached("select persona from sees where party = ?1 order by persona")?;
    let viewers = statement.query_map([party], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(viewers)
}

fn require_persona(tx: &Transaction<'_>, persona: &str) -> Result<(), RegistryError> {
    let found = tx.prepare_cached("select 1 from personas where id = ?1")?.exists([persona])?;
    if found { Ok(()) } else { Err(RegistryError::UnknownPersona(persona.to_owned())) }
}

/// Gives a viewer's party its new description: in front of its records and, for those who passed there, at the end.
fn update_party(tx: &Transaction<'_>, viewer: &str, party: &PartyRecord) -> Result<(), RegistryError> {
    let row = Row { kind: "party", id: &party.id, viewer, party: &party.id, echo: true };
    let (seq, text): (i64, String) = tx.query_one(
        "select seq, change from changes where kind = 'party' and id = ?1 and viewer = ?2 and echo = 0",
        params![party.id, viewer],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut party = party.clone();
    if let FeedChange::Upsert(FeedRecord::Party(before)) = serde_json::from_str(&text)? {
        party.relation = before.relation;
    }
    let change = FeedChange::Upsert(FeedRecord::Party(party));
    tx.execute("update changes set change = ?1 where seq = ?2", params![serde_json::to_string(&change)?, seq])?;
    put(tx, &row, &change)
}

/// Who has this right to act: those who had it before, else everyone who is not the party themselves.
fn viewers_of_mandate(tx: &Transaction<'_>, mandate: &MandateRecord) -> Result<Vec<String>, RegistryError> {
    let holders: Vec<String> = tx
        .prepare("select viewer from changes where kind = 'mandate' and id = ?1 and gone = 0 order by viewer")?
        .query_map([&mandate.id], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    if !holders.is_empty() {
        return Ok(holders);
    }
    let acting = tx
        .prepare(
            "select viewer from changes
              where kind = 'party' and id = ?1 and echo = 0 and gone = 0
                and change ->> '$.record.relation' <> 'myself'
              order by viewer",
        )?
        .query_map([&mandate.party], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(acting)
}

/// Lets `persona` see a party from now on, by this right.
fn introduce_party(
    tx: &Transaction<'_>,
    persona: &str,
    party: PartyRecord,
    mandate: Option<MandateRecord>,
) -> Result<(), RegistryError> {
    tx.execute("insert or ignore into sees (persona, party) values (?1, ?2)", params![persona, party.id])?;
    tx.execute("delete from changes where viewer = ?1 and party = ?2", params![persona, party.id])?;
    let id = party.id.clone();
    let row = Row { kind: "party", id: &id, viewer: persona, party: &id, echo: false };
    put(tx, &row, &FeedChange::Upsert(FeedRecord::Party(party)))?;
    if let Some(mandate) = mandate {
        put_mandate(tx, persona, mandate)?;
    }
    // The party's records move behind it, so that this persona meets them; others get them once more.
    let seqs: Vec<i64> = tx
        .prepare("select seq from changes where party = ?1 and viewer = '' and gone = 0 order by seq")?
        .query_map([&id], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for seq in seqs {
        let next = next_seq(tx)?;
        tx.execute("update changes set seq = ?1 where seq = ?2", [next, seq])?;
    }
    Ok(())
}

fn put_mandate(tx: &Transaction<'_>, viewer: &str, mandate: MandateRecord) -> Result<(), RegistryError> {
    let (id, party) = (mandate.id.clone(), mandate.party.clone());
    let row = Row { kind: "mandate", id: &id, viewer, party: &party, echo: false };
    put(tx, &row, &FeedChange::Upsert(FeedRecord::Mandate(mandate)))
}

/// Tombstones for everything of a party, for one viewer; the party last, so that none of its records is left behind.
fn hide_party(tx: &Transaction<'_>, viewer: &str, party: &str, reason: &str, at: &str) -> Result<(), RegistryError> {
    tx.execute("delete from sees where persona = ?1 and party = ?2", params![viewer, party])?;
    let records: Vec<(String, String)> = tx
        .prepare(
            "select kind, id from changes
              where party = ?1 and viewer in ('', ?2) and kind <> 'party' and gone = 0 order by seq",
        )?
        .query_map([party, viewer], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    tx.execute("delete from changes where viewer = ?1 and party = ?2", params![viewer, party])?;
    for (kind, id) in &records {
        put(tx, &Row { kind, id, viewer, party, echo: false }, &tombstone(kind, id, reason, at))?;
    }
    let row = Row { kind: "party", id: party, viewer, party, echo: false };
    put(tx, &row, &tombstone("party", party, reason, at))
}

fn tombstone(kind: &str, id: &str, reason: &str, at: &str) -> FeedChange {
    FeedChange::Tombstone(FeedTombstone {
        kind: kind.to_owned(),
        id: id.to_owned(),
        reason: reason.to_owned(),
        at: at.to_owned(),
    })
}

/// Notes which documents a record carries now.
fn attach(tx: &Transaction<'_>, record: &FeedRecord) -> Result<(), RegistryError> {
    let ids = |documents: &[DocumentRecord]| documents.iter().map(|document| document.id.clone()).collect::<Vec<_>>();
    let documents = match record {
        FeedRecord::Party(_)
        | FeedRecord::Mandate(_)
        | FeedRecord::GivenMandate(_)
        | FeedRecord::MandateRequest(_)
        | FeedRecord::Acted(_)
        | FeedRecord::DataUse(_)
        | FeedRecord::Consent(_)
        | FeedRecord::Lookup(_)
        | FeedRecord::AccessLog(_) => return Ok(()),
        FeedRecord::Case(record) => ids(&record.documents),
        FeedRecord::Message(record) => ids(&record.documents),
        FeedRecord::Decision(record) => ids(&record.documents),
        FeedRecord::SealedDecision(record) => record.documents.iter().map(|document| document.id.clone()).collect(),
        FeedRecord::Task(record) => ids(&record.documents),
    };
    tx.prepare_cached("delete from attachments where kind = ?1 and id = ?2")?
        .execute(params![record.kind(), record.id()])?;
    for document in documents {
        tx.prepare_cached("insert or ignore into attachments (document, kind, id) values (?1, ?2, ?3)")?
            .execute(params![document, record.kind(), record.id()])?;
    }
    Ok(())
}
