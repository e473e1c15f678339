//! The connected services: how fresh each is, why it could not be reached, and what of it could not be read.

use domain::{id::SourceId, source::SourceKind};
use leptos::prelude::*;
use protocol::{
    ReadOverview, ReadSource, SyncNow,
    view::{OverviewView, QuarantinedView, SourceDetailView, SourceView},
};

use super::title::title;
use crate::{
    components::answered,
    phrase,
    state::{Desk, Live, desk, overview},
    words::language,
};

/// The connected services.
#[component]
pub fn Connections() -> AnyView {
    let (desk, overview) = (desk(), overview());
    title(|| Some(t!("view-connections")));
    let sources = Memo::new(move |_| {
        overview
            .with(|overview| overview.sources.iter().map(|source| source.id.clone()).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let any = Memo::new(move |_| !sources.with(Vec::is_empty));
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-connections")}</h1>
            <p class="lead">{tr!("connections-lead")}</p>
            {move || if any.get() {
                view! { <p class="actions"><SyncButton desk source=None/></p> }.into_any()
            } else {
                view! {
                    <div class="empty">
                        <p class="strong">{tr!("empty-unconnected")}</p>
                        <p>{tr!("connections-empty")}</p>
                    </div>
                }
                .into_any()
            }}
            <div class="cards">
                <For each=move || sources.get() key=Clone::clone let:source>
                    <Connected source/>
                </For>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Connected(
    /// The service.
    source: SourceId,
) -> AnyView {
    let (desk, overview) = (desk(), overview());
    let id = source.clone();
    let read = source.clone();
    let live = Live::new(desk, move || Some(ReadSource { source: read.clone() }));
    let view = Memo::new(move |_| {
        overview.with(|overview| overview.sources.iter().find(|source| source.id == id).cloned()).flatten()
    });
    let name = move || view.with(|view| view.as_ref().map(|view| view.name.value.clone()));
    let lang = move || view.with(|view| view.as_ref().and_then(|view| view.name.lang.clone()));
    view! {
        <article class="card">
            <h2 lang=lang>{name}</h2>
            {move || view.get().map(|view| view! { <State source=view/> })}
            <p class="actions"><SyncButton desk source=Some(source)/></p>
            {move || answered(live, |detail| view! { <Detail detail/> }.into_any())}
        </article>
    }
    .into_any()
}

#[component]
fn State(
    /// The service.
    source: SourceView,
) -> AnyView {
    let overview = overview();
    let dot = if phrase::is_reached(&source) { "dot" } else { "dot off" };
    let failure = source.failure.filter(|_| !source.syncing);
    let syncing = source.syncing;
    let line = move || phrase::freshness(language(), overview.today(), &source);
    view! {
        <p class="fresh-line"><span class=dot aria-hidden="true"></span><span>{line}</span></p>
        {syncing.then(|| view! { <p class="small">{tr!("syncing")}</p> })}
        {failure.map(|failure| view! {
            <p>
                {move || {
                    let words = phrase::sync_failure(language(), failure);
                    format!("{} {} {}", words.happened, words.safe, words.next)
                }}
            </p>
        })}
    }
    .into_any()
}

#[component]
fn Detail(
    /// The service in detail.
    detail: SourceDetailView,
) -> AnyView {
    let SourceDetailView { source, kind, host, quarantined } = detail;
    let count = source.quarantined;
    let records = (!quarantined.is_empty()).then(|| {
        let records = quarantined.into_iter().map(|record| view! { <Unread record/> }).collect_view();
        view! {
            <section class="unread">
                <h3>{move || t!("unread-heading", count = count)}</h3>
                <p>{tr!("unread-lead")}</p>
                {records}
            </section>
        }
    });
    let api = move || match kind {
        SourceKind::Resident => t!("api-resident"),
        SourceKind::Open311 => t!("api-open311"),
        SourceKind::Atv => t!("api-atv"),
        SourceKind::Dialogporten => t!("api-dialogporten"),
    };
    view! {
        <p class="small">{tr!("source-address")}" "{host}</p>
        <p class="small">{tr!("source-api")}" "{api}</p>
        {records}
    }
    .into_any()
}

/// A record that could not be read, with its reason.
#[component]
fn Unread(
    /// The record.
    record: QuarantinedView,
) -> AnyView {
    let QuarantinedView { kind, id, reason, detail, when } = record;
    let what = move || {
        let kind = kind.map_or_else(|| t!("kind-unknown"), |kind| phrase::kind(language(), kind));
        match &id {
            Some(id) => format!("{kind} {id}"),
            None => kind,
        }
    };
    view! {
        <article class="unread-record">
            <h4>{what}</h4>
            <p>{move || phrase::quarantine(language(), reason)}</p>
            <p class="small">
                <time datetime=when.to_rfc3339()>{move || phrase::day_full(language(), when.date_naive())}</time>
                {(!detail.is_empty()).then(|| view! { ", "<code>{detail}</code> })}
            </p>
        </article>
    }
    .into_any()
}

/// Asks one service, or all, for what is new.
#[component]
fn SyncButton(
    /// The desk.
    desk: Desk,
    /// The service; none for all.
    source: Option<SourceId>,
) -> AnyView {
    let overview = overview();
    let asked = RwSignal::new(false);
    let all = source.is_none();
    let watched = source.clone();
    let busy = Memo::new(move |_| {
        let syncing = overview.with(|overview| {
            overview.sources.iter().any(|view| view.syncing && watched.as_ref().is_none_or(|id| *id == view.id))
        });
        asked.get() || syncing.unwrap_or(false)
    });
    let named = source.clone();
    let name = move || {
        let name = overview.with(|overview| {
            let found = overview.sources.iter().find(|view| Some(&view.id) == named.as_ref());
            found.map(|view| view.name.value.clone())
        });
        name.flatten().unwrap_or_default()
    };
    let sync = move |_| {
        let before = overview.with_untracked(|overview| overview.sources.clone()).unwrap_or_default();
        if busy.get_untracked() {
            return;
        }
        asked.set(true);
        let source = source.clone();
        leptos::task::spawn_local(async move {
            // What failed is told by each source's own line, and aloud when it is news.
            let _ = desk.backend.call(SyncNow { source: source.clone() }).await;
            asked.try_set(false);
            // What the page shows follows a moment later.
            if let Ok(now) = desk.backend.call(ReadOverview {}).await {
                desk.announcer.say(outcome(&now, source.as_ref(), &before));
            }
        });
    };
    view! {
        <button
            type="button"
            class=if all { "primary" } else { "" }
            aria-disabled=move || busy.get().then_some("true")
            on:click=sync
        >
            {move || match (busy.get(), all) {
                (true, _) => t!("syncing"),
                (false, true) => t!("sync-all"),
                (false, false) => t!("sync-one", source = name()),
            }}
        </button>
    }
    .into_any()
}

/// What is said when a service was asked: that all is up to date, or again what still fails. A failure that is new is
/// told by itself.
fn outcome(now: &OverviewView, asked: Option<&SourceId>, before: &[SourceView]) -> String {
    let asked = now.sources.iter().filter(|source| asked.is_none_or(|asked| source.id == *asked));
    let failing = asked.filter(|source| source.failure.is_some()).collect::<Vec<_>>();
    if failing.is_empty() {
        return t!("synced");
    }
    let as_before =
        |source: &&&SourceView| before.iter().any(|old| old.id == source.id && old.failure == source.failure);
    let line = |source: &&SourceView| format!("{}.", phrase::freshness(language(), now.today, source));
    failing.iter().filter(as_before).map(line).collect::<Vec<_>>().join(" ")
}
