//! Filing: the resident's own marks on items, and taking them back.
//!
//! A mark is kept by the name of its item (`table/mark.rs`, `table/labelled.rs`); what lists are ordered and filtered by stands
//! with the headline too, so that lists stay walks of an index. Whatever is changed answers with what was before, and putting
//! that back restores it exactly, but for what its source has changed meanwhile.

use domain::{
    id::{PartyId, RecordKey, RecordKind},
    mark::{LabelId, Mark, Shelf},
};
use rusqlite::Connection;

use crate::{
    error::Result,
    inbox_key::InboxKey,
    reading::{InboxPage, Walk},
    reminders,
    store::Store,
    table::{
        headline::{self, Memory, Stream},
        labelled,
        mark::{self, Own},
        opened, record,
    },
};

/// Which page of what is in the archive, or has a label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedQuery {
    /// With this label.
    pub label: Option<LabelId>,
    /// In the archive.
    pub archived: bool,
    /// Of whose matters; `None`: everybody's.
    pub party: Option<PartyId>,
    /// After which item; `None`: from the top.
    pub after: Option<InboxKey>,
    /// At most how many items.
    pub limit: usize,
}

impl MarkedQuery {
    fn walk(&self) -> Walk {
        match self.label {
            Some(label) => Walk::Label(label, self.archived),
            None => Walk::Stream(Stream::Filed, 0),
        }
    }
}

/// How an item was marked before it was marked otherwise.
#[derive(Clone, Debug)]
pub struct Before {
    /// The item.
    pub key: RecordKey,
    own: Own,
    labels: Vec<LabelId>,
    unopened: bool,
    new: bool,
    newest: i64,
}

impl Store {
    /// Marks items, or takes the mark off them. Those that were not so before are answered, as they were.
    pub fn mark(&self, items: &[RecordKey], mark: Mark, on: bool) -> Result<Vec<Before>> {
        let _still = self.still();
        self.each_vault(items, |vault, item| mark_one(vault, item, mark, on))
    }

    /// Puts items back to how they were marked before. Answers how many of them are still here.
    pub fn restore_marks(&self, before: &[Before]) -> Result<u32> {
        let _still = self.still();
        let items: Vec<RecordKey> = before.iter().map(|before| before.key.clone()).collect();
        let restored = self.each_vault(&items, |vault, item| {
            let Some(before) = before.iter().find(|before| before.key == *item) else { return Ok(None) };
            restore_one(vault, before)
        })?;
        Ok(u32::try_from(restored.len()).unwrap_or(u32::MAX))
    }

    /// A page of what is in the archive or has a label, newest first.
    pub fn marked(&self, query: &MarkedQuery) -> Result<InboxPage> {
        self.page(&self.open_of(query.party.as_ref())?, &[query.walk()], query.after.as_ref(), query.limit)
    }

    /// How many items that are.
    pub fn count_marked(&self, query: &MarkedQuery) -> Result<u32> {
        self.count_walked(query.party.as_ref(), &[query.walk()])
    }

    /// Takes a label off every item.
    pub fn remove_label(&self, label: LabelId) -> Result<()> {
        let _still = self.still();
        self.ask(self.open_of(None)?, |_, vault| vault.write(|vault| labelled::remove_label(vault, label)))?;
        Ok(())
    }

    /// Does something to each item in the vault that has it, in one transaction a vault.
    fn each_vault<T>(
        &self,
        items: &[RecordKey],
        act: impl Fn(&Connection, &RecordKey) -> Result<Option<T>>,
    ) -> Result<Vec<T>> {
        let done = self.ask(self.open_of(None)?, |party, vault| {
            let seen = || items.iter().filter(|item| !self.hides(party, &item.source));
            let is_here = |vault: &Connection, item: &RecordKey| {
                Ok::<_, crate::StoreError>(record::number(vault, &item.source, item.kind, &item.id)?.is_some())
            };
            // Most vaults have none of them; only those that do are written to.
            let here: Vec<&RecordKey> = vault.read(|vault| {
                let here = seen().map(|item| Ok((item, is_here(vault, item)?))).collect::<Result<Vec<_>>>()?;
                Ok(here.into_iter().filter(|(_, here)| *here).map(|(item, _)| item).collect())
            })?;
            if here.is_empty() {
                return Ok(Vec::new());
            }
            vault.write(|vault| here.into_iter().filter_map(|item| act(vault, item).transpose()).collect())
        })?;
        Ok(done.into_iter().flatten().collect())
    }
}

/// What a mark on this item is put on: muting is of the case, and what is in the archive with its case comes out with it.
fn target(vault: &Connection, item: &RecordKey, mark: Mark, on: bool) -> Result<RecordKey> {
    if item.kind == RecordKind::Case {
        return Ok(item.clone());
    }
    let Some(number) = record::number(vault, &item.source, item.kind, &item.id)? else { return Ok(item.clone()) };
    let Some((memory, Some(case))) = headline::memory(vault, number)? else { return Ok(item.clone()) };
    let is_of_case = mark == Mark::Muted || mark == Mark::Archived && !on && memory.filed == 2;
    Ok(if is_of_case {
        RecordKey { source: item.source.clone(), kind: RecordKind::Case, id: case }
    } else {
        item.clone()
    })
}

fn mark_one(vault: &Connection, item: &RecordKey, mark: Mark, on: bool) -> Result<Option<Before>> {
    let item = target(vault, item, mark, on)?;
    let Some((number, memory)) = here(vault, &item)? else { return Ok(None) };
    let before = before(vault, &item, memory)?;
    let own = match mark {
        Mark::Archived if on => Own { shelf: Shelf::Archive, ..before.own },
        Mark::Archived if before.own.shelf == Shelf::Archive => Own { shelf: Shelf::Inbox, ..before.own },
        Mark::Pinned => Own { pinned: on, ..before.own },
        Mark::Muted => Own { muted: on, ..before.own },
        Mark::Settled if item.kind == RecordKind::Decision => Own { settled: on, ..before.own },
        // What is read without being opened is opened later, and its source told then.
        Mark::Unread => {
            let quiet = !on && (before.own.quiet || memory.unopened && !opened::is_marked(vault, number)?);
            Own { quiet, ..before.own }
        }
        Mark::Archived | Mark::Label(_) | Mark::Settled => before.own,
    };
    let changed = match mark {
        Mark::Unread if on => !memory.unopened && can_be_new(vault, number)?,
        Mark::Unread => memory.unopened,
        Mark::Label(label) => before.labels.contains(&label) != on,
        Mark::Archived | Mark::Pinned | Mark::Muted | Mark::Settled => own != before.own,
    };
    if !changed {
        return Ok(None);
    }
    set_own(vault, &item, number, own)?;
    match mark {
        Mark::Unread => headline::set_unopened(vault, number, on, on)?,
        Mark::Label(label) if on => put_label(vault, &item, number, memory.newest, label)?,
        Mark::Label(label) => labelled::take(vault, &item.source, item.kind, &item.id, label)?,
        Mark::Archived | Mark::Pinned | Mark::Muted | Mark::Settled => {}
    }
    Ok(Some(before))
}

fn restore_one(vault: &Connection, before: &Before) -> Result<Option<()>> {
    let item = &before.key;
    let Some((number, memory)) = here(vault, item)? else { return Ok(None) };
    set_own(vault, item, number, before.own)?;
    labelled::remove(vault, &item.source, item.kind, &item.id)?;
    for label in &before.labels {
        put_label(vault, item, number, memory.newest, *label)?;
    }
    // What has moved forward meanwhile is as new as its source has made it.
    if memory.newest == before.newest {
        headline::set_unopened(vault, number, before.unopened, before.new)?;
    }
    Ok(Some(()))
}

fn here(vault: &Connection, item: &RecordKey) -> Result<Option<(i64, Memory)>> {
    let Some(number) = record::number(vault, &item.source, item.kind, &item.id)? else { return Ok(None) };
    Ok(headline::memory(vault, number)?.map(|(memory, _)| (number, memory)))
}

fn before(vault: &Connection, item: &RecordKey, memory: Memory) -> Result<Before> {
    Ok(Before {
        key: item.clone(),
        own: mark::get(vault, &item.source, item.kind, &item.id)?,
        labels: labelled::of(vault, &item.source, item.kind, &item.id)?,
        unopened: memory.unopened,
        new: memory.new,
        newest: memory.newest,
    })
}

fn can_be_new(vault: &Connection, number: i64) -> Result<bool> {
    Ok(headline::line(vault, number)?.is_some_and(|line| line.headline.can_be_new))
}

fn set_own(vault: &Connection, item: &RecordKey, number: i64, own: Own) -> Result<()> {
    let party = record::party(vault, number)?;
    mark::set(vault, &item.source, item.kind, &item.id, party.as_deref(), own)?;
    headline::set_filed(vault, number, own.shelf == Shelf::Archive, own.pinned)?;
    reminders::set_waiting(vault, number, item)
}

fn put_label(vault: &Connection, item: &RecordKey, number: i64, newest: i64, label: LabelId) -> Result<()> {
    let party = record::party(vault, number)?;
    labelled::put(vault, &item.source, item.kind, &item.id, party.as_deref(), newest, label)
}
