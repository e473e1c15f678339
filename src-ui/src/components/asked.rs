//! Words of administration in a text: each can be asked about where it is first said, and what it means then stands below
//! its paragraph.
//!
//! Not a `<button>`: with one inside a sentence, or a link, WebKitGTK counts the letters of the paragraph otherwise than it
//! shows them. Orca 43 then parts the lines within words and never reads the last ones ("voimassa lukuvuode", where
//! *lukuvuoden loppuun* stands). With an inline element that has the role it reads on as if the word were plain, and Tab
//! still goes there.

use domain::term::Term;
use leptos::prelude::*;
use protocol::view::TermView;

use crate::{phrase, state::desk, words::language};

/// The words of the item being read that no paragraph has shown yet.
#[derive(Clone, Copy)]
pub struct Askable(StoredValue<Vec<TermView>>);

impl Askable {
    /// From here on, texts let the resident ask about these.
    pub fn provide(terms: &[TermView]) {
        provide_context(Self(StoredValue::new(terms.to_vec())));
    }
}

/// A paragraph's words, and what stands below it.
#[derive(Default)]
pub struct Asked {
    open: RwSignal<Option<Term>>,
    any: bool,
}

impl Asked {
    /// Words of it, in which what can be asked about can be pressed.
    pub fn words(&mut self, text: String) -> AnyView {
        let Some(Askable(left)) = use_context() else { return text.into_any() };
        let parts = left.try_update_value(|left| split(&text, left)).unwrap_or_default();
        if parts.iter().all(|part| matches!(part, Part::Words(_))) {
            return text.into_any();
        }
        self.any = true;
        let open = self.open;
        let shown = parts.into_iter().map(|part| match part {
            Part::Words(words) => words.into_any(),
            Part::Term(TermView { term, words, .. }) => view! { <Word term words open/> }.into_any(),
        });
        shown.collect_view().into_any()
    }

    /// What the word that was asked about means, below the paragraph.
    pub fn below(self) -> AnyView {
        if !self.any {
            return ().into_any();
        }
        let open = self.open;
        let told = move || {
            open.get().map(|term| {
                view! { <p class="note meaning" lang=language().tag()>{meaning(term)}</p> }
            })
        };
        told.into_any()
    }
}

/// A word that can be asked about.
#[component]
fn Word(
    /// The word.
    term: Term,
    /// As the text has it.
    words: String,
    /// The word of this paragraph that is explained.
    open: RwSignal<Option<Term>>,
) -> AnyView {
    let desk = desk();
    let is_open = move || open.get() == Some(term);
    let toggle = move || {
        let opens = open.get_untracked() != Some(term);
        open.set(opens.then_some(term));
        if opens {
            desk.announcer.say(meaning(term));
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let closes = event.key() == "Escape" && open.get_untracked() == Some(term);
        if closes || matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            toggle();
        }
    };
    view! {
        <span
            class="term"
            role="button"
            tabindex="0"
            aria-expanded=move || if is_open() { "true" } else { "false" }
            on:click=move |_| toggle()
            on:keydown=pressed
        >
            {words}
        </span>
    }
    .into_any()
}

fn meaning(term: Term) -> String {
    format!("{}: {}", phrase::term::name(language(), term), phrase::term::meaning(language(), term))
}

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Term(TermView),
}

/// Parts a text at the words that are left, each where it is said first, and takes those away.
fn split(text: &str, left: &mut Vec<TermView>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let said = left.iter().enumerate().filter_map(|(index, term)| Some((whole(rest, &term.words)?, index)));
        let Some((at, index)) = said.min() else { break };
        let term = left.remove(index);
        let Some((before, after)) = rest.split_at_checked(at) else { break };
        rest = after.get(term.words.len()..).unwrap_or_default();
        if !before.is_empty() {
            parts.push(Part::Words(before.to_owned()));
        }
        parts.push(Part::Term(term));
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest.to_owned()));
    }
    parts
}

/// Where these words stand by themselves.
fn whole(text: &str, words: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '@' | '_');
    let mut places = text.match_indices(words).filter(|_| !words.is_empty());
    let found = places.find(|(at, _)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    });
    found.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use domain::text::Language;

    use super::*;

    fn said(term: Term, words: &str) -> TermView {
        TermView { term, language: Language::Fi, words: words.to_owned() }
    }

    #[test]
    fn a_word_is_asked_about_where_it_is_first_said_and_by_itself() {
        let (appeal, party) = (said(Term::Appeal, "valitus"), said(Term::Party, "asianosainen"));
        let mut left = vec![appeal.clone(), party.clone(), said(Term::ReviewRequest, "")];
        let words = |words: &str| Part::Words(words.to_owned());
        assert_eq!(
            split("Osoitus on valitusosoitus, ja asianosainen tekee valituksen: valitus.", &mut left),
            [
                words("Osoitus on valitusosoitus, ja "),
                Part::Term(party),
                words(" tekee valituksen: "),
                Part::Term(appeal),
                words(".")
            ]
        );
        assert_eq!(split("valitus", &mut left), [words("valitus")]);
        assert_eq!(left, [said(Term::ReviewRequest, "")]);
        assert_eq!(split("", &mut left), []);
    }
}
