//! What the web views or screen readers break on stands nowhere in the interface.
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

/// What must not stand in the markup, and why.
const FORBIDDEN: [(&str, &str); 4] = [
    ("<details", "WebKitGTK's web process ends when assistive technology reads its default summary"),
    ("<summary", "WebKitGTK's web process ends when assistive technology reads it"),
    ("role=\"status\"", "silent in WebKitGTK, and Orca leaves its web script in it"),
    ("aria-haspopup=\"dialog\"", "WebKitGTK calls it a combo box"),
];

/// What is wrong with a source, line by line.
fn faults(source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let code = source.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    for (number, line) in code {
        for (markup, why) in FORBIDDEN {
            if line.contains(markup) {
                faults.push(format!("{}: {markup}: {why}", number + 1));
            }
        }
        for value in line.split("tabindex=").skip(1) {
            if !value.starts_with("\"-1\"") && !value.starts_with("\"0\"") {
                faults.push(format!("{}: a tabindex other than -1 or 0 breaks the order of the page", number + 1));
            }
        }
    }
    faults
}

#[test]
fn the_markup_has_nothing_that_breaks_reading() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("src/markup.rs") {
                let faults = faults(&fs::read_to_string(&path).unwrap());
                assert!(faults.is_empty(), "{}: {faults:?}", path.display());
                read += 1;
            }
        }
    }
    assert!(read > 40, "only {read} files were read");
}

#[test]
fn what_breaks_reading_is_found() {
    for bad in
        ["<details>", r#"<p role="status">"#, r#"<a aria-haspopup="dialog">"#, r#"<p tabindex="1">"#, "tabindex=place"]
    {
        assert_eq!(faults(bad).len(), 1, "{bad}");
    }
    for good in [r#"<p tabindex="-1">"#, r#"<p tabindex="0">"#, "// no <details> here", r#"<p role="dialog">"#] {
        assert!(faults(good).is_empty(), "{good}");
    }
}
