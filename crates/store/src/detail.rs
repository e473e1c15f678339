//! What was fetched of one case because the resident opened it, or changed it at its source.
//!
//! It belongs to no page: the cursor stays where it is, and the next page of the list says less of the case than is here (see
//! `Pass::outline` in `put.rs`). One vault is written, in one transaction. Should it be lost with the power, the case is known
//! in outline again and is fetched when it is opened next.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    case::Filing,
    change::{Change, Cursor, Page, Quarantined},
    id::{RecordKey, RemoteId, SourceId},
    record::Record,
};

use crate::{
    Applied,
    error::{Result, StoreError},
    plan,
    put::{self, Context},
    store::Store,
    table::{self, ended_right},
};

impl Store {
    /// Takes in a case whole, with everything in it. What was in the case and did not come any more goes; a tombstone of the
    /// case takes everything in it along. The case counts as opened.
    ///
    /// [`StoreError::Absent`] when the source is not connected.
    pub fn apply_detail(
        &self,
        source: &SourceId,
        case: &RemoteId,
        changes: Vec<Change>,
        quarantined: Vec<Quarantined>,
        received_at: DateTime<Utc>,
    ) -> Result<Applied> {
        let _changing = self.change();
        self.settle_moves(&self.moving())?;
        let profile = &self.inner().profile;
        let reading = profile.read(|profile| table::source::reading(profile, source))?;
        let reading = reading.ok_or(StoreError::Absent("source"))?;
        let known = profile.read(table::party_ref::all)?;
        let held = profile.read(|profile| ended_right::held(profile, source))?;
        let page = Page { changes, quarantined, next: Cursor::new(String::new()), more: true };
        let plan = plan::plan(source, &page, &known, &held, None);
        let spared = BTreeSet::new();
        let context = Context {
            source,
            page: reading.page,
            generation: reading.generation,
            next: &page.next,
            received_at,
            first_pass: true,
            sweep: false,
            spared: &spared,
        };
        let mut applied = Applied::default();
        for (party, writes) in &plan.writes {
            let Some(vault) = self.vault(party) else { continue };
            let written = vault.write(|vault| put::write_detail(vault, context, case, writes, &page.quarantined));
            match written {
                Ok(mut written) => {
                    vault.learn_words(std::mem::take(&mut written.words));
                    written.add_to(&mut applied);
                }
                Err(StoreError::Damaged { .. }) => {
                    self.mark_damaged(party, "cannot be written");
                    applied.damaged.push(party.clone());
                }
                Err(other) => return Err(other),
            }
        }
        // Nobody is to be told of what they have in front of them.
        applied.arrived.clear();
        applied.returned.clear();
        let found: Vec<&Quarantined> = plan.unknown.iter().chain(&page.quarantined).collect();
        if found.is_empty() && profile.read(|profile| table::quarantine::is_empty(profile, source))? {
            return Ok(applied);
        }
        profile.write(|profile| {
            for (kind, id) in &plan.resolved {
                table::quarantine::resolve(profile, source, *kind, id)?;
            }
            for found in found {
                table::quarantine::put(profile, source, found, reading.generation, received_at)?;
                applied.quarantined += 1;
            }
            Ok(())
        })?;
        Ok(applied)
    }

    /// A case has been put into another folder at its source. `false` when it is not here any more.
    pub fn set_filing(&self, item: &RecordKey, filing: &Filing, at: DateTime<Utc>) -> Result<bool> {
        let _changing = self.change();
        let _still = self.still();
        let vaults = self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, &item.source)).collect();
        let filed = self.ask(vaults, |_, vault| {
            if vault.read(|vault| table::record::number(vault, &item.source, item.kind, &item.id))?.is_none() {
                return Ok(false);
            }
            vault.write(|vault| {
                let Some(found) = table::record::find(vault, &item.source, item.kind, &item.id)? else {
                    return Ok(false);
                };
                let Record::Case(mut case) = found.record()? else { return Ok(false) };
                case.filing = Some(filing.clone());
                let context = Context {
                    source: &item.source,
                    page: 0,
                    generation: found.generation,
                    next: &Cursor::new(String::new()),
                    received_at: at,
                    first_pass: false,
                    sweep: false,
                    spared: &BTreeSet::new(),
                };
                put::rewrite(vault, context, &Record::Case(case))?;
                Ok(true)
            })
        })?;
        Ok(filed.contains(&true))
    }
}
