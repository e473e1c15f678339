//! Given, refused, prolonged, withdrawn: with a connection and without, once, and never more than was said.

use chrono::TimeDelta;
use domain::{
    consent::{AnswerFlaw, DataRight, Overlay, State},
    data_use::Permission,
    id::{PartyRef, RemoteId},
    outgoing::Refusal,
};
use municipality::Fault;
use protocol::{
    AnswerConsent, BeginLetter, ErrorCode, ExtendConsent, KeepLetter, ReadDataUse, SendLetter, WithdrawConsent,
    data_use::{AnsweredView, ConsentChoice},
    letters::{AskedView, LetterText, LetterTo, OutgoingKind, PhaseView, SentView, WaitReason},
    signature::SignatureView,
    view::ItemBody,
};
use resident_api::{ConsentEventRecord, ConsentRecord, FeedRecord};
use sha2::{Digest, Sha256};
use tests::{Device, Town, key};

use super::{answer, as_soon_as, body, gets_through, give, named, outbox, recorded, settled};
use crate::data_uses::uses;

const CLUB: &str = "arrastus";
const PICTURES: &str = "Kuvat koulun";

async fn withdraw(device: &Device, item: &domain::id::RecordKey) -> AnsweredView {
    device.ask(WithdrawConsent { item: item.clone() }).await.unwrap()
}

fn states(town: &Town, id: &str) -> Vec<String> {
    let all = town.authority().consents().unwrap();
    let consent = all.into_iter().find(|consent| consent.id == id).unwrap();
    consent.events.into_iter().map(|event| event.state).collect()
}

#[tokio::test]
async fn what_is_given_takes_effect_with_its_receipt_and_only_as_far_as_it_goes() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let asked = recorded(&haikkala, CLUB);
    let item = named(&haikkala, &asked);
    assert!(!gets_through(&haikkala, &asked), "nothing flows before it is given");

    let optional = asked.purpose.data.iter().find(|data| data.optional).unwrap().id.clone();
    assert_eq!(give(&device, &item, &[&optional]).await, AnsweredView::Going);
    let given = as_soon_as(&device, &item, State::Given).await;
    let agreed: Vec<&str> = given.data.iter().filter(|data| data.agreed).map(|data| data.id.as_str()).collect();
    let expected: Vec<&str> = asked
        .purpose
        .data
        .iter()
        .filter(|data| !data.optional || data.id == optional)
        .map(|data| data.id.as_str())
        .collect();
    assert_eq!(agreed, expected, "what was left out is not given");
    assert_eq!(given.until, given.latest_end);
    device.sync().await.unwrap();
    let [receipt] = body(&device, &item).await.receipts.try_into().unwrap();
    assert!(matches!(receipt.signature, SignatureView::Checked { .. }), "{receipt:?}");
    assert!(gets_through(&haikkala, &recorded(&haikkala, CLUB)));
    // What it is on the wire: an authorization detail, and the notice by its hash.
    let shown = recorded(&haikkala, CLUB);
    let event = shown.events.last().unwrap();
    assert_eq!(event.notice_sha256.as_ref(), Some(&asked.notice.texts[0].sha256));
    assert!(uses(&device).await.requests.iter().all(|row| row.item != item));
}

#[tokio::test]
async fn a_refusal_is_as_good_as_a_consent_and_costs_nothing() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let asked = recorded(&haikkala, CLUB);
    let item = named(&haikkala, &asked);
    let before = device.inbox().await.unwrap().len();
    assert_eq!(answer(&device, &item, ConsentChoice::Refuse).await, AnsweredView::Going);
    let refused = as_soon_as(&device, &item, State::Refused).await;
    assert!(!refused.answerable && !refused.withdrawable);
    assert!(!gets_through(&haikkala, &recorded(&haikkala, CLUB)));
    assert_eq!(device.inbox().await.unwrap().len(), before, "everything else is as it was");
    // What has ended is not answered again.
    assert_eq!(give(&device, &item, &[]).await, AnsweredView::Flawed(AnswerFlaw::Closed));
}

#[tokio::test]
async fn given_offline_it_holds_when_it_is_received_and_not_before() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let asked = recorded(&haikkala, CLUB);
    let item = named(&haikkala, &asked);
    haikkala.faults().begin(Fault::CutOff);
    give(&device, &item, &[]).await;
    let pending = body(&device, &item).await;
    assert_eq!((pending.state, pending.overlay), (State::Requested, Overlay::GrantPending));
    assert!(!pending.state.permits() && !pending.answerable && pending.withdrawable);
    // Said again it is the same.
    assert_eq!(give(&device, &item, &[]).await, AnsweredView::Flawed(AnswerFlaw::Closed));
    let device = device.restart().await.unwrap();
    assert_eq!(body(&device, &item).await.overlay, Overlay::GrantPending, "a killed app has kept it");
    haikkala.faults().end();
    device.host.pass(std::time::Duration::from_mins(1));
    as_soon_as(&device, &item, State::Given).await;
    assert_eq!(states(&haikkala, &asked.id), ["requested", "given"]);
}

#[tokio::test]
async fn a_withdrawal_goes_before_everything_that_waits() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let given = recorded(&haikkala, PICTURES);
    let item = named(&haikkala, &given);
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    haikkala.faults().begin(Fault::CutOff);
    let party = PartyRef { source: haikkala.source(), key: RemoteId::new(aino) };
    for title in ["Eka", "Toka"] {
        let letter = device.ask(BeginLetter { to: LetterTo::New(party.clone()) }).await.unwrap();
        let text = LetterText { title: title.to_owned(), body: "Hei.".to_owned(), ..letter.text };
        device.ask(KeepLetter { id: letter.id.clone(), to: letter.to, text }).await.unwrap();
        assert_eq!(device.ask(SendLetter { id: letter.id }).await, Ok(SentView::Going));
    }
    assert_eq!(withdraw(&device, &item).await, AnsweredView::Going);
    let pending = body(&device, &item).await;
    assert_eq!((pending.state, pending.overlay), (State::Given, Overlay::WithdrawalPending), "not yet confirmed");
    assert!(!pending.withdrawable);
    let before = haikkala.authority().requests().len();
    haikkala.faults().end();
    device.host.pass(std::time::Duration::from_hours(1));
    device.sync().await.unwrap();
    as_soon_as(&device, &item, State::Withdrawn).await;
    let posted: Vec<String> = haikkala
        .authority()
        .requests()
        .into_iter()
        .skip(before)
        .filter(|line| line.method == "POST" && (200..300).contains(&line.status))
        .map(|line| line.target)
        .collect();
    assert!(posted[0].ends_with("/withdrawal"), "{posted:?}");
    let received = outbox(&device).await;
    let receipt = received.iter().find(|one| one.kind == OutgoingKind::ConsentWithdrawal).unwrap();
    assert!(matches!(receipt.phase, PhaseView::Received { .. }), "{receipt:?}");
    assert!(!gets_through(&haikkala, &recorded(&haikkala, PICTURES)));
}

#[tokio::test]
async fn what_was_given_and_not_sent_yet_is_taken_back_and_was_never_given() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let asked = recorded(&haikkala, CLUB);
    let item = named(&haikkala, &asked);
    haikkala.faults().begin_at("/v1/consents", Fault::Busy(3600));
    give(&device, &item, &[]).await;
    let mut events = device.engine().events();
    while !matches!(
        outbox(&device).await[0].phase,
        PhaseView::Waiting { reason: WaitReason::Service, in_doubt: false, .. }
    ) {
        events.recv().await.unwrap();
    }
    assert_eq!(withdraw(&device, &item).await, AnsweredView::Cancelled);
    let asked_again = body(&device, &item).await;
    assert_eq!((asked_again.state, asked_again.overlay), (State::Requested, Overlay::Nothing));
    assert!(asked_again.answerable && outbox(&device).await.is_empty());
    haikkala.faults().end();
    device.sync().await.unwrap();
    assert_eq!(states(&haikkala, &asked.id), ["requested"]);
}

#[tokio::test]
async fn a_withdrawal_holds_even_if_the_giving_was_lost_on_its_way() {
    for arrives in [true, false] {
        let haikkala = Town::haikkala().await.unwrap();
        let device = settled(&haikkala).await;
        let asked = recorded(&haikkala, CLUB);
        let item = named(&haikkala, &asked);
        let answered = format!("/v1/consents/{}/answer", asked.id);
        haikkala.faults().begin_at(&answered, if arrives { Fault::LoseAnswer } else { Fault::CutOff });
        give(&device, &item, &[]).await;
        let mut events = device.engine().events();
        while !matches!(outbox(&device).await[0].phase, PhaseView::Waiting { in_doubt: true, .. }) {
            events.recv().await.unwrap();
        }
        // Nobody knows whether it is there; what follows settles it either way.
        assert_eq!(withdraw(&device, &item).await, AnsweredView::Going);
        device.host.pass(std::time::Duration::from_hours(1));
        device.sync().await.unwrap();
        haikkala.faults().end();
        device.host.pass(std::time::Duration::from_hours(1));
        device.sync().await.unwrap();
        let ended = if arrives { State::Withdrawn } else { State::Refused };
        as_soon_as(&device, &item, ended).await;
        while outbox(&device).await.iter().any(|one| !matches!(one.phase, PhaseView::Received { .. })) {
            device.host.pass(std::time::Duration::from_hours(1));
            device.sync().await.unwrap();
        }
        assert!(!gets_through(&haikkala, &recorded(&haikkala, CLUB)), "arrives: {arrives}");
        assert_eq!(states(&haikkala, &asked.id).last().map(String::as_str), Some(ended.name()));
    }
}

#[tokio::test]
async fn an_answer_to_another_text_than_the_one_that_is_here_is_none() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let asked = recorded(&haikkala, CLUB);
    let item = named(&haikkala, &asked);
    let choice = ConsentChoice::Give { items: Vec::new(), until: body(&device, &item).await.latest_end };
    let other = AnswerConsent { item: item.clone(), choice: choice.clone(), notice: hex::encode(Sha256::digest("x")) };
    assert_eq!(device.ask(other).await, Ok(AnsweredView::Flawed(AnswerFlaw::Closed)));
    // A text that is not the one of its hash cannot be answered at all.
    haikkala
        .revise(&item, |record| {
            if let FeedRecord::Consent(consent) = record {
                for text in &mut consent.notice.texts {
                    text.text.push_str(" Ja kaikki muukin.");
                }
            }
        })
        .unwrap();
    device.sync().await.unwrap();
    let shown = body(&device, &item).await;
    assert!(!shown.notice.as_ref().unwrap().is_whole);
    let notice = shown.notice.unwrap().sha256;
    let forged = AnswerConsent { item: item.clone(), choice, notice };
    assert_eq!(device.ask(forged).await, Ok(AnsweredView::Flawed(AnswerFlaw::Closed)));
    assert!(outbox(&device).await.is_empty());
}

#[tokio::test]
async fn a_last_day_is_today_at_the_earliest_and_no_later_than_it_can_be() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let item = named(&haikkala, &recorded(&haikkala, CLUB));
    let latest = body(&device, &item).await.latest_end.unwrap();
    let today = device.overview().await.unwrap().today;
    for (until, flaw) in [
        (Some(latest + TimeDelta::days(1)), true),
        (Some(today - TimeDelta::days(1)), true),
        (None, true),
        (Some(today), false),
    ] {
        let choice = ConsentChoice::Give { items: Vec::new(), until };
        let said = answer(&device, &item, choice).await;
        assert_eq!(said == AnsweredView::Flawed(AnswerFlaw::LastDay), flaw, "{until:?}: {said:?}");
    }
}

#[tokio::test]
async fn prolonging_makes_another_consent_in_its_place() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let given = recorded(&haikkala, PICTURES);
    let item = named(&haikkala, &given);
    let shown = body(&device, &item).await;
    let until = shown.extendable_to.unwrap();
    assert!(shown.until.unwrap() < until);
    let notice = shown.notice.unwrap().sha256;
    let longer = ExtendConsent { item: item.clone(), until, notice };
    assert_eq!(device.ask(longer).await, Ok(AnsweredView::Going));
    let before = as_soon_as(&device, &item, State::Expired).await;
    let after = before.replaced_by.unwrap();
    let now = as_soon_as(&device, &after.item, State::Given).await;
    assert_eq!((now.until, now.replaces.map(|link| link.item)), (Some(until), Some(item.clone())));
    let agreed = |data: &[protocol::data_use::ConsentDataView]| {
        data.iter().filter(|data| data.agreed).map(|data| data.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(agreed(&now.data), agreed(&before.data), "the same data, and no more");
    assert!(!before.answerable && !before.withdrawable, "what has ended is not revived");
}

#[tokio::test]
async fn a_use_can_be_forbidden_where_the_law_lets_her_and_allowed_again() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = settled(&kaarna).await;
    let (aino, _) = kaarna.parties("aino").unwrap().remove(0);
    let all = kaarna.authority().data_uses().unwrap();
    let used = all.iter().find(|used| used.party == aino && used.permission.as_deref() == Some("prohibition")).unwrap();
    let shown = device
        .ask(ReadDataUse { item: key(kaarna.source(), domain::id::RecordKind::DataUse, &used.id) })
        .await
        .unwrap();
    assert!(shown.rights.contains(&DataRight::Prohibit), "{:?}", shown.rights);
    let to = LetterTo::Data(shown.party.clone(), DataRight::Prohibit, Some(RemoteId::new(used.id.clone())));
    let letter = device.ask(BeginLetter { to: to.clone() }).await.unwrap();
    assert!(matches!(&letter.asked, AskedView::Data(DataRight::Prohibit, Some(_))), "{:?}", letter.asked);
    device.ask(KeepLetter { id: letter.id.clone(), to, text: letter.text }).await.unwrap();
    assert_eq!(device.ask(SendLetter { id: letter.id }).await, Ok(SentView::Going));
    let mut events = device.engine().events();
    let item = loop {
        device.sync().await.unwrap();
        let shown = uses(&device).await;
        let choice = shown.uses.into_iter().find(|line| line.item.id.as_str() == used.id).and_then(|line| line.choice);
        match choice.and_then(|choice| choice.item) {
            Some(item) => break item,
            None => events.recv().await.map(drop).unwrap(),
        }
    };
    let forbidden = as_soon_as(&device, &item, State::Given).await;
    assert_eq!(forbidden.permission, Permission::Prohibition);
    let wanted = municipality::Wanted { data_use: used.id.clone(), ..municipality::Wanted::default() };
    assert!(kaarna.authority().look_up(&wanted).unwrap().seen.is_err());
    assert_eq!(withdraw(&device, &item).await, AnsweredView::Going);
    as_soon_as(&device, &item, State::Withdrawn).await;
    assert!(kaarna.authority().look_up(&wanted).unwrap().seen.is_ok());
}

#[tokio::test]
async fn a_right_about_data_becomes_a_case() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let party = PartyRef { source: haikkala.source(), key: RemoteId::new(aino.clone()) };
    let all = haikkala.authority().data_uses().unwrap();
    let used =
        all.iter().find(|used| used.party == aino && used.rights.iter().any(|right| right == "objection")).unwrap();
    for (right, words) in [(DataRight::Access, ""), (DataRight::Objection, "Asun nykyään muualla.")] {
        let to = LetterTo::Data(party.clone(), right, Some(RemoteId::new(used.id.clone())));
        let letter = device.ask(BeginLetter { to: to.clone() }).await.unwrap();
        let text = |body: &str| LetterText { body: body.to_owned(), ..letter.text.clone() };
        device.ask(KeepLetter { id: letter.id.clone(), to: to.clone(), text: text("") }).await.unwrap();
        if right.needs_words() {
            let unsaid = device.ask(SendLetter { id: letter.id.clone() }).await.unwrap();
            assert!(matches!(unsaid, SentView::Flawed(_)), "nobody can weigh an objection without grounds");
        }
        device.ask(KeepLetter { id: letter.id.clone(), to, text: text(words) }).await.unwrap();
        assert_eq!(device.ask(SendLetter { id: letter.id.clone() }).await, Ok(SentView::Going));
        let mut events = device.engine().events();
        let became = loop {
            device.sync().await.unwrap();
            let sent = outbox(&device).await.into_iter().find(|one| one.id == letter.id).unwrap();
            match sent.item {
                Some(item) => break item,
                None => events.recv().await.map(drop).unwrap(),
            }
        };
        let shown = device.ask(protocol::ReadItem { item: became }).await.unwrap();
        match shown.body {
            ItemBody::Message(_) => assert!(shown.case.is_some()),
            ItemBody::Case(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// A request like the club's, of this party's data.
fn ask_of(town: &Town, like: &str, id: &str, party: &str, change: impl FnOnce(&mut ConsentRecord)) -> ConsentRecord {
    let mut asked = recorded(town, like);
    id.clone_into(&mut asked.id);
    party.clone_into(&mut asked.party);
    asked.data_use = None;
    asked.events = vec![ConsentEventRecord { prev_hash: hex::encode(Sha256::digest(id)), ..asked.events[0].clone() }];
    change(&mut asked);
    town.authority().upsert(FeedRecord::Consent(Box::new(asked.clone()))).unwrap();
    asked
}

#[tokio::test]
async fn nobody_consents_for_a_minor_who_answers_themself_nor_beyond_a_right_to_act() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let parties = haikkala.parties("aino").unwrap();
    let of = |relation| parties.iter().find(|(_, known)| *known == relation).unwrap().0.clone();
    let elsa = of(domain::party::Relation::Child);
    let own = ask_of(&haikkala, CLUB, "own", &elsa, |asked| asked.party_only = true);
    device.sync().await.unwrap();
    let item = named(&haikkala, &own);
    let shown = body(&device, &item).await;
    assert!(shown.party_only && !shown.answerable, "{shown:?}");
    let choice = ConsentChoice::Give { items: Vec::new(), until: shown.latest_end };
    let notice = shown.notice.unwrap().sha256;
    let barred = device.ask(AnswerConsent { item, choice, notice }).await;
    assert_eq!(barred.map_err(|error| error.code), Err(ErrorCode::NotTaken));
    assert!(outbox(&device).await.is_empty());

    // A right that covers other matters does not reach this one.
    let kaarna = Town::kaarna().await.unwrap();
    let device = settled(&kaarna).await;
    let parties = kaarna.parties("aino").unwrap();
    let helmi = &parties.iter().find(|(_, known)| *known == domain::party::Relation::Principal).unwrap().0;
    for (matter, reaches) in [("no_such_matter", false), ("home_care", true)] {
        let asked = ask_of(&kaarna, "okotus", matter, helmi, |asked| asked.matter = Some(matter.to_owned()));
        device.sync().await.unwrap();
        let item = named(&kaarna, &asked);
        let view = device.ask(protocol::ReadItem { item: item.clone() }).await.unwrap();
        assert_eq!(body(&device, &item).await.answerable, reaches, "{matter}: {:?}", view.standing);
    }
}

#[tokio::test]
async fn what_the_source_does_not_take_is_said_and_can_be_said_again() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let asked = recorded(&haikkala, CLUB);
    let item = named(&haikkala, &asked);
    // The club has ended its request meanwhile, and the device has not heard of it.
    haikkala.faults().begin_at("/v1/changes", Fault::CutOff);
    haikkala
        .revise(&item, |record| {
            if let FeedRecord::Consent(consent) = record {
                // Of plain values with sorted names this is the canonical form.
                let before = serde_json::to_value(&consent.events[0]).unwrap().to_string();
                consent.events.push(ConsentEventRecord {
                    state: "revoked".to_owned(),
                    by: consent.controller.id.clone(),
                    prev_hash: hex::encode(Sha256::digest(before)),
                    ..consent.events[0].clone()
                });
            }
        })
        .unwrap();
    give(&device, &item, &[]).await;
    let mut events = device.engine().events();
    while !matches!(outbox(&device).await[0].phase, PhaseView::Stuck(Refusal::Closed)) {
        events.recv().await.unwrap();
    }
    let stuck = body(&device, &item).await;
    assert_eq!(stuck.overlay, Overlay::Stuck);
    assert!(!outbox(&device).await[0].can_edit && outbox(&device).await[0].can_discard);
    haikkala.faults().end();
    device.sync().await.unwrap();
    assert_eq!(body(&device, &item).await.state, State::Revoked);
}
