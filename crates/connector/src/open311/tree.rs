//! A short answer of any dialect as a tree of named parts: JSON, or XML, or XML that was turned into JSON. Lists of reports, which
//! may be long, are read by [`super::fields`] instead.

use std::collections::BTreeMap;

use quick_xml::{Reader, events::Event};
use serde_json::value::RawValue;

use super::xml;
use crate::{
    Limits, Unreadable,
    json::{self, Flaw},
};

/// A part: its own text, and the parts within it, in their order. What JSON has as an array are several parts of one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    text: String,
    parts: Vec<(String, Part)>,
}

impl Part {
    /// Reads an answer. What is around everything, an object of JSON or the root of XML, is the part; an array at the root is
    /// parts without a name.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Unreadable> {
        if bytes.len() > limits.max_record_bytes {
            return Err(Unreadable::new(format!("larger than {} bytes", limits.max_record_bytes)));
        }
        let whole = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        if whole.first() == Some(&b'<') {
            let text = std::str::from_utf8(whole).map_err(|_| Unreadable::new("not UTF-8"))?;
            return Self::of_xml(text, limits);
        }
        let text = json::text(bytes)?;
        json::frame::<&RawValue>(text)?;
        json::fits(text, limits).map_err(Unreadable::new)?;
        let mut whole = Self::default();
        whole.add_json("", text).map_err(|flaw| Unreadable::new(flaw.to_string()))?;
        let [(_, only)] = whole.parts.as_mut_slice() else { return Ok(whole) };
        // An array of one thing stays an array: the thing is within it.
        Ok(if text.starts_with('[') { whole } else { std::mem::take(only) })
    }

    /// What it says, if it says something.
    pub fn said(&self) -> Option<&str> {
        let text = self.text.trim();
        (!text.is_empty()).then_some(text)
    }

    /// The part of this name, the first if there are several.
    pub fn part(&self, name: &str) -> Option<&Self> {
        self.parts.iter().find(|(of, _)| of == name).map(|(_, part)| part)
    }

    /// What the first of these parts says that says something.
    pub fn text(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.part(name)?.said())
    }

    /// Whether a part says that something is so; `None` where it says neither.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.text(&[name])?.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" => Some(true),
            "false" | "0" | "no" => Some(false),
            _ => None,
        }
    }

    /// The things of a list: `"attributes": [{…}, {…}]`, `<attributes><attribute/><attribute/></attributes>`, or the JSON of that.
    pub fn list(&self, name: &str, one: &str) -> Vec<&Self> {
        self.parts.iter().filter(|(of, _)| of == name).flat_map(|(_, list)| list.things(one)).collect()
    }

    /// The things of this part: those that are named so or, in an array, not at all; itself, if it has none.
    pub fn things(&self, one: &str) -> Vec<&Self> {
        let within: Vec<_> =
            self.parts.iter().filter(|(of, _)| of == one || of.is_empty()).map(|(_, part)| part).collect();
        if !within.is_empty() {
            return within;
        }
        if self.parts.is_empty() && self.said().is_none() { Vec::new() } else { vec![self] }
    }

    /// The parts by their names.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Self)> {
        self.parts.iter().map(|(name, part)| (name.as_str(), part))
    }

    fn add_json(&mut self, name: &str, raw: &str) -> Result<(), Flaw> {
        let mut part = Self::default();
        match raw.as_bytes().first() {
            Some(b'"') => part.text = json::read(raw)?,
            Some(b'{') => {
                for (name, value) in json::read::<BTreeMap<String, &RawValue>>(raw)? {
                    part.add_json(&name, value.get())?;
                }
            }
            Some(b'[') => {
                let values: Vec<&RawValue> = json::read(raw)?;
                // A list without things is there all the same, as `<values/>` is.
                if !values.is_empty() || name.is_empty() {
                    return values.into_iter().try_for_each(|value| self.add_json(name, value.get()));
                }
            }
            // Numbers keep the digits they are written with.
            Some(_) if raw != "null" => raw.clone_into(&mut part.text),
            _ => {}
        }
        self.parts.push((name.to_owned(), part));
        Ok(())
    }

    fn of_xml(text: &str, limits: &Limits) -> Result<Self, Unreadable> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        // The document itself, and the elements that are open.
        let mut open: Vec<(String, Self)> = vec![(String::new(), Self::default())];
        loop {
            match reader.read_event().map_err(|_| Unreadable::new("not well-formed XML"))? {
                Event::Start(start) => {
                    if open.len() > limits.max_depth {
                        return Err(Unreadable::new(format!("nested deeper than {} levels", limits.max_depth)));
                    }
                    open.push((start.local_name().as_ref().to_owned(), Self::default()));
                }
                Event::End(_) => close(&mut open),
                Event::Text(text) => said(&mut open, &text.xml10_content()),
                Event::CData(text) => said(&mut open, &text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let character = xml::character(&reference);
                    let character = character.ok_or_else(|| Unreadable::new("an entity that XML does not define"))?;
                    said(&mut open, character.encode_utf8(&mut [0; 4]));
                }
                Event::DocType(_) => {
                    return Err(Unreadable::new("a document type declaration, as pages of HTML have"));
                }
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        match (open.pop(), open.is_empty()) {
            (Some((_, mut document)), true) => match document.parts.as_mut_slice() {
                [(name, _)] if name.eq_ignore_ascii_case("html") => Err(Unreadable::new("a page of HTML")),
                [(_, root)] => Ok(std::mem::take(root)),
                _ => Err(Unreadable::new("not one root element")),
            },
            _ => Err(Unreadable::new("ends in the middle")),
        }
    }
}

fn close(open: &mut Vec<(String, Part)>) {
    if open.len() > 1
        && let Some(closed) = open.pop()
        && let Some((_, around)) = open.last_mut()
    {
        around.parts.push(closed);
    }
}

fn said(open: &mut [(String, Part)], text: &str) {
    if let Some((_, part)) = open.last_mut() {
        part.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str) -> Result<Part, Unreadable> {
        Part::read(text.as_bytes(), &Limits::default())
    }

    #[test]
    fn a_list_is_the_same_in_json_in_xml_and_in_json_made_of_xml() {
        for text in [
            r#"{"values":[{"key":"007"},{"key":12}]}"#,
            r#"{"values":{"value":[{"key":"007"},{"key":12}]}}"#,
            "<a><values><value><key>007</key></value><value><key>12</key></value></values></a>",
        ] {
            let whole = read(text).unwrap();
            let keys: Vec<_> = whole.list("values", "value").iter().map(|value| value.text(&["key"])).collect();
            assert_eq!(keys, [Some("007"), Some("12")], "{text}");
        }
        let one = read(r#"{"values":{"value":{"key":"007"}}}"#).unwrap();
        assert_eq!(one.list("values", "value").len(), 1);
        let bare = read(r#"[{"key":"007"},{"key":12}]"#).unwrap();
        assert_eq!(bare.things("value").len(), 2);
        assert_eq!(read("[]").unwrap().things("value").len(), 0);
        assert_eq!(read(r#"{"values":[]}"#).unwrap().list("values", "value").len(), 0);
        assert_eq!(read("<a><values/></a>").unwrap().list("values", "value").len(), 0);
    }

    #[test]
    fn what_is_said_is_told_from_what_is_not() {
        let whole = read(r#"{"a":null,"b":"","c":" x ","d":false,"e":"TRUE"}"#).unwrap();
        assert_eq!(
            (whole.text(&["a", "b", "c"]), whole.flag("d"), whole.flag("e")),
            (Some("x"), Some(false), Some(true))
        );
        assert_eq!((whole.flag("a"), whole.flag("c"), whole.flag("f")), (None, None, None));
    }

    #[test]
    fn nothing_unbounded_is_read() {
        let deep = format!("<a>{}", "<b>".repeat(100_000));
        assert!(read(&deep).unwrap_err().to_string().contains("deeper"));
        assert!(read(&format!("{}{}", "[".repeat(50_000), "]".repeat(50_000))).is_err());
        let small = Limits { max_record_bytes: 10, ..Limits::default() };
        assert!(Part::read(br#"{"a":"bbbbbbbbbb"}"#, &small).is_err());
        assert!(read("<!DOCTYPE html><html></html>").is_err() && read("<html><body/></html>").is_err());
        assert!(read("<a><b></a>").is_err() && read("<a/><b/>").is_err() && read("<a>").is_err() && read("").is_err());
    }
}
