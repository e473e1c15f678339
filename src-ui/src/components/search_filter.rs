//! What narrows a search: kind, public body, state, what waits, documents, days. Each choice counts at once.

use chrono::NaiveDate;
use domain::id::{RecordKind, SourceId};
use leptos::prelude::*;
use protocol::search::SearchFilter;

use super::{Field, Wanted};
use crate::{
    phrase::{self, parse_day},
    state::{Looking, STATUSES, decode, desk, encode, overview},
    words::language,
};

/// Kinds that can be looked for.
const KINDS: [RecordKind; 6] = [
    RecordKind::Message,
    RecordKind::Decision,
    RecordKind::Task,
    RecordKind::Case,
    RecordKind::ServiceRequest,
    RecordKind::Consent,
];

/// A day by which one narrows.
struct Day {
    id: &'static str,
    label: fn() -> String,
    get: fn(&SearchFilter) -> Option<NaiveDate>,
    set: fn(&mut SearchFilter, Option<NaiveDate>),
}

const DAYS: [Day; 4] = [
    Day {
        id: "search-from",
        label: || t!("search-from"),
        get: |filter| filter.from,
        set: |filter, day| filter.from = day,
    },
    Day { id: "search-to", label: || t!("search-to"), get: |filter| filter.to, set: |filter, day| filter.to = day },
    Day {
        id: "search-due-from",
        label: || t!("search-due-from"),
        get: |filter| filter.due_from,
        set: |filter, day| filter.due_from = day,
    },
    Day {
        id: "search-due-to",
        label: || t!("search-due-to"),
        get: |filter| filter.due_to,
        set: |filter, day| filter.due_to = day,
    },
];

/// The fields.
#[component]
pub fn SearchNarrowing(
    /// What is looked for now.
    looking: Signal<Looking>,
    /// Looks for something else.
    change: Callback<Looking>,
) -> AnyView {
    let overview = overview();
    let with = move |change_it: &dyn Fn(&mut SearchFilter)| {
        let mut next = looking.get_untracked();
        change_it(&mut next.filter);
        change.run(next);
    };
    let sources = Memo::new(move |_| {
        let named = |source: &protocol::view::SourceView| (encode(source.id.as_str()), source.name.value.clone());
        overview.with(|overview| overview.sources.iter().map(named).collect::<Vec<_>>()).unwrap_or_default()
    });
    let kinds = Memo::new(move |_| {
        let named = |kind: RecordKind| (kind.name().to_owned(), phrase::kind(language(), kind));
        KINDS.into_iter().map(named).collect::<Vec<_>>()
    });
    let statuses = Memo::new(move |_| {
        let named = |(status, name): &(_, &str)| ((*name).to_owned(), phrase::status_word(language(), *status));
        STATUSES.iter().map(named).collect::<Vec<_>>()
    });
    let filter = move || looking.with(|looking| looking.filter.clone());
    let kind = Signal::derive(move || filter().kind.map(|kind| kind.name().to_owned()).unwrap_or_default());
    let source = Signal::derive(move || filter().source.map(|id| encode(id.as_str())).unwrap_or_default());
    let status = Signal::derive(move || {
        let status = filter().status;
        let named = STATUSES.iter().find(|(one, _)| Some(*one) == status);
        named.map(|(_, name)| (*name).to_owned()).unwrap_or_default()
    });
    let choose_kind = Callback::new(move |value: String| with(&|filter| filter.kind = RecordKind::from_name(&value)));
    let choose_source =
        Callback::new(move |value: String| with(&|filter| filter.source = decode(&value).map(SourceId::new)));
    let choose_status = Callback::new(move |value: String| {
        let status = STATUSES.iter().find(|(_, name)| *name == value).map(|(status, _)| *status);
        with(&|filter| filter.status = status);
    });
    let check_needs_you = Callback::new(move |on: bool| with(&|filter| filter.needs_you = on));
    let check_documents = Callback::new(move |on: bool| with(&|filter| filter.with_documents = on));
    let nothing = Signal::derive(move || looking.with(Looking::is_nothing));
    let days = DAYS.map(|Day { id, label, get, set }| {
        let value = Signal::derive(move || get(&filter()));
        let choose = Callback::new(move |day: Option<NaiveDate>| with(&|filter| set(filter, day)));
        view! { <DayField id label value nothing choose/> }
    });
    view! {
        // No fieldset: asked about the end of one with a legend in a grid, WebKitGTK ends the page.
        <div class="narrowing-fields" role="group" aria-label=tr!("search-narrow")>
            <Choice id="search-kind" label=|| t!("search-kind") choices=kinds.into() value=kind choose=choose_kind/>
            <Show when=move || sources.with(|sources| sources.len() > 1)>
                <Choice id="search-source" label=|| t!("search-source") choices=sources.into() value=source choose=choose_source/>
            </Show>
            <Choice id="search-status" label=|| t!("search-status") choices=statuses.into() value=status choose=choose_status/>
            <Check id="search-needs-you" label=|| t!("search-needs-you") on=Signal::derive(move || filter().needs_you) check=check_needs_you/>
            <Check id="search-documents" label=|| t!("search-documents") on=Signal::derive(move || filter().with_documents) check=check_documents/>
            {days}
            <p class="small" id="search-day-hint">{tr!("search-day-hint")}</p>
        </div>
    }
    .into_any()
}

/// A choice among several, or all.
#[component]
fn Choice(
    /// The id of the field.
    id: &'static str,
    /// Its label.
    label: fn() -> String,
    /// Values with their names.
    choices: Signal<Vec<(String, String)>>,
    /// The chosen one; empty for all.
    value: Signal<String>,
    /// Chooses another.
    choose: Callback<String>,
) -> AnyView {
    view! {
        <div class="narrowing-field">
            <label for=id class="small">{label}</label>
            <span class="select"><select id=id prop:value=move || value.get() on:change=move |event| choose.run(event_target_value(&event))>
                <option value="" selected=move || value.with(String::is_empty)>{tr!("search-any")}</option>
                <For each=move || choices.get() key=|choice| choice.clone() let:choice>
                    <Named choice value/>
                </For>
            </select></span>
        </div>
    }
    .into_any()
}

#[component]
fn Named(
    /// The value and its name.
    choice: (String, String),
    /// The chosen value.
    value: Signal<String>,
) -> AnyView {
    let (own, name) = choice;
    let same = own.clone();
    view! { <option value=own selected=move || value.with(|value| *value == same)>{name}</option> }.into_any()
}

/// Something that holds or does not matter.
#[component]
fn Check(
    /// The id of the field.
    id: &'static str,
    /// Its label.
    label: fn() -> String,
    /// Whether it is checked.
    on: Signal<bool>,
    /// Checks it, or not.
    check: Callback<bool>,
) -> AnyView {
    view! {
        <label class="choice">
            <input id=id type="checkbox" prop:checked=move || on.get() on:change=move |event| check.run(event_target_checked(&event))/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// A day that is typed. It counts when the field is left, or at Enter.
#[component]
fn DayField(
    /// The id of the field.
    id: &'static str,
    /// Its label.
    label: fn() -> String,
    /// The day.
    value: Signal<Option<NaiveDate>>,
    /// Whether nothing is looked for at all.
    nothing: Signal<bool>,
    /// Chooses another.
    choose: Callback<Option<NaiveDate>>,
) -> AnyView {
    let desk = desk();
    let (typed, wrong) = (RwSignal::new(String::new()), RwSignal::new(false));
    // What comes from elsewhere takes the place of what was typed: another search, or none.
    Effect::new(move |before: Option<(Option<NaiveDate>, bool)>| {
        let now = (value.get(), nothing.get());
        if before != Some(now) {
            typed.set(now.0.map(as_typed).unwrap_or_default());
            wrong.set(false);
        }
        now
    });
    let change = move |_| {
        let day = typed.with_untracked(|text| parse_day(text));
        wrong.set(day.is_err());
        if let Ok(day) = day {
            choose.run(day);
        } else {
            desk.announcer.say(t!("search-day-wrong"));
        }
    };
    // What is wrong stands in the label, and so is heard with the field.
    let named = move || {
        if wrong.get() { format!("{}. {}", label(), t!("search-day-wrong")) } else { label() }
    };
    view! {
        <div class="narrowing-field" on:change=change>
            <Field id wanted=Wanted::Words label=named value=typed wrong/>
        </div>
    }
    .into_any()
}

/// A day as it can be typed again.
fn as_typed(day: NaiveDate) -> String {
    day.format("%-d.%-m.%Y").to_string()
}
