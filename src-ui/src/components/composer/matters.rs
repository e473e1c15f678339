//! The kind of matter that a letter begins.

use leptos::prelude::*;
use protocol::rights::MatterView;

/// The kind of matter, where there is a choice.
#[component]
pub(super) fn Matters(
    /// The kinds.
    matters: Vec<MatterView>,
    /// Whether one must be chosen.
    needed: bool,
    /// The chosen one.
    matter: RwSignal<Option<String>>,
    /// Whether it is to be chosen again.
    wrong: Signal<bool>,
) -> AnyView {
    if matters.is_empty() {
        return ().into_any();
    }
    let first = move || if needed { t!("letter-matter-choose") } else { t!("letter-matter-any") };
    let label = move || {
        if wrong.get() {
            format!("{}. {}", t!("letter-matter"), t!("letter-flaw-matter-missing"))
        } else {
            t!("letter-matter")
        }
    };
    let options = matters
        .into_iter()
        .map(|MatterView { id, name }| {
            let own = id.clone();
            let chosen = move || matter.with(|matter| matter.as_ref() == Some(&own));
            view! { <option value=id lang=name.lang selected=chosen>{name.value}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="letter-matter">{label}</label>
            <div class="select">
            <select
                id="letter-matter"
                aria-invalid=move || wrong.get().then_some("true")
                on:change:target=move |event| matter.set(Some(event.target().value()).filter(|id| !id.is_empty()))
            >
                <option value="" selected=move || matter.with(Option::is_none)>{first}</option>
                {options}
            </select>
            </div>
        </div>
    }
    .into_any()
}
