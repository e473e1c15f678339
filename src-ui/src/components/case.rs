//! A matter: where it stands and who must act next, what happens next, what has happened, what belongs to it.

use domain::{
    case::{Actor, Folder},
    id::RecordKey,
    need::Need,
};
use leptos::prelude::*;
use protocol::{
    ErrorCode, FileCase,
    view::{CaseBody, TimelineView},
};

use super::{Body, DayInText, DraftReading, Feedback, HeadlineRow, Linked, Moment, Withdraw, Words, Writing};
use crate::{
    phrase,
    state::{desk, overview},
    words::language,
};

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
    let CaseBody {
        summary,
        additional,
        progress,
        folder,
        status,
        next_actor,
        wording,
        opened,
        next_step,
        expected_by,
        draft,
        withdraw,
        feedback,
        reviews,
        retained_until,
        timeline,
        items,
        ..
    } = body;
    let (of_draft, of_filing) = (item.clone(), item.clone());
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
                {progress.map(|percent| view! { <div><dt>{tr!("case-progress")}</dt><dd>{move || t!("case-percent", percent = percent)}</dd></div> })}
                {expected_by.map(|day| view! { <div><dt>{tr!("case-expected")}</dt><dd><DayInText day/></dd></div> })}
            </dl>
        </div>
        <Feedback item=item.clone() feedback/>
        {reviews.map(|to| view! { <Linked label=|| t!("appeal-original") to/> })}
        {draft.map(|draft| view! { <DraftReading item=of_draft draft/> })}
        {summary.map(|summary| view! { <section class="part"><h2>{tr!("case-summary")}</h2><Writing text=summary below=2/></section> })}
        {additional.map(|more| view! { <section class="part"><h2>{tr!("case-additional")}</h2><Writing text=more below=2/></section> })}
        {timeline}
        {items}
        {folder.map(|folder| view! { <Filing item=of_filing folder/> })}
        <Withdraw item withdraw/>
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
            let title = match event.happening {
                Some(happening) => view! { <span>{move || phrase::happening(language(), happening)}</span> }.into_any(),
                None => view! { <Words text=event.title/> }.into_any(),
            };
            view! {
                <div class:now=index == last>
                    <dt><Moment when=event.when/></dt>
                    <dd>{title}{move || by().map(|by| view! { <span class="small">" "{by}</span> })}</dd>
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

/// The case that could not be moved, and why. It outlives the case's page, which is shown anew when the case has changed.
#[derive(Clone, Copy, Default)]
pub struct Unmoved(pub RwSignal<Option<(RecordKey, ErrorCode)>>);

/// Where the case is kept at its service, and the ways to other places. What came of moving it is said here and aloud.
#[component]
fn Filing(
    /// The case.
    item: RecordKey,
    /// Where it is.
    folder: Folder,
) -> AnyView {
    let desk = desk();
    let busy = RwSignal::new(false);
    let Unmoved(unmoved) = use_context().unwrap_or_default();
    let of = item.clone();
    let failed =
        move || unmoved.with(|unmoved| unmoved.as_ref().filter(|(item, _)| *item == of).map(|(_, code)| *code));
    let move_to = Callback::new(move |folder: Folder| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        unmoved.set(None);
        let item = item.clone();
        leptos::task::spawn_local(async move {
            let asked = desk.backend.call(FileCase { item: item.clone(), folder }).await;
            let error = asked.err().map(|error| error.code);
            desk.announcer.say(match error {
                None => moved(folder),
                Some(code) => phrase::fault(language(), code).whole(),
            });
            unmoved.try_set(error.map(|code| (item, code)));
            busy.try_set(false);
        });
    });
    let stands = move || match folder {
        Folder::Inbox => None,
        Folder::Archive => Some(t!("filed-archive")),
        Folder::Bin => Some(t!("filed-bin")),
    };
    let ways = [Folder::Inbox, Folder::Archive, Folder::Bin].into_iter().filter(|to| *to != folder);
    let buttons = ways
        .map(|to| {
            let words = move || match to {
                Folder::Inbox => t!("file-inbox"),
                Folder::Archive => t!("file-archive"),
                Folder::Bin => t!("file-bin"),
            };
            view! {
                <button type="button" aria-disabled=move || busy.get().then_some("true") on:click=move |_| move_to.run(to)>
                    {words}
                </button>
            }
        })
        .collect_view();
    view! {
        <section class="part filing" data-part="filing">
            <h2>{tr!("filing")}</h2>
            {move || stands().map(|words| view! { <p>{words}</p> })}
            <p class="actions">{buttons}</p>
            {move || failed().map(|code| view! { <p class="note">{phrase::fault(language(), code).whole()}</p> })}
        </section>
    }
    .into_any()
}

fn moved(to: Folder) -> String {
    match to {
        Folder::Inbox => t!("moved-inbox"),
        Folder::Archive => t!("moved-archive"),
        Folder::Bin => t!("moved-bin"),
    }
}
