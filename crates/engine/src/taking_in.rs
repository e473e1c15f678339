//! Taking in an archive: chosen and checked first, then shown, and only then taken in.
//!
//! What comes in is to be read and found, and nothing can be done in it; how it gives way to what a source sends is told at the
//! top of `store/src/archived.rs`. Rights to act are not taken in: they hold by what their source says now.

use std::{collections::BTreeMap, fs::File, io::BufReader, path::PathBuf};

use archive::{
    Archive, Caps, Fingerprint, Refusal,
    format::{Data, PartyEntry, RecordEntry},
};
use domain::{
    id::{PartyRef, RecordKey, RecordKind, SourceId},
    party::Relation,
    record::Record,
};
use protocol::{
    ErrorCode, ErrorView,
    archive::{
        ArchiveFault, ArchiveView, ArchivedPersonView, ArchivedSourceView, ArchivesView, ChosenArchiveView, TakenInView,
    },
};
use store::{ArchivedRecord, NewSource, StoreError};

use crate::{Engine, answer::instant_when};

/// Records taken in at once.
const AT_ONCE: usize = 500;

type Opened = Archive<BufReader<File>>;

impl Engine {
    pub(crate) async fn read_archives(&self) -> Result<ArchivesView, ErrorView> {
        let (names, key) = (self.names().await?, self.signing_key().await?);
        let taken_in = names.archived_sources().filter_map(|row| {
            Some(ArchivedSourceView {
                source: row.id.clone(),
                name: names.sender(&row.id),
                made: instant_when(row.archived_at?),
            })
        });
        let fingerprint = Fingerprint::of(key.public()).as_str().to_owned();
        Ok(ArchivesView { fingerprint, taken_in: taken_in.collect() })
    }

    pub(crate) async fn choose_archive(&self) -> Result<ChosenArchiveView, ErrorView> {
        self.inner.taking.set_chosen(None);
        let host = self.inner.host.clone();
        let chosen = tokio::task::spawn_blocking(move || host.ask_which_to_read()).await;
        let Some(path) = chosen.map_err(|_| ErrorView::from(ErrorCode::Internal))? else {
            return Ok(ChosenArchiveView::Cancelled);
        };
        let (opened, data) = match self.open_archive(path.clone()).await? {
            Ok(found) => found,
            Err(fault) => return Ok(ChosenArchiveView::Refused(fault)),
        };
        let (names, own) = (self.names().await?, Fingerprint::of(self.signing_key().await?.public()));
        self.inner.taking.set_chosen(Some(path));
        let owners = owners(&data);
        let people = data.parties.iter().map(|party| ArchivedPersonView {
            name: party.name.single_line().to_string(),
            relation: party.relation,
            items: count(&data.records, |record| {
                record.record.kind().is_item() && owner(&owners, record) == Some(party)
            }),
        });
        Ok(ChosenArchiveView::Sound(Box::new(ArchiveView {
            made: instant_when(opened.manifest().made_at),
            fingerprint: opened.fingerprint().as_str().to_owned(),
            own: *opened.fingerprint() == own,
            people: people.collect(),
            sources: data.sources.iter().map(|source| names.line(&source.name)).collect(),
            files: data.records.iter().map(|record| u32::try_from(record.documents.len()).unwrap_or(u32::MAX)).sum(),
        })))
    }

    pub(crate) async fn take_in(&self) -> Result<TakenInView, ErrorView> {
        let path = self.inner.taking.chosen().ok_or(ErrorView::from(ErrorCode::BadRequest))?;
        let (mut opened, data) = match self.open_archive(path).await? {
            Ok(found) => found,
            Err(fault) => return Ok(TakenInView::Refused(fault)),
        };
        self.inner.taking.set_chosen(None);
        let made_at = opened.manifest().made_at;
        let Data { sources, records, .. } = data;
        let mut of: BTreeMap<SourceId, Vec<RecordEntry>> = BTreeMap::new();
        for entry in records.into_iter().filter(|entry| is_taken_in(entry.record.kind())) {
            of.entry(entry.source.clone()).or_default().push(entry);
        }
        let (mut added, mut present) = (0, 0);
        for source in sources {
            let mut entries = of.remove(&source.id).unwrap_or_default();
            // People come before what concerns them.
            entries.sort_by_key(|entry| entry.record.kind() != RecordKind::Party);
            let source = NewSource { id: source.id, kind: source.kind, base_url: source.base_url, name: source.name };
            while !entries.is_empty() {
                let rest = entries.split_off(entries.len().min(AT_ONCE));
                let batch = std::mem::replace(&mut entries, rest);
                let items = count(&batch, |entry| entry.record.kind().is_item());
                let (new, back) = self.take_in_batch(opened, &source, batch, made_at).await?;
                opened = back;
                added += new;
                present += items - new;
            }
        }
        self.everything_changed();
        Ok(TakenInView::Done { added, present })
    }

    async fn take_in_batch(
        &self,
        mut opened: Opened,
        source: &NewSource,
        batch: Vec<RecordEntry>,
        made_at: chrono::DateTime<chrono::Utc>,
    ) -> Result<(u32, Opened), ErrorView> {
        let source = source.clone();
        self.in_store(move |store| {
            let archived = |entry: &RecordEntry| ArchivedRecord { record: as_signed(&entry.record), gone: entry.gone };
            let records: Vec<ArchivedRecord> = batch.iter().map(archived).collect();
            let added = store.take_in_archived(&source, &records, made_at)?;
            for entry in &batch {
                let (kind, id) = (entry.record.kind(), entry.record.id().clone());
                let key = RecordKey { source: source.id.clone(), kind, id };
                if !added.contains(&key) {
                    continue;
                }
                for document in &entry.documents {
                    let Ok(bytes) = opened.attachment(&document.path) else {
                        tracing::warn!("a file of an archive has changed since it was checked");
                        continue;
                    };
                    match store.put_document(&key, &document.id, &bytes, &document.media_type) {
                        Ok(()) | Err(StoreError::NotAsDescribed | StoreError::Absent(_)) => {}
                        Err(other) => return Err(other),
                    }
                }
            }
            Ok((u32::try_from(added.len()).unwrap_or(u32::MAX), opened))
        })
        .await
    }

    /// The archive with its records, or why it is not taken in.
    async fn open_archive(&self, path: PathBuf) -> Result<Result<(Opened, Data), ArchiveFault>, ErrorView> {
        let opened = tokio::task::spawn_blocking(move || {
            let file = File::open(&path).map_err(Refusal::Io)?;
            let mut archive = Archive::open(BufReader::new(file), Caps::default())?;
            let data = archive.data()?;
            Ok((archive, data))
        });
        let found = match opened.await.map_err(|_| ErrorView::from(ErrorCode::Internal))? {
            Ok(found) => found,
            Err(refusal) => {
                tracing::warn!(%refusal, "an archive is not taken in");
                return Ok(Err(fault(refusal)));
            }
        };
        let theirs = found.1.parties.iter().find(|party| party.relation == Relation::Myself);
        let theirs = theirs.map(|party| party.name.single_line().to_string()).unwrap_or_default();
        let own = self.names().await?.parties().into_iter().next().map(|party| party.name).unwrap_or_default();
        if !own.is_empty() && !theirs.is_empty() && own.to_lowercase() != theirs.to_lowercase() {
            return Ok(Err(ArchiveFault::AnotherResident { name: theirs }));
        }
        Ok(Ok(found))
    }
}

/// People, and what they have.
const fn is_taken_in(kind: RecordKind) -> bool {
    kind.is_item() || matches!(kind, RecordKind::Party)
}

fn owners(data: &Data) -> BTreeMap<&PartyRef, &PartyEntry> {
    data.parties.iter().flat_map(|party| party.refs.iter().map(move |name| (name, party))).collect()
}

/// Whose a record is. What bears no name is the resident's own.
fn owner<'a>(owners: &BTreeMap<&PartyRef, &'a PartyEntry>, entry: &RecordEntry) -> Option<&'a PartyEntry> {
    match entry.record.party() {
        Some(key) => owners.get(&PartyRef { source: entry.source.clone(), key: key.clone() }).copied(),
        None => owners.values().find(|party| party.relation == Relation::Myself).copied(),
    }
}

fn count(entries: &[RecordEntry], is: impl Fn(&RecordEntry) -> bool) -> u32 {
    u32::try_from(entries.iter().filter(|entry| is(entry)).count()).unwrap_or(u32::MAX)
}

fn fault(refusal: Refusal) -> ArchiveFault {
    match refusal {
        Refusal::NotZip => ArchiveFault::NotZip,
        Refusal::NotArchive => ArchiveFault::NotArchive,
        Refusal::Newer(_) => ArchiveFault::Newer,
        Refusal::Unsafe => ArchiveFault::Unsafe,
        Refusal::TooLarge => ArchiveFault::TooLarge,
        Refusal::BadSignature => ArchiveFault::BadSignature,
        Refusal::Altered(file) => ArchiveFault::Altered { file },
        Refusal::Io(_) => ArchiveFault::Unreadable,
    }
}

/// A signed decision as its signature has it: what an archive says beside that could be somebody else's words.
fn as_signed(record: &Record) -> Record {
    match record {
        Record::Decision(decision) => Record::Decision(Box::new(connector::resident::as_signed(decision))),
        other => other.clone(),
    }
}
