//! Printing what is open. The paper has a head of its own: from whom, how fresh, whose, and when it was printed.

use domain::id::SourceId;
use leptos::prelude::*;
use protocol::view::{PartyView, Text, When};

use super::Dialog;
use crate::{phrase, state::overview, words::language};

/// Where the button is found, for the key that does the same.
pub const PRINT_BUTTON: &str = "#print";

/// The button. Before a protected person's matter is printed, it asks.
#[component]
pub fn Printing(
    /// Whether an order protects whose matter it is.
    protected: bool,
) -> AnyView {
    let asked = RwSignal::new(false);
    let press = move |_| if protected { asked.set(true) } else { print() };
    let act = Callback::new(move |()| {
        asked.set(false);
        // The dialog must be off the page first, and the focus back in it.
        request_animation_frame(|| request_animation_frame(print));
    });
    let cancel = Callback::new(move |()| asked.set(false));
    view! {
        <button id="print" type="button" on:click=press>{tr!("print")}</button>
        <Show when=move || asked.get()>
            <Dialog
                heading=t!("print-sure")
                consequence=t!("print-sure.warning")
                act=t!("print-sure.act")
                on_act=act
                on_cancel=cancel
            />
        </Show>
    }
    .into_any()
}

/// Opens the system's dialog for printing. It waits for the resident.
pub fn print() {
    // Where there is no printing the web view refuses, and there is nothing to tell.
    let _ = window().print();
}

/// The head of the paper. It is nowhere on the screen.
#[component]
pub fn PrintHead(
    /// The service.
    source: SourceId,
    /// The public body's name.
    sender: Text,
    /// Whose matter it is.
    whose: PartyView,
    /// When the archive was made out of which it is.
    archived: Option<When>,
) -> AnyView {
    let overview = overview();
    let fetched = Memo::new(move |_| {
        let found = |at: &protocol::view::OverviewView| {
            at.sources.iter().find(|view| view.id == source).and_then(|view| view.complete_at.clone())
        };
        archived.clone().or_else(|| overview.with(found).flatten())
    });
    let (name, lang) = (sender.value, sender.lang);
    let from = move || match fetched.get() {
        Some(when) => {
            t!("print-source", source = name.clone(), when = phrase::when_full(language(), &when))
        }
        None => t!("print-source-unknown", source = name.clone()),
    };
    let person = whose.name;
    let printed = move || t!("print-printed", when = phrase::day_full(language(), overview.today()));
    view! {
        <div class="print-only print-head">
            <p lang=lang>{from}</p>
            {(!person.is_empty()).then(|| view! { <p>{move || t!("print-whose", name = person.clone())}</p> })}
            <p>{printed}</p>
        </div>
    }
    .into_any()
}
