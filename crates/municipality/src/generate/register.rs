//! Invented uses of data and lookups, in any number: a large register and a long log, for work at scale.

use std::iter::Peekable;

use chrono::NaiveDate;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use resident_api::{
    CategoryRecord, DataUseRecord, FeedChange, FeedRecord, LookupRecord, OrganisationRecord, PartyRecord, Texts,
};

use super::{Calendar, Invented, OFFICE, SPAN, texts::PLACES};

/// How many uses of data and lookups to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GenerateUses {
    /// Uses of data.
    pub uses: usize,
    /// Lookups, each of one of these uses.
    pub lookups: usize,
    /// Seed: the same seed on the same day invents the same.
    pub seed: u64,
}

/// Purposes, each for many places.
const PURPOSES: [[&str; 3]; 6] = [
    ["Vikailmoitusten käsittely", "Behandling av felanmälningar", "Handling fault reports"],
    ["Palstan vuokraaminen", "Uthyrning av odlingslott", "Renting an allotment"],
    ["Kurssien järjestäminen", "Ordnande av kurser", "Arranging courses"],
    ["Tilojen varaaminen", "Bokning av lokaler", "Booking premises"],
    ["Lainojen käsittely", "Hantering av lån", "Handling loans"],
    ["Laskuttaminen", "Fakturering", "Billing"],
];
/// Bases with which none of them gives a choice.
const BASES: [&str; 3] = ["eu-gdpr:A6-1-e", "eu-gdpr:A6-1-c", "eu-gdpr:A6-1-b"];
const CATEGORIES: [(&str, [&str; 3]); 3] = [
    ("pd:Name", ["Nimi ja henkilötunnus", "Namn och personbeteckning", "Name and personal identity code"]),
    ("pd:Contact", ["Yhteystiedot", "Kontaktuppgifter", "Contact details"]),
    ("pd:Transactional", ["Sopimus ja laskut", "Avtal och fakturor", "Contract and invoices"]),
];
const ACTIONS: [[&str; 3]; 4] = [
    ["Hakemuksen käsittely", "Behandling av ansökan", "Handling an application"],
    ["Yhteydenottoon vastaaminen", "Svar på en kontakt", "Answering a contact"],
    ["Laskun lähettäminen", "Utskick av faktura", "Sending an invoice"],
    ["Tietojen tarkistaminen", "Kontroll av uppgifter", "Checking details"],
];
const SYSTEMS: [&str; 3] = ["Aromi", "Kuulo", "Viitta"];

/// Uses of `parties`, and the lookups of them up to `today`, oldest first.
pub(crate) fn invent(
    plan: GenerateUses,
    controller: &OrganisationRecord,
    today: NaiveDate,
    parties: &[PartyRecord],
) -> impl Iterator<Item = Invented> + use<> {
    let mut rng = ChaCha8Rng::seed_from_u64(plan.seed);
    let calendar = Calendar::until(today);
    let parties: Vec<String> = parties.iter().map(|party| party.id.clone()).collect();
    let register: Vec<DataUseRecord> = (0..plan.uses)
        .zip(parties.iter().cycle())
        .map(|(place, party)| data_use(plan.seed, place, party, controller))
        .collect();
    let count = if register.is_empty() { 0 } else { plan.lookups };
    let mut times: Vec<u64> = (0..count).map(|_| rng.random_range(0..SPAN) * 1440 + rng.random_range(OFFICE)).collect();
    times.sort_unstable();

    let began = calendar.at(0, 0);
    let told: Vec<_> = register
        .iter()
        .filter_map(|used| invented("data_use", &used.party, began, FeedRecord::DataUse(Box::new(used.clone()))))
        .collect();
    told.into_iter().chain(times.into_iter().enumerate().filter_map(move |(place, minute)| {
        let used = register.get(rng.random_range(0..register.len()))?;
        let (day, minute) = (minute / 1440, minute % 1440);
        let record = LookupRecord {
            id: format!("l{}-{place:06}", plan.seed),
            party: used.party.clone(),
            logtime: calendar.instant(day, minute),
            action: one_of(&ACTIONS, &mut rng).map(three).unwrap_or_default(),
            receiver_code: used.controller.id.clone(),
            receiver_name: Some(used.controller.name.clone()),
            receiver_system: one_of(&SYSTEMS, &mut rng).map(str::to_owned),
            role: None,
            source_system: None,
            data_use: Some(used.id.clone()),
            purpose_type: used.purpose_type.clone(),
            lawful_basis: Some(used.lawful_basis.clone()),
            consent: None,
            data_categories: used.categories.iter().map(|category| category.id.clone()).collect(),
            direction: Some("viewed".to_owned()),
            result: Some("allowed".to_owned()),
        };
        invented("lookup", &used.party, calendar.at(day, minute), FeedRecord::Lookup(Box::new(record)))
    }))
}

/// Two rows of items, each in the order of time, as one.
pub(crate) fn merged(
    mut one: Peekable<impl Iterator<Item = Invented>>,
    mut other: Peekable<impl Iterator<Item = Invented>>,
) -> impl Iterator<Item = Invented> {
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if second.at < first.at => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

fn data_use(seed: u64, place: usize, party: &str, controller: &OrganisationRecord) -> DataUseRecord {
    let pick = |count: usize| place % count.max(1);
    let purpose = PURPOSES.get(pick(PURPOSES.len())).copied().unwrap_or_default();
    let street = PLACES.get(pick(PLACES.len())).copied().unwrap_or_default();
    let basis = BASES.get(pick(BASES.len())).copied().unwrap_or_default();
    let rights: &[&str] = match basis {
        "eu-gdpr:A6-1-e" => &["access", "rectification", "erasure", "restriction", "objection"],
        _ => &["access", "rectification", "restriction"],
    };
    DataUseRecord {
        id: format!("u{seed}-{place:05}"),
        party: party.to_owned(),
        controller: controller.clone(),
        purpose: three(purpose.map(|purpose| format!("{purpose}, {street} {}", place + 1))),
        purpose_type: Some("dpv:ServiceProvision".to_owned()),
        lawful_basis: basis.to_owned(),
        statute: None,
        categories: CATEGORIES
            .iter()
            .map(|(term, name)| CategoryRecord { id: (*term).to_owned(), name: three(*name), special_category: false })
            .collect(),
        recipients: Vec::new(),
        retention: None,
        location: None,
        automated_decision: Some(false),
        rights: rights.iter().map(|right| (*right).to_owned()).collect(),
        permission: None,
        consent: None,
    }
}

/// An item ready for the feed. Records can always be written as JSON; one that could not would be left out.
fn invented(
    kind: &'static str,
    party: &str,
    at: chrono::DateTime<chrono::Utc>,
    record: FeedRecord,
) -> Option<Invented> {
    let id = record.id().to_owned();
    let change = serde_json::to_string(&FeedChange::Upsert(record)).ok()?;
    Some(Invented { at, kind, id, party: party.to_owned(), change })
}

fn one_of<T: Copy>(choices: &[T], rng: &mut ChaCha8Rng) -> Option<T> {
    choices.get(rng.random_range(0..choices.len().max(1))).copied()
}

fn three(texts: [impl Into<String>; 3]) -> Texts {
    let [fi, sv, en] = texts.map(|text| Some(text.into()));
    Texts { fi, sv, en }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn party(id: &str) -> PartyRecord {
        PartyRecord {
            id: id.to_owned(),
            name: id.to_owned(),
            relation: "myself".to_owned(),
            born_on: None,
            business_id: None,
            protected: false,
            withheld: false,
        }
    }

    fn some(seed: u64) -> Vec<Invented> {
        let controller = OrganisationRecord {
            id: "haikkala".to_owned(),
            name: three(["Haikkala", "Haikkala", "Haikkala"]),
            address: None,
            contact: None,
        };
        let plan = GenerateUses { uses: 50, lookups: 2000, seed };
        invent(plan, &controller, "2026-11-17".parse().unwrap(), &[party("p-1"), party("p-2")]).collect()
    }

    #[test]
    fn there_are_as_many_as_were_wanted_and_each_lookup_is_of_a_use_of_its_party() {
        let items = some(1);
        let of = |kind: &'static str| items.iter().filter(move |item| item.kind == kind);
        assert_eq!((of("data_use").count(), of("lookup").count()), (50, 2000));
        assert!(items.is_sorted_by_key(|item| item.at));
        for item in of("lookup") {
            let FeedChange::Upsert(FeedRecord::Lookup(lookup)) = serde_json::from_str(&item.change).unwrap() else {
                unreachable!("{}", item.id)
            };
            let used = of("data_use").find(|used| Some(&used.id) == lookup.data_use.as_ref()).unwrap();
            assert_eq!((&used.party, &lookup.party, &lookup.id), (&item.party, &item.party, &item.id));
        }
        assert_eq!(items, some(1));
        assert_ne!(items, some(2));
    }

    #[test]
    fn two_rows_are_merged_by_time() {
        let (one, other) = (some(1), some(2));
        let both: Vec<_> = merged(one.into_iter().peekable(), other.into_iter().peekable()).collect();
        assert_eq!(both.len(), 4100);
        assert!(both.is_sorted_by_key(|item| item.at));
    }
}
