//! Rights to act: what they reach, how they end, and what is said of it.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::{PartyId, PartyRef, RecordKind, RemoteId},
    inbox::Group,
    mandate::{EndCause, Hindrance},
    party::{MandateBasis, Relation},
    task::TaskAction,
};
use municipality::Fault;
use protocol::{
    AnswerRightRequest, AskForRight, DismissEndedRight, ErrorCode, Event, GiveRight, MarkOpened, ReadItem, ReadNotices,
    ReadRights, ShowOwnCode, WithdrawRight,
    rights::{RightOffer, RightsView},
    view::{EndedRightView, HeadlineView, ItemBody, ItemView, PartyView},
};
use resident_api::{FeedRecord, MandateRecord, PartyRecord};
use tests::{Device, Town, key, message};

/// The day after Aino's right to act for Helmi is over in the demo world: seven months from its day.
const AFTER: &str = "2027-06-19";
const LAST_DAY: &str = "2027-06-18";

fn noon(day: &str) -> DateTime<Utc> {
    format!("{day}T10:00:00Z").parse().unwrap()
}

fn day(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

/// How Kaarna names the party to whom Aino has this relation.
fn named(town: &Town, relation: Relation) -> String {
    town.parties("aino").unwrap().into_iter().find(|(_, of)| *of == relation).unwrap().0
}

async fn party(device: &Device, relation: Relation) -> Option<PartyView> {
    device.overview().await.unwrap().parties.into_iter().find(|party| party.relation == relation)
}

async fn all_of(device: &Device, party: &PartyId) -> Vec<HeadlineView> {
    let mut all = Vec::new();
    for group in [Group::NeedsYou, Group::New, Group::Rest] {
        all.extend(device.group(group, Some(party.clone())).await.unwrap());
    }
    all
}

async fn ended(device: &Device) -> Vec<EndedRightView> {
    device.ask(ReadNotices {}).await.unwrap().ended
}

/// Aino's device, synced with Kaarna, and Helmi on it.
async fn acting_for_helmi() -> (Town, Device, PartyView) {
    let kaarna = Town::kaarna().await.unwrap();
    let device = Device::of_aino(&[&kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let helmi = party(&device, Relation::Principal).await.unwrap();
    assert!(!all_of(&device, &helmi.id).await.is_empty());
    (kaarna, device, helmi)
}

#[tokio::test]
async fn ainos_right_ends_with_its_last_day_and_helmis_vault_with_it() {
    let (kaarna, device, helmi) = acting_for_helmi().await;
    let vault = device.dir().join("vaults").join(format!("{}.db", helmi.id));
    let item = all_of(&device, &helmi.id).await.remove(0).item;

    device.host.set_now(noon(LAST_DAY));
    kaarna.authority().set_today(day(LAST_DAY));
    device.sync().await.unwrap();
    assert!(vault.exists() && ended(&device).await.is_empty(), "the last day is still hers to give");
    // Kaarna is not told any more of what was opened on a day when it could not be reached.
    kaarna.faults().begin(Fault::CutOff);
    device.ask(MarkOpened { item: item.clone() }).await.unwrap();

    device.host.set_now(noon(AFTER));
    kaarna.authority().set_today(day(AFTER));
    kaarna.faults().end();
    device.sync().await.unwrap();
    assert!(!vault.exists(), "the vault is gone with its key");
    assert!(party(&device, Relation::Principal).await.is_none());
    assert_eq!(device.ask(ReadItem { item }).await.unwrap_err().code, ErrorCode::NotFound);
    assert!(kaarna.authority().opened().unwrap().is_empty(), "what was queued for her stopped");

    let told = ended(&device).await;
    assert_eq!(told.len(), 1, "said once: {told:?}");
    assert_eq!(
        (told[0].name.as_str(), told[0].cause, told[0].last_day),
        ("Helmi Lehto", EndCause::Time, Some(day(LAST_DAY)))
    );
    assert_eq!((told[0].unsent, told[0].last), (1, true), "and what stopped is shown");

    // It stays until it is understood, also over a start, and then never comes again.
    let device = device.restart().await.unwrap();
    assert_eq!(ended(&device).await.len(), 1);
    device.ask(DismissEndedRight { right: told[0].right.clone() }).await.unwrap();
    device.sync().await.unwrap();
    let device = device.restart().await.unwrap();
    assert!(ended(&device).await.is_empty());
    assert!(party(&device, Relation::Principal).await.is_none());
}

#[tokio::test]
async fn a_clock_that_runs_ahead_hides_and_erases_nothing() {
    let (kaarna, device, helmi) = acting_for_helmi().await;
    let vault = device.dir().join("vaults").join(format!("{}.db", helmi.id));
    let before = all_of(&device, &helmi.id).await;

    // Since it started the device has heard nothing of which day it is elsewhere.
    kaarna.faults().begin(Fault::CutOff);
    device.host.set_now(noon("2040-01-01"));
    let device = device.restart().await.unwrap();
    device.sync().await.unwrap();
    assert!(all_of(&device, &helmi.id).await.is_empty(), "by this device's day the right is over");
    assert_eq!(device.ask(ReadItem { item: before[0].item.clone() }).await.unwrap_err().code, ErrorCode::NotFound);
    assert!(vault.exists() && ended(&device).await.is_empty(), "nobody agrees that it is so late");

    kaarna.faults().end();
    device.sync().await.unwrap();
    assert_eq!(all_of(&device, &helmi.id).await.len(), before.len(), "Kaarna says which day it is");
    assert!(ended(&device).await.is_empty());

    kaarna.faults().begin(Fault::CutOff);
    let device = device.restart().await.unwrap();
    assert!(all_of(&device, &helmi.id).await.is_empty());
    device.host.set_now(noon(tests::TODAY));
    device.overview().await.unwrap();
    assert_eq!(all_of(&device, &helmi.id).await, before, "the clock is right again, and everything is there");
}

#[tokio::test]
async fn a_clock_that_runs_behind_waits() {
    let (kaarna, device, helmi) = acting_for_helmi().await;
    kaarna.authority().set_today(day(AFTER));
    device.sync().await.unwrap();
    assert!(all_of(&device, &helmi.id).await.is_empty(), "Kaarna's day hides what is over");
    assert!(device.dir().join("vaults").join(format!("{}.db", helmi.id)).exists(), "and alone erases nothing");
    assert!(ended(&device).await.is_empty());
}

#[tokio::test]
async fn a_right_that_is_taken_back_is_told_by_name_and_one_of_another_service_stays() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let links = device.ask(protocol::ReadLinks {}).await.unwrap().links;
    let elsa = links.into_iter().find(|link| link.one.name == "Elsa Virta").unwrap();
    let (one, other) = (elsa.one.reference, elsa.other.reference);
    device.ask(protocol::AnswerLink { one: one.clone(), other: other.clone(), same: true }).await.unwrap();
    let at_kaarna = [one, other].into_iter().find(|name| name.source == kaarna.source()).unwrap();

    kaarna.authority().end_access("aino", at_kaarna.key.as_str()).unwrap();
    device.sync().await.unwrap();
    let told = ended(&device).await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].name.as_str(), told[0].cause, told[0].last), ("Elsa Virta", EndCause::Withdrawn, false));
    assert_eq!(told[0].right, at_kaarna);
    let parties = device.overview().await.unwrap().parties;
    let elsa = parties.iter().find(|party| party.name == "Elsa Virta").unwrap();
    let hers = all_of(&device, &elsa.id).await;
    assert!(!hers.is_empty() && hers.iter().all(|item| item.item.source == haikkala.source()));
}

#[tokio::test]
async fn when_kaarna_renews_the_right_helmi_is_back_with_all_her_matters() {
    let (kaarna, device, helmi) = acting_for_helmi().await;
    let before = all_of(&device, &helmi.id).await.into_iter().map(|item| item.item).collect::<Vec<_>>();
    device.host.set_now(noon(AFTER));
    kaarna.authority().set_today(day(AFTER));
    device.sync().await.unwrap();
    assert_eq!(ended(&device).await.len(), 1);

    // Kaarna goes on sending what is hers. It is passed over, without a word.
    let named = named(&kaarna, Relation::Principal);
    kaarna.authority().upsert(FeedRecord::Message(Box::new(message("m-late", &named, "Kotihoidon aika")))).unwrap();
    device.sync().await.unwrap();
    assert!(device.inbox().await.unwrap().iter().all(|item| item.title.value != "Kotihoidon aika"));
    assert_eq!(device.source(&kaarna).await.unwrap().quarantined, 0);

    let world = municipality::world::load(municipality::Body::Kaarna, tests::today()).unwrap();
    let mandates = world.personas.into_iter().find(|persona| persona.id == "aino").unwrap().mandates;
    let power = mandates.into_iter().find(|mandate| mandate.party == named).unwrap();
    let renewed = MandateRecord { valid_to: Some("2028-06-30".to_owned()), ..power };
    kaarna.authority().upsert(FeedRecord::Mandate(renewed)).unwrap();
    device.sync().await.unwrap();
    let helmi = party(&device, Relation::Principal).await.expect("Helmi is back");
    let after = all_of(&device, &helmi.id).await.into_iter().map(|item| item.item).collect::<Vec<_>>();
    assert!(before.iter().all(|item| after.contains(item)));
    assert!(after.contains(&key(kaarna.source(), RecordKind::Message, "m-late")));
    assert!(ended(&device).await.is_empty());
    device.sync().await.unwrap();
    assert!(party(&device, Relation::Principal).await.is_some());
}

#[tokio::test]
async fn custody_ends_on_the_day_the_child_turns_18_though_the_source_says_no_end() {
    let kaarna = Town::kaarna().await.unwrap();
    let child = PartyRecord {
        id: "p-sulo".to_owned(),
        name: "Sulo Virta".to_owned(),
        relation: "child".to_owned(),
        born_on: Some("2008-11-20".to_owned()),
        business_id: None,
        protected: false,
        withheld: false,
    };
    let custody = MandateRecord {
        id: "m-sulo".to_owned(),
        party: child.id.clone(),
        basis: "custody".to_owned(),
        scope: None,
        valid_from: Some("2008-11-20".to_owned()),
        valid_to: None,
    };
    kaarna.authority().grant_access("aino", child, Some(custody)).unwrap();
    kaarna.send("m-sulo", "p-sulo", "Sulon rokotus").unwrap();
    let device = Device::of_aino(&[&kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let letter = key(kaarna.source(), RecordKind::Message, "m-sulo");
    for (on, there) in [("2026-11-19", true), ("2026-11-20", false)] {
        device.host.set_now(noon(on));
        kaarna.authority().set_today(day(on));
        device.sync().await.unwrap();
        assert_eq!(device.ask(ReadItem { item: letter.clone() }).await.is_ok(), there, "{on}");
    }
    let told = ended(&device).await;
    let right = PartyRef { source: kaarna.source(), key: RemoteId::new("p-sulo") };
    assert_eq!(
        told.iter().map(|told| (&told.right, told.last_day)).collect::<Vec<_>>(),
        [(&right, Some(day("2026-11-19")))]
    );
}

async fn item(device: &Device, title: &str) -> ItemView {
    let listed = device.inbox().await.unwrap().into_iter().find(|headline| headline.title.value == title);
    device.ask(ReadItem { item: listed.expect(title).item }).await.unwrap()
}

#[tokio::test]
async fn what_helmis_mandate_does_not_cover_can_be_read_and_not_acted_in_and_says_why() {
    let (kaarna, device, _) = acting_for_helmi().await;
    let within = item(&device, "Ilmoita Helmin tulot kotihoidon maksua varten").await;
    let standing = within.standing.unwrap();
    assert_eq!(
        (standing.bases.as_slice(), standing.until),
        (&[MandateBasis::PowerOfAttorney][..], Some(day(LAST_DAY)))
    );
    let matters = standing.matters.unwrap().into_iter().map(|matter| matter.value).collect::<Vec<_>>();
    assert_eq!(matters, ["apuvälineet", "kotihoito"]);
    assert_eq!(standing.hindrance, None);
    assert!(matches!(within.body, ItemBody::Task(task) if task.action == TaskAction::Answer));

    // The kind of matter may stand on the case alone, or on the decision itself.
    let outside = item(&device, "Helmille ei myönnetty omaishoidon tukea").await;
    assert_eq!(outside.standing.unwrap().hindrance, Some(Hindrance::OutsideScope));

    // Of what has no kind the app does not guess that it is covered.
    let named = named(&kaarna, Relation::Principal);
    kaarna.authority().upsert(FeedRecord::Message(Box::new(message("m-kindless", &named, "Ilman laatua")))).unwrap();
    device.sync().await.unwrap();
    let unknown = item(&device, "Ilman laatua").await;
    assert_eq!(unknown.standing.unwrap().hindrance, Some(Hindrance::MatterUnknown));
    assert!(matches!(unknown.body, ItemBody::Message(_)), "and it is read all the same");
}

#[tokio::test]
async fn nothing_to_act_by_leaves_the_engine_where_the_right_does_not_reach() {
    let (kaarna, device, _) = acting_for_helmi().await;
    let named = named(&kaarna, Relation::Principal);
    let task = |id: &str, matter: &str| {
        let json = serde_json::json!({
            "id": id, "party": named, "matter": matter, "title": { "fi": id }, "asked_at": "2026-11-17T09:00:00+02:00",
            "need": { "kind": "required", "day": "2026-12-01" }, "action": "open_in_browser",
            "link": "https://kaarna.example/lomake", "state": "open",
        });
        FeedRecord::Task(Box::new(serde_json::from_value(json).unwrap()))
    };
    kaarna.authority().upsert(task("t-in", "home_care")).unwrap();
    kaarna.authority().upsert(task("t-out", "dental")).unwrap();
    device.sync().await.unwrap();
    for (id, there) in [("t-in", true), ("t-out", false)] {
        let ItemBody::Task(task) = item(&device, id).await.body else { panic!("a task") };
        assert_eq!(matches!(task.action, TaskAction::OpenInBrowser { .. }), there, "{id}");
    }
}

#[tokio::test]
async fn what_takes_both_guardians_says_who_has_answered() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let choice = item(&device, "Valitse, alkaako Elsa opiskella toista vierasta kieltä").await;
    assert_eq!(choice.standing.unwrap().bases, [MandateBasis::Custody]);
    let ItemBody::Task(task) = choice.body else { panic!("a task") };
    let answers = task.answers.unwrap();
    assert_eq!((answers.needed, answers.missing), (2, 1));
    assert_eq!(answers.given.iter().map(|given| given.by.as_str()).collect::<Vec<_>>(), ["Eero Virta"]);
    assert_eq!(item(&device, "Täydennä hakemusta: vuokrasopimuksen kopio").await.standing, None, "her own matter");
}

/// A persona's device, synced with this town.
async fn device_of(persona: &str, town: &Town) -> Device {
    let device = Device::new().await.unwrap();
    device.connect_at(town.source(), town.base_url().unwrap(), town.token(persona).unwrap()).await.unwrap();
    device.sync().await.unwrap();
    device
}

async fn rights(device: &Device) -> RightsView {
    device.ask(ReadRights {}).await.unwrap()
}

fn offer(name: &str, code: &str) -> RightOffer {
    let matters = Some(vec!["home_care".to_owned()]);
    RightOffer { name: name.to_owned(), code: code.to_owned(), matters, until: Some(day("2027-01-31")) }
}

#[tokio::test]
async fn helmi_gives_eero_a_right_and_takes_it_back_and_each_sees_it_in_their_own_app() {
    let kaarna = Town::kaarna().await.unwrap();
    let (helmi, eero) = (device_of("helmi", &kaarna).await, device_of("eero", &kaarna).await);
    let before = rights(&helmi).await;
    assert_eq!(before.given.iter().map(|given| given.holder.as_str()).collect::<Vec<_>>(), ["Aino Virta"]);
    assert!(before.held.is_empty() && before.offers.len() == 1);
    assert!(before.offers[0].matters.iter().any(|matter| matter.name.value == "kotihoito"));

    let code = eero.ask(ShowOwnCode { source: kaarna.source() }).await.unwrap().code;
    assert_eq!(code.len(), 9, "in two groups: {code}");
    let wrong = GiveRight { source: kaarna.source(), offer: offer("Eero Lehto", &code) };
    assert_eq!(helmi.ask(wrong).await.unwrap_err().code, ErrorCode::NotTaken);
    let give = GiveRight { source: kaarna.source(), offer: offer("Eero Virta", &code) };
    let receipt = helmi.ask(give.clone()).await.unwrap();
    assert!(!receipt.register_number.is_empty());
    assert_eq!(helmi.ask(give).await.unwrap(), receipt, "once, however often it is sent");
    let given = rights(&helmi).await.given.into_iter().find(|given| given.holder == "Eero Virta").unwrap();
    assert_eq!(given.until, Some(day("2027-01-31")));

    eero.sync().await.unwrap();
    let held = rights(&eero)
        .await
        .held
        .into_iter()
        .find(|held| held.reference.key.as_str() == named(&kaarna, Relation::Principal));
    let held = held.unwrap();
    assert_eq!(held.standing.bases, [MandateBasis::PowerOfAttorney]);
    assert_eq!(held.standing.matters.unwrap()[0].value, "kotihoito");
    let party = party(&eero, Relation::Principal).await.unwrap();
    assert!(!all_of(&eero, &party.id).await.is_empty());

    helmi.ask(WithdrawRight { source: kaarna.source(), right: given.right }).await.unwrap();
    assert_eq!(rights(&helmi).await.given.len(), 1);
    eero.sync().await.unwrap();
    assert!(crate::mandates::party(&eero, Relation::Principal).await.is_none());
    let told = ended(&eero).await;
    assert_eq!((told[0].name.as_str(), told[0].cause), ("Helmi Lehto", EndCause::Withdrawn));
}

#[tokio::test]
async fn eero_asks_helmi_who_answers_in_her_own_app() {
    let kaarna = Town::kaarna().await.unwrap();
    let (helmi, eero) = (device_of("helmi", &kaarna).await, device_of("eero", &kaarna).await);
    for accept in [false, true] {
        let code = helmi.ask(ShowOwnCode { source: kaarna.source() }).await.unwrap().code;
        eero.ask(AskForRight { source: kaarna.source(), offer: offer("Helmi Lehto", &code) }).await.unwrap();
        assert!(rights(&eero).await.requests.iter().any(|request| !request.incoming && !request.refused));
        helmi.sync().await.unwrap();
        let asked = rights(&helmi).await.requests.remove(0);
        assert!(asked.incoming && asked.other == "Eero Virta");
        let answer = AnswerRightRequest { source: kaarna.source(), request: asked.request, accept };
        helmi.ask(answer).await.unwrap();
        assert!(rights(&helmi).await.requests.is_empty());
        eero.sync().await.unwrap();
        assert_eq!(party(&eero, Relation::Principal).await.is_some(), accept);
        assert!(rights(&eero).await.requests.iter().any(|request| request.refused), "a refusal is told");
    }
}

#[tokio::test]
async fn without_a_connection_nothing_is_sent_and_it_is_said() {
    let kaarna = Town::kaarna().await.unwrap();
    let (helmi, eero) = (device_of("helmi", &kaarna).await, device_of("eero", &kaarna).await);
    let code = eero.ask(ShowOwnCode { source: kaarna.source() }).await.unwrap().code;
    kaarna.faults().begin(Fault::CutOff);
    let give = GiveRight { source: kaarna.source(), offer: offer("Eero Virta", &code) };
    assert_eq!(helmi.ask(give.clone()).await.unwrap_err().code, ErrorCode::NotSent);
    assert_eq!(rights(&helmi).await.given.len(), 1, "what she gave before is there to read");
    kaarna.faults().end();
    helmi.sync().await.unwrap();
    assert_eq!(rights(&helmi).await.given.len(), 1, "and nothing goes by itself later");
    helmi.ask(give).await.unwrap();
    assert_eq!(rights(&helmi).await.given.len(), 2);
}

#[tokio::test]
async fn helmi_sees_what_aino_did_for_her() {
    let (kaarna, aino, helmi_of_aino) = acting_for_helmi().await;
    let helmi = device_of("helmi", &kaarna).await;
    let before = rights(&helmi).await.acts;
    assert!(before.iter().all(|act| act.actor == "Aino Virta") && before.len() >= 2);
    let opened = all_of(&aino, &helmi_of_aino.id).await.remove(0);
    aino.ask(MarkOpened { item: opened.item.clone() }).await.unwrap();
    aino.sync().await.unwrap();
    helmi.sync().await.unwrap();
    let after = rights(&helmi).await.acts;
    assert_eq!(after.len(), before.len() + 1);
    assert!(after.iter().any(|act| act.what.value == format!("Luki: {}", opened.title.value)), "{after:?}");
    assert!(rights(&aino).await.acts.is_empty(), "it is hers to see");
    // What she reads herself is in no log.
    helmi.ask(MarkOpened { item: opened.item }).await.unwrap();
    helmi.sync().await.unwrap();
    assert_eq!(rights(&helmi).await.acts, after);
}

/// Lumi, whom an order protects, as Aino sees her.
async fn acting_for_lumi() -> (Town, Device, String) {
    let kaarna = Town::kaarna().await.unwrap();
    let device = Device::of_aino(&[&kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let lumi = named(&kaarna, Relation::Ward);
    assert!(party(&device, Relation::Ward).await.unwrap().protected);
    (kaarna, device, lumi)
}

#[tokio::test]
async fn what_is_told_of_a_protected_person_names_neither_school_nor_place() {
    const PLACES: [&str; 3] = ["Salakoulu", "Piilopolku", "Kätkölä"];
    let (kaarna, device, lumi) = acting_for_lumi().await;
    let mut events = device.engine().events();
    let mut letter = message("m-lumi", &lumi, "Kuljetus: Salakoulu, Piilopolku 3, Kätkölä");
    letter.unit = Some(resident_api::Texts { fi: Some("Salakoulu".to_owned()), ..Default::default() });
    kaarna.authority().upsert(FeedRecord::Message(Box::new(letter))).unwrap();
    device.sync().await.unwrap();
    let mut told = String::new();
    let mut arrived = 0;
    while let Ok(event) = events.try_recv() {
        if let Event::Arrived(view) = &event {
            arrived += view.count;
        }
        write!(told, "{event:?}").unwrap();
    }
    assert_eq!(arrived, 1, "that something came is told");

    // What was taken back, who may be who, and that a right has ended: none of it says more.
    kaarna.authority().tombstone("message", "m-lumi", "withdrawn").unwrap();
    device.sync().await.unwrap();
    let notices = device.ask(ReadNotices {}).await.unwrap();
    assert_eq!(notices.taken_back.len(), 1);
    let (links, rights) = (device.ask(protocol::ReadLinks {}).await.unwrap(), rights(&device).await);
    write!(told, "{notices:?} {links:?} {rights:?}").unwrap();
    kaarna.authority().end_access("aino", &lumi).unwrap();
    device.sync().await.unwrap();
    let ended = ended(&device).await;
    assert_eq!(ended[0].name, "Lumi Kajo", "as the resident knew her");
    write!(told, "{ended:?}").unwrap();
    for place in PLACES {
        assert!(!told.contains(place), "{place}: {told}");
    }
}

#[tokio::test]
async fn what_a_minor_keeps_to_herself_goes_without_a_word_and_that_something_may_be_missing_is_said() {
    let (kaarna, device, lumi) = acting_for_lumi().await;
    let held = rights(&device).await.held;
    let of = |relation: bool| held.iter().filter(|held| held.withheld == relation).count();
    assert_eq!((of(true), of(false)), (1, 3), "Lumi, and not Elsa, Onni or Helmi");

    kaarna.send("m-own", &lumi, "Käynti terveydenhoitajalla").unwrap();
    device.sync().await.unwrap();
    kaarna.authority().tombstone("message", "m-own", "access_ended").unwrap();
    device.sync().await.unwrap();
    let letter = key(kaarna.source(), RecordKind::Message, "m-own");
    assert_eq!(device.ask(ReadItem { item: letter }).await.unwrap_err().code, ErrorCode::NotFound);
    let notices = device.ask(ReadNotices {}).await.unwrap();
    assert!(notices.taken_back.is_empty() && notices.ended.is_empty(), "nobody is told which it was");
}
