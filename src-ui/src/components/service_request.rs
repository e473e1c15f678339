//! A fault report: where it stands, what was reported, what the authority wrote.

use leptos::prelude::*;
use protocol::view::{ServiceRequestBody, Text};

use super::{Body, Moment, Words};
use crate::{phrase, words::language};

/// A fault report, to read.
#[component]
pub fn ServiceRequestReading(
    /// The report.
    body: ServiceRequestBody,
    /// The public body's name.
    sender: String,
) -> AnyView {
    let ServiceRequestBody { description, status, next_actor, wording, notes, address, requested, expected } = body;
    let plain = |value: String| Text { value, lang: None };
    let place = address.map(|address| view! { <div><dt>{tr!("report-place")}</dt><dd>{address}</dd></div> });
    let when = requested.map(|when| view! { <div><dt>{tr!("report-when")}</dt><dd><Moment when/></dd></div> });
    let facts = (place.is_some() || when.is_some()).then(|| view! { <dl class="facts-list">{place}{when}</dl> });
    view! {
        <div class="first">
            <dl>
                <div>
                    <dt>{tr!("case-stands")}</dt>
                    <dd>{move || phrase::status_sentence(language(), status, next_actor, &sender)}</dd>
                    {wording.map(|wording| view! { <dd class="small">{tr!("authority-wording")}" "<Words text=wording/></dd> })}
                </div>
                {notes.map(|notes| view! { <div><dt>{tr!("report-notes")}</dt><dd><Body text=plain(notes)/></dd></div> })}
                {expected.map(|when| view! { <div><dt>{tr!("report-expected")}</dt><dd><Moment when/></dd></div> })}
            </dl>
        </div>
        <section class="part">
            <h2>{tr!("report-heading")}</h2>
            {description.map(|text| view! { <Body text=plain(text)/> })}
            {facts}
        </section>
    }
    .into_any()
}
