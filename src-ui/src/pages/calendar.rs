//! What is due, by day: first what is late, then every day on which something is.

use chrono::NaiveDate;
use leptos::prelude::*;
use protocol::{
    ReadCalendar,
    telling::{CalendarEntryView, CalendarReason, CalendarView},
};

use super::title::title;
use crate::{
    components::{HeadlineRow, SaveCalendarFile, answered},
    phrase,
    state::{Live, desk, overview},
    words::language,
};

/// The calendar.
#[component]
pub fn Calendar() -> AnyView {
    let live = Live::new(desk(), || Some(ReadCalendar {}));
    title(|| Some(t!("view-calendar")));
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-calendar")}</h1>
            <p class="lead">{tr!("due-lead")}</p>
            {move || answered(live, |calendar| view! { <Days calendar/> }.into_any())}
        </div>
    }
    .into_any()
}

/// Everything, day by day.
#[component]
fn Days(
    /// What is due.
    calendar: CalendarView,
) -> AnyView {
    let overview = overview();
    let today = overview.today();
    if calendar.entries.is_empty() {
        return view! { <div class="empty"><p class="strong">{tr!("due-none")}</p><p>{tr!("due-none.next")}</p></div> }
            .into_any();
    }
    let (late, coming): (Vec<_>, Vec<_>) = calendar.entries.into_iter().partition(|entry| entry.day < today);
    let mut days: Vec<(NaiveDate, Vec<CalendarEntryView>)> = Vec::new();
    for entry in coming {
        match days.last_mut() {
            Some((day, entries)) if *day == entry.day => entries.push(entry),
            _ => days.push((entry.day, vec![entry])),
        }
    }
    let late = (!late.is_empty()).then(|| {
        view! { <Day id="due-late".to_owned() heading=move || t!("due-late") entries=late/> }
    });
    let days = days
        .into_iter()
        .map(|(day, entries)| {
            let heading = move || phrase::day_heading(language(), overview.today(), day);
            view! { <Day id=format!("due-{day}") heading entries/> }
        })
        .collect_view();
    view! {
        {late}
        {days}
        <section class="part" aria-labelledby="due-save">
            <h2 id="due-save">{tr!("due-save")}</h2>
            <p>{tr!("due-save.short")}</p>
            <p class="actions"><SaveCalendarFile/></p>
        </section>
    }
    .into_any()
}

#[component]
fn Day<H>(
    /// Id of the heading.
    id: String,
    /// The heading.
    heading: H,
    /// What is due.
    entries: Vec<CalendarEntryView>,
) -> AnyView
where
    H: Fn() -> String + Send + Sync + 'static,
{
    let rows = entries
        .into_iter()
        .map(|entry| {
            let at =
                |when: &protocol::view::When| when.time.map(|time| phrase::clock(language(), time)).unwrap_or_default();
            let reason = entry.reason;
            let why = move || match &reason {
                CalendarReason::Due => None,
                CalendarReason::Own(when) => Some(t!("due-own", time = at(when))),
                CalendarReason::Snoozed(when) => Some(t!("due-snoozed", time = at(when))),
            };
            let item = entry.headline.item.clone();
            view! {
                <HeadlineRow item headline=Signal::stored(entry.headline)/>
                {move || why().map(|words| view! { <p class="note">{words}</p> })}
            }
        })
        .collect_view();
    let named = id.clone();
    view! {
        <section class="part due-day" aria-labelledby=named>
            <h2 id=id>{heading}</h2>
            <div class="due-rows">{rows}</div>
        </section>
    }
    .into_any()
}
