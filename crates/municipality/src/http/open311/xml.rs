//! The answers in XML: the same as in JSON, a list as an element with an element for each of its items.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use serde_json::Value;

/// A document: `value` in an element `root`, and where it is a list each item in an element `item`.
pub(super) fn document(root: &str, item: &str, value: &Value) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    element(&mut writer, root, item, value)?;
    Ok(writer.into_inner())
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, item: &str, value: &Value) -> io::Result<()> {
    let text = match value {
        Value::Null => return writer.write_event(Event::Empty(BytesStart::new(name))),
        Value::Array(items) => {
            writer.write_event(Event::Start(BytesStart::new(name)))?;
            for value in items {
                element(writer, item, "", value)?;
            }
            return writer.write_event(Event::End(BytesEnd::new(name)));
        }
        Value::Object(members) => {
            writer.write_event(Event::Start(BytesStart::new(name)))?;
            for (name, value) in members {
                // `attributes` holds elements `attribute`, `values` elements `value`.
                element(writer, name, name.strip_suffix('s').unwrap_or(name), value)?;
            }
            return writer.write_event(Event::End(BytesEnd::new(name)));
        }
        Value::String(text) => text.chars().filter(|c| is_allowed(*c)).collect(),
        other => other.to_string(),
    };
    writer.write_event(Event::Start(BytesStart::new(name)))?;
    writer.write_event(Event::Text(BytesText::new(&text)))?;
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// Whether XML has a way to write a character (XML 1.0 §2.2): it has none for most control characters.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use serde_json::json;

    use super::*;

    fn written(root: &str, item: &str, value: &Value) -> String {
        let text = String::from_utf8(document(root, item, value).unwrap()).unwrap();
        text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").unwrap().to_owned()
    }

    #[test]
    fn lists_are_elements_of_elements_and_nothing_is_an_empty_one() {
        let value = json!([{ "a": 1, "b": null, "values": [{ "key": "x" }, { "key": "y" }] }, { "a": true }]);
        assert_eq!(
            written("requests", "request", &value),
            "<requests><request><a>1</a><b/><values><value><key>x</key></value><value><key>y</key></value></values>\
             </request><request><a>true</a></request></requests>"
        );
    }

    #[test]
    fn markup_and_control_characters_stay_text() {
        let value = json!({ "description": "<b>&\u{0}\u{b}\u{ffff}ä</b>\n" });
        assert_eq!(written("r", "", &value), "<r><description>&lt;b&gt;&amp;ä&lt;/b&gt;\n</description></r>");
    }
}
