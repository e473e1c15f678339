//! What the resident writes and wrote, and to whom they can write.

use leptos::prelude::*;
use protocol::{
    ReadOutbox,
    letters::{LetterTo, OutboxView, OutgoingView, RecipientView},
};

use super::title::title;
use crate::{
    components::{OutgoingCard, Words, answered, whose_matter},
    state::{Live, Place, View, Writing, desk},
};

/// The letters.
#[component]
pub fn Letters() -> AnyView {
    let live = Live::new(desk(), || Some(ReadOutbox {}));
    title(|| Some(t!("view-letters")));
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-letters")}</h1>
            <p class="lead">{tr!("letters-lead")}</p>
            {move || answered(live, |outbox| view! { <Outbox outbox/> }.into_any())}
        </div>
    }
    .into_any()
}

#[component]
fn Outbox(
    /// Everything.
    outbox: OutboxView,
) -> AnyView {
    let OutboxView { unsent, received, recipients } = outbox;
    let none = (unsent.is_empty() && received.is_empty())
        .then(|| view! { <div class="empty"><p>{tr!("letters-none")}</p></div> });
    view! {
        {none}
        <Group letters=unsent id="letters-unsent" heading=tr!("letters-unsent")/>
        <Recipients recipients/>
        <Group letters=received id="letters-received" heading=tr!("letters-received")/>
    }
    .into_any()
}

/// Letters under a heading; nothing where there are none.
#[component]
pub(super) fn Group<H>(
    /// The letters.
    letters: Vec<OutgoingView>,
    /// Id of the heading.
    id: &'static str,
    /// The heading.
    heading: H,
) -> AnyView
where
    H: Fn() -> String + Send + Sync + 'static,
{
    if letters.is_empty() {
        return ().into_any();
    }
    let cards = letters.into_iter().map(|letter| view! { <OutgoingCard letter/> }).collect_view();
    view! {
        <section class="part" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            <div class="cards">{cards}</div>
        </section>
    }
    .into_any()
}

/// To whom a letter can be written.
#[component]
fn Recipients(
    /// The public bodies.
    recipients: Vec<RecipientView>,
) -> AnyView {
    if recipients.is_empty() {
        return view! {
            <p class="note">{tr!("letters-nowhere")}" "<a href=View::Contact.path()>{tr!("reply-contact")}</a></p>
        }
        .into_any();
    }
    let bodies = recipients
        .into_iter()
        .map(|RecipientView { sender, parties }| {
            let to = sender.value.clone();
            let links = parties
                .into_iter()
                .map(|party| {
                    let href = Place::writing(Writing::To(LetterTo::New(party.party))).href();
                    // Which body it is of stands above; who hears the links alone hears it with each.
                    let to = to.clone();
                    view! { <li><a href=href>{whose_matter(party.whose)}<span class="hidden">", "{to}</span></a></li> }
                })
                .collect_view();
            view! {
                <article class="card">
                    <h3><Words text=sender/></h3>
                    <ul class="ways">{links}</ul>
                </article>
            }
        })
        .collect_view();
    view! {
        <section class="part" aria-labelledby="letters-write">
            <h2 id="letters-write">{tr!("letters-write")}</h2>
            <div class="cards">{bodies}</div>
        </section>
    }
    .into_any()
}
