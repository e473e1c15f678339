//! Tokens without a sign-in, for development and tests: opaque, random, and known to the database only by their hash.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{Registry, RegistryError, require_persona};

impl Registry {
    /// A new token for `persona`.
    pub fn issue_token(&self, persona: &str) -> Result<String, RegistryError> {
        let token = random_token()?;
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

    /// Voids every token of `persona`, those of their sign-ins too, and ends their event streams.
    pub fn revoke_tokens(&self, persona: &str) -> Result<(), RegistryError> {
        self.write(|tx, _| {
            tx.execute("delete from tokens where persona = ?1", [persona])?;
            tx.execute("update token_families set ended = 1 where persona = ?1", [persona])?;
            Ok(())
        })?;
        self.tell_signed_out(Some(persona.to_owned()));
        Ok(())
    }

    /// Whose token of this kind it is.
    pub(super) fn persona_of(&self, token: &str) -> Result<Option<String>, RegistryError> {
        let connection = self.connection();
        let persona = connection
            .prepare_cached("select persona from tokens where digest = ?1")?
            .query_row([digest(token)], |row| row.get(0))
            .optional()?;
        Ok(persona)
    }
}

/// 256 random bits in text.
pub(crate) fn random_token() -> Result<String, RegistryError> {
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret)?;
    Ok(URL_SAFE_NO_PAD.encode(secret))
}

pub(super) fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
