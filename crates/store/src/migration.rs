//! Schemas and how a file of an older version reaches the newest.
//!
//! `user_version` counts the migrations a file has had. All that are missing run in one transaction: a file has either
//! its old schema or the newest.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Result, StoreError};

/// Which of the two kinds of file a database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Schema {
    Profile,
    Vault,
}

const PROFILE: &[&str] = &[
    include_str!("../migrations/profile/001_start.sql"),
    include_str!("../migrations/profile/002_links.sql"),
    include_str!("../migrations/profile/003_enrolment.sql"),
    include_str!("../migrations/profile/004_rights.sql"),
    include_str!("../migrations/profile/005_renewal.sql"),
    include_str!("../migrations/profile/006_archived.sql"),
    include_str!("../migrations/profile/007_signing_keys.sql"),
];
const VAULT: &[&str] = &[
    include_str!("../migrations/vault/001_start.sql"),
    include_str!("../migrations/vault/002_outgoing.sql"),
    include_str!("../migrations/vault/003_outlines.sql"),
    include_str!("../migrations/vault/004_search.sql"),
    include_str!("../migrations/vault/005_filing.sql"),
    include_str!("../migrations/vault/006_archived.sql"),
    include_str!("../migrations/vault/007_reminders.sql"),
    include_str!("../migrations/vault/008_answers.sql"),
    include_str!("../migrations/vault/009_settled.sql"),
    include_str!("../migrations/vault/011_signatures.sql"),
    include_str!("../migrations/vault/012_reviews.sql"),
    include_str!("../migrations/vault/013_data_uses.sql"),
];

impl Schema {
    /// Every migration, oldest first.
    pub(crate) const fn migrations(self) -> &'static [&'static str] {
        match self {
            Self::Profile => PROFILE,
            Self::Vault => VAULT,
        }
    }
}

/// Brings the database to the newest schema.
pub(crate) fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<()> {
    let had: usize = user_version(connection)?;
    if had > migrations.len() {
        return Err(StoreError::NewerSchema);
    }
    if had == migrations.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    for migration in migrations.iter().skip(had) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", i64::try_from(migrations.len()).unwrap_or(i64::MAX))?;
    transaction.commit()?;
    Ok(())
}

/// How many migrations the database has had.
pub(crate) fn user_version(connection: &Connection) -> Result<usize> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    usize::try_from(version).map_err(|_| StoreError::NewerSchema)
}
