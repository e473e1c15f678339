//! A list with the reading pane beside it. On a phone one or the other is shown.

use domain::id::RecordKey;
use leptos::prelude::*;
use protocol::{MarkOpened, ReadItem, marks::MarksView, view::ItemView};

use super::{
    receive::{Receive, Reception, as_it_came},
    title::title,
};
use crate::{
    components::{
        Failure, Icon, IconView, ItemReading, ItemTools, Lost, PartyFilter, Reminders, SearchBox, SelectBegin,
        Selection, Settled, Shelves, Unmoved, Waiting,
    },
    phrase::{self, fault},
    state::{Answer, HeadlineList, Live, View, desk, focus_heading, focus_row, here, lock, place},
    words::language,
};

/// A list and what is open of it. The heading of what is open is the page's first; with nothing open, the list's is.
#[component]
pub fn Columns<H, L, V>(
    /// The list's heading.
    heading: H,
    /// The view.
    view: View,
    /// The list.
    list: L,
    /// Whether it has anything to select.
    any: Signal<bool>,
    /// The pane.
    children: Children,
) -> AnyView
where
    H: Fn() -> String + Copy + Send + Sync + 'static,
    L: Fn() -> V + Send + 'static,
    V: IntoView + 'static,
{
    let place = place();
    let open = Memo::new(move |_| place.with(|place| place.as_ref().is_some_and(|place| place.item.is_some())));
    let class = if view == View::Inbox { "list" } else { "list cases" };
    let title = move || {
        if open.get() {
            view! { <h2 id="list-title" class="list-title">{heading}</h2> }.into_any()
        } else {
            view! { <h1 id="list-title" class="list-title">{heading}</h1> }.into_any()
        }
    };
    view! {
        <div class="columns" class:open=move || open.get()>
            <section class=class data-region="list" tabindex="-1" aria-labelledby="list-title">
                <div class="list-head">
                    {title}
                    <Lost/>
                    {(view == View::Inbox).then(|| view! { <SearchBox/> })}
                    <PartyFilter id="filter-list"/>
                    <div class="shelves">
                        {(view == View::Inbox).then(|| view! { <Shelves/> })}
                        <SelectBegin any/>
                    </div>
                </div>
                <Selection/>
                {list}
            </section>
            {children()}
        </div>
    }
    .into_any()
}

/// The open item.
#[component]
pub fn Reading<K>(
    /// The title of an item as its list knows it, for the moment before the item is read.
    known: K,
    /// Whether the list has anything to choose.
    any: Signal<bool>,
) -> AnyView
where
    K: Fn(&RecordKey) -> Option<String> + Copy + Send + Sync + 'static,
{
    let (desk, place) = (desk(), place());
    let selected = Memo::new(move |_| place.with(|place| place.as_ref().and_then(|place| place.item.clone())));
    let live = Live::new(desk, move || selected.get().map(|item| ReadItem { item }));
    let reception = Reception::new(desk, live);
    provide_context(Unmoved::default());
    let lock = lock(desk);
    title(move || {
        let item = selected.get()?;
        // The title is seen where the window is not. With a lock it says where one is, and not what is read there.
        if lock.is_set() {
            return Some(phrase::view(language(), here(place).view));
        }
        match live.get() {
            // The title of a window is seen in lists of windows, also over somebody's shoulder.
            Some(Ok(view)) if view.whose.protected => Some(phrase::kind(language(), item.kind)),
            Some(Ok(view)) => Some(view.title.value),
            // The heading is a sentence, the title is none.
            Some(Err(error)) => Some(fault(language(), error.code).happened.trim_end_matches('.').to_owned()),
            None => known(&item),
        }
    });
    let answered = Memo::new(move |_| live.get().is_some());
    Effect::new(move |before: Option<Option<RecordKey>>| {
        // The focus waits until there is something to read: what stands there before is taken away again.
        let now = selected.get().filter(|_| answered.get());
        match (before.flatten(), &now) {
            (before, Some(now)) if before.as_ref() != Some(now) => focus_heading(),
            (Some(before), None) if selected.with_untracked(Option::is_none) => focus_row(&before, "#main"),
            _ => {}
        }
        now
    });
    // Opening is told once for each item, when it is in front of the resident. Of a case that is not all here it brings the
    // rest, whether the case is new or not. What becomes of the case while it is open is not fetched unasked.
    let shown =
        Memo::new(move |_| live.with(|view| (view.item.clone(), view.is_new || view.is_quiet, view.missing.is_some())));
    Effect::new(move |before: Option<Option<RecordKey>>| {
        let before = before.flatten();
        let Some((item, is_new, is_partial)) = shown.get() else { return selected.get().and(before) };
        let just_opened = before.as_ref() != Some(&item);
        if (is_new && !is_partial) || (just_opened && is_partial) {
            let item = item.clone();
            leptos::task::spawn_local(async move {
                // If it cannot be kept, the item stays new and is told again the next time it is opened.
                let _ = desk.backend.call(MarkOpened { item }).await;
            });
        }
        Some(item)
    });
    // That it is no longer new, or filed otherwise, changes nothing here: what is open, and where somebody reads, stays.
    let read = Memo::new(move |_| {
        let as_read = |item| ItemView { is_new: false, is_quiet: false, marks: MarksView::default(), ..item };
        live.get().map(|answer| answer.map(as_read).map(as_it_came))
    });
    let is_read = Memo::new(move |_| read.with(|read| matches!(read, Some(Ok(_)))));
    let content = move || match selected.get() {
        None => view! { <Show when=move || any.get()><p id="reading-title" class="choose">{tr!("choose")}</p></Show> }
            .into_any(),
        Some(item) => {
            let reminded = item.clone();
            let name = move || known(&item).unwrap_or_else(|| t!("opening"));
            view! {
                <p class="back">
                    <a href=move || here(place).closed().href()>
                        <IconView icon=Icon::Back/>
                        {tr!("back")}
                    </a>
                </p>
                <Show when=move || is_read.get()><ItemTools live/></Show>
                {move || match read.get() {
                    None => view! { <h1 id="reading-title">{name()}</h1><Waiting/> }.into_any(),
                    Some(Ok(item)) => view! { <ItemReading item receive=move || view! { <Receive reception/> }/> }.into_any(),
                    Some(Err(error)) => {
                        view! { <Failure error alone=true retry=move || live.ask_again()/> }.into_any()
                    }
                }}
                <Show when=move || is_read.get()><Settled live/></Show>
                // After what is read: who goes on from the heading by Tab comes to it.
                <Show when=move || is_read.get()><Reminders item=reminded.clone()/></Show>
            }
            .into_any()
        }
    };
    // With nothing to read and nothing to choose there is no title that could name it.
    let titled = move || selected.with(Option::is_some) || any.get();
    let named = move || titled().then_some("reading-title");
    let called = move || (!titled()).then(|| t!("reading-nothing"));
    view! {
        <section id="reading" class="read" data-region="reading" tabindex="-1" aria-labelledby=named aria-label=called>
            <div class="sheet">{content}</div>
        </section>
    }
    .into_any()
}

/// The button that loads the next page of a list and moves to its first item.
#[component]
pub fn Older<F>(
    /// The list.
    list: HeadlineList,
    /// How it is asked.
    fetch: F,
) -> AnyView
where
    F: Fn(Option<String>, u16) -> Answer + Copy + Send + Sync + 'static,
{
    let busy = RwSignal::new(false);
    let load = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let first = list.load_more(fetch).await;
            busy.try_set(false);
            if let Some(first) = first {
                focus_row(&first, "#main");
            }
        });
    };
    view! {
        <Show when=move || list.has_more()>
            <p class="older">
                <button type="button" aria-disabled=move || busy.get().then_some("true") on:click=load>
                    {tr!("older")}
                </button>
            </p>
        </Show>
    }
    .into_any()
}
