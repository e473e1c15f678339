//! Links in server data.

use serde::{Deserialize, Serialize};

use crate::text::without_deception;

/// An address the app may offer to open in the system browser: `https` only, no user name, nothing invisible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HttpsLink(String);

/// Why an address is not offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("only plain https addresses are opened")]
pub struct NotHttps;

impl HttpsLink {
    /// Accepts `https://host…` and nothing else. The host is a name: what is shown of it must be all of it.
    pub fn new(address: &str) -> Result<Self, NotHttps> {
        let rest = address.trim().strip_prefix("https://").ok_or(NotHttps)?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
        let plain = !host.is_empty()
            && port.bytes().all(|byte| byte.is_ascii_digit())
            && !authority.contains(['@', '\\', '%', '[', ']'])
            && !rest.contains(char::is_whitespace)
            && without_deception(rest).count() == rest.chars().count();
        plain.then(|| Self(address.trim().to_owned())).ok_or(NotHttps)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, which is shown beside every link before it opens.
    pub fn host(&self) -> &str {
        self.0.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default()
    }
}

impl TryFrom<String> for HttpsLink {
    type Error = NotHttps;

    fn try_from(address: String) -> Result<Self, NotHttps> {
        Self::new(&address)
    }
}

impl From<HttpsLink> for String {
    fn from(link: HttpsLink) -> Self {
        link.0
    }
}
#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_plain_https_is_a_link() {
        assert_eq!(HttpsLink::new("https://haikkala.example/asia/1?x=2").unwrap().host(), "haikkala.example");
        assert_eq!(HttpsLink::new("https://haikkala.example:8443/").unwrap().host(), "haikkala.example");
        for address in [
            "http://haikkala.example",
            "javascript:alert(1)",
            "https://",
            "https://:/path",
            "https://:8443",
            "https://[::1]/",
            "https://good.example:evil.example/",
            "https://good.example@evil.example/",
            "https://good.example\\@evil.example",
            "https://a b.example",
            "https://good.example/\u{202E}gpj.exe",
            "file:///etc/passwd",
            "HTTPS://X",
            "",
        ] {
            assert_eq!(HttpsLink::new(address), Err(NotHttps), "{address}");
        }
    }
}
