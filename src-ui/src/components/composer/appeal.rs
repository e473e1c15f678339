//! Seeking a change in a decision: what is known before a word is written, and the letter as the authority reads it.

use domain::{appeal, form::Reply, outgoing::Attachment};
use leptos::prelude::*;
use protocol::{letters::AppealAskedView, view::CaseLinkView};

use crate::{
    components::{Body, Words, print::print},
    phrase,
    state::overview,
    words::language,
};

/// What stands above the questions: until when, how else, and that it can be printed where it cannot be sent.
#[component]
pub(super) fn AppealLead(
    /// What is asked, and in what.
    asked: AppealAskedView,
) -> AnyView {
    let overview = overview();
    let AppealAskedView { sends, appeal, .. } = asked;
    let (address, timed) = (appeal.address.clone(), appeal);
    let time = move || phrase::appeal_time(language(), &timed, overview.today(), sends).join(" ");
    view! {
        <p class="note">{time}</p>
        <p>
            {move || if sends { t!("appeal-lead") } else { t!("appeal-lead-letter") }}" "{tr!("appeal-lead-keep")}
        </p>
        {address.map(|address| view! {
            <dl class="facts-list">
                <div>
                    <dt>{move || if sends { t!("appeal-where") } else { t!("appeal-where-letter") }}</dt>
                    <dd><Body text=address/></dd>
                </div>
            </dl>
        })}
    }
    .into_any()
}

/// The appeal as the authority reads it.
#[component]
pub(super) fn AppealSheet(
    /// What was asked, and in what.
    asked: AppealAskedView,
    /// The decision.
    decision: Option<CaseLinkView>,
    /// What was replied.
    replies: RwSignal<Vec<Reply>>,
    /// The files that go with it.
    files: RwSignal<Vec<Attachment>>,
    /// Goes on to sending it.
    send: Callback<()>,
    /// Goes back to writing.
    change: Callback<()>,
) -> AnyView {
    let AppealAskedView { sends, appeal, authority, made, section, register_number, .. } = asked;
    let kind = appeal.kind;
    let to = appeal.authority.clone().unwrap_or_else(|| authority.clone());
    let address = appeal.address;
    let of_decision = move || {
        let number = register_number.as_deref().map(|number| t!("appeal-sheet-number", number = number));
        let made = t!("appeal-sheet-made", day = phrase::when_full(language(), &made));
        [Some(made), section.clone(), number].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let said = move |question: &'static str| {
        replies.with(|replies| {
            let reply = replies.iter().find(|reply| reply.question == question);
            reply.map(|reply| reply.text.trim().to_owned()).unwrap_or_default()
        })
    };
    // On a letter that is printed there is room to write by hand what was not written here.
    let written = move |question: &'static str| {
        let text = said(question);
        let room = text.is_empty() && !sends;
        view! { <p class="written" class:room=room>{text}</p> }
    };
    let who = move || {
        let lines = [appeal::NAME, appeal::ADDRESS, appeal::MUNICIPALITY, appeal::PHONE, appeal::EMAIL].map(said);
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let attached = move || files.with(|files| files.iter().map(|file| file.name.clone()).collect::<Vec<_>>());
    view! {
        <section aria-labelledby="preview-title">
            <h2 id="preview-title" class="no-print" tabindex="-1">
                {move || if sends { t!("appeal-preview") } else { t!("appeal-preview-letter") }}
            </h2>
            <div class="sheet-letter">
                <h3>{move || phrase::appeal_title(language(), kind)}</h3>
                <dl>
                    <div>
                        <dt>{tr!("appeal-sheet-to")}</dt>
                        <dd><Words text=to/></dd>
                        {address.map(|address| view! { <dd><Body text=address/></dd> })}
                    </div>
                    <div>
                        <dt>{tr!("appeal-sheet-decision")}</dt>
                        {decision.map(|decision| view! { <dd><Words text=decision.title/></dd> })}
                        <dd><Words text=authority/></dd>
                        <dd>{of_decision}</dd>
                    </div>
                </dl>
                <h3>{tr!("appeal-sheet-objection")}</h3>
                {move || written(appeal::OBJECTION)}
                <h3>{tr!("appeal-sheet-demand")}</h3>
                {move || written(appeal::DEMAND)}
                <h3>{tr!("appeal-sheet-reasons")}</h3>
                {move || written(appeal::REASONS)}
                <h3>{tr!("appeal-sheet-who")}</h3>
                <p class="written">{who}</p>
                <Show when=move || files.with(|files| !files.is_empty())>
                    <h3>{tr!("appeal-sheet-files")}</h3>
                    {move || attached().into_iter().map(|name| view! { <p>{name}</p> }).collect_view()}
                </Show>
                {(!sends).then(|| view! {
                    <p class="sign"><span>{tr!("appeal-sheet-sign")}</span><span>{tr!("appeal-sheet-sign.name")}</span></p>
                })}
            </div>
            <p class="actions">
                {sends.then(|| view! {
                    <button type="button" class="primary" on:click=move |_| send.run(())>{tr!("appeal-send")}</button>
                })}
                <button type="button" on:click=move |_| change.run(())>{tr!("appeal-change")}</button>
                <button type="button" class:primary=!sends on:click=move |_| print()>{tr!("appeal-print")}</button>
            </p>
        </section>
    }
    .into_any()
}
