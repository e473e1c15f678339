//! Every list is read from its index: no scan of a table, no sorting.

use rusqlite::Connection;

use super::support::*;
use crate::{
    error::Result,
    table::{
        headline::{self, Stream},
        labelled, reminder,
    },
};

const STREAMS: [Stream; 11] = [
    Stream::Duties,
    Stream::Offers,
    Stream::New,
    Stream::NewPast,
    Stream::Rest,
    Stream::RestPast,
    Stream::Matters,
    Stream::Archive,
    Stream::Bin,
    Stream::Pinned,
    Stream::Filed,
];

fn plan(vault: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = vault.prepare(&format!("explain query plan {sql}"))?;
    let nothing = vec![rusqlite::types::Value::Integer(0); statement.parameter_count()];
    let steps = statement.query_map(rusqlite::params_from_iter(nothing), |row| row.get::<_, String>(3))?;
    Ok(steps.map(std::result::Result::unwrap).collect())
}

#[test]
fn a_page_of_any_group_is_searched_in_a_covering_index_and_never_sorted() {
    let (_device, store) = aino_with_elsa();
    let vault = store.vault(&me()).unwrap();
    for stream in STREAMS {
        let steps = vault.read(|vault| plan(vault, stream.after())).unwrap();
        assert_eq!(steps.len(), 1, "{stream:?}: {steps:?}");
        assert!(steps[0].starts_with("SEARCH headline USING COVERING INDEX"), "{stream:?}: {steps:?}");
    }
}

#[test]
fn a_count_reads_an_index_and_not_the_table() {
    let (_device, store) = aino_with_elsa();
    let vault = store.vault(&me()).unwrap();
    for stream in STREAMS {
        let steps = vault.read(|vault| plan(vault, stream.count())).unwrap();
        assert!(steps.iter().all(|step| step.contains("USING COVERING INDEX")), "{stream:?}: {steps:?}");
    }
}

#[test]
fn what_has_a_label_is_walked_in_its_index_and_looked_up_one_by_one() {
    let (_device, store) = aino_with_elsa();
    let vault = store.vault(&me()).unwrap();
    let steps = vault.read(|vault| plan(vault, labelled::AFTER)).unwrap();
    assert_eq!(steps.len(), 3, "{steps:?}");
    assert!(steps[0].starts_with("SEARCH l USING COVERING INDEX labelled_list"), "{steps:?}");
    assert!(steps[1].starts_with("SEARCH r USING COVERING INDEX"), "{steps:?}");
    assert!(steps[2].starts_with("SEARCH h USING INTEGER PRIMARY KEY"), "{steps:?}");
}

#[test]
fn what_is_pinned_is_counted_in_its_index() {
    let (_device, store) = aino_with_elsa();
    let vault = store.vault(&me()).unwrap();
    let steps = vault.read(|vault| plan(vault, headline::PINNED)).unwrap();
    assert!(steps.iter().all(|step| step.contains("USING COVERING INDEX headline_pinned")), "{steps:?}");
}

#[test]
fn what_is_due_is_found_by_its_day() {
    let (_device, store) = aino_with_elsa();
    let vault = store.vault(&me()).unwrap();
    let steps = vault.read(|vault| plan(vault, headline::DUE)).unwrap();
    assert!(steps.len() == 1 && steps[0].starts_with("SEARCH headline USING INDEX headline_due"), "{steps:?}");
    for items in [reminder::OWN, reminder::SNOOZED] {
        let steps = vault.read(|vault| plan(vault, items)).unwrap();
        assert!(steps.len() == 1 && steps[0].contains("COVERING INDEX reminder_"), "{steps:?}");
    }
}
