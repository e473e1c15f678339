//! Choosing keys: a row for each action, a button that waits for the key, and in words what came of it.

use leptos::{ev::KeyboardEvent, prelude::*};
use protocol::view::SettingsView;

use crate::{
    phrase,
    state::{
        desk,
        keys::{USUAL, Usual, choose, key, pressed},
    },
    words::language,
};

/// What is told below a row.
#[derive(Clone, PartialEq)]
enum Told {
    Nothing,
    Waiting,
    Words(String),
}

/// The keys, to be changed.
#[component]
pub fn Keys(
    /// Changes the settings.
    change: Callback<SettingsView>,
) -> AnyView {
    let desk = desk();
    let rows = USUAL.iter().map(|usual| view! { <Row usual change/> }).collect_view();
    let usual_again = move |_| change.run(SettingsView { keys: Vec::new(), ..desk.settings.get_untracked() });
    view! {
        <section class="keys" aria-labelledby="keys">
            <h2 id="keys">{tr!("keys-heading")}</h2>
            <p class="lead">{tr!("keys-lead")}</p>
            {rows}
            <p class="actions"><button type="button" on:click=usual_again>{tr!("keys-usual")}</button></p>
        </section>
    }
    .into_any()
}

#[component]
fn Row(
    /// The action and its usual key.
    usual: &'static Usual,
    /// Changes the settings.
    change: Callback<SettingsView>,
) -> AnyView {
    let desk = desk();
    let settings = desk.settings;
    let told = RwSignal::new(Told::Nothing);
    let waiting = Memo::new(move |_| told.get() == Told::Waiting);
    let what = move || phrase::action(language(), usual.action);
    let now = move || settings.with(|settings| key(usual, &settings.keys).to_owned());
    let hear = move |event: KeyboardEvent| {
        if !waiting.get_untracked() {
            return;
        }
        let Some(pressed) = pressed(&event) else { return };
        // Tab goes on its way, and takes the question with it.
        if matches!(pressed.as_str(), "Tab" | "Shift+Tab") {
            return told.set(Told::Nothing);
        }
        event.prevent_default();
        event.stop_propagation();
        if pressed == "Escape" {
            return told.set(Told::Nothing);
        }
        let before = settings.get_untracked();
        let words = match choose(usual, &pressed, &before.keys) {
            Ok(keys) => {
                change.run(SettingsView { keys, ..before });
                t!("key-set", key = pressed)
            }
            Err(why) => phrase::refused(language(), &pressed, why),
        };
        desk.announcer.say(words.clone());
        told.set(Told::Words(words));
    };
    view! {
        <div class="key">
            <p>
                <span class="strong">{what}</span>
                <kbd>{now}</kbd>
            </p>
            <p>
                <button
                    type="button"
                    on:click=move |_| {
                        desk.announcer.say(t!("key-press"));
                        told.set(Told::Waiting);
                    }
                    on:keydown=hear
                    on:blur=move |_| { if waiting.get_untracked() { told.set(Told::Nothing) } }
                >
                    {move || if waiting.get() { t!("key-press") } else { t!("key-change") }}
                    <span class="hidden">": "{what}", "{now}</span>
                </button>
            </p>
            {move || match told.get() {
                Told::Words(words) => Some(view! { <p class="note">{words}</p> }),
                Told::Nothing | Told::Waiting => None,
            }}
        </div>
    }
    .into_any()
}
