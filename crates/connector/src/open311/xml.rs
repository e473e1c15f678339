//! The XML dialects. Events, not a tree: no entity is expanded but the five that XML itself defines, and nothing is
//! deeper than the cap.

use quick_xml::{Reader, events::Event};

use super::fields::Fields;
use crate::{Limits, Unreadable};

/// The records of `<root><record><field>…`. Elements deeper than a field are fields with a dotted name.
pub fn records(text: &str, roots: &[&str], record: &str, limits: &Limits) -> Result<Vec<Fields>, Unreadable> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut path: Vec<String> = Vec::new();
    let mut records: Vec<Fields> = Vec::new();
    let mut seen_root = false;
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::new("not well-formed XML"))?;
        match event {
            Event::Start(start) => {
                let local = start.local_name();
                let name = local.as_ref();
                match path.len() {
                    0 => check_root(name, roots, seen_root)?,
                    1 if name == record && records.len() == limits.max_records_per_page => {
                        return Err(Unreadable::new(format!("more than {} records", limits.max_records_per_page)));
                    }
                    1 if name == record => records.push(Fields::default()),
                    depth if depth >= limits.max_depth => {
                        return Err(Unreadable::new(format!("nested deeper than {} levels", limits.max_depth)));
                    }
                    _ => {}
                }
                seen_root = true;
                path.push(name.to_owned());
            }
            Event::End(_) => {
                path.pop();
            }
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

fn add(records: &mut [Fields], path: &[String], record: &str, text: &str) {
    if let ([_, within, field @ ..], Some(fields)) = (path, records.last_mut())
        && within == record
        && !field.is_empty()
    {
        fields.append(&field.join("."), text);
    }
}

fn character(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
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
