//! Uses of data, consents and lookups: kept, counted, held against one another, and found again.

use domain::{
    consent::{Consent, DataItem, Event, Notice, NoticeText, Purpose, State, watch::Flag},
    data_use::{DataUse, LegalBasis, Organisation, Permission},
    lookup::{AccessLog, Direction, Lookup, Receiver},
};

use domain::{
    change::TombstoneReason,
    id::{PartyRef, RecordKind, SourceId},
    party::{LinkState, Relation},
    record::Record,
    text::Localized,
    time::Moment,
};

use super::support::{
    Device, aino, aino_with_elsa, elsa_id, end, haikkala, haikkala_id, id, instant, kaarna, me, now, page,
    page_of_many, person, record, take, upsert,
};
use crate::{LookupFilter, Store, Tally};

fn named(code: &str) -> Organisation {
    Organisation { code: code.to_owned(), name: Localized::one("fi", code), address: None, contact: None }
}

fn used(name: &str, party: &str, consent: Option<&str>) -> Record {
    Record::DataUse(Box::new(DataUse {
        id: id(name),
        party: id(party),
        controller: named("club"),
        purpose: Localized::one("fi", "Harjoitukset"),
        term: None,
        legal_basis: if consent.is_some() { LegalBasis::Consent } else { LegalBasis::PublicTask },
        statute: None,
        categories: Vec::new(),
        recipients: Vec::new(),
        retention: None,
        location: None,
        automated: None,
        rights: Vec::new(),
        permission: consent.map(|_| Permission::Consent),
        consent: consent.map(id),
    }))
}

fn event(at: &str, state: State) -> Event {
    Event {
        at: instant(at),
        state,
        valid_to: None,
        by: "aino".to_owned(),
        on_behalf_of: None,
        indication: None,
        items: vec!["timetable".to_owned()],
        notice_sha256: None,
        sha256: String::new(),
        prev_hash: String::new(),
    }
}

fn consent(name: &str, party: &str, events: Vec<Event>) -> Record {
    Record::Consent(Box::new(Consent {
        id: id(name),
        party: id(party),
        matter: None,
        schema_version: String::new(),
        permission: Permission::Consent,
        notice: Notice {
            id: String::new(),
            version: String::new(),
            url: String::new(),
            texts: Vec::<NoticeText>::new(),
            previous: None,
        },
        purpose: Purpose {
            name: Localized::one("fi", "Lukujärjestys seuralle"),
            term: "p".to_owned(),
            basis: LegalBasis::Consent,
            data: Vec::<DataItem>::new(),
            processing: None,
            location: None,
            retention: None,
            jurisdiction: None,
            withdrawal: None,
            if_refused: None,
            if_withdrawn: None,
        },
        controller: named("club"),
        provider: named("school"),
        recipients: Vec::new(),
        asked_at: Moment::parse("2026-10-01").unwrap(),
        answer_by: None,
        latest_end: None,
        strong: false,
        party_only: false,
        events,
        is_chained: true,
        replaces: None,
        data_use: Some(id("training")),
        receipts: Vec::new(),
    }))
}

fn given() -> Vec<Event> {
    vec![event("2026-10-01T08:00:00Z", State::Requested), event("2026-10-05T08:00:00Z", State::Given)]
}

fn withdrawn() -> Vec<Event> {
    let mut events = given();
    events.push(event("2026-11-02T10:00:00Z", State::Withdrawn));
    events
}

fn looked(name: &str, party: &str, data_use: Option<&str>, at: &str) -> Record {
    Record::Lookup(Box::new(Lookup {
        id: id(name),
        party: id(party),
        at: Moment::parse(at).unwrap(),
        action: Localized::one("fi", "Lukujärjestys haettiin harjoituksiin"),
        receiver: Receiver {
            code: "club".to_owned(),
            name: Some(Localized::one("fi", "Voimisteluseura Välke")),
            system: None,
            role: None,
        },
        source_system: None,
        data_use: data_use.map(id),
        purpose: None,
        basis: None,
        consent: None,
        categories: Vec::new(),
        direction: Direction::Received,
        denied: false,
    }))
}

fn all(store: &Store) -> Tally {
    store.data_uses(None).unwrap().all
}

fn tally(lookups: u32, new: u32, flagged: u32) -> Tally {
    Tally { lookups, new, flagged }
}

fn found(store: &Store, filter: &LookupFilter) -> Vec<String> {
    let page = store.lookups(None, filter, None, 100).unwrap();
    assert_eq!(page.total as usize, page.rows.len());
    page.rows.iter().map(|row| row.lookup.id.to_string()).collect()
}

/// Elsa's training, with the consent it rests on and three lookups, the last of them after a withdrawal.
fn training() -> (Device, Store) {
    let (device, store) = aino_with_elsa();
    let looked = |name: &str, at: &str| upsert(looked(name, "elsa", Some("training"), at));
    take(
        &store,
        page(
            "2",
            [
                // In whichever order they come.
                looked("1", "2026-10-20T10:00:00Z"),
                looked("2", "2026-11-01T10:00:00Z"),
                looked("3", "2026-11-05T10:00:00Z"),
                upsert(used("training", "elsa", Some("timetable"))),
                upsert(consent("timetable", "elsa", withdrawn())),
            ],
        ),
    );
    (device, store)
}

#[test]
fn lookups_are_counted_by_their_use_and_the_last_is_known() {
    let (_device, store) = training();
    let uses = store.data_uses(None).unwrap();
    let [training] = uses.uses.as_slice() else { panic!("{uses:?}") };
    assert_eq!((training.of.party.clone(), training.tally.lookups), (elsa_id(), 3));
    assert_eq!(training.last, Some(instant("2026-11-05T10:00:00Z").timestamp_millis()));
    assert_eq!(uses.consents.len(), 1);
    assert_eq!(store.data_uses(Some(&me())).unwrap().all, Tally::default(), "whose they are is known");
}

#[test]
fn what_comes_after_a_withdrawal_is_flagged_in_whichever_order_it_comes() {
    let (_device, store) = aino_with_elsa();
    let late = || upsert(looked("late", "elsa", Some("training"), "2026-11-05T10:00:00Z"));
    take(&store, page("2", [upsert(used("training", "elsa", Some("timetable"))), late()]));
    assert_eq!(all(&store).flagged, 0, "a consent that has not come accuses nobody");
    take(&store, page("3", [upsert(consent("timetable", "elsa", given()))]));
    assert_eq!(all(&store).flagged, 0);
    take(&store, page("4", [upsert(consent("timetable", "elsa", withdrawn()))]));
    assert_eq!(all(&store).flagged, 1);
    let page_of = store.lookups(None, &LookupFilter { flagged: true, ..LookupFilter::default() }, None, 10).unwrap();
    assert_eq!(page_of.rows[0].flag, Some(Flag::AfterEnd));
    // What was wrong in the register and is put right there is no alarm any more.
    take(&store, page("5", [upsert(consent("timetable", "elsa", given()))]));
    assert_eq!(all(&store).flagged, 0);
}

#[test]
fn what_is_new_is_new_until_the_resident_has_looked() {
    let (_device, store) = training();
    let before = all(&store);
    assert_eq!((before.lookups, before.flagged), (3, 1));
    assert_eq!(before.new, 3, "all of the last month");
    assert!(store.set_lookups_seen().unwrap() && !store.set_lookups_seen().unwrap());
    assert_eq!(all(&store), tally(3, 0, 1));
    let again = upsert(looked("1", "elsa", Some("training"), "2026-10-20T10:00:00Z"));
    let fresh = upsert(looked("4", "elsa", Some("training"), "2026-11-16T10:00:00Z"));
    let applied = take(&store, page("3", [again, fresh]));
    assert_eq!((applied.lookups, applied.data_uses), (1, true));
    assert_eq!(all(&store), tally(4, 1, 2));
    assert_eq!(found(&store, &LookupFilter { new: true, ..LookupFilter::default() }), ["4"]);
}

#[test]
fn an_old_lookup_of_a_first_pass_is_no_news() {
    let (_device, store) = aino_with_elsa();
    let old = upsert(looked("old", "aino", None, "2025-01-01T10:00:00Z"));
    let device = Device::new();
    let first = device.open();
    first.enrol_source(&haikkala()).unwrap();
    let young = upsert(looked("young", "aino", None, "2026-11-10T10:00:00Z"));
    take(&first, page_of_many("1", [aino(), old.clone(), young]));
    assert_eq!(all(&first), tally(2, 1, 0));
    // Later, whatever comes is news.
    take(&store, page("2", [old]));
    assert_eq!(all(&store).new, 1);
}

#[test]
fn what_goes_is_counted_no_more() {
    let (_device, store) = training();
    take(&store, page("3", [end(RecordKind::Lookup, "3", TombstoneReason::RetentionEnded)]));
    assert_eq!((all(&store).lookups, all(&store).flagged), (2, 0));
    take(&store, page("4", [end(RecordKind::Party, "elsa", TombstoneReason::AccessEnded)]));
    let left = store.data_uses(None).unwrap();
    assert_eq!((left.all, left.uses.len(), left.consents.len()), (Tally::default(), 0, 0));
}

#[test]
fn lookups_are_found_by_what_they_say_and_when() {
    let (_device, store) = training();
    let words = |text: &str| LookupFilter { words: crate::folded_words(text), ..LookupFilter::default() };
    assert_eq!(found(&store, &words("lukujarj valke")).len(), 3, "beginnings of words, without their dots");
    assert_eq!(found(&store, &words("rokotukset")), Vec::<String>::new());
    let ms = |text: &str| Some(instant(text).timestamp_millis());
    let days = LookupFilter {
        from: ms("2026-11-01T10:00:00Z"),
        before: ms("2026-11-05T10:00:00Z"),
        ..LookupFilter::default()
    };
    assert_eq!(found(&store, &days), ["2"], "its first moment with it, its last without");
    let of_consent = LookupFilter {
        source: Some(haikkala_id()),
        consent: Some(id("timetable")),
        flagged: true,
        ..LookupFilter::default()
    };
    assert_eq!(found(&store, &of_consent), ["3"]);
}

#[test]
fn pages_of_several_people_merge_by_time_and_lose_nothing() {
    let (_device, store) = training();
    let own = (0..25)
        .map(|n| upsert(looked(&format!("own{n:02}"), "aino", None, &format!("2026-10-{:02}T09:00:00Z", n + 1))));
    take(&store, page("3", own.collect::<Vec<_>>()));
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store.lookups(None, &LookupFilter::default(), after.as_ref(), 4).unwrap();
        assert_eq!(page.total, 28);
        seen.extend(page.rows.into_iter().map(|row| (row.lookup.at.sort_key(), row.lookup.id)));
        match page.next {
            Some(next) => after = Some(next.to_string().parse().unwrap()),
            None => break,
        }
    }
    assert_eq!(seen.len(), 28);
    assert!(seen.is_sorted_by(|a, b| a.0 >= b.0), "newest first");
}

#[test]
fn joined_people_take_what_is_known_of_their_data_along() {
    let (_device, store) = training();
    store.enrol_source(&kaarna()).unwrap();
    let log = AccessLog {
        id: id("log"),
        party: id("k-9"),
        since: Moment::parse("2025-01-01").unwrap(),
        systems: Vec::new(),
        gaps: None,
    };
    let theirs = [
        upsert(record(person("k-9", "Elsa Virta", Relation::Child))),
        upsert(looked("k", "k-9", None, "2026-11-12T10:00:00Z")),
        upsert(Record::AccessLog(log)),
    ];
    store.apply_page(&kaarna().id, &page("1", theirs), None, now()).unwrap();
    let name = |source: SourceId, key: &str| PartyRef { source, key: id(key) };
    let (one, other) = (name(haikkala_id(), "elsa"), name(kaarna().id, "k-9"));
    store.answer_link(&one, &other, LinkState::Confirmed, now()).unwrap();
    let of_elsa = || {
        let found = store.data_uses(Some(&elsa_id())).unwrap();
        (found.all.lookups, found.all.flagged, found.logs.len(), found.consents.len())
    };
    assert_eq!(of_elsa(), (4, 1, 1, 1));
    store.undo_link(&one, &other).unwrap();
    assert_eq!(of_elsa(), (3, 1, 0, 1));
    assert_eq!(all(&store).lookups, 4);
}
