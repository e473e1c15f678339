//! Whatever goes wrong, in whatever order: nothing is given that Aino has not given, and what she has withdrawn permits nothing.
//!
//! A schedule is a row of steps drawn from a seed: she gives, refuses and withdraws, answers get lost, the line is cut, time
//! passes, the app is ended. At its end everything works again, and the municipality stands where her last word stands.
//! `KOTIKUNTA_SCHEDULES=FIRST+COUNT` runs others.

use std::time::Duration;

use domain::consent::State;
use municipality::Fault;
use protocol::{
    AnswerConsent, WithdrawConsent,
    data_use::{AnsweredView, ConsentChoice},
    letters::PhaseView,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng as Dice;
use tests::{Device, Town};

use super::{body, gets_through, named, outbox, recorded, settled};

/// Steps of a schedule.
const STEPS: usize = 14;

/// What she said last that was taken for said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Nothing,
    Gave,
    Refused,
    Withdrew,
}

fn names() -> std::ops::Range<u64> {
    let given = std::env::var("KOTIKUNTA_SCHEDULES").ok();
    match given.as_deref().and_then(|text| text.split_once('+')) {
        Some((first, count)) => {
            let first: u64 = first.parse().unwrap();
            first..first + count.parse::<u64>().unwrap()
        }
        None => 1..31,
    }
}

#[tokio::test]
async fn the_last_word_stands_whatever_went_wrong() {
    println!("schedules {:?}; KOTIKUNTA_SCHEDULES=FIRST+COUNT runs others", names());
    for seed in names() {
        println!("seed {seed}");
        run(seed).await;
    }
}

async fn run(seed: u64) {
    let mut rng = Dice::seed_from_u64(seed);
    let haikkala = Town::haikkala().await.unwrap();
    let mut device = settled(&haikkala).await;
    let asked = recorded(&haikkala, "arrastus");
    let item = named(&haikkala, &asked);
    let mut word = Word::Nothing;
    for _ in 0..STEPS {
        match rng.random_range(0..9) {
            0 | 1 => word = give(&device, &item, word).await,
            2 => word = refuse(&device, &item, word).await,
            3 | 4 => word = withdraw(&device, &item, word).await,
            5 => {
                let faults = [Fault::CutOff, Fault::LoseAnswer, Fault::Busy(60)];
                let fault = faults[rng.random_range(0..faults.len())].clone();
                haikkala.faults().next_at("/v1/consents", rng.random_range(1..4), fault);
            }
            6 => haikkala.faults().end(),
            7 => {
                device.host.pass(Duration::from_mins(rng.random_range(0..120)));
                let _ = device.sync().await;
            }
            _ => device = device.restart().await.unwrap(),
        }
        let shown = body(&device, &item).await;
        println!("{word:?}: {:?}, {:?}", shown.state, shown.overlay);
        assert!(
            !shown.state.permits() || recorded(&haikkala, "arrastus").events.iter().any(|event| event.state == "given"),
            "seed {seed}: shown as given, and the municipality knows nothing of it"
        );
    }
    haikkala.faults().end();
    for _ in 0..4 {
        device.host.pass(Duration::from_hours(7));
        device.sync().await.unwrap();
    }
    let left = outbox(&device).await;
    assert!(left.iter().all(|one| matches!(one.phase, PhaseView::Received { .. })), "seed {seed}: {left:?}");
    let state = body(&device, &item).await.state;
    let expected: &[State] = match word {
        Word::Nothing => &[State::Requested],
        Word::Gave => &[State::Given],
        Word::Refused => &[State::Refused],
        // Whether it had been given before the withdrawal came is nobody's doing.
        Word::Withdrew => &[State::Withdrawn, State::Refused],
    };
    assert!(expected.contains(&state), "seed {seed}: {word:?} and {state:?}");
    assert_eq!(gets_through(&haikkala, &asked), state.permits(), "seed {seed}");
    let events = recorded(&haikkala, "arrastus").events;
    let given = events.iter().filter(|event| event.state == "given").count();
    assert!(given <= 1 && events.len() <= 3, "seed {seed}: nothing is doubled: {events:?}");
}

async fn give(device: &Device, item: &domain::id::RecordKey, word: Word) -> Word {
    let shown = body(device, item).await;
    let choice = ConsentChoice::Give { items: Vec::new(), until: shown.latest_end };
    let notice = shown.notice.unwrap().sha256;
    match device.ask(AnswerConsent { item: item.clone(), choice, notice }).await.unwrap() {
        AnsweredView::Going => Word::Gave,
        _ => word,
    }
}

async fn refuse(device: &Device, item: &domain::id::RecordKey, word: Word) -> Word {
    let notice = body(device, item).await.notice.unwrap().sha256;
    let said = AnswerConsent { item: item.clone(), choice: ConsentChoice::Refuse, notice };
    match device.ask(said).await.unwrap() {
        AnsweredView::Going => Word::Refused,
        _ => word,
    }
}

async fn withdraw(device: &Device, item: &domain::id::RecordKey, word: Word) -> Word {
    match device.ask(WithdrawConsent { item: item.clone() }).await.unwrap() {
        AnsweredView::Going => Word::Withdrew,
        // It had not been said to anybody.
        AnsweredView::Cancelled => Word::Nothing,
        AnsweredView::Flawed(_) => word,
    }
}
