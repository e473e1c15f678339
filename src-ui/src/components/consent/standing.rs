//! Where a consent stands: first what of the resident's own is on its way, then the state by the source's word.

use std::sync::Arc;

use domain::{
    consent::{Overlay, State},
    id::SourceId,
};
use leptos::prelude::*;
use protocol::{
    SendLetter,
    data_use::ConsentBody,
    letters::{OutgoingView, PhaseView, WaitReason},
    view::Text,
};

use crate::{
    components::{DayInText, Moment},
    pages::{Deed, Demand, Demanded, Identify},
    phrase::{self, data_use as said},
    state::{Desk, desk, focus_in_sight, overview},
    words::language,
};

/// How it is said that the service wants the resident to identify themselves before it takes their answer.
const DEMANDED: Demanded = Demanded {
    why: |sender| t!("identify-why", sender = sender),
    then: || t!("consent-identify.then"),
    done: || t!("consent-identify.done"),
};

/// Where it stands, on top of the page.
#[component]
pub fn Stands(
    /// The consent.
    body: ConsentBody,
    /// The public body that tells of it.
    sender: Text,
    /// The service.
    source: SourceId,
) -> AnyView {
    let ConsentBody { permission, state, doubt, overlay, letter, until, history, answer_by, flagged, .. } = body;
    let overview = overview();
    let name = sender.value.clone();
    let is_stuck = overlay == Overlay::Stuck;
    let pending = !matches!(overlay, Overlay::Nothing | Overlay::Stuck);
    let asked_of = name.clone();
    let main = move || {
        said::overlay(language(), permission, overlay, state, &asked_of)
            .unwrap_or_else(|| said::state(language(), permission, state))
    };
    let why = doubt.filter(|_| !pending).map(|doubt| {
        let name = name.clone();
        view! { <p>{move || said::doubt(language(), doubt, &name)}</p> }
    });
    let still =
        (is_stuck && state.permits()).then(|| view! { <p>{move || said::state(language(), permission, state)}</p> });
    let since = history.iter().find(|event| event.state == State::Given).map(|event| event.when.clone());
    let ended = history.last().filter(|event| event.state.is_end()).map(|event| event.when.clone());
    let given = since.is_some();
    let by = answer_by.filter(|_| state.is_open() && !pending);
    // A request is an offer: nothing has to be done, however near its last day is.
    let offer = move || {
        by.filter(|day| *day >= overview.today())
            .map(|day| view! { <div><dt>{t!("consent-answer-by")}</dt><dd><DayInText day/></dd></div> })
    };
    let steps = letter.filter(|_| pending || is_stuck).map(|letter| view! { <OnItsWay letter sender source/> });
    let wrong = (flagged > 0).then(|| {
        view! { <p><span class="tag wait">{move || t!("uses-wrong", count = flagged)}</span></p> }
    });
    view! {
        <div class="first consent-stands" data-part="stands" data-state=state.name()>
            <p class="strong">{main}</p>
            {still}
            {why}
            {wrong}
            <dl>
                {since.map(|when| view! { <div><dt>{tr!("consent-since")}</dt><dd><Moment when/></dd></div> })}
                {until.filter(|_| given).map(|day| view! { <div><dt>{tr!("consent-until-day")}</dt><dd><DayInText day/></dd></div> })}
                {ended.map(|when| view! { <div><dt>{tr!("consent-ended")}</dt><dd><Moment when/></dd></div> })}
                {offer}
            </dl>
            {(state.is_open() && !pending).then(|| view! { <p>{tr!("consent-free")}</p> })}
            {steps}
        </div>
    }
    .into_any()
}

/// Where the resident's answer is, and what it waits for.
#[component]
fn OnItsWay(
    /// The answer.
    letter: OutgoingView,
    /// The public body.
    sender: Text,
    /// The service.
    source: SourceId,
) -> AnyView {
    let desk = desk();
    let OutgoingView { id, kind, phase, .. } = letter;
    let waits_for_sign_in = matches!(phase, PhaseView::Waiting { reason: WaitReason::SignIn, next: None, .. });
    let called = sender.value.clone();
    let sentences = move || {
        let sentences = phrase::phase(language(), kind, &called, &phase);
        sentences.into_iter().map(|words| view! { <p class="small">{words}</p> }).collect_view()
    };
    let identifying = RwSignal::new(false);
    let leave = Callback::new(move |()| {
        identifying.set(false);
        focus_in_sight("#consent-identify");
    });
    let demand = move || {
        let id = id.clone();
        let again = Arc::new(move || send_again(desk, id.clone()));
        let deed = Deed {
            question: phrase::sure(language(), kind),
            consequence: t!("consent-effect"),
            act: phrase::send(language(), kind),
        };
        Demand { source: source.clone(), sender: sender.clone(), deed, again, said: DEMANDED }
    };
    view! {
        {sentences}
        {waits_for_sign_in.then(|| view! {
            <p class="actions">
                <button id="consent-identify" type="button" on:click=move |_| identifying.set(true)>{tr!("identify-heading")}</button>
            </p>
            {move || identifying.get().then(|| view! { <Identify demand=demand() leave/> })}
        })}
    }
    .into_any()
}

fn send_again(desk: Desk, id: domain::outgoing::OutgoingId) {
    leptos::task::spawn_local(async move {
        let words = match desk.backend.call(SendLetter { id }).await {
            Ok(_) => t!("consent-going"),
            Err(error) => phrase::fault(language(), error.code).whole(),
        };
        desk.announcer.say(words);
    });
}
