//! The use of the resident's data: who uses them, on which basis, whether anything is wrong, and what is new.
//!
//! First one answer in words, then what waits for the resident, what looks wrong, what they decide on, and what rests on law.

mod lookups;
mod one;
mod saving;

use domain::id::PartyId;
use leptos::prelude::*;
use protocol::{
    ReadDataUses,
    data_use::{AskingView, DataUseLineView, DataUsesView, LookupFilter},
    letters::LetterTo,
    view::HeadlineView,
};

use self::saving::Saving;
pub use self::{lookups::Lookups, one::Use};
use super::title::title;
use crate::{
    components::{Failure, HeadlineRow, LogNotes, LookupCard, PartyFilter, Short, Waiting, Words},
    phrase::{self, data_use as said},
    state::{ALL_LOOKUPS, Live, Place, View, Writing, desk, here, place, row_key},
    words::language,
};

/// The overview.
#[component]
pub fn Uses() -> AnyView {
    let (desk, place) = (desk(), place());
    title(|| Some(t!("view-use")));
    let party = Memo::new(move |_| here(place).party);
    let live = Live::new(desk, move || Some(ReadDataUses { party: party.get() }));
    let view = Memo::new(move |_| live.with(Clone::clone).unwrap_or_default());
    let state = Memo::new(move |_| live.get().map(|answer| answer.map(|_| ())));
    let shown = move || match state.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(error)) => view! { <Failure error retry=move || live.ask_again()/> }.into_any(),
        Some(Ok(())) => view! { <Overview view party/> }.into_any(),
    };
    view! {
        <div class="page uses" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-use")}</h1>
            <div class="page-filter"><PartyFilter id="filter-page"/></div>
            {shown}
        </div>
    }
    .into_any()
}

#[component]
fn Overview(
    /// Everything of it.
    view: Memo<DataUsesView>,
    /// Whose it is; none: everybody's.
    party: Memo<Option<PartyId>>,
) -> AnyView {
    let place = place();
    let summary = move || view.with(|view| phrase::uses(language(), view)).join(" ");
    let empty =
        Memo::new(move |_| view.with(|view| view.uses.is_empty() && view.requests.is_empty() && view.lookups == 0));
    let some_new = Memo::new(move |_| view.with(|view| view.new_lookups > 0));
    let to = move |filter: LookupFilter| here(place).looked_up(filter).href();
    let requests = Memo::new(move |_| view.with(|view| view.requests.clone()));
    let flagged = Memo::new(move |_| view.with(|view| (view.flagged.clone(), view.flagged_count)));
    let lines = move |chosen: bool| {
        Memo::new(move |_| {
            view.with(|view| view.uses.iter().filter(|it| phrase::is_chosen(it) == chosen).cloned().collect::<Vec<_>>())
        })
    };
    let (by_choice, by_law) = (lines(true), lines(false));
    view! {
        <p class="summary" data-part="summary">{summary}</p>
        <Show when=move || empty.get()>
            <div class="empty"><p class="strong">{tr!("uses-empty")}</p><p>{tr!("uses-empty.next")}</p></div>
        </Show>
        <p class="actions">
            <a class="button" href=move || to(ALL_LOOKUPS)>{tr!("lookups-title")}</a>
            <Show when=move || some_new.get()>
                <a class="button" href=move || to(LookupFilter { new: true, ..ALL_LOOKUPS })>{tr!("lookups-new")}</a>
            </Show>
        </p>
        <Show when=move || !requests.with(Vec::is_empty)>
            <section class="part" data-part="requests" aria-labelledby="uses-requests">
                <h2 id="uses-requests">{tr!("uses-requests")}</h2>
                <p>{tr!("consent-free")}</p>
                <div class="rows">
                    <For each=move || requests.get() key=|headline| format!("{headline:?}") let:headline>
                        <Asked headline/>
                    </For>
                </div>
            </section>
        </Show>
        {move || {
            let (shown, count) = flagged.get();
            let rest = count as usize > shown.len();
            (!shown.is_empty()).then(|| {
                let cards = shown.into_iter().map(|lookup| view! { <LookupCard lookup/> }).collect_view();
                view! {
                    <section class="part" data-part="flagged" aria-labelledby="uses-flagged">
                        <h2 id="uses-flagged">{t!("uses-flagged")}</h2>
                        <div class="lookups">{cards}</div>
                        {rest.then(|| view! {
                            <p class="actions"><a class="button" href=to(LookupFilter { flagged: true, ..ALL_LOOKUPS })>{t!("lookups-flagged")}</a></p>
                        })}
                    </section>
                }
            })
        }}
        <section class="part" data-part="chosen" aria-labelledby="uses-chosen">
            <h2 id="uses-chosen">{tr!("uses-chosen")}</h2>
            <Lines lines=by_choice none=|| t!("uses-chosen.none")/>
        </section>
        <section class="part" data-part="by-law" aria-labelledby="uses-law">
            <h2 id="uses-law">{tr!("uses-law")}</h2>
            <p>{tr!("uses-law.means")}</p>
            <Lines lines=by_law none=|| t!("uses-law.none")/>
        </section>
        <Reach view/>
        <Asking view/>
        <Saving party/>
    }
    .into_any()
}

/// A request in the list.
#[component]
fn Asked(
    /// The request.
    headline: HeadlineView,
) -> AnyView {
    view! { <HeadlineRow item=headline.item.clone() headline=Signal::stored(headline)/> }.into_any()
}

/// Uses in a list.
#[component]
fn Lines(
    /// The uses.
    lines: Memo<Vec<DataUseLineView>>,
    /// What is said where there are none.
    none: fn() -> String,
) -> AnyView {
    view! {
        <Show when=move || lines.with(Vec::is_empty)><p>{none}</p></Show>
        <Show when=move || !lines.with(Vec::is_empty)>
            <div class="rows">
                <For each=move || lines.get() key=|line| format!("{line:?}") let:line>
                    <Line line/>
                </For>
            </div>
        </Show>
    }
    .into_any()
}

/// A use in a list: what for, who, why it is lawful, where the choice stands, and when last.
#[component]
fn Line(
    /// The use.
    line: DataUseLineView,
) -> AnyView {
    let place = place();
    let DataUseLineView { item, purpose, controller, whose, basis, choice, last_used, new, flagged, .. } = line;
    let (row, linked, sender) = (row_key(&item), item, controller.value.clone());
    let foreign = purpose.lang.is_some();
    let party = whose.clone();
    let before = move || {
        phrase::before_title(language(), &party)
            .map(|whose| view! { <span class="whose" lang=foreign.then(|| language().tag())>{whose}" "</span> })
    };
    let choice = choice.and_then(|choice| {
        let state = choice.state?;
        let words = move || {
            said::overlay(language(), choice.permission, choice.overlay, state, &sender)
                .unwrap_or_else(|| said::state(language(), choice.permission, state))
        };
        Some(view! { <p class="meta"><span>{words}</span></p> })
    });
    let last = match last_used {
        Some(when) => view! { <span>{tr!("use-last")}" "<Short when=Signal::stored(when)/></span> }.into_any(),
        None => view! { <span>{tr!("use-last.none")}</span> }.into_any(),
    };
    view! {
        <article class="item use" data-row=row>
            <h3>
                <a href=move || here(place).using(&linked).href() lang=purpose.lang>{before}{purpose.value}</a>
            </h3>
            <p class="meta">
                <span><Words text=controller/></span>
                <span>{move || said::basis(language(), basis)}</span>
                {last}
            </p>
            {choice}
            {(flagged > 0 || new > 0).then(|| view! {
                <p class="meta">
                    {(flagged > 0).then(|| view! { <span class="tag wait">{move || t!("uses-wrong", count = flagged)}</span> })}
                    {(new > 0).then(|| view! { <span>{move || t!("uses-new", count = new)}</span> })}
                </p>
            })}
        </article>
    }
    .into_any()
}

/// How far back lookups are told, and who tells nothing.
#[component]
fn Reach(
    /// Everything of it.
    view: Memo<DataUsesView>,
) -> AnyView {
    let logs = Memo::new(move |_| view.with(|view| view.logs.clone()));
    let silent = Memo::new(move |_| view.with(|view| view.silent.clone()));
    view! {
        <section class="part" data-part="reach" aria-labelledby="uses-reach">
            <h2 id="uses-reach">{tr!("uses-reach")}</h2>
            <Show when=move || logs.with(Vec::is_empty)><p>{tr!("lookups-no-log")}</p></Show>
            {move || view! { <LogNotes logs=logs.get()/> }}
            <Show when=move || !silent.with(Vec::is_empty)>
                <h3>{tr!("uses-silent")}</h3>
                <p>{tr!("uses-silent.means")}</p>
                <ul class="plain">
                    {move || silent.get().into_iter().map(|text| view! { <li><p><Words text/></p></li> }).collect_view()}
                </ul>
            </Show>
        </section>
    }
    .into_any()
}

/// At whom one can ask for everything.
#[component]
fn Asking(
    /// Everything of it.
    view: Memo<DataUsesView>,
) -> AnyView {
    let asking = Memo::new(move |_| view.with(|view| view.asking.clone()));
    let links = move || {
        let link = |AskingView { sender, party, whose }| {
            let right = domain::consent::DataRight::Access;
            let href = Place::writing(Writing::To(LetterTo::Data(party, right, None))).href();
            let lang = sender.lang.clone();
            view! {
                <li>
                    <a class="button" href=href>
                        <span lang=lang>{sender.value}</span>": "{move || phrase::whose(language(), &whose)}
                    </a>
                </li>
            }
        };
        asking.get().into_iter().map(link).collect_view()
    };
    view! {
        <Show when=move || !asking.with(Vec::is_empty)>
            <section class="part" data-part="asking" aria-labelledby="uses-asking">
                <h2 id="uses-asking">{tr!("uses-asking")}</h2>
                <p>{tr!("uses-asking.means")}</p>
                <ul class="asking">{links}</ul>
            </section>
        </Show>
    }
    .into_any()
}

/// The way back to the overview.
#[component]
fn Back() -> AnyView {
    let place = place();
    view! {
        <p class="actions"><a class="button" href=move || here(place).at(View::Uses).href()>{tr!("view-use")}</a></p>
    }
    .into_any()
}
