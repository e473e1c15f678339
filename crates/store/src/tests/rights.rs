//! Rights to act that end by themselves: hidden at once, erased when the source agrees, told once, renewed.

use domain::{
    change::{Change, TombstoneReason},
    id::{PartyId, RecordKey, RecordKind},
    inbox::Group,
    mandate::{EndCause, Reach, Right},
    party::{LinkState, Mandate, MandateBasis, Relation},
};

use super::{crash::at_every_step_of, support::*};
use crate::{Applied, Days, Store};

const LAST_DAY: &str = "2026-11-30";
const AFTER: &str = "2026-12-01";

fn power_of_attorney(to: &str) -> Mandate {
    Mandate { basis: MandateBasis::PowerOfAttorney, valid_to: Some(day(to)), ..mandate("power", "helmi") }
}

fn helmi() -> Change {
    upsert(record(person("helmi", "Helmi Lehto", Relation::Principal)))
}

/// Aino acts for Helmi to the end of November, and has opened a letter of hers that Haikkala has not been told of.
fn acting_for_helmi() -> (Device, Store) {
    let (device, store) = aino_with_elsa();
    let changes = [
        helmi(),
        upsert(record(power_of_attorney(LAST_DAY))),
        upsert(record(letter("hers", "helmi", "2026-11-16"))),
        upsert(record(letter("own", "aino", "2026-11-16"))),
    ];
    take(&store, page("helmi", changes));
    store.mark_opened(&key(RecordKind::Message, "hers"), now()).unwrap();
    (device, store)
}

fn helmi_id(store: &Store) -> PartyId {
    let mut parties = store.parties().unwrap().into_iter();
    parties.find(|party| party.name.as_str() == "Helmi Lehto").unwrap().id
}

fn end_on(store: &Store, on: &str) -> Option<Applied> {
    store.end_rights(&haikkala_id(), day(on), now()).unwrap()
}

fn keys() -> Vec<RecordKey> {
    ["hers", "own", "again"].map(|name| key(RecordKind::Message, name)).into()
}

#[test]
fn a_right_holds_to_the_end_of_its_last_day_and_then_its_vault_and_key_go() {
    let (device, store) = acting_for_helmi();
    assert!(device.vault_file(&helmi_id(&store)).exists());
    assert_eq!(end_on(&store, LAST_DAY), None);
    assert!(store.ended_rights().unwrap().is_empty());

    let applied = end_on(&store, AFTER).unwrap();
    assert!(applied.parties && applied.ended == 1);
    assert_eq!(device.vault_files().len(), 2, "Aino and Elsa");
    assert!(store.record(&key(RecordKind::Message, "hers")).unwrap().is_none());
    assert!(store.record(&key(RecordKind::Message, "own")).unwrap().is_some());
    let told = store.ended_rights().unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].called.as_str(), told[0].cause, told[0].last_day),
        ("Helmi Lehto", EndCause::Time, Some(day(LAST_DAY)))
    );
    assert_eq!((told[0].unsent, told[0].last), (1, true), "the opened mark is not sent any more, and said to be");
    assert!(store.opened_unsent(&haikkala_id(), 10).unwrap().is_empty());

    // Said once: understood, it is forgotten, name and all, and nothing says it again.
    assert!(store.forget_ended_right(&told[0].name).unwrap());
    assert!(!store.forget_ended_right(&told[0].name).unwrap());
    assert_eq!(end_on(&store, AFTER), None);
    drop(store);
    assert!(device.open().ended_rights().unwrap().is_empty());
}

#[test]
fn a_day_only_the_device_believes_in_hides_and_erases_nothing() {
    let (device, store) = acting_for_helmi();
    let helmi = helmi_id(&store);
    assert!(store.mind_day(&Days::all(day("2031-01-01"))).unwrap());
    assert!(!store.mind_day(&Days::all(day("2031-01-01"))).unwrap(), "nothing is different the second time");
    assert!(store.record(&key(RecordKind::Message, "hers")).unwrap().is_none());
    assert_eq!(inbox(&store, Group::New), ["own"]);
    assert!(group(&store, Group::Rest, Some(&helmi), today()).is_empty());
    assert_eq!(store.count(Group::Rest, None, today()).unwrap(), 0);
    assert!(store.opened_unsent(&haikkala_id(), 10).unwrap().is_empty(), "nothing is sent meanwhile");
    assert!(device.vault_file(&helmi).exists() && store.ended_rights().unwrap().is_empty());

    assert!(store.mind_day(&Days::all(today())).unwrap());
    assert!(store.record(&key(RecordKind::Message, "hers")).unwrap().is_some());
    assert_eq!(store.opened_unsent(&haikkala_id(), 10).unwrap().len(), 1);
}

#[test]
fn what_the_source_still_sends_of_her_is_passed_over_until_it_renews_the_right() {
    let (device, store) = acting_for_helmi();
    end_on(&store, AFTER).unwrap();
    let more = [helmi(), upsert(record(letter("again", "helmi", "2026-12-01")))];
    let applied = take(&store, page("more", more));
    assert_eq!((applied.upserted, applied.quarantined, applied.renewed), (0, 0, false));
    // The same mandate once more says nothing new.
    assert!(!take(&store, page("same", [upsert(record(power_of_attorney(LAST_DAY)))])).renewed);
    assert_eq!(device.vault_files().len(), 2);

    let applied = take(&store, page("renewed", [upsert(record(power_of_attorney("2027-06-30")))]));
    assert!(applied.renewed);
    assert_eq!(store.source(&haikkala_id()).unwrap().unwrap().cursor, None, "the source is read again");
    assert!(store.ended_rights().unwrap().is_empty(), "what is back has not ended");
    let all = [
        aino(),
        elsa(),
        helmi(),
        upsert(record(power_of_attorney("2027-06-30"))),
        upsert(record(letter("hers", "helmi", "2026-11-16"))),
        upsert(record(letter("own", "aino", "2026-11-16"))),
    ];
    take(&store, page("all", all));
    assert!(store.record(&key(RecordKind::Message, "hers")).unwrap().is_some());
    assert_eq!(end_on(&store, AFTER), None);
}

#[test]
fn once_the_source_has_said_the_end_itself_she_may_begin_anew() {
    let (_device, store) = acting_for_helmi();
    end_on(&store, AFTER).unwrap();
    take(&store, page("gone", [end(RecordKind::Party, "helmi", TombstoneReason::AccessEnded)]));
    assert_eq!(store.ended_rights().unwrap().len(), 1, "told once, not twice");
    take(&store, page("granted", [helmi(), upsert(record(letter("again", "helmi", "2026-12-02")))]));
    assert!(store.record(&key(RecordKind::Message, "again")).unwrap().is_some());
    assert!(store.ended_rights().unwrap().is_empty());
}

#[test]
fn a_right_that_the_source_takes_back_is_told_with_what_was_not_sent() {
    let (_device, store) = acting_for_helmi();
    let applied = take(&store, page("gone", [end(RecordKind::Party, "helmi", TombstoneReason::AccessEnded)]));
    assert_eq!(applied.ended, 1);
    let told = store.ended_rights().unwrap();
    assert_eq!((told[0].cause, told[0].unsent, told[0].last), (EndCause::Withdrawn, 1, true));
    assert_eq!(told[0].last_day, None);
}

#[test]
fn the_end_at_one_source_leaves_what_the_other_sent() {
    let (device, store) = acting_for_helmi();
    store.enrol_source(&kaarna()).unwrap();
    let theirs = [
        upsert(record(person("k-1", "Aino Virta", Relation::Myself))),
        upsert(record(person("k-h", "Helmi Lehto", Relation::Principal))),
        upsert(record(letter("care", "k-h", "2026-11-16"))),
    ];
    store.apply_page(&kaarna().id, &page("k", theirs), None, now()).unwrap();
    let link = store.proposals().unwrap().remove(0);
    store.answer_link(link.ends().0, link.ends().1, LinkState::Confirmed, now()).unwrap();
    assert_eq!(device.vault_files().len(), 3);

    // By the device's day alone her rows of Haikkala are out of sight, and those of Kaarna are not.
    store.mind_day(&Days::all(day(AFTER))).unwrap();
    assert_eq!(inbox(&store, Group::New), ["own", "care"]);
    assert_eq!(inbox(&store, Group::Rest), [""; 0]);
    end_on(&store, AFTER).unwrap();
    assert_eq!(device.vault_files().len(), 3, "her vault stays for Kaarna's sake");
    let told = store.ended_rights().unwrap();
    assert!(!told[0].last && told[0].unsent == 1);
    store.mind_day(&Days::all(today())).unwrap();
    assert_eq!(inbox(&store, Group::New), ["own", "care"]);
    assert!(store.record(&key(RecordKind::Message, "hers")).unwrap().is_none());
}

#[test]
fn a_mandate_taken_back_alone_leaves_reading_and_ends_acting() {
    let (_device, store) = acting_for_helmi();
    let right = |store: &Store| {
        let rows = store.rights(&Days::all(today())).unwrap();
        rows.into_iter().find(|row| row.name.key == id("helmi")).unwrap().right
    };
    assert_eq!(right(&store), Right::InForce { reach: Reach::Everything, until: Some(day(LAST_DAY)) });
    take(&store, page("taken", [end(RecordKind::Mandate, "power", TombstoneReason::Withdrawn)]));
    assert_eq!(right(&store), Right::Unsaid);
    assert_eq!(end_on(&store, "2031-01-01"), None);
}

#[test]
fn while_a_source_is_read_anew_nothing_ends_by_time() {
    let (_device, store) = acting_for_helmi();
    store.restart_feed(&haikkala_id()).unwrap();
    assert_eq!(end_on(&store, AFTER), None);
    assert!(store.record(&key(RecordKind::Message, "hers")).unwrap().is_some());
}

#[test]
fn an_end_by_time_survives_a_crash_at_every_step() {
    let act = |store: &Store| store.end_rights(&haikkala_id(), day(AFTER), now()).map(drop);
    let steps = at_every_step_of(acting_for_helmi, act, &keys());
    assert!(steps >= 4, "{steps}");
}

#[test]
fn an_end_by_time_in_a_shared_vault_survives_a_crash_at_every_step() {
    let prepare = || {
        let (device, store) = acting_for_helmi();
        store.enrol_source(&kaarna()).unwrap();
        let theirs = [
            upsert(record(person("k-1", "Aino Virta", Relation::Myself))),
            upsert(record(person("k-h", "Helmi Lehto", Relation::Principal))),
            upsert(record(letter("care", "k-h", "2026-11-16"))),
        ];
        store.apply_page(&kaarna().id, &page("k", theirs), None, now()).unwrap();
        let link = store.proposals().unwrap().remove(0);
        store.answer_link(link.ends().0, link.ends().1, LinkState::Confirmed, now()).unwrap();
        (device, store)
    };
    let act = |store: &Store| store.end_rights(&haikkala_id(), day(AFTER), now()).map(drop);
    let steps = at_every_step_of(prepare, act, &keys());
    assert!(steps >= 5, "{steps}");
}
