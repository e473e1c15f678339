//! An item in a list: whose matter it is where it is not the resident's own, the title, then sender and time, then what it
//! asks.

use domain::{id::RecordKey, search::Piece};
use leptos::prelude::*;
use protocol::view::HeadlineView;

use super::{Short, UnverifiedMark, Words};
use crate::{
    phrase,
    state::{Row, here, overview, place, row_key},
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
            <HeadlineRow item=row.item.clone() headline=row.headline.clone().into()/>
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
) -> AnyView {
    let (overview, place) = (overview(), place());
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
        <article class="item" class:new=move || is_new.get() data-row=name aria-current=is_current>
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
                <Show when=move || is_new.get()><strong class="new-word">{tr!("new-mark")}</strong></Show>
                {move || tag.get().map(|tag| view! { <span class=tag.tone.class()>{tag.words}</span> })}
                <span>{move || phrase::kind(language(), kind)}</span>
            </p>
        </article>
    }
    .into_any()
}
