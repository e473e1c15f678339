//! Times as the tables keep them: microseconds since 1970, UTC.

use chrono::{DateTime, Utc};

use crate::error::{Result, StoreError};

pub(crate) const fn to_micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

pub(crate) fn from_micros(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| StoreError::Encoding("a time out of range".to_owned()))
}
