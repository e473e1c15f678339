//! A decision that waits to be received: who decided, what receiving it means, until when, and what happens otherwise. How it is
//! received stands in the midst of it (`pages/receive.rs`).

use domain::sealed::Otherwise;
use leptos::prelude::*;
use protocol::view::SealedBody;

use super::{Body, Moment, Words};

/// An envelope, to read. What the resident has done to receive what is in it is not said here.
#[component]
pub fn SealedReading(
    /// What the envelope says.
    body: SealedBody,
    /// The way to receive it.
    act: Option<ViewFnOnce>,
) -> AnyView {
    let SealedBody { authority, matter, sent, until, over, otherwise, contact, .. } = body;
    let first = if over {
        view! { <div><dt>{tr!("sealed-over")}</dt><dd>{move || over_then(otherwise)}</dd></div> }.into_any()
    } else {
        view! {
            <div><dt>{tr!("sealed-what")}</dt><dd>{tr!("sealed-waits")}</dd></div>
            <div>
                <dt>{tr!("sealed-means")}</dt>
                <dd><p>{tr!("sealed-means.served")}</p><p>{tr!("sealed-means.first")}</p></dd>
            </div>
            <div><dt>{tr!("sealed-until")}</dt><dd><b><Moment when=until/></b></dd></div>
            <div><dt>{tr!("sealed-otherwise")}</dt><dd>{move || otherwise_then(otherwise)}</dd></div>
        }
        .into_any()
    };
    view! {
        <div class="first"><dl>{first}</dl></div>
        {act.map(ViewFnOnce::run)}
        <section class="part">
            <h2>{tr!("sealed-about")}</h2>
            <dl class="facts-list">
                <div><dt>{tr!("sealed-authority")}</dt><dd><Words text=authority/></dd></div>
                {matter.map(|matter| view! { <div><dt>{tr!("sealed-matter")}</dt><dd><Words text=matter/></dd></div> })}
                <div><dt>{tr!("sealed-sent")}</dt><dd><Moment when=sent/></dd></div>
                {contact.map(|contact| view! { <div><dt>{tr!("decision-contact")}</dt><dd><Body text=contact/></dd></div> })}
            </dl>
        </section>
    }
    .into_any()
}

fn otherwise_then(otherwise: Otherwise) -> String {
    match otherwise {
        Otherwise::Letter => t!("sealed-otherwise.letter"),
        Otherwise::Summons => t!("sealed-otherwise.summons"),
        Otherwise::Unstated => t!("sealed-otherwise.unstated"),
    }
}

fn over_then(otherwise: Otherwise) -> String {
    match otherwise {
        Otherwise::Letter => t!("sealed-over.letter"),
        Otherwise::Summons => t!("sealed-over.summons"),
        Otherwise::Unstated => t!("sealed-over.unstated"),
    }
}
