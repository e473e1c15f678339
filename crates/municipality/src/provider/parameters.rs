//! The parameters of a request: each at most once (RFC 6749 §3.1), an empty one as if it were not there, unknown ones
//! ignored.

use std::collections::HashMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// What a request says.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    values: HashMap<String, String>,
    /// The first that came twice.
    twice: Option<String>,
}

impl Parameters {
    pub(super) fn read(pairs: Vec<(String, String)>) -> Self {
        let mut read = Self::default();
        for (name, value) in pairs {
            if read.values.insert(name.clone(), value).is_some() {
                read.twice.get_or_insert(name);
            }
        }
        read.values.retain(|_, value| !value.is_empty());
        read
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// The words of a value that is a list.
    pub(super) fn list(&self, name: &str) -> Vec<&str> {
        self.get(name).unwrap_or_default().split_whitespace().collect()
    }

    pub(super) fn twice(&self) -> Option<&str> {
        self.twice.as_deref()
    }
}

/// An address with these parameters behind it.
pub(super) fn address(base: &str, parameters: &[(&str, &str)]) -> String {
    let written: Vec<_> = parameters
        .iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect();
    if written.is_empty() { base.to_owned() } else { format!("{base}?{}", written.join("&")) }
}
