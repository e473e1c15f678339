//! The promises about safety (`STATEMENTS.md`) are each held by a test that exists and runs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::{fs, path::Path};

/// A line of the table.
struct Statement {
    number: usize,
    says: String,
    /// The file and the name of each test.
    tests: Vec<(String, String)>,
    not_yet: bool,
}

fn statements() -> Vec<Statement> {
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("security/STATEMENTS.md")).unwrap();
    let rows = table.lines().filter_map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let number = cells.first()?.parse().ok()?;
        let tests = cells[2].split('`').skip(1).step_by(2).filter_map(|named| named.split_once("::"));
        Some(Statement {
            number,
            says: cells[1].to_owned(),
            tests: tests.map(|(file, name)| (file.to_owned(), name.to_owned())).collect(),
            not_yet: cells[2].starts_with("*not yet*"),
        })
    });
    rows.collect()
}

/// Whether the file has a test of this name that is not left out.
fn runs(file: &str, name: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join(file);
    let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let lines: Vec<_> = source.lines().map(str::trim).collect();
    let head = [format!("fn {name}("), format!("async fn {name}(")];
    let Some(place) = lines.iter().position(|line| head.iter().any(|head| line.starts_with(head))) else {
        return false;
    };
    let attributes: Vec<_> = lines[..place].iter().rev().take_while(|line| line.starts_with('#')).collect();
    attributes.iter().any(|line| line.contains("test]")) && !attributes.iter().any(|line| line.starts_with("#[ignore"))
}

#[test]
fn each_promise_is_held_by_a_test_that_runs() {
    let statements = statements();
    assert!(statements.iter().map(|statement| statement.number).eq(1..=29), "every number once, in order");
    for Statement { number, says, tests, not_yet } in &statements {
        if *not_yet {
            println!("not held: {number} {says}");
            assert!(tests.is_empty(), "{number} is held and not held");
            continue;
        }
        assert!(!tests.is_empty(), "{number} is held by nothing");
        for (file, name) in tests {
            assert!(runs(file, name), "{number}: {file} has no test {name} that runs");
            println!("{number}: {name}");
        }
    }
}

#[test]
fn a_test_that_is_not_there_or_left_out_holds_nothing() {
    assert!(!runs("tests/security/main.rs", "no_such_test"));
    assert!(!runs("tests/security/main.rs", "statements"), "a function is no test");
    assert!(!runs("tests/journeys/bad_days/killed.rs", "a_first_sync"), "it is left out");
}
