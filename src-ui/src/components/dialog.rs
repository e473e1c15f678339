//! A question above the page: what would follow, then the answers, the safe one first. It holds the focus, Escape is the
//! safe answer, and the focus goes back to where it was asked.

use leptos::{ev::KeyboardEvent, html, prelude::*};

use crate::state::{all, focus_element};

/// Asks before something is done. It is shown as long as it is on the page.
#[component]
pub fn Dialog(
    /// What is asked.
    heading: String,
    /// What would follow.
    consequence: String,
    /// What doing it is called.
    act: String,
    /// Does it. The dialog must be taken from the page by this.
    on_act: Callback<()>,
    /// Leaves it. The dialog must be taken from the page by this.
    on_cancel: Callback<()>,
    /// The selector of where the focus goes when it is done, where what it was asked from goes away with that.
    #[prop(optional_no_strip)]
    lands: Option<&'static str>,
) -> AnyView {
    let asked_from = document().active_element();
    let dialog = NodeRef::<html::Dialog>::new();
    let safe = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let (Some(dialog), Some(safe)) = (dialog.get(), safe.get()) {
            // It is on the page and not open, so it opens.
            let _ = dialog.show_modal();
            focus_element(&safe);
        }
    });
    let leave = std::rc::Rc::new(move |lands: Option<&str>, then: Callback<()>| {
        // While it is open nothing below it can take the focus. The focus is back before anything is done: what an answer
        // says of itself is heard after that, and where an answer leads, the focus stays.
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        let lands = lands.and_then(|lands| document().query_selector(lands).ok().flatten());
        if let Some(back) = lands.as_ref().or(asked_from.as_ref()) {
            focus_element(back);
        }
        then.run(());
    });
    let (cancel, escape) = (leave.clone(), leave.clone());
    let hold = move |event: KeyboardEvent| {
        // The keys of the page mean nothing here.
        event.stop_propagation();
        // By where the key lies: with Shift held down X11 has another name for Tab.
        match event.code().as_str() {
            "Escape" => {
                event.prevent_default();
                escape(None, on_cancel);
            }
            "Tab" => {
                event.prevent_default();
                step(dialog, event.shift_key());
            }
            _ => {}
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            aria-labelledby="dialog-heading"
            aria-describedby="dialog-consequence"
            on:keydown=hold
        >
            <h2 id="dialog-heading">{heading}</h2>
            <p id="dialog-consequence">{consequence}</p>
            <p class="actions">
                <button type="button" node_ref=safe on:click=move |_| cancel(None, on_cancel)>{tr!("cancel")}</button>
                <button type="button" class="primary" on:click=move |_| leave(lands, on_act)>{act}</button>
            </p>
        </dialog>
    }
    .into_any()
}

/// Goes to the next answer, and round: the web view would let Tab out into the page that is greyed.
fn step(dialog: NodeRef<html::Dialog>, backwards: bool) {
    let Some(dialog) = dialog.get_untracked() else { return };
    let answers = all(&dialog, "button");
    let active = document().active_element();
    let now = answers.iter().position(|answer| Some(answer) == active.as_ref()).unwrap_or_default();
    let next = now + if backwards { answers.len().saturating_sub(1) } else { 1 };
    if let Some(answer) = answers.get(next % answers.len().max(1)) {
        focus_element(answer);
    }
}
