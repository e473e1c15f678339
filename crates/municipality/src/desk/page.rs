//! The frame of every page: head, way through the desk, and forms.

use maud::{DOCTYPE, Markup, html};
use resident_api::Texts;

use super::{Action, Desk, PATH, fields, filled::Filled, reports};
use crate::RegistryError;

/// A page. `title` names it in the window; `here` is its address.
pub(super) fn page(desk: &Desk, title: &str, here: &str, body: &Markup) -> Markup {
    let office = desk.office.name();
    let office = office.en.as_deref().unwrap_or_default();
    let reports = desk.served.reporting.as_ref().map(|_| (reports::PATH, "Fault reports"));
    let ways = [
        (PATH, "Overview"),
        ("/desk/message", "Write a message"),
        ("/desk/decision", "Issue a decision"),
        ("/desk/task", "Ask for a document"),
        ("/desk/lookup", "Look up data"),
    ]
    .into_iter()
    .chain(reports);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Clerk’s desk, " (office) }
                link rel="stylesheet" href="/desk/desk.css";
                link rel="icon" href="data:,";
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header {
                    p.name { "Clerk’s desk" span { (office) } }
                    nav aria-label="Desk" {
                        ul {
                            @for (address, name) in ways {
                                li { a href=(address) aria-current=[(address == here).then_some("page")] { (name) } }
                            }
                        }
                    }
                }
                main id="main" tabindex="-1" { (body) }
                footer { p { "The desk of the reference municipality. It answers on this machine only." } }
            }
        }
    }
}

/// An action's form on its page.
pub(super) fn form<A: Action>(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
    let wrong = !form.is_sound();
    let body = html! {
        h1 { (A::NAME) }
        @if wrong {
            section.summary aria-labelledby="wrong" {
                h2 id="wrong" { "Nothing was done yet" }
                @if let Some(objection) = form.objection() { p { (objection) } }
                ul {
                    @for (field, error) in form.errors() { li { a href=(format!("#{field}")) { (error) } } }
                }
            }
        }
        form method="post" action=(A::PATH) novalidate {
            input type="hidden" name="seal" value=(desk.seal.word());
            (A::fields(desk, form)?)
            p.end { button type="submit" { (A::BUTTON) } " " a href=(PATH) { "Back without doing anything" } }
        }
    };
    let title = if wrong { format!("Error: {}", A::NAME) } else { A::NAME.to_owned() };
    Ok(page(desk, &title, A::PATH, &body))
}

/// The page in place of a record that is not there.
pub(super) fn gone(desk: &Desk) -> Markup {
    let body = html! {
        h1 { "It is not there" }
        p { "There is no such record, or it was taken back already. Nothing was done." }
        p { a href=(PATH) { "To the overview" } }
    };
    page(desk, "It is not there", "", &body)
}

/// A text of the body in the best language for these pages, with its tag.
pub(super) fn said(texts: &Texts) -> Markup {
    let mut languages = [("en", &texts.en), ("fi", &texts.fi), ("sv", &texts.sv)].into_iter();
    let found = languages.find_map(|(tag, text)| Some((tag, text.as_deref()?)));
    html! { @if let Some((tag, text)) = found { span lang=(tag) { (text) } } @else { "(no title)" } }
}

/// The same where markup cannot be, as in a list to choose from.
pub(super) fn plain(texts: &Texts) -> String {
    texts.en.as_ref().or(texts.fi.as_ref()).or(texts.sv.as_ref()).cloned().unwrap_or_default()
}

/// What a form about one record says of it.
pub(super) fn about(form: &Filled, title: &Texts, whose: &str) -> Markup {
    html! {
        p.about { (said(title)) " · " (whose) }
        (fields::hidden(form, "id"))
    }
}
