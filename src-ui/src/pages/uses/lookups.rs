//! Who has looked at whose data: newest first, by day, narrowed by what stands in the address, and read on by pages.

use std::time::Duration;

use chrono::NaiveDate;
use domain::id::SourceId;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    MarkLookupsSeen, Tag,
    data_use::{LookupFilter, LookupView},
};

use super::{super::title::title, Back};
use crate::{
    components::{Failure, LogNotes, LookupCard, PartyFilter, Waiting},
    phrase::{self, parse_day},
    state::{ALL_LOOKUPS, LookupList, all, decode, desk, encode, focus_element, here, overview, place},
    words::language,
};

/// How long nothing must be typed before it is looked for.
const PAUSE: Duration = Duration::from_millis(250);

/// What stands in the list: a day, or a lookup of the day above it.
#[derive(Clone, PartialEq)]
enum Entry {
    Day(NaiveDate),
    Lookup(Box<LookupView>),
}

impl Entry {
    fn key(&self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Lookup(lookup) => format!("{lookup:?}"),
        }
    }
}

/// The page of the lookups.
#[component]
pub fn Lookups() -> AnyView {
    let (desk, place) = (desk(), place());
    title(|| Some(t!("lookups-title")));
    let filter = Memo::new(move |_| {
        let here = here(place);
        LookupFilter { party: here.party, ..here.lookups }
    });
    let list = LookupList::default();
    Effect::new(move |before: Option<LookupFilter>| {
        let now = filter.get();
        desk.tags.track(&[Tag::DataUses, Tag::Parties]);
        let same = before.as_ref() == Some(&now);
        let narrowed = before.is_some() && !same;
        let asked = now.clone();
        leptos::task::spawn_local(async move {
            if list.read(desk, asked, same).await && narrowed {
                desk.announcer.say(counted(list.total.try_get_untracked().unwrap_or_default()));
            }
        });
        now
    });
    // What was shown is known when the page is left: while it is read, what is new stays marked. Who has seen only some has not
    // seen the rest.
    let seen = StoredValue::new(false);
    Effect::new(move |_| {
        let narrow = filter.with(|filter| LookupFilter { new: false, ..filter.clone() } != ALL_LOOKUPS);
        if !narrow && matches!(list.answered.get(), Some(Ok(()))) {
            seen.set_value(true);
        }
    });
    on_cleanup(move || {
        if seen.try_get_value() == Some(true) {
            leptos::task::spawn_local(async move {
                // If it cannot be kept, they stay new until the page is opened again.
                let _ = desk.backend.call(MarkLookupsSeen {}).await;
            });
        }
    });
    let state = Memo::new(move |_| list.answered.get());
    let shown = move || match state.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(error)) => view! { <Failure error retry=move || desk.tags.invalidate(&[Tag::DataUses])/> }.into_any(),
        Some(Ok(())) => view! { <Found list filter/> }.into_any(),
    };
    view! {
        <div class="page uses" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("lookups-title")}</h1>
            <p class="lead">{tr!("lookups-lead")}</p>
            {move || view! { <LogNotes logs=list.logs.get()/> }}
            <Narrowing filter/>
            {shown}
            <Back/>
        </div>
    }
    .into_any()
}

fn counted(total: u32) -> String {
    match total {
        0 => t!("lookups-none"),
        total => t!("use-lookups-count", count = total),
    }
}

/// The lookups, and the way to older ones.
#[component]
fn Found(
    /// The list.
    list: LookupList,
    /// Which they are.
    filter: Memo<LookupFilter>,
) -> AnyView {
    let (desk, overview) = (desk(), overview());
    let entries = Memo::new(move |_| {
        let mut entries = Vec::new();
        let mut day = None;
        list.items.with(|items| {
            for lookup in items {
                if day != Some(lookup.when.date) {
                    day = Some(lookup.when.date);
                    entries.push(Entry::Day(lookup.when.date));
                }
                entries.push(Entry::Lookup(Box::new(lookup.clone())));
            }
        });
        entries
    });
    let narrows = Memo::new(move |_| filter.with(|filter| *filter != ALL_LOOKUPS));
    let busy = RwSignal::new(false);
    let older = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let Some(asked) = filter.try_get_untracked() else { return };
            let more = list.load_more(desk, asked).await;
            busy.try_set(false);
            if let Some(first) = more.first() {
                let row = format!("{}/lookup/{}", first.source, first.id);
                desk.announcer.say(t!("lookups-more", count = more.len()));
                request_animation_frame(move || focus_lookup(&row));
            }
        });
    };
    let entry = move |entry: Entry| match entry {
        Entry::Day(day) => {
            view! { <h2 class="day">{move || phrase::day_heading(language(), overview.today(), day)}</h2> }.into_any()
        }
        Entry::Lookup(lookup) => view! { <LookupCard lookup=*lookup timed=true/> }.into_any(),
    };
    view! {
        <p class="small" data-part="count">{move || counted(list.total.get())}</p>
        <Show when=move || list.items.with(Vec::is_empty)>
            <div class="empty">
                <p>{move || if narrows.get() { t!("lookups-none.narrow") } else { t!("lookups-none.next") }}</p>
            </div>
        </Show>
        <div class="lookups"><For each=move || entries.get() key=Entry::key children=entry/></div>
        <Show when=move || list.has_more()>
            <p class="older">
                <button type="button" aria-disabled=move || busy.get().then_some("true") on:click=older>{tr!("older")}</button>
            </p>
        </Show>
    }
    .into_any()
}

fn focus_lookup(row: &str) {
    let Some(body) = document().body() else { return };
    let is_it = |card: &web_sys::Element| card.get_attribute("data-row").as_deref() == Some(row);
    let card = all(&body, "main [data-row]").into_iter().find(is_it);
    if let Some(heading) = card.and_then(|card| card.query_selector("h3").ok().flatten()) {
        focus_element(&heading);
    }
}

/// What narrows the list. Everything takes effect at once, and stands in the address.
#[component]
fn Narrowing(
    /// Which they are.
    filter: Memo<LookupFilter>,
) -> AnyView {
    let (place, overview, navigate) = (place(), overview(), use_navigate());
    let change = Callback::new(move |lookups: LookupFilter| {
        let now = untrack(|| here(place));
        let lookups = LookupFilter { party: None, ..lookups };
        if now.lookups != lookups {
            // Typing does not fill the way back.
            let replace = now.lookups != ALL_LOOKUPS;
            let options = NavigateOptions { scroll: false, replace, ..NavigateOptions::default() };
            navigate(&now.looked_up(lookups).href(), options);
        }
    });
    let with = move |set: &dyn Fn(&mut LookupFilter)| {
        let mut lookups = filter.get_untracked();
        set(&mut lookups);
        change.run(lookups);
    };
    let sources = Memo::new(move |_| {
        let named = |it: &protocol::view::OverviewView| {
            it.sources.iter().map(|source| (source.id.clone(), source.name.value.clone())).collect::<Vec<_>>()
        };
        overview.with(named).unwrap_or_default()
    });
    let chosen = Memo::new(move |_| {
        filter.with(|filter| filter.source.as_ref().map(|source| encode(source.as_str())).unwrap_or_default())
    });
    let choose = move |event| {
        let source = decode(&event_target_value(&event)).map(SourceId::new);
        with(&|filter| filter.source.clone_from(&source));
    };
    let options = move || {
        let option = |(id, name): (SourceId, String)| {
            let value = encode(id.as_str());
            let same = value.clone();
            view! { <option value=value selected=move || chosen.get() == same>{name}</option> }
        };
        sources.get().into_iter().map(option).collect_view()
    };
    let of_one = Memo::new(move |_| filter.with(|filter| filter.data_use.is_some() || filter.consent.is_some()));
    let everything = move || here(place).looked_up(ALL_LOOKUPS).href();
    view! {
        <form class="lookup-filter" role="search" aria-label=tr!("lookups-filter") on:submit=|event| event.prevent_default()>
            <PartyFilter id="filter-page"/>
            <Typed filter change/>
            <div class="field">
                <label for="lookups-source">{tr!("lookups-source")}</label>
                <span class="select"><select id="lookups-source" prop:value=move || chosen.get() on:change=choose>
                    <option value="" selected=move || chosen.with(String::is_empty)>{tr!("lookups-source.all")}</option>
                    {options}
                </select></span>
            </div>
            <div class="days">
                <Day id="lookups-from" label=|| t!("lookups-from") filter change of=Edge::From/>
                <Day id="lookups-to" label=|| t!("lookups-to") filter change of=Edge::To/>
            </div>
            <label class="choice">
                <input
                    id="lookups-flagged" type="checkbox" prop:checked=move || filter.with(|filter| filter.flagged)
                    on:change:target=move |event| { let on = event.target().checked(); with(&|filter| filter.flagged = on) }
                />
                <span>{tr!("lookups-flagged")}</span>
            </label>
            <label class="choice">
                <input
                    id="lookups-new" type="checkbox" prop:checked=move || filter.with(|filter| filter.new)
                    on:change:target=move |event| { let on = event.target().checked(); with(&|filter| filter.new = on) }
                />
                <span>{tr!("lookups-new")}</span>
            </label>
        </form>
        <Show when=move || of_one.get()>
            <p class="note">{tr!("lookups-of-one")}</p>
            <p class="actions"><a class="button" href=everything>{tr!("lookups-everything")}</a></p>
        </Show>
    }
    .into_any()
}

/// Words to look for, as one types.
#[component]
fn Typed(
    /// Which lookups are shown.
    filter: Memo<LookupFilter>,
    /// Shows others.
    change: Callback<LookupFilter>,
) -> AnyView {
    let typed = RwSignal::new(filter.with_untracked(|filter| filter.text.clone()));
    let sent = StoredValue::new(typed.get_untracked());
    Effect::new(move |_| {
        let text = filter.with(|filter| filter.text.clone());
        // Only another text comes from elsewhere.
        if sent.with_value(|sent| *sent != text) {
            sent.set_value(text.clone());
            typed.set(text);
        }
    });
    let turn = StoredValue::new(0_u64);
    let type_in = move |text: String| {
        typed.set(text);
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        let look = move || {
            if turn.try_get_value() == Some(mine) {
                let Some(text) = typed.try_with_untracked(|typed| typed.trim().to_owned()) else { return };
                sent.set_value(text.clone());
                change.run(LookupFilter { text, ..filter.get_untracked() });
            }
        };
        set_timeout(look, PAUSE);
    };
    view! {
        <div class="field">
            <label for="lookups-find">{tr!("lookups-find")}</label>
            <input
                id="lookups-find" type="search" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="400"
                prop:value=move || typed.get()
                on:input:target=move |event| type_in(event.target().value())
            />
        </div>
    }
    .into_any()
}

/// Which end of the time that is shown.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    From,
    To,
}

/// A day from which on, or up to which, lookups are shown.
#[component]
fn Day(
    /// Its id.
    id: &'static str,
    /// What it is called.
    label: fn() -> String,
    /// Which lookups are shown.
    filter: Memo<LookupFilter>,
    /// Shows others.
    change: Callback<LookupFilter>,
    /// Which end it is.
    of: Edge,
) -> AnyView {
    let there = Memo::new(move |_| filter.with(|filter| if of == Edge::From { filter.from } else { filter.to }));
    let written = move || there.get().map(|day| phrase::day_plain(language(), day)).unwrap_or_default();
    let wrong = RwSignal::new(false);
    let set = move |text: String| match parse_day(&text) {
        Ok(day) => {
            wrong.set(false);
            let now = filter.get_untracked();
            change.run(match of {
                Edge::From => LookupFilter { from: day, ..now },
                Edge::To => LookupFilter { to: day, ..now },
            });
        }
        Err(_) => wrong.set(true),
    };
    view! {
        <div class="field">
            <label for=id>
                {label}
                {move || wrong.get().then(|| view! { " "<b class="flaw">{t!("offer-day.wrong")}</b> })}
            </label>
            <input
                id=id type="text" autocomplete="off" maxlength="32"
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=written
                on:change:target=move |event| set(event.target().value())
            />
        </div>
    }
    .into_any()
}
