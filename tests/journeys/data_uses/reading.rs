//! What the overview, a use and a request show.

use domain::{
    consent::{DataRight, Doubt, State},
    data_use::{LegalBasis, Permission},
    id::RecordKind,
    inbox::Group,
};
use protocol::{
    CheckErasure, ReadDataUse, ReadLookups,
    data_use::{ActorView, LookupFilter},
    signature::SignatureView,
};
use resident_api::{DataUseRecord, FeedRecord};
use tests::{Town, key};

use super::{body, named, recorded, settled, uses};

/// The uses of data of Aino and of those for whom she acts.
fn of_aino(town: &Town) -> Vec<DataUseRecord> {
    let parties = town.parties("aino").unwrap();
    let is_hers = |used: &DataUseRecord| parties.iter().any(|(party, _)| *party == used.party);
    town.authority().data_uses().unwrap().into_iter().filter(is_hers).collect()
}

#[tokio::test]
async fn the_overview_says_who_uses_what_and_gives_a_choice_only_where_the_law_does() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let shown = uses(&device).await;
    assert_eq!(shown.uses.len(), of_aino(&haikkala).len());
    for used in &shown.uses {
        let by_law = !matches!(used.basis, LegalBasis::Consent | LegalBasis::ExplicitConsent);
        let choice = used.choice.as_ref().map(|choice| choice.permission);
        assert_eq!(choice, (!by_law).then_some(Permission::Consent), "{used:?}");
    }
    assert!(shown.silent.is_empty() && !shown.logs.is_empty(), "{shown:?}");
    let times: Vec<_> = shown.uses.iter().map(|used| used.last_used.as_ref().map(|when| when.iso.clone())).collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "those last used come first: {times:?}");
    // What is asked is offered, and never as a duty.
    let [request] = shown.requests.as_slice() else { panic!("{:?}", shown.requests) };
    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    assert!(!waiting.iter().any(|row| row.item == request.item));
    // The rogue use of the demo world is the one thing that is wrong.
    let [flagged] = shown.flagged.as_slice() else { panic!("{:?}", shown.flagged) };
    assert_eq!(flagged.system.as_deref(), Some("Kuulo, vanha eräajo"));
}

#[tokio::test]
async fn a_use_says_everything_that_the_law_wants_told() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    for record in of_aino(&haikkala) {
        let item = key(haikkala.source(), RecordKind::DataUse, &record.id);
        let shown = device.ask(ReadDataUse { item: item.clone() }).await.unwrap();
        assert_eq!(shown.line.basis.term(), record.lawful_basis);
        assert_eq!(shown.statute.is_some(), record.statute.is_some());
        assert_eq!(shown.recipients.len(), record.recipients.len());
        assert!(shown.retention.is_some() && shown.location.is_some(), "{record:?}");
        let may_object = shown.rights.contains(&DataRight::Objection);
        assert!(!may_object || record.lawful_basis == "eu-gdpr:A6-1-e", "only to a public task: {record:?}");
        if shown.checks_erasure {
            let check = device.ask(CheckErasure { item }).await.unwrap();
            assert_eq!(check.allowed, check.reasons.is_empty(), "a refusal has its reasons: {record:?}");
        }
    }
}

#[tokio::test]
async fn a_request_shows_what_would_go_and_the_very_text_of_its_notice() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = settled(&kaarna).await;
    let asked = recorded(&kaarna, "okotus");
    let shown = body(&device, &named(&kaarna, &asked)).await;
    assert_eq!((shown.permission, shown.state), (Permission::DisclosurePermission, State::Requested));
    assert!(shown.answerable && shown.strong && !shown.withdrawable);
    for (item, record) in shown.data.iter().zip(&asked.purpose.data) {
        assert_eq!(item.value.as_ref().map(|value| &value.value), record.value.as_ref().and_then(|v| v.fi.as_ref()));
        assert!(!item.agreed, "nothing is agreed to before it is");
    }
    let notice = shown.notice.unwrap();
    let text = asked.notice.texts.iter().find(|text| text.language == "fi").unwrap();
    assert_eq!((notice.sha256.as_str(), notice.is_whole), (text.sha256.as_str(), true));
    let words: Vec<&str> = notice.paragraphs.iter().map(|(paragraph, _)| paragraph.as_str()).collect();
    assert_eq!(words.join("\n\n"), text.text);
}

#[tokio::test]
async fn a_changed_notice_shows_what_is_other_than_before() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = settled(&kaarna).await;
    let study = recorded(&kaarna, "Tutkimus unesta");
    let previous = study.notice.previous.as_ref().unwrap();
    let before = &previous.texts.iter().find(|text| text.language == "fi").unwrap().text;
    let notice = body(&device, &named(&kaarna, &study)).await.notice.unwrap();
    assert_eq!(notice.previous.as_deref(), Some(previous.version.as_str()));
    assert!(notice.paragraphs.iter().any(|(_, is_new)| *is_new) && notice.paragraphs.iter().any(|(_, is_new)| !is_new));
    for (paragraph, is_new) in &notice.paragraphs {
        assert_eq!(before.split("\n\n").any(|earlier| earlier == paragraph), !is_new, "{paragraph}");
    }
}

#[tokio::test]
async fn a_consent_shows_its_history_its_receipts_and_its_uses() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let withdrawn = recorded(&haikkala, "Perheelle sopiv");
    let shown = body(&device, &named(&haikkala, &withdrawn)).await;
    assert_eq!((shown.state, shown.doubt), (State::Withdrawn, None));
    let states: Vec<State> = shown.history.iter().map(|event| event.state).collect();
    assert_eq!(states, [State::Requested, State::Given, State::Withdrawn]);
    assert_eq!(shown.history[2].by, ActorView::Party);
    assert_eq!(shown.receipts.len(), 2);
    for receipt in &shown.receipts {
        assert!(matches!(receipt.signature, SignatureView::Checked { .. }), "{receipt:?}");
    }
    let log = haikkala.authority().lookups().unwrap();
    let of_this = log.iter().filter(|lookup| lookup.consent.as_ref() == Some(&withdrawn.id)).count();
    assert!(of_this > 1);
    assert_eq!((shown.lookup_count as usize, shown.flagged), (of_this, 1));
    assert!(!shown.withdrawable && !shown.answerable && shown.extendable_to.is_none());
}

#[tokio::test]
async fn what_contradicts_itself_or_is_not_signed_by_its_source_is_unknown_and_never_given() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = settled(&haikkala).await;
    let given = recorded(&haikkala, "Kuvat koulun");
    let item = named(&haikkala, &given);
    assert_eq!(body(&device, &item).await.state, State::Given);

    // One receipt is of other data than were signed.
    let mut forged = given.clone();
    forged.receipts.last_mut().unwrap().items.push("address".to_owned());
    haikkala.authority().upsert(FeedRecord::Consent(Box::new(forged))).unwrap();
    device.sync().await.unwrap();
    let shown = body(&device, &item).await;
    assert_eq!((shown.state, shown.doubt), (State::Unknown, Some(Doubt::Forged)));

    // An event was changed after others had named it.
    let mut unchained = given.clone();
    unchained.events[0].by = "somebody".to_owned();
    unchained.events.push(unchained.events[0].clone());
    haikkala.authority().upsert(FeedRecord::Consent(Box::new(unchained))).unwrap();
    device.sync().await.unwrap();
    let shown = body(&device, &item).await;
    assert_eq!((shown.state, shown.doubt), (State::Unknown, Some(Doubt::Unchained)));
    assert!(!shown.answerable && shown.extendable_to.is_none());

    haikkala.authority().upsert(FeedRecord::Consent(Box::new(given))).unwrap();
    device.sync().await.unwrap();
    assert_eq!(body(&device, &item).await.state, State::Given);
    // Not heard of for more than a month, nobody knows.
    device.host.pass(std::time::Duration::from_hours(31 * 24));
    let shown = body(&device, &item).await;
    assert_eq!((shown.state, shown.doubt), (State::Unknown, Some(Doubt::Stale)));
    assert!(shown.withdrawable, "what may be given can be withdrawn");
}

#[tokio::test]
async fn lookups_are_found_by_words_days_and_whose_they_are() {
    let kaarna = Town::kaarna().await.unwrap();
    let device = settled(&kaarna).await;
    let all = device.ask(ReadLookups { filter: LookupFilter::default(), after: None, limit: 200 }).await.unwrap();
    assert_eq!(all.total as usize, all.items.len());
    assert!(all.items.is_sorted_by(|a, b| a.when.iso >= b.when.iso));
    let ask = |filter: LookupFilter| device.ask(ReadLookups { filter, after: None, limit: 200 });
    let found = ask(LookupFilter { text: "rokotus".to_owned(), ..LookupFilter::default() }).await.unwrap();
    assert!(!found.items.is_empty() && found.items.len() < all.items.len());
    let day = found.items[0].when.date;
    let on_day = ask(LookupFilter { from: Some(day), to: Some(day), ..LookupFilter::default() }).await.unwrap();
    assert!(!on_day.items.is_empty() && on_day.items.iter().all(|lookup| lookup.when.date == day));
    let whose = all.items[0].whose.id.clone();
    let theirs = ask(LookupFilter { party: Some(whose.clone()), ..LookupFilter::default() }).await.unwrap();
    let expected = all.items.iter().filter(|lookup| lookup.whose.id == whose).count();
    assert_eq!(theirs.items.len(), expected);
    // Page by page they are the same.
    let (mut walked, mut after) = (Vec::new(), None);
    loop {
        let page = device.ask(ReadLookups { filter: LookupFilter::default(), after, limit: 2 }).await.unwrap();
        walked.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(walked, all.items);
}
