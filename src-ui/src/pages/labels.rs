//! The resident's labels, in the settings: to make one, to give one another name, to remove one.

use domain::mark::LabelId;
use leptos::prelude::*;
use protocol::{CreateLabel, ErrorCode, ErrorView, ReadLabels, RemoveLabel, RenameLabel, marks::LabelView};

use crate::{
    components::{Dialog, Field, Wanted},
    phrase,
    state::{Live, desk, focus},
    words::language,
};

/// The labels.
#[component]
pub fn Labels() -> AnyView {
    let desk = desk();
    let live = Live::new(desk, || Some(ReadLabels {}));
    let labels = Signal::derive(move || live.with(|labels| labels.labels.clone()).unwrap_or_default());
    let room = Memo::new(move |_| live.with(|labels| labels.room).unwrap_or(true));
    let known = Memo::new(move |_| live.get().is_some());
    let (typed, renaming) = (RwSignal::new(String::new()), RwSignal::new(None::<LabelId>));
    let removing = RwSignal::new(None::<LabelView>);
    let failed = RwSignal::new(None::<String>);
    // What came of it, aloud; and in sight, where it went wrong.
    let tell = move |error: Option<ErrorView>, done: String| {
        let fault = error.map(|error| match error.code {
            ErrorCode::NotTaken => t!("label-taken"),
            code => phrase::fault(language(), code).whole(),
        });
        desk.announcer.say(fault.clone().unwrap_or(done));
        failed.try_set(fault);
    };
    let create = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = typed.with_untracked(|name| name.trim().to_owned());
        if name.is_empty() {
            focus("#label-name");
            desk.announcer.say(t!("label-name"));
            return;
        }
        leptos::task::spawn_local(async move {
            let made = desk.backend.call(CreateLabel { name }).await;
            if made.is_ok() {
                typed.try_set(String::new());
            }
            tell(made.err(), t!("label-created"));
        });
    };
    let rename = Callback::new(move |(label, name): (LabelId, String)| {
        leptos::task::spawn_local(async move {
            let renamed = desk.backend.call(RenameLabel { label, name }).await;
            if renamed.is_ok() {
                renaming.try_set(None);
            }
            tell(renamed.err(), t!("label-renamed"));
        });
    });
    let remove = Callback::new(move |()| {
        let Some(label) = removing.try_update(Option::take).flatten() else { return };
        leptos::task::spawn_local(async move {
            let removed = desk.backend.call(RemoveLabel { label: label.id }).await;
            tell(removed.err(), t!("label-removed"));
            focus("#labels");
        });
    });
    let cancel = Callback::new(move |()| removing.set(None));
    view! {
        <section class="part" aria-labelledby="labels">
            <h2 id="labels" tabindex="-1">{tr!("labels-heading")}</h2>
            <p class="lead">{tr!("labels-lead")}</p>
            <Show when=move || known.get() && labels.with(Vec::is_empty)><p>{tr!("labels-none")}</p></Show>
            <For each=move || labels.get() key=|label| label.clone() let:label>
                <Label label renaming removing rename/>
            </For>
            {move || failed.get().map(|words| view! { <p class="note">{words}</p> })}
            <Show when=move || room.get() fallback=move || view! { <p>{tr!("labels-full")}</p> }>
                <form on:submit=create>
                    <Field id="label-name" wanted=Wanted::Words label=|| t!("label-name") value=typed wrong=false/>
                    <p class="actions"><button type="submit">{tr!("label-create")}</button></p>
                </form>
            </Show>
            {move || removing.get().map(|label| {
                let name = label.name;
                let (heading, consequence, act) =
                    (t!("label-remove.sure", name = name), t!("label-remove.warning"), t!("label-remove.act"));
                view! { <Dialog heading consequence act on_act=remove on_cancel=cancel/> }
            })}
        </section>
    }
    .into_any()
}

/// One label, with the ways to change it.
#[component]
fn Label(
    /// The label.
    label: LabelView,
    /// The one that is being given another name.
    renaming: RwSignal<Option<LabelId>>,
    /// The one that may be removed.
    removing: RwSignal<Option<LabelView>>,
    /// Gives it another name.
    rename: Callback<(LabelId, String)>,
) -> AnyView {
    let desk = desk();
    let LabelView { id, name } = label.clone();
    let typed = RwSignal::new(name.clone());
    let begin = move |_| {
        renaming.set(Some(id));
        focus("#label-new-name");
        // Of a field that gets the focus by script nothing is said.
        desk.announcer.say(t!("label-new-name"));
    };
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        rename.run((id, typed.get_untracked()));
    };
    let (to_rename, to_remove) = (name.clone(), name.clone());
    view! {
        <div class="label-row" data-part=format!("label-{}", id.0)>
            <Show
                when=move || renaming.get() == Some(id)
                fallback={
                    let (name, to_rename, to_remove, label) = (name.clone(), to_rename.clone(), to_remove.clone(), label.clone());
                    move || {
                        let (to_rename, to_remove, label) = (to_rename.clone(), to_remove.clone(), label.clone());
                        view! {
                            <p class="strong">{name.clone()}</p>
                            <p class="tools">
                                <button type="button" class="link" on:click=begin>{move || t!("label-rename", name = to_rename.clone())}</button>
                                <button type="button" class="link" on:click=move |_| removing.set(Some(label.clone()))>
                                    {move || t!("label-remove", name = to_remove.clone())}
                                </button>
                            </p>
                        }
                    }
                }
            >
                <form on:submit=keep>
                    <Field id="label-new-name" wanted=Wanted::Words label=|| t!("label-new-name") value=typed wrong=false/>
                    <p class="actions">
                        <button type="submit">{tr!("label-keep")}</button>
                        <button type="button" on:click=move |_| renaming.set(None)>{tr!("cancel")}</button>
                    </p>
                </form>
            </Show>
        </div>
    }
    .into_any()
}
