//! Who is who: names at different services that may be one person. The app asks, the resident decides, and any answer can
//! be taken back.

use domain::party::LinkState;
use leptos::prelude::*;
use protocol::{
    AnswerLink, ErrorView, ReadLinks, UndoLink,
    view::{KnownAsView, PersonLinkView},
};

use crate::{
    phrase::fault,
    state::{Live, desk},
    words::language,
};

/// Questions about names first, then what was answered.
#[component]
pub fn Links() -> AnyView {
    let live = Live::new(desk(), || Some(ReadLinks {}));
    let of = move |asked: bool| {
        let links = live.with(|answer| answer.links.clone()).unwrap_or_default();
        links.into_iter().filter(|link| (link.state == LinkState::Proposed) == asked).collect::<Vec<_>>()
    };
    let (asked, answered) = (Memo::new(move |_| of(true)), Memo::new(move |_| of(false)));
    view! {
        <Show when=move || !asked.with(Vec::is_empty)>
            <section class="links" aria-labelledby="links-asked">
                <h2 id="links-asked">{tr!("links-heading")}</h2>
                <p>{tr!("links-lead")}</p>
                <div class="cards">
                    <For each=move || asked.get() key=|link| format!("{link:?}") let:link><Asked link/></For>
                </div>
            </section>
        </Show>
        <Show when=move || !answered.with(Vec::is_empty)>
            <section class="links" aria-labelledby="links-answered">
                <h2 id="links-answered">{tr!("links-answered")}</h2>
                <div class="cards">
                    <For each=move || answered.get() key=|link| format!("{link:?}") let:link><Answered link/></For>
                </div>
            </section>
        </Show>
    }
    .into_any()
}

/// A question. Both answers have the same weight: the app does not know which is right.
#[component]
fn Asked(
    /// The two names.
    link: PersonLinkView,
) -> AnyView {
    let desk = desk();
    let failed = RwSignal::new(None::<ErrorView>);
    let PersonLinkView { one, other, .. } = link;
    let (first, second, name) = (one.reference.clone(), other.reference.clone(), one.name.clone());
    let answer = Callback::new(move |same: bool| {
        let (one, other) = (first.clone(), second.clone());
        leptos::task::spawn_local(async move {
            let failure = desk.backend.call(AnswerLink { one, other, same }).await.err();
            desk.announcer.say(match &failure {
                None if same => t!("link-together"),
                None => t!("link-apart"),
                Some(error) => fault(language(), error.code).whole(),
            });
            failed.try_set(failure);
        });
    });
    view! {
        <article class="card">
            <h3>{move || t!("link-question", name = name.as_str())}</h3>
            <KnownAs known=one/>
            <KnownAs known=other/>
            <p class="actions answers">
                <button type="button" on:click=move |_| answer.run(true)>{tr!("link-same")}</button>
                <button type="button" on:click=move |_| answer.run(false)>{tr!("link-different")}</button>
            </p>
            <Failed failed/>
        </article>
    }
    .into_any()
}

/// An answer, which can be taken back.
#[component]
fn Answered(
    /// The two names.
    link: PersonLinkView,
) -> AnyView {
    let desk = desk();
    let failed = RwSignal::new(None::<ErrorView>);
    let PersonLinkView { one, other, state } = link;
    let together = state == LinkState::Confirmed;
    let (first, second) = (one.reference.clone(), other.reference.clone());
    let undo = move |_| {
        let (one, other) = (first.clone(), second.clone());
        leptos::task::spawn_local(async move {
            let failure = desk.backend.call(UndoLink { one, other }).await.err();
            desk.announcer.say(match &failure {
                None if together => t!("link-apart"),
                None => t!("links-heading"),
                Some(error) => fault(language(), error.code).whole(),
            });
            failed.try_set(failure);
        });
    };
    view! {
        <article class="card">
            <h3>{one.name.clone()}</h3>
            <p>{move || if together { t!("link-together") } else { t!("link-apart") }}</p>
            <KnownAs known=one/>
            <KnownAs known=other/>
            <p class="actions">
                <button type="button" on:click=undo>
                    {move || if together { t!("link-separate") } else { t!("link-ask-again") }}
                </button>
            </p>
            <Failed failed/>
        </article>
    }
    .into_any()
}

#[component]
fn KnownAs(
    /// How one service knows a person.
    known: KnownAsView,
) -> AnyView {
    let KnownAsView { name, sender, .. } = known;
    view! { <p class="small"><span lang=sender.lang>{sender.value}</span>": "{name}</p> }.into_any()
}

#[component]
fn Failed(
    /// Why the answer was not kept, if it was not.
    failed: RwSignal<Option<ErrorView>>,
) -> AnyView {
    view! {
        {move || failed.get().map(|error| {
            view! { <p class="note">{fault(language(), error.code).whole()}</p> }
        })}
    }
    .into_any()
}
