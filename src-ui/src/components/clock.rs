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
    // The choices stay as they are when the language changes: of new ones a screen reader would read the chosen one again.
    let times = Memo::new(move |_| {
        let now = value.get();
        let mut times: Vec<NaiveTime> = (0..24).map(hour).collect();
        if now != hour(now.hour()) {
            times.push(now);
            times.sort_unstable();
        }
        times
    });
    let choice = move |time: NaiveTime| {
        view! {
            <option value=time.to_string() selected=move || value.get() == time>
                {move || phrase::clock(language(), time)}
            </option>
        }
    };
    let chosen = move |event| {
        if let Ok(time) = event_target_value(&event).parse() {
            choose(time);
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <span class="select"><select id=id on:change=chosen>
                <For each=move || times.get() key=|time| *time children=choice/>
            </select></span>
        </div>
    }
    .into_any()
}
