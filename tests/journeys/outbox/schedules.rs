//! Whatever goes wrong, in whatever order: nothing is lost, nothing is doubled.
//!
//! A schedule is a row of steps drawn from a seed: Aino writes, answers, withdraws, asks to be called, tells how it went and sends, sources fail in every way there is, the clock jumps,
//! the app is ended in the middle of a post. At its end everything works again, and everything that she sent is at the
//! municipality once, as she wrote it last, and every draft is still hers.

use std::{collections::BTreeMap, time::Duration};

use chrono::TimeDelta;
use domain::{
    form::Reply,
    id::{PartyRef, RecordKind, RemoteId},
    outgoing::OutgoingId,
};
use engine::Host as _;
use municipality::{Fault, Gate};
use protocol::{
    AttachFiles, BeginLetter, DiscardLetter, EditLetter, KeepLetter, SendLetter,
    letters::{Given, LetterText, LetterTo, LetterView, PhaseView, Way},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng as Dice;
use resident_api::FeedRecord;
use serde_json::json;
use tests::{Device, Town, decision, key};

use super::{appeals::objections, ask_her, contact::call_me, outbox, question};

/// Steps of a schedule.
const STEPS: usize = 24;

/// How many tasks she can answer, and cases she can withdraw.
const TASKS: usize = 6;
const CASES: usize = 3;

/// Where the municipality takes what she sends.
const PLACES: [&str; 5] = ["/v1/messages", "/v1/uploads", "/v1/tasks", "/v1/cases", "/v1/contact-requests"];

/// What Aino expects: everything by its name, with its last words, and whether she has sent it.
type Expected = BTreeMap<OutgoingId, (String, bool)>;

fn names() -> impl Iterator<Item = u64> {
    let given = std::env::var("KOTIKUNTA_SCHEDULES").ok();
    let (first, count) = match given.as_deref().and_then(|text| text.split_once('+')) {
        Some((first, count)) => (first.parse().unwrap(), count.parse().unwrap()),
        None => (1, 50),
    };
    first..first + count
}

#[tokio::test]
async fn nothing_is_lost_and_nothing_doubled() {
    println!("schedules {:?}; KOTIKUNTA_SCHEDULES=FIRST+COUNT runs others", names().collect::<Vec<_>>());
    for seed in names() {
        println!("seed {seed}");
        run(seed).await;
    }
}

async fn run(seed: u64) {
    let mut rng = Dice::seed_from_u64(seed);
    let haikkala = Town::haikkala().await.unwrap();
    let mut device = Device::of_aino(&[&haikkala]).await.unwrap();
    ask_her(&haikkala, &device).await;
    let mut left = ask_more(&haikkala, &device).await;
    let mut expected = Expected::new();
    for step in 0..STEPS {
        match rng.random_range(0..12) {
            0 | 1 => write(&device, &haikkala, &mut expected, &mut rng, step).await,
            10 | 11 => act(&device, &mut left, &mut expected, &mut rng, step).await,
            2 | 3 => send(&device, &mut expected, &mut rng).await,
            4 => change_mind(&device, &mut expected, &mut rng, step).await,
            5 => {
                let place = PLACES[rng.random_range(0..PLACES.len())];
                haikkala.faults().next_at(place, rng.random_range(1..4), fault(&mut rng));
            }
            6 => haikkala.faults().end(),
            7 => {
                let minutes = rng.random_range(0..600);
                device.host.pass(Duration::from_mins(minutes));
                let _ = device.sync().await;
            }
            8 => {
                let days = rng.random_range(-30..30);
                device.host.set_now(device.host.now() + TimeDelta::days(days));
            }
            _ => {
                let place = PLACES[rng.random_range(0..PLACES.len())];
                device = end_in_the_middle(device, &haikkala, place).await;
            }
        }
    }
    haikkala.faults().end();
    for _ in 0..3 {
        device.host.pass(Duration::from_hours(7));
        device.sync().await.unwrap();
    }
    check(seed, &device, &haikkala, &expected).await;
}

async fn write(device: &Device, haikkala: &Town, expected: &mut Expected, rng: &mut Dice, step: usize) {
    let letter = device.ask(BeginLetter { to: LetterTo::Answer(question(haikkala)) }).await.unwrap();
    let body = format!("{step} {}", rng.random::<u32>());
    let text = LetterText { body: body.clone(), ..letter.text.clone() };
    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to.clone(), text: text.clone() }).await.unwrap();
    if letter.attachments.is_empty() && rng.random_range(0..3) == 0 {
        attach(device, &letter, text, step).await;
    }
    expected.insert(letter.id, (body, false));
}

/// Tasks that ask for a word and perhaps a file, cases that can be withdrawn and such as ask how they went; and that somebody
/// calls her can be asked of the municipality and in each open case.
async fn ask_more(haikkala: &Town, device: &Device) -> Vec<LetterTo> {
    let (aino, _) = haikkala.parties("aino").unwrap().remove(0);
    let mut ways = Vec::new();
    for number in 0..TASKS {
        let id = format!("t-{number}");
        let need = if number % 2 == 0 { "required" } else { "optional" };
        let task = json!({
            "id": id, "party": aino, "matter": "education", "title": { "fi": "Kerro" },
            "asked_at": "2026-11-17T09:00:00+02:00", "need": { "kind": need, "day": "2027-12-01" }, "state": "open",
            "questions": [
                { "id": "more", "asks": "text", "label": { "fi": "Kerro" }, "required": true },
                { "id": "paper", "asks": "files", "label": { "fi": "Liite" } },
            ],
        });
        haikkala.authority().upsert(FeedRecord::Task(Box::new(serde_json::from_value(task).unwrap()))).unwrap();
        ways.push(LetterTo::Task(key(haikkala.source(), RecordKind::Task, &id)));
    }
    for number in 0..CASES {
        let id = format!("c-{number}");
        let case = json!({
            "id": id, "party": aino, "matter": "education", "title": { "fi": "Hakemus" },
            "status": { "code": "in_progress" }, "updated_at": "2026-11-17T09:00:00+02:00",
            "withdrawal": { "allowed": true },
        });
        haikkala.authority().upsert(FeedRecord::Case(Box::new(serde_json::from_value(case).unwrap()))).unwrap();
        let open = key(haikkala.source(), RecordKind::Case, &id);
        ways.extend([LetterTo::ContactAbout(open.clone()), LetterTo::Withdrawal(open)]);
        let id = format!("f-{number}");
        let case = json!({
            "id": id, "party": aino, "matter": "education", "title": { "fi": "Valmis" },
            "status": { "code": "closed" }, "updated_at": "2026-11-17T09:00:00+02:00",
            "feedback": [{ "id": "more", "asks": "text", "label": { "fi": "Palaute" }, "required": true }],
        });
        haikkala.authority().upsert(FeedRecord::Case(Box::new(serde_json::from_value(case).unwrap()))).unwrap();
        ways.push(LetterTo::Feedback(key(haikkala.source(), RecordKind::Case, &id)));
        let id = format!("d-{number}");
        haikkala.authority().upsert(FeedRecord::Decision(Box::new(decision(&id, &aino, "Venepaikka")))).unwrap();
        ways.push(LetterTo::Appeal(key(haikkala.source(), RecordKind::Decision, &id)));
    }
    ways.push(LetterTo::Contact(PartyRef { source: haikkala.source().clone(), key: RemoteId::new(aino) }));
    device.sync().await.unwrap();
    ways
}

/// She answers a task, or withdraws a case, that she has not answered or withdrawn before.
async fn act(device: &Device, left: &mut Vec<LetterTo>, expected: &mut Expected, rng: &mut Dice, step: usize) {
    let Some(to) = pick(left, rng) else { return };
    left.retain(|other| *other != to);
    let letter = device.ask(BeginLetter { to }).await.unwrap();
    let (text, body) = said(&letter, &format!("{step} {}", rng.random::<u32>()));
    device.ask(KeepLetter { id: letter.id.clone(), to: letter.to.clone(), text: text.clone() }).await.unwrap();
    if letter.attachment_caps.is_some() && rng.random_range(0..3) == 0 {
        attach(device, &letter, text, step).await;
    }
    expected.insert(letter.id, (body, false));
}

/// What is written where these words are said, and how it is told afterwards.
fn said(letter: &LetterView, words: &str) -> (LetterText, String) {
    let text = letter.text.clone();
    match &letter.to {
        LetterTo::Task(_) => {
            let reply = Reply { question: "more".to_owned(), text: words.to_owned(), ..Reply::default() };
            (LetterText { given: Given::Replies(vec![reply]), ..text }, format!("Kerro\n{words}"))
        }
        LetterTo::Feedback(_) => {
            let reply = Reply { question: "more".to_owned(), text: words.to_owned(), ..Reply::default() };
            (LetterText { given: Given::Feedback(vec![reply], None), ..text }, format!("Palaute\n{words}"))
        }
        LetterTo::Contact(_) | LetterTo::ContactAbout(_) => {
            let asked = "Miten haluat asioida?\nSoittakaa minulle\n\nPuhelinnumero\n040\n\nMistä haluat puhua?\n";
            (LetterText { given: Given::Replies(call_me(words)), ..text }, format!("{asked}{words}"))
        }
        LetterTo::Appeal(_) => {
            let body = format!("Venepaikan epääminen.\n\nHaen paikkaa satamasta.\n\n{words}");
            (LetterText { given: Given::Replies(objections(words)), ..text }, body)
        }
        _ => (LetterText { body: words.to_owned(), ..text }, words.to_owned()),
    }
}

async fn attach(device: &Device, letter: &LetterView, text: LetterText, step: usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("liite.txt");
    std::fs::write(&file, format!("Liite {step}\n").repeat(30_000)).unwrap();
    device.host.attach(vec![file]);
    let (id, to) = (letter.id.clone(), letter.to.clone());
    let attach = AttachFiles { id, to, text, way: Way::Chosen, keep_place: false, smaller: true };
    assert_eq!(device.ask(attach).await.unwrap().attachments.len(), 1);
}

async fn send(device: &Device, expected: &mut Expected, rng: &mut Dice) {
    let drafts: Vec<_> = expected.iter().filter(|(_, (_, sent))| !sent).map(|(id, _)| id.clone()).collect();
    let Some(id) = pick(&drafts, rng) else { return };
    device.ask(SendLetter { id: id.clone() }).await.unwrap();
    if let Some((_, sent)) = expected.get_mut(&id) {
        *sent = true;
    }
    if rng.random() {
        let _ = device.sync().await;
    }
}

/// She takes a letter back to change it, or discards it: where the app lets her.
async fn change_mind(device: &Device, expected: &mut Expected, rng: &mut Dice, step: usize) {
    let unsent = outbox(device).await.unsent;
    let Some(shown) = pick(&unsent, rng) else { return };
    if rng.random() {
        if device.ask(DiscardLetter { id: shown.id.clone() }).await.is_ok() {
            let left = outbox(device).await;
            let is_this = |one: &protocol::letters::OutgoingView| one.id == shown.id;
            if !left.unsent.iter().any(is_this) && !left.received.iter().any(is_this) {
                expected.remove(&shown.id);
            }
        }
    } else if let Ok(letter) = device.ask(EditLetter { id: shown.id.clone() }).await {
        let (text, body) = said(&letter, &format!("{step} muutettu {}", rng.random::<u32>()));
        device.ask(KeepLetter { id: letter.id.clone(), to: letter.to, text }).await.unwrap();
        expected.insert(letter.id, (body, false));
    }
}

/// The app ends while a letter is on its way, before the municipality has it or with the answer still to come.
async fn end_in_the_middle(device: Device, haikkala: &Town, place: &'static str) -> Device {
    let gate = Gate::default();
    haikkala.faults().next_at(place, 1, Fault::Hold(gate.clone()));
    device.host.pass(Duration::from_hours(7));
    let waiting = outbox(&device).await.unsent.iter().any(|one| matches!(one.phase, PhaseView::Waiting { .. }));
    if waiting {
        let syncing = device.sync();
        let mut syncing = Box::pin(syncing);
        tokio::select! {
            () = gate.reached() => {}
            _ = &mut syncing => {}
        }
        drop(syncing);
    }
    let device = device.restart().await.unwrap();
    gate.let_go();
    haikkala.faults().end();
    device
}

fn fault(rng: &mut Dice) -> Fault {
    match rng.random_range(0..8) {
        0 => Fault::CutOff,
        1 => Fault::LoseAnswer,
        2 => Fault::CutAnswer,
        3 => Fault::HalfJson,
        4 => Fault::Broken,
        5 => Fault::Busy(rng.random_range(0..3600)),
        6 => Fault::TooMany(rng.random_range(0..3600_u32).to_string()),
        _ => Fault::Html,
    }
}

async fn check(seed: u64, device: &Device, haikkala: &Town, expected: &Expected) {
    let outbox = outbox(device).await;
    let with_files = outbox.received.iter().filter(|one| !one.attachments.is_empty()).count();
    let files: Vec<_> = haikkala.authority().letters().unwrap().iter().map(|letter| letter.documents.len()).collect();
    assert_eq!(files.iter().filter(|files| **files == 1).count(), with_files, "seed {seed}: its file goes with each");
    assert!(files.iter().all(|files| *files <= 1), "seed {seed}");
    let received: BTreeMap<_, _> = outbox.received.iter().map(|one| (&one.id, one.body.as_str())).collect();
    let unsent: BTreeMap<_, _> = outbox.unsent.iter().map(|one| (&one.id, one)).collect();
    for (id, (body, sent)) in expected {
        if *sent {
            assert_eq!(received.get(id), Some(&body.as_str()), "seed {seed}: sent and not received");
        } else {
            let draft = unsent.get(id).unwrap_or_else(|| panic!("seed {seed}: a draft is lost"));
            assert_eq!((&draft.body, &draft.phase), (body, &PhaseView::Draft), "seed {seed}");
        }
    }
    assert_eq!(received.len() + unsent.len(), expected.len(), "seed {seed}: nothing but what she wrote");
    let mut there: Vec<_> =
        haikkala.authority().letters().unwrap().into_iter().filter_map(|letter| letter.body.fi).collect();
    let told = haikkala.authority().feedback().unwrap();
    there.extend(told.iter().flat_map(|told| told.replies.iter().map(|(_, words)| format!("Palaute\n{words}"))));
    let mut wanted: Vec<_> = expected.values().filter(|(_, sent)| *sent).map(|(body, _)| as_received(body)).collect();
    there.sort();
    wanted.sort();
    assert_eq!(there, wanted, "seed {seed}: what is there is what she sent, once");
}

/// What was sent, as the municipality reads it: of a request for review with the words of its own form.
fn as_received(body: &str) -> String {
    match body.strip_prefix("Venepaikan epääminen.\n\nHaen paikkaa satamasta.\n\n") {
        Some(reasons) => format!(
            "Mihin haetaan muutosta\nVenepaikan epääminen.\n\nVaatimus\nHaen paikkaa satamasta.\n\nPerustelut\n{reasons}\n\n\
             Oikaisuvaatimuksen tekijä\nAino Virta\nRantatie 5, Haikkala"
        ),
        None => body.to_owned(),
    }
}

fn pick<T: Clone>(of: &[T], rng: &mut Dice) -> Option<T> {
    (!of.is_empty()).then(|| of[rng.random_range(0..of.len())].clone())
}
