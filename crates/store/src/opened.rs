//! What the resident has opened, and what was taken back from them.

use chrono::{DateTime, Utc};
use domain::id::{RecordKey, SourceId};

use crate::{
    error::Result,
    safe::Unsent,
    store::Store,
    table::{self, told::ToldRow},
};

impl Store {
    /// The resident has opened an item. `true` if that is news: the first time since it came, last moved forward or
    /// was marked as unread. What its source was told of it stays told.
    pub fn mark_opened(&self, item: &RecordKey, at: DateTime<Utc>) -> Result<bool> {
        let _still = self.still();
        let vaults = self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, &item.source)).collect();
        let marked = self.ask(vaults, |_, vault| {
            // Most vaults do not have it; only the one that does is written to.
            let Some(number) = vault.read(|vault| table::record::number(vault, &item.source, item.kind, &item.id))?
            else {
                return Ok(false);
            };
            vault.write(|vault| {
                table::mark::forget_quiet(vault, &item.source, item.kind, &item.id)?;
                let was_new = table::headline::set_opened(vault, number)?;
                Ok(table::opened::mark(vault, number, at)? || was_new)
            })
        })?;
        Ok(marked.contains(&true))
    }

    /// Items that the resident has opened and their source has not been told of, oldest first.
    pub fn opened_unsent(&self, source: &SourceId, limit: usize) -> Result<Vec<(RecordKey, DateTime<Utc>)>> {
        // Of somebody for whom the resident may no longer act nothing is sent.
        let vaults = self.open_of(None)?.into_iter().filter(|(party, _)| !self.hides(party, source)).collect();
        let found = self.ask(vaults, |_, vault| vault.read(|vault| table::opened::unsent(vault, source, limit)))?;
        let mut all: Vec<_> = found.into_iter().flatten().collect();
        all.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        all.truncate(limit);
        Ok(all)
    }

    /// How much has not been sent.
    pub fn unsent(&self) -> Result<Unsent> {
        let found = self.ask(self.open_of(None)?, |_, vault| {
            vault.read(|vault| Ok((table::opened::count_unsent(vault)?, table::outgoing::count_unsent(vault)?)))
        })?;
        Ok(found.into_iter().fold(Unsent::default(), |all, (opened, outgoing)| Unsent {
            opened: all.opened.saturating_add(opened),
            outgoing: all.outgoing.saturating_add(outgoing),
        }))
    }

    /// The source has been told that these were opened.
    pub fn opened_sent(&self, items: &[RecordKey]) -> Result<()> {
        let _still = self.still();
        self.ask(self.open_of(None)?, |_, vault| {
            vault.write(|vault| {
                for item in items {
                    if let Some(number) = table::record::number(vault, &item.source, item.kind, &item.id)? {
                        table::opened::sent(vault, number)?;
                    }
                }
                Ok(())
            })
        })?;
        Ok(())
    }

    /// What was taken back and erased, newest first, for the resident to be told.
    pub fn told(&self, limit: usize) -> Result<Vec<ToldRow>> {
        let found =
            self.ask(self.open_of(None)?, |party, vault| vault.read(|vault| table::told::latest(vault, party, limit)))?;
        let mut all: Vec<ToldRow> =
            found.into_iter().flatten().filter(|row| !self.hides(&row.party, &row.key.source)).collect();
        all.sort_by(|a, b| (b.at, &a.key).cmp(&(a.at, &b.key)));
        all.truncate(limit);
        Ok(all)
    }

    /// The resident has been told; the row goes. `false` if there was none.
    pub fn forget_told(&self, item: &RecordKey) -> Result<bool> {
        let _still = self.still();
        let removed = self.ask(self.open_of(None)?, |_, vault| {
            vault.write(|vault| table::told::remove(vault, &item.source, item.kind, &item.id))
        })?;
        Ok(removed.contains(&true))
    }
}
