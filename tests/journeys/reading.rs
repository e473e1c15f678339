//! What Aino sees and reads.

use domain::{
    case::Folder,
    id::{RecordKey, RecordKind, RemoteId},
    inbox::Group,
    need::Need,
    party::Relation,
    term::Term,
    text::Language,
};
use protocol::{
    ChangeSettings, ErrorCode, FetchDocument, MarkOpened, OpenLink, ReadCases, ReadItem, ReadSettings,
    prose::Prose,
    view::{ItemBody, KeyView, SettingsView, TermView, Theme},
};
use resident_api::{FeedRecord, MessageRecord, Texts};
use tests::{Device, Town, message, today};

fn says_something(text: &Prose) -> bool {
    match text {
        Prose::Plain(text) => !text.value.is_empty(),
        Prose::Marked { blocks, .. } => !blocks.is_empty(),
    }
}

#[tokio::test]
async fn aino_opens_the_app_and_sees_what_needs_her_first() {
    let (haikkala, mantylahti, kaarna) =
        (Town::haikkala().await.unwrap(), Town::mantylahti().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &mantylahti, &kaarna]).await.unwrap();
    device.sync().await.unwrap();

    let overview = device.overview().await.unwrap();
    assert_eq!(overview.sources.len(), 3);
    assert!(overview.sources.iter().all(|source| source.failure.is_none() && source.complete_at.is_some()));
    assert_eq!(overview.parties.first().map(|party| party.relation), Some(Relation::Myself));
    assert_eq!(overview.today, today());

    let waiting = device.group(Group::NeedsYou, None).await.unwrap();
    assert_eq!(waiting.len(), overview.needs_you as usize);
    let days: Vec<_> = waiting.iter().map(|item| item.need.day().unwrap_or(chrono::NaiveDate::MAX)).collect();
    assert!(days.is_sorted(), "{days:?}");
    assert!(waiting.iter().any(|item| matches!(item.need, Need::Required { .. })));
    assert!(waiting.iter().all(|item| !item.title.value.is_empty() && !item.sender.value.is_empty()));

    let rest = device.group(Group::Rest, None).await.unwrap();
    assert!(
        rest.windows(2).all(|pair| (pair[0].when.date, pair[0].when.time) >= (pair[1].when.date, pair[1].when.time))
    );
}

#[tokio::test]
async fn no_item_is_in_the_inbox_twice() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let mut keys: Vec<_> = device.inbox().await.unwrap().into_iter().map(|item| item.item).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all);
    assert!(all > 10);
}

#[tokio::test]
async fn every_item_opens_and_says_whose_it_is() {
    let (haikkala, kaarna) = (Town::haikkala().await.unwrap(), Town::kaarna().await.unwrap());
    let device = Device::of_aino(&[&haikkala, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let mut kinds = std::collections::BTreeSet::new();
    for headline in device.inbox().await.unwrap() {
        let item = device.ask(ReadItem { item: headline.item.clone() }).await.unwrap();
        assert_eq!(item.title, headline.title);
        assert!(!item.whose.name.is_empty(), "{}", item.title.value);
        kinds.insert(item.item.kind);
        match item.body {
            ItemBody::Message(message) => assert!(says_something(&message.text)),
            ItemBody::Decision(decision) => {
                assert!(says_something(&decision.summary) && !decision.sections.is_empty());
            }
            ItemBody::Consent(consent) => assert!(consent.notice.is_some_and(|notice| notice.is_whole)),
            ItemBody::Sealed(_) | ItemBody::Task(_) | ItemBody::Case(_) | ItemBody::ServiceRequest(_) => {}
        }
    }
    for kind in [RecordKind::Message, RecordKind::Decision, RecordKind::Task] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

#[tokio::test]
async fn a_case_shows_its_timeline_and_everything_in_it() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let cases =
        device.ask(ReadCases { folder: Folder::Inbox, party: None, after: None, limit: 200 }).await.unwrap().items;
    assert!(cases.len() >= 4);
    let mut with_items = 0;
    for case in cases {
        let item = device.ask(ReadItem { item: case.item.clone() }).await.unwrap();
        let ItemBody::Case(body) = item.body else { panic!("{:?} is no case", case.item) };
        assert!(!body.timeline.is_empty(), "{}", item.title.value);
        for child in &body.items {
            let child = device.ask(ReadItem { item: child.item.clone() }).await.unwrap();
            assert_eq!(child.case.map(|link| link.item), Some(case.item.clone()));
            with_items += 1;
        }
    }
    assert!(with_items > 3);
}

#[tokio::test]
async fn opening_is_a_step_of_its_own_and_told_once() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let first = device.group(Group::New, None).await.unwrap().remove(0);
    device.ask(ReadItem { item: first.item.clone() }).await.unwrap();
    device.sync().await.unwrap();
    assert_eq!(haikkala.authority().opened().unwrap(), [], "neither syncing nor reading is opening");

    device.ask(MarkOpened { item: first.item.clone() }).await.unwrap();
    device.ask(MarkOpened { item: first.item.clone() }).await.unwrap();
    let new = device.group(Group::New, None).await.unwrap();
    assert!(new.iter().all(|item| item.item != first.item));
    device.sync().await.unwrap();
    device.sync().await.unwrap();
    let opened = haikkala.authority().opened().unwrap();
    assert_eq!(opened.len(), 1);
    assert_eq!((opened[0].persona.as_str(), opened[0].id.as_str()), ("aino", first.item.id.as_str()));
}

#[tokio::test]
async fn documents_are_on_the_device_after_a_sync_and_are_the_authoritys_own_bytes() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let mut types = std::collections::BTreeSet::new();
    for headline in device.inbox().await.unwrap() {
        let item = device.ask(ReadItem { item: headline.item }).await.unwrap();
        for document in item.documents {
            assert!(document.on_device, "{}", document.name.value);
            let served = device.engine().serve_document(&document.path, None).await.unwrap();
            assert_eq!(Some(served.size), document.size);
            assert_eq!(served.bytes.len() as u64, served.size);
            if served.media_type == "application/pdf" {
                assert!(served.bytes.starts_with(b"%PDF-"));
            }
            types.insert(served.media_type);
        }
    }
    assert!(types.contains("application/pdf"), "{types:?}");
    let asked = haikkala.requests("/v1/documents/").len();
    device.sync().await.unwrap();
    assert_eq!(haikkala.requests("/v1/documents/").len(), asked, "what is here is not fetched again");
}

#[tokio::test]
async fn a_document_that_nobody_described_is_not_found() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let item = device.inbox().await.unwrap().remove(0).item;
    let error = device.ask(FetchDocument { item, document: "nonsense".into() }).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    let served = device.engine().serve_document("haikkala/message/../../etc/passwd", None).await;
    assert_eq!(served.err().map(|error| error.code), Some(ErrorCode::BadRequest));
}

#[tokio::test]
async fn the_same_decision_in_three_languages() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let decision =
        device.inbox().await.unwrap().into_iter().find(|item| item.item.kind == RecordKind::Decision).unwrap();
    let mut titles = std::collections::BTreeSet::new();
    for language in Language::ALL {
        let settings = SettingsView { language, theme: Theme::Dark, text_size: 150, keys: Vec::new() };
        device.ask(ChangeSettings { settings }).await.unwrap();
        let item = device.ask(ReadItem { item: decision.item.clone() }).await.unwrap();
        assert_eq!(item.title.lang, None, "a text in the chosen language needs no mark");
        titles.insert(item.title.value);
    }
    assert_eq!(titles.len(), 3);
}

#[tokio::test]
async fn settings_outlive_the_app_and_stay_within_bounds() {
    let device = Device::new().await.unwrap();
    let key = |key: &str| KeyView { action: "next-waiting".to_owned(), key: key.to_owned() };
    let keys = vec![key("Alt+M"), key(&"M".repeat(1000))];
    let settings = SettingsView { language: Language::Sv, theme: Theme::Dark, text_size: 900, keys };
    let kept = device.ask(ChangeSettings { settings }).await.unwrap();
    assert_eq!((kept.text_size, kept.keys.as_slice()), (200, [key("Alt+M")].as_slice()));
    let device = device.restart().await.unwrap();
    assert_eq!(device.ask(ReadSettings {}).await.unwrap(), kept);
}

#[tokio::test]
async fn links_open_in_the_system_browser_and_only_plain_https() {
    let device = Device::new().await.unwrap();
    device.ask(OpenLink { address: "https://haikkala.example/asia".into() }).await.unwrap();
    for address in ["http://haikkala.example", "file:///etc/passwd", "javascript:alert(1)", "https://a@b.example"] {
        let error = device.ask(OpenLink { address: address.into() }).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::LinkRefused, "{address}");
    }
    assert_eq!(device.host.opened_addresses(), ["https://haikkala.example/asia"]);
}

#[tokio::test]
async fn a_browser_that_does_not_open_is_told() {
    let device = Device::new().await.unwrap();
    device.host.break_browser(Some(engine::BrowserError("no browser".to_owned())));
    let ask = || OpenLink { address: "https://haikkala.example/asia".into() };
    assert_eq!(device.ask(ask()).await.err().map(|error| error.code), Some(ErrorCode::NoBrowser));
    device.host.break_browser(None);
    device.ask(ask()).await.unwrap();
}

#[tokio::test]
async fn aino_is_told_which_words_of_administration_a_text_says() {
    let haikkala = Town::haikkala().await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let fi = "Olet **asianosainen**. Päätös ei ole vielä *lainvoimainen*, ja voit tehdä siitä oikaisuvaatimuksen. \
        Oikaisuvaatimusta ei tarvita valtakirjalta, josta kerrotaan [täällä](https://haikkala.example/).";
    let mut both = message("m-words", &aino, "Kuulemiskirje");
    both.body = Texts { fi: Some(fi.into()), ..Texts::default() };
    both.text_type = Some("text/markdown".into());
    let mut swedish = message("m-swedish", &aino, "Beslut");
    swedish.body = Texts { sv: Some("Beslutet har vunnit laga kraft.".into()), ..Texts::default() };
    let own = MessageRecord { outgoing: true, ..message("m-own", &aino, "Oikaisuvaatimus") };
    for message in [both, swedish, own] {
        haikkala.authority().upsert(FeedRecord::Message(Box::new(message))).unwrap();
    }
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let terms = async |id: &str| {
        let item = RecordKey { source: haikkala.source(), kind: RecordKind::Message, id: RemoteId::new(id) };
        device.ask(ReadItem { item }).await.unwrap().terms
    };
    let said = |language, terms: &[(Term, &str)]| -> Vec<TermView> {
        let view = |(term, words): &(Term, &str)| TermView { term: *term, language, words: (*words).to_owned() };
        terms.iter().map(view).collect()
    };

    let wanted = [
        (Term::Hearing, "Kuulemiskirje"),
        (Term::Party, "asianosainen"),
        (Term::LegallyFinal, "lainvoimainen"),
        (Term::ReviewRequest, "oikaisuvaatimuksen"),
        (Term::PowerOfAttorney, "valtakirjalta"),
    ];
    assert_eq!(terms("m-words").await, said(Language::Fi, &wanted));
    // It is the text that says by whose words.
    assert_eq!(terms("m-swedish").await, said(Language::Sv, &[(Term::LegallyFinal, "laga kraft")]));
    // What she wrote herself needs no explaining.
    assert_eq!(terms("m-own").await, []);
}
