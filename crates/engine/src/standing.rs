//! By what right the resident acts in a matter of somebody else, and what that right does not cover.

use std::collections::BTreeMap;

use connector::resident;
use domain::{
    id::{PartyRef, SourceId},
    mandate::{Reach, Right},
    party::MandateBasis,
};
use protocol::view::{StandingView, Text};
use resident_api::ServerCard;
use store::{Days, RightRow, Store, StoreError};

use crate::answer::Names;

/// What a source calls the kinds of matters it has.
#[derive(Default)]
pub(crate) struct Matters(BTreeMap<String, domain::text::Localized>);

impl Matters {
    /// As the source's card names them. A source without a card, or with one that cannot be read, names none.
    pub fn of(store: &Store, source: &SourceId) -> Result<Self, StoreError> {
        let card = store.source_card(source)?;
        let card = card.and_then(|json| serde_json::from_str::<ServerCard>(&json).ok());
        let matters = card.map(|card| card.matters).unwrap_or_default();
        Ok(Self(matters.into_iter().map(|matter| (matter.id, resident::parse::localized(&matter.name))).collect()))
    }

    /// All of them, with their ids.
    pub fn all(&self, names: &Names) -> Vec<(String, Text)> {
        self.0.keys().map(|id| (id.clone(), self.name(names, id))).collect()
    }

    /// The name of one, or its id where it has none.
    pub fn name(&self, names: &Names, id: &str) -> Text {
        let name = self.0.get(id).map(|name| names.line(name)).filter(|name| !name.value.is_empty());
        name.unwrap_or_else(|| Text { value: id.to_owned(), lang: None })
    }
}

/// The right by which a record of this party is dealt with.
pub(crate) fn find(store: &Store, name: &PartyRef, days: &Days) -> Result<Option<RightRow>, StoreError> {
    Ok(store.rights(days)?.into_iter().find(|row| row.name == *name))
}

/// How the resident stands in a matter of this kind; `None` in their own.
pub(crate) fn view(names: &Names, matters: &Matters, row: &RightRow, matter: Option<&str>) -> Option<StandingView> {
    let (reach, until, from) = match &row.right {
        Right::Own => return None,
        Right::InForce { reach, until } => (Some(reach), *until, None),
        Right::NotYet { from } => (None, None, Some(*from)),
        Right::Ended { last_day } => (None, Some(*last_day), None),
        Right::Unsaid => (None, None, None),
    };
    let covered = reach.and_then(|reach| match reach {
        Reach::Everything => None,
        Reach::Only(ids) => Some(ids.iter().map(|id| matters.name(names, id)).collect()),
    });
    Some(StandingView { bases: bases(row), until, matters: covered, hindrance: row.right.hindrance(matter), from })
}

fn bases(row: &RightRow) -> Vec<MandateBasis> {
    let mut bases: Vec<MandateBasis> = Vec::new();
    for mandate in &row.mandates {
        if !bases.contains(&mandate.basis) {
            bases.push(mandate.basis);
        }
    }
    bases
}
