//! Everything as an archive: pages, records, files, receipts, sealed with the device's key. What it looks like is told in
//! the crate `archive`.
//!
//! **Protected people.** What authorities write of somebody may name their address, their school or the place in which they
//! live, and no program can tell where it does. So of a protected person for whom the resident acts, the archive holds that
//! there is a decision or a letter, of which day, and nothing else: not what it says, and not from whom, for which municipality
//! writes to somebody says where they live. A protected resident's own archive holds everything; they are asked before.

use std::{collections::BTreeMap, io::Write};

use archive::{
    Names as FileNames, SigningKey, Word, Writer,
    format::{
        DATA, DocumentEntry, Head, PartyEntry, RecordEntry, SentEntry, SourceEntry, WithheldEntry, without_addresses,
    },
    pages::{self, Attached, Index, Item, Line, Person, SentLine, Sheet, SourceLine},
    word,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{PartyId, RecordKey},
    inbox::Headline,
    outgoing::{Outgoing, Phase},
    party::Relation,
};
use protocol::{
    ErrorView,
    archive::{MissingFileView, TakenOutView},
    view::{ItemView, PartyView, When},
};
use serde::Serialize;
use store::{Kept, StoredRecord};

use super::{Asking, Halt, file_name, missing, unfinished::Unfinished};
use crate::{
    Engine,
    answer::{Names, instant_when, when},
};

impl Engine {
    pub(crate) async fn take_out(&self, party: Option<PartyId>) -> Result<TakenOutView, ErrorView> {
        let (names, key, now) = (self.names().await?, self.signing_key().await?, self.inner.host.now());
        let sheet = Sheet { language: self.language(), made: instant_when(now), made_at: now };
        let fresh = names.sources().map(|row| (row.id.clone(), self.complete_at(row))).collect();
        let kept = {
            let party = party.clone();
            self.in_store(move |store| store.kept(party.as_ref())).await?
        };
        let sent: Vec<Outgoing> = self.in_store(store::Store::all_outgoing).await?;
        let proposed = format!("{}-{}.zip", word(sheet.language, Word::Archive), sheet.made.date);
        let saved = self.write_out(proposed, move |asking, out| {
            let collected = Collected::new(names, sheet, fresh, party.as_ref(), kept);
            Ok((collected.write(asking, out, &key, sent)?, true))
        });
        Ok(saved.await?.unwrap_or(TakenOutView::Cancelled))
    }

    fn complete_at(&self, row: &store::SourceRow) -> Option<When> {
        let state = self.line(&row.id).map(|line| line.state().freshness).ok();
        state.unwrap_or(row.freshness).complete_at.map(instant_when)
    }
}

/// An archive as it comes together.
struct Collected {
    names: Names,
    sheet: Sheet,
    fresh: BTreeMap<domain::id::SourceId, Option<When>>,
    /// Whose matters are in it.
    parties: Vec<PartyView>,
    /// What is in it.
    kept: Vec<Kept>,
    /// What is not, because an order protects whom it concerns.
    hidden: Vec<Kept>,
    /// The pages of what is in it.
    pages: BTreeMap<RecordKey, String>,
    documents: BTreeMap<RecordKey, Vec<DocumentEntry>>,
    lines: BTreeMap<PartyId, Vec<(i64, Line)>>,
    withheld: Vec<WithheldEntry>,
    missing: Vec<MissingFileView>,
    files: u32,
}

impl Collected {
    fn new(
        names: Names,
        sheet: Sheet,
        fresh: BTreeMap<domain::id::SourceId, Option<When>>,
        wanted: Option<&PartyId>,
        kept: Vec<Kept>,
    ) -> Self {
        let parties = names.parties().into_iter().filter(|party| wanted.is_none_or(|wanted| party.is(wanted)));
        let parties: Vec<PartyView> = parties.collect();
        let is_withheld = |kept: &Kept| is_withheld(&names.whose(&kept.party));
        let (hidden, kept): (Vec<Kept>, Vec<Kept>) = kept.into_iter().partition(is_withheld);
        let items = kept.iter().filter(|kept| kept.key.kind.is_item()).enumerate();
        let pages = items.map(|(number, kept)| (kept.key.clone(), format!("pages/{:05}.html", number + 1))).collect();
        Self {
            names,
            sheet,
            fresh,
            parties,
            kept,
            hidden,
            pages,
            documents: BTreeMap::new(),
            lines: BTreeMap::new(),
            withheld: Vec::new(),
            missing: Vec::new(),
            files: 0,
        }
    }

    fn write(
        mut self,
        asking: &Asking,
        out: &mut Unfinished,
        key: &SigningKey,
        sent: Vec<Outgoing>,
    ) -> Result<TakenOutView, Halt> {
        let mut zip = Writer::new(out);
        let items: Vec<Kept> = self.kept.iter().filter(|kept| kept.key.kind.is_item()).cloned().collect();
        let mut count = 0;
        for kept in items {
            count += u32::from(self.write_item(asking, &mut zip, &kept)?);
        }
        self.withhold(asking)?;
        let sent = self.sent(sent);
        if !sent.is_empty() {
            zip.put("sent.html", pages::sent(&self.sheet, &self.sent_lines(&sent)).as_bytes())?;
        }
        let index = self.index(!sent.is_empty());
        zip.put("index.html", pages::index(&self.sheet, &index).as_bytes())?;
        zip.put("style.css", pages::STYLE.as_bytes())?;
        zip.stream(DATA, |out| self.write_data(asking, out, &sent))?;
        let fingerprint = archive::Fingerprint::of(key.public());
        zip.put("README.txt", pages::readme(self.sheet.language, &fingerprint).as_bytes())?;
        zip.seal(&archive::Sealed { made_at: self.sheet.made_at, language: self.sheet.language, key })?;
        let withheld = u32::try_from(self.withheld.len()).unwrap_or(u32::MAX);
        Ok(TakenOutView::Saved { items: count, files: self.files, missing: self.missing, withheld })
    }

    /// The page of an item, and its files. `false` when it has gone meanwhile.
    fn write_item(&mut self, asking: &Asking, zip: &mut Writer<&mut Unfinished>, kept: &Kept) -> Result<bool, Halt> {
        let Some(page) = self.pages.get(&kept.key).cloned() else { return Ok(false) };
        let view = match asking.wait(asking.engine.read_item(kept.key.clone())) {
            Ok(view) => view,
            Err(Halt::Asking(error)) if error.code == protocol::ErrorCode::NotFound => {
                self.pages.remove(&kept.key);
                return Ok(false);
            }
            Err(other) => return Err(other),
        };
        let folder = page.trim_start_matches("pages/").trim_end_matches(".html");
        let attached = self.write_files(asking, zip, &view, folder)?;
        let item = Item { view: &view, attached: &attached, pages: &self.pages };
        zip.put(&page, pages::item(&self.sheet, &item).as_bytes())?;
        let key = kept.key.clone();
        let at = asking.store(move |store| store.record(&key))?;
        let at = at.and_then(|stored| Headline::of(&stored.record)).map_or(i64::MIN, |headline| headline.at.sort_key());
        let ItemView { title, sender, when, .. } = view;
        let line = Line { path: page, kind: kept.key.kind, title, sender, when };
        self.lines.entry(kept.party.clone()).or_default().push((at, line));
        Ok(true)
    }

    fn write_files(
        &mut self,
        asking: &Asking,
        zip: &mut Writer<&mut Unfinished>,
        view: &ItemView,
        folder: &str,
    ) -> Result<Vec<Attached>, Halt> {
        let mut taken = FileNames::default();
        let mut attached = Vec::with_capacity(view.documents.len());
        for document in &view.documents {
            // Where fetching is reading, nothing is fetched that the resident has not opened.
            let line = asking.engine.line(&view.item.source);
            let may_fetch = line.is_ok_and(|line| line.api.fetches_ahead());
            let found = if document.on_device || may_fetch {
                asking.document(&view.item, document)?
            } else {
                Err(protocol::ErrorCode::NotFound)
            };
            match found {
                Ok(stored) => {
                    let path = format!("attachments/{folder}/{}", taken.unique(&file_name(&self.names, &stored)));
                    zip.stream(&path, |out| asking.copy(&view.item, &stored, out))?;
                    let entry =
                        DocumentEntry { id: stored.document.id, path: path.clone(), media_type: stored.media_type };
                    self.documents.entry(view.item.clone()).or_default().push(entry);
                    self.files += 1;
                    attached.push(Attached::Here(path));
                }
                Err(why) => {
                    self.missing.push(missing(document, &view.title, why));
                    attached.push(Attached::Missing);
                }
            }
        }
        Ok(attached)
    }

    fn withhold(&mut self, asking: &Asking) -> Result<(), Halt> {
        for kept in std::mem::take(&mut self.hidden) {
            let key = kept.key.clone();
            let stored: Option<StoredRecord> = asking.store(move |store| store.record(&key))?;
            let headline = stored.and_then(|stored| Headline::of(&stored.record));
            if let Some(headline) = headline {
                self.withheld.push(WithheldEntry { party: kept.party, kind: kept.key.kind, at: headline.at });
            }
        }
        self.withheld.sort_by_key(|entry| std::cmp::Reverse(entry.at.sort_key()));
        Ok(())
    }

    /// What has been received in the matters that are in the archive.
    fn sent(&self, sent: Vec<Outgoing>) -> Vec<SentEntry> {
        let received = sent.into_iter().filter_map(|one| match one.phase {
            Phase::Received(receipt) => Some(SentEntry { party: one.party, letter: one.letter, receipt }),
            _ => None,
        });
        let is_here = |entry: &SentEntry| {
            let party = self.names.party_of(&entry.party);
            party.is_some_and(|party| self.parties.iter().any(|here| here.id == party && !is_withheld(here)))
        };
        received.filter(is_here).collect()
    }

    fn sent_lines(&self, sent: &[SentEntry]) -> Vec<SentLine> {
        let line = |entry: &SentEntry| SentLine {
            title: entry.letter.title.clone(),
            text: entry.letter.body.clone(),
            to: self.names.sender(&entry.party.source),
            received: instant_when(entry.receipt.received_at),
            register_number: entry.receipt.register_number.clone(),
            sha256: entry.receipt.body_sha256.clone(),
        };
        sent.iter().map(line).collect()
    }

    fn index(&mut self, has_sent: bool) -> Index {
        let mut lines = std::mem::take(&mut self.lines);
        let people = self.parties.iter().map(|party| {
            let mut items = lines.remove(&party.id).unwrap_or_default();
            items.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
            let withheld = self.withheld.iter().filter(|entry| entry.party == party.id);
            Person {
                name: party.name.clone(),
                relation: party.relation,
                known_to: self.known_to(party),
                items: items.into_iter().map(|(_, line)| line).collect(),
                withheld: withheld.map(|entry| (entry.kind, when(entry.at))).collect(),
            }
        });
        let people = people.collect();
        let sources = self.source_rows().into_iter().map(|row| SourceLine {
            name: self.names.sender(&row.id),
            complete: self.fresh.get(&row.id).cloned().flatten(),
        });
        Index { sources: sources.collect(), people, has_sent }
    }

    /// By which services a person is told from another of the same name. The resident has said of none that they are one.
    fn known_to(&self, party: &PartyView) -> Vec<protocol::view::Text> {
        let is_alone = self.parties.iter().filter(|other| other.name == party.name).count() < 2;
        if is_alone || is_withheld(party) {
            return Vec::new();
        }
        party.sources.iter().map(|source| self.names.sender(source)).collect()
    }

    /// The services of which something is in the archive.
    fn source_rows(&self) -> Vec<&store::SourceRow> {
        let mut sources: Vec<_> = self.kept.iter().map(|kept| kept.key.source.clone()).collect();
        sources.sort();
        sources.dedup();
        sources.iter().filter_map(|source| self.names.source(source)).collect()
    }

    fn source_entries(&self, asking: &Asking) -> Result<Vec<SourceEntry>, Halt> {
        let entry = |row: &store::SourceRow| {
            let id = row.id.clone();
            let keys = asking.store(move |store| store.signing_keys(&id))?;
            Ok(SourceEntry {
                id: row.id.clone(),
                kind: row.kind,
                base_url: row.base_url.clone(),
                name: row.name.clone(),
                signing_keys: keys.and_then(|keys| serde_json::from_str(&keys).ok()),
            })
        };
        self.source_rows().into_iter().map(entry).collect()
    }

    fn party_entries(&self) -> Vec<PartyEntry> {
        let entry = |party: &PartyView| PartyEntry {
            id: party.id.clone(),
            name: party.name.as_str().into(),
            relation: party.relation,
            protected: party.protected,
            refs: if is_withheld(party) { Vec::new() } else { self.names.refs(&party.id) },
        };
        self.parties.iter().map(entry).collect()
    }

    /// `data.json`, record by record.
    fn write_data(&self, asking: &Asking, out: &mut dyn Write, sent: &[SentEntry]) -> Result<(), Halt> {
        let head = DataHead {
            head: Head::current(),
            made_at: self.sheet.made_at,
            language: self.sheet.language,
            sources: self.source_entries(asking)?,
            parties: self.party_entries(),
        };
        let head = serde_json::to_string(&head).map_err(std::io::Error::other)?;
        out.write_all(head.trim_end_matches('}').as_bytes())?;
        out.write_all(b",\"records\":[")?;
        let mut first = true;
        for kept in &self.kept {
            let key = kept.key.clone();
            let Some(stored) = asking.store(move |store| store.record(&key))? else { continue };
            out.write_all(if first { b"\n" } else { b",\n" })?;
            first = false;
            let entry = RecordEntry {
                source: kept.key.source.clone(),
                received_at: stored.received_at,
                gone: stored.gone,
                page: self.pages.get(&kept.key).cloned(),
                documents: self.documents.get(&kept.key).cloned().unwrap_or_default(),
                record: without_addresses(stored.record),
            };
            serde_json::to_writer(&mut *out, &entry).map_err(std::io::Error::from)?;
        }
        out.write_all(b"\n],\"withheld\":")?;
        serde_json::to_writer(&mut *out, &self.withheld).map_err(std::io::Error::from)?;
        out.write_all(b",\"sent\":")?;
        serde_json::to_writer(&mut *out, sent).map_err(std::io::Error::from)?;
        out.write_all(b"}\n")?;
        Ok(())
    }
}

/// What stands before the records.
#[derive(Serialize)]
struct DataHead {
    #[serde(flatten)]
    head: Head,
    made_at: DateTime<Utc>,
    language: domain::text::Language,
    sources: Vec<SourceEntry>,
    parties: Vec<PartyEntry>,
}

/// Whether only the number and kinds of their items leave the app.
fn is_withheld(party: &PartyView) -> bool {
    party.protected && party.relation != Relation::Myself
}
