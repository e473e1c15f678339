//! The resident's labels as choices: which of them what is marked has, and a field for a new one.

use domain::mark::{LabelId, Mark};
use leptos::prelude::*;
use protocol::{CreateLabel, ReadLabels};

use crate::{
    phrase,
    state::{Live, desk},
    words::language,
};

/// Checkboxes for the labels, and a field for a new one, which is put on at once.
#[component]
pub fn LabelMarks(
    /// Begins the ids of the fields; the choices may stand in two places.
    name: &'static str,
    /// Whether all of what is marked has a label.
    #[prop(into)]
    has: Callback<LabelId, bool>,
    /// Marks it.
    mark: Callback<(Mark, bool)>,
) -> AnyView {
    let desk = desk();
    let live = Live::new(desk, || Some(ReadLabels {}));
    let labels = Signal::derive(move || live.with(|labels| labels.labels.clone()).unwrap_or_default());
    let room = Memo::new(move |_| live.with(|labels| labels.room).unwrap_or(true));
    let typed = RwSignal::new(String::new());
    let create = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = typed.with_untracked(|name| name.trim().to_owned());
        if name.is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            match desk.backend.call(CreateLabel { name: name.clone() }).await {
                Ok(labels) => {
                    typed.try_set(String::new());
                    let wanted = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                    let made = labels.labels.into_iter().find(|label| label.name.to_lowercase() == wanted);
                    if let Some(made) = made {
                        mark.try_run((Mark::Label(made.id), true));
                    }
                }
                Err(error) => desk.announcer.say(phrase::fault(language(), error.code).whole()),
            }
        });
    };
    let field = format!("{name}-new-label");
    let id = field.clone();
    view! {
        <div class="label-marks" role="group" aria-label=tr!("labels-heading")>
            <For each=move || labels.get() key=|label| label.clone() let:label>
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || has.run(label.id)
                        on:change=move |event| mark.run((Mark::Label(label.id), event_target_checked(&event)))
                    />
                    <span>{label.name.clone()}</span>
                </label>
            </For>
            <Show when=move || !room.get()><p class="small">{tr!("labels-full")}</p></Show>
            <form class="field" on:submit=create>
                <label for=field class="small">{tr!("label-name")}</label>
                <div class="field-row">
                    <input
                        id=id
                        type="text"
                        autocomplete="off"
                        maxlength="40"
                        prop:value=move || typed.get()
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                    <button type="submit">{tr!("label-create")}</button>
                </div>
            </form>
        </div>
    }
    .into_any()
}
