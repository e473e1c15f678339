//! Whatever goes wrong, in whatever order: each report that Aino sent is at the city once, and on her device once.
//!
//! A schedule is a row of steps drawn from a seed: she reports, answers get lost, the line is cut, the city is busy, time passes, the
//! app is ended. Two of her reports may say the very same. At its end everything works again. `KOTIKUNTA_SCHEDULES=FIRST+COUNT`
//! runs others.

use std::time::Duration;

use municipality::Fault;
use protocol::letters::{PhaseView, SentView};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng as Dice;
use tests::Town;

use super::{connected, count, outgoing, pothole, received, reporting, send, written};

/// Steps of a schedule.
const STEPS: usize = 12;
/// Most reports of a schedule.
const MOST: usize = 4;

fn names() -> std::ops::Range<u64> {
    let given = std::env::var("KOTIKUNTA_SCHEDULES").ok();
    match given.as_deref().and_then(|text| text.split_once('+')) {
        Some((first, count)) => {
            let first: u64 = first.parse().unwrap();
            first..first + count.parse::<u64>().unwrap()
        }
        None => 1..21,
    }
}

#[tokio::test]
async fn each_report_is_there_once_whatever_went_wrong() {
    println!("schedules {:?}; KOTIKUNTA_SCHEDULES=FIRST+COUNT runs others", names());
    for seed in names() {
        println!("seed {seed}");
        run(seed).await;
    }
}

async fn run(seed: u64) {
    let mut rng = Dice::seed_from_u64(seed);
    let haikkala = Town::haikkala().await.unwrap();
    let (mut device, source) = connected(&haikkala).await;
    let before = count(&haikkala);
    let mut sent = Vec::new();
    // What can be reported is known before the troubles begin.
    written(&device, &source, pothole(&haikkala), "Kuoppa").await;
    for _ in 0..STEPS {
        match rng.random_range(0..8) {
            0..=2 if sent.len() < MOST => {
                let words = ["Kuoppa", "Kuoppa", "Toinen kuoppa"][rng.random_range(0..3)];
                let letter = written(&device, &source, pothole(&haikkala), words).await;
                assert_eq!(send(&device, &letter).await, SentView::Going, "seed {seed}");
                sent.push(letter);
            }
            3 => {
                let faults = [Fault::CutOff, Fault::LoseAnswer, Fault::Busy(60), Fault::Broken, Fault::CutAnswer];
                let fault = faults[rng.random_range(0..faults.len())].clone();
                haikkala.faults().next_at("/open311/v2/requests", rng.random_range(1..4), fault);
            }
            4 => haikkala.faults().end(),
            5 | 6 => {
                device.host.pass(Duration::from_mins(rng.random_range(0..120)));
                let _ = device.sync().await;
            }
            _ => device = device.restart().await.unwrap(),
        }
    }
    haikkala.faults().end();
    for _ in 0..6 {
        device.host.pass(Duration::from_hours(7));
        device.sync().await.unwrap();
    }
    for letter in &sent {
        let one = outgoing(&device, letter).await;
        assert!(matches!(one.phase, PhaseView::Received { .. }), "seed {seed}: {one:?}");
    }
    let arrived = received(&haikkala, before);
    assert_eq!(arrived.len(), sent.len(), "seed {seed}: {arrived:?}");
    let mut ids: Vec<_> = arrived.into_iter().filter_map(|report| report.id).collect();
    let mut here: Vec<_> =
        reporting(&device).await.reports.into_iter().map(|row| row.item.id.as_str().to_owned()).collect();
    ids.sort();
    here.sort();
    assert_eq!(here, ids, "seed {seed}");
}
