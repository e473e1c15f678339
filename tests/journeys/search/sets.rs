//! Questions as residents type them, in three languages, each with what it should find: how much of it is among the first
//! ten (recall), and how much of what comes first is it (precision, at as many places as there is to find).
//!
//! `pairs.txt` was written before anything was measured. The floors below it are what the app promises
//! (`recall ≥ 0.95`) and, for precision, that nine of ten places belong to what was asked for: a word that stands in more
//! letters than the set knows of may cost the tenth.

use std::collections::{BTreeMap, BTreeSet};

use protocol::search::SearchFilter;
use resident_api::{FeedRecord, MessageRecord, Texts};
use tests::{Device, Town, message};

use super::{find, titles};

const DOCUMENTS: &str = include_str!("documents.txt");
const PAIRS: &str = include_str!("pairs.txt");

const RECALL: f64 = 0.95;
const PRECISION: f64 = 0.9;

struct Letter {
    key: &'static str,
    language: &'static str,
    title: &'static str,
    text: String,
}

fn letters() -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for line in DOCUMENTS.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()) {
        if let Some(head) = line.strip_prefix("## ") {
            let mut parts = head.splitn(3, " | ");
            let mut part = || parts.next().unwrap();
            letters.push(Letter { key: part(), language: part(), title: part(), text: String::new() });
        } else {
            letters.last_mut().unwrap().text.push_str(line);
        }
    }
    letters
}

fn in_language(language: &str, text: &str) -> Texts {
    let text = Some(text.to_owned());
    match language {
        "fi" => Texts { fi: text, ..Texts::default() },
        "sv" => Texts { sv: text, ..Texts::default() },
        _ => Texts { en: text, ..Texts::default() },
    }
}

struct Pair {
    language: &'static str,
    question: &'static str,
    wanted: BTreeSet<&'static str>,
}

fn pairs() -> Vec<Pair> {
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut parts = line.splitn(3, " | ");
            let (language, question) = (parts.next().unwrap(), parts.next().unwrap());
            let wanted = parts.next().unwrap().split("; ").collect();
            Pair { language, question, wanted }
        })
        .collect()
}

#[derive(Default)]
struct Sum {
    pairs: u32,
    recall: f64,
    precision: f64,
}

#[tokio::test]
async fn residents_find_what_they_ask_for() {
    let (haikkala, mantylahti, kaarna) =
        (Town::haikkala().await.unwrap(), Town::mantylahti().await.unwrap(), Town::kaarna().await.unwrap());
    let letters = letters();
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    for Letter { key, language, title, text } in &letters {
        let record = MessageRecord {
            title: in_language(language, title),
            body: in_language(language, text),
            unit: None,
            ..message(key, &aino, title)
        };
        haikkala.authority().upsert(FeedRecord::Message(Box::new(record))).unwrap();
    }
    let device = Device::of_aino(&[&haikkala, &mantylahti, &kaarna]).await.unwrap();
    device.sync().await.unwrap();
    let title_of: BTreeMap<&str, &str> = letters.iter().map(|letter| (letter.key, letter.title)).collect();

    let pairs = pairs();
    assert!(pairs.len() >= 150 && pairs.iter().filter(|pair| pair.language == "fi").count() * 2 >= pairs.len());
    let (mut sums, mut failing) = (BTreeMap::<&str, Sum>::new(), Vec::new());
    for Pair { language, question, wanted } in &pairs {
        let wanted: BTreeSet<&str> = wanted.iter().map(|key| title_of.get(key).copied().unwrap_or(key)).collect();
        let page = find(&device, question, SearchFilter::default()).await;
        let found = titles(&page);
        let among = |first: usize| -> BTreeSet<&str> {
            found.iter().take(first).copied().filter(|title| wanted.contains(title)).collect()
        };
        let share = |of: usize| f64::from(u32::try_from(of).unwrap()) / f64::from(u32::try_from(wanted.len()).unwrap());
        let (recall, precision) = (share(among(10).len()), share(among(wanted.len()).len()));
        let sum = sums.entry(language).or_default();
        sum.pairs += 1;
        sum.recall += recall;
        sum.precision += precision;
        if recall < 1.0 || precision < 1.0 {
            let missing: Vec<_> = wanted.difference(&among(10)).copied().collect();
            failing.push(format!(
                "{language} | {question}: missing {missing:?}, first {:?}",
                &found[..found.len().min(3)]
            ));
        }
    }
    for line in &failing {
        println!("{line}");
    }
    for (language, Sum { pairs, recall, precision }) in sums {
        let (recall, precision) = (recall / f64::from(pairs), precision / f64::from(pairs));
        println!("{language}: {pairs} pairs, recall@10 {recall:.3}, precision {precision:.3}");
        assert!(recall >= RECALL, "{language}: recall {recall:.3}");
        assert!(precision >= PRECISION, "{language}: precision {precision:.3}");
    }
}

#[test]
fn every_pair_names_a_letter_once() {
    let letters = letters();
    let keys: BTreeSet<_> = letters.iter().map(|letter| letter.key).collect();
    assert_eq!(keys.len(), letters.len());
    let mut asked = BTreeSet::new();
    for pair in pairs() {
        assert!(asked.insert((pair.language, pair.question)), "{} stands twice", pair.question);
        // What is no key is a title of the demo world, which begin with capitals.
        for wanted in pair.wanted {
            assert!(keys.contains(wanted) || wanted.starts_with(char::is_uppercase), "{wanted}");
        }
    }
}
