//! One file per table: its row and its queries. The schema itself is in `migrations/`.

// profile.db
pub(crate) mod ended_right;
pub(crate) mod party_link;
pub(crate) mod party_ref;
pub(crate) mod quarantine;
pub(crate) mod renewal;
pub(crate) mod set_aside;
pub(crate) mod setting;
pub(crate) mod source;
pub(crate) mod vault;
pub(crate) mod vault_progress;

// vaults/<party>.db
pub(crate) mod content;
pub(crate) mod document;
pub(crate) mod enclosure;
pub(crate) mod headline;
pub(crate) mod labelled;
pub(crate) mod lookup;
pub(crate) mod mark;
pub(crate) mod opened;
pub(crate) mod outgoing;
pub(crate) mod progress;
pub(crate) mod record;
pub(crate) mod reminder;
pub(crate) mod replacement;
pub(crate) mod search;
pub(crate) mod signature;
pub(crate) mod told;
