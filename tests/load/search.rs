//! Looking for something, from question to first page with passages and count; the items lie in one vault a party.
//!
//! The questions are of every sort: words that stand in most items and in hardly any, forms and parts of words, several words,
//! plain letters, a typing error, a phrase, words in other languages, and a person's name.

use std::time::Instant;

use anyhow::{Result, anyhow};
use protocol::{Search, search::SearchFilter};
use tokio::runtime::Runtime;

use crate::{
    plain,
    table::{Row, Table},
    times::{Times, figure},
    world::World,
};

/// Items on a page of the interface.
const PAGE: u16 = 50;

const FIRST: &str = "päätös";

const QUESTIONS: [&str; 20] = [
    FIRST,
    "päätöksen",
    "hakemus",
    "maksu",
    "lasku",
    "koulu",
    "paivakoti",
    "kirjasto varaus",
    "elsa",
    "elsan päätös",
    "haikkala",
    "sinun ei tarvitse tehdä mitään",
    "\"ei tarvitse tehdä\"",
    "hakemsu",
    "beslut",
    "ansökningar",
    "decisions",
    "library loan",
    "2026",
    "avaruusraketti",
];

/// Measures it, and its floor in turns with it.
pub fn measure(runtime: &Runtime, world: &World, runs: usize, table: &mut Table) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("plain.db");
    plain::store(&file, &world.pages)?;
    let floor = plain::open(&file)?;
    let (mut ours, mut floors, mut found) = (Vec::new(), Vec::new(), 0_usize);
    let ask = |text: &str| {
        let text = text.to_owned();
        let asked = Search { text, filter: SearchFilter::default(), after: None, limit: PAGE };
        runtime.block_on(world.device.ask(asked)).map_err(|error| anyhow!("{error:?}"))
    };
    // The first question after the start reads the words of the index.
    let started = Instant::now();
    ask(FIRST)?;
    let first: Times = [started.elapsed()].into_iter().collect();
    for question in QUESTIONS.iter().cycle().take(runs) {
        let started = Instant::now();
        let page = ask(question)?;
        ours.push(started.elapsed());
        found += page.items.len();

        let typed = question.split([' ', '"']).find(|typed| !typed.is_empty()).unwrap_or_default();
        let started = Instant::now();
        plain::find(&floor, typed, PAGE)?;
        floors.push(started.elapsed());
    }
    let vaults = runtime.block_on(world.device.overview())?.parties.len();
    let (ours, floors): (Times, Times) = (ours.into_iter().collect(), floors.into_iter().collect());
    let at = format!("{}, {vaults} vaults", world.items);
    table.add(Row {
        figure: "search, question to first page with passages",
        at: at.clone(),
        measured: ours.shown_p95(),
        goal: "p95 ≤ 50 ms",
        floor: floors.shown_p95(),
        ratio: figure(ours.median() / floors.median()),
        met: Some(ours.p95() <= 50.0),
    });
    table.add(Row { figure: "the first search after the start", at, measured: first.to_string(), ..Row::default() });
    table.note(format!(
        "Search: {} questions in turns, {found} items found in all, with their count. Floor: the first word as it is typed, by \
         FTS5 in one plain file, newest first, numbers of rows alone.",
        QUESTIONS.len(),
    ));
    Ok(())
}
