//! The people and organisations a resident acts for, the rights by which they do, and who is who across sources.
//!
//! Each source names people in its own way, and pairwise identifiers cannot be matched by machine. So two sources'
//! names for one person stay apart until the resident says that they are one: [`propose`] finds likely pairs, a
//! [`Link`] keeps the answer, and [`groups`] tells which names are one person once it is confirmed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    id::{PartyRef, RemoteId},
    text::{Localized, ServerText},
    time::Moment,
};

/// What a party is to the resident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The resident.
    Myself,
    /// A child in the resident's care.
    Child,
    /// A person whose guardian the resident is.
    Ward,
    /// A person who gave the resident a power of attorney.
    Principal,
    /// A company the resident represents.
    Company,
    /// An association the resident represents.
    Association,
    /// The estate of someone who died.
    Estate,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 7] =
        [Self::Myself, Self::Child, Self::Ward, Self::Principal, Self::Company, Self::Association, Self::Estate];

    /// The stable name used in files and on the line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Myself => "myself",
            Self::Child => "child",
            Self::Ward => "ward",
            Self::Principal => "principal",
            Self::Company => "company",
            Self::Association => "association",
            Self::Estate => "estate",
        }
    }

    /// The relation with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.name() == name)
    }
}

/// Whose matter it is, as one source tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// How the source names them.
    pub key: RemoteId,
    /// Name as the source writes it.
    pub name: ServerText,
    /// What they are to the resident.
    pub relation: Relation,
    /// Date of birth, where the source gives it.
    pub born_on: Option<NaiveDate>,
    /// Business id (Y-tunnus) of a company or association.
    pub business_id: Option<String>,
    /// Whether an order protects their address and whereabouts (turvakielto).
    pub protected: bool,
    /// Whether the source keeps some of their matters from the resident: a minor may forbid that guardians see what
    /// concerns their health (Act on the Status and Rights of Patients 785/1992 §9).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
}

/// A right to act for a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// Its id at the source.
    pub id: RemoteId,
    /// For whom.
    pub party: RemoteId,
    /// Why the resident has it.
    pub basis: MandateBasis,
    /// What it covers.
    pub scope: MandateScope,
    /// First day, if it has one.
    pub valid_from: Option<NaiveDate>,
    /// Last day, if it has one.
    pub valid_to: Option<NaiveDate>,
}

impl Mandate {
    /// Whether it is in force on this day, both ends included.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// Why a resident may act for a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MandateBasis {
    /// Custody of a child.
    Custody,
    /// Guardianship ordered by an authority.
    Guardianship,
    /// Power of attorney given by the party.
    PowerOfAttorney,
    /// Position in a company or association.
    Role,
}

/// What a right to act covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "matters")]
pub enum MandateScope {
    /// Every matter at this source.
    Everything,
    /// Only the named kinds of matters, in the source's own terms.
    Only(Vec<String>),
}

/// A right to act that the resident has given to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenMandate {
    /// Its id at the source.
    pub id: RemoteId,
    /// The resident, as the source names them.
    pub party: RemoteId,
    /// Who has it.
    pub holder: ServerText,
    /// What it covers.
    pub scope: MandateScope,
    /// First day, if it has one.
    pub valid_from: Option<NaiveDate>,
    /// Last day, if it has one.
    pub valid_to: Option<NaiveDate>,
}

/// A request for a right to act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateRequest {
    /// Its id at the source.
    pub id: RemoteId,
    /// The resident, as the source names them.
    pub party: RemoteId,
    /// Whether somebody asks the resident; else the resident asks.
    pub incoming: bool,
    /// Who asks, or who is asked.
    pub other: ServerText,
    /// What it would cover.
    pub scope: MandateScope,
    /// Its last day, if it would have one.
    pub valid_to: Option<NaiveDate>,
    /// When it was made.
    pub asked_at: Moment,
    /// Whether it was refused.
    pub refused: bool,
}

/// Something that somebody did for the resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Its id at the source.
    pub id: RemoteId,
    /// The resident, as the source names them.
    pub party: RemoteId,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: ServerText,
    /// What they did.
    pub what: Localized,
    /// The mandate by which they did it.
    pub mandate: Option<RemoteId>,
}

/// What the resident says of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// The app asks whether they are one person.
    Proposed,
    /// The resident says that they are.
    Confirmed,
    /// The resident says that they are not.
    Refused,
}

/// Two sources' names that may be one person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// The lesser of the two, so that a pair is written one way only.
    first: PartyRef,
    /// The greater.
    second: PartyRef,
    /// What the resident says.
    pub state: LinkState,
}

impl Link {
    /// A link between two names, in whichever order they are given.
    pub fn new(one: PartyRef, other: PartyRef, state: LinkState) -> Self {
        let (first, second) = if one <= other { (one, other) } else { (other, one) };
        Self { first, second, state }
    }

    /// The two names.
    pub const fn ends(&self) -> (&PartyRef, &PartyRef) {
        (&self.first, &self.second)
    }
}

/// Pairs worth asking about: names at **different** sources, of the same relation, spelled the same but for case, and
/// with no date of birth or business id that differs. Never a protected person (a proposal would itself disclose that
/// a source knows them), and never a pair the resident has already been asked about.
pub fn propose(parties: &[(PartyRef, Party)], known: &[Link]) -> Vec<Link> {
    let asked: BTreeSet<_> = known.iter().map(Link::ends).collect();
    let mut links = Vec::new();
    for (index, (one_ref, one)) in parties.iter().enumerate() {
        for (other_ref, other) in parties.iter().skip(index + 1) {
            let link = Link::new(one_ref.clone(), other_ref.clone(), LinkState::Proposed);
            if one_ref.source != other_ref.source && may_be_same(one, other) && !asked.contains(&link.ends()) {
                links.push(link);
            }
        }
    }
    links
}

fn may_be_same(one: &Party, other: &Party) -> bool {
    let agree = |a: Option<&str>, b: Option<&str>| a.zip(b).is_none_or(|(a, b)| a == b);
    let folded = |party: &Party| party.name.single_line().as_str().to_lowercase();
    one.relation == other.relation
        && one.relation != Relation::Myself
        && !one.protected
        && !other.protected
        && folded(one) == folded(other)
        && one.born_on.zip(other.born_on).is_none_or(|(a, b)| a == b)
        && agree(one.business_id.as_deref(), other.business_id.as_deref())
}

/// Which names are one person: every name, with the least name of its group. Only confirmed links join.
pub fn groups(names: &[PartyRef], links: &[Link]) -> BTreeMap<PartyRef, PartyRef> {
    let mut leader: BTreeMap<PartyRef, PartyRef> = names.iter().map(|name| (name.clone(), name.clone())).collect();
    for link in links.iter().filter(|link| link.state == LinkState::Confirmed) {
        let (Some(one), Some(other)) = (leader.get(&link.first).cloned(), leader.get(&link.second).cloned()) else {
            continue;
        };
        let (lesser, greater) = if one <= other { (one, other) } else { (other, one) };
        for current in leader.values_mut().filter(|current| **current == greater) {
            current.clone_from(&lesser);
        }
    }
    leader
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use proptest::prelude::*;

    use super::*;
    use crate::id::SourceId;

    fn name(source: &str, key: &str) -> PartyRef {
        PartyRef { source: SourceId::new(source), key: RemoteId::new(key) }
    }

    fn elsa() -> Party {
        Party {
            key: RemoteId::new("p-1"),
            name: "Elsa Virta".into(),
            relation: Relation::Child,
            born_on: "2018-03-14".parse().ok(),
            business_id: None,
            protected: false,
            withheld: false,
        }
    }

    #[test]
    fn elsa_of_two_sources_is_proposed_once_and_never_again_when_refused() {
        let parties = [(name("haikkala", "h-7"), elsa()), (name("kaarna", "k-9"), elsa())];
        let proposed = propose(&parties, &[]);
        assert_eq!(proposed.len(), 1);
        let refused = Link { state: LinkState::Refused, ..proposed[0].clone() };
        assert!(propose(&parties, &[refused]).is_empty());
    }

    #[test]
    fn different_people_and_protected_people_are_not_proposed() {
        let here = (name("haikkala", "h-7"), elsa());
        let there = |party: Party| (name("kaarna", "k-9"), party);
        let other_birth = Party { born_on: "2017-01-01".parse().ok(), ..elsa() };
        let ward = Party { relation: Relation::Ward, ..elsa() };
        let protected = Party { protected: true, ..elsa() };
        for party in [other_birth, ward, protected] {
            assert!(propose(&[here.clone(), there(party)], &[]).is_empty());
        }
        let same_source = (name("haikkala", "h-8"), elsa());
        assert!(propose(&[here, same_source], &[]).is_empty());
    }

    #[test]
    fn a_mandate_holds_on_its_first_and_last_day() {
        let mandate = Mandate {
            id: RemoteId::new("m"),
            party: RemoteId::new("p"),
            basis: MandateBasis::PowerOfAttorney,
            scope: MandateScope::Everything,
            valid_from: "2026-01-01".parse().ok(),
            valid_to: "2026-12-31".parse().ok(),
        };
        for (day, valid) in [("2025-12-31", false), ("2026-01-01", true), ("2026-12-31", true), ("2027-01-01", false)] {
            assert_eq!(mandate.is_valid_on(day.parse().unwrap()), valid, "{day}");
        }
    }

    fn arbitrary_links() -> impl Strategy<Value = Vec<Link>> {
        let state = prop_oneof![Just(LinkState::Proposed), Just(LinkState::Confirmed), Just(LinkState::Refused)];
        proptest::collection::vec((0..8_u8, 0..8_u8, state), 0..12).prop_map(|links| {
            links
                .into_iter()
                .map(|(a, b, state)| Link::new(name("s", &a.to_string()), name("s", &b.to_string()), state))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn the_order_of_links_does_not_matter(links in arbitrary_links()) {
            let names: Vec<_> = (0..8).map(|n| name("s", &n.to_string())).collect();
            let reversed: Vec<_> = links.iter().rev().cloned().collect();
            prop_assert_eq!(groups(&names, &links), groups(&names, &reversed));
        }

        #[test]
        fn only_confirmed_links_join(links in arbitrary_links()) {
            let names: Vec<_> = (0..8).map(|n| name("s", &n.to_string())).collect();
            let leader = groups(&names, &links);
            let confirmed: Vec<_> = links.iter().filter(|link| link.state == LinkState::Confirmed).cloned().collect();
            for link in &confirmed {
                prop_assert_eq!(&leader[&link.first], &leader[&link.second]);
            }
            if confirmed.is_empty() {
                prop_assert!(leader.iter().all(|(own, leader)| own == leader));
            }
        }
    }
}
