//! What several test files share. Each uses a part of it.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

pub mod city;
pub mod python;
pub mod server;

use domain::{change::Change, record::Record};

/// A recorded answer of a real system, from the folder that `KOTIKUNTA_REAL_DATA` names.
pub fn recorded(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("KOTIKUNTA_REAL_DATA") else {
        println!("not checked: KOTIKUNTA_REAL_DATA is not set");
        return None;
    };
    Some(std::fs::read(std::path::Path::new(&folder).join(path)).unwrap())
}

/// The records of upserts; a tombstone is not expected among them.
pub fn records(changes: &[Change]) -> Vec<Record> {
    changes
        .iter()
        .map(|change| match change {
            Change::Upsert(record) | Change::Outline(record) => (**record).clone(),
            Change::Tombstone(tombstone) => panic!("a tombstone: {tombstone:?}"),
        })
        .collect()
}

/// The only text of a localized text, with its language.
pub fn only(text: &domain::text::Localized) -> (&str, &str) {
    let all: Vec<_> = text.iter().map(|(tag, text)| (tag, text.as_str())).collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all[0]
}
