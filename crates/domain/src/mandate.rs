//! Whether the resident may act for somebody, in what and until when: by what one source says, on a given day.
//!
//! A source says it by mandates. Several combine: what any of them allows is allowed. Each holds to the end of its last
//! day, and **custody ends at the latest when the child turns 18** (Act on Child Custody and Right of Access 361/1983 §3; a
//! person is of age from that day, Guardianship Services Act 442/1999 §2), whatever the source has written as its end. A
//! guardianship ends only as its authority says.
//!
//! Where a source has never said a mandate for somebody, what they are to the resident speaks: all matters, and for a
//! child until the child is of age. A source that has said one and takes it back is silent on purpose: then nothing may
//! be done, though what it still sends may be read.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::party::{Mandate, MandateBasis, MandateScope, Party, Relation};

/// Months of life until somebody is of age.
const OF_AGE: Months = Months::new(18 * 12);

/// What the resident may do for a party at one source on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// It is the resident's own matter.
    Own,
    /// They may act.
    InForce {
        /// In what.
        reach: Reach,
        /// The last day, if there is one.
        until: Option<NaiveDate>,
    },
    /// They may read and, from this day on, act.
    NotYet {
        /// The first day.
        from: NaiveDate,
    },
    /// They may read. The source has taken back every mandate it had said.
    Unsaid,
    /// They may neither act nor read.
    Ended {
        /// The last day on which they might.
        last_day: NaiveDate,
    },
}

/// In which matters somebody may act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// In all at this source.
    Everything,
    /// In these, in the source's own terms.
    Only(BTreeSet<String>),
}

impl Reach {
    fn of(scope: &MandateScope) -> Self {
        match scope {
            MandateScope::Everything => Self::Everything,
            MandateScope::Only(matters) => Self::Only(matters.iter().cloned().collect()),
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Only(mut one), Self::Only(other)) => {
                one.extend(other);
                Self::Only(one)
            }
            _ => Self::Everything,
        }
    }
}

/// Why the resident may not act in a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    /// Their right covers other matters.
    OutsideScope,
    /// Their right covers some matters, and the source does not say which this is.
    MatterUnknown,
    /// Their right begins later.
    NotYet,
    /// The source no longer says that they have a right.
    Unsaid,
    /// Their right has ended.
    Ended,
}

/// Why a right to act has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndCause {
    /// Its last day is over, or the child is of age.
    Time,
    /// The source took it back.
    Withdrawn,
    /// The source no longer names the party and does not say why.
    Unstated,
}

impl EndCause {
    /// Every cause.
    pub const ALL: [Self; 3] = [Self::Time, Self::Withdrawn, Self::Unstated];

    /// The stable name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Withdrawn => "withdrawn",
            Self::Unstated => "unstated",
        }
    }

    /// The cause with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.name() == name)
    }
}

impl Right {
    /// Whether what the source sent of the party may be read.
    pub const fn may_read(&self) -> bool {
        !matches!(self, Self::Ended { .. })
    }

    /// Why nothing may be done in a matter of this kind; `None` when it may. `matter` is `None` where the source does not say
    /// what kind it is.
    pub fn hindrance(&self, matter: Option<&str>) -> Option<Hindrance> {
        match (self, matter) {
            (Self::Own | Self::InForce { reach: Reach::Everything, .. }, _) => None,
            (Self::InForce { reach: Reach::Only(matters), .. }, Some(matter)) if matters.contains(matter) => None,
            (Self::InForce { .. }, Some(_)) => Some(Hindrance::OutsideScope),
            (Self::InForce { .. }, None) => Some(Hindrance::MatterUnknown),
            (Self::NotYet { .. }, _) => Some(Hindrance::NotYet),
            (Self::Unsaid, _) => Some(Hindrance::Unsaid),
            (Self::Ended { .. }, _) => Some(Hindrance::Ended),
        }
    }
}

/// What the resident may do for `party` on this day. `mandates` are those of the party at the same source; `was_told` says
/// whether that source has ever said one for them.
pub fn right(party: &Party, mandates: &[Mandate], was_told: bool, day: NaiveDate) -> Right {
    if party.relation == Relation::Myself {
        return Right::Own;
    }
    if mandates.is_empty() {
        return if was_told { Right::Unsaid } else { by_relation(party, day) };
    }
    let in_force = mandates.iter().filter(|mandate| holds_on(mandate, party, day));
    let reach = in_force.clone().map(|mandate| Reach::of(&mandate.scope)).reduce(Reach::and);
    if let Some(reach) = reach {
        let ends: Option<Vec<_>> = in_force.map(|mandate| last_day(mandate, party)).collect();
        return Right::InForce { reach, until: ends.and_then(|ends| ends.into_iter().max()) };
    }
    // A right that begins later keeps what is here, also after one that has ended.
    let later = mandates.iter().filter(|mandate| last_day(mandate, party).is_none_or(|last| last >= day));
    if let Some(from) = later.filter_map(|mandate| mandate.valid_from).filter(|from| *from > day).min() {
        return Right::NotYet { from };
    }
    match mandates.iter().filter_map(|mandate| last_day(mandate, party)).max() {
        Some(last_day) => Right::Ended { last_day },
        None => Right::Unsaid,
    }
}

/// The last day of a mandate, if it has one: the source's, but of custody never later than the day before the child is of
/// age.
pub fn last_day(mandate: &Mandate, party: &Party) -> Option<NaiveDate> {
    let minor = (mandate.basis == MandateBasis::Custody).then(|| last_day_as_a_minor(party)).flatten();
    match (mandate.valid_to, minor) {
        (Some(stated), Some(minor)) => Some(stated.min(minor)),
        (stated, minor) => stated.or(minor),
    }
}

fn holds_on(mandate: &Mandate, party: &Party, day: NaiveDate) -> bool {
    mandate.is_valid_on(day) && last_day(mandate, party).is_none_or(|last| day <= last)
}

fn by_relation(party: &Party, day: NaiveDate) -> Right {
    let until = (party.relation == Relation::Child).then(|| last_day_as_a_minor(party)).flatten();
    match until {
        Some(last_day) if last_day < day => Right::Ended { last_day },
        until => Right::InForce { reach: Reach::Everything, until },
    }
}

/// Who is born on 29 February is of age on 28 February (Act on the calculation of statutory time limits 150/1930 §3).
fn last_day_as_a_minor(party: &Party) -> Option<NaiveDate> {
    party.born_on?.checked_add_months(OF_AGE)?.pred_opt()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::id::RemoteId;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(relation: Relation, born_on: Option<&str>) -> Party {
        Party {
            key: RemoteId::new("p"),
            name: "Helmi Lehto".into(),
            relation,
            born_on: born_on.map(on),
            business_id: None,
            protected: false,
            withheld: false,
        }
    }

    fn mandate(basis: MandateBasis, scope: MandateScope, from: Option<&str>, to: Option<&str>) -> Mandate {
        Mandate {
            id: RemoteId::new("m"),
            party: RemoteId::new("p"),
            basis,
            scope,
            valid_from: from.map(on),
            valid_to: to.map(on),
        }
    }

    fn power(scope: &[&str], from: Option<&str>, to: Option<&str>) -> Mandate {
        let scope = MandateScope::Only(scope.iter().map(ToString::to_string).collect());
        mandate(MandateBasis::PowerOfAttorney, scope, from, to)
    }

    #[test]
    fn custody_ends_on_the_day_the_child_turns_18_whatever_the_source_writes() {
        let elsa = person(Relation::Child, Some("2018-04-18"));
        for stated in [None, Some("2040-01-01")] {
            let custody = [mandate(MandateBasis::Custody, MandateScope::Everything, Some("2018-04-18"), stated)];
            let last_day = on("2036-04-17");
            let held = right(&elsa, &custody, true, last_day);
            assert_eq!(held, Right::InForce { reach: Reach::Everything, until: Some(last_day) });
            assert_eq!(right(&elsa, &custody, true, on("2036-04-18")), Right::Ended { last_day });
        }
        let shorter = [mandate(MandateBasis::Custody, MandateScope::Everything, None, Some("2030-06-01"))];
        assert_eq!(right(&elsa, &shorter, true, on("2030-06-02")), Right::Ended { last_day: on("2030-06-01") });
        let leapling = person(Relation::Child, Some("2008-02-29"));
        assert_eq!(right(&leapling, &[], false, on("2026-02-28")), Right::Ended { last_day: on("2026-02-27") });
    }

    #[test]
    fn a_guardianship_ends_as_its_authority_says() {
        let ward = person(Relation::Ward, Some("2000-01-01"));
        let guardianship = [mandate(MandateBasis::Guardianship, MandateScope::Everything, None, None)];
        assert_eq!(
            right(&ward, &guardianship, true, on("2030-01-01")),
            Right::InForce { reach: Reach::Everything, until: None }
        );
    }

    #[test]
    fn helmis_power_of_attorney_covers_home_care_to_the_end_of_its_last_day() {
        let helmi = person(Relation::Principal, None);
        let given = [power(&["home_care"], Some("2026-01-01"), Some("2026-12-31"))];
        let right = |day: &str| right(&helmi, &given, true, on(day));
        assert_eq!(right("2026-12-31").hindrance(Some("home_care")), None);
        assert_eq!(right("2026-12-31").hindrance(Some("dental")), Some(Hindrance::OutsideScope));
        assert_eq!(right("2026-12-31").hindrance(None), Some(Hindrance::MatterUnknown));
        assert_eq!(right("2025-12-31"), Right::NotYet { from: on("2026-01-01") });
        assert_eq!(right("2027-01-01"), Right::Ended { last_day: on("2026-12-31") });
        assert!(right("2025-12-31").may_read() && !right("2027-01-01").may_read());
    }

    #[test]
    fn several_mandates_allow_what_any_of_them_allows_as_long_as_any_does() {
        let helmi = person(Relation::Principal, None);
        let given = [power(&["home_care"], None, Some("2026-06-30")), power(&["mobility"], None, Some("2026-12-31"))];
        let spring = right(&helmi, &given, true, on("2026-05-01"));
        assert!(spring.hindrance(Some("home_care")).is_none() && spring.hindrance(Some("mobility")).is_none());
        assert!(matches!(spring, Right::InForce { until, .. } if until == Some(on("2026-12-31"))));
        let autumn = right(&helmi, &given, true, on("2026-09-01"));
        assert_eq!(autumn.hindrance(Some("home_care")), Some(Hindrance::OutsideScope));
        // One that follows keeps what is here between the two.
        let gap = [power(&["home_care"], None, Some("2026-06-30")), power(&["home_care"], Some("2026-08-01"), None)];
        assert_eq!(right(&helmi, &gap, true, on("2026-07-15")), Right::NotYet { from: on("2026-08-01") });
    }

    #[test]
    fn a_source_that_never_says_mandates_lets_the_relation_speak_and_one_that_took_them_back_does_not() {
        let helmi = person(Relation::Principal, None);
        assert_eq!(
            right(&helmi, &[], false, on("2026-11-18")),
            Right::InForce { reach: Reach::Everything, until: None }
        );
        assert_eq!(right(&helmi, &[], true, on("2026-11-18")), Right::Unsaid);
        assert_eq!(right(&person(Relation::Myself, None), &[], true, on("2026-11-18")), Right::Own);
    }

    const MATTERS: [&str; 3] = ["home_care", "mobility", "dental"];

    fn some_day() -> impl Strategy<Value = NaiveDate> {
        (2015_i32..2045, 1_u32..13, 1_u32..29)
            .prop_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    fn some_mandate() -> impl Strategy<Value = Mandate> {
        let basis = prop_oneof![
            Just(MandateBasis::Custody),
            Just(MandateBasis::Guardianship),
            Just(MandateBasis::PowerOfAttorney),
            Just(MandateBasis::Role)
        ];
        let scope = prop_oneof![
            Just(MandateScope::Everything),
            proptest::sample::subsequence(MATTERS.to_vec(), 0..=3)
                .prop_map(|matters| MandateScope::Only(matters.into_iter().map(str::to_owned).collect())),
        ];
        (basis, scope, proptest::option::of(some_day()), proptest::option::of(some_day())).prop_map(
            |(basis, scope, valid_from, valid_to)| Mandate {
                valid_from,
                valid_to,
                ..mandate(basis, scope, None, None)
            },
        )
    }

    fn some_party() -> impl Strategy<Value = Party> {
        let relation = proptest::sample::select(Relation::ALL.to_vec());
        (relation, proptest::option::of(some_day()))
            .prop_map(|(relation, born_on)| Party { born_on, ..person(relation, None) })
    }

    proptest! {
        #[test]
        fn a_further_mandate_takes_nothing_away(
            party in some_party(), mandates in proptest::collection::vec(some_mandate(), 1..4),
            further in some_mandate(), day in some_day(),
        ) {
            let before = right(&party, &mandates, true, day);
            let more: Vec<_> = mandates.into_iter().chain([further]).collect();
            let after = right(&party, &more, true, day);
            prop_assert!(!before.may_read() || after.may_read() || before == Right::Unsaid);
            for matter in MATTERS {
                prop_assert!(before.hindrance(Some(matter)).is_some() || after.hindrance(Some(matter)).is_none());
            }
        }

        #[test]
        fn the_order_of_mandates_does_not_matter(
            party in some_party(), mandates in proptest::collection::vec(some_mandate(), 0..5), day in some_day(),
        ) {
            let reversed: Vec<_> = mandates.iter().rev().cloned().collect();
            prop_assert_eq!(right(&party, &mandates, true, day), right(&party, &reversed, true, day));
        }

        #[test]
        fn what_has_ended_does_not_begin_again_and_was_not_over_on_its_last_day(
            party in some_party(), mandates in proptest::collection::vec(some_mandate(), 0..5),
            day in some_day(), later in 0_u64..9000,
        ) {
            if let Right::Ended { last_day } = right(&party, &mandates, false, day) {
                prop_assert!(last_day < day);
                let then = day.checked_add_days(chrono::Days::new(later)).unwrap();
                prop_assert_eq!(right(&party, &mandates, false, then), Right::Ended { last_day });
            }
        }

        #[test]
        fn nobody_acts_by_custody_for_somebody_of_age(
            born in some_day(), from in proptest::option::of(some_day()), to in proptest::option::of(some_day()),
            years in 18_u32..60,
        ) {
            let child = Party { born_on: Some(born), ..person(Relation::Child, None) };
            let custody = [Mandate {
                valid_from: from, valid_to: to,
                ..mandate(MandateBasis::Custody, MandateScope::Everything, None, None)
            }];
            let day = born.checked_add_months(Months::new(12 * years)).unwrap();
            let held = right(&child, &custody, true, day);
            prop_assert!(held.hindrance(None).is_some(), "{:?}", held);
        }
    }
}
