//! The pages: readable without the app, and with a check of the receipts where a browser can.

use domain::{data_use::Permission, party::Relation, text::Language};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use protocol::{
    data_use::{ActorView, ConsentEventView, LookupView},
    view::{PartyView, Text},
};
use words::phrase::{code, data_use, day};

use super::{ConsentEntry, LogEntry, Register, UseEntry};
use crate::pages::{Sheet, time, words};

/// The page of uses and consents.
pub fn index(sheet: &Sheet, register: &Register) -> String {
    let language = sheet.language;
    let title = say!(language, "sheet-use-title");
    let content = html! {
        h1 { (title) }
        p { (say!(language, "sheet-use-lead")) }
        @if register.withheld > 0 { p { (say!(language, "sheet-use-withheld")) } }
        p { a href="lookups.html" { (say!(language, "sheet-use-lookups", count = register.lookups)) } }
        @for log in &register.logs { (log_line(language, log)) }
        h2 { (say!(language, "sheet-use-consents")) }
        @if register.consents.is_empty() { p { (say!(language, "sheet-use-no-consents")) } }
        @for (number, entry) in register.consents.iter().enumerate() { (consent(language, number, entry)) }
        h2 { (say!(language, "sheet-use-uses")) }
        @if register.uses.is_empty() { p { (say!(language, "sheet-use-no-uses")) } }
        @for entry in &register.uses { (a_use(language, entry)) }
        h2 { (say!(language, "sheet-use-check")) }
        p { (say!(language, "sheet-use-check-how")) }
        (data("receipts", &register.receipts))
        (data("keys", &register.keys))
        script src="check.js" {}
    };
    page(sheet, &title, &content)
}

/// Everything of the page of lookups before the first of them.
pub fn lookups_begin(sheet: &Sheet) -> String {
    let language = sheet.language;
    let title = say!(language, "lookups-title");
    let whole = page(
        sheet,
        &title,
        &html! {
            p { a href="index.html" { (say!(language, "sheet-use-title")) } }
            h1 { (title) }
            (PreEscaped(CUT))
        },
    );
    whole.split(CUT).next().unwrap_or_default().to_owned()
}

/// A lookup.
pub fn lookups_row(language: Language, lookup: &LookupView) -> String {
    let basis = lookup.basis.map(|basis| data_use::basis(language, basis));
    let markup = html! {
        h2 { (time(language, &lookup.when)) ": " (words(&lookup.action)) }
        dl {
            dt { (say!(language, "sheet-concerns")) } dd { (whose(language, &lookup.whose)) }
            dt { (say!(language, "sheet-use-who")) }
            dd { (words(&lookup.receiver)) @if let Some(system) = &lookup.system { ", " (system) } }
            @if let Some(basis) = basis { dt { (say!(language, "sheet-use-basis")) } dd { (basis) } }
            @if let Some((flag, ended)) = &lookup.flag {
                dt { (say!(language, "sheet-use-wrong")) }
                dd { (data_use::flag(language, *flag, ended.as_ref())) }
            }
        }
    };
    markup.into_string()
}

/// Everything of the page of lookups after the last of them.
pub fn lookups_end(sheet: &Sheet) -> String {
    let whole = page(sheet, "", &html! { (PreEscaped(CUT)) });
    whole.split(CUT).nth(1).unwrap_or_default().to_owned()
}

/// Where what is written piece by piece stands.
const CUT: &str = "<!-- cut -->";

fn consent(language: Language, number: usize, entry: &ConsentEntry) -> Markup {
    let body = &entry.body;
    let agreed: Vec<&Text> = body.data.iter().filter(|item| item.agreed).map(|item| &item.name).collect();
    html! {
        h3 { (words(&entry.title)) }
        dl {
            dt { (say!(language, "sheet-kind")) } dd { (data_use::permission(language, body.permission)) }
            dt { (say!(language, "sheet-use-state")) }
            dd { (data_use::state(language, body.permission, entry.state)) }
            dt { (say!(language, "sheet-concerns")) } dd { (whose(language, &entry.whose)) }
            dt { (say!(language, "sheet-use-who")) } dd { (words(&body.controller.name)) }
            @for one in &body.recipients {
                dt { (say!(language, "sheet-use-recipient")) } dd { (words(&one.name)) }
            }
            dt { (say!(language, "sheet-from")) } dd { (words(&entry.sender)) }
            @if let Some(until) = body.until {
                dt { (say!(language, "sheet-use-until")) } dd { (day::day_full(language, until)) }
            }
            @for name in agreed { dt { (say!(language, "sheet-use-data")) } dd { (words(name)) } }
        }
        @if let Some(notice) = &body.notice {
            h4 { (say!(language, "sheet-use-notice", version = notice.version.as_str())) }
            div lang=[notice.lang.as_deref()] {
                @for (paragraph, _) in &notice.paragraphs { p { (paragraph) } }
            }
        }
        h4 { (say!(language, "sheet-use-history")) }
        ol { @for event in &body.history { li { p { (happened(language, body.permission, event)) } } } }
        @if !body.receipts.is_empty() {
            h4 { (say!(language, "sheet-use-receipts")) }
            ul {
                @for (place, receipt) in body.receipts.iter().enumerate() {
                    li {
                        p {
                            (time(language, &receipt.created)) ": "
                            (data_use::state(language, body.permission, receipt.state)) ". "
                            strong id=(format!("check-{number}-{place}"))
                                data-holds=(say!(language, "sheet-use-holds"))
                                data-fails=(say!(language, "sheet-use-fails")) {
                                (say!(language, "sheet-use-unchecked"))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn happened(language: Language, permission: Permission, event: &ConsentEventView) -> Markup {
    html! {
        (time(language, &event.when)) ": " (data_use::state(language, permission, event.state))
        @match &event.by {
            ActorView::Organisation(name) => { ", " (words(name)) }
            ActorView::For(Some(name)) => { ", " (name) }
            _ => {}
        }
    }
}

fn a_use(language: Language, entry: &UseEntry) -> Markup {
    let line = &entry.line;
    html! {
        h3 { (words(&line.purpose)) }
        dl {
            dt { (say!(language, "sheet-concerns")) } dd { (whose(language, &line.whose)) }
            dt { (say!(language, "sheet-use-who")) } dd { (words(&line.controller)) }
            dt { (say!(language, "sheet-use-basis")) } dd { (data_use::basis(language, line.basis)) }
            @if let Some(last) = &line.last_used {
                dt { (say!(language, "sheet-use-last")) } dd { (time(language, last)) }
            }
        }
    }
}

fn log_line(language: Language, log: &LogEntry) -> Markup {
    let since = log.record.since.day_in_finland();
    let systems: Vec<&str> = log.record.systems.iter().map(domain::text::ServerText::as_str).collect();
    html! {
        p {
            (say!(language, "sheet-use-reach", since = day::day_full(language, since)))
            @if !systems.is_empty() { " (" (systems.join(", ")) ")" }
        }
    }
}

fn whose(language: Language, party: &PartyView) -> Markup {
    html! {
        @if party.relation == Relation::Myself && party.name.is_empty() {
            (code::whose(language, party))
        } @else {
            (party.name)
        }
    }
}

/// Data for the script. What could end the element early is written as JSON writes it, too.
fn data(id: &str, data: &impl serde::Serialize) -> Markup {
    let json = serde_json::to_string(data).unwrap_or_else(|_| "[]".to_owned()).replace('<', "\\u003c");
    html! { script id=(id) type="application/json" { (PreEscaped(json)) } }
}

fn page(sheet: &Sheet, title: &str, body: &Markup) -> String {
    let language = sheet.language;
    let markup = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Nothing but what lies beside it is ever loaded.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; script-src 'self' file:";
                meta name="referrer" content="no-referrer";
                title { (title) }
                link rel="stylesheet" href="style.css";
            }
            body {
                a.skip href="#main" { (say!(language, "sheet-skip")) }
                header { p { "Kotikunta" } }
                main id="main" tabindex="-1" { (body) }
                footer {
                    p { "Kotikunta. " (say!(language, "sheet-made", when = day::when_full(language, &sheet.made))) }
                    p { (say!(language, "sheet-private")) }
                }
            }
        }
    };
    markup.into_string()
}
