//! What residents opened. A record of it and nothing else: opening an item is not service of notice.

use resident_api::{FeedChange, FeedRecord, Texts};
use rusqlite::{OptionalExtension, params};

use super::{Hint, Registry, RegistryError, mandates::log_act};

/// One item that a resident opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Who.
    pub persona: String,
    /// Kind of the item.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// When, by the resident's device; RFC 3339.
    pub opened_at: String,
    /// When the server heard of it; RFC 3339.
    pub received_at: String,
}

/// Why an opening was not recorded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpeningFault {
    /// No such item, or somebody else's.
    #[error("no such item")]
    NoSuchItem,
    /// The key was used for another request.
    #[error("the key was used for another request")]
    KeyReused,
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl From<rusqlite::Error> for OpeningFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl Registry {
    /// Everything that was opened, in the order in which the server heard of it.
    pub fn opened(&self) -> Result<Vec<Opened>, RegistryError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("select persona, kind, id, opened_at, received_at from openings order by rowid")?;
        let opened = statement
            .query_map([], |row| {
                Ok(Opened {
                    persona: row.get(0)?,
                    kind: row.get(1)?,
                    id: row.get(2)?,
                    opened_at: row.get(3)?,
                    received_at: row.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(opened)
    }

    /// Records that `persona` opened an item, once for one `key`, and tells when it was received first.
    pub(crate) fn record_opened(
        &self,
        persona: &str,
        key: &str,
        (kind, id): (&str, &str),
        opened_at: &str,
    ) -> Result<String, OpeningFault> {
        let received_at = self.shared.clock.stamp();
        let mut connection = self.connection();
        let tx = connection.transaction()?;
        let earlier = tx
            .query_row(
                "select kind, id, opened_at, received_at from openings where persona = ?1 and key = ?2",
                params![persona, key],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()?;
        // Before the look for the item: the answer to a repeated request stays, also when the item has gone since.
        if let Some(earlier) = earlier {
            let (its_kind, its_id, its_time, received_at): (String, String, String, String) = earlier;
            let same = its_kind == kind && its_id == id && its_time == opened_at;
            return if same { Ok(received_at) } else { Err(OpeningFault::KeyReused) };
        }
        let seen: Option<(String, String)> = tx
            .prepare_cached(
                "select c.party, c.change
                   from changes c
                   join sees s on s.party = c.party and s.persona = ?1
                  where c.kind = ?2 and c.id = ?3 and c.viewer = '' and c.gone = 0",
            )?
            .query_row(params![persona, kind, id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((party, change)) = seen else { return Err(OpeningFault::NoSuchItem) };
        tx.execute(
            "insert into openings (persona, key, kind, id, opened_at, received_at) values (?1, ?2, ?3, ?4, ?5, ?6)",
            params![persona, key, kind, id, opened_at, received_at],
        )?;
        let acted_for = log_act(&tx, persona, &party, (key, &received_at), read_by_title(&change)?)?;
        tx.commit()?;
        drop(connection);
        if let Some(acted_for) = acted_for {
            // Nobody listens: nobody needs the hint.
            let _ = self.shared.hints.send(Hint::Changed(vec![acted_for]));
        }
        Ok(received_at)
    }
}

/// What somebody did who opened this record.
fn read_by_title(change: &str) -> Result<Texts, RegistryError> {
    let title = match serde_json::from_str(change)? {
        FeedChange::Upsert(FeedRecord::Case(record)) => record.title,
        FeedChange::Upsert(FeedRecord::Message(record)) => record.title,
        FeedChange::Upsert(FeedRecord::Decision(record)) => record.title,
        FeedChange::Upsert(FeedRecord::SealedDecision(record)) => record.title,
        FeedChange::Upsert(FeedRecord::Task(record)) => record.title,
        FeedChange::Upsert(FeedRecord::Consent(record)) => record.purpose.purpose,
        _ => Texts::default(),
    };
    let of = |verb: &str, title: Option<String>| title.map(|title| format!("{verb}: {title}"));
    Ok(Texts { fi: of("Luki", title.fi), sv: of("Läste", title.sv), en: of("Read", title.en) })
}
