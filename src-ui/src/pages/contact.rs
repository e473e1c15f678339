//! How to reach the people of each public body: phone, visit, hours, interpreter. It is on the device and so works
//! offline.

use leptos::prelude::*;
use protocol::{
    ReadContacts,
    letters::{LetterTo, RecipientPartyView},
    view::{BodyContactsView, ContactChannel, ContactView},
};

use super::title::title;
use crate::{
    components::{OutLink, Words, answered, whose_matter},
    state::{Live, Place, Writing, desk},
};

/// The contact page.
#[component]
pub fn Contact() -> AnyView {
    let live = Live::new(desk(), || Some(ReadContacts {}));
    title(|| Some(t!("view-contact")));
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-contact")}</h1>
            <p class="lead">{tr!("contact-lead")}</p>
            {move || answered(live, |contacts| {
                if contacts.bodies.is_empty() {
                    return view! { <div class="empty"><p>{tr!("contact-empty")}</p></div> }.into_any();
                }
                let bodies = contacts.bodies.into_iter().map(|body| view! { <BodyContacts body/> }).collect_view();
                view! { <div class="cards">{bodies}</div> }.into_any()
            })}
        </div>
    }
    .into_any()
}

#[component]
fn BodyContacts(
    /// The public body.
    body: BodyContactsView,
) -> AnyView {
    let BodyContactsView { name, channels, tells, requests, .. } = body;
    let why = move || if tells { t!("contact-unknown") } else { t!("contact-untold") };
    let requests = (!requests.is_empty()).then(|| view! { <Requests requests sender=name.value.clone()/> });
    let unknown = channels.is_empty().then(|| view! { <p>{why}</p> });
    let channels = channels.into_iter().map(|channel| view! { <Channel channel/> }).collect_view();
    view! {
        <article class="card contact">
            <h2 lang=name.lang>{name.value}</h2>
            {unknown}
            {channels}
            {requests}
        </article>
    }
    .into_any()
}

/// In whose matters one can ask to be called or to meet somebody.
#[component]
fn Requests(
    /// In whose.
    requests: Vec<RecipientPartyView>,
    /// The public body.
    sender: String,
) -> AnyView {
    let links = requests
        .into_iter()
        .map(|party| {
            let href = Place::writing(Writing::To(LetterTo::Contact(party.party))).href();
            // What is asked for stands above; who hears the links alone hears it with each.
            let asked = sender.clone();
            view! {
                <li>
                    <a href=href>
                        {whose_matter(party.whose)}
                        <span class="hidden">", "{tr!("request")}", "{asked}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="channel">
            <h3>{tr!("request-where")}</h3>
            <p>{tr!("request-lead")}</p>
            <ul class="ways">{links}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Channel(
    /// One way to reach people.
    channel: ContactView,
) -> AnyView {
    let ContactView { kind, title, value, link, hours, note } = channel;
    let kind = move || match kind {
        ContactChannel::Phone => t!("contact-phone"),
        ContactChannel::Visit => t!("contact-visit"),
        ContactChannel::Email => t!("contact-email"),
        ContactChannel::Web => t!("contact-web"),
        ContactChannel::Interpreter => t!("contact-interpreter"),
        ContactChannel::Remote => t!("contact-remote"),
        ContactChannel::Other => t!("contact-other"),
    };
    let value = match link {
        Some(link) => view! { <p><OutLink link/></p> }.into_any(),
        None => view! { <p class="strong">{value}</p> }.into_any(),
    };
    view! {
        <section class="channel">
            <h3>{kind}": "<Words text=title/></h3>
            {value}
            {hours.map(|hours| view! { <p>{tr!("contact-hours")}" "<Words text=hours/></p> })}
            {note.map(|note| view! { <p class="small"><Words text=note/></p> })}
        </section>
    }
    .into_any()
}
