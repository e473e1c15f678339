//! The XML dialects. Events, not a tree: no entity is expanded but the five that XML itself defines, and nothing is
//! deeper than the cap.

use quick_xml::{Reader, events::Event};

use super::fields::{Fields, KEYWORDS};
use crate::{Limits, Unreadable};

/// One record.
#[derive(Debug, Default)]
pub struct Record {
    /// Its texts.
    pub fields: Fields,
    /// Whether it was deeper than the cap; then a part of it was not read.
    pub too_deep: bool,
}

/// The records of `<root><record><field>…`, or the one of `<record><field>…`. Elements deeper than a field are fields with a
/// dotted name.
pub fn records(text: &str, roots: &[&str], record: &str, limits: &Limits) -> Result<Vec<Record>, Unreadable> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut path: Vec<String> = Vec::new();
    let mut records: Vec<Record> = Vec::new();
    let mut seen_root = false;
    // Open elements below the deepest that is read.
    let mut below = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::new("not well-formed XML"))?;
        match event {
            Event::Start(start) => {
                let local = start.local_name();
                let name = local.as_ref();
                if name == record && path.is_empty() && !seen_root {
                    // As if it stood in a list.
                    path.push(String::new());
                }
                match path.len() {
                    0 => check_root(name, roots, seen_root)?,
                    1 if name == record && records.len() == limits.max_records_per_page => {
                        return Err(Unreadable::new(format!("more than {} records", limits.max_records_per_page)));
                    }
                    1 if name == record => records.push(Record::default()),
                    depth if depth >= limits.max_depth => {
                        if let Some(record) = records.last_mut() {
                            record.too_deep = true;
                        }
                        below += 1;
                        continue;
                    }
                    _ => {}
                }
                seen_root = true;
                path.push(name.to_owned());
                if let ([_, _, KEYWORDS, _], Some(record)) = (names(&path).as_slice(), records.last_mut()) {
                    record.fields.append(&format!("{KEYWORDS}.{name}"), ",");
                }
            }
            Event::End(_) if below > 0 => below -= 1,
            Event::End(_) => {
                path.pop();
                path.pop_if(|around| around.is_empty());
            }
            Event::Text(_) | Event::CData(_) if below > 0 => {}
            Event::Text(text) => add(&mut records, &path, record, &text.xml10_content()),
            Event::CData(text) => add(&mut records, &path, record, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let Some(character) = character(&reference) else {
                    return Err(Unreadable::new("an entity that XML does not define"));
                };
                add(&mut records, &path, record, character.encode_utf8(&mut [0; 4]));
            }
            // A document type can define entities; no answer of this API has one, but pages of HTML do.
            Event::DocType(_) => return Err(Unreadable::new("a document type declaration, as pages of HTML have")),
            Event::Eof if seen_root && path.is_empty() => return Ok(records),
            Event::Eof => return Err(Unreadable::new("ends in the middle")),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn check_root(name: &str, roots: &[&str], seen_root: bool) -> Result<(), Unreadable> {
    if seen_root {
        return Err(Unreadable::new("more than one root element"));
    }
    if roots.contains(&name) {
        return Ok(());
    }
    Err(Unreadable::new(match name.to_ascii_lowercase().as_str() {
        "html" => "a page of HTML",
        "errors" => "an error answer",
        _ => "another root element than the API promises",
    }))
}

fn names(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

fn add(records: &mut [Record], path: &[String], record: &str, text: &str) {
    if let ([_, within, field @ ..], Some(Record { fields, .. })) = (path, records.last_mut())
        && within == record
        && !field.is_empty()
    {
        fields.append(&field.join("."), text);
    }
}

pub fn character(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten();
    }
    match &**reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}
