//! Erasing single records here, because their source has erased them at the resident's wish.
//!
//! The source needs not say so once more: what it no longer has does not come again, and a reading that was under way and
//! brings it all the same is followed by one that does not.

use std::collections::BTreeSet;

use domain::id::RecordKey;

use crate::{error::Result, store::Store, table};

impl Store {
    /// Erases these records with their files. Answers how many of them were here.
    pub fn erase_records(&self, records: &[RecordKey]) -> Result<u32> {
        let _still = self.still();
        let erased = self.ask(self.open_of(None)?, |_, vault| {
            vault.write(|vault| {
                let (mut erased, mut cases) = (0, BTreeSet::new());
                for key in records {
                    let Some(number) = table::record::number(vault, &key.source, key.kind, &key.id)? else { continue };
                    let case = table::headline::memory(vault, number)?.and_then(|(_, case)| case);
                    cases.extend(case.map(|case| (&key.source, case)));
                    table::mark::remove(vault, &key.source, key.kind, &key.id)?;
                    table::labelled::remove(vault, &key.source, key.kind, &key.id)?;
                    table::reminder::remove(vault, &key.source, key.kind, &key.id)?;
                    table::record::erase(vault, number)?;
                    erased += 1;
                }
                for (source, case) in &cases {
                    table::headline::settle_case(vault, source, case)?;
                }
                Ok(erased)
            })
        })?;
        Ok(erased.into_iter().sum())
    }
}
