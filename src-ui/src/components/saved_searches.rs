//! Searches that the resident has kept: to look again, to keep what is looked for now, to forget.

use leptos::prelude::*;
use protocol::{
    ErrorCode, ErrorView, ReadSavedSearches, RemoveSavedSearch, SaveSearch,
    search::{SavedSearchView, SavedSearchesView, SearchFilter},
};

use super::SEARCH_FIELD;
use crate::{
    phrase,
    state::{Live, Looking, Place, desk, focus, here, place},
    words::language,
};

/// The kept searches, and a field to keep another.
#[component]
pub fn SavedSearches(
    /// What is looked for now.
    looking: Signal<Looking>,
) -> AnyView {
    let (desk, place) = (desk(), place());
    let live = Live::new(desk, || Some(ReadSavedSearches {}));
    let name = RwSignal::new(String::new());
    let searches = Signal::derive(move || live.with(|saved| saved.searches.clone()).unwrap_or_default());
    let room = Memo::new(move |_| live.with(|saved: &SavedSearchesView| saved.room).unwrap_or(true));
    let failed = RwSignal::new(None::<ErrorCode>);
    // What came of it, aloud; and in sight, where it went wrong.
    let tell = move |error: Option<ErrorView>, done: String| {
        let code = error.map(|error| error.code);
        failed.try_set(code);
        desk.announcer.say(code.map_or(done, |code| phrase::fault(language(), code).whole()));
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let called = name.with_untracked(|name| name.trim().to_owned());
        let Looking { text, filter } = looking.get_untracked();
        // Without a name of its own it is called by its words.
        let called = if called.is_empty() { text.clone() } else { called };
        if called.is_empty() {
            focus("#search-name");
            desk.announcer.say(t!("search-name"));
            return;
        }
        let party = untrack(|| here(place)).party;
        let search = SavedSearchView { name: called, text, filter: SearchFilter { party, ..filter } };
        leptos::task::spawn_local(async move {
            let saved = desk.backend.call(SaveSearch { search }).await;
            if saved.is_ok() {
                name.try_set(String::new());
            }
            tell(saved.err(), t!("search-saved-now"));
        });
    };
    let remove = move |name: String| {
        leptos::task::spawn_local(async move {
            let removed = desk.backend.call(RemoveSavedSearch { name }).await;
            if removed.is_ok() {
                focus(SEARCH_FIELD);
            }
            tell(removed.err(), t!("search-removed"));
        });
    };
    let can_save = Memo::new(move |_| looking.with(|looking| !looking.is_nothing()));
    view! {
        <Show when=move || can_save.get() || !searches.with(Vec::is_empty)>
            <section class="saved" aria-labelledby="saved-title">
                <h2 class="group-title" id="saved-title">{tr!("search-saved")}</h2>
                <For each=move || searches.get() key=|search| search.clone() let:search>
                    <p class="saved-search">
                        <a href=address(&search)>{search.name.clone()}</a>
                        <button type="button" class="link" on:click={
                            let name = search.name.clone();
                            move |_| remove(name.clone())
                        }>
                            {
                                let name = search.name.clone();
                                move || t!("search-remove", name = name.clone())
                            }
                        </button>
                    </p>
                </For>
                <Show when=move || can_save.get() && room.get()>
                    <form class="field" on:submit=save>
                        <label for="search-name" class="small">{tr!("search-name")}</label>
                        <input
                            id="search-name"
                            type="text"
                            autocomplete="off"
                            maxlength="80"
                            prop:value=move || name.get()
                            on:input:target=move |event| name.set(event.target().value())
                        />
                        <p class="actions"><button type="submit">{tr!("search-save")}</button></p>
                    </form>
                </Show>
                <Show when=move || !room.get()><p class="small">{tr!("search-full")}</p></Show>
                {move || failed.get().map(|code| view! { <p class="note">{phrase::fault(language(), code).whole()}</p> })}
            </section>
        </Show>
    }
    .into_any()
}

fn address(search: &SavedSearchView) -> String {
    let filter = SearchFilter { party: None, ..search.filter.clone() };
    let looking = Looking { text: search.text.clone(), filter };
    Place { party: search.filter.party.clone(), search: looking, ..Place::INBOX }.href()
}
