//! The register as it stands, for those who run the body and for its tests.

use resident_api::{ConsentRecord, FeedChange, FeedRecord, LookupRecord};

use super::{Registry, RegistryError};

impl Registry {
    /// Every consent, permission and prohibition, oldest entry first.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn consents(&self) -> Result<Vec<ConsentRecord>, RegistryError> {
        let is_one = |record| if let FeedRecord::Consent(record) = record { Some(*record) } else { None };
        Ok(self.standing("consent")?.into_iter().filter_map(is_one).collect())
    }

    /// Everything in the log of lookups, oldest entry first.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn lookups(&self) -> Result<Vec<LookupRecord>, RegistryError> {
        let is_one = |record| if let FeedRecord::Lookup(record) = record { Some(*record) } else { None };
        Ok(self.standing("lookup")?.into_iter().filter_map(is_one).collect())
    }

    /// The records of a kind that everybody sees who sees their party.
    fn standing(&self, kind: &str) -> Result<Vec<FeedRecord>, RegistryError> {
        let connection = self.connection();
        let texts: Vec<String> = connection
            .prepare_cached("select change from changes where kind = ?1 and viewer = '' and gone = 0 order by rowid")?
            .query_map([kind], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut records = Vec::new();
        for text in texts {
            if let FeedChange::Upsert(record) = serde_json::from_str(&text)? {
                records.push(record);
            }
        }
        Ok(records)
    }
}
