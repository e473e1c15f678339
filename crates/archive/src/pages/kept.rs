//! What a service keeps about a resident: the page beside its file for machines.

use maud::{Markup, html};

use super::{Sheet, page};

/// One datum, or what holds several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Datum {
    /// What the service calls it.
    pub key: String,
    /// What it keeps.
    pub value: Option<String>,
    /// Why it withholds it, in its words.
    pub withheld: Option<String>,
    /// What it holds.
    pub holds: Vec<Datum>,
}

/// The page of what the service that is called so keeps.
pub fn kept_page(sheet: &Sheet, service: &str, root: &Datum) -> String {
    let body = html! {
        h1 { (service) }
        ul { (line(root)) }
    };
    page(sheet, service, "", &body)
}

fn line(datum: &Datum) -> Markup {
    html! {
        li {
            @if !datum.key.is_empty() { strong { (datum.key) } " " }
            @if let Some(value) = &datum.value { span { (value) } " " }
            @if let Some(why) = &datum.withheld { em { (why) } }
            @if !datum.holds.is_empty() {
                ul { @for held in &datum.holds { (line(held)) } }
            }
        }
    }
}
