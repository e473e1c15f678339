//! Selecting several rows of a list and filing them together.

use domain::{
    id::RecordKey,
    mark::{LabelId, Mark},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::LabelMarks;
use crate::state::{Filing, View, all, desk, filing, focus, focus_element, focus_row, here, place, row_key};

/// The checkboxes of the rows, in the order of the page.
const PICKS: &str = ".list .pick input";

/// The way into selecting.
#[component]
pub fn SelectBegin(
    /// Whether there is anything to select.
    any: Signal<bool>,
) -> AnyView {
    let filing = filing();
    let begin = move |_| {
        filing.selecting.set(true);
        focus(PICKS);
    };
    view! {
        <Show when=move || any.get() && !filing.selecting.get()>
            <p class="select-begin"><button type="button" class="link" on:click=begin>{tr!("select-begin")}</button></p>
        </Show>
    }
    .into_any()
}

/// While rows are selected, what can be done with them.
#[component]
pub fn Selection() -> AnyView {
    let filing = filing();
    on_cleanup(move || filing.end());
    view! { <Show when=move || filing.selecting.get()><Tools/></Show> }.into_any()
}

/// What can be done with the selected rows: the most usual at once, the rest behind a button.
#[component]
fn Tools() -> AnyView {
    let (desk, place, filing) = (desk(), place(), filing());
    let more = RwSignal::new(false);
    let act = Callback::new(move |(mark, on): (Mark, bool)| {
        let items = filing.items();
        if items.is_empty() {
            desk.announcer.say(t!("select-none"));
            return;
        }
        // Labels are put on one after the other; everything else ends it.
        let ends = !matches!(mark, Mark::Label(_));
        let next = next_of(filing, &items);
        leptos::task::spawn_local(async move {
            if filing.mark(desk, items, mark, on).await && ends {
                filing.end();
                match next {
                    Some(next) => focus_row(&next, "#list-title"),
                    None => focus(".select-begin button"),
                }
            }
        });
    });
    let archived = Memo::new(move |_| {
        let here = here(place);
        here.view == View::Inbox && here.search.filter.archived
    });
    let pinned = Memo::new(move |_| filing.all(|headline| headline.marks.pinned));
    let has = Callback::new(move |label: LabelId| {
        filing.all(|headline| headline.marks.labels.iter().any(|other| other.id == label))
    });
    let leave = move |_| {
        filing.end();
        focus(".select-begin button");
    };
    view! {
        <section class="selection" data-region="selection" tabindex="-1" aria-label=tr!("select-tools")>
            <p class="select-row">
                <span class="strong">{move || t!("select-count", count = filing.count())}</span>
                <button type="button" class="link" on:click=move |_| filing.select_all()>{tr!("select-all")}</button>
                <button type="button" class="link" on:click=leave>{tr!("select-end")}</button>
            </p>
            <p class="tools">
                <button type="button" on:click=move |_| act.run((Mark::Archived, !archived.get_untracked()))>
                    {move || if archived.get() { t!("do-unarchive") } else { t!("do-archive") }}
                </button>
                <button type="button" on:click=move |_| act.run((Mark::Unread, false))>{tr!("do-read")}</button>
                <button
                    type="button"
                    aria-expanded=move || if more.get() { "true" } else { "false" }
                    aria-controls="select-more"
                    on:click=move |_| more.update(|more| *more = !*more)
                >
                    {tr!("do-more")}
                </button>
            </p>
            <div id="select-more" hidden=move || !more.get()>
                <Show when=move || more.get()>
                    <p class="tools">
                        <button type="button" on:click=move |_| act.run((Mark::Unread, true))>{tr!("do-unread")}</button>
                        <button type="button" on:click=move |_| act.run((Mark::Pinned, !pinned.get_untracked()))>
                            {move || if pinned.get() { t!("do-unpin") } else { t!("do-pin") }}
                        </button>
                    </p>
                    <LabelMarks name="select" has mark=act/>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

/// The checkbox of a row.
#[component]
pub fn Pick(
    /// The name of its row.
    row: String,
    /// Its title.
    title: Signal<String>,
) -> AnyView {
    let filing = filing();
    let name = StoredValue::new(row);
    let has = move || name.try_with_value(|name| filing.has(name)).unwrap_or_default();
    let change =
        move |event: leptos::ev::Event| name.with_value(|name| filing.select(name, event_target_checked(&event)));
    let range = move |event: leptos::ev::MouseEvent| {
        if event.shift_key() {
            // The row is selected with all between, whatever the click would have made of it.
            event.prevent_default();
            name.with_value(|name| filing.select_to(name, &order()));
        }
    };
    view! {
        <label class="pick">
            <input
                type="checkbox"
                data-pick=name.get_value()
                prop:checked=has
                on:change=change
                on:click=range
            />
            <span class="hidden">{move || t!("select-item", title = title.get())}</span>
        </label>
    }
    .into_any()
}

/// Shift with an arrow selects the row and the next or previous one, and goes there. Where nothing is being selected yet it
/// begins with this row.
pub fn extend(filing: Filing, event: &KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" if event.shift_key() => 1,
        "ArrowUp" if event.shift_key() => -1,
        _ => return,
    };
    let Some(row) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let row = row.closest("[data-row]").ok().flatten();
    let Some(here) = row.and_then(|row| row.get_attribute("data-row")) else { return };
    event.prevent_default();
    if !filing.selecting.get_untracked() {
        filing.selecting.set(true);
    }
    // The checkboxes may only now be there.
    request_animation_frame(move || {
        let order = order();
        let Some(now) = order.iter().position(|name| *name == here) else { return };
        if !untrack(|| filing.has(&here)) {
            filing.select(&here, true);
        }
        let Some(next) = now.checked_add_signed(step).and_then(|next| order.get(next)) else { return };
        filing.select_to(next, &order);
        if let Some(pick) = picks().into_iter().find(|pick| pick.get_attribute("data-pick").as_ref() == Some(next)) {
            focus_element(&pick);
            if let Ok(pick) = pick.dyn_into::<HtmlElement>() {
                pick.scroll_into_view_with_bool(false);
            }
        }
    });
}

fn picks() -> Vec<Element> {
    document().body().map(|body| all(&body, PICKS)).unwrap_or_default()
}

fn order() -> Vec<String> {
    picks().iter().filter_map(|pick| pick.get_attribute("data-pick")).collect()
}

/// The row to which the focus goes when these have left the list: the one after the last, else the one before the first.
fn next_of(filing: Filing, items: &[RecordKey]) -> Option<RecordKey> {
    let gone: Vec<String> = items.iter().map(row_key).collect();
    let order = order();
    let last = order.iter().rposition(|name| gone.contains(name))?;
    let first = order.iter().position(|name| gone.contains(name))?;
    let next = order.get(last + 1).or_else(|| order.get(first.checked_sub(1)?))?;
    filing.item(next)
}
