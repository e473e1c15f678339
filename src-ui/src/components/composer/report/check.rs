//! Everything once more before it is sent: what is said, and who will see it.

use leptos::{ev::SubmitEvent, prelude::*};
use protocol::{ErrorView, view::Text};

use super::{Held, Onward, Step};
use crate::{
    components::{Body, Words, questions::said},
    phrase,
    words::language,
};

/// Everything, and the way to send it.
#[component]
pub(super) fn Check(
    /// The report.
    report: Held,
) -> AnyView {
    let (held, report) = (report, report.get_value());
    let failed = RwSignal::new(None::<ErrorView>);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        failed.set(None);
        let flaws = report.flaws(Step::Check);
        if flaws.is_empty() {
            report.draft.send(report.leave, report.mend, failed);
        } else {
            report.mend.run(flaws);
        }
    };
    let back = Callback::new(move |()| report.go.run(Step::Details));
    let is_public = Memo::new(move |_| report.caps.get().map(|caps| caps.public));
    let unanswered = Memo::new(move |_| report.form.with(|form| form.as_ref().is_some_and(|form| form.unanswered)));
    let change = move |to: Step, words: AnyView| {
        view! { <p><button type="button" class="link" on:click=move |_| report.go.run(to)>{words}</button></p> }
    };
    view! {
        <form on:submit=send>
            {move || failed.get().map(|error| view! {
                <p class="note">{move || phrase::fault(language(), error.code).whole()}</p>
            })}
            <dl class="facts-list">
                <div>
                    <dt>{tr!("report-row-what")}</dt>
                    <dd>{move || match report.chosen() {
                        Some(text) => view! { <Words text/> }.into_any(),
                        None => view! { <b class="flaw">{tr!("report-flaw-service")}</b> }.into_any(),
                    }}</dd>
                </div>
            </dl>
            {change(Step::What, view! { {tr!("report-change-what")} }.into_any())}
            <dl class="facts-list"><Place report=held/></dl>
            {change(Step::Where, view! { {tr!("report-change-where")} }.into_any())}
            <dl class="facts-list">
                <Replies report=held/>
                <Description report=held/>
                <Photos report=held/>
                <Who report=held/>
            </dl>
            {change(Step::Details, view! { {tr!("report-change-details")} }.into_any())}
            {move || is_public.get().map(|public| if public {
                view! { <div class="note"><p>{tr!("report-public")}</p><p>{tr!("report-public.who")}</p></div> }.into_any()
            } else {
                view! { <p class="note">{tr!("report-private")}</p> }.into_any()
            })}
            <Show when=move || unanswered.get()>
                <div class="note"><p>{tr!("report-unanswered")}</p><p>{tr!("report-unanswered.then")}</p></div>
            </Show>
            <Onward next=Signal::derive(|| t!("report-send")) back/>
        </form>
    }
    .into_any()
}

#[component]
fn Place(
    /// The report.
    report: Held,
) -> AnyView {
    let report = report.get_value();
    let place = report.draft.beside().place;
    let words = move || place.with(|place| phrase::place(language(), place));
    // That there is more than the words is said where there are words.
    let on_map = move || place.with(|place| place.position.is_some() && !place.address.trim().is_empty());
    view! {
        <div>
            <dt>{tr!("report-place")}</dt>
            <dd>{move || {
                let words = words();
                if words.is_empty() {
                    view! { <b class="flaw">{tr!("report-flaw-place-missing")}</b> }.into_any()
                } else {
                    words.into_any()
                }
            }}</dd>
            <Show when=on_map><dd class="small">{tr!("report-place-on-map")}</dd></Show>
        </div>
    }
    .into_any()
}

/// The city's questions to which something is replied.
#[component]
fn Replies(
    /// The report.
    report: Held,
) -> AnyView {
    let report = report.get_value();
    let shown = move || {
        let questions = report.form.get().map(|form| form.questions).unwrap_or_default();
        let replies = report.draft.replies().get();
        let rows = questions.into_iter().filter_map(|question| {
            let reply = replies.iter().find(|reply| reply.question == question.id)?;
            let words = said(&question, reply);
            (!words.is_empty()).then(|| view! { <div><dt><Words text=question.label/></dt><dd>{words}</dd></div> })
        });
        rows.collect_view()
    };
    shown.into_any()
}

#[component]
fn Description(
    /// The report.
    report: Held,
) -> AnyView {
    let report = report.get_value();
    let body = report.draft.body;
    view! {
        <div>
            <dt>{tr!("report-row-body")}</dt>
            <dd>{move || {
                let value = body.get();
                if value.trim().is_empty() {
                    view! { <b class="flaw">{tr!("report-flaw-body-missing")}</b> }.into_any()
                } else {
                    view! { <Body text=Text { value, lang: None }/> }.into_any()
                }
            }}</dd>
        </div>
    }
    .into_any()
}

#[component]
fn Photos(
    /// The report.
    report: Held,
) -> AnyView {
    let report = report.get_value();
    let names =
        move || report.files.with(|files| files.iter().map(|file| file.name.clone()).collect::<Vec<_>>().join(", "));
    view! {
        <Show when=move || report.files.with(|files| !files.is_empty())>
            <div><dt>{tr!("report-photos")}</dt><dd>{names}</dd></div>
        </Show>
    }
    .into_any()
}

#[component]
fn Who(
    /// The report.
    report: Held,
) -> AnyView {
    let report = report.get_value();
    let reporter = report.draft.beside().reporter;
    let words = move || {
        let told = reporter.get().filter(|reporter| !reporter.is_blank());
        let Some(told) = told else { return t!("report-who-nobody") };
        let name = format!("{} {}", told.first_name.trim(), told.last_name.trim());
        let parts = [name.trim(), told.email.trim(), told.phone.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    view! { <div><dt>{tr!("report-who")}</dt><dd>{words}</dd></div> }.into_any()
}
