//! A time of day, chosen from the full hours: nobody has to type one, and every screen reader knows the list.

use chrono::{NaiveTime, Timelike};
use leptos::prelude::*;

use crate::{phrase, words::language};

/// A full hour.
pub fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}

/// A list of the full hours, with its label above it. A time between them is one more choice.
#[component]
pub fn Clock<L, F>(
    /// Its id.
    id: &'static str,
    /// Its label.
    label: L,
    /// The time that is chosen.
    #[prop(into)]
    value: Signal<NaiveTime>,
    /// Chooses another.
    choose: F,
) -> AnyView
where
    L: Fn() -> String + Send + Sync + 'static,
    F: Fn(NaiveTime) + Send + Sync + 'static,
{
    let times = move || {
        let now = value.get();
        let mut times: Vec<NaiveTime> = (0..24).map(hour).collect();
        if now != hour(now.hour()) {
            times.push(now);
            times.sort_unstable();
        }
        times
            .into_iter()
            .map(|time| {
                view! { <option value=time.to_string() selected=time == now>{phrase::clock(language(), time)}</option> }
            })
            .collect_view()
    };
    let chosen = move |event| {
        if let Ok(time) = event_target_value(&event).parse() {
            choose(time);
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <span class="select"><select id=id on:change=chosen>{times}</select></span>
        </div>
    }
    .into_any()
}
