//! Elsa of Haikkala, Elsa of Mäntylahti and Onni's Kaarna: one person, two, and one again.

use domain::{
    change::{Change, TombstoneReason},
    document::Document,
    id::{PartyId, PartyRef, RecordKey, RecordKind, SourceId},
    inbox::Group,
    message::Message,
    party::{Link, LinkState, Party, Relation},
};

use super::support::*;
use crate::{NewSource, Store, StoreError};

fn mantylahti() -> NewSource {
    NewSource { id: SourceId::new("mantylahti"), base_url: "https://mantylahti.example".to_owned(), ..haikkala() }
}

fn name(source: &NewSource, key: &str) -> PartyRef {
    PartyRef { source: source.id.clone(), key: id(key) }
}

/// Elsa as Haikkala, Kaarna and Mäntylahti name her, the least name first.
fn elsas() -> [PartyRef; 3] {
    [name(&haikkala(), "elsa"), name(&kaarna(), "k-9"), name(&mantylahti(), "m-3")]
}

fn give(store: &Store, source: &NewSource, next: &str, changes: impl IntoIterator<Item = Change>) {
    store.apply_page(&source.id, &page(next, changes), None, now()).unwrap();
}

fn says(store: &Store, one: &PartyRef, other: &PartyRef, state: LinkState) {
    store.answer_link(one, other, state, now()).unwrap();
}

fn at(source: &NewSource, kind: RecordKind, name: &str) -> RecordKey {
    RecordKey { source: source.id.clone(), kind, id: id(name) }
}

const SCAN: &[u8] = &[0x25; 200_000];

fn scan() -> Document {
    paper("scan", SCAN)
}

/// Three sources know Elsa. Each has sent her letters; of Kaarna's, one was opened, one brought a document and one was
/// taken back, and a decision is kept beyond its end.
fn elsa_of_three_sources() -> (Device, Store) {
    let (device, store) = aino_with_elsa();
    take(&store, page("1", [upsert(record(letter("school", "elsa", "2026-11-16")))]));
    store.enrol_source(&kaarna()).unwrap();
    let with_scan =
        Message { documents: vec![scan()], case: Some(id("care")), ..letter("scanned", "k-9", "2026-11-14") };
    let theirs = [
        upsert(record(person("k-9", "Elsa Virta", Relation::Child))),
        upsert(record(letter("opened", "k-9", "2026-11-15"))),
        upsert(record(with_scan)),
        upsert(record(matter("care", "k-9", "2026-11-13"))),
        upsert(record(letter("withdrawn", "k-9", "2026-11-12"))),
        upsert(record(served(decision("kept", "k-9", "2026-11-01")))),
    ];
    give(&store, &kaarna(), "1", theirs);
    let ends = [
        end(RecordKind::Message, "withdrawn", TombstoneReason::Withdrawn),
        end(RecordKind::Decision, "kept", TombstoneReason::RetentionEnded),
    ];
    give(&store, &kaarna(), "2", ends);
    store.mark_opened(&at(&kaarna(), RecordKind::Message, "opened"), now()).unwrap();
    let item = at(&kaarna(), RecordKind::Message, "scanned");
    store.put_document(&item, &id("scan"), SCAN, "application/pdf").unwrap();
    store.enrol_source(&mantylahti()).unwrap();
    let others = [
        upsert(record(person("m-3", "ELSA VIRTA", Relation::Child))),
        upsert(record(letter("library", "m-3", "2026-11-11"))),
    ];
    give(&store, &mantylahti(), "1", others);
    (device, store)
}

fn keys() -> Vec<RecordKey> {
    let kaarnas = ["opened", "scanned", "withdrawn"].map(|name| at(&kaarna(), RecordKind::Message, name));
    let others = [
        at(&kaarna(), RecordKind::Case, "care"),
        at(&kaarna(), RecordKind::Decision, "kept"),
        at(&kaarna(), RecordKind::Party, "k-9"),
        at(&haikkala(), RecordKind::Message, "school"),
        at(&haikkala(), RecordKind::Party, "elsa"),
        at(&mantylahti(), RecordKind::Message, "library"),
    ];
    kaarnas.into_iter().chain(others).collect()
}

fn seen(device: &Device, store: &Store) -> Picture {
    picture(device, store, &keys())
}

/// Whose each of the names is.
fn parties_of(store: &Store, names: &[PartyRef]) -> Vec<PartyId> {
    let parties = store.parties().unwrap();
    let of = |name: &PartyRef| parties.iter().find(|party| party.refs.contains(name)).unwrap().id.clone();
    names.iter().map(of).collect()
}

fn assert_document_is_here(store: &Store) {
    let item = at(&kaarna(), RecordKind::Message, "scanned");
    assert_eq!(store.read_document(&item, &id("scan"), 0..1_000_000).unwrap(), SCAN);
    assert!(store.wanted_documents(&kaarna().id, u64::MAX, 10).unwrap().is_empty());
}

#[test]
fn elsa_is_proposed_until_aino_answers_and_again_when_she_takes_it_back() {
    let (_device, store) = elsa_of_three_sources();
    let [h, k, m] = elsas();
    let proposed = |one: &PartyRef, other: &PartyRef| Link::new(one.clone(), other.clone(), LinkState::Proposed);
    assert_eq!(store.proposals().unwrap(), [proposed(&h, &k), proposed(&h, &m), proposed(&k, &m)]);
    assert!(store.links().unwrap().is_empty());

    says(&store, &k, &h, LinkState::Refused);
    assert_eq!(store.proposals().unwrap(), [proposed(&h, &m), proposed(&k, &m)]);
    // Of three names one answer says something of the others: Kaarna's is not Haikkala's, so neither Mäntylahti's.
    says(&store, &h, &m, LinkState::Confirmed);
    assert!(store.proposals().unwrap().is_empty());
    assert_eq!(
        store.links().unwrap(),
        [Link::new(h.clone(), k.clone(), LinkState::Refused), Link::new(h.clone(), m.clone(), LinkState::Confirmed)]
    );

    store.undo_link(&h, &k).unwrap();
    assert_eq!(store.proposals().unwrap(), [proposed(&h, &k), proposed(&k, &m)]);
    store.undo_link(&m, &h).unwrap();
    assert_eq!(store.proposals().unwrap().len(), 3);
}

#[test]
fn nobody_whom_a_source_protects_is_proposed_to_any() {
    let (_device, store) = elsa_of_three_sources();
    let [h, k, _] = elsas();
    says(&store, &h, &k, LinkState::Confirmed);
    assert_eq!(store.proposals().unwrap().len(), 2);
    let protected = Party { protected: true, ..person("elsa", "Elsa Virta", Relation::Child) };
    take(&store, page("2", [upsert(record(protected))]));
    assert!(store.proposals().unwrap().is_empty(), "Kaarna's Elsa is Haikkala's, whom an order protects");
}

#[test]
fn confirmed_elsa_is_one_party_with_one_vault_and_all_her_papers() {
    let (device, store) = elsa_of_three_sources();
    let [h, k, m] = elsas();
    let before = seen(&device, &store);
    says(&store, &k, &h, LinkState::Confirmed);
    says(&store, &k, &m, LinkState::Confirmed);

    let parties = store.parties().unwrap();
    assert_eq!(parties.len(), 2);
    assert_eq!((&parties[1].id, &parties[1].refs), (&elsa_id(), &vec![h, k, m]));
    assert_eq!(device.vault_files(), [format!("{}.db", elsa_id()), "me.db".to_owned()]);
    let after = seen(&device, &store);
    let all_elsas = |picture: &Picture| -> Vec<_> {
        let records = picture.records.iter();
        records.map(|(key, stored)| (key.clone(), stored.record.clone(), stored.is_new, stored.gone)).collect()
    };
    assert_eq!(all_elsas(&after), all_elsas(&before));
    assert!(after.records.values().all(|stored| stored.party == elsa_id()));
    assert!(after.told.iter().all(|told| told.party == elsa_id()));
    assert_eq!(after.told.len(), 1);
    assert_eq!(inbox(&store, Group::New), ["school", "scanned", "library", "kept"]);
    assert_eq!(inbox(&store, Group::Rest), ["opened"]);
    assert_document_is_here(&store);
    let unsent = store.opened_unsent(&kaarna().id, 10).unwrap();
    assert_eq!(unsent, [(at(&kaarna(), RecordKind::Message, "opened"), now())]);

    drop(store);
    let store = device.open();
    assert_eq!(seen(&device, &store), after);
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn taken_back_everything_is_as_before_and_under_another_key() {
    let (device, store) = elsa_of_three_sources();
    let [h, k, _] = elsas();
    let before = seen(&device, &store);
    let kaarnas = parties_of(&store, std::slice::from_ref(&k)).remove(0);
    let copy = device.path().join("kept-by-a-thief");
    std::fs::copy(device.vault_file(&kaarnas), &copy).unwrap();

    says(&store, &h, &k, LinkState::Confirmed);
    store.undo_link(&h, &k).unwrap();
    assert_eq!(seen(&device, &store), before);
    assert_document_is_here(&store);
    assert_eq!(store.opened_unsent(&kaarna().id, 10).unwrap().len(), 1);
    assert!(store.proposals().unwrap().iter().any(|link| link.ends() == (&h, &k)));

    // A refusal parts them just as well.
    says(&store, &h, &k, LinkState::Confirmed);
    says(&store, &h, &k, LinkState::Refused);
    assert_eq!(seen(&device, &store), before);
    drop(store);
    assert_eq!(seen(&device, &device.open()), before);

    std::fs::copy(&copy, device.vault_file(&kaarnas)).unwrap();
    assert_eq!(device.open().damaged()[0].party, Some(kaarnas));
}

#[test]
fn pages_of_either_source_go_on_in_the_one_vault_and_after_it_is_parted() {
    let (device, store) = elsa_of_three_sources();
    let [h, k, _] = elsas();
    says(&store, &h, &k, LinkState::Confirmed);
    take(&store, page("2", [upsert(record(letter("outing", "elsa", "2026-11-17")))]));
    // Old letters of a source that has had its first full pass are news in the vault they came to with it.
    give(&store, &kaarna(), "3", [upsert(record(letter("late", "k-9", "2026-09-01")))]);
    assert_eq!(group(&store, Group::New, Some(&elsa_id()), today()).len(), 5);

    // A new reading of Kaarna removes what it does not bring, and nothing of Haikkala's.
    store.restart_feed(&kaarna().id).unwrap();
    let again = [
        upsert(record(person("k-9", "Elsa Virta", Relation::Child))),
        upsert(record(letter("opened", "k-9", "2026-11-15"))),
    ];
    give(&store, &kaarna(), "again", again);
    assert_eq!(inbox(&store, Group::New), ["outing", "school", "library", "kept"]);
    assert_eq!(inbox(&store, Group::Rest), ["opened"]);

    store.undo_link(&h, &k).unwrap();
    give(&store, &kaarna(), "4", [upsert(record(letter("dentist", "k-9", "2026-11-17")))]);
    take(&store, page("3", [upsert(record(letter("menu", "elsa", "2026-11-17")))]));
    let parties = parties_of(&store, &[h, k]);
    let of = |party| names(&group(&store, Group::New, Some(party), today())).into_iter().map(str::to_owned).collect();
    let lists: [Vec<String>; 2] = [of(&parties[0]), of(&parties[1])];
    assert_eq!(lists, [vec!["menu", "outing", "school"], vec!["dentist", "kept"]]);
    assert_eq!(device.vault_files().len(), 4);
}

#[test]
fn a_joined_vault_ends_with_its_last_name() {
    let (device, store) = elsa_of_three_sources();
    let [h, k, m] = elsas();
    says(&store, &h, &k, LinkState::Confirmed);
    says(&store, &k, &m, LinkState::Confirmed);

    // The name that tied the others goes: they stay one, and say so.
    give(&store, &kaarna(), "3", [end(RecordKind::Party, "k-9", TombstoneReason::AccessEnded)]);
    assert_eq!(store.links().unwrap(), [Link::new(h.clone(), m.clone(), LinkState::Confirmed)]);
    assert_eq!(inbox(&store, Group::New), ["school", "library"]);
    store.remove_source(&haikkala_id()).unwrap();
    assert!(store.links().unwrap().is_empty());
    assert_eq!(inbox(&store, Group::New), ["library"]);
    assert_eq!(parties_of(&store, std::slice::from_ref(&m)), [elsa_id()], "she stays who she was on this device");

    // Haikkala's Elsa comes back: somebody of her own until Aino says otherwise.
    store.enrol_source(&haikkala()).unwrap();
    take(&store, page("back", [aino(), elsa(), upsert(record(letter("school", "elsa", "2026-11-16")))]));
    let parties = parties_of(&store, &[h.clone(), m.clone()]);
    assert_ne!(parties[0], parties[1]);
    assert_eq!(inbox(&store, Group::New), ["school", "library"]);
    assert_eq!(store.proposals().unwrap(), [Link::new(h.clone(), m.clone(), LinkState::Proposed)]);
    says(&store, &h, &m, LinkState::Confirmed);
    assert_eq!(parties_of(&store, &[h, m])[1], parties[0]);

    give(&store, &mantylahti(), "2", [end(RecordKind::Party, "m-3", TombstoneReason::AccessEnded)]);
    assert_eq!(device.vault_files().len(), 2);
    take(&store, page("gone", [end(RecordKind::Party, "elsa", TombstoneReason::AccessEnded)]));
    assert_eq!(device.vault_files(), ["me.db"]);
}

#[test]
fn of_three_names_the_side_that_is_cut_off_moves_out_together() {
    let (device, store) = elsa_of_three_sources();
    let [h, k, m] = elsas();
    says(&store, &h, &k, LinkState::Confirmed);
    says(&store, &k, &m, LinkState::Confirmed);
    store.undo_link(&h, &k).unwrap();
    let parties = parties_of(&store, &[h.clone(), k.clone(), m.clone()]);
    assert_eq!(parties[0], elsa_id());
    assert_eq!(parties[1], parties[2]);
    assert_ne!(parties[0], parties[1]);
    assert_eq!(names(&group(&store, Group::New, Some(&parties[1]), today())), ["scanned", "library", "kept"]);
    assert_eq!(device.vault_files().len(), 3);
    assert_document_is_here(&store);

    // Tied in a ring, one answer taken back parts nobody, and a refusal contradicts the others.
    says(&store, &h, &m, LinkState::Confirmed);
    says(&store, &h, &k, LinkState::Confirmed);
    let contradiction = store.answer_link(&h, &k, LinkState::Refused, now());
    assert!(matches!(contradiction, Err(StoreError::Unanswerable(_))));
    store.undo_link(&h, &k).unwrap();
    assert_eq!(store.parties().unwrap().len(), 2);
    assert!(store.proposals().unwrap().is_empty());
}

#[test]
fn aino_herself_strangers_and_a_name_with_itself_are_not_linked() {
    let (device, store) = elsa_of_three_sources();
    let [h, k, _] = elsas();
    let before = seen(&device, &store);
    let mine = name(&haikkala(), "aino");
    let nobody = name(&kaarna(), "nobody");
    for state in [LinkState::Confirmed, LinkState::Refused] {
        assert!(matches!(store.answer_link(&mine, &k, state, now()), Err(StoreError::Unanswerable(_))));
        assert!(matches!(store.answer_link(&h, &h, state, now()), Err(StoreError::Unanswerable(_))));
        assert!(matches!(store.answer_link(&h, &nobody, state, now()), Err(StoreError::Absent("party"))));
    }
    assert!(store.links().unwrap().is_empty());
    assert_eq!(seen(&device, &store), before);
}

/// Whether the store was stopped between a commit and the removal of a file, where nothing but a crash can stop it.
fn only_a_crash_stops_here(store: &Store) -> bool {
    store.open_of(None).unwrap().len() > store.parties().unwrap().len()
}

/// Stopped after each number of steps, the answer has been taken or it has not; nothing is lost, nothing double. Asked
/// again, with or without a new start between, all is as if it had not been stopped.
fn at_every_step(prepare: impl Fn() -> (Device, Store), act: impl Fn(&Store) -> Result<(), StoreError>) {
    let (before, after) = {
        let (device, store) = prepare();
        let before = seen(&device, &store);
        act(&store).unwrap();
        (before, seen(&device, &store))
    };
    assert_ne!(before, after);
    let mut outcomes = [0, 0];
    for steps in 0.. {
        let (device, store) = prepare();
        *store.inner().faults.steps_left.lock().unwrap() = Some(steps);
        let stopped = act(&store);
        *store.inner().faults.steps_left.lock().unwrap() = None;
        let shut = steps % 2 == 0 || stopped.is_ok() || only_a_crash_stops_here(&store);
        let store = if shut {
            drop(store);
            device.open()
        } else {
            store
        };
        if shut {
            let found = seen(&device, &store);
            assert!(found == before || found == after, "stopped after {steps} steps: {found:#?}");
            outcomes[usize::from(found == after)] += 1;
        }
        act(&store).unwrap();
        assert_eq!(seen(&device, &store), after, "stopped after {steps} steps");
        assert_document_is_here(&store);
        assert_eq!(store.opened_unsent(&kaarna().id, 10).unwrap().len(), 1);
        drop(store);
        let store = device.open();
        assert_eq!(seen(&device, &store), after, "stopped after {steps} steps, then closed");
        assert!(store.inner().profile.read(crate::table::vault::unsettled).unwrap().is_empty());
        match stopped {
            Ok(()) => {
                assert!(steps >= 6 && outcomes[0] >= 2 && outcomes[1] >= 2, "{steps}: {outcomes:?}");
                return;
            }
            Err(StoreError::Stopped) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn joining_survives_a_crash_at_every_step() {
    let [h, k, _] = elsas();
    at_every_step(elsa_of_three_sources, |store| store.answer_link(&h, &k, LinkState::Confirmed, now()));
}

#[test]
fn parting_survives_a_crash_at_every_step() {
    let [h, k, m] = elsas();
    let joined = || {
        let (device, store) = elsa_of_three_sources();
        says(&store, &h, &k, LinkState::Confirmed);
        says(&store, &h, &m, LinkState::Confirmed);
        (device, store)
    };
    at_every_step(joined, |store| store.undo_link(&h, &k));
    at_every_step(joined, |store| store.answer_link(&h, &k, LinkState::Refused, now()));
}

#[test]
fn a_page_after_an_interrupted_move_clears_it_away_first() {
    let [h, k, _] = elsas();
    for steps in 0..8 {
        let (device, mut store) = elsa_of_three_sources();
        *store.inner().faults.steps_left.lock().unwrap() = Some(steps);
        let stopped = store.answer_link(&h, &k, LinkState::Confirmed, now());
        *store.inner().faults.steps_left.lock().unwrap() = None;
        if only_a_crash_stops_here(&store) {
            drop(store);
            store = device.open();
        }
        give(&store, &kaarna(), "3", [upsert(record(letter("dentist", "k-9", "2026-11-17")))]);
        let found = inbox(&store, Group::New);
        assert_eq!(found, ["dentist", "school", "scanned", "library", "kept"], "{steps} steps, {stopped:?}");
        drop(store);
        assert_eq!(inbox(&device.open(), Group::New), found);
    }
}

#[test]
fn a_damaged_vault_is_neither_joined_nor_parted() {
    let [h, k, m] = elsas();
    for damaged in [0, 1] {
        let (device, store) = elsa_of_three_sources();
        says(&store, &k, &m, LinkState::Confirmed);
        let parties = parties_of(&store, &[h.clone(), k.clone()]);
        drop(store);
        let mut bytes = std::fs::read(device.vault_file(&parties[damaged])).unwrap();
        bytes[1234] ^= 0x10;
        std::fs::write(device.vault_file(&parties[damaged]), bytes).unwrap();

        let store = device.open();
        let before = seen(&device, &store);
        let links = store.links().unwrap();
        let refused = store.answer_link(&h, &k, LinkState::Confirmed, now());
        assert!(matches!(refused, Err(StoreError::Damaged { what }) if what == parties[damaged].as_str()));
        let refused = store.undo_link(&k, &m);
        assert_eq!(refused.is_err(), damaged == 1);
        if damaged == 1 {
            assert_eq!((seen(&device, &store), store.links().unwrap()), (before, links));
        }
        // Set aside and not yet filled again, it still takes no part.
        store.quarantine_vault(&parties[damaged]).unwrap();
        let refused = store.answer_link(&h, &k, LinkState::Confirmed, now());
        assert!(matches!(refused, Err(StoreError::Damaged { .. })));
    }
}

/// Damage that is met only while the rows are read.
#[test]
fn damage_met_on_the_way_leaves_the_other_vault_as_it_was() {
    let [h, k, _] = elsas();
    let (device, store) = elsa_of_three_sources();
    let kaarnas = parties_of(&store, std::slice::from_ref(&k)).remove(0);
    drop(store);
    // The end of the file is the document's bytes.
    let mut bytes = std::fs::read(device.vault_file(&kaarnas)).unwrap();
    let place = bytes.len() - 10 * 4096 + 99;
    bytes[place] ^= 0x10;
    std::fs::write(device.vault_file(&kaarnas), bytes).unwrap();
    let store = device.open();
    assert!(store.damaged().is_empty());
    let refused = store.answer_link(&h, &k, LinkState::Confirmed, now());
    assert!(matches!(refused, Err(StoreError::Damaged { what }) if what == kaarnas.as_str()));
    assert_eq!(store.damaged()[0].party, Some(kaarnas));
    assert!(store.links().unwrap().is_empty());
    assert_eq!(inbox(&store, Group::New), ["school", "library"]);
    assert_eq!(store.parties().unwrap().len(), 4);
}

#[test]
fn on_a_full_disk_nothing_moves_and_with_room_it_does() {
    let [h, k, _] = elsas();
    let (device, store) = elsa_of_three_sources();
    let before = seen(&device, &store);
    store.vault(&elsa_id()).unwrap().limit_growth(8).unwrap();
    assert!(matches!(store.answer_link(&h, &k, LinkState::Confirmed, now()), Err(StoreError::Full)));
    assert_eq!(seen(&device, &store), before);
    assert!(store.links().unwrap().is_empty());
    store.vault(&elsa_id()).unwrap().limit_growth(10_000).unwrap();
    says(&store, &h, &k, LinkState::Confirmed);
    assert_document_is_here(&store);
}

/// One source has two names for Elsa, and what is in a case comes under either: together it speaks for the case, apart
/// it does not.
#[test]
fn a_case_speaks_for_itself_where_nothing_in_it_does() {
    let (_device, store) = aino_with_elsa();
    let second = person("elsa-2", "Elsa Virta", Relation::Child);
    let in_case = Message { case: Some(id("case")), ..letter("m", "elsa-2", "2026-11-16") };
    let changes =
        [upsert(record(second)), upsert(record(matter("case", "elsa", "2026-11-15"))), upsert(record(in_case))];
    take(&store, page("1", changes));
    let pair = [name(&haikkala(), "elsa"), name(&haikkala(), "elsa-2")];
    assert_eq!(inbox(&store, Group::New), ["m", "case"]);
    says(&store, &pair[0], &pair[1], LinkState::Confirmed);
    assert_eq!(inbox(&store, Group::New), ["m"]);
    store.undo_link(&pair[0], &pair[1]).unwrap();
    assert_eq!(inbox(&store, Group::New), ["m", "case"]);
}

#[test]
fn what_was_taken_back_is_told_newest_first_whoever_it_was() {
    let (_device, store) = elsa_of_three_sources();
    let letters = ["a", "b", "c", "d"];
    let sent = letters.iter().zip(["aino", "elsa", "aino", "elsa"]);
    let sent = sent.map(|(name, party)| upsert(record(letter(name, party, "2026-11-16"))));
    take(&store, page("2", sent));
    let days = ["2026-11-18T09:00:00Z", "2026-11-20T09:00:00Z", "2026-11-21T09:00:00Z", "2026-11-19T09:00:00Z"];
    let ends = letters.iter().zip(days).map(|(name, at)| {
        Change::Tombstone(domain::change::Tombstone {
            kind: RecordKind::Message,
            id: id(name),
            reason: TombstoneReason::Withdrawn,
            at: Some(instant(at)),
        })
    });
    take(&store, page("3", ends));
    let told = |limit| -> Vec<_> { store.told(limit).unwrap().into_iter().map(|row| row.key.id.to_string()).collect() };
    assert_eq!(told(10), ["c", "b", "d", "a", "withdrawn"]);
    assert_eq!(told(3), ["c", "b", "d"]);
}

/// An address that was kept, or a page that was open, still asks for the party that Elsa of Kaarna was.
#[test]
fn who_asks_for_somebody_by_an_earlier_id_gets_who_they_are_now() {
    let (_device, store) = elsa_of_three_sources();
    let party_of = |store: &Store, known: &PartyRef| {
        store.parties().unwrap().into_iter().find(|row| row.refs.contains(known)).unwrap()
    };
    let [ours, theirs, _] = elsas();
    let before = party_of(&store, &theirs).id;
    says(&store, &ours, &theirs, LinkState::Confirmed);
    let now = party_of(&store, &ours);
    assert_ne!(now.id, before);
    assert_eq!(now.former, std::slice::from_ref(&before));

    let asked = |party: &PartyId| group(&store, Group::New, Some(party), today());
    assert_eq!(asked(&before), asked(&now.id));
    assert!(!asked(&before).is_empty());
    let counted = |party: &PartyId| store.count(Group::New, Some(party), today()).unwrap();
    assert_eq!(counted(&before), counted(&now.id));
    let cases = |party: &PartyId| store.cases(Some(party), None, 10).unwrap().items.len();
    assert_eq!((cases(&before), cases(&now.id)), (1, 1));
    assert!(asked(&PartyId::new("nobody")).is_empty());

    store.undo_link(&ours, &theirs).unwrap();
    assert_eq!(party_of(&store, &theirs).id, before);
    assert!(party_of(&store, &ours).former.is_empty());
    assert_ne!(asked(&before), asked(&now.id));
}
