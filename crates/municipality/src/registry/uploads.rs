//! Files for letters, received in pieces. A cut line costs no more than the piece that was on it.

use std::sync::PoisonError;

use resident_api::{AttachmentCaps, UploadOffer, UploadState};
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use super::{Registry, RegistryError};

/// Why a file, or a piece of one, was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UploadFault {
    /// It is larger than what is taken.
    #[error("too large")]
    TooLarge,
    /// Its kind or its description is not acceptable, or the bytes are not those that were described.
    #[error("not acceptable")]
    NotAcceptable,
    /// The piece begins elsewhere than where the file ends so far.
    #[error("the upload has come to {}", .0.offset)]
    OtherOffset(UploadState),
    /// No such upload, or somebody else's.
    #[error("no such upload")]
    NoSuchUpload,
    /// The key was used for another file.
    #[error("the key was used for another file")]
    KeyReused,
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl From<rusqlite::Error> for UploadFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Registry(error.into())
    }
}

/// A file that is here whole.
pub(super) struct Upload {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

impl Registry {
    /// From now on no larger file is taken than this, in bytes, whatever the card says.
    pub fn take_files_of(&self, size: u64) {
        *self.shared.file_cap.lock().unwrap_or_else(PoisonError::into_inner) = Some(size);
    }

    /// Begins to receive a file of `persona`, or tells how far it has come under this key.
    pub(crate) fn begin_upload(
        &self,
        persona: &str,
        key: &str,
        offer: &UploadOffer,
        caps: &AttachmentCaps,
    ) -> Result<UploadState, UploadFault> {
        let most = self.shared.file_cap.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or(caps.size);
        if offer.size > most {
            return Err(UploadFault::TooLarge);
        }
        let is_digest = offer.sha256.len() == 64 && offer.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_named = (1..=255).contains(&offer.name.chars().count());
        if !caps.media_types.contains(&offer.media_type) || !is_digest || !is_named || offer.size == 0 {
            return Err(UploadFault::NotAcceptable);
        }
        let size = i64::try_from(offer.size).map_err(|_| UploadFault::TooLarge)?;
        let id = format!("upload-{}", hex::encode(Sha256::digest(format!("{persona}\n{key}"))).get(..16).unwrap_or(""));
        let mut connection = self.connection();
        let tx = connection.transaction()?;
        tx.execute(
            "insert or ignore into uploads (id, persona, key, name, media_type, size, sha256, bytes)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, x'')",
            params![id, persona, key, offer.name, offer.media_type, size, offer.sha256.to_lowercase()],
        )?;
        let (state, same) = tx.query_row(
            "select id, length(bytes), name = ?3 and media_type = ?4 and size = ?5 and sha256 = ?6
               from uploads where persona = ?1 and key = ?2",
            params![persona, key, offer.name, offer.media_type, size, offer.sha256.to_lowercase()],
            |row| Ok((UploadState { id: row.get(0)?, offset: row.get::<_, i64>(1)?.unsigned_abs() }, row.get(2)?)),
        )?;
        tx.commit()?;
        if same { Ok(state) } else { Err(UploadFault::KeyReused) }
    }

    /// Receives the bytes of an upload from `offset` on. What is whole is what was described, or it begins again.
    pub(crate) fn append_upload(
        &self,
        persona: &str,
        id: &str,
        offset: u64,
        piece: &[u8],
    ) -> Result<UploadState, UploadFault> {
        let mut connection = self.connection();
        let tx = connection.transaction()?;
        let found: Option<(i64, i64, String)> = tx
            .query_row(
                "select length(bytes), size, sha256 from uploads where persona = ?1 and id = ?2",
                [persona, id],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let (here, size, sha256) = found.ok_or(UploadFault::NoSuchUpload)?;
        let (here, size) = (here.unsigned_abs(), size.unsigned_abs());
        if offset != here {
            return Err(UploadFault::OtherOffset(UploadState { id: id.to_owned(), offset: here }));
        }
        let now = here.saturating_add(piece.len() as u64);
        if now > size {
            return Err(UploadFault::TooLarge);
        }
        // Bytes joined to bytes are text to SQLite, unless it is told otherwise.
        tx.execute("update uploads set bytes = cast(bytes || ?2 as blob) where id = ?1", params![id, piece])?;
        if now == size {
            let bytes: Vec<u8> = tx.query_row("select bytes from uploads where id = ?1", [id], |row| row.get(0))?;
            if hex::encode(Sha256::digest(&bytes)) != sha256 {
                tx.execute("update uploads set bytes = x'' where id = ?1", [id])?;
                tx.commit()?;
                return Err(UploadFault::NotAcceptable);
            }
        }
        tx.commit()?;
        Ok(UploadState { id: id.to_owned(), offset: now })
    }
}

/// Takes an upload that is whole out of the waiting room; `None` when there is none.
pub(super) fn take(tx: &Transaction<'_>, persona: &str, id: &str) -> Result<Option<Upload>, RegistryError> {
    let upload = tx
        .query_row(
            "delete from uploads where persona = ?1 and id = ?2 and length(bytes) = size returning name, media_type, bytes",
            [persona, id],
            |row| Ok(Upload { name: row.get(0)?, media_type: row.get(1)?, bytes: row.get(2)? }),
        )
        .optional()?;
    Ok(upload)
}
