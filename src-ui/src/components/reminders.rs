//! When the resident is reminded of the open item, and until when it is put off.

use chrono::{NaiveDateTime, NaiveTime};
use domain::{id::RecordKey, reminder::SnoozeUntil};
use leptos::{ev::SubmitEvent, prelude::*};
use protocol::{
    ErrorCode, ErrorView, ReadReminder, SetReminder, SnoozeItem,
    telling::{ReminderView, SnoozeView},
    view::When,
};

use super::{Clock, Field, SaveCalendarFile, Wanted, hour};
use crate::{
    phrase::{self, parse_day},
    state::{Desk, Live, desk, focus},
    words::language,
};

/// The hour that is proposed for a reminder of the resident's own.
const PROPOSED: u32 = 12;

/// The open item, its reminders, and what can be done about them.
#[derive(Clone, Copy)]
struct Reminded {
    desk: Desk,
    item: StoredValue<RecordKey>,
    view: Memo<Option<ReminderView>>,
    /// Why the last thing was not done.
    failed: RwSignal<Option<String>>,
}

impl Reminded {
    fn read<T>(self, read: impl FnOnce(&ReminderView) -> T) -> Option<T> {
        self.view.with(|view| view.as_ref().map(read))
    }

    fn tell(self, words: String, wrong: bool) {
        self.desk.announcer.say(words.clone());
        self.failed.try_set(wrong.then_some(words));
    }

    fn tell_fault(self, error: &ErrorView) {
        let words = match error.code {
            ErrorCode::BadRequest => t!("remind-past"),
            code => phrase::fault(language(), code).whole(),
        };
        self.tell(words, true);
    }

    /// Puts it off; `shortened` where its day comes before what was asked.
    fn snooze(self, until: Option<SnoozeUntil>, shortened: bool) {
        leptos::task::spawn_local(async move {
            let Some(item) = self.item.try_get_value() else { return };
            match self.desk.backend.call(SnoozeItem { item, until }).await {
                Ok(now) => {
                    let when = now.snoozed.as_ref().map(|when| phrase::when_full(language(), when));
                    let words = match when {
                        Some(when) if shortened => t!("snooze-shortened", when = when),
                        Some(when) => t!("snooze-done", when = when),
                        None => t!("snooze-ended"),
                    };
                    self.tell(words, false);
                }
                Err(error) => self.tell_fault(&error),
            }
        });
    }

    fn set(self, silent: bool, own: Option<NaiveDateTime>) {
        leptos::task::spawn_local(async move {
            let Some(item) = self.item.try_get_value() else { return };
            match self.desk.backend.call(SetReminder { item, silent, own }).await {
                Ok(_) => self.tell(t!("remind-done"), false),
                Err(error) => self.tell_fault(&error),
            }
        });
    }

    fn is_silent(self) -> bool {
        self.view.with_untracked(|view| view.as_ref().is_some_and(|view| view.silent))
    }

    fn own(self) -> Option<NaiveDateTime> {
        let own = self.view.with_untracked(|view| view.as_ref().and_then(|view| view.own.clone()))?;
        Some(own.date.and_time(own.time.unwrap_or(NaiveTime::MIN)))
    }

    /// The day that is written in a field; where there is none, the field gets the focus and it is said why.
    fn day_in(self, typed: RwSignal<String>, field: &'static str) -> Option<chrono::NaiveDate> {
        let day = typed.with_untracked(|text| parse_day(text)).ok().flatten();
        if day.is_none() {
            focus(field);
            self.tell(t!("remind-day-wrong"), true);
        }
        day
    }
}

/// A button, and behind it everything. What is put off says so above.
#[component]
pub fn Reminders(
    /// The item.
    item: RecordKey,
) -> AnyView {
    let desk = desk();
    let asked = item.clone();
    let live = Live::new(desk, move || Some(ReadReminder { item: asked.clone() }));
    let view = Memo::new(move |_| live.with(ReminderView::clone));
    let reminded = Reminded { desk, item: StoredValue::new(item), view, failed: RwSignal::new(None) };
    let open = RwSignal::new(false);
    let snoozed = Memo::new(move |_| reminded.read(|view| view.snoozed.clone()).flatten());
    let can_snooze = Memo::new(move |_| reminded.read(|view| !view.choices.is_empty()).unwrap_or_default());
    view! {
        <div class="item-tools reminders" role="group" aria-label=tr!("remind-tools")>
            {move || snoozed.get().map(|when| view! {
                <p class="note">{t!("snooze-note", when = phrase::when_full(language(), &when))}</p>
            })}
            <p class="tools">
                <button
                    type="button"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls="item-reminders"
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {tr!("remind")}
                </button>
                <Show when=move || snoozed.with(Option::is_some)>
                    <button type="button" on:click=move |_| reminded.snooze(None, false)>{tr!("snooze-back")}</button>
                </Show>
            </p>
            <div id="item-reminders" hidden=move || !open.get()>
                <Show when=move || open.get()>
                    {move || reminded.failed.get().map(|words| view! { <p class="note">{words}</p> })}
                    <Show when=move || can_snooze.get()><Snoozing reminded/></Show>
                    <Reminding reminded/>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

/// Until when it can be put off.
#[component]
fn Snoozing(
    /// The item.
    reminded: Reminded,
) -> AnyView {
    let day = RwSignal::new(String::new());
    let choices = Memo::new(move |_| reminded.read(|view| view.choices.clone()).unwrap_or_default());
    let buttons = move || {
        let choices = choices.get().into_iter();
        choices
            .map(|choice| {
                let (until, shortened) = (choice.until, choice.shortened);
                view! {
                    <button type="button" on:click=move |_| reminded.snooze(Some(until), shortened)>
                        {move || until_words(&choice)}
                    </button>
                }
            })
            .collect_view()
    };
    let to_day = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(chosen) = reminded.day_in(day, "#snooze-day") {
            let due = reminded.view.with_untracked(|view| view.as_ref().and_then(|view| view.due));
            reminded.snooze(Some(SnoozeUntil::Day(chosen)), due.is_some_and(|due| due < chosen));
        }
    };
    view! {
        <p class="strong">{tr!("snooze-heading")}</p>
        <p class="small">{tr!("snooze-lead")}</p>
        <p class="tools">{buttons}</p>
        <form on:submit=to_day>
            <Field id="snooze-day" wanted=Wanted::Words label=|| t!("snooze-day") value=day wrong=false/>
            <p class="actions"><button type="submit">{tr!("snooze-to-day")}</button></p>
        </form>
    }
    .into_any()
}

fn until_words(choice: &SnoozeView) -> String {
    let when = || phrase::when_full(language(), &choice.when);
    let time = || choice.when.time.map(|time| phrase::clock(language(), time)).unwrap_or_default();
    match choice.until {
        _ if choice.shortened => t!("snooze-due-first", when = when()),
        SnoozeUntil::Evening => t!("snooze-evening", time = time()),
        SnoozeUntil::Tomorrow => t!("snooze-tomorrow", time = time()),
        SnoozeUntil::NextWeek | SnoozeUntil::Day(_) => t!("snooze-week", when = when()),
    }
}

/// When the resident is reminded of it.
#[component]
fn Reminding(
    /// The item.
    reminded: Reminded,
) -> AnyView {
    let (day, time) = (RwSignal::new(String::new()), RwSignal::new(hour(PROPOSED)));
    let is_due = Memo::new(move |_| reminded.read(|view| view.due.is_some()).unwrap_or_default());
    let silent = Memo::new(move |_| reminded.read(|view| view.silent).unwrap_or_default());
    let own = Memo::new(move |_| reminded.read(|view| view.own.clone()).flatten());
    let coming = move || {
        let list = reminded.read(|view| view.coming.iter().map(|when| phrase::when_full(language(), when)).collect());
        let list: Vec<String> = list.unwrap_or_default();
        if list.is_empty() { t!("remind-none") } else { t!("remind-coming", list = list.join(", ")) }
    };
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(chosen) = reminded.day_in(day, "#remind-day") {
            reminded.set(reminded.is_silent(), Some(chosen.and_time(time.get_untracked())));
        }
    };
    let own_words = move |when: When| t!("remind-own", when = phrase::when_full(language(), &when));
    view! {
        <p class="strong">{tr!("telling-reminders")}</p>
        <p>{coming}</p>
        <Show when=move || is_due.get()>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || silent.get()
                    on:change=move |event| reminded.set(event_target_checked(&event), reminded.own())
                />
                <span>{tr!("remind-silent")}</span>
            </label>
        </Show>
        {move || own.get().map(|when| view! {
            <p>{own_words(when)}</p>
            <p class="tools">
                <button type="button" class="link" on:click=move |_| reminded.set(reminded.is_silent(), None)>
                    {tr!("remind-own-remove")}
                </button>
            </p>
        })}
        <form on:submit=keep>
            <Field id="remind-day" wanted=Wanted::Words label=|| t!("remind-day") value=day wrong=false/>
            <Clock id="remind-time" label=|| t!("remind-time") value=time choose=move |chosen| time.set(chosen)/>
            <p class="actions"><button type="submit">{tr!("remind-set")}</button></p>
        </form>
        <Show when=move || is_due.get()>
            <p class="actions"><SaveCalendarFile item=reminded.item.get_value()/></p>
        </Show>
    }
    .into_any()
}
