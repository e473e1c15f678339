//! Files that belong to a case, message, decision or task.

use serde::{Deserialize, Serialize};

use crate::{id::RemoteId, text::Localized, time::Moment};

/// A file as its source describes it. The bytes are fetched apart and live in the party's vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its id at the source.
    pub id: RemoteId,
    /// What it is called. Where the source has only a file name, that.
    pub name: Localized,
    /// Declared media type, such as `application/pdf`. What the bytes really are is found out when they arrive.
    pub media_type: Option<String>,
    /// Size in bytes, when the source tells.
    pub size: Option<u64>,
    /// Lower-case hexadecimal SHA-256 of the bytes, when the source tells.
    pub sha256: Option<String>,
    /// When the address stops working, for sources whose addresses expire.
    pub expires_at: Option<Moment>,
    /// The address as the source gave it. Only that source's connector reads it.
    pub href: Option<String>,
}

/// A file name that is safe on every system the app runs on: no path, no control or reserved characters, no leading
/// dot, no reserved device name, at most 120 characters. Falls back to `fallback` when nothing is left.
pub fn safe_file_name(name: &str, fallback: &str) -> String {
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*'))
        .take(120)
        .collect();
    let kept = kept.trim_matches(['.', ' ']);
    let stem = kept.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered_device = (stem.starts_with("com") || stem.starts_with("lpt"))
        && stem.len() == 4
        && stem.ends_with(|c: char| c.is_ascii_digit());
    if kept.is_empty() || RESERVED.contains(&stem.as_str()) || numbered_device {
        fallback.to_owned()
    } else {
        kept.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_never_leaves_its_folder() {
        for (name, wanted) in [
            ("paatos.pdf", "paatos.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\system.ini", "system.ini"),
            ("..", "document"),
            ("", "document"),
            ("nul.txt", "document"),
            ("COM1", "document"),
            ("Päätös 12 §.pdf", "Päätös 12 §.pdf"),
            ("a\u{0}b:c.pdf", "abc.pdf"),
        ] {
            assert_eq!(safe_file_name(name, "document"), wanted, "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_the_result_is_one_plain_component(name in any::<String>()) {
            let safe = safe_file_name(&name, "document");
            let plain = std::path::Path::new(&safe).components().count() == 1
                && !safe.contains(['/', '\\', '\0']) && !safe.starts_with('.');
            prop_assert!(plain, "{:?}", safe);
        }
    }
}
