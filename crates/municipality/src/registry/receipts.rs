//! What residents send: done once for one key, and answered with the receipt of the first time.

use chrono::Datelike;
use resident_api::Receipt;
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use super::{Hint, Registry, RegistryError};

/// What came of something that was received.
pub(super) struct Done {
    /// Whose feeds have something new.
    pub audience: Vec<String>,
    /// The record that it became.
    pub record: Option<String>,
}

impl Registry {
    /// Does `act` once for one `key` of `persona`, and gives the receipt of the first time. `None` when the key was used for
    /// another request than this one, which is known by its path and body.
    pub(super) fn receive<E>(
        &self,
        persona: &str,
        key: &str,
        (path, body): (&str, &[u8]),
        act: impl FnOnce(&Transaction<'_>) -> Result<Done, E>,
    ) -> Result<Option<Receipt>, E>
    where
        E: From<RegistryError>,
    {
        let failed = |error: rusqlite::Error| E::from(error.into());
        let body_sha256 = hex::encode(Sha256::digest(body));
        let digest = hex::encode(Sha256::digest(format!("{path}\n{body_sha256}")));
        let mut connection = self.connection();
        let tx = connection.transaction().map_err(failed)?;
        let earlier: Option<(String, String)> = tx
            .query_row("select digest, answer from receipts where persona = ?1 and key = ?2", [persona, key], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
            .map_err(failed)?;
        if let Some((before, answer)) = earlier {
            let answer = (before == digest).then(|| serde_json::from_str(&answer)).transpose();
            return answer.map_err(|error| E::from(error.into()));
        }
        let Done { audience, record } = act(&tx)?;
        let receipt = Receipt {
            received_at: self.shared.clock.stamp(),
            register_number: self.next_number(&tx).map_err(failed)?,
            body_sha256,
            record,
        };
        keep(&tx, (persona, key), &digest, &receipt)?;
        tx.commit().map_err(failed)?;
        drop(connection);
        // Nobody listens: nobody needs the hint.
        let _ = self.shared.hints.send(Hint::Changed(audience));
        Ok(Some(receipt))
    }

    /// The register number of what is received next.
    pub(super) fn next_number(&self, tx: &Transaction<'_>) -> rusqlite::Result<String> {
        let number: i64 = tx.query_one("select coalesce(max(number), 0) + 1 from receipts", [], |row| row.get(0))?;
        Ok(format!("V {number}/{}", self.shared.clock.today().year()))
    }
}

fn keep(
    tx: &Transaction<'_>,
    (persona, key): (&str, &str),
    digest: &str,
    receipt: &Receipt,
) -> Result<(), RegistryError> {
    tx.execute(
        "insert into receipts (number, persona, key, digest, answer)
         select coalesce(max(number), 0) + 1, ?1, ?2, ?3, ?4 from receipts",
        params![persona, key, digest, serde_json::to_string(receipt)?],
    )?;
    Ok(())
}
