//! Writing a letter, answering a task, withdrawing a case, reporting a fault: what is written is kept as one types, and shown once more, with whom
//! and what it concerns, before it goes.

mod appeal;
mod draft;
mod files;
mod matters;
mod report;

use domain::{
    form::Reply,
    id::{PartyRef, RecordKey, RecordKind, RemoteId},
    outgoing::{Field as Part, Flaw},
    party::Relation,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    ErrorView,
    letters::{AppealAskedView, AskedView, AsksView, LetterTo, LetterView, OutgoingKind, QuestionView},
};

use self::{
    appeal::{AppealLead, AppealSheet},
    draft::kept_words,
    files::{Files, pasted},
    matters::Matters,
};
pub use self::{draft::Draft, report::ReportComposer};
use super::{
    Body, Dialog, Field, Questions, TextArea, Wanted, Words, discard_now, field::room, outgoing::shortened,
    whose_matter,
};
use crate::{
    phrase,
    state::{Place, View, desk, focus, focus_element, overview},
    words::language,
};

/// What is asked of who writes, kept as they write, and the ways to send or discard it.
#[allow(clippy::too_many_lines)] // one form: its fields, its keys and its two questions share what is written
#[component]
pub fn Composer(
    /// The letter.
    letter: LetterView,
    /// Whether it stands below the item that it is about, and so says nothing of that and is not closed.
    #[prop(optional)]
    inline: bool,
) -> AnyView {
    let (desk, navigate) = (desk(), use_navigate());
    let LetterView {
        id,
        to,
        sender,
        whose,
        answers,
        caps,
        matters,
        matter_needed,
        attachments,
        attachment_caps,
        asked,
        flaws,
        ..
    } = letter.clone();
    let kind = OutgoingKind::from(&to);
    let questions = match &asked {
        AskedView::Questions(questions) | AskedView::Feedback(questions, _) => questions.clone(),
        AskedView::Appeal(appeal) => phrase::appeal_questions(language(), appeal.questions.clone()),
        AskedView::Words | AskedView::Reason(_) | AskedView::Data(..) | AskedView::Report(_) => Vec::new(),
    };
    let appeal = match &asked {
        AskedView::Appeal(appeal) => Some((**appeal).clone()),
        _ => None,
    };
    let asked_files = questions.iter().cloned().enumerate().find(|(_, it)| it.asks == AsksView::Files);
    let shown = StoredValue::new(questions);
    let files = RwSignal::new(attachments);
    let (with_files, paste) = (attachment_caps.is_some(), RwSignal::new(0_u32));
    let draft = Draft::new(desk, letter);
    draft.keep_as_written();
    let leave = Callback::new({
        let to = to.clone();
        move |()| {
            if inline {
                return;
            }
            let back = match &to {
                LetterTo::Feedback(item) if item.kind == RecordKind::ServiceRequest => Place::INBOX.opening(item),
                LetterTo::Withdrawal(item) | LetterTo::Feedback(item) => Place::INBOX.at(View::Cases).opening(item),
                LetterTo::ContactAbout(item) if item.kind == RecordKind::Case => {
                    Place::INBOX.at(View::Cases).opening(item)
                }
                LetterTo::Answer(item)
                | LetterTo::Task(item)
                | LetterTo::ContactAbout(item)
                | LetterTo::Appeal(item) => Place::INBOX.opening(item),
                LetterTo::New(_) => Place::INBOX.at(View::Letters),
                LetterTo::Report(_) => Place::INBOX.at(View::Reports),
                LetterTo::Contact(_) => Place::INBOX.at(View::Contact),
                LetterTo::Data(party, _, data_use) => back_from_data(party, data_use.as_ref()),
            };
            navigate(&back.href(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    });
    let wrong = RwSignal::new(flaws);
    let failed = RwSignal::new(None::<ErrorView>);
    let (asking, discarding, looking) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let is_sent = appeal.as_ref().is_none_or(|appeal| appeal.sends);
    let mend = move |flaws: Vec<(Part, Flaw)>| {
        desk.announcer.say(in_sentences(flaws.iter().map(|(part, flaw)| phrase::flaw(language(), *part, *flaw))));
        let first = flaws.first().map(|(part, _)| *part);
        wrong.try_set(flaws);
        if let Some(part) = first {
            request_animation_frame(move || focus_field(part));
        }
    };
    let ask = move || {
        if kind.is_form() && is_sent {
            // A form in which nothing is said is not even kept.
            let files = files.with_untracked(Vec::len);
            let flaws = shown.with_value(|questions| {
                draft.replies.with_untracked(|replies| super::questions::flaws(questions, replies, files))
            });
            if !flaws.is_empty() {
                mend(flaws);
                return;
            }
            wrong.set(Vec::new());
        }
        if kind == OutgoingKind::Withdrawal {
            // Nothing is begun by asking.
            asking.set(true);
            return;
        }
        leptos::task::spawn_local(async move {
            if draft.keep().await.is_err() {
                return;
            }
            if kind == OutgoingKind::Appeal {
                looking.try_set(true);
                focus("#preview-title");
                // The title of the window stays, so that the heading is not heard by itself.
                desk.announcer.say(if is_sent { t!("appeal-preview") } else { t!("appeal-preview-letter") });
            } else {
                asking.try_set(true);
            }
        });
    };
    // Made here: what is made while the question is being answered goes with the question.
    let to_mend = Callback::new(mend);
    let send = Callback::new(move |()| {
        asking.set(false);
        draft.send(leave, to_mend, failed);
    });
    let discard = Callback::new(move |()| {
        discarding.set(false);
        draft.over.set_value(true);
        discard_now(desk, id.clone(), kind);
        leave.run(());
    });
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if event.ctrl_key() => {
            event.prevent_default();
            ask();
        }
        "Escape" if !inline => {
            event.prevent_default();
            leave.run(());
        }
        _ => {}
    };
    let (called, own) = (sender.value.clone(), whose.relation == Relation::Myself);
    let (asked_of, name) = (called.clone(), whose.name.clone());
    let (overview, timed) = (overview(), appeal.clone());
    let consequence = move || {
        let to = t!("letter-sure.to", sender = asked_of.as_str());
        let whose = t!("letter-sure.whose", name = name.as_str());
        let what = match kind {
            OutgoingKind::Withdrawal => vec![t!("withdraw-sure.consequence")],
            OutgoingKind::Answer | OutgoingKind::Contact | OutgoingKind::Feedback => {
                let said = draft.replies.with_untracked(|replies| in_words(&shown.get_value(), replies));
                let contacts = draft.beside().contacts.get_untracked().map(|count| match count {
                    0 => t!("feedback-sure.none"),
                    count => t!("feedback-sure.contacts", count = count),
                });
                said.into_iter().chain(contacts).collect()
            }
            OutgoingKind::Appeal => {
                let time = |asked: &AppealAskedView| {
                    phrase::appeal_time(language(), &asked.appeal, overview.today(), asked.sends)
                };
                timed.as_ref().map(time).unwrap_or_default()
            }
            OutgoingKind::Data(right) => {
                vec![phrase::data_right_means(language(), right), phrase::data_right_answer(language(), right)]
            }
            OutgoingKind::Letter
            | OutgoingKind::Report
            | OutgoingKind::ConsentGiven
            | OutgoingKind::ConsentExtended
            | OutgoingKind::ConsentRefused
            | OutgoingKind::ConsentWithdrawal => Vec::new(),
        };
        [to, whose].into_iter().chain(what).collect::<Vec<_>>().join(" ")
    };
    let decision = answers.clone();
    let answered = answers.map(|answered| {
        let href = Place::INBOX.opening(&answered.item).href();
        let about = move || if kind == OutgoingKind::Letter { t!("letter-answers") } else { t!("act-about") };
        view! { <div><dt>{about}</dt><dd><a href=href><Words text=answered.title/></a></dd></div> }
    });
    let name_shown = whose.name.clone();
    let whose_words = whose_matter(whose);
    let flaw_of = move |part: Part| {
        let found = move || wrong.with(|wrong| wrong.iter().find(|(one, _)| *one == part).copied());
        move || found().map(|(part, flaw)| phrase::flaw(language(), part, flaw))
    };
    let is_wrong =
        move |part: Part| Signal::derive(move || wrong.with(|wrong| wrong.iter().any(|(one, _)| *one == part)));
    let body_flaw = flaw_of(Part::Body);
    let hint = move || {
        let limit = room(draft.body.with(|body| body.chars().count()), caps.body);
        body_flaw().unwrap_or(limit)
    };
    let title_flaw = flaw_of(Part::Title);
    let title_label = move || match title_flaw() {
        Some(flaw) => format!("{}. {flaw}", t!("letter-title")),
        None => t!("letter-title"),
    };
    let stay = Callback::new(move |()| asking.set(false));
    let keep_it = Callback::new(move |()| discarding.set(false));
    let address = (!inline).then(|| {
        view! {
            <dl class="address">
                <div><dt>{tr!("letter-to")}</dt><dd><Words text=sender/></dd></div>
                <div>
                    <dt>{tr!("letter-whose")}</dt>
                    <dd>{if own { name_shown.into_any() } else { view! { <b>{name_shown}</b> }.into_any() }}</dd>
                </div>
                {answered}
            </dl>
            <p class="hidden">{whose_words}</p>
        }
    });
    let attached = files;
    let files = view! { <Files draft files caps=attachment_caps asked=asked_files wrong paste/> };
    let fields = match asked {
        AskedView::Words => view! {
            <Matters matters needed=matter_needed matter=draft.matter wrong=is_wrong(Part::Matter)/>
            <Field id="letter-title" wanted=Wanted::Words label=title_label value=draft.title wrong=is_wrong(Part::Title)/>
            <TextArea id="letter-body" label=tr!("letter-body") hint value=draft.body wrong=is_wrong(Part::Body)/>
            {files}
        }
        .into_any(),
        AskedView::Questions(questions) => view! {
            {(kind == OutgoingKind::Contact).then(|| view! { <p>{tr!("request-lead")}</p> })}
            <Questions questions draft wrong/>
            {with_files.then_some(files)}
        }
        .into_any(),
        AskedView::Feedback(questions, counted) => view! {
            <p>{tr!("feedback-lead")}</p>
            <Questions questions draft wrong/>
            {with_files.then_some(files)}
            <p>
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || draft.beside().contacts.get().is_some()
                        on:change=move |_| draft.beside().contacts.update(|told| *told = if told.is_some() { None } else { Some(counted) })
                    />
                    <span>{move || match counted {
                        0 => t!("feedback-contacts.none"),
                        counted => t!("feedback-contacts", count = counted),
                    }}</span>
                </label>
            </p>
        }
        .into_any(),
        AskedView::Appeal(asked) => view! {
            <AppealLead asked=*asked/>
            <Questions questions=shown.get_value() draft wrong/>
            {with_files.then_some(files)}
        }
        .into_any(),
        AskedView::Data(right, about) => view! {
            <p>{move || phrase::data_right_means(language(), right)}</p>
            <p>{move || phrase::data_right_answer(language(), right)}</p>
            {about.map(|about| view! { <h2>{tr!("data-about")}</h2><p><Words text=about/></p> })}
            <TextArea
                id="letter-body"
                label=move || phrase::data_right_asks(language(), right)
                hint
                value=draft.body
                wrong=is_wrong(Part::Body)
            />
        }
        .into_any(),
        // A fault is reported step by step, by a form of its own.
        AskedView::Report(_) => ().into_any(),
        AskedView::Reason(note) => view! {
            <p>{tr!("withdraw-lead")}</p>
            {note.map(|note| view! { <h2>{tr!("withdraw-note")}</h2><Body text=note/> })}
            <TextArea id="letter-body" label=tr!("withdraw-reason") hint value=draft.body wrong=is_wrong(Part::Body)/>
        }
        .into_any(),
    };
    let go_on = move || match kind {
        OutgoingKind::Appeal if is_sent => t!("appeal-look"),
        OutgoingKind::Appeal => t!("appeal-look-letter"),
        _ => phrase::send(language(), kind),
    };
    let change = Callback::new(move |()| {
        looking.set(false);
        focus("#question-0 textarea");
    });
    let go = Callback::new(move |()| asking.set(true));
    let sheet = move || {
        let (asked, decision) = (appeal.clone()?, decision.clone());
        let replies = draft.replies;
        Some(view! { <AppealSheet asked decision replies files=attached send=go change/> })
    };
    view! {
        {address}
        {move || failed.get().map(|error| view! {
            <p class="note">{move || phrase::fault(language(), error.code).whole()}</p>
        })}
        <form
            class:inline=inline
            class:away=move || looking.get()
            on:keydown=keys
            on:paste=move |event| if with_files { pasted(&event, paste) }
            on:submit=move |event| { event.prevent_default(); ask(); }>
            {fields}
            <p class="small kept">{move || kept_words(draft.kept.get())}</p>
            <p class="actions">
                <button type="submit" class="primary">{go_on}</button>
                {(!inline).then(|| view! {
                    <button type="button" on:click=move |_| leave.run(())>{tr!("letter-close")}</button>
                    <button type="button" on:click=move |_| discarding.set(true)>{tr!("letter-discard")}</button>
                })}
            </p>
        </form>
        {move || looking.get().then(&sheet)}
        // The form goes with the answer; what it was about stays.
        {move || asking.get().then(|| view! {
            <Dialog
                lands=inline.then_some("#reading")
                heading=phrase::sure(language(), kind)
                consequence=consequence()
                act=phrase::send(language(), kind)
                on_act=send
                on_cancel=stay
            />
        })}
        <Show when=move || discarding.get()>
            <Discarding kind discard keep_it/>
        </Show>
    }
    .into_any()
}

/// The question before what was written is discarded.
#[component]
pub(super) fn Discarding(
    /// What it is.
    kind: OutgoingKind,
    /// Discards it.
    discard: Callback<()>,
    /// Leaves it.
    keep_it: Callback<()>,
) -> AnyView {
    let (heading, consequence) = phrase::discarding(language(), kind);
    view! { <Dialog heading consequence act=t!("letter-discard") on_act=discard on_cancel=keep_it/> }.into_any()
}

/// Where a request about data was begun: the page of the use, or that of all uses.
fn back_from_data(party: &PartyRef, data_use: Option<&RemoteId>) -> Place {
    match data_use {
        Some(id) => {
            let source = party.source.clone();
            Place::INBOX.using(&RecordKey { source, kind: RecordKind::DataUse, id: id.clone() })
        }
        None => Place::INBOX.at(View::Uses),
    }
}

/// What is wrong with each part stands there; of the same words once is enough to hear.
fn in_sentences(flaws: impl Iterator<Item = String>) -> String {
    let mut said: Vec<_> = flaws.collect();
    said.dedup();
    said.join(" ")
}

/// What is replied, as it is asked about once more: each question with its reply.
fn in_words(questions: &[QuestionView], replies: &[Reply]) -> Vec<String> {
    let said = |question: &QuestionView| {
        let reply = replies.iter().find(|reply| reply.question == question.id)?;
        let said = super::questions::said(question, reply);
        let label = question.label.value.as_str();
        let between = if label.ends_with(['?', ':']) { " " } else { ": " };
        (!said.is_empty()).then(|| format!("{label}{between}{}.", shortened(&said).trim_end_matches('.')))
    };
    questions.iter().filter_map(said).collect()
}

/// Moves the focus to the field of a part.
fn focus_field(part: Part) {
    let selector = match part {
        Part::Title => "#letter-title",
        Part::Body => "#letter-body",
        Part::Matter => "#letter-matter",
        Part::Attachments => "#letter-files",
        Part::Service => "#report-find",
        Part::Place => "#report-place",
        Part::Reporter => "#report-who input:not([type=radio])",
        Part::Question(place) => {
            let field = format!("#question-{place} :is(input, textarea), #letter-files[data-question='{place}']");
            if let Ok(Some(field)) = document().query_selector(&field) {
                focus_element(&field);
            }
            return;
        }
    };
    focus(selector);
}
