//! What holds for every connector.

use std::{collections::BTreeSet, time::Duration};

use connector::{ConnectorError, Limits};
use domain::{
    change::{Change, QuarantineReason},
    record::Record,
};

use super::{
    Answer, CONTENT, Dialect, TOKEN, log,
    stage::{Says, Stage},
};

/// Time enough on a busy machine, and an end for a test that would wait for ever.
const LONG: Duration = Duration::from_secs(30);

async fn ask<D: Dialect>(answers: Vec<Says>, limits: Limits) -> Result<Answer, ConnectorError> {
    let stage = Stage::of::<D>(answers).await;
    D::ask(stage.base.clone(), limits, None).await
}

async fn read<D: Dialect>(records: &[String], limits: Limits) -> Result<Answer, ConnectorError> {
    ask::<D>(vec![Says::Page(D::page(records, 1, 1))], limits).await
}

/// The items of an answer; who is who, and how far back a log reaches, is told beside them.
fn items(answer: &Answer) -> Vec<String> {
    answer
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Upsert(record) | Change::Outline(record)
                if !matches!(**record, Record::Party(_) | Record::Mandate(_) | Record::AccessLog(_)) =>
            {
                Some(record.id().to_string())
            }
            Change::Upsert(_) | Change::Outline(_) | Change::Tombstone(_) => None,
        })
        .collect()
}

pub async fn a_bad_record_is_set_aside<D: Dialect>() {
    let alone = read::<D>(&[D::good(1), D::good(2)], Limits::default()).await.unwrap();
    assert_eq!((items(&alone).len(), alone.quarantined.len()), (2, 0), "good records are good");
    for bad in D::bad() {
        let answer = read::<D>(&[D::good(1), bad.record.clone(), D::good(2)], Limits::default()).await.unwrap();
        assert_eq!(items(&answer), items(&alone), "beside {}", bad.record);
        let reasons: Vec<_> = answer.quarantined.iter().map(|fault| fault.reason).collect();
        assert_eq!(reasons, [bad.reason], "{}", bad.record);
        let detail = answer.quarantined[0].detail.to_string();
        assert!(!detail.is_empty() && !detail.contains(CONTENT), "{detail}");
    }
}

pub async fn caps_hold<D: Dialect>() {
    let few = Limits { max_record_bytes: 2048, max_records_per_page: 12, max_depth: 12, ..Limits::default() };
    for (record, what) in [(D::larger_than(few.max_record_bytes), "large"), (D::nested(few.max_depth + 1), "nested")] {
        let answer = read::<D>(&[D::good(1), record], few).await.unwrap();
        assert_eq!(items(&answer).len(), 1, "{what}");
        let reasons: Vec<_> = answer.quarantined.iter().map(|fault| fault.reason).collect();
        assert_eq!(reasons, [QuarantineReason::TooLarge], "{what}");
    }
    let many: Vec<_> = (0..=few.max_records_per_page).map(D::good).collect();
    let answer = read::<D>(&many, few).await;
    assert!(matches!(answer, Err(ConnectorError::Unintelligible { .. })), "{answer:?}");
    let small = Limits { max_page_bytes: 1024, ..Limits::default() };
    let answer = read::<D>(&[D::larger_than(1024)], small).await;
    assert_eq!(answer.err(), Some(ConnectorError::TooLarge));
    // Depth that would end the stack of a recursive reader.
    let answer = read::<D>(&[D::good(1), D::nested(100_000)], Limits::default()).await.unwrap();
    assert_eq!((items(&answer).len(), answer.quarantined.len()), (1, 1));
}

pub async fn everything_is_read_once<D: Dialect>() {
    let pages = if D::PAGES { 3 } else { 1 };
    let answers =
        (1..=pages).map(|number| Says::Page(D::page(&[D::good(number), D::good(number + 10)], number, pages)));
    let stage = Stage::of::<D>(answers.collect()).await;
    let (mut after, mut seen) = (None, Vec::new());
    for _ in 0..pages {
        let answer = D::ask(stage.base.clone(), Limits::default(), after.take()).await.unwrap();
        seen.extend(items(&answer));
        after = answer.next;
    }
    assert_eq!(after, None, "the end is the end");
    let all = (1..=pages).flat_map(|number| [number, number + 10]).map(D::good).collect::<Vec<_>>();
    assert_eq!((seen.iter().collect::<BTreeSet<_>>().len(), seen.len()), (all.len(), all.len()), "each once");
    // What stands beside the list may be asked again with each page.
    let of_list = |target: &String| D::aside(target.split('?').next().unwrap()).is_none();
    let questions: Vec<_> = stage.asked().into_iter().map(|(target, _)| target).filter(of_list).collect();
    let apart: BTreeSet<_> = questions.iter().collect();
    assert_eq!(apart.len(), questions.len(), "nothing is asked twice: {questions:?}");
}

pub async fn given_up_leaves_nothing_open<D: Dialect>() {
    let whole = D::page(&[D::good(1)], 1, 1);
    let (beginning, _) = whole.split_at(whole.len() / 2);
    let stage = Stage::of::<D>(vec![Says::Falters(beginning.to_owned()), Says::Page(whole.clone())]).await;
    tokio::select! {
        answer = D::ask(stage.base.clone(), Limits::default(), None) => panic!("half an answer is none: {answer:?}"),
        () = stage.listened_to(1) => {}
    }
    stage.listened_to(0).await;
    let again = D::ask(stage.base.clone(), Limits::default(), None).await.unwrap();
    assert_eq!(items(&again).len(), 1);
    // One that falls silent is left by itself.
    let impatient = Limits { idle_timeout: Duration::from_millis(200), ..Limits::default() };
    let answer = tokio::time::timeout(LONG, ask::<D>(vec![Says::Falters(beginning.to_owned())], impatient)).await;
    assert_eq!(answer.unwrap().err(), Some(ConnectorError::TimedOut));
}

pub async fn redirects_stay_within_the_origin<D: Dialect>() {
    let elsewhere = Stage::of::<D>(vec![Says::Page(D::page(&[D::good(1)], 1, 1))]).await;
    let to = |location: String| Says::Status(302, vec![("location", location)], String::new());
    let answer = ask::<D>(vec![to(elsewhere.base.join("list").unwrap().into())], Limits::default()).await;
    assert_eq!(answer.err(), Some(ConnectorError::RedirectedAway));
    assert_eq!(elsewhere.asked().len(), 0, "and nobody there was asked");
    let near = ask::<D>(vec![to("/near".into()), Says::Page(D::page(&[D::good(1)], 1, 1))], Limits::default()).await;
    assert_eq!(items(&near.unwrap()).len(), 1);
    let circles = ask::<D>(vec![to("/round".into())], Limits::default()).await;
    assert_eq!(circles.err(), Some(ConnectorError::RedirectedAway));
}

pub async fn refusals_are_told_apart<D: Dialect>() {
    let page = || "<!DOCTYPE html><html><body>Huoltokatko</body></html>".to_owned();
    let after = |seconds: &str| vec![("retry-after", seconds.to_owned())];
    for (says, expected) in [
        (Says::Status(401, vec![], String::new()), D::UNKNOWN),
        (Says::Status(403, vec![], page()), ConnectorError::Refused { status: 403 }),
        (
            Says::Status(429, after("120"), String::new()),
            ConnectorError::Unavailable { status: 429, retry_after: Some(Duration::from_mins(2)) },
        ),
        (Says::Status(500, vec![], page()), ConnectorError::Unavailable { status: 500, retry_after: None }),
        (Says::Status(503, after("later"), page()), ConnectorError::Unavailable { status: 503, retry_after: None }),
    ] {
        assert_eq!(ask::<D>(vec![says], Limits::default()).await.err(), Some(expected));
    }
    for body in [page(), String::new(), "{".into(), "[[[".into(), "\u{1}".into(), "true".into()] {
        let answer = ask::<D>(vec![Says::Page(body.clone())], Limits::default()).await;
        assert!(matches!(answer, Err(ConnectorError::Unintelligible { .. })), "{body:?}: {answer:?}");
    }
    let nobody = D::ask("http://127.0.0.1:9/".parse().unwrap(), Limits::default(), None).await;
    assert_eq!(nobody.err(), Some(ConnectorError::Unreachable));
    let open = D::ask("http://haikkala.example/".parse().unwrap(), Limits::default(), None).await;
    assert_eq!(open.err(), Some(ConnectorError::Insecure));
}

pub async fn nothing_is_betrayed<D: Dialect>() {
    log::listen();
    let mut said = Vec::new();
    let mut records = vec![D::good(1)];
    records.extend(D::bad().into_iter().map(|bad| bad.record));
    for says in [
        Says::Page(D::page(&records, 1, 1)),
        Says::Page(CONTENT.into()),
        Says::Status(400, vec![], format!("{{\"title\":\"{CONTENT}\",\"type\":\"about:blank\"}}")),
        Says::Status(500, vec![("x-echo", TOKEN.into())], format!("{CONTENT} {TOKEN}")),
        Says::Status(302, vec![("location", format!("https://evil.example/?{TOKEN}"))], String::new()),
    ] {
        match ask::<D>(vec![says], Limits::default()).await {
            Ok(answer) => said.extend(answer.quarantined.iter().map(|fault| format!("{fault:?}"))),
            Err(error) => said.push(format!("{error} {error:?} {:?}", error.sync_failure())),
        }
    }
    for (where_to, text) in [("what is told", said.concat()), ("the log", log::heard())] {
        assert!(!text.is_empty(), "{where_to} was looked at");
        assert!(!text.contains(TOKEN), "a token in {where_to}");
        assert!(!text.contains(CONTENT), "a record in {where_to}");
    }
}
