//! Places of a city's own list: the extension `GET places.json?q=TEXT`, and by `lat` and `long`.

use domain::{
    report::Position,
    text::{Localized, ServerText},
};

use super::super::tree::Part;
use crate::{Limits, Unreadable, text};

/// Most places of an answer.
const MOST: usize = 50;

/// A place of a city's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceFound {
    /// What it is called: a street with its number, a park, a school.
    pub name: Localized,
    /// In which part of the city.
    pub area: Option<Localized>,
    /// Where.
    pub position: Position,
}

/// Reads a list of places, the likeliest first. What has no name or is nowhere is left out.
///
/// # Errors
/// When it is no list.
pub fn places(bytes: &[u8], limits: &Limits) -> Result<Vec<PlaceFound>, Unreadable> {
    let whole = Part::read(bytes, limits)?;
    let wrapped = whole.list("places", "place");
    let all = if wrapped.is_empty() { whole.things("place") } else { wrapped };
    let found: Vec<_> = all.iter().filter_map(|part| place(part)).take(MOST).collect();
    // An error answer, or a list of something else.
    if found.is_empty() && !all.is_empty() {
        return Err(Unreadable::new("not a list of places"));
    }
    Ok(found)
}

fn place(part: &Part) -> Option<PlaceFound> {
    let degrees = |names: &[&str]| part.text(names).and_then(|text| text.parse::<f64>().ok());
    Some(PlaceFound {
        name: localized(part.part("name")?)?,
        area: part.part("area").and_then(localized),
        position: Position::new(degrees(&["lat"])?, degrees(&["long", "lon", "lng"])?)?,
    })
}

/// A text, or one for each language.
fn localized(part: &Part) -> Option<Localized> {
    let line = |text: &str| ServerText::new(text).single_line();
    if let Some(text) = part.said() {
        return text::some(Localized::undetermined(line(text)));
    }
    let is_tag =
        |tag: &str| (2..=12).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let texts = part.named().filter(|(tag, _)| is_tag(tag)).filter_map(|(tag, text)| Some((tag, text.said()?)));
    text::some(texts.fold(Localized::default(), |all, (tag, text)| all.with(tag, line(text))))
}
