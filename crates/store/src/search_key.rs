//! Where a page of a search ends.

use std::{fmt, str::FromStr};

use domain::id::PartyId;

use crate::inbox_key::NotAKey;

/// Where a page of a search ended, so that the next begins there whatever has come or gone in between. Opaque text. The
/// order of keys is the order of what was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SearchKey {
    /// How well it fits; 0 is best.
    pub(crate) tier: u8,
    /// By time, newest first.
    pub(crate) place: i64,
    pub(crate) party: PartyId,
}

impl fmt::Display for SearchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(&(self.tier, self.place, self.party.as_str())).map_err(|_| fmt::Error)?;
        f.write_str(&hex::encode(text))
    }
}

impl FromStr for SearchKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let bytes = hex::decode(text).map_err(|_| NotAKey)?;
        let (tier, place, party): (u8, i64, String) = serde_json::from_slice(&bytes).map_err(|_| NotAKey)?;
        Ok(Self { tier, place, party: PartyId::new(party) })
    }
}
