//! The row above the inbox: the inbox or the archive, and which label. Both stand in the address, beside what is looked for.

use domain::mark::LabelId;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{ReadLabels, search::SearchFilter};

use crate::state::{Live, Looking, Place, View, desk, here, place};

/// The row. The labels are a field only where there are any.
#[component]
pub fn Shelves() -> AnyView {
    let place = place();
    let archived = Memo::new(move |_| here(place).search.filter.archived);
    let shelf = |archived: bool| move || in_archive(&here(place), archived).href();
    view! {
        <ul class="folders" aria-label=tr!("shelves")>
            <li><a href=shelf(false) aria-current=move || (!archived.get()).then_some("page")>{tr!("view-inbox")}</a></li>
            <li><a href=shelf(true) aria-current=move || archived.get().then_some("page")>{tr!("view-archive")}</a></li>
        </ul>
        <LabelFilter/>
        <Show when=move || archived.get()>
            <p class="small shelf-lead">{tr!("archive-lead")}" "{tr!("archive-lead.returns")}</p>
        </Show>
    }
    .into_any()
}

/// The same list in the archive, or not.
fn in_archive(now: &Place, archived: bool) -> Place {
    let Looking { text, filter } = now.search.clone();
    let search = Looking { text, filter: SearchFilter { archived, ..filter } };
    Place { view: View::Inbox, item: None, ..now.looking(search) }
}

/// Chooses a label, or all.
#[component]
fn LabelFilter() -> AnyView {
    let (desk, place, navigate) = (desk(), place(), use_navigate());
    let live = Live::new(desk, || Some(ReadLabels {}));
    let labels = Signal::derive(move || live.with(|labels| labels.labels.clone()).unwrap_or_default());
    let chosen = Memo::new(move |_| here(place).search.filter.label);
    let value = move || chosen.get().map(|label| label.0.to_string()).unwrap_or_default();
    let any = Memo::new(move |_| !labels.with(Vec::is_empty));
    let choose = Callback::new(move |value: String| {
        let label = value.parse().ok().map(LabelId);
        let now = untrack(|| here(place));
        let Looking { text, filter } = now.search.clone();
        let to = now.looking(Looking { text, filter: SearchFilter { label, ..filter } }).closed();
        navigate(&to.href(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    });
    view! {
        <Show when=move || any.get()>
            <div class="label-filter">
                <label for="label-filter" class="small">{tr!("label-filter")}</label>
                <span class="select"><select id="label-filter" prop:value=value on:change=move |event| choose.run(event_target_value(&event))>
                    <option value="" selected=move || chosen.get().is_none()>{tr!("label-any")}</option>
                    <For each=move || labels.get() key=|label| label.clone() let:label>
                        <option value=label.id.0.to_string() selected=move || chosen.get() == Some(label.id)>{label.name.clone()}</option>
                    </For>
                </select></span>
            </div>
        </Show>
    }
    .into_any()
}
