//! The Virta family's sources and papers, and a picture of everything a store shows.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    case::{Case, CaseStatus, Coverage, Status},
    change::{Change, Cursor, Page, Quarantined, Tombstone, TombstoneReason},
    decision::{AppealInstruction, AppealKind, Decision, Notice, NoticeMethod, Outcome},
    document::Document,
    id::{PartyId, RecordKey, RecordKind, RemoteId, SourceId},
    inbox::Group,
    message::{Direction, Message},
    need::Need,
    party::{Mandate, MandateBasis, MandateScope, Party, Relation},
    record::Record,
    report::ServiceRequest,
    source::SourceKind,
    task::{Task, TaskAction, TaskState},
    text::{BodyFormat, Localized},
    time::Moment,
};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::{
    Applied, EndedRow, InboxKey, InboxQuery, InboxRow, NewSource, PartyRow, ProfileKey, QuarantinedRow, Random, Store,
    StoreError, StoredRecord, ToldRow,
};

/// Different bytes each time, the same in every run.
#[derive(Default)]
pub(crate) struct Counter(AtomicU64);

impl Random for Counter {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let digest = Sha256::digest(self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

pub(crate) const KEY: [u8; 32] = [7; 32];

/// A device: a folder, and what survives closing the app.
pub(crate) struct Device {
    pub(crate) folder: TempDir,
    random: Arc<Counter>,
}

impl Device {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), random: Arc::default() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn open(&self) -> Store {
        self.try_open(KEY).unwrap()
    }

    pub(crate) fn try_open(&self, key: [u8; 32]) -> Result<Store, StoreError> {
        Store::open(self.path(), &ProfileKey::new(key), Arc::clone(&self.random) as Arc<dyn Random>)
    }

    /// Names of the files among the vaults, without SQLite's own beside them.
    pub(crate) fn vault_files(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.path().join("vaults"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
            .collect();
        names.sort();
        names
    }

    pub(crate) fn vault_file(&self, party: &PartyId) -> std::path::PathBuf {
        self.path().join("vaults").join(format!("{party}.db"))
    }
}

/// A device with Haikkala connected, which has introduced Aino and her daughter Elsa.
pub(crate) fn aino_with_elsa() -> (Device, Store) {
    let device = Device::new();
    let store = device.open();
    store.enrol_source(&haikkala()).unwrap();
    take(&store, page("people", [aino(), elsa()]));
    (device, store)
}

pub(crate) fn haikkala_id() -> SourceId {
    SourceId::new("haikkala")
}

pub(crate) fn haikkala() -> NewSource {
    NewSource {
        id: haikkala_id(),
        kind: SourceKind::Resident,
        base_url: "https://asukas.haikkala.example".to_owned(),
        name: Localized::one("fi", "Haikkala"),
    }
}

pub(crate) fn kaarna() -> NewSource {
    NewSource {
        id: SourceId::new("kaarna"),
        base_url: "https://kaarna.example".to_owned(),
        name: Localized::one("fi", "Kaarna"),
        ..haikkala()
    }
}

pub(crate) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// When pages come in, unless a test says otherwise.
pub(crate) fn now() -> DateTime<Utc> {
    instant("2026-11-17T09:12:00Z")
}

pub(crate) fn today() -> NaiveDate {
    day("2026-11-17")
}

pub(crate) fn id(id: &str) -> RemoteId {
    RemoteId::new(id)
}

pub(crate) fn person(key: &str, name: &str, relation: Relation) -> Party {
    let name = name.into();
    Party { key: id(key), name, relation, born_on: None, business_id: None, protected: false, withheld: false }
}

pub(crate) fn aino() -> Change {
    upsert(record(person("aino", "Aino Virta", Relation::Myself)))
}

pub(crate) fn elsa() -> Change {
    upsert(record(person("elsa", "Elsa Virta", Relation::Child)))
}

/// Elsa's id on this device, by Haikkala's name of her: worked out by `printf 'haikkala\0elsa' | sha256sum`.
pub(crate) fn elsa_id() -> PartyId {
    PartyId::new("f92b7f176a319980")
}

pub(crate) fn me() -> PartyId {
    PartyId::new("me")
}

pub(crate) fn mandate(name: &str, party: &str) -> Mandate {
    Mandate {
        id: id(name),
        party: id(party),
        basis: MandateBasis::Custody,
        scope: MandateScope::Everything,
        valid_from: None,
        valid_to: None,
    }
}

pub(crate) fn letter(name: &str, party: &str, sent_at: &str) -> Message {
    Message {
        matter: None,
        id: id(name),
        party: id(party),
        case: None,
        title: Localized::one("fi", format!("Kirje {name}")),
        body: Localized::one("fi", "Hei"),
        body_format: BodyFormat::Plain,
        direction: Direction::Incoming,
        sender: None,
        unit: None,
        sent_at: Moment::parse(sent_at).unwrap(),
        need: Need::Nothing,
        documents: Vec::new(),
    }
}

pub(crate) fn matter(name: &str, party: &str, updated_at: &str) -> Case {
    Case {
        matter: None,
        id: id(name),
        party: id(party),
        title: Localized::one("fi", format!("Asia {name}")),
        summary: None,
        summary_format: BodyFormat::Plain,
        status: Status { code: CaseStatus::InProgress, wording: None },
        register_number: None,
        unit: None,
        opened_at: None,
        updated_at: Moment::parse(updated_at).unwrap(),
        next_step: None,
        expected_by: None,
        due: None,
        timeline: Vec::new(),
        documents: Vec::new(),
        retained_until: None,
        additional: None,
        progress: None,
        filing: None,
        coverage: Coverage::default(),
        withdrawal: None,
        feedback: None,
        reviews: None,
        locked_after: None,
    }
}

pub(crate) fn decision(name: &str, party: &str, made_at: &str) -> Decision {
    Decision {
        matter: None,
        id: id(name),
        party: id(party),
        case: None,
        title: Localized::one("fi", format!("Päätös {name}")),
        authority: Localized::one("fi", "Varhaiskasvatus"),
        register_number: None,
        section: None,
        made_at: Moment::parse(made_at).unwrap(),
        outcome: Outcome::Granted,
        summary: Localized::default(),
        text_format: BodyFormat::Plain,
        sections: Vec::new(),
        legal_basis: Vec::new(),
        appeal: None,
        notice: None,
        maker: None,
        contact: None,
        documents: Vec::new(),
        replaces: None,
        signature: None,
    }
}

pub(crate) fn served(decision: Decision) -> Decision {
    let notice = Notice {
        method: NoticeMethod::Electronic,
        sent_at: None,
        deemed_served_on: Some(day("2026-11-04")),
        served_at: None,
    };
    Decision { notice: Some(notice), ..decision }
}

pub(crate) fn appealable(decision: Decision, last_day: &str) -> Decision {
    let appeal = AppealInstruction {
        kind: AppealKind::ReviewRequest,
        regime: None,
        authority: None,
        address: None,
        period_days: Some(14),
        last_day: Some(day(last_day)),
        office_closes_at: None,
        who: None,
        contents: None,
        cost: None,
        receives: false,
    };
    Decision { appeal: Some(appeal), ..decision }
}

pub(crate) fn duty(name: &str, party: &str, asked_at: &str, due: Option<&str>) -> Task {
    Task {
        answers: None,
        matter: None,
        id: id(name),
        party: id(party),
        case: None,
        title: Localized::one("fi", format!("Tehtävä {name}")),
        body: None,
        body_format: BodyFormat::Plain,
        unit: None,
        asked_at: Moment::parse(asked_at).unwrap(),
        need: Need::Required { due: due.map(day) },
        action: TaskAction::Answer,
        state: TaskState::Open,
        documents: Vec::new(),
        form: None,
    }
}

pub(crate) fn pothole(name: &str, updated_at: &str) -> ServiceRequest {
    ServiceRequest {
        id: id(name),
        service: Localized::one("fi", "Kuoppa kadussa"),
        service_code: None,
        description: None,
        status: Status::default(),
        status_notes: None,
        agency: None,
        requested_at: None,
        updated_at: Moment::parse(updated_at),
        expected_at: None,
        address: None,
        position: None,
        media: None,
        token: None,
        asks_feedback: false,
    }
}

pub(crate) fn paper(name: &str, bytes: &[u8]) -> Document {
    Document {
        id: id(name),
        name: Localized::one("fi", name),
        media_type: Some("application/pdf".to_owned()),
        size: Some(bytes.len() as u64),
        sha256: Some(hex::encode(Sha256::digest(bytes))),
        expires_at: None,
        href: None,
    }
}

/// What a record can be made of.
pub(crate) trait Content {
    fn into_record(self) -> Record;
}

macro_rules! content {
    ($($type:ident),*) => {$(
        impl Content for $type {
            fn into_record(self) -> Record {
                Record::$type(self.into())
            }
        }
    )*};
}

content!(Party, Mandate, Case, Message, Decision, Task, ServiceRequest);

pub(crate) fn record(content: impl Content) -> Record {
    content.into_record()
}

pub(crate) fn upsert(record: Record) -> Change {
    Change::Upsert(Box::new(record))
}

pub(crate) fn end(kind: RecordKind, name: &str, reason: TombstoneReason) -> Change {
    Change::Tombstone(Tombstone { kind, id: id(name), reason, at: None })
}

/// A page that reaches the end of the feed.
pub(crate) fn page(next: &str, changes: impl IntoIterator<Item = Change>) -> Page {
    Page {
        changes: changes.into_iter().collect(),
        quarantined: Vec::<Quarantined>::new(),
        next: Cursor::new(next),
        more: false,
    }
}

/// A page after which the source has more.
pub(crate) fn page_of_many(next: &str, changes: impl IntoIterator<Item = Change>) -> Page {
    Page { more: true, ..page(next, changes) }
}

/// Takes a page of Haikkala in.
pub(crate) fn take(store: &Store, page: impl std::borrow::Borrow<Page>) -> Applied {
    store.apply_page(&haikkala_id(), page.borrow(), None, now()).unwrap()
}

pub(crate) fn key(kind: RecordKind, name: &str) -> RecordKey {
    RecordKey { source: haikkala_id(), kind, id: id(name) }
}

/// A whole group, read in pages of three.
pub(crate) fn group(store: &Store, group: Group, party: Option<&PartyId>, today: NaiveDate) -> Vec<InboxRow> {
    let mut rows = Vec::new();
    let mut after: Option<InboxKey> = None;
    loop {
        let page = store.inbox(&InboxQuery { group, party: party.cloned(), after, limit: 3, today }).unwrap();
        rows.extend(page.items);
        // Through text and back, as it crosses to the interface.
        after = page.next.map(|next| next.to_string().parse().unwrap());
        if after.is_none() {
            return rows;
        }
    }
}

pub(crate) fn names(rows: &[InboxRow]) -> Vec<&str> {
    rows.iter().map(|row| row.key.id.as_str()).collect()
}

pub(crate) fn inbox(store: &Store, of: Group) -> Vec<String> {
    names(&group(store, of, None, today())).into_iter().map(ToOwned::to_owned).collect()
}

/// All that a store shows of these sources, but for when things came.
#[derive(Debug, PartialEq)]
pub(crate) struct Picture {
    pub(crate) parties: Vec<PartyRow>,
    pub(crate) groups: Vec<Vec<InboxRow>>,
    pub(crate) cases: Vec<InboxRow>,
    pub(crate) records: BTreeMap<RecordKey, StoredRecord>,
    pub(crate) told: Vec<ToldRow>,
    pub(crate) ended: Vec<EndedRow>,
    pub(crate) quarantined: Vec<(SourceId, Vec<Quarantined>)>,
    pub(crate) cursors: Vec<(SourceId, Option<Cursor>)>,
    pub(crate) vaults: Vec<String>,
}

pub(crate) fn picture(device: &Device, store: &Store, keys: &[RecordKey]) -> Picture {
    assert_everything_is_indexed(store);
    let read = |key: &RecordKey| {
        let stored = store.record(key).unwrap()?;
        Some((key.clone(), StoredRecord { received_at: DateTime::UNIX_EPOCH, ..stored }))
    };
    let plain = |rows: Vec<QuarantinedRow>| {
        let mut all: Vec<_> = rows.into_iter().map(|row| row.quarantined).collect();
        all.sort_by_key(|quarantined| format!("{quarantined:?}"));
        all
    };
    let sources = store.sources().unwrap();
    let mut told = store.told(1000).unwrap();
    for row in &mut told {
        row.at = DateTime::UNIX_EPOCH;
    }
    let mut ended = store.ended_rights().unwrap();
    for row in &mut ended {
        row.at = DateTime::UNIX_EPOCH;
    }
    told.sort_by(|a, b| (&a.party, &a.key).cmp(&(&b.party, &b.key)));
    Picture {
        parties: store.parties().unwrap(),
        groups: [Group::NeedsYou, Group::New, Group::Rest].map(|of| group(store, of, None, today())).into(),
        cases: store.cases(None, None, 1000).unwrap().items,
        records: keys.iter().filter_map(read).collect(),
        told,
        ended,
        quarantined: sources
            .iter()
            .map(|source| (source.id.clone(), plain(store.quarantined(&source.id, 1000).unwrap())))
            .collect(),
        cursors: sources.into_iter().map(|source| (source.id, source.cursor)).collect(),
        vaults: device.vault_files(),
    }
}

/// Every item of every vault stands in the word index once, nothing else does, and the index is whole.
fn assert_everything_is_indexed(store: &Store) {
    for (_, vault) in store.open_of(None).unwrap() {
        vault
            .read(|vault| {
                let list = |sql| -> crate::error::Result<Vec<i64>> {
                    let mut statement = vault.prepare(sql)?;
                    Ok(statement.query_map([], |row| row.get(0))?.map(Result::unwrap).collect())
                };
                assert_eq!(
                    list("select number from headline order by number")?,
                    list("select number from search_place order by number")?
                );
                assert_eq!(
                    list("select rowid from search where search match '\"§all\"' order by rowid")?,
                    list("select place from search_place order by place")?
                );
                Ok(())
            })
            .unwrap();
    }
}
