//! Texts in Markdown, from the municipality to what the interface shows.

use domain::id::{RecordKey, RecordKind};
use protocol::{
    ReadItem,
    prose::{Block, Prose, Span},
    view::ItemBody,
};
use resident_api::{FeedRecord, Texts};
use tests::{Device, Town, key, message};

async fn letter(device: &Device, item: RecordKey) -> Prose {
    match device.ask(ReadItem { item }).await.unwrap().body {
        ItemBody::Message(body) => body.text,
        other => panic!("no letter: {other:?}"),
    }
}

#[tokio::test]
async fn every_municipality_writes_a_letter_with_a_shape() {
    for town in [Town::haikkala().await.unwrap(), Town::mantylahti().await.unwrap(), Town::kaarna().await.unwrap()] {
        let device = Device::of_aino(&[&town]).await.unwrap();
        device.sync().await.unwrap();
        let mut shaped = 0;
        for headline in device.inbox().await.unwrap() {
            if headline.item.kind != RecordKind::Message {
                continue;
            }
            if let Prose::Marked { blocks, lang } = letter(&device, headline.item).await {
                assert_eq!(lang, None, "it is written in Finnish, too");
                assert!(blocks.iter().any(|block| matches!(block, Block::List(_))), "{blocks:?}");
                assert!(matches!(blocks[0], Block::Paragraph(_)), "it begins with what happened");
                shaped += 1;
            }
        }
        assert_eq!(shaped, 1, "{}", town.source());
    }
}

#[tokio::test]
async fn the_same_words_are_markdown_only_when_the_municipality_says_so() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let written = "**Tärkeää:** lue [ohje](https://haikkala.example/ohje).";
    for (id, text_type) in [
        ("plain", None),
        ("said-plain", Some("text/plain")),
        ("html", Some("text/html")),
        ("marked", Some("text/markdown; charset=utf-8")),
    ] {
        let mut record = message(id, &aino, "Ohje");
        record.body = Texts { fi: Some(written.to_owned()), ..Texts::default() };
        record.text_type = text_type.map(str::to_owned);
        haikkala.authority().upsert(FeedRecord::Message(Box::new(record))).unwrap();
    }
    device.sync().await.unwrap();
    let at = |id: &str| key(haikkala.source(), RecordKind::Message, id);
    for id in ["plain", "said-plain", "html"] {
        let Prose::Plain(text) = letter(&device, at(id)).await else { panic!("{id}") };
        assert_eq!(text.value, written);
    }
    let Prose::Marked { blocks, .. } = letter(&device, at("marked")).await else { panic!() };
    let [Block::Paragraph(words)] = &blocks[..] else { panic!("{blocks:?}") };
    assert_eq!(words[0], Span::Strong("Tärkeää:".to_owned()));
    let links: Vec<_> =
        words.iter().filter_map(|span| if let Span::Link(link) = span { Some(link) } else { None }).collect();
    assert_eq!(links.len(), 1);
    assert_eq!(
        (links[0].address.as_str(), links[0].host.as_str()),
        ("https://haikkala.example/ohje", "haikkala.example")
    );
}

#[tokio::test]
async fn decisions_cases_and_tasks_may_be_markdown_too() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    device.sync().await.unwrap();
    let inbox = device.inbox().await.unwrap();
    let decision = inbox.iter().find(|headline| headline.item.kind == RecordKind::Decision).unwrap().item.clone();
    let task = inbox.iter().find(|headline| headline.item.kind == RecordKind::Task).unwrap().item.clone();
    let case = device.ask(ReadItem { item: decision.clone() }).await.unwrap().case.unwrap().item;
    let marked =
        |prose: &Prose| matches!(prose, Prose::Marked { blocks, .. } if matches!(blocks[..], [Block::List(_)]));
    let list = || Texts { fi: Some("- yksi\n- kaksi".to_owned()), ..Texts::default() };
    let text_type = || Some("text/markdown".to_owned());
    for item in [&decision, &task, &case] {
        haikkala
            .revise(item, |record| match record {
                FeedRecord::Decision(record) => {
                    record.summary = list();
                    record.sections.iter_mut().for_each(|section| section.body = list());
                    record.text_type = text_type();
                }
                FeedRecord::Task(record) => {
                    record.body = Some(list());
                    record.text_type = text_type();
                }
                FeedRecord::Case(record) => {
                    record.summary = Some(list());
                    record.text_type = text_type();
                }
                other => panic!("{other:?}"),
            })
            .unwrap();
    }
    device.sync().await.unwrap();
    for item in [decision, task, case] {
        match device.ask(ReadItem { item }).await.unwrap().body {
            ItemBody::Decision(body) => {
                assert!(marked(&body.summary) && !body.sections.is_empty());
                assert!(body.sections.iter().all(|section| marked(&section.text)));
            }
            ItemBody::Task(body) => assert!(marked(&body.text.unwrap())),
            ItemBody::Case(body) => assert!(marked(&body.summary.unwrap())),
            other => panic!("{other:?}"),
        }
    }
}

/// Through every layer, what is hostile in Markdown is words, or nothing.
#[tokio::test]
async fn a_hostile_letter_is_words() {
    let haikkala = Town::haikkala().await.unwrap();
    let device = Device::of_aino(&[&haikkala]).await.unwrap();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let hostile = "\
<script>fetch('https://paha.example')</script>

![jäljitys](https://paha.example/1x1.png)

[Kirjaudu](javascript:alert(1)) [tai tästä](data:text/html,hei) [tai](https://haikkala.example@paha.example/)

- &#8238;nurin
- <b onclick=alert(1)>paina</b>

<iframe src=\"https://paha.example\"></iframe>";
    let mut record = message("hostile", &aino, "Kirje");
    record.body = Texts { fi: Some(hostile.to_owned()), ..Texts::default() };
    record.text_type = Some("text/markdown".to_owned());
    haikkala.authority().upsert(FeedRecord::Message(Box::new(record))).unwrap();
    device.sync().await.unwrap();
    let prose = letter(&device, key(haikkala.source(), RecordKind::Message, "hostile")).await;
    let json = serde_json::to_value(&prose).unwrap();
    assert_eq!(links(&json), 0, "{json}");
    let text = json.to_string();
    assert!(text.contains("<script>fetch") && text.contains("<iframe") && text.contains("jäljitys"), "{text}");
    assert!(!text.contains('\u{202E}') && !text.contains("1x1.png"), "{text}");
}

/// How many links there are anywhere in it.
fn links(json: &serde_json::Value) -> usize {
    match json {
        serde_json::Value::Array(parts) => parts.iter().map(links).sum(),
        serde_json::Value::Object(parts) => {
            usize::from(parts.contains_key("link")) + parts.values().map(links).sum::<usize>()
        }
        _ => 0,
    }
}
