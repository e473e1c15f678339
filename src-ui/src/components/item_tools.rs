//! What the resident can do with the open item on this device: put it away, and behind a button the rest.

use domain::{
    id::{RecordKey, RecordKind},
    mark::{LabelId, Mark, Shelf},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    marks::MarksView,
    view::{ItemBody, ItemView},
};

use super::LabelMarks;
use crate::state::{Live, desk, filing, here, place};

/// What of an item decides which tools there are.
#[derive(Clone, Debug, PartialEq)]
struct Tooled {
    item: RecordKey,
    /// Its case, or itself where it is one.
    case: Option<RecordKey>,
    /// Whether its service keeps a place for it, so that it is put away there.
    has_folder: bool,
    marks: MarksView,
}

impl Tooled {
    fn of(view: &ItemView) -> Self {
        let own = (view.item.kind == RecordKind::Case).then(|| view.item.clone());
        Self {
            case: own.or_else(|| view.case.as_ref().map(|case| case.item.clone())),
            has_folder: matches!(&view.body, ItemBody::Case(case) if case.folder.is_some()),
            item: view.item.clone(),
            marks: view.marks.clone(),
        }
    }
}

/// The tools, above the item. They follow it without being drawn anew, so that the focus stays.
#[component]
pub fn ItemTools(
    /// The item as it is read.
    live: Live<protocol::ReadItem>,
) -> AnyView {
    let (desk, place, filing, navigate) = (desk(), place(), filing(), use_navigate());
    let more = RwSignal::new(false);
    let tooled = Memo::new(move |_| live.with(Tooled::of));
    let marks = move |read: fn(&MarksView) -> bool| {
        tooled.with(|tooled| tooled.as_ref().is_some_and(|tooled| read(&tooled.marks)))
    };
    let mark = move |item: Option<RecordKey>, mark: Mark, on: bool| {
        if let Some(item) = item {
            leptos::task::spawn_local(async move {
                filing.mark(desk, vec![item], mark, on).await;
            });
        }
    };
    let item = move || tooled.with_untracked(|tooled| tooled.as_ref().map(|tooled| tooled.item.clone()));
    let case = move || tooled.with_untracked(|tooled| tooled.as_ref().and_then(|tooled| tooled.case.clone()));
    let of_item = Callback::new(move |(which, on): (Mark, bool)| mark(item(), which, on));
    // What is put away or unread again is not in front of the resident any more.
    let close = Callback::new(move |(item, which, on): (Option<RecordKey>, Mark, bool)| {
        let now = untrack(|| here(place)).closed();
        navigate(&now.href(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        mark(item, which, on);
    });
    let archived = Memo::new(move |_| marks(|marks| marks.shelf == Shelf::Archive));
    let muted = Memo::new(move |_| marks(|marks| marks.muted));
    let pinned = Memo::new(move |_| marks(|marks| marks.pinned));
    let is_case = Memo::new(move |_| {
        tooled.with(|tooled| tooled.as_ref().is_some_and(|tooled| tooled.item.kind == RecordKind::Case))
    });
    let has_case =
        Memo::new(move |_| tooled.with(|tooled| tooled.as_ref().is_some_and(|tooled| tooled.case.is_some())));
    let can_archive =
        Memo::new(move |_| tooled.with(|tooled| tooled.as_ref().is_some_and(|tooled| !tooled.has_folder)));
    let has = Callback::new(move |label: LabelId| {
        tooled.with(|tooled| {
            tooled.as_ref().is_some_and(|tooled| tooled.marks.labels.iter().any(|other| other.id == label))
        })
    });
    let archive = move |_| {
        if archived.get_untracked() {
            of_item.run((Mark::Archived, false));
        } else {
            close.run((item(), Mark::Archived, true));
        }
    };
    let archive_words = move || match (archived.get(), is_case.get()) {
        (true, _) => t!("do-unarchive"),
        (false, true) => t!("do-archive-case"),
        (false, false) => t!("do-archive"),
    };
    let notes = move || {
        let marks = tooled.with(|tooled| tooled.as_ref().map(|tooled| tooled.marks.clone()))?;
        let note = |on: bool, words: fn() -> String| on.then(|| view! { <p class="note">{words}</p> });
        Some(view! {
            {note(marks.shelf == Shelf::Archive, || t!("archived-note"))}
            {note(marks.shelf == Shelf::Returned, || t!("returned-note"))}
            {note(marks.muted, || t!("muted-note"))}
            <LabelNames marks/>
        })
    };
    view! {
        <div class="item-tools" role="group" aria-label=tr!("item-tools")>
            <p class="tools">
                <Show when=move || can_archive.get()>
                    <button type="button" on:click=archive>{archive_words}</button>
                </Show>
                <button
                    type="button"
                    aria-expanded=move || if more.get() { "true" } else { "false" }
                    aria-controls="item-more"
                    on:click=move |_| more.update(|more| *more = !*more)
                >
                    {tr!("do-more")}
                </button>
            </p>
            <div id="item-more" hidden=move || !more.get()>
                <Show when=move || more.get()>
                    <p class="tools">
                        <button type="button" on:click=move |_| close.run((item(), Mark::Unread, true))>
                            {tr!("do-unread")}
                        </button>
                        <button type="button" on:click=move |_| of_item.run((Mark::Pinned, !pinned.get_untracked()))>
                            {move || if pinned.get() { t!("do-unpin") } else { t!("do-pin") }}
                        </button>
                        <Show when=move || has_case.get()>
                            <button type="button" on:click=move |_| of_item.run((Mark::Muted, !muted.get_untracked()))>
                                {move || if muted.get() { t!("do-unmute") } else { t!("do-mute") }}
                            </button>
                        </Show>
                        <Show when=move || has_case.get() && !is_case.get() && !archived.get()>
                            <button type="button" on:click=move |_| close.run((case(), Mark::Archived, true))>{tr!("do-archive-case")}</button>
                        </Show>
                    </p>
                    <LabelMarks name="item" has mark=of_item/>
                </Show>
            </div>
        </div>
        {notes}
    }
    .into_any()
}

/// The labels of an item, by name; nothing where there are none.
#[component]
pub fn LabelNames(
    /// How it is filed.
    marks: MarksView,
) -> AnyView {
    if marks.labels.is_empty() {
        return ().into_any();
    }
    let names =
        marks.labels.into_iter().map(|label| view! { <span class="label-name">{label.name}</span> }).collect_view();
    view! { <p class="meta labels"><span>{tr!("labels-mark")}</span>{names}</p> }.into_any()
}
