//! The words of administration that an item says, each with what it means: all of them in one place, for who reads by ear,
//! and on paper.

use leptos::prelude::*;
use protocol::view::TermView;

use crate::{phrase, state::View, words::language};

/// What the words of an item mean.
#[component]
pub fn Terms(
    /// The words.
    terms: Vec<TermView>,
) -> AnyView {
    if terms.is_empty() {
        return ().into_any();
    }
    let explained = terms.into_iter().map(|term| view! { <Explained term/> }).collect_view();
    view! {
        <section class="part terms">
            <h2>{tr!("glossary-here")}</h2>
            <dl class="facts-list">{explained}</dl>
            <p><a href=View::Glossary.path()>{tr!("glossary-all")}</a></p>
        </section>
    }
    .into_any()
}

/// A word as its text says it, then in the resident's language where that is another.
#[component]
fn Explained(
    /// The word.
    term: TermView,
) -> AnyView {
    let TermView { term, language: of_text, .. } = term;
    let foreign = move || (language() != of_text).then(|| of_text.tag());
    let own = move || (language() != of_text).then(|| format!(" – {}", phrase::term::name(language(), term)));
    view! {
        <div>
            <dt><span lang=foreign>{phrase::term::name(of_text, term)}</span>{own}</dt>
            <dd><p>{move || phrase::term::meaning(language(), term)}</p></dd>
        </div>
    }
    .into_any()
}
