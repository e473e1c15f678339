//! A day and a time of day to write, each in a field of its own: not every web view has a field for both, and where one has,
//! not every screen reader can go through it.

use chrono::{NaiveDateTime, NaiveTime, Timelike};
use domain::form;
use leptos::prelude::*;

use crate::phrase::parse_day;

/// The two fields. What they make is written as `2026-11-28T09:30`, and what cannot be read as it was typed.
#[component]
pub fn DayAndTime(
    /// The beginning of their ids.
    id: String,
    /// What is written already.
    written: String,
    /// Whether it is to be written again.
    #[prop(into)]
    wrong: Signal<bool>,
    /// Takes what they make; nothing while nothing is written.
    change: Callback<String>,
) -> AnyView {
    let (day, time) = parted(written);
    let (day, time) = (RwSignal::new(day), RwSignal::new(time));
    let made = Callback::new(move |()| change.run(joined(&day.get_untracked(), &time.get_untracked())));
    let (day_id, time_id) = (format!("{id}-day"), id + "-time");
    view! {
        <div class="day-and-time">
            <Part id=day_id label=tr!("moment-day") hint=tr!("moment-day.hint") value=day wrong made/>
            <Part id=time_id label=tr!("moment-time") hint=tr!("moment-time.hint") value=time wrong made/>
        </div>
    }
    .into_any()
}

#[component]
fn Part<L>(
    /// Its id.
    id: String,
    /// Its label.
    label: L,
    /// How it is written.
    hint: L,
    /// What is written in it.
    value: RwSignal<String>,
    /// Whether it is to be written again.
    wrong: Signal<bool>,
    /// Is told when something is written.
    made: Callback<()>,
) -> AnyView
where
    L: Fn() -> String + Send + Sync + 'static,
{
    let about = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type="text"
                autocomplete="off"
                maxlength="32"
                aria-describedby=about.clone()
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=move || value.get()
                on:input:target=move |event| {
                    value.set(event.target().value());
                    made.run(());
                }
            />
            <p class="small" id=about>{hint}</p>
        </div>
    }
    .into_any()
}

/// What stands in the fields for what is written.
fn parted(written: String) -> (String, String) {
    match form::moment(&written) {
        Some(moment) => (moment.format("%-d.%-m.%Y").to_string(), format!("{}.{:02}", moment.hour(), moment.minute())),
        // What could not be read was typed as a day and a time with a line between them.
        None => match written.split_once('|') {
            Some((day, time)) => (day.to_owned(), time.to_owned()),
            None => (written, String::new()),
        },
    }
}

/// What is written by what stands in the fields.
fn joined(day: &str, time: &str) -> String {
    let (day, time) = (day.trim(), time.trim());
    match (parse_day(day), time_of_day(time)) {
        (Ok(Some(on)), Some(at)) => NaiveDateTime::new(on, at).format("%Y-%m-%dT%H:%M").to_string(),
        (Ok(None), _) if time.is_empty() => String::new(),
        _ => format!("{day}|{time}"),
    }
}

/// A time of day as people write it: `9`, `9.30`, `09:30`.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once(['.', ':']).unwrap_or((text, "0"));
    NaiveTime::from_hms_opt(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_time_as_people_write_them_make_one_moment() {
        for (day, time) in [("28.11.2026", "9.30"), (" 2026-11-28", "09:30 ")] {
            assert_eq!(joined(day, time), "2026-11-28T09:30");
        }
        assert_eq!(joined("1.2.2026", "7"), "2026-02-01T07:00");
        assert_eq!(parted("2026-02-01T07:05".to_owned()), ("1.2.2026".to_owned(), "7.05".to_owned()));
    }

    #[test]
    fn what_is_half_written_stays_as_it_was_typed_and_is_no_moment() {
        for (day, time) in
            [("eilen", "9.30"), ("28.11.2026", ""), ("", "9"), ("28.11.2026", "25.00"), ("31.2.2026", "9")]
        {
            let written = joined(day, time);
            assert_eq!(parted(written.clone()), (day.to_owned(), time.to_owned()));
            assert_eq!(form::moment(&written), None, "{written}");
            assert!(!written.is_empty());
        }
        assert_eq!(joined(" ", ""), "");
    }
}
