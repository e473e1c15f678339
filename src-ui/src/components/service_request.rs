//! A fault report: where it stands, what was reported, what the authority wrote; and the end of following it.

use domain::id::RecordKey;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    UnfollowReport,
    view::{ServiceRequestBody, Text},
};

use super::{Body, Dialog, Feedback, Moment, OutLink, Words};
use crate::{
    phrase,
    state::{Place, View, desk},
    words::language,
};

/// A fault report, to read.
#[component]
pub fn ServiceRequestReading(
    /// The item.
    item: RecordKey,
    /// The report.
    body: ServiceRequestBody,
    /// The public body's name.
    sender: String,
) -> AnyView {
    let ServiceRequestBody {
        description,
        status,
        next_actor,
        wording,
        notes,
        address,
        requested,
        expected,
        number,
        followed,
        photo,
        feedback,
    } = body;
    let plain = |value: String| Text { value, lang: None };
    let number = number.map(|number| view! { <div><dt>{tr!("report-number")}</dt><dd>{number}</dd></div> });
    let place = address.map(|address| view! { <div><dt>{tr!("report-place")}</dt><dd>{address}</dd></div> });
    let when = requested.map(|when| view! { <div><dt>{tr!("report-when")}</dt><dd><Moment when/></dd></div> });
    let photo = photo.map(|link| view! { <div><dt>{tr!("report-photo")}</dt><dd><OutLink link/></dd></div> });
    let any = number.is_some() || place.is_some() || when.is_some() || photo.is_some();
    let facts = any.then(|| view! { <dl class="facts-list">{number}{place}{when}{photo}</dl> });
    view! {
        {followed.then(|| view! { <p class="note">{tr!("report-followed")}</p> })}
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
        <Feedback item=item.clone() feedback/>
        {followed.then(|| view! { <Unfollow item/> })}
    }
    .into_any()
}

/// The way to follow it no longer, once the resident has heard what that means.
#[component]
fn Unfollow(
    /// The report.
    item: RecordKey,
) -> AnyView {
    let (desk, navigate) = (desk(), use_navigate());
    let asking = RwSignal::new(false);
    let left = Callback::new(move |()| {
        navigate(&Place::INBOX.at(View::Reports).href(), NavigateOptions::default());
    });
    let act = Callback::new(move |()| {
        asking.set(false);
        let item = item.clone();
        leptos::task::spawn_local(async move {
            match desk.backend.call(UnfollowReport { item }).await {
                Ok(()) => {
                    desk.announcer.say(t!("report-unfollowed"));
                    left.try_run(());
                }
                Err(error) => desk.announcer.say(phrase::fault(language(), error.code).whole()),
            }
        });
    });
    let stay = Callback::new(move |()| asking.set(false));
    view! {
        <p class="actions"><button type="button" on:click=move |_| asking.set(true)>{tr!("report-unfollow")}</button></p>
        {move || asking.get().then(|| view! {
            <Dialog
                heading=t!("report-unfollow-sure")
                consequence=t!("report-unfollow-sure.consequence")
                act=t!("report-unfollow")
                on_act=act
                on_cancel=stay
            />
        })}
    }
    .into_any()
}
