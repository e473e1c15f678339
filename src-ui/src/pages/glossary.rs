//! The glossary: what words of administration mean for the resident, by letter, with a field that narrows it.

use std::time::Duration;

use domain::{term::Term, text::Language};
use leptos::prelude::*;

use super::title::title;
use crate::{
    phrase,
    state::{desk, focus},
    words::language,
};

/// How long nothing is typed before it is said how many words are left.
const REST: Duration = Duration::from_millis(700);

/// A term with its words in the resident's language.
struct Entry {
    name: String,
    meaning: String,
}

/// The page.
#[component]
pub fn Glossary() -> AnyView {
    let desk = desk();
    let question = RwSignal::new(String::new());
    title(|| Some(t!("glossary")));
    let left = Memo::new(move |_| question.with(|question| found(language(), question)));
    let told = move |count: usize| if count == 0 { t!("glossary.none") } else { t!("glossary.found", count = count) };
    // Said when the resident rests from typing, and only then.
    Effect::new(move |_| {
        let asked = question.get();
        if !asked.trim().is_empty() {
            let say = move || {
                if question.try_get_untracked().is_some_and(|now| now == asked) {
                    desk.announcer.say(told(left.with_untracked(Vec::len)));
                }
            };
            set_timeout(say, REST);
        }
    });
    let clear = move || {
        question.set(String::new());
        focus("#glossary-find");
        // Of a field that gets the focus by script nothing is said.
        desk.announcer.say(t!("glossary.find"));
    };
    view! {
        <div class="page help glossary" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("glossary")}</h1>
            <p class="lead">{tr!("glossary.lead")}</p>
            <div class="field">
                <label for="glossary-find">{tr!("glossary.find")}</label>
                // Not of the type that searches: its button for emptying it is read, and no key reaches it.
                <input
                    id="glossary-find"
                    type="text"
                    inputmode="search"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength="100"
                    prop:value=question
                    on:input:target=move |event| question.set(event.target().value())
                />
                // By ear it is also the way on from the field, which the arrow keys do not leave.
                <Show when=move || question.with(|question| !question.is_empty())>
                    <button type="button" class="link" on:click=move |_| clear()>{tr!("search-clear")}</button>
                </Show>
            </div>
            <p class="small found">{move || told(left.with(Vec::len))}</p>
            {move || left.with(|terms| letters(language(), terms))}
        </div>
    }
    .into_any()
}

/// The terms that a question leaves, by their names as the language sorts them.
fn found(language: Language, question: &str) -> Vec<Term> {
    let asked = question.trim().to_lowercase();
    let is_left =
        |entry: &Entry| [&entry.name, &entry.meaning].into_iter().any(|words| words.to_lowercase().contains(&asked));
    let entries = Term::ALL.iter().map(|term| (*term, entry(language, *term)));
    let mut left: Vec<(Term, Entry)> = entries.filter(|(_, entry)| is_left(entry)).collect();
    let locales = js_sys::Array::of1(&language.tag().into());
    let options = js_sys::Object::new();
    left.sort_by(|(_, one), (_, other)| {
        js_sys::JsString::from(one.name.as_str()).locale_compare(&other.name, &locales, &options).cmp(&0)
    });
    left.into_iter().map(|(term, _)| term).collect()
}

fn entry(language: Language, term: Term) -> Entry {
    Entry { name: phrase::term::name(language, term), meaning: phrase::term::meaning(language, term) }
}

/// The terms under their first letters.
fn letters(language: Language, terms: &[Term]) -> AnyView {
    let entries: Vec<Entry> = terms.iter().map(|term| entry(language, *term)).collect();
    let sections = entries.chunk_by(|one, next| initial(one) == initial(next)).map(|entries| {
        let initial = entries.first().and_then(initial).map(String::from);
        let explained = entries.iter().map(|Entry { name, meaning }| {
            view! { <div><dt>{name.clone()}</dt><dd><p>{meaning.clone()}</p></dd></div> }
        });
        view! {
            <section>
                <h2>{initial}</h2>
                <dl class="facts-list">{explained.collect_view()}</dl>
            </section>
        }
    });
    sections.collect_view().into_any()
}

fn initial(entry: &Entry) -> Option<char> {
    entry.name.chars().next()?.to_uppercase().next()
}
