//! The second step: where it is. By the device's own position, from the city's list of places, or in the resident's words; a map is
//! never needed.

use domain::{outgoing::Field as Part, report::Position};
use leptos::prelude::*;
use protocol::{
    ErrorView, FindPlaces, NamePlace,
    reports::{PlaceView, PlacesView},
};

use super::{Held, Onward, Report, after_place};
use crate::{
    components::{Waiting, Words},
    phrase,
    state::{Live, NoWhereabouts, Sought, Step, can_tell_whereabouts, desk, focus, rested, say_found, whereabouts},
    words::language,
};

/// Fewest letters of a place that are looked for.
const ENOUGH: usize = 2;

/// How the device's own position is being found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Finding {
    Nothing,
    Asked,
    Not(NoWhereabouts),
}

/// Where it is.
#[component]
pub(super) fn Where(
    /// The report.
    report: Held,
) -> AnyView {
    let (held, report) = (report, report.get_value());
    let place = report.draft.beside().place;
    let has_position = Memo::new(move |_| place.with(|place| place.position.is_some()));
    // The device's own position, of which it is asked what it is called.
    let located = RwSignal::new(None::<Position>);
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let asked = report.caps.get_untracked().is_some_and(|caps| caps.public) && has_position.get_untracked();
        report.go_on(Step::Where, after_place(asked, untrack(|| report.nearby.get())));
    };
    let back = Callback::new(move |()| report.go.run(Step::What));
    view! {
        <form on:submit=go>
            {can_tell_whereabouts().then(|| view! { <Whereabouts report=held located/> })}
            <Address report=held located has_position/>
            {move || match (has_position.get(), located.get()) {
                (true, Some(position)) => view! { <Names report=held position located/> }.into_any(),
                (true, None) => ().into_any(),
                (false, _) => view! { <Found report=held/> }.into_any(),
            }}
            <Onward next=Signal::derive(|| t!("report-next")) back/>
        </form>
    }
    .into_any()
}

/// The way to take the device's own position.
#[component]
fn Whereabouts(
    /// The report.
    report: Held,
    /// The position.
    located: RwSignal<Option<Position>>,
) -> AnyView {
    let report = report.get_value();
    let desk = desk();
    let finding = RwSignal::new(Finding::Nothing);
    let words = move || match finding.get() {
        Finding::Nothing => None,
        Finding::Asked => Some(t!("report-position-asked")),
        Finding::Not(NoWhereabouts::Refused) => Some(t!("report-position-refused")),
        Finding::Not(NoWhereabouts::Unknown) => Some(t!("report-position-unknown")),
    };
    let find = move |_| {
        if finding.get_untracked() == Finding::Asked {
            return;
        }
        finding.set(Finding::Asked);
        desk.announcer.say(t!("report-position-asked"));
        leptos::task::spawn_local(async move {
            match whereabouts().await {
                Ok(position) => {
                    finding.try_set(Finding::Nothing);
                    if let Some(place) = report.draft.beside().place.try_get_untracked() {
                        report.place(place.address, Some(position));
                        located.try_set(Some(position));
                        desk.announcer.say(t!("report-position-found"));
                    }
                }
                Err(why) => {
                    finding.try_set(Finding::Not(why));
                    if let Some(words) = untrack(words) {
                        desk.announcer.say(words);
                    }
                    focus("#report-place");
                }
            }
        });
    };
    view! {
        <p class="actions">
            <button type="button" aria-disabled=move || (finding.get() == Finding::Asked).then_some("true") on:click=find>
                {tr!("report-position")}
            </button>
        </p>
        {move || words().map(|words| view! { <p class="note">{words}</p> })}
    }
    .into_any()
}

/// The place in words. While it has no position, what is written is looked for.
#[component]
fn Address(
    /// The report.
    report: Held,
    /// The device's own position, while it is asked what it is called.
    located: RwSignal<Option<Position>>,
    /// Whether the place is known on the globe.
    has_position: Memo<bool>,
) -> AnyView {
    let report = report.get_value();
    let place = report.draft.beside().place;
    let flaw = report.flaw(Part::Place);
    let written = Memo::new(move |_| place.with(|place| place.address.clone()));
    let hint = move || match (has_position.get(), written.with(|text| text.trim().is_empty())) {
        (true, true) => t!("report-place-here"),
        (true, false) => t!("report-place-known"),
        (false, _) => t!("report-place-hint"),
    };
    let other = move |_| {
        located.set(None);
        report.place(String::new(), None);
        focus("#report-place");
    };
    view! {
        <div class="field">
            <label for="report-place">
                {tr!("report-place-label")}
                {move || flaw.get().map(|flaw| view! { " "<b class="flaw">{flaw}</b> })}
            </label>
            <input
                id="report-place"
                type="text"
                autocomplete="off"
                maxlength="400"
                aria-describedby="report-place-hint"
                aria-invalid=move || flaw.with(Option::is_some).then_some("true")
                prop:value=move || written.get()
                on:input:target=move |event| {
                    let text = event.target().value();
                    place.update(|place| place.address = text);
                }
            />
            <p class="small" id="report-place-hint">{hint}</p>
        </div>
        <Show when=move || has_position.get()>
            <p class="actions"><button type="button" on:click=other>{tr!("report-place-other")}</button></p>
        </Show>
    }
    .into_any()
}

/// Places of the city's list that are called as it is written.
#[component]
fn Found(
    /// The report.
    report: Held,
) -> AnyView {
    let report = report.get_value();
    let desk = desk();
    let place = report.draft.beside().place;
    let text = rested(move || place.with(|place| place.address.trim().to_owned()));
    let sought = Sought::new(desk, move || {
        let text = text.get();
        let looks = text.chars().count() >= ENOUGH;
        looks.then(|| FindPlaces { source: report.source.get_value(), text })
    });
    let found = Memo::new(move |_| {
        sought.with(|asked, answer| {
            let failed = |error: &ErrorView| PlacesView { places: Vec::new(), listed: true, failure: Some(error.code) };
            (asked.text.clone(), answer.as_ref().map_or_else(failed, Clone::clone))
        })
    });
    say_found(desk, move || {
        found.with(|found| found.as_ref().and_then(|(text, found)| Some((text.clone(), found_words(found)?))))
    });
    let shown = move || {
        found.get().map(|(_, found)| {
            let words = found_words(&found);
            let rows = found.places.into_iter().map(|place| {
                let choose = Callback::new(move |(name, position)| {
                    report.place(name, Some(position));
                    after_choice(&report);
                });
                view! { <Offered place choose/> }
            });
            view! {
                {words.map(|words| view! { <p class="small found">{words}</p> })}
                <div class="kinds">{rows.collect_view()}</div>
            }
        })
    };
    shown.into_any()
}

/// What the city calls the place where the device is.
#[component]
fn Names(
    /// The report.
    report: Held,
    /// Where it is.
    position: Position,
    /// The device's own position, while it is asked what it is called.
    located: RwSignal<Option<Position>>,
) -> AnyView {
    let report = report.get_value();
    let live = Live::new(desk(), move || Some(NamePlace { source: report.source.get_value(), position }));
    let shown = move || match live.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Ok(PlacesView { places, .. })) if !places.is_empty() => {
            let rows = places.into_iter().map(|place| {
                // The device knows better where it is than the list where the place lies.
                let choose = Callback::new(move |(name, _)| {
                    located.set(None);
                    report.place(name, Some(position));
                    after_choice(&report);
                });
                view! { <Offered place choose/> }
            });
            view! {
                <p class="strong">{tr!("report-position-names")}</p>
                <div class="kinds">{rows.collect_view()}</div>
            }
            .into_any()
        }
        // The field above asks for the words.
        Some(_) => ().into_any(),
    };
    shown.into_any()
}

/// A place to choose.
#[component]
fn Offered(
    /// The place.
    place: PlaceView,
    /// Chooses it, by its name and where it is.
    choose: Callback<(String, Position)>,
) -> AnyView {
    let PlaceView { name, area, position, metres } = place;
    let called = match &area {
        Some(area) => format!("{}, {}", name.value, area.value),
        None => name.value.clone(),
    };
    view! {
        <p>
            <button type="button" class="kind" on:click=move |_| choose.run((called.clone(), position))>
                <Words text=name/>
                {area.map(|area| view! { <span class="small" lang=area.lang>{area.value}</span> })}
                {metres.map(|metres| view! { <span class="small">{move || phrase::distance(language(), metres)}</span> })}
            </button>
        </p>
    }
    .into_any()
}

/// Says which place was chosen, and leads to the way on: what was pressed is gone with the list.
fn after_choice(report: &Report) {
    let place = report.draft.beside().place.with_untracked(|place| phrase::place(language(), place));
    desk().announcer.say(t!("report-place-chosen", place = place));
    focus("#report-next");
}

/// How much was found; nothing of a city that has no list.
fn found_words(found: &PlacesView) -> Option<String> {
    match (found.failure, found.listed, found.places.len()) {
        (Some(_), ..) => Some(t!("report-places-failed")),
        (None, false, _) => None,
        (None, true, 0) => Some(t!("report-places-none")),
        (None, true, count) => Some(t!("report-places-found", count = count)),
    }
}
