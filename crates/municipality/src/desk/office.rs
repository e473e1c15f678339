//! What a clerk has at hand: the body's name and paper, its departments and its appeal instructions.

use std::collections::BTreeMap;

use resident_api::Texts;
use serde::Deserialize;

use crate::{Body, paper::Letterhead};

/// A body's office, read from the same file as its world.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Office {
    name: Texts,
    address: Texts,
    colour: [u8; 3],
    /// Departments by their short name.
    #[serde(default)]
    pub(super) units: BTreeMap<String, Texts>,
    /// Appeal instructions by their short name.
    #[serde(default)]
    pub(super) appeals: BTreeMap<String, Instruction>,
}

/// How to seek a change, as the body words it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Instruction {
    pub(super) kind: String,
    pub(super) regime: Option<String>,
    /// Days after service.
    pub(super) period_days: Option<u16>,
    pub(super) office_closes_at: Option<String>,
    pub(super) authority: Option<Texts>,
    pub(super) address: Option<Texts>,
    pub(super) who: Option<Texts>,
    pub(super) contents: Option<Texts>,
    pub(super) cost: Option<Texts>,
    #[serde(default)]
    pub(super) receives: bool,
}

impl Office {
    /// Reads a body's office. The error is the parser's.
    pub(super) fn of(body: Body) -> Result<Self, toml::de::Error> {
        toml::from_str(match body {
            Body::Haikkala => include_str!("../../world/haikkala/body.toml"),
            Body::Mantylahti => include_str!("../../world/mantylahti/body.toml"),
            Body::Kaarna => include_str!("../../world/kaarna/body.toml"),
        })
    }

    pub(super) fn name(&self) -> &Texts {
        &self.name
    }

    /// The accent of its pages as a CSS colour. Emblems are dark enough to carry white text.
    pub(super) fn accent(&self) -> String {
        let [red, green, blue] = self.colour;
        format!("rgb({red} {green} {blue})")
    }

    pub(super) fn letterhead(&self) -> Letterhead {
        Letterhead { name: self.name.clone(), address: self.address.clone(), colour: self.colour }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn every_body_has_departments_and_instructions_without_days_to_fill_in() {
        for body in Body::ALL {
            let office = Office::of(body).unwrap();
            assert!(!office.units.is_empty() && !office.appeals.is_empty(), "{body}");
            // Days are filled in where the world is told, not here.
            assert!(
                !format!("{:?}", office.appeals.values().map(|i| (&i.who, &i.contents)).collect::<Vec<_>>())
                    .contains("{+")
            );
        }
    }
}
