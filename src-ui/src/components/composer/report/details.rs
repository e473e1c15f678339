//! The third step: what the city asks, a description, photographs, and who reports.

use domain::{
    outgoing::{AttachmentCaps, Field as Part},
    report::Reporter,
};
use leptos::{
    ev::{ClipboardEvent, KeyboardEvent, SubmitEvent},
    prelude::*,
};

use super::{
    super::files::{Files, pasted},
    Held, Onward, Step,
};
use crate::components::{Failure, Questions, TextArea, Words, field::room};

/// What else is to be told.
#[component]
pub(super) fn Details(
    /// The report.
    report: Held,
    /// What the city takes with it; none: no photographs.
    photo_caps: Option<AttachmentCaps>,
) -> AnyView {
    let (held, report) = (report, report.get_value());
    let go_on = move || report.go_on(Step::Details, Step::Check);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        go_on();
    };
    // In a field of several lines Enter begins another one.
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Enter" && event.ctrl_key() {
            event.prevent_default();
            go_on();
        }
    };
    let back = Callback::new(move |()| report.go.run(Step::Where));
    let (draft, most) = (report.draft, report.letter_caps.body);
    let flaw = report.flaw(Part::Body);
    let hint = move || flaw.get().unwrap_or_else(|| room(draft.body.with(|body| body.chars().count()), most));
    let (with_photos, paste) = (photo_caps.is_some(), RwSignal::new(0_u32));
    let on_paste = move |event: ClipboardEvent| {
        if with_photos {
            pasted(&event, paste);
        }
    };
    view! {
        <form on:submit=submit on:paste=on_paste on:keydown=keys>
            <Asked report=held/>
            <TextArea
                id="letter-body"
                label=tr!("report-body")
                hint
                value=draft.body
                wrong=Signal::derive(move || flaw.with(Option::is_some))
            />
            {with_photos.then(|| view! {
                <Files draft files=report.files caps=photo_caps asked=None wrong=report.wrong paste photos=true/>
            })}
            <Who report=held/>
            <Onward next=Signal::derive(|| t!("report-next")) back/>
        </form>
    }
    .into_any()
}

/// The city's questions. Where they could not be fetched that is said, and the rest can be written all the same.
#[component]
fn Asked(
    /// The report.
    report: Held,
) -> AnyView {
    let report = report.get_value();
    let (draft, wrong) = (report.draft, report.wrong);
    let failed = Memo::new(move |_| match (report.form.with(Option::is_none), report.form_live.get()) {
        (true, Some(Err(error))) => Some(error),
        _ => None,
    });
    let shown = move || {
        let form = report.form.get().map(|form| {
            let notes = form.notes.into_iter().map(|text| view! { <p class="note"><Words text/></p> }).collect_view();
            view! { {notes} <Questions questions=form.questions draft wrong/> }
        });
        let failure = failed.get().map(|error| view! { <Failure error retry=move || report.form_live.ask_again()/> });
        view! { {failure} {form} }
    };
    shown.into_any()
}

/// Who reports it: nobody who is named, unless the city or the resident wants it.
#[component]
fn Who(
    /// The report.
    report: Held,
) -> AnyView {
    let (held, report) = (report, report.get_value());
    let reporter = report.draft.beside().reporter;
    let needed = Memo::new(move |_| report.caps.get().is_some_and(|caps| caps.reporter_needed));
    let told = Memo::new(move |_| needed.get() || reporter.with(Option::is_some));
    let flaw = report.flaw(Part::Reporter);
    // What was written of it comes back with the choice, as long as the page is open.
    let before = StoredValue::new(reporter.get_untracked().unwrap_or_default());
    let choose = move |tells: bool| {
        if let Some(told) = reporter.get_untracked() {
            before.set_value(told);
        }
        reporter.set(tells.then(|| before.get_value()));
    };
    let choice = move |tells: bool, label: AnyView| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="report-who"
                    prop:checked=move || told.get() == tells
                    on:change=move |_| choose(tells)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <section class="part" id="report-who" aria-labelledby="report-who-title">
            <h2 id="report-who-title">
                {tr!("report-who")}
                {move || flaw.get().map(|flaw| view! { " "<b class="flaw">{flaw}</b> })}
            </h2>
            <Show
                when=move || needed.get()
                fallback=move || view! {
                    <div class="choices" role="radiogroup" aria-labelledby="report-who-title">
                        {choice(false, view! { {tr!("report-who-nobody")} }.into_any())}
                        {choice(true, view! { {tr!("report-who-me")} }.into_any())}
                    </div>
                }
            >
                <p>{tr!("report-who-needed")}</p>
            </Show>
            <Show when=move || told.get()>
                <p class="small">{tr!("report-who-why")}</p>
                <Own report=held id="report-first-name" label=tr!("report-first-name") kind=("text", "given-name") part=first_name/>
                <Own report=held id="report-last-name" label=tr!("report-last-name") kind=("text", "family-name") part=last_name/>
                <Own report=held id="report-email" label=tr!("report-email") kind=("email", "email") part=email/>
                <Own report=held id="report-phone" label=tr!("report-phone") kind=("tel", "tel") part=phone/>
            </Show>
        </section>
    }
    .into_any()
}

/// A part of who reports it.
type OfReporter = fn(&mut Reporter) -> &mut String;

fn first_name(reporter: &mut Reporter) -> &mut String {
    &mut reporter.first_name
}

fn last_name(reporter: &mut Reporter) -> &mut String {
    &mut reporter.last_name
}

fn email(reporter: &mut Reporter) -> &mut String {
    &mut reporter.email
}

fn phone(reporter: &mut Reporter) -> &mut String {
    &mut reporter.phone
}

/// A field about the resident, which the device may fill in.
#[component]
fn Own<L>(
    /// The report.
    report: Held,
    /// Its id.
    id: &'static str,
    /// Its label.
    label: L,
    /// Its type, and what the device may fill it in with.
    kind: (&'static str, &'static str),
    /// Which part it is.
    part: OfReporter,
) -> AnyView
where
    L: Fn() -> String + Send + Sync + 'static,
{
    let report = report.get_value();
    let reporter = report.draft.beside().reporter;
    let written = move || {
        let mut told = reporter.get().unwrap_or_default();
        std::mem::take(part(&mut told))
    };
    let is_wrong = move || report.wrong.with(|wrong| wrong.iter().any(|(one, _)| *one == Part::Reporter));
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=kind.0
                autocomplete=kind.1
                maxlength="256"
                aria-invalid=move || is_wrong().then_some("true")
                prop:value=written
                on:input:target=move |event| {
                    let text = event.target().value();
                    reporter.update(|told| *part(told.get_or_insert_default()) = text);
                }
            />
        </div>
    }
    .into_any()
}
