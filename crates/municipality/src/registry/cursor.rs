//! Cursors of the feed.
//!
//! A cursor is 32 bytes in base64url: epoch, where its walk began, how far it has come, and a seal over all of it and
//! the persona. So a cursor cannot be made up, guessed from another or used by somebody else, and one from another
//! history (a restored backup, a fresh server) is recognised as such.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A place in the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bookmark {
    /// The head of the feed when the walk began: everything that went before then was never shown to this reader.
    pub(crate) since: i64,
    /// Sequence number of the last change that was read.
    pub(crate) seq: i64,
}

/// Why a cursor leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CursorFault {
    /// It is not one of ours, or not this persona's.
    Malformed,
    /// It belongs to another history.
    OtherEpoch,
}

/// Writes and reads cursors.
#[derive(Clone, Debug)]
pub(crate) struct Mint {
    pub(crate) epoch: [u8; 8],
    pub(crate) key: [u8; 16],
}

impl Mint {
    /// The cursor of `persona` at `bookmark`.
    pub(crate) fn write(&self, persona: &str, bookmark: Bookmark) -> String {
        let (since, seq) = (bookmark.since.to_be_bytes(), bookmark.seq.to_be_bytes());
        URL_SAFE_NO_PAD.encode([self.epoch, since, seq, self.seal(persona, since, seq)].concat())
    }

    /// The bookmark that `cursor` stands for, if it is this persona's.
    pub(crate) fn read(&self, persona: &str, cursor: &str) -> Result<Bookmark, CursorFault> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| CursorFault::Malformed)?;
        let (parts, rest) = bytes.as_chunks::<8>();
        let (&[epoch, since, seq, seal], []) = (parts, rest) else { return Err(CursorFault::Malformed) };
        if epoch != self.epoch {
            return Err(CursorFault::OtherEpoch);
        }
        if seal != self.seal(persona, since, seq) {
            return Err(CursorFault::Malformed);
        }
        Ok(Bookmark { since: i64::from_be_bytes(since), seq: i64::from_be_bytes(seq) })
    }

    /// A keyed hash. Every part but the last has a fixed length, so no two inputs read the same.
    fn seal(&self, persona: &str, since: [u8; 8], seq: [u8; 8]) -> [u8; 8] {
        let hash: [u8; 32] = Sha256::new()
            .chain_update(self.key)
            .chain_update(self.epoch)
            .chain_update(since)
            .chain_update(seq)
            .chain_update(persona)
            .finalize()
            .into();
        let (chunks, _) = hash.as_chunks::<8>();
        chunks.first().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const MINT: Mint = Mint { epoch: *b"history1", key: [7; 16] };

    #[test]
    fn a_cursor_leads_back_to_its_bookmark_for_its_own_persona_only() {
        let bookmark = Bookmark { since: 12, seq: 7 };
        let cursor = MINT.write("aino", bookmark);
        assert_eq!(MINT.read("aino", &cursor), Ok(bookmark));
        assert_eq!(MINT.read("eero", &cursor), Err(CursorFault::Malformed));
    }

    #[test]
    fn a_cursor_of_another_history_is_told_from_nonsense() {
        let other = Mint { epoch: *b"history2", ..MINT };
        let cursor = other.write("aino", Bookmark { since: 1, seq: 1 });
        assert_eq!(MINT.read("aino", &cursor), Err(CursorFault::OtherEpoch));
        for nonsense in ["", "7", "ääkköset", "AAAA", &"A".repeat(43), &format!("{cursor}AAAA")] {
            let read = MINT.read("aino", nonsense);
            assert!(read.is_err(), "{nonsense} was read as {read:?}");
        }
    }

    #[test]
    fn no_character_of_a_cursor_can_be_changed() {
        let cursor = MINT.write("aino", Bookmark { since: 300, seq: 300 });
        for at in 0..cursor.len() {
            let mut forged = cursor.clone();
            let other = if cursor[at..=at] == *"A" { "B" } else { "A" };
            forged.replace_range(at..=at, other);
            assert!(MINT.read("aino", &forged).is_err(), "character {at}");
        }
    }
}
