//! Where consents stand, what may be said to them, and what is wrong with what is done.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

use super::{
    Answer, AnswerFlaw, Consent, DataItem, Doubt, Event, Evidence, Notice, NoticeText, Purpose, State,
    watch::{Flag, SLACK, flag},
};
use crate::{
    data_use::{DataUse, LegalBasis, Organisation, Permission},
    id::RemoteId,
    lookup::{Direction, Lookup, Receiver},
    text::Localized,
    time::Moment,
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn named(code: &str) -> Organisation {
    Organisation { code: code.to_owned(), name: Localized::one("fi", code), address: None, contact: None }
}

fn item(id: &str, optional: bool) -> DataItem {
    DataItem {
        id: id.to_owned(),
        term: format!("pd:{id}"),
        name: Localized::one("fi", id),
        value: None,
        optional,
        sensitive: false,
        special_category: false,
    }
}

fn event(time: &str, state: State) -> Event {
    Event {
        at: at(time),
        state,
        valid_to: None,
        by: "aino".to_owned(),
        on_behalf_of: None,
        indication: None,
        items: Vec::new(),
        notice_sha256: None,
        sha256: String::new(),
        prev_hash: String::new(),
    }
}

/// The club's consent to Elsa's timetable, asked on 1 October.
fn timetable() -> Consent {
    Consent {
        id: RemoteId::new("timetable"),
        party: RemoteId::new("elsa"),
        matter: None,
        schema_version: "1".to_owned(),
        permission: Permission::Consent,
        notice: Notice {
            id: "n".to_owned(),
            version: "1".to_owned(),
            url: String::new(),
            texts: vec![NoticeText {
                language: "fi".to_owned(),
                text: "Seura pyytää lukujärjestystä.".to_owned(),
                sha256: "00".to_owned(),
                is_whole: true,
            }],
            previous: None,
        },
        purpose: Purpose {
            name: Localized::one("fi", "Harjoitusten ajat"),
            term: "dpv:ServiceProvision".to_owned(),
            basis: LegalBasis::Consent,
            data: vec![item("timetable", false), item("class", true)],
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
        recipients: vec![named("coach")],
        asked_at: at("2026-10-01T08:00:00Z").into(),
        answer_by: None,
        latest_end: Some(day("2027-05-31")),
        strong: false,
        party_only: false,
        events: vec![event("2026-10-01T08:00:00Z", State::Requested)],
        is_chained: true,
        replaces: None,
        data_use: Some(RemoteId::new("use")),
        receipts: Vec::new(),
    }
}

/// Given on 5 October for the timetable alone.
fn given() -> Consent {
    let mut consent = timetable();
    consent.events.push(Event {
        items: vec!["timetable".to_owned()],
        valid_to: Some(day("2026-12-31")),
        ..event("2026-10-05T09:00:00Z", State::Given)
    });
    consent
}

/// Withdrawn on 2 November at 10.00 UTC.
fn withdrawn() -> Consent {
    let mut consent = given();
    consent.events.push(event("2026-11-02T10:00:00Z", State::Withdrawn));
    consent
}

fn evidence(now: &str) -> Evidence {
    let now = at(now);
    Evidence { now, today: now.date_naive(), heard_at: Some(now), is_forged: false }
}

fn standing(consent: &Consent, now: &str) -> (State, Option<Doubt>) {
    consent.standing(evidence(now))
}

#[test]
fn what_is_given_ends_with_its_last_day_and_not_before() {
    assert_eq!(standing(&given(), "2026-12-31T12:00:00Z"), (State::Given, None));
    assert_eq!(standing(&given(), "2027-01-01T12:00:00Z"), (State::Expired, None));
    let asked = Consent { answer_by: Some(day("2026-10-31")), ..timetable() };
    assert_eq!(standing(&asked, "2026-10-31T12:00:00Z"), (State::Requested, None));
    assert_eq!(standing(&asked, "2026-11-01T12:00:00Z"), (State::Expired, None));
}

#[test]
fn what_cannot_be_believed_permits_nothing() {
    let unchained = Consent { is_chained: false, ..given() };
    assert_eq!(standing(&unchained, "2026-11-01T12:00:00Z"), (State::Unknown, Some(Doubt::Unchained)));
    let mut revived = withdrawn();
    revived.events.push(event("2026-11-03T10:00:00Z", State::Given));
    assert_eq!(standing(&revived, "2026-11-04T12:00:00Z"), (State::Unknown, Some(Doubt::Contradictory)));
    let mut backwards = given();
    backwards.events.push(event("2026-10-04T10:00:00Z", State::Withdrawn));
    assert_eq!(standing(&backwards, "2026-11-04T12:00:00Z"), (State::Unknown, Some(Doubt::Contradictory)));
    let forged = Evidence { is_forged: true, ..evidence("2026-11-01T12:00:00Z") };
    assert_eq!(given().standing(forged), (State::Unknown, Some(Doubt::Forged)));
}

#[test]
fn a_source_not_heard_of_for_a_month_leaves_open_whether_a_consent_holds() {
    let heard = |ago: i64| {
        let base = evidence("2026-12-01T12:00:00Z");
        Evidence { heard_at: Some(base.now - TimeDelta::days(ago)), ..base }
    };
    assert_eq!(given().standing(heard(30)), (State::Given, None));
    assert_eq!(given().standing(heard(31)), (State::Unknown, Some(Doubt::Stale)));
    // What permits nothing need not be fresh to go on permitting nothing.
    assert_eq!(withdrawn().standing(heard(31)), (State::Withdrawn, None));
    let never = Evidence { heard_at: None, ..heard(0) };
    assert_eq!(given().standing(never), (State::Unknown, Some(Doubt::Stale)));
}

#[test]
fn an_answer_gives_what_must_go_and_what_was_chosen() {
    let items = |answer: Answer| match answer {
        Answer::Given { items, .. } => items,
        _ => Vec::new(),
    };
    assert_eq!(items(Answer::given(&timetable(), &[], None)), ["timetable"]);
    assert_eq!(items(Answer::given(&timetable(), &["class".to_owned()], None)), ["timetable", "class"]);
    // What nobody asked for is not given.
    assert_eq!(items(Answer::given(&timetable(), &["address".to_owned()], None)), ["timetable"]);
}

#[test]
fn an_answer_is_held_against_its_request() {
    let today = day("2026-10-02");
    let give = |until: &str| Answer::given(&timetable(), &[], Some(day(until)));
    assert_eq!(give("2026-12-31").flaw(&timetable(), State::Requested, today), None);
    assert_eq!(give("2026-12-31").flaw(&timetable(), State::Deferred, today), None);
    assert_eq!(give("2026-12-31").flaw(&timetable(), State::Withdrawn, today), Some(AnswerFlaw::Closed));
    assert_eq!(Answer::Refused.flaw(&timetable(), State::Expired, today), Some(AnswerFlaw::Closed));
    assert_eq!(give("2026-10-01").flaw(&timetable(), State::Requested, today), Some(AnswerFlaw::LastDay));
    assert_eq!(give("2027-06-01").flaw(&timetable(), State::Requested, today), Some(AnswerFlaw::LastDay));
    let endless = Answer::given(&timetable(), &[], None);
    assert_eq!(endless.flaw(&timetable(), State::Requested, today), Some(AnswerFlaw::LastDay));
    let nothing = Answer::Given { items: Vec::new(), valid_to: Some(today) };
    assert_eq!(nothing.flaw(&timetable(), State::Requested, today), Some(AnswerFlaw::Items));
    let longer = Answer::Extended { items: vec!["timetable".to_owned()], valid_to: day("2027-05-31") };
    assert_eq!(longer.flaw(&given(), State::Given, today), None);
    assert_eq!(longer.flaw(&given(), State::Expired, today), Some(AnswerFlaw::Closed), "what has ended is not revived");
}

fn lookup(time: &str) -> Lookup {
    Lookup {
        id: RemoteId::new("l"),
        party: RemoteId::new("elsa"),
        at: Moment::parse(time).unwrap(),
        action: Localized::one("fi", "Lukujärjestys haettiin"),
        receiver: Receiver { code: "club".to_owned(), name: None, system: None, role: None },
        source_system: None,
        data_use: Some(RemoteId::new("use")),
        purpose: Some("dpv:ServiceProvision".to_owned()),
        basis: None,
        consent: Some(RemoteId::new("timetable")),
        categories: vec!["timetable".to_owned()],
        direction: Direction::Received,
        denied: false,
    }
}

fn data_use(basis: LegalBasis) -> DataUse {
    DataUse {
        id: RemoteId::new("use"),
        party: RemoteId::new("elsa"),
        controller: named("club"),
        purpose: Localized::one("fi", "Harjoitusten ajat"),
        term: Some("dpv:ServiceProvision".to_owned()),
        legal_basis: basis,
        statute: None,
        categories: Vec::new(),
        recipients: vec![named("coach")],
        retention: None,
        location: None,
        automated: None,
        rights: Vec::new(),
        permission: None,
        consent: None,
    }
}

fn flagged(lookup: &Lookup, consent: &Consent) -> Option<Flag> {
    flag(lookup, Some(&data_use(LegalBasis::Consent)), Some(consent))
}

#[test]
fn what_is_done_as_agreed_raises_no_alarm() {
    for time in ["2026-10-05T09:00:00Z", "2026-10-20T12:00:00Z", "2026-12-31T12:00:00Z"] {
        assert_eq!(flagged(&lookup(time), &given()), None, "{time}");
    }
    for receiver in ["club", "school", "coach"] {
        let by = Receiver { code: receiver.to_owned(), ..lookup("2026-10-20").receiver };
        assert_eq!(flagged(&Lookup { receiver: by, ..lookup("2026-10-20T12:00:00Z") }, &given()), None, "{receiver}");
    }
    // Before its end a consent permits, whatever came of it later.
    assert_eq!(flagged(&lookup("2026-10-20T12:00:00Z"), &withdrawn()), None);
    let by_term = Lookup { categories: vec!["pd:timetable".to_owned()], ..lookup("2026-10-20T12:00:00Z") };
    assert_eq!(flagged(&by_term, &given()), None, "a log may name data by their term");
    let silent = Lookup { purpose: None, categories: Vec::new(), ..lookup("2026-10-20T12:00:00Z") };
    assert_eq!(flagged(&silent, &given()), None, "what a log does not say accuses nobody");
}

#[test]
fn each_wrong_has_its_reason() {
    let late = lookup("2026-11-02T10:06:00Z");
    assert_eq!(flagged(&late, &withdrawn()), Some(Flag::AfterEnd));
    assert_eq!(flagged(&lookup("2027-01-01T12:00:00Z"), &given()), Some(Flag::OutsidePeriod));
    assert_eq!(flagged(&lookup("2026-10-04T12:00:00Z"), &given()), Some(Flag::OutsidePeriod));
    assert_eq!(flagged(&lookup("2026-10-20T12:00:00Z"), &timetable()), Some(Flag::OutsidePeriod), "never given");
    let during = lookup("2026-10-20T12:00:00Z");
    let marketing = Lookup { purpose: Some("dpv:Marketing".to_owned()), ..during.clone() };
    assert_eq!(flagged(&marketing, &given()), Some(Flag::OutsidePurpose));
    let more = Lookup { categories: vec!["timetable".to_owned(), "class".to_owned()], ..during.clone() };
    assert_eq!(flagged(&more, &given()), Some(Flag::OtherData));
    let stranger = Receiver { code: "sponsor".to_owned(), ..during.receiver.clone() };
    assert_eq!(flagged(&Lookup { receiver: stranger, ..during }, &given()), Some(Flag::UnnamedRecipient));
}

#[test]
fn clocks_that_differ_a_little_accuse_nobody() {
    let end = at("2026-11-02T10:00:00Z");
    let after = |more: TimeDelta| Lookup { at: (end + more).into(), ..lookup("2026-11-02") };
    assert_eq!(flagged(&after(SLACK), &withdrawn()), None);
    assert_eq!(flagged(&after(SLACK + TimeDelta::seconds(1)), &withdrawn()), Some(Flag::AfterEnd));
    // A log that tells only days.
    assert_eq!(flagged(&lookup("2026-11-02"), &withdrawn()), None);
    assert_eq!(flagged(&lookup("2026-11-03"), &withdrawn()), Some(Flag::AfterEnd));
}

#[test]
fn what_moved_no_data_is_no_use() {
    let late = lookup("2026-11-05T10:00:00Z");
    assert_eq!(flagged(&Lookup { denied: true, ..late.clone() }, &withdrawn()), None);
    assert_eq!(flagged(&Lookup { direction: Direction::Erased, ..late }, &withdrawn()), None, "as it should be");
}

#[test]
fn another_ground_is_not_held_against_the_consent() {
    // The same body has a task by law, and its log names no consent.
    let by_law = Lookup { consent: None, ..lookup("2026-11-05T10:00:00Z") };
    assert_eq!(flag(&by_law, Some(&data_use(LegalBasis::PublicTask)), Some(&withdrawn())), None);
    // Where the use rests on the consent alone, it is.
    assert_eq!(flag(&by_law, Some(&data_use(LegalBasis::Consent)), Some(&withdrawn())), Some(Flag::AfterEnd));
    let stranger = Receiver { code: "sponsor".to_owned(), ..by_law.receiver.clone() };
    let by_stranger = Lookup { receiver: stranger, ..by_law };
    assert_eq!(
        flag(&by_stranger, Some(&data_use(LegalBasis::PublicTask)), None),
        Some(Flag::UnnamedRecipient),
        "a use by law names its recipients, too"
    );
}

#[test]
fn what_an_earlier_consent_may_have_permitted_is_not_held_against_a_later_one() {
    let prolonged = Consent { replaces: Some(RemoteId::new("before")), ..given() };
    let before = lookup("2026-10-01T12:00:00Z");
    let unnamed = Lookup { consent: None, ..before.clone() };
    assert_eq!(flagged(&unnamed, &prolonged), None);
    assert_eq!(flagged(&before, &prolonged), Some(Flag::OutsidePeriod), "the log names this very one");
}

#[test]
fn a_record_that_contradicts_itself_accuses_nobody() {
    let unchained = Consent { is_chained: false, ..withdrawn() };
    assert_eq!(flagged(&lookup("2026-11-05T10:00:00Z"), &unchained), None);
}

#[test]
fn against_a_prohibition_means_while_it_holds() {
    let mut kept = Consent {
        permission: Permission::Prohibition,
        events: vec![event("2026-10-05T09:00:00Z", State::Given)],
        ..timetable()
    };
    let by_law = |time: &str| Lookup { consent: None, ..lookup(time) };
    let judged = |time: &str, kept: &Consent| flag(&by_law(time), Some(&data_use(LegalBasis::PublicTask)), Some(kept));
    assert_eq!(judged("2026-10-05T08:00:00Z", &kept), None);
    assert_eq!(judged("2026-10-06T09:00:00Z", &kept), Some(Flag::Forbidden));
    kept.events.push(event("2026-10-08T09:00:00Z", State::Withdrawn));
    assert_eq!(judged("2026-10-06T09:00:00Z", &kept), Some(Flag::Forbidden));
    assert_eq!(judged("2026-10-09T09:00:00Z", &kept), None);
}

proptest! {
    #[test]
    fn within_what_was_agreed_nothing_is_ever_flagged(minutes in 0_i64..120_000, receiver in 0_usize..3) {
        let consent = given();
        let (from, until) = (at("2026-10-05T09:00:00Z"), at("2026-12-31T21:59:00Z"));
        let at = from + TimeDelta::minutes(minutes);
        prop_assume!(at <= until);
        let code = ["club", "school", "coach"][receiver];
        let by = Receiver { code: code.to_owned(), ..lookup("2026-10-20").receiver };
        let seen = Lookup { at: at.into(), receiver: by, ..lookup("2026-10-20") };
        prop_assert_eq!(flagged(&seen, &consent), None);
    }

    #[test]
    fn after_a_withdrawal_everything_is(minutes in 6_i64..200_000) {
        let seen = Lookup { at: (at("2026-11-02T10:00:00Z") + TimeDelta::minutes(minutes)).into(), ..lookup("2026-11-02") };
        prop_assert_eq!(flagged(&seen, &withdrawn()), Some(Flag::AfterEnd));
    }
}
