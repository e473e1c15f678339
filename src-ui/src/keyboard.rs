//! Hears the keys of [`keys::USUAL`] everywhere and does what they say. Escape goes from an item back to its list, and from
//! what was found back to the inbox; what is open above the page (a dialog, a menu) closes first and keeps the key to itself.

use domain::inbox::Group;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{ReadInbox, ReadOverview};
use wasm_bindgen::JsCast;

use crate::{
    components::{PRINT_BUTTON, SEARCH_FIELD, print},
    state::{
        Desk, Place, View, desk, filing, focus, focus_in_sight, here,
        keys::{self, Action},
        lock_now, next_region, overview, place, tab_from_caret,
    },
};

/// Most waiting items through which one goes.
const MOST: u16 = 200;

/// Listens as long as the component that calls this lives.
pub fn listen() {
    let (desk, overview, place, filing, navigate) = (desk(), overview(), place(), filing(), use_navigate());
    let go = Callback::new(move |to: Place| {
        navigate(&to.href(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    });
    // Behind a lock, or where nobody is chosen, there is nothing to look in.
    let is_open = move || untrack(|| overview.with(|overview| overview.locked.is_none())).unwrap_or_default();
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.default_prevented() {
            return;
        }
        let Some(key) = keys::pressed(&event) else { return };
        if let "Tab" | "Shift+Tab" = key.as_str() {
            if tab_from_caret(event.shift_key()) {
                event.prevent_default();
            }
            return;
        }
        // In a field it undoes what was written.
        if key == "Ctrl+Z" && !is_writing() && filing.latest.with_untracked(Option::is_some) {
            event.prevent_default();
            filing.undo(desk);
            return;
        }
        if key == "Escape" && filing.selecting.get_untracked() {
            event.prevent_default();
            filing.end();
            focus(".select-begin button");
            return;
        }
        if key == "Escape" {
            if let Some(now) = place.get_untracked() {
                if now.item.is_some() {
                    event.prevent_default();
                    go.run(now.closed());
                } else if now.search.looks_for_words() && is_open() && !is_narrowing() {
                    event.prevent_default();
                    go.run(now.looking(now.search.filed()));
                    focus(SEARCH_FIELD);
                    desk.announcer.say(t!("search-label"));
                }
            }
            return;
        }
        let action = desk.settings.with_untracked(|settings| keys::action(&key, &settings.keys));
        let Some(action) = action else { return };
        event.prevent_default();
        match action {
            Action::NextRegion => next_region(false),
            Action::PreviousRegion => next_region(true),
            Action::Lock => lock_now(desk),
            Action::Print => print_open(),
            Action::Search if !is_open() => {}
            Action::Search => {
                let now = untrack(|| here(place));
                if now.view != View::Inbox {
                    go.run(now.at(View::Inbox));
                } else if now.item.is_some() && !is_drawn(SEARCH_FIELD) {
                    // In a narrow window the item stands where the list was.
                    go.run(now.closed());
                }
                // A page that is new takes the focus to its heading first.
                request_animation_frame(|| focus_in_sight(SEARCH_FIELD));
                // Of a field that gets the focus by script nothing is said.
                desk.announcer.say(t!("search-label"));
            }
            Action::Repeat => desk.announcer.repeat(),
            Action::Go(view) => go.run(untrack(|| here(place)).at(view)),
            Action::NextWaiting => leptos::task::spawn_local(async move {
                if let Some(now) = place.try_get_untracked()
                    && let Some(next) = next_waiting(desk, now.unwrap_or(Place::INBOX)).await
                {
                    go.try_run(next);
                }
            }),
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether the focus is where one writes.
fn is_writing() -> bool {
    let active = document().active_element();
    active.is_some_and(|active| {
        active.matches("textarea, input:not([type=checkbox]):not([type=radio]), [contenteditable]").unwrap_or_default()
    })
}

/// Does what the button of the open item does, which may have to ask first; without one the page itself is printed.
fn print_open() {
    let button = document().query_selector(PRINT_BUTTON).ok().flatten();
    match button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        Some(button) => button.click(),
        None => print(),
    }
}

/// Whether the focus is in a field that narrows a search: there Escape would take away what is being written.
fn is_narrowing() -> bool {
    document().active_element().is_some_and(|active| active.closest("#narrowing").is_ok_and(|found| found.is_some()))
}

fn is_drawn(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.is_some_and(|element| element.get_bounding_client_rect().width() > 0.0)
}

/// The item after the open one among those that wait, the first after the last; the list itself when nothing waits.
async fn next_waiting(desk: Desk, now: Place) -> Option<Place> {
    let today = desk.backend.call(ReadOverview {}).await.ok()?.today;
    let ask = |group| ReadInbox { group, party: now.party.clone(), after: None, limit: MOST };
    let mut items = desk.backend.call(ask(Group::Pinned)).await.ok()?.items;
    items.retain(|headline| headline.need.waits_on(today));
    items.extend(desk.backend.call(ask(Group::NeedsYou)).await.ok()?.items);
    let open = items.iter().position(|headline| Some(&headline.item) == now.item.as_ref());
    let next = open.map_or(0, |open| open + 1);
    let inbox = now.at(View::Inbox);
    let next = items.get(next).or(items.first());
    if next.is_none() {
        desk.announcer.say(t!("nothing-waits"));
    }
    Some(next.map_or_else(|| inbox.clone(), |headline| inbox.opening(&headline.item)))
}
