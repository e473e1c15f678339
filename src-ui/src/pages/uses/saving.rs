//! Everything about the use of data, saved with what is needed to check it without the app.

use domain::id::PartyId;
use leptos::prelude::*;
use protocol::{TakeOutDataUses, view::SavedView};

use crate::{components::Dialog, phrase, state::desk, words::language};

/// The button, the warning before, and what came of it.
#[component]
pub fn Saving(
    /// Whose it is; none: everybody's.
    party: Memo<Option<PartyId>>,
) -> AnyView {
    let desk = desk();
    let (asked, told) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let act = Callback::new(move |()| {
        asked.set(false);
        let party = party.get_untracked();
        leptos::task::spawn_local(async move {
            let words = match desk.backend.call(TakeOutDataUses { party }).await {
                Ok(SavedView::Cancelled) => return,
                Ok(SavedView::Saved) => t!("uses-saved"),
                Err(error) => phrase::fault(language(), error.code).whole(),
            };
            desk.announcer.say(words.clone());
            told.try_set(Some(words));
        });
    });
    let cancel = Callback::new(move |()| asked.set(false));
    view! {
        <section class="part" data-part="saving" aria-labelledby="uses-save">
            <h2 id="uses-save">{tr!("uses-save-heading")}</h2>
            <p>{tr!("uses-save-heading.means")}</p>
            <p class="actions">
                <button type="button" on:click=move |_| asked.set(true)>{tr!("uses-save")}</button>
            </p>
            {move || told.get().map(|words| view! { <p class="note">{words}</p> })}
            {move || asked.get().then(|| view! {
                <Dialog
                    heading=t!("uses-save.sure")
                    consequence=t!("uses-save.warning")
                    act=t!("uses-save.act")
                    on_act=act
                    on_cancel=cancel
                />
            })}
        </section>
    }
    .into_any()
}
