//! Reading JSON from a stranger: in two steps, with caps, and with faults that name a place and never a content.
//!
//! A page is first cut into raw records, which needs no recursion and copies nothing. Each record is then measured
//! ([`fits`]) and read ([`read`]) by itself, so that whatever is wrong with it stays with it.

use std::fmt;

use memchr::memchr2;
use serde::{
    Deserialize,
    de::{Deserializer as _, Error as _, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{Limits, Unreadable};

/// What is wrong with a record, and where: `documents[0].size: not of the promised type`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    path: String,
    words: String,
}

impl Flaw {
    /// A fault of one field. Both texts must be this crate's own.
    pub fn at(field: &str, words: &str) -> Self {
        Self { path: field.to_owned(), words: words.to_owned() }
    }

    /// The same fault, seen from the record that holds the part.
    pub fn within(mut self, parent: &str) -> Self {
        self.path = format!("{parent}.{}", self.path);
        self
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.words) } else { write!(f, "{}: {}", self.path, self.words) }
    }
}

/// The text without the byte order mark that some servers begin with; a mark is no JSON.
pub fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::new("not UTF-8"))?;
    let text = text.trim();
    if text.is_empty() {
        Err(Unreadable::new("an empty answer"))
    } else if text.starts_with('<') {
        Err(Unreadable::new("a page of markup instead of JSON"))
    } else {
        Ok(text)
    }
}

/// Reads the frame of an answer.
pub fn frame<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Unreadable> {
    read(text).map_err(|flaw| Unreadable::new(flaw.to_string()))
}

/// Reads one value. The fault says where it is; `serde_json`'s own words are not passed on, because they quote content.
pub fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Flaw> {
    // Keeping account of the place takes as long as reading; nearly all values have no fault to place.
    serde_json::from_str(text).or_else(|_| read_with_places(text))
}

fn read_with_places<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Flaw> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        // What is not even JSON may break off inside a field that nobody promised; its name is the server's own.
        Flaw { path: if inner.is_data() { plain_path(&path) } else { String::new() }, words: words(&inner) }
    })?;
    deserializer.end().map_err(|error| Flaw { path: String::new(), words: words(&error) })?;
    Ok(value)
}

/// Field names of records are plain; what is not plain is a key the server chose, and that is content.
fn plain_path(path: &str) -> String {
    let plain = path.len() <= 120 && path.chars().all(|c| c.is_ascii_alphanumeric() || "_.[]".contains(c));
    if plain && path != "." { path.to_owned() } else { String::new() }
}

fn words(error: &serde_json::Error) -> String {
    use serde_json::error::Category;

    match error.classify() {
        Category::Eof => "ends in the middle".to_owned(),
        Category::Syntax | Category::Io => format!("not JSON at line {}, column {}", error.line(), error.column()),
        Category::Data => missing_field(&error.to_string())
            .map_or_else(|| "not of the promised type".to_owned(), |field| format!("{field} is missing")),
    }
}

/// The name in "missing field `x`", which is a name of our own types; nothing else of the message is safe to show.
fn missing_field(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.split('`').next()
}

/// The elements of an array, at most `max` of them: more is a fault of the whole, because leaving some out would lose
/// them.
pub fn array(raw: &str, max: usize) -> Result<Vec<&RawValue>, Unreadable> {
    struct Capped(usize);

    impl<'a> Visitor<'a> for Capped {
        type Value = Vec<&'a RawValue>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array")
        }

        fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut elements = Vec::new();
            while let Some(element) = seq.next_element::<&'a RawValue>()? {
                if elements.len() == self.0 {
                    return Err(A::Error::custom("too many"));
                }
                elements.push(element);
            }
            Ok(elements)
        }
    }

    let mut deserializer = serde_json::Deserializer::from_str(raw);
    deserializer
        .deserialize_seq(Capped(max))
        .map_err(|_| Unreadable::new(format!("not an array of at most {max} records")))
}

/// Whether a record keeps to the caps; otherwise which one it breaks.
pub fn fits(raw: &str, limits: &Limits) -> Result<(), String> {
    if raw.len() > limits.max_record_bytes {
        return Err(format!("larger than {} bytes", limits.max_record_bytes));
    }
    if depth(raw) > limits.max_depth {
        return Err(format!("nested deeper than {} levels", limits.max_depth));
    }
    Ok(())
}

/// How deep arrays and objects are nested in valid JSON. Most of it is texts, which are leapt over.
fn depth(raw: &str) -> usize {
    let (mut depth, mut deepest, mut rest) = (0_usize, 0_usize, raw.as_bytes());
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => rest = after_text(after),
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// What follows a text of which the first mark has been read.
fn after_text(mut rest: &[u8]) -> &[u8] {
    while let Some(place) = memchr2(b'"', b'\\', rest) {
        let is_escape = rest.get(place) == Some(&b'\\');
        rest = rest.get(place + 1 + usize::from(is_escape)..).unwrap_or_default();
        if !is_escape {
            return rest;
        }
    }
    &[]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Letter {
        #[allow(dead_code)]
        pages: Vec<Page>,
    }

    #[derive(Debug, Deserialize)]
    struct Page {
        #[allow(dead_code)]
        number: u32,
    }

    #[test]
    fn a_fault_names_its_place_and_not_its_content() {
        let flaw = read::<Letter>(r#"{"pages":[{"number":1},{"number":"Aino Virta"}]}"#).unwrap_err();
        assert_eq!(flaw.to_string(), "pages[1].number: not of the promised type");
        let flaw = read::<Letter>(r#"{"pages":[{}]}"#).unwrap_err();
        assert_eq!(flaw.to_string(), "pages[0]: number is missing");
        let flaw = read::<Letter>(r#"{"pages":["Aino`"#).unwrap_err();
        assert_eq!(flaw.to_string(), "ends in the middle");
        let flaw = read::<Letter>(r#"{"pages":[],"Aino":[tru]}"#).unwrap_err();
        assert!(flaw.to_string().starts_with("not JSON at line 1"), "{flaw}");
        let flaw = read::<std::collections::HashMap<String, u32>>(r#"{"Aino Virta":"x"}"#).unwrap_err();
        assert_eq!(flaw.to_string(), "not of the promised type");
    }

    #[test]
    fn brackets_in_texts_do_not_count_as_nesting() {
        assert_eq!(depth(r#"{"a":["[[[[\"[[["]}"#), 2);
        assert_eq!(depth("[[[]],[]]"), 3);
        assert_eq!(
            depth(r#"[{"a":"\\","b":["\\\"{[",{}]}]"#),
            4,
            "an escaped backslash ends nothing and hides nothing"
        );
        assert_eq!(depth(r#"[["cut\"#), 2);
    }

    #[test]
    fn one_record_more_than_the_cap_is_refused() {
        assert_eq!(array("[1,2]", 2).unwrap().len(), 2);
        assert!(array("[1,2,3]", 2).is_err());
        assert!(array("{}", 2).is_err());
    }
}
