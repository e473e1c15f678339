//! Letters that Aino sends, in her own matters and in Elsa's.

use chrono::TimeDelta;
use domain::{
    change::TombstoneReason,
    id::{PartyRef, RecordKey, RecordKind},
    outgoing::{Answer, Event, Kind, Letter, Outgoing, OutgoingId, Phase, Receipt, Refusal},
    party::{LinkState, Relation},
    text::Language,
};

use super::support::*;
use crate::{Store, StoreError, Unsent};

fn name_of(party: &str) -> PartyRef {
    PartyRef { source: haikkala_id(), key: id(party) }
}

fn written(body: &str) -> Letter {
    Letter {
        title: "Lasku".into(),
        body: body.into(),
        language: Language::Fi,
        answers: None,
        case: Some(id("c")),
        matter: None,
        read_until: None,
        attachments: Vec::new(),
        kind: Kind::Letter,
    }
}

fn draft(store: &Store, number: u128, party: &str, body: &str) -> OutgoingId {
    let name = OutgoingId::of_random(number);
    let at = now() + TimeDelta::seconds(i64::try_from(number).unwrap());
    assert!(store.keep_draft(&name, &name_of(party), &written(body), at).unwrap());
    name
}

fn advance(store: &Store, name: &OutgoingId, event: &Event) -> Option<Phase> {
    store.advance(name, event, now()).unwrap().map(|outgoing| outgoing.phase)
}

fn receipt(record: &str) -> Receipt {
    Receipt {
        received_at: now(),
        register_number: "V 7/2026".into(),
        body_sha256: "ab".repeat(32),
        record: Some(id(record)),
    }
}

fn bodies(outgoing: Vec<Outgoing>) -> Vec<String> {
    outgoing.into_iter().map(|outgoing| outgoing.letter.body).collect()
}

#[test]
fn a_draft_is_what_was_typed_last_also_after_the_app_was_killed() {
    let (device, store) = aino_with_elsa();
    let name = draft(&store, 1, "aino", "Hei");
    assert!(store.keep_draft(&name, &name_of("aino"), &written("Hei, miksi"), now()).unwrap());
    drop(store);
    let store = device.open();
    let kept = store.outgoing(&name).unwrap().unwrap();
    assert_eq!((kept.letter, kept.phase), (written("Hei, miksi"), Phase::Draft));
    assert_eq!(kept.begun_at, now() + TimeDelta::seconds(1), "when it was begun stays");
    assert_eq!(store.unsent().unwrap(), Unsent { opened: 0, outgoing: 1 });

    assert!(advance(&store, &name, &Event::Send).is_some());
    assert!(!store.keep_draft(&name, &name_of("aino"), &written("liian myöhään"), now()).unwrap());
    assert_eq!(store.outgoing(&name).unwrap().unwrap().letter.body, "Hei, miksi");
    let stranger = store.keep_draft(&OutgoingId::of_random(9), &name_of("nobody"), &written("x"), now());
    assert!(matches!(stranger, Err(StoreError::Absent("party"))), "{stranger:?}");
}

#[test]
fn letters_are_taken_up_in_their_order_each_by_one_and_only_when_their_time_has_come() {
    let (_device, store) = aino_with_elsa();
    let names =
        [draft(&store, 1, "elsa", "eka"), draft(&store, 2, "aino", "toka"), draft(&store, 3, "aino", "luonnos")];
    assert_eq!((store.lease(&haikkala_id(), now()).unwrap(), store.next_lease(&haikkala_id()).unwrap()), (None, None));
    for name in &names[..2] {
        advance(&store, name, &Event::Send);
    }
    let lease = |at| store.lease(&haikkala_id(), at).unwrap().map(|outgoing| outgoing.letter.body);
    assert_eq!(lease(now()).as_deref(), Some("eka"));
    assert_eq!(lease(now()).as_deref(), Some("toka"), "what is on its way is not taken up again");
    assert_eq!(lease(now()), None, "a draft is nobody's but the resident's");

    let later = now() + TimeDelta::minutes(5);
    advance(&store, &names[0], &Event::Passing { until: later, asked: false, in_doubt: false });
    assert_eq!(store.next_lease(&haikkala_id()).unwrap(), Some(later));
    assert_eq!(lease(later - TimeDelta::seconds(1)), None);
    assert_eq!(lease(later).as_deref(), Some("eka"));
    assert_eq!(store.lease(&kaarna().id, later).unwrap(), None, "another source has nothing to do with it");
}

#[test]
fn what_cannot_wait_overtakes_what_can_in_whichever_vault_it_lies() {
    let (_device, store) = aino_with_elsa();
    let answer = |due| Kind::Answer(Answer { replies: Vec::new(), due });
    let kinds = [
        (Kind::Letter, "elsa", "kirje"),
        (answer(false), "aino", "vastaus"),
        (answer(true), "elsa", "vastaus ajoissa"),
        (Kind::Withdrawal, "aino", "peruutus"),
    ];
    for (number, (kind, party, body)) in (1..).zip(kinds) {
        let name = draft(&store, number, party, body);
        assert!(store.keep_draft(&name, &name_of(party), &Letter { kind, ..written(body) }, now()).unwrap());
        advance(&store, &name, &Event::Send);
    }
    let mut order = Vec::new();
    while let Some(next) = store.lease(&haikkala_id(), now()).unwrap() {
        order.push(next.letter.body);
    }
    assert_eq!(order, ["vastaus ajoissa", "peruutus", "kirje", "vastaus"]);
}

#[test]
fn what_was_on_its_way_when_the_app_was_killed_waits_again_under_the_same_name_and_cannot_be_discarded() {
    let (device, store) = aino_with_elsa();
    let name = draft(&store, 1, "aino", "Hei");
    advance(&store, &name, &Event::Send);
    assert!(store.lease(&haikkala_id(), now()).unwrap().is_some());
    drop(store);
    let store = device.open();
    let again = store.lease(&haikkala_id(), now()).unwrap().unwrap();
    assert_eq!((&again.id, &again.phase), (&name, &Phase::Sending { attempts: 0, in_doubt: true }));
    advance(&store, &name, &Event::Passing { until: now(), asked: false, in_doubt: false });
    assert!(!store.discard(&name).unwrap());
    assert_eq!(advance(&store, &name, &Event::Edit), None);
}

#[test]
fn the_receipt_stays_and_is_found_by_the_record_that_the_letter_became() {
    let (_device, store) = aino_with_elsa();
    let name = draft(&store, 1, "aino", "Hei");
    advance(&store, &name, &Event::Send);
    store.lease(&haikkala_id(), now()).unwrap();
    assert_eq!(advance(&store, &name, &Event::Received(receipt("m9"))), Some(Phase::Received(receipt("m9"))));
    assert_eq!(store.unsent().unwrap(), Unsent::default());
    let sent = store.sent_as(&key(RecordKind::Message, "m9")).unwrap().unwrap();
    assert_eq!(sent.id, name);
    assert_eq!(store.sent_as(&key(RecordKind::Message, "m8")).unwrap(), None);
    assert_eq!(store.sent_as(&key(RecordKind::Decision, "m9")).unwrap(), None);
    assert!(!store.discard(&name).unwrap(), "a receipt is not discarded");
}

#[test]
fn what_is_refused_stays_in_sight_until_the_resident_edits_retries_or_discards_it() {
    let (_device, store) = aino_with_elsa();
    let name = draft(&store, 1, "aino", "Hei");
    advance(&store, &name, &Event::Send);
    store.lease(&haikkala_id(), now()).unwrap();
    advance(&store, &name, &Event::Refused(Refusal::Closed));
    assert_eq!(bodies(store.all_outgoing().unwrap()), ["Hei"]);
    assert_eq!(advance(&store, &name, &Event::Edit), Some(Phase::Draft));
    assert!(store.discard(&name).unwrap() && !store.discard(&name).unwrap());
    assert_eq!(store.all_outgoing().unwrap(), []);
}

#[test]
fn with_a_right_to_act_goes_what_was_written_by_it_and_how_much_that_was_is_counted() {
    let (_device, store) = aino_with_elsa();
    draft(&store, 1, "elsa", "Elsan asia");
    draft(&store, 2, "aino", "oma asia");
    take(&store, page("2", [end(RecordKind::Party, "elsa", TombstoneReason::AccessEnded)]));
    assert_eq!(bodies(store.all_outgoing().unwrap()), ["oma asia"]);
    let ended = store.ended_rights().unwrap();
    assert_eq!(ended.iter().map(|row| row.unsent).collect::<Vec<_>>(), [1]);
}

#[test]
fn with_a_source_goes_what_was_written_to_it() {
    let (_device, store) = aino_with_elsa();
    store.enrol_source(&kaarna()).unwrap();
    let theirs = [upsert(record(person("k-1", "Aino Virta", Relation::Myself)))];
    store.apply_page(&kaarna().id, &page("k", theirs), None, now()).unwrap();
    let of_kaarna = PartyRef { source: kaarna().id, key: id("k-1") };
    assert!(store.keep_draft(&OutgoingId::of_random(7), &of_kaarna, &written("terveys"), now()).unwrap());
    draft(&store, 1, "aino", "kunta");
    store.remove_source(&kaarna().id).unwrap();
    assert_eq!(bodies(store.all_outgoing().unwrap()), ["kunta"]);
}

#[test]
fn letters_move_with_their_person_when_two_names_become_one_and_apart_again() {
    let (_device, store) = aino_with_elsa();
    store.enrol_source(&kaarna()).unwrap();
    let theirs = [upsert(record(person("k-9", "Elsa Virta", Relation::Child)))];
    store.apply_page(&kaarna().id, &page("k", theirs), None, now()).unwrap();
    let elsa_of_kaarna = PartyRef { source: kaarna().id, key: id("k-9") };
    assert!(store.keep_draft(&OutgoingId::of_random(2), &elsa_of_kaarna, &written("hammas"), now()).unwrap());
    draft(&store, 1, "elsa", "koulu");
    for state in [LinkState::Confirmed, LinkState::Proposed] {
        store.answer_link(&name_of("elsa"), &elsa_of_kaarna, state, now()).unwrap();
        let mut all = bodies(store.all_outgoing().unwrap());
        all.sort();
        assert_eq!(all, ["hammas", "koulu"], "{state:?}");
        assert!(store.keep_draft(&OutgoingId::of_random(2), &elsa_of_kaarna, &written("hammas"), now()).unwrap());
    }
}

#[test]
fn a_newer_page_does_not_touch_what_is_on_its_way() {
    let (_device, store) = aino_with_elsa();
    let name = draft(&store, 1, "aino", "Hei");
    store.restart_feed(&haikkala_id()).unwrap();
    take(&store, page("again", [aino(), elsa()]));
    assert!(store.outgoing(&name).unwrap().is_some(), "no pass of the feed sweeps it away");
    let record = RecordKey { source: haikkala_id(), kind: RecordKind::Message, id: id("m1") };
    assert_eq!(store.sent_as(&record).unwrap(), None);
}
