//! The first page: whose data it is, from where, and a line for each item.

use domain::{id::RecordKind, party::Relation};
use maud::{Markup, html};
use protocol::view::{Text, When};

use super::{Sheet, href, page, time, words};
use words::phrase::{code, day};

/// What the first page shows.
pub struct Index {
    /// The services.
    pub sources: Vec<SourceLine>,
    /// The people, the resident first.
    pub people: Vec<Person>,
    /// Whether there is a page of what was sent.
    pub has_sent: bool,
}

/// A service.
pub struct SourceLine {
    /// The public body's name.
    pub name: Text,
    /// When everything it had was last on the device.
    pub complete: Option<When>,
}

/// A person or organisation.
pub struct Person {
    /// Their name.
    pub name: String,
    /// What they are to the resident.
    pub relation: Relation,
    /// Their items, newest first.
    pub items: Vec<Line>,
    /// The services that know them, where another person of the archive bears the same name.
    pub known_to: Vec<Text>,
    /// Items of which nothing but this is in the archive, newest first.
    pub withheld: Vec<(RecordKind, When)>,
}

/// An item.
pub struct Line {
    /// Its page.
    pub path: String,
    /// What it is.
    pub kind: RecordKind,
    /// Its title.
    pub title: Text,
    /// The public body.
    pub sender: Text,
    /// When it came or last changed.
    pub when: When,
}

/// The first page.
pub fn index(sheet: &Sheet, index: &Index) -> String {
    let language = sheet.language;
    let title = say!(language, "sheet-title");
    let body = html! {
        h1 { (title) }
        p { (say!(language, "sheet-made", when = day::when_full(language, &sheet.made))) }
        p { (say!(language, "sheet-lead")) }
        p.note { (say!(language, "sheet-private")) }
        h2 { (say!(language, "sheet-whose")) }
        ul {
            @for (number, person) in index.people.iter().enumerate() {
                li {
                    a href=(format!("#person-{number}")) { (called(sheet, person)) }
                    ", " (say!(language, "sheet-count", count = person.items.len() + person.withheld.len()))
                }
            }
        }
        h2 { (say!(language, "sheet-sources")) }
        ul { @for source in &index.sources { li { (source_line(sheet, source)) } } }
        @for (number, person) in index.people.iter().enumerate() {
            h2 id=(format!("person-{number}")) { (called(sheet, person)) }
            @if person.items.is_empty() && person.withheld.is_empty() { p { (say!(language, "sheet-nothing")) } }
            @if !person.items.is_empty() { (items(sheet, person)) }
            @if !person.withheld.is_empty() { (withheld(sheet, person)) }
        }
        h2 { (say!(language, "sheet-more")) }
        ul {
            @if index.has_sent { li { a href="sent.html" { (say!(language, "sheet-sent")) } } }
            li { a href="data.json" { (say!(language, "sheet-data")) } }
            li { a href="README.txt" { (say!(language, "sheet-readme")) } }
        }
    };
    page(sheet, &title, "", &body)
}

fn called(sheet: &Sheet, person: &Person) -> String {
    let known_to = person.known_to.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join(", ");
    if known_to.is_empty() { name(sheet, person) } else { format!("{} ({known_to})", name(sheet, person)) }
}

fn name(sheet: &Sheet, person: &Person) -> String {
    match (person.relation, person.name.is_empty()) {
        (Relation::Myself, true) => say!(sheet.language, "sheet-you"),
        (Relation::Myself, false) => say!(sheet.language, "sheet-own", name = person.name.as_str()),
        _ => person.name.clone(),
    }
}

fn source_line(sheet: &Sheet, source: &SourceLine) -> Markup {
    let (language, name) = (sheet.language, source.name.value.as_str());
    let said = match &source.complete {
        Some(when) => say!(language, "sheet-source-fresh", source = name, when = day::when_full(language, when)),
        None => say!(language, "sheet-source-never", source = name),
    };
    html! { (said) }
}

fn items(sheet: &Sheet, person: &Person) -> Markup {
    let language = sheet.language;
    html! {
        table {
            caption { (say!(language, "sheet-items-of", name = called(sheet, person))) }
            thead {
                tr {
                    th scope="col" { (say!(language, "sheet-column-day")) }
                    th scope="col" { (say!(language, "sheet-column-what")) }
                    th scope="col" { (say!(language, "sheet-column-title")) }
                    th scope="col" { (say!(language, "sheet-column-sender")) }
                }
            }
            tbody {
                @for line in &person.items {
                    tr {
                        td { (time(language, &When { time: None, ..line.when.clone() })) }
                        td { (code::kind(language, line.kind)) }
                        td { a href=(href("", &line.path)) { (words(&line.title)) } }
                        td { (words(&line.sender)) }
                    }
                }
            }
        }
    }
}

fn withheld(sheet: &Sheet, person: &Person) -> Markup {
    let language = sheet.language;
    html! {
        p.note { (say!(language, "sheet-withheld")) }
        table {
            caption { (say!(language, "sheet-withheld-of", name = called(sheet, person))) }
            thead {
                tr {
                    th scope="col" { (say!(language, "sheet-column-day")) }
                    th scope="col" { (say!(language, "sheet-column-what")) }
                }
            }
            tbody {
                @for (kind, when) in &person.withheld {
                    tr { td { (time(language, when)) } td { (code::kind(language, *kind)) } }
                }
            }
        }
    }
}
