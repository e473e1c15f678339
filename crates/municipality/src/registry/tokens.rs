//! Access tokens: opaque, random, and known to the database only by their hash.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{Hint, Registry, RegistryError, require_persona};

impl Registry {
    /// A new token for `persona`.
    pub fn issue_token(&self, persona: &str) -> Result<String, RegistryError> {
        let mut secret = [0_u8; 32];
        getrandom::fill(&mut secret)?;
        let token = URL_SAFE_NO_PAD.encode(secret);
        let issued_at = self.shared.clock.stamp();
        self.write(|tx, _| {
            require_persona(tx, persona)?;
            tx.execute(
                "insert into tokens (digest, persona, issued_at) values (?1, ?2, ?3)",
                params![digest(&token), persona, issued_at],
            )?;
            Ok(())
        })?;
        Ok(token)
    }

    /// Voids every token of `persona` and ends their event streams.
    pub fn revoke_tokens(&self, persona: &str) -> Result<(), RegistryError> {
        self.write(|tx, _| {
            tx.execute("delete from tokens where persona = ?1", [persona])?;
            Ok(())
        })?;
        // Nobody listens: nobody needs the hint.
        let _ = self.shared.hints.send(Hint::SignedOut(persona.to_owned()));
        Ok(())
    }

    /// Whose token it is.
    pub(crate) fn persona_of(&self, token: &str) -> Result<Option<String>, RegistryError> {
        let connection = self.connection();
        let persona = connection
            .prepare_cached("select persona from tokens where digest = ?1")?
            .query_row([digest(token)], |row| row.get(0))
            .optional()?;
        Ok(persona)
    }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
