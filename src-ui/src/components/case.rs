//! A matter: where it stands and who must act next, what happens next, what has happened, what belongs to it.

use domain::{case::Actor, id::RecordKey, need::Need};
use leptos::prelude::*;
use protocol::view::{CaseBody, TimelineView};

use super::{Body, DayInText, DraftReading, HeadlineRow, Moment, Words, Writing};
use crate::{phrase, state::overview, words::language};

/// A case, to read.
#[component]
pub fn CaseReading(
    /// Which one.
    item: RecordKey,
    /// The case.
    body: CaseBody,
    /// What it asks.
    need: Need,
    /// The public body's name.
    sender: String,
) -> AnyView {
    let overview = overview();
    let CaseBody { summary, status, next_actor, wording, opened, next_step, expected_by, .. } = body;
    let CaseBody { draft, retained_until, timeline, items, .. } = body;
    let duty = move || match need {
        Need::Required { .. } => phrase::ask(language(), overview.today(), need)
            .map(|tag| view! { <p><span class=tag.tone.class()>{tag.words}</span></p> }),
        _ => None,
    };
    let timeline = (!timeline.is_empty()).then(|| view! { <Timeline timeline/> });
    let items = (!items.is_empty()).then(|| {
        let rows = items
            .into_iter()
            .map(|headline| view! { <HeadlineRow item=headline.item.clone() headline=Signal::stored(headline)/> })
            .collect_view();
        view! {
            <section class="part">
                <h2>{tr!("case-items")}</h2>
                <div class="rows">{rows}</div>
            </section>
        }
    });
    view! {
        <div class="first">
            {duty}
            <dl>
                <div>
                    <dt>{tr!("case-stands")}</dt>
                    <dd>{move || phrase::status_sentence(language(), status, next_actor, &sender)}</dd>
                    {wording.map(|wording| view! { <dd class="small">{tr!("authority-wording")}" "<Words text=wording/></dd> })}
                </div>
                {next_step.map(|next| view! { <div><dt>{tr!("case-next")}</dt><dd><Body text=next/></dd></div> })}
                {expected_by.map(|day| view! { <div><dt>{tr!("case-expected")}</dt><dd><DayInText day/></dd></div> })}
            </dl>
        </div>
        {draft.map(|draft| view! { <DraftReading item draft/> })}
        {summary.map(|summary| view! { <section class="part"><h2>{tr!("case-summary")}</h2><Writing text=summary below=2/></section> })}
        {timeline}
        {items}
        {opened.map(|opened| view! { <p class="small opened">{tr!("case-opened")}" "<Moment when=opened/></p> })}
        {retained_until.map(|day| view! { <p class="small">{tr!("case-retained")}" "<Moment when=day/></p> })}
    }
    .into_any()
}

/// What has happened, oldest first; the latest is marked.
#[component]
fn Timeline(
    /// The events.
    timeline: Vec<TimelineView>,
) -> AnyView {
    let last = timeline.len().saturating_sub(1);
    let events = timeline
        .into_iter()
        .enumerate()
        .map(|(index, event)| {
            let actor = event.actor;
            let by = move || match actor {
                Actor::Resident => Some(t!("by-you")),
                Actor::ThirdParty => Some(t!("by-third-party")),
                Actor::Authority | Actor::Unknown => None,
            };
            view! {
                <div class:now=index == last>
                    <dt><Moment when=event.when/></dt>
                    <dd><Words text=event.title/>{move || by().map(|by| view! { <span class="small">" "{by}</span> })}</dd>
                    {event.detail.map(|detail| view! { <dd class="small"><Body text=detail/></dd> })}
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="part">
            <h2>{tr!("case-timeline")}</h2>
            <dl class="time">{events}</dl>
        </section>
    }
    .into_any()
}
