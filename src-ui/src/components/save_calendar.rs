//! What is due, saved as a file that other calendars take in.

use domain::id::RecordKey;
use leptos::prelude::*;
use protocol::{SaveCalendar, view::SavedView};

use super::Dialog;
use crate::{phrase, state::desk, words::language};

/// The button, the warning before, and what came of it.
#[component]
pub fn SaveCalendarFile(
    /// Only this item.
    #[prop(optional)]
    item: Option<RecordKey>,
) -> AnyView {
    let desk = desk();
    let (asked, told) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let of_item = item.is_some();
    let act = Callback::new(move |()| {
        asked.set(false);
        let item = item.clone();
        leptos::task::spawn_local(async move {
            let words = match desk.backend.call(SaveCalendar { item }).await {
                Ok(SavedView::Cancelled) => return,
                Ok(SavedView::Saved) => t!("due-saved"),
                Err(error) => phrase::fault(language(), error.code).whole(),
            };
            desk.announcer.say(words.clone());
            told.try_set(Some(words));
        });
    });
    let cancel = Callback::new(move |()| asked.set(false));
    view! {
        <button type="button" on:click=move |_| asked.set(true)>
            {move || if of_item { t!("due-save-item") } else { t!("due-save") }}
        </button>
        {move || told.get().map(|words| view! { <span class="small">{words}</span> })}
        {move || asked.get().then(|| view! {
            <Dialog
                heading=t!("due-save.sure")
                consequence=t!("due-save.warning")
                act=t!("due-save.act")
                on_act=act
                on_cancel=cancel
            />
        })}
    }
    .into_any()
}
