//! Reading the feed: pages of a persona's changes.

use rusqlite::named_params;
use serde_json::value::RawValue;

use super::{
    Registry, RegistryError,
    cursor::{Bookmark, CursorFault},
};

/// A page, ready to be sent. The changes are the stored text: nothing is parsed to be written again.
#[derive(Debug, serde::Serialize)]
pub(crate) struct FeedPage {
    pub(crate) changes: Vec<Box<RawValue>>,
    pub(crate) next: String,
    pub(crate) more: bool,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FeedFault {
    /// The cursor is not one of ours.
    #[error("malformed cursor")]
    Malformed,
    /// The cursor is of another history, or of a part that is forgotten.
    #[error("expired cursor")]
    Expired,
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl From<rusqlite::Error> for FeedFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl Registry {
    /// At most `limit` changes of `persona` after a cursor, or from the beginning.
    pub(crate) fn page(&self, persona: &str, after: Option<&str>, limit: usize) -> Result<FeedPage, FeedFault> {
        let connection = self.connection();
        let (head, kept_from): (i64, i64) =
            connection.query_one("select head, kept_from from feed", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut bookmark = match after {
            None => Bookmark { since: head, seq: 0 },
            Some(cursor) => self.shared.mint.read(persona, cursor).map_err(|fault| match fault {
                CursorFault::Malformed => FeedFault::Malformed,
                CursorFault::OtherEpoch => FeedFault::Expired,
            })?,
        };
        // A walk that began after the forgetting misses nothing, however old the records are that it passes.
        if bookmark.since.max(bookmark.seq) < kept_from {
            return Err(FeedFault::Expired);
        }

        let mut statement = connection.prepare_cached(
            "select seq, change
               from changes
              where seq in (select seq
                              from changes indexed by changes_visible
                             where seq > :after
                               and (viewer = :persona
                                    or viewer = '' and party in (select party from sees where persona = :persona))
                               and (echo = 0 or seq > :since)
                             order by seq
                             limit :limit)
              order by seq",
        )?;
        let one_more = i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX);
        let mut rows = statement.query(named_params! {
            ":after": bookmark.seq, ":since": bookmark.since, ":persona": persona, ":limit": one_more,
        })?;
        let mut changes = Vec::new();
        let mut more = false;
        while let Some(row) = rows.next()? {
            if changes.len() == limit {
                more = true;
                break;
            }
            bookmark.seq = row.get(0)?;
            changes.push(RawValue::from_string(row.get(1)?).map_err(RegistryError::from)?);
        }
        // Without changes the cursor stays as it was: other people's matters do not show in it.
        let next = match after {
            Some(cursor) if changes.is_empty() => cursor.to_owned(),
            _ => self.shared.mint.write(persona, bookmark),
        };
        Ok(FeedPage { changes, next, more })
    }
}
