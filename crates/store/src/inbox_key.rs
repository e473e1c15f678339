//! Where a page of a list ends.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The place of an item in its list. The order of places is the order of the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Day of the need, in lists by day; 0 in lists by time.
    pub(crate) day: i64,
    /// Negated sort key: ascending is newest first.
    pub(crate) newest: i64,
    pub(crate) source: String,
    pub(crate) kind: String,
    pub(crate) id: String,
}

impl Place {
    /// Before everything.
    pub(crate) const START: Self =
        Self { day: i64::MIN, newest: i64::MIN, source: String::new(), kind: String::new(), id: String::new() };
}

/// Where a page of a list ended, so that the next begins there whatever has come or gone in between. Opaque text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxKey(pub(crate) Place);

/// The text is not the end of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the end of a page")]
pub struct NotAKey;

impl fmt::Display for InboxKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = (self.0.day, self.0.newest, &self.0.source, &self.0.kind, &self.0.id);
        let text = serde_json::to_string(&place).map_err(|_| fmt::Error)?;
        f.write_str(&hex::encode(text))
    }
}

impl FromStr for InboxKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let bytes = hex::decode(text).map_err(|_| NotAKey)?;
        let (day, newest, source, kind, id) = serde_json::from_slice(&bytes).map_err(|_| NotAKey)?;
        Ok(Self(Place { day, newest, source, kind, id }))
    }
}
