//! The connected services: how fresh each is, why it could not be reached, and what of it could not be read.

use domain::{
    id::SourceId,
    source::{SourceKind, SyncFailure},
};
use leptos::prelude::*;
use protocol::{
    ErrorView, ReadOutbox, ReadOverview, ReadSource, SignOut, SyncNow,
    sign_in::{ServiceAddress, ServiceOffer, SignedOutView},
    view::{OverviewView, QuarantinedView, SourceDetailView, SourceView},
};

use super::{
    connect::{begin_sign_in, phrase_of, phrase_of_lack},
    kept::Kept,
    title::title,
};
use crate::{
    components::{Dialog, answered},
    phrase,
    state::{Desk, Live, View, desk, overview},
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
    let erased = RwSignal::new(None::<String>);
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-connections")}</h1>
            <p class="lead">{tr!("connections-lead")}</p>
            {move || erased.get().map(|words| view! { <p id="kept-erased" class="note" tabindex="-1">{words}</p> })}
            {move || if any.get() {
                view! { <p class="actions">
                        <SyncButton desk source=None/>
                        <a class="button" href=View::Connect.path()>{tr!("connect-more")}</a>
                    </p> }.into_any()
            } else {
                view! {
                    <div class="empty">
                        <p class="strong">{tr!("empty-unconnected")}</p>
                        <p>{tr!("connections-empty")}</p>
                        <p class="actions"><a class="button primary" href=View::Connect.path()>{tr!("connect-first")}</a></p>
                    </div>
                }
                .into_any()
            }}
            <div class="cards">
                <For each=move || sources.get() key=Clone::clone let:source>
                    <Connected source erased/>
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
    /// What is said once everything that it kept is erased.
    erased: RwSignal<Option<String>>,
) -> AnyView {
    let (desk, overview) = (desk(), overview());
    let id = source.clone();
    let read = source.clone();
    let live = Live::new(desk, move || Some(ReadSource { source: read.clone() }));
    let view = Memo::new(move |_| {
        overview.with(|overview| overview.sources.iter().find(|source| source.id == id).cloned()).flatten()
    });
    let name = move || view.with(|view| view.as_ref().map(|view| view.name.value.clone()));
    let kind = Memo::new(move |_| live.with(|detail| detail.kind));
    // What sends nothing has nothing to be fresh; only what went wrong is told of it.
    let sends = Memo::new(move |_| kind.get() != Some(SourceKind::HelsinkiProfile));
    let state = move || view.get().filter(|view| sends.get() || view.failure.is_some());
    let turned_away = RwSignal::new(false);
    let unverified = Memo::new(move |_| view.with(|view| view.as_ref().is_some_and(|view| !view.verified)));
    let needs_sign_in = Memo::new(move |_| {
        let failure = view.with(|view| view.as_ref().and_then(|view| view.failure));
        matches!(failure, Some(SyncFailure::SignInNeeded | SyncFailure::StrongerSignInNeeded))
            || live.with(|detail| detail.wants_stronger_sign_in) == Some(true)
            || turned_away.get()
    });
    let (again, synced, keeper) = (source.clone(), source.clone(), source.clone());
    let called = Signal::derive(move || name().unwrap_or_default());
    let lang = move || view.with(|view| view.as_ref().and_then(|view| view.name.lang.clone()));
    view! {
        <article class="card">
            <h2 lang=lang>{name}</h2>
            {move || state().map(|view| view! { <State source=view/> })}
            {move || unverified.get().then(|| view! { <p class="note">{tr!("service-unverified")}". "{tr!("service-unverified.then")}</p> })}
            {move || match kind.get() {
                Some(SourceKind::HelsinkiProfile) => {
                    view! { <Kept source=keeper.clone() name=called sign_in=turned_away erased/> }.into_any()
                }
                Some(SourceKind::DataTracker) => view! {
                    <p>{tr!("tells-lookups")}</p>
                    <p><a href=View::Lookups.path()>{tr!("tells-lookups.all")}</a></p>
                }
                .into_any(),
                _ => ().into_any(),
            }}
            <p class="actions">
                {move || needs_sign_in.get().then(|| view! { <SignInAgain source=again.clone()/> })}
                {move || sends.get().then(|| view! { <SyncButton desk source=Some(synced.clone())/> })}
                <SignOutButton source name=called opened=Signal::derive(move || kind.get() == Some(SourceKind::Open311))/>
            </p>
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
    let SourceDetailView { source, kind, host, offers, quarantined, .. } = detail;
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
        SourceKind::DataTracker => t!("api-data-tracker"),
        SourceKind::HelsinkiProfile => t!("api-helsinki-profile"),
    };
    view! {
        <p class="small">{tr!("source-address")}" "{host}</p>
        <p class="small">{tr!("source-api")}" "{api}</p>
        {(!offers.is_empty()).then(|| view! { <Abilities offers/> })}
        {records}
    }
    .into_any()
}

/// What a service can do and what it cannot, for whoever misses something. What it cannot do is nowhere else on the screen.
#[component]
fn Abilities(
    /// What it can do.
    offers: Vec<ServiceOffer>,
) -> AnyView {
    let open = RwSignal::new(false);
    let lacks = ServiceOffer::ALL.into_iter().filter(|lack| !offers.contains(lack) && is_missed(*lack, &offers));
    let lacks = lacks.collect::<Vec<_>>();
    let can = offers.into_iter().map(|offer| view! { <li>{move || phrase_of(offer)}</li> }).collect_view();
    let cannot = lacks.iter().map(|&offer| view! { <li>{move || phrase_of_lack(offer)}</li> }).collect_view();
    view! {
        <p>
            <button type="button" class="link" aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)>{tr!("abilities")}</button>
        </p>
        <div class="abilities" hidden=move || !open.get()>
            <h3>{tr!("abilities-can")}</h3>
            <ul>{can}</ul>
            {(!lacks.is_empty()).then(|| view! {
                <h3>{tr!("abilities-cannot")}</h3>
                <p>{tr!("abilities-cannot.why")}</p>
                <ul>{cannot}</ul>
            })}
        </div>
    }
    .into_any()
}

/// Whether somebody could miss it: what goes with items is not missed where none come, nor news where nothing does.
fn is_missed(lack: ServiceOffer, offers: &[ServiceOffer]) -> bool {
    let items = offers.contains(&ServiceOffer::Items);
    match lack {
        ServiceOffer::Letters | ServiceOffer::Filing => items,
        ServiceOffer::Hints => items || offers.contains(&ServiceOffer::Lookups),
        _ => true,
    }
}

/// Signs in again to a service whose sign-in has ended, or is not enough for something.
#[component]
fn SignInAgain(
    /// The service.
    source: SourceId,
) -> AnyView {
    let (desk, go) = (desk(), leptos_router::hooks::use_navigate());
    let failed = RwSignal::new(None::<ErrorView>);
    let begin = move |_| {
        begin_sign_in(desk, ServiceAddress::Connected(source.clone()), failed);
        go(View::Connect.path(), leptos_router::NavigateOptions::default());
    };
    view! { <button type="button" class="primary" on:click=begin>{tr!("stage-again")}</button> }.into_any()
}

/// Signs out of a service, or removes one that wants no sign-in, once the resident has heard what that means.
#[component]
fn SignOutButton(
    /// The service.
    source: SourceId,
    /// The public body's name.
    name: Signal<String>,
    /// Whether it is one that wants no sign-in.
    opened: Signal<bool>,
) -> AnyView {
    let desk = desk();
    // How many letters to it would be lost, once it is asked.
    let asked = RwSignal::new(None::<u32>);
    let of_source = source.clone();
    let ask = move |_| {
        let source = of_source.clone();
        leptos::task::spawn_local(async move {
            // What cannot be counted is no reason to keep somebody signed in.
            let unsent = desk.backend.call(ReadOutbox {}).await.map(|outbox| outbox.unsent).unwrap_or_default();
            let count = unsent.iter().filter(|letter| letter.source == source).count();
            asked.try_set(Some(u32::try_from(count).unwrap_or(u32::MAX)));
        });
    };
    let act = Callback::new(move |()| {
        asked.set(None);
        let source = source.clone();
        leptos::task::spawn_local(async move {
            let opened = opened.try_get_untracked() == Some(true);
            desk.announcer.say(match desk.backend.call(SignOut { source }).await {
                Ok(_) if opened => t!("removed"),
                Ok(SignedOutView { told: true }) => t!("signed-out"),
                Ok(SignedOutView { told: false }) => t!("signed-out-untold"),
                Err(error) => phrase::fault(language(), error.code).whole(),
            });
        });
    });
    let cancel = Callback::new(move |()| asked.set(None));
    view! {
        <button
            type="button"
            aria-label=move || if opened.get() { t!("remove-of", name = name.get()) } else { t!("sign-out-of", name = name.get()) }
            on:click=ask
        >
            {move || if opened.get() { t!("remove") } else { t!("sign-out") }}
        </button>
        {move || asked.get().map(|unsent| {
            let name = name.get_untracked();
            let (heading, warning, what) = if opened.get_untracked() {
                (t!("remove-sure"), t!("remove-sure.warning", name = name), t!("remove"))
            } else {
                (t!("sign-out-sure"), t!("sign-out-sure.warning", name = name), t!("sign-out"))
            };
            let consequence = phrase::with_unsent(language(), warning, unsent);
            view! { <Dialog heading consequence act=what on_act=act on_cancel=cancel/> }
        })}
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
