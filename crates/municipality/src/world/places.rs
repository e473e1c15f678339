//! The places of a body by which residents say where something is: `places.toml`, and how one is found in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
use utoipa::ToSchema;

/// Most places that are found at once.
const MOST: usize = 10;
/// How far a place is found from where it is looked for, in metres.
const NEAR: f64 = 300.0;
/// How far a house stands from the middle of its street, in degrees north: some ten metres.
const BESIDE: f64 = 0.0001;

/// A point on the globe, WGS 84, in degrees: north, east.
pub type Position = (f64, f64);

/// What a place is called: in Finnish and Swedish, or the same in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged, deny_unknown_fields)]
pub enum PlaceName {
    /// The same in every language.
    Same(String),
    /// In two languages.
    Both {
        /// In Finnish.
        fi: String,
        /// In Swedish.
        sv: String,
    },
}

impl PlaceName {
    /// In Finnish.
    pub fn fi(&self) -> &str {
        match self {
            Self::Same(name) | Self::Both { fi: name, .. } => name,
        }
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match self {
            Self::Same(name) => (name, None),
            Self::Both { fi, sv } => (fi, Some(sv)),
        };
        std::iter::once(first).chain(second).map(String::as_str)
    }

    fn with_number(&self, number: u32) -> Self {
        match self {
            Self::Same(name) => Self::Same(format!("{name} {number}")),
            Self::Both { fi, sv } => Self::Both { fi: format!("{fi} {number}"), sv: format!("{sv} {number}") },
        }
    }
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// By what reports name it.
    pub id: String,
    /// `street`, `address`, `park`, `school`, `bus_stop` and so on.
    pub kind: String,
    /// What it is called.
    pub name: PlaceName,
    /// The part of the municipality it is in.
    pub area: PlaceName,
    /// Where it is; of a street, its middle.
    pub position: Position,
}

/// The places of a body, in the order of its file; a street comes before its houses.
#[derive(Clone, Debug, Default)]
pub struct Places(Vec<Place>);

/// `places.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacesFile {
    areas: BTreeMap<String, PlaceName>,
    street: Vec<StreetEntry>,
    place: Vec<PlaceEntry>,
}

/// A street: a line with houses at even steps, odd numbers to the left.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StreetEntry {
    id: String,
    name: PlaceName,
    area: String,
    from: Position,
    to: Position,
    /// The highest house number.
    last: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceEntry {
    id: String,
    kind: String,
    name: PlaceName,
    area: String,
    at: Position,
}

impl PlacesFile {
    /// The places of the file. The error names the place whose area is not there, or whose id is there already.
    pub(super) fn places(self) -> Result<Places, String> {
        let Self { areas, street, place } = self;
        let area = |id: &str, area: &str| areas.get(area).cloned().ok_or_else(|| id.to_owned());
        let mut places = Vec::new();
        for street in &street {
            houses(street, &area(&street.id, &street.area)?, &mut places);
        }
        for PlaceEntry { id, kind, name, area: of, at } in place {
            let area = area(&id, &of)?;
            places.push(Place { id, kind, name, area, position: at });
        }
        let mut seen = std::collections::BTreeSet::new();
        match places.iter().find(|place| !seen.insert(&place.id)) {
            Some(twice) => Err(twice.id.clone()),
            None => Ok(Places(places)),
        }
    }
}

fn houses(street: &StreetEntry, area: &PlaceName, places: &mut Vec<Place>) {
    let StreetEntry { id, name, from, to, last, .. } = street;
    let along = |part: f64| ((to.0 - from.0).mul_add(part, from.0), (to.1 - from.1).mul_add(part, from.1));
    let place = |id: String, kind: &str, name, position: Position| {
        let area = area.clone();
        Place { id, kind: kind.to_owned(), name, area, position: (rounded(position.0), rounded(position.1)) }
    };
    places.push(place(id.clone(), "street", name.clone(), along(0.5)));
    for number in 1..=*last {
        let (north, east) = along((f64::from(number) - 0.5) / f64::from(*last));
        let side = if number % 2 == 1 { BESIDE } else { -BESIDE };
        // A street that runs from north to south has its houses to the east and the west.
        let runs_north = (to.0 - from.0).abs() > (to.1 - from.1).abs() / 2.0;
        let position = if runs_north { (north, side.mul_add(2.0, east)) } else { (north + side, east) };
        places.push(place(format!("{id}-{number}"), "address", name.with_number(number), position));
    }
}

/// To six decimals, a tenth of a metre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

impl Places {
    /// All of them.
    pub fn all(&self) -> &[Place] {
        &self.0
    }

    /// The place of this id.
    pub fn get(&self, id: &str) -> Option<&Place> {
        self.0.iter().find(|place| place.id == id)
    }

    /// The places of whose name each word of `text` begins a word, whatever the marks over its letters; the likeliest
    /// first, ten at most.
    pub fn named(&self, text: &str) -> Vec<&Place> {
        let wanted = folded(text);
        let words: Vec<_> = wanted.split_whitespace().collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<_> =
            self.0.iter().filter_map(|place| Some((rank(place, &wanted, &words)?, place))).collect();
        // The order of the file stays among equals: a street before its houses, and they by their numbers.
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, place)| place).take(MOST).collect()
    }

    /// The places within 300 metres, the nearest first, ten at most.
    pub fn near(&self, at: Position) -> Vec<&Place> {
        let mut found: Vec<_> = self.0.iter().map(|place| (metres(place.position, at), place)).collect();
        found.retain(|(far, _)| *far <= NEAR);
        found.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        found.into_iter().map(|(_, place)| place).take(MOST).collect()
    }
}

/// How likely a place is meant: 0 by its whole name, 1 where it begins so, 2 by words within; none if it is not.
fn rank(place: &Place, wanted: &str, words: &[&str]) -> Option<u8> {
    let rank = |name: &str| {
        let name = folded(name);
        let is_named = words.iter().all(|word| name.split_whitespace().any(|part| part.starts_with(word)));
        match () {
            () if !is_named => None,
            () if name == wanted => Some(0),
            () if name.starts_with(wanted) => Some(1),
            () => Some(2),
        }
    };
    place.name.all().filter_map(rank).min()
}

/// Lower case without marks, words parted by one space.
fn folded(text: &str) -> String {
    let plain: String = text.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How far two points are apart, in metres. Within a municipality the globe is flat.
pub(crate) fn metres(one: Position, other: Position) -> f64 {
    const METRES_A_DEGREE: f64 = 111_195.0;
    let north = other.0 - one.0;
    let east = (other.1 - one.1) * f64::midpoint(one.0, other.0).to_radians().cos();
    METRES_A_DEGREE * north.hypot(east)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    const FILE: &str = r#"
        [areas]
        centre = { fi = "Keskusta", sv = "Centrum" }
        [[street]]
        id = "hameentie"
        name = { fi = "Hämeentie", sv = "Tavastvägen" }
        area = "centre"
        from = [61.0, 24.0]
        to = [61.0, 24.02]
        last = 12
        [[place]]
        id = "stop"
        kind = "bus_stop"
        name = "Pysäkki Hämeentie"
        area = "centre"
        at = [61.0, 24.01]
    "#;

    fn places() -> Places {
        toml::from_str::<PlacesFile>(FILE).unwrap().places().unwrap()
    }

    fn names(found: &[&Place]) -> Vec<String> {
        found.iter().map(|place| place.name.fi().to_owned()).collect()
    }

    #[test]
    fn a_street_is_found_by_the_beginning_of_any_word_in_either_language_without_marks() {
        let places = places();
        let found = names(&places.named("hameen"));
        assert_eq!(found[..3], ["Hämeentie", "Hämeentie 1", "Hämeentie 2"]);
        assert_eq!(found.len(), MOST);
        assert_eq!(names(&places.named("TAVASTVÄGEN 12")), ["Hämeentie 12"]);
        assert_eq!(names(&places.named("hame pys")), ["Pysäkki Hämeentie"]);
        assert_eq!(names(&places.named("tie")), Vec::<String>::new());
        assert_eq!(names(&places.named(" - ")), Vec::<String>::new());
    }

    #[test]
    fn a_house_by_its_whole_number_comes_first() {
        assert_eq!(
            names(&places().named("hämeentie 1")),
            ["Hämeentie 1", "Hämeentie 10", "Hämeentie 11", "Hämeentie 12"]
        );
    }

    #[test]
    fn the_nearest_come_first_and_nothing_from_beyond_300_metres() {
        let places = places();
        let at = (61.0, 24.01);
        let found = places.near(at);
        let far: Vec<_> = found.iter().map(|place| metres(place.position, at)).collect();
        assert!(far.is_sorted() && far.iter().all(|far| *far <= 300.0), "{far:?}");
        assert!(["hameentie", "stop"].contains(&found[0].id.as_str()));
        assert!(places.near((61.1, 24.01)).is_empty());
    }

    #[test]
    fn a_degree_of_longitude_is_half_as_long_at_sixty_degrees() {
        assert!((metres((60.0, 24.0), (60.0, 25.0)) - 55_597.0).abs() < 10.0);
        assert!((metres((60.0, 24.0), (61.0, 24.0)) - 111_195.0).abs() < 1.0);
    }

    #[test]
    fn an_area_that_is_not_there_and_an_id_that_is_there_twice_are_mistakes() {
        for (right, wrong) in [("area = \"centre\"", "area = \"center\""), ("id = \"stop\"", "id = \"hameentie-3\"")] {
            let file: PlacesFile = toml::from_str(&FILE.replace(right, wrong)).unwrap();
            file.places().unwrap_err();
        }
    }
}
