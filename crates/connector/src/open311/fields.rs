//! A record of any dialect as plain texts by name: `status`, `agency_responsible.recipient`.

use std::collections::{BTreeMap, HashMap};

use domain::text::ServerText;
use serde_json::value::RawValue;

use crate::json::{self, Flaw};

/// The field that is a list in some dialects.
pub const KEYWORDS: &str = "keywords";

/// The texts of one record. A field of a nested object has the object's name before its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    /// The first of these fields that says something.
    pub fn text(&self, names: &[&str]) -> Option<&str> {
        names.iter().filter_map(|name| self.0.get(*name)).map(|text| text.trim()).find(|text| !text.is_empty())
    }

    /// The same, cleaned.
    pub fn server_text(&self, names: &[&str]) -> Option<ServerText> {
        self.text(names).map(ServerText::from).filter(|text| !text.is_empty())
    }

    /// Adds to a field: XML brings a text in pieces.
    pub fn append(&mut self, name: &str, text: &str) {
        self.0.entry(name.to_owned()).or_default().push_str(text);
    }

    /// Size of all texts, in bytes.
    pub fn bytes(&self) -> usize {
        self.0.iter().map(|(name, text)| name.len() + text.len()).sum()
    }

    /// Reads a JSON object. Numbers keep the digits they are written with.
    pub fn from_json(raw: &str) -> Result<Self, Flaw> {
        let mut fields = Self::default();
        fields.add_object("", raw)?;
        Ok(fields)
    }

    fn add_object(&mut self, prefix: &str, raw: &str) -> Result<(), Flaw> {
        for (name, value) in json::read::<HashMap<String, &RawValue>>(raw)? {
            self.add(&format!("{prefix}{name}"), value.get(), prefix.is_empty())?;
        }
        Ok(())
    }

    /// Objects are opened one level deep; of an array the first element counts, but of keywords all.
    fn add(&mut self, name: &str, raw: &str, may_open: bool) -> Result<(), Flaw> {
        match raw.as_bytes().first() {
            Some(b'"') => {
                self.0.insert(name.to_owned(), json::read(raw)?);
            }
            Some(b'{') if may_open => self.add_object(&format!("{name}."), raw)?,
            Some(b'[') => {
                let values: Vec<&RawValue> = json::read(raw)?;
                let counted = if name == KEYWORDS { values.len() } else { 1 };
                let mut texts = Vec::new();
                for value in values.into_iter().take(counted) {
                    let mut one = Self::default();
                    one.add(name, value.get(), false)?;
                    texts.extend(one.0.remove(name));
                }
                if !texts.is_empty() {
                    self.0.insert(name.to_owned(), texts.join("\n"));
                }
            }
            Some(b'{') | None => {}
            Some(_) if raw == "null" => {}
            Some(_) => {
                self.0.insert(name.to_owned(), raw.to_owned());
            }
        }
        Ok(())
    }
}
