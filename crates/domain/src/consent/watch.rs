//! Watching over what is done with a person's data: each lookup is held against the use it belongs to and the consent it rests on.
//!
//! An alarm accuses somebody, so it is raised only for what the source's own records say against each other. What is missing in
//! them raises none: a log that names no purpose, or a consent that has not come to this device.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Helsinki;
use serde::{Deserialize, Serialize};

use super::{Consent, Event, State};
use crate::{
    data_use::{DataUse, Organisation, Permission},
    lookup::{Direction, Lookup},
    time::Moment,
};

/// How much the clocks of two information systems may differ: what is that close to an end was begun before it.
pub const SLACK: TimeDelta = TimeDelta::minutes(5);

/// Why a lookup is flagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The consent had been withdrawn, or ended otherwise.
    AfterEnd,
    /// Before it was given, after its last day, or it was never given.
    OutsidePeriod,
    /// Against a prohibition.
    Forbidden,
    /// For another purpose.
    OutsidePurpose,
    /// Data to which it does not extend.
    OtherData,
    /// By somebody whom neither the use nor the consent names.
    UnnamedRecipient,
}

impl Flag {
    /// Every reason, the weightiest first.
    pub const ALL: [Self; 6] = [
        Self::AfterEnd,
        Self::OutsidePeriod,
        Self::Forbidden,
        Self::OutsidePurpose,
        Self::OtherData,
        Self::UnnamedRecipient,
    ];

    /// The stable name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AfterEnd => "after_end",
            Self::OutsidePeriod => "outside_period",
            Self::Forbidden => "forbidden",
            Self::OutsidePurpose => "outside_purpose",
            Self::OtherData => "other_data",
            Self::UnnamedRecipient => "unnamed_recipient",
        }
    }

    /// The reason of this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.name() == name)
    }
}

/// What a lookup is flagged for, the weightiest reason; `None` for one with which nothing is wrong as far as it can be known.
/// `consent`: the one that the lookup or its use names.
pub fn flag(lookup: &Lookup, data_use: Option<&DataUse>, consent: Option<&Consent>) -> Option<Flag> {
    // Nothing was seen; or what was there is not any more, as it should be after an end.
    if lookup.denied || lookup.direction == Direction::Erased {
        return None;
    }
    match consent {
        Some(consent) if consent.permission == Permission::Prohibition => {
            forbidden(lookup, consent).or_else(|| by_use(lookup, data_use?))
        }
        // Only what rests on the consent is held against it: the same body may have other grounds.
        Some(consent) if rests_on(lookup, data_use, consent) => by_consent(lookup, consent),
        _ => by_use(lookup, data_use?),
    }
}

fn rests_on(lookup: &Lookup, data_use: Option<&DataUse>, consent: &Consent) -> bool {
    lookup.consent.as_ref() == Some(&consent.id)
        || lookup.consent.is_none()
            && data_use.is_some_and(|used| {
                used.legal_basis.allows(consent.permission) && lookup.data_use.as_ref() == Some(&used.id)
            })
}

fn by_consent(lookup: &Lookup, consent: &Consent) -> Option<Flag> {
    // What contradicts itself says nothing about anybody.
    if !consent.is_chained || State::after(consent.events.iter().map(|event| event.state)) == State::Unknown {
        return None;
    }
    let Some(given) = consent.given() else { return Some(Flag::OutsidePeriod) };
    if let Some(end) = consent.ended().filter(|end| is_after(lookup.at, end.at)) {
        return Some(if end.state == State::Expired { Flag::OutsidePeriod } else { Flag::AfterEnd });
    }
    // The log does not say on which consent it rests, and before this one there was another.
    if lookup.consent.is_none() && consent.replaces.is_some() && is_before(lookup.at, given.at) {
        return None;
    }
    if is_before(lookup.at, given.at) || given.valid_to.is_some_and(|last| day_of(lookup.at) > last) {
        return Some(Flag::OutsidePeriod);
    }
    let other_purpose = lookup.purpose.as_ref().is_some_and(|purpose| *purpose != consent.purpose.term);
    let other_data = !given.items.is_empty() && lookup.categories.iter().any(|data| !agreed(given, consent, data));
    if other_purpose {
        return Some(Flag::OutsidePurpose);
    }
    if other_data {
        return Some(Flag::OtherData);
    }
    let named = [&consent.controller, &consent.provider].into_iter().chain(&consent.recipients);
    unnamed(lookup, named)
}

/// Whether an item of data was agreed to. A log may name it by its id or by its term.
fn agreed(given: &Event, consent: &Consent, data: &str) -> bool {
    let is_it = |id: &String| id == data || consent.purpose.data.iter().any(|item| item.id == *id && item.term == data);
    given.items.iter().any(is_it)
}

fn forbidden(lookup: &Lookup, prohibition: &Consent) -> Option<Flag> {
    let concerns = lookup.data_use.is_some() && lookup.data_use == prohibition.data_use;
    let given = prohibition.given().filter(|_| concerns && prohibition.is_chained)?;
    let ended = prohibition.ended().is_some_and(|end| !is_before(lookup.at, end.at));
    (is_after(lookup.at, given.at) && !ended).then_some(Flag::Forbidden)
}

fn by_use(lookup: &Lookup, data_use: &DataUse) -> Option<Flag> {
    if lookup.data_use.as_ref() != Some(&data_use.id) {
        return None;
    }
    let other = |said: &Option<String>| matches!((said, &data_use.term), (Some(said), Some(term)) if said != term);
    if other(&lookup.purpose) {
        return Some(Flag::OutsidePurpose);
    }
    unnamed(lookup, std::iter::once(&data_use.controller).chain(&data_use.recipients))
}

fn unnamed<'a>(lookup: &Lookup, mut named: impl Iterator<Item = &'a Organisation>) -> Option<Flag> {
    (!named.any(|one| one.code == lookup.receiver.code)).then_some(Flag::UnnamedRecipient)
}

/// Whether something was certainly after a time.
fn is_after(at: Moment, time: DateTime<Utc>) -> bool {
    match at {
        Moment::Instant(at) => at > time + SLACK,
        // A day, or a time without a zone: only a later day is later for certain.
        Moment::Local(_) | Moment::Day(_) => day_of(at) > time.with_timezone(&Helsinki).date_naive(),
    }
}

/// Whether something was certainly before a time.
fn is_before(at: Moment, time: DateTime<Utc>) -> bool {
    match at {
        Moment::Instant(at) => at < time - SLACK,
        Moment::Local(_) | Moment::Day(_) => day_of(at) < time.with_timezone(&Helsinki).date_naive(),
    }
}

fn day_of(at: Moment) -> chrono::NaiveDate {
    at.day_in_finland()
}
