//! Whether somebody has reported it already: then it is followed, and the city hears of it once.

use domain::report::Position;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    DiscardLetter, FollowReport,
    reports::{NearbyReportView, NearbyView},
};

use super::{Held, Onward, Report};
use crate::{
    components::{Moment, Waiting, Words},
    phrase,
    state::{Place, Step, desk, say_found},
    words::language,
};

/// What is reported nearby, each with the way to follow it.
#[component]
pub(super) fn Nearby(
    /// The report.
    report: Held,
) -> AnyView {
    let (held, report) = (report, report.get_value());
    let position = Memo::new(move |_| report.draft.beside().place.with(|place| place.position));
    let answer = Memo::new(move |_| answered(position.get(), &report));
    say_found(desk(), move || answer.with(|answer| answer.as_ref().map(|view| (String::new(), lead(view)))));
    let any = Memo::new(move |_| answer.with(|answer| answer.as_ref().is_some_and(|view| !view.reports.is_empty())));
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        report.go_on(Step::Nearby, Step::Details);
    };
    let back = Callback::new(move |()| report.go.run(Step::Where));
    let next = Signal::derive(move || if any.get() { t!("report-not-these") } else { t!("report-next") });
    let shown = move || match answer.get() {
        None => view! { <p>{tr!("report-nearby-asked")}</p><Waiting/> }.into_any(),
        Some(view) => {
            let words = lead(&view);
            let cards = view.reports.into_iter().map(|other| view! { <Other report=held other/> }).collect_view();
            view! { <p>{words}</p><div class="cards">{cards}</div> }.into_any()
        }
    };
    view! {
        <form on:submit=go>
            {shown}
            <Onward next back/>
        </form>
    }
    .into_any()
}

/// What was found; a place that is only told in words is not looked up.
fn answered(position: Option<Position>, report: &Report) -> Option<NearbyView> {
    let nothing = |failure| NearbyView { reports: Vec::new(), failure };
    if position.is_none() {
        return Some(nothing(None));
    }
    report.nearby.get().map(|answer| answer.unwrap_or_else(|error| nothing(Some(error.code))))
}

fn lead(view: &NearbyView) -> String {
    match (view.failure, view.reports.len()) {
        (Some(_), 0) => t!("report-nearby-failed"),
        (_, 0) => t!("report-nearby-none"),
        (_, count) => t!("report-nearby-found", count = count),
    }
}

/// A report that somebody made.
#[component]
fn Other(
    /// The report that is being made.
    report: Held,
    /// The other one.
    other: NearbyReportView,
) -> AnyView {
    let report = report.get_value();
    let (desk, navigate) = (desk(), use_navigate());
    let NearbyReportView { id, service, description, address, status, requested, metres, item } = other;
    let open = Callback::new(move |item| {
        navigate(&Place::INBOX.opening(&item).href(), NavigateOptions::default());
    });
    let named = service.value.clone();
    let busy = RwSignal::new(false);
    let follow = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (source, other) = (report.source.get_value(), id.clone());
        leptos::task::spawn_local(async move {
            match desk.backend.call(FollowReport { source, report: other }).await {
                Ok(item) => {
                    give_up(&report).await;
                    desk.announcer.say(t!("report-following"));
                    open.try_run(item);
                }
                Err(error) => {
                    busy.try_set(false);
                    desk.announcer.say(phrase::fault(language(), error.code).whole());
                }
            }
        });
    };
    let act = match item {
        Some(item) => {
            let href = Place::INBOX.opening(&item).href();
            view! { <a class="button" href=href>{tr!("report-open-followed")}<Which named/></a> }.into_any()
        }
        None => view! {
            <button type="button" aria-disabled=move || busy.get().then_some("true") on:click=follow>
                {tr!("report-follow")}<Which named/>
            </button>
        }
        .into_any(),
    };
    let heading = service;
    view! {
        <article class="card">
            <h2><Words text=heading/></h2>
            <p class="meta small">
                <span>{move || phrase::distance(language(), metres)}</span>
                {address.map(|text| view! { <span><Words text/></span> })}
            </p>
            {description.map(|text| view! { <p><Words text/></p> })}
            {requested.map(|when| view! { <p class="small">{tr!("report-when")}" "<Moment when/></p> })}
            <p>{move || phrase::status_word(language(), status)}</p>
            <p class="actions">{act}</p>
        </article>
    }
    .into_any()
}

/// Which report a button is of, for who hears it apart from its card.
#[component]
fn Which(
    /// What is broken.
    named: String,
) -> AnyView {
    view! { <span class="hidden">": "{named}</span> }.into_any()
}

/// Who follows another report makes none: what was chosen so far goes. What was written or photographed stays a draft.
async fn give_up(report: &Report) {
    let written = report.draft.body.try_with_untracked(|body| !body.trim().is_empty()) != Some(false)
        || report.files.try_with_untracked(Vec::is_empty) != Some(true);
    if written {
        return;
    }
    report.draft.over.try_set_value(true);
    if let Some(id) = report.draft.letter.try_with_value(|letter| letter.id.clone()) {
        // A draft that could not be discarded is still in the list.
        let _ = report.draft.desk.backend.call(DiscardLetter { id }).await;
    }
}
