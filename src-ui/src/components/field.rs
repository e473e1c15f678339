//! A field to write in, with its label above it.

use leptos::prelude::*;

use crate::phrase;

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Words that may be seen.
    Words,
    /// A PIN: digits that may not be seen.
    Pin,
    /// A passphrase, or either: signs that may not be seen.
    Secret,
}

/// A field. What is typed into one that holds a secret is neither remembered nor corrected.
#[component]
pub fn Field<L>(
    /// Its id.
    id: &'static str,
    /// What it is for.
    wanted: Wanted,
    /// Its label.
    label: L,
    /// What is written in it.
    value: RwSignal<String>,
    /// Whether it is to be written again.
    #[prop(into)]
    wrong: Signal<bool>,
) -> AnyView
where
    L: Fn() -> String + Send + Sync + 'static,
{
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=if wanted == Wanted::Words { "text" } else { "password" }
                inputmode=(wanted == Wanted::Pin).then_some("numeric")
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="256"
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </div>
    }
    .into_any()
}

/// A field for a longer text. `hint` stands under it and is read with it.
#[component]
pub fn TextArea<L, H>(
    /// Its id.
    id: &'static str,
    /// Its label.
    label: L,
    /// What is to be known of it.
    hint: H,
    /// What is written in it.
    value: RwSignal<String>,
    /// Whether it is to be written again.
    #[prop(into)]
    wrong: Signal<bool>,
) -> AnyView
where
    L: Fn() -> String + Send + Sync + 'static,
    H: Fn() -> String + Send + Sync + 'static,
{
    let about = format!("{id}-hint");
    view! {
        <div class="field wide">
            <label for=id>{label}</label>
            <textarea
                id=id
                rows="10"
                autocomplete="off"
                aria-describedby=about.clone()
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
            <p class="small" id=about>{hint}</p>
        </div>
    }
    .into_any()
}

/// How much may be written; near the end, how much is.
pub fn room(count: usize, most: usize) -> String {
    if count * 5 < most * 4 {
        t!("letter-limit", most = phrase::count(most))
    } else {
        t!("letter-count", count = phrase::count(count), most = phrase::count(most))
    }
}
