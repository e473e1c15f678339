//! An item in a list: whose matter it is where it is not the resident's own, the title, then sender and time, then what it
//! asks.

use domain::{id::RecordKey, mark::Shelf, search::Piece};
use leptos::prelude::*;
use protocol::view::HeadlineView;

use super::{LabelNames, Pick, Short, UnverifiedMark, Words, extend};
use crate::{
    phrase,
    state::{Row, filing, here, overview, place, row_key},
    words::language,
};

/// Rows of a list that is patched in place.
#[component]
pub fn Headlines(
    /// The rows, in order.
    rows: Signal<Vec<Row>>,
) -> AnyView {
    view! {
        <For each=move || rows.get() key=|row| row.item.clone() let:row>
            <HeadlineRow item=row.item.clone() headline=row.headline.clone().into() selectable=true/>
        </For>
    }
    .into_any()
}

/// A text with what was looked for marked in it.
fn marked(pieces: Vec<Piece>) -> AnyView {
    pieces
        .into_iter()
        .map(|piece| if piece.found { view! { <mark>{piece.text}</mark> }.into_any() } else { piece.text.into_any() })
        .collect_view()
        .into_any()
}

/// One row. It follows its headline without being drawn anew, so that focus and place stay.
#[component]
pub fn HeadlineRow(
    /// The item.
    item: RecordKey,
    /// What is shown of it.
    headline: Signal<HeadlineView>,
    /// Whether it can be selected with others.
    #[prop(optional)]
    selectable: bool,
) -> AnyView {
    let (overview, place, filing) = (overview(), place(), filing());
    if selectable {
        filing.offer(&item, headline);
    }
    let row = row_key(&item);
    let picking = Memo::new(move |_| selectable && filing.selecting.get());
    let is_picked = {
        let name = row_key(&item);
        Memo::new(move |_| picking.get() && filing.has(&name))
    };
    let plain_title = Signal::derive(move || headline.with(|headline| headline.title.value.clone()));
    let marks = Memo::new(move |_| headline.with(|headline| headline.marks.clone()));
    let is_in_archive = Memo::new(move |_| here(place).search.filter.archived);
    let kind = item.kind;
    let source = item.source.clone();
    let name = row_key(&item);
    let (linked, current) = (item.clone(), item);
    let href = move || here(place).opening(&linked).href();
    let is_current = move || {
        let open = place.with(|place| place.as_ref().is_some_and(|place| place.item.as_ref() == Some(&current)));
        open.then_some("true")
    };
    let found = Memo::new(move |_| headline.with(|headline| headline.found.clone()));
    let title = move || match found.get() {
        Some(found) => marked(found.title),
        None => headline.with(|headline| headline.title.value.clone()).into_any(),
    };
    let passage = move || {
        found.get().and_then(|found| found.passage).map(|passage| {
            view! { <p class="passage" lang=passage.lang>{marked(passage.pieces)}</p> }
        })
    };
    let lang = move || headline.with(|headline| headline.title.lang.clone());
    let before = Memo::new(move |_| headline.with(|headline| phrase::before_title(language(), &headline.whose)));
    let is_new = Memo::new(move |_| headline.with(|headline| headline.is_new));
    let sender = Memo::new(move |_| headline.with(|headline| headline.sender.clone()));
    // A department called like its body is said once.
    let unit = Memo::new(move |_| {
        headline.with(|headline| headline.unit.clone().filter(|unit| unit.value != headline.sender.value))
    });
    let tag = Memo::new(move |_| headline.with(|headline| phrase::tag(language(), overview.today(), headline)));
    view! {
        <article
            class="item"
            class:new=move || is_new.get()
            class:picking=move || picking.get()
            class:picked=move || is_picked.get()
            data-row=name
            aria-current=is_current
            on:keydown=move |event| if selectable { extend(filing, &event) }
        >
            <h3>
                // The language is told of whole objects only, so it is the link's; the words before the title have their own.
                <a href=href lang=lang>
                    {move || before.get().map(|whose| {
                        let own = lang().is_some().then(|| language().tag());
                        view! { <span class="whose" lang=own>{whose}" "</span> }
                    })}
                    {title}
                </a>
            </h3>
            <p class="meta">
                <span>
                    {move || view! { <Words text=sender.get()/> }}
                    {move || unit.get().map(|text| view! { ", "<Words text/> })}
                </span>
                <Show when=move || before.with(Option::is_none)>
                    <span>{move || headline.with(|headline| phrase::whose(language(), &headline.whose))}</span>
                </Show>
                <Short when=Signal::derive(move || headline.with(|headline| headline.when.clone()))/>
            </p>
            {passage}
            <p class="meta">
                <UnverifiedMark source/>
                <Show when=move || headline.with(|headline| headline.mismatch)>
                    <strong class="tag due">{tr!("signature-mark")}</strong>
                </Show>
                <Show when=move || is_new.get()><strong class="new-word">{tr!("new-mark")}</strong></Show>
                <Show when=move || marks.with(|marks| marks.pinned)><span class="mark-word">{tr!("pinned-mark")}</span></Show>
                <Show when=move || marks.with(|marks| marks.shelf == Shelf::Returned)><span class="mark-word">{tr!("returned-mark")}</span></Show>
                <Show when=move || marks.with(|marks| marks.shelf == Shelf::Archive) && !is_in_archive.get()>
                    <span class="mark-word">{tr!("archived-mark")}</span>
                </Show>
                <Show when=move || marks.with(|marks| marks.muted)><span class="mark-word">{tr!("muted-mark")}</span></Show>
                {move || marks.with(|marks| marks.snoozed.clone()).map(|when| {
                    view! { <span class="mark-word">{t!("snooze-mark", when = phrase::when_full(language(), &when))}</span> }
                })}
                {move || tag.get().map(|tag| view! { <span class=tag.tone.class()>{tag.words}</span> })}
                <span>{move || phrase::kind(language(), kind)}</span>
            </p>
            {move || view! { <LabelNames marks=marks.get()/> }}
            // Last: an item begins with its heading.
            <Show when=move || picking.get()><Pick row=row.clone() title=plain_title/></Show>
        </article>
    }
    .into_any()
}
