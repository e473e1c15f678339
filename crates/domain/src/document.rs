//! Files that belong to a case, message, decision or task.

use serde::{Deserialize, Serialize};

use crate::{
    id::RemoteId,
    text::{Localized, ServerText},
    time::Moment,
};

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

/// Longest file name proposed, in bytes. File systems take 255; another ending may be added.
const LONGEST_NAME: usize = 150;
/// Longest part after the last dot that is taken for an ending, in bytes.
const LONGEST_ENDING: usize = 10;

/// A file name that is safe on every system the app runs on: no path, nothing invisible, no reserved characters, no
/// leading dot, no reserved device name, at most 150 bytes. Falls back to `fallback` when nothing is left.
pub fn safe_file_name(name: &str, fallback: &str) -> String {
    let clean = ServerText::new(name).single_line();
    let last = clean.as_str().rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')).collect();
    let kept = shortened(kept.trim_matches(UNSEEN));
    if kept.is_empty() || is_device(&kept) { fallback.to_owned() } else { kept }
}

/// What Windows drops from the end of a name, so that another file is meant than is seen.
const UNSEEN: [char; 2] = ['.', ' '];

/// The name at its longest, with its ending.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST_NAME {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= LONGEST_ENDING => (stem, Some(ending)),
        _ => (name, None),
    };
    let room = LONGEST_NAME - ending.map_or(0, |ending| ending.len() + 1);
    let (stem, _) = stem.split_at(stem.floor_char_boundary(room));
    let stem = stem.trim_end_matches(UNSEEN);
    ending.map_or_else(|| stem.to_owned(), |ending| format!("{stem}.{ending}"))
}

/// Whether Windows takes the name for a device, whatever its ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || port.is_some_and(|number| {
            let mut numbers = number.chars();
            numbers.next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'))
                && numbers.next().is_none()
        })
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
            ("lasku\u{202E}fdp.exe", "laskufdp.exe"),
            ("con .pdf", "document"),
            ("LPT¹", "document"),
            ("com10.pdf", "com10.pdf"),
            ("conference.pdf", "conference.pdf"),
        ] {
            assert_eq!(safe_file_name(name, "document"), wanted, "{name}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending_and_breaks_no_letter() {
        let name = safe_file_name(&format!("{}.pdf", "ä".repeat(300)), "document");
        assert_eq!(name, format!("{}.pdf", "ä".repeat(73)));
        let name = safe_file_name(&"👩".repeat(300), "document");
        assert_eq!(name, "👩".repeat(37));
    }

    proptest! {
        #[test]
        fn whatever_comes_the_result_is_one_plain_component(name in any::<String>()) {
            let safe = safe_file_name(&name, "document");
            let plain = std::path::Path::new(&safe).components().count() == 1
                && !safe.contains(['/', '\\', '\0']) && !safe.starts_with('.') && safe.len() <= LONGEST_NAME;
            prop_assert!(plain, "{:?}", safe);
        }
    }
}
