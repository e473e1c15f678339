//! How the resident is told of what comes and of what is due, in the settings.

use chrono::NaiveTime;
use domain::reminder::QuietHours;
use leptos::prelude::*;
use protocol::{
    ChangeTelling, ErrorView, ReadTelling,
    telling::{TellingView, ToldKind},
    view::OverviewView,
};

use crate::{
    components::{Clock, hour},
    phrase,
    state::{Live, desk, overview},
    words::language,
};

/// Days before a day on which one can be reminded.
const DAYS: [u8; 6] = [14, 7, 3, 2, 1, 0];

/// A change of how the resident is told.
type Change = Box<dyn FnOnce(&mut TellingView) + Send + Sync>;

/// How the resident is told, and how that is changed.
#[derive(Clone, Copy)]
struct Chosen {
    telling: Memo<TellingView>,
    change: Callback<Change>,
}

impl Chosen {
    fn is(self, read: impl Fn(&TellingView) -> bool + Send + Sync + 'static) -> Signal<bool> {
        Signal::derive(move || self.telling.with(&read))
    }

    fn change(self, change: impl FnOnce(&mut TellingView) + Send + Sync + 'static) {
        self.change.run(Box::new(change));
    }
}

/// Notifications and reminders. Every choice takes effect at once.
#[component]
pub fn Telling() -> AnyView {
    let desk = desk();
    let live = Live::new(desk, || Some(ReadTelling {}));
    let telling = Memo::new(move |_| live.with(TellingView::clone).unwrap_or_default());
    let fault = RwSignal::new(None::<ErrorView>);
    let change = Callback::new(move |change: Change| {
        let mut telling = telling.get_untracked();
        change(&mut telling);
        leptos::task::spawn_local(async move {
            let changed = desk.backend.call(ChangeTelling { telling }).await;
            fault.try_set(changed.err());
        });
    });
    let chosen = Chosen { telling, change };
    view! {
        <section class="part" aria-labelledby="telling">
            <h2 id="telling">{tr!("telling-heading")}</h2>
            <p class="lead">{tr!("telling-lead")}</p>
            {move || fault.get().map(|error| view! {
                <p class="note">{t!("settings-fault")}" "{phrase::fault(language(), error.code).whole()}</p>
            })}
            <fieldset class="choices">
                <legend>{tr!("telling-notifications")}</legend>
                <Check
                    label=|| t!("telling-notify")
                    on=chosen.is(|telling| telling.notify)
                    set=move |on| chosen.change(move |telling| telling.notify = on)
                />
                <Check
                    label=|| t!("telling-content")
                    on=chosen.is(|telling| telling.content)
                    set=move |on| chosen.change(move |telling| telling.content = on)
                />
            </fieldset>
            <p class="small">{tr!("telling-content-more")}</p>
            <Kinds chosen/>
            <Sources chosen/>
            <Quiet chosen/>
            <Digest chosen/>
            <Days chosen/>
        </section>
    }
    .into_any()
}

/// Of what the resident is told.
#[component]
fn Kinds(
    /// What is chosen.
    chosen: Chosen,
) -> AnyView {
    let kinds = ToldKind::ALL
        .map(|kind| {
            let label = move || match kind {
                ToldKind::Messages => t!("telling-messages"),
                ToldKind::Decisions => t!("telling-decisions"),
                ToldKind::Tasks => t!("telling-tasks"),
                ToldKind::Matters => t!("telling-matters"),
                ToldKind::Reminders => t!("telling-reminders"),
                ToldKind::DataUses => t!("telling-data-uses"),
            };
            let on = chosen.is(move |telling| !telling.without.contains(&kind));
            let set = move |on: bool| chosen.change(move |telling| toggle(&mut telling.without, kind, !on));
            view! { <Check label on set/> }
        })
        .collect_view();
    view! { <fieldset class="choices"><legend>{tr!("telling-of")}</legend>{kinds}</fieldset> }.into_any()
}

/// Of whose matters the resident is told.
#[component]
fn Sources(
    /// What is chosen.
    chosen: Chosen,
) -> AnyView {
    let overview = overview();
    let known = Memo::new(move |_| {
        let named = |overview: &OverviewView| {
            overview.sources.iter().map(|source| (source.id.clone(), source.name.clone())).collect::<Vec<_>>()
        };
        overview.with(named).unwrap_or_default()
    });
    let sources = move || {
        let known = known.get().into_iter();
        known
            .map(|(id, name)| {
                let shown = id.clone();
                let on = chosen.is(move |telling| !telling.without_sources.contains(&shown));
                let set = move |on: bool| {
                    let id = id.clone();
                    chosen.change(move |telling| toggle(&mut telling.without_sources, id, !on));
                };
                view! { <Check label=move || name.value.clone() on set/> }
            })
            .collect_view()
    };
    view! {
        <Show when=move || known.with(|known| !known.is_empty())>
            <fieldset class="choices"><legend>{tr!("telling-from")}</legend>{sources}</fieldset>
        </Show>
    }
    .into_any()
}

/// When the resident is not told.
#[component]
fn Quiet(
    /// What is chosen.
    chosen: Chosen,
) -> AnyView {
    let quiet = Memo::new(move |_| chosen.telling.with(|telling| telling.quiet));
    let from = Signal::derive(move || quiet.get().unwrap_or_default().from);
    let to = Signal::derive(move || quiet.get().unwrap_or_default().to);
    let set = move |make: fn(QuietHours, NaiveTime) -> QuietHours| {
        move |time| {
            chosen.change(move |telling| telling.quiet = Some(make(telling.quiet.unwrap_or_default(), time)));
        }
    };
    view! {
        <fieldset class="choices">
            <legend>{tr!("telling-quiet")}</legend>
            <Check
                label=|| t!("telling-quiet-on")
                on=chosen.is(|telling| telling.quiet.is_some())
                set=move |on: bool| chosen.change(move |telling| telling.quiet = on.then(QuietHours::default))
            />
        </fieldset>
        <Show when=move || quiet.with(Option::is_some)>
            <Clock id="quiet-from" label=|| t!("telling-quiet-from") value=from choose=set(|quiet, from| QuietHours { from, ..quiet })/>
            <Clock id="quiet-to" label=|| t!("telling-quiet-to") value=to choose=set(|quiet, to| QuietHours { to, ..quiet })/>
            <p class="small">{tr!("telling-quiet-more")}</p>
        </Show>
    }
    .into_any()
}

/// When the resident is told of what asks nothing of them.
#[component]
fn Digest(
    /// What is chosen.
    chosen: Chosen,
) -> AnyView {
    let now = Memo::new(move |_| chosen.telling.with(|telling| telling.digest));
    let at = (6..23)
        .map(|number| {
            let time = hour(number);
            let words = move || t!("telling-digest-at", time = phrase::clock(language(), time));
            view! { <option value=time.to_string() selected=move || now.get() == Some(time)>{words}</option> }
        })
        .collect_view();
    let choose = move |event| {
        let time = event_target_value(&event).parse().ok();
        chosen.change(move |telling| telling.digest = time);
    };
    view! {
        <h3>{tr!("telling-digest")}</h3>
        <div class="field">
            <label for="digest">{tr!("telling-digest-label")}</label>
            <span class="select"><select id="digest" on:change=choose>
                <option value="" selected=move || now.with(Option::is_none)>{tr!("telling-digest-now")}</option>
                {at}
            </select></span>
        </div>
    }
    .into_any()
}

/// When the resident is reminded of a day.
#[component]
fn Days(
    /// What is chosen.
    chosen: Chosen,
) -> AnyView {
    let days = DAYS
        .map(|before| {
            let label = move || match before {
                0 => t!("telling-day-same"),
                before => t!("telling-day", count = before),
            };
            let on = chosen.is(move |telling| telling.plan.days_before.contains(&before));
            let set = move |on: bool| chosen.change(move |telling| toggle(&mut telling.plan.days_before, before, on));
            view! { <Check label on set/> }
        })
        .collect_view();
    view! {
        <fieldset class="choices"><legend>{tr!("telling-days")}</legend>{days}</fieldset>
        <Clock
            id="reminder-time"
            label=|| t!("telling-time")
            value=Signal::derive(move || chosen.telling.with(|telling| telling.plan.at))
            choose=move |time| chosen.change(move |telling| telling.plan.at = time)
        />
    }
    .into_any()
}

/// Puts something into a list, or takes it out.
fn toggle<T: PartialEq>(list: &mut Vec<T>, one: T, on: bool) {
    list.retain(|other| *other != one);
    if on {
        list.push(one);
    }
}

/// One thing that is on or off.
#[component]
pub(super) fn Check<L, F>(
    /// Its words.
    label: L,
    /// Whether it is on.
    on: Signal<bool>,
    /// Switches it.
    set: F,
) -> AnyView
where
    L: Fn() -> String + Send + Sync + 'static,
    F: Fn(bool) + Send + Sync + 'static,
{
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=move || on.get() on:change=move |event| set(event_target_checked(&event))/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}
