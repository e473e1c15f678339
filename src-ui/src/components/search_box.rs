//! The field in which one looks for something, above the inbox. What is typed goes into the address when nothing was typed
//! for a moment; the first letter makes a new place to come back from, the next ones change it.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{SavedSearches, SearchNarrowing};
use crate::state::{Looking, Place, View, desk, focus, here, place};

/// The field.
pub const SEARCH_FIELD: &str = "#search";

/// How long nothing must be typed before it is looked for.
const PAUSE: Duration = Duration::from_millis(250);

/// The field with what narrows the search.
#[component]
pub fn SearchBox() -> AnyView {
    let (desk, place, navigate) = (desk(), place(), use_navigate());
    let look = Callback::new(move |search: Looking| {
        let now = untrack(|| here(place));
        if now.view != View::Inbox || now.search == search {
            return;
        }
        let replace = !now.search.is_nothing() && !search.is_nothing();
        let to: Place = now.looking(search);
        navigate(&to.href(), NavigateOptions { scroll: false, replace, ..NavigateOptions::default() });
    });
    let there = Memo::new(move |_| here(place).search);
    let typed = RwSignal::new(there.with_untracked(|there| there.text.clone()));
    // What was typed last, as it stands in the address: only another text comes from elsewhere.
    let sent = StoredValue::new(typed.get_untracked());
    Effect::new(move |_| {
        let text = there.with(|there| there.text.clone());
        if sent.with_value(|sent| *sent != text) {
            sent.set_value(text.clone());
            typed.set(text);
        }
    });
    let look_now = move || {
        let Some(text) = typed.try_with_untracked(|typed| typed.trim().to_owned()) else { return };
        sent.set_value(text.clone());
        let filter = there.with_untracked(|there| there.filter.clone());
        look.run(Looking { text, filter });
    };
    let turn = StoredValue::new(0_u64);
    let type_in = move |text: String| {
        typed.set(text);
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        set_timeout(
            move || {
                if turn.try_get_value() == Some(mine) {
                    look_now();
                }
            },
            PAUSE,
        );
    };
    let clear = move || {
        turn.update_value(|turn| *turn += 1);
        typed.set(String::new());
        sent.set_value(String::new());
        look.run(there.with_untracked(Looking::filed));
        focus(SEARCH_FIELD);
        // Of a field that gets the focus by script nothing is said.
        desk.announcer.say(t!("search-label"));
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        turn.update_value(|turn| *turn += 1);
        look_now();
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        let something = !typed.with_untracked(String::is_empty) || there.with_untracked(Looking::looks_for_words);
        if event.key() == "Escape" && something {
            event.prevent_default();
            clear();
        }
    };
    let active = Memo::new(move |_| there.with(Looking::looks_for_words));
    let open = RwSignal::new(there.with_untracked(|there| there.filter.narrows()));
    view! {
        <form class="search" role="search" aria-label=tr!("search-landmark") on:submit=submit>
            <label for="search" class="small">{tr!("search-label")}</label>
            <div class="search-row">
                <input
                    id="search"
                    type="search"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength="400"
                    prop:value=move || typed.get()
                    on:input:target=move |event| type_in(event.target().value())
                    on:keydown=escape
                />
                <button
                    type="button"
                    class="narrow-toggle"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls="narrowing"
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {tr!("search-narrow")}
                </button>
                <Show when=move || active.get()>
                    <button type="button" class="link" on:click=move |_| clear()>{tr!("search-clear")}</button>
                </Show>
            </div>
        </form>
        <div id="narrowing" class="narrowing" hidden=move || !open.get()>
            <Show when=move || open.get()>
                <SearchNarrowing looking=there.into() change=look/>
                <SavedSearches looking=there.into()/>
            </Show>
        </div>
    }
    .into_any()
}
