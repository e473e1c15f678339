//! Writing a letter, answering a task, withdrawing a case: what is written is kept as one types, and shown once more, with whom
//! and what it concerns, before it goes.

use std::time::Duration;

use domain::{
    form::Reply,
    id::RecordKind,
    outgoing::{Attachment, AttachmentCaps, Field as Part, Flaw, Unattached},
    party::Relation,
};
use leptos::{
    ev::{ClipboardEvent, KeyboardEvent},
    prelude::*,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    AttachFiles, AttachPhoto, DetachFile, ErrorView, KeepLetter, SendLetter,
    letters::{
        AskedView, AsksView, AttachedView, Given, LetterText, LetterTo, LetterView, OutgoingKind, QuestionView,
        SentView, Way,
    },
    rights::MatterView,
};

use super::{
    Body, Camera, Dialog, Field, Questions, TextArea, Wanted, Words, discard_now, outgoing::shortened, whose_matter,
};
use crate::{
    phrase,
    state::{Desk, Dragged, Place, View, desk, focus, focus_element},
    words::language,
};

/// How long after the last letter a draft is kept.
const AFTER: Duration = Duration::from_millis(400);

/// A letter that is received within this time is said to be received, and not first that it goes.
const SOON: Duration = Duration::from_millis(1500);

/// How keeping the draft goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    /// Nothing has been written yet.
    Nothing,
    /// It is being kept.
    OnItsWay,
    /// It is kept.
    Done,
    /// It is not.
    Failed,
}

/// A draft that is kept as one types.
#[derive(Clone, Copy)]
pub struct Draft {
    desk: Desk,
    letter: StoredValue<LetterView>,
    title: RwSignal<String>,
    body: RwSignal<String>,
    matter: RwSignal<Option<String>>,
    replies: RwSignal<Vec<Reply>>,
    /// How often the resident was in touch, if they tell.
    contacts: RwSignal<Option<u32>>,
    kept: RwSignal<Keeping>,
    /// Counts what was written, so that only the last of it is kept.
    turn: StoredValue<u64>,
    /// Whether it is not to be kept any more: it is sent or discarded.
    over: StoredValue<bool>,
}

impl Draft {
    fn new(desk: Desk, letter: LetterView) -> Self {
        let LetterText { title, body, matter, given } = letter.text.clone();
        let (replies, contacts) = match given {
            Given::Nothing => (Vec::new(), None),
            Given::Replies(replies) => (replies, None),
            Given::Feedback(replies, contacts) => (replies, contacts),
        };
        // Whether they tell how often they were in touch is asked of them, and told unless they say no.
        let begun = replies.iter().any(|reply| !reply.is_blank());
        let contacts = match &letter.asked {
            AskedView::Feedback(_, counted) => contacts.or((!begun).then_some(*counted)),
            _ => None,
        };
        Self {
            desk,
            letter: StoredValue::new(letter),
            title: RwSignal::new(title),
            body: RwSignal::new(body),
            matter: RwSignal::new(matter),
            replies: RwSignal::new(replies),
            contacts: RwSignal::new(contacts),
            kept: RwSignal::new(Keeping::Nothing),
            turn: StoredValue::new(0),
            over: StoredValue::new(false),
        }
    }

    fn text(self) -> LetterText {
        LetterText {
            title: self.title.get_untracked(),
            body: self.body.get_untracked(),
            matter: self.matter.get_untracked(),
            given: match self.letter.with_value(|letter| OutgoingKind::from(&letter.to)) {
                OutgoingKind::Answer | OutgoingKind::Contact => Given::Replies(self.replies.get_untracked()),
                OutgoingKind::Feedback => Given::Feedback(self.replies.get_untracked(), self.contacts.get_untracked()),
                OutgoingKind::Letter | OutgoingKind::Withdrawal => Given::Nothing,
            },
        }
    }

    /// What is replied to each question.
    pub const fn replies(self) -> RwSignal<Vec<Reply>> {
        self.replies
    }

    /// Keeps it once the resident has stopped typing for a moment.
    fn keep_soon(self) {
        let mine = self.turn.get_value() + 1;
        self.turn.set_value(mine);
        self.kept.set(Keeping::OnItsWay);
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(mine) {
                    leptos::task::spawn_local(async move { drop(self.keep().await) });
                }
            },
            AFTER,
        );
    }

    /// Keeps it now.
    async fn keep(self) -> Result<(), ErrorView> {
        if self.over.try_get_value() != Some(false) {
            return Ok(());
        }
        self.turn.update_value(|turn| *turn += 1);
        let (id, to) = self.letter.with_value(|letter| (letter.id.clone(), letter.to.clone()));
        let kept = self.desk.backend.call(KeepLetter { id, to, text: self.text() }).await;
        let before = self.kept.try_get_untracked();
        self.kept.try_set(if kept.is_ok() { Keeping::Done } else { Keeping::Failed });
        if let Err(error) = &kept
            && before != Some(Keeping::Failed)
        {
            let words = format!("{} {}", t!("letter-not-kept"), phrase::fault(language(), error.code).whole());
            self.desk.announcer.say(words);
        }
        kept
    }
}

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
        AskedView::Words | AskedView::Reason(_) => Vec::new(),
    };
    let shown = StoredValue::new(questions);
    let files = RwSignal::new(attachments);
    let (with_files, paste) = (attachment_caps.is_some(), RwSignal::new(0_u32));
    let draft = Draft::new(desk, letter);
    // What is written is kept; what was there at first is not written.
    Effect::new(move |before: Option<()>| {
        draft.title.track();
        draft.body.track();
        draft.matter.track();
        draft.replies.track();
        draft.contacts.track();
        if before.is_some() {
            draft.keep_soon();
        }
    });
    // Who leaves the page within the moment loses nothing.
    on_cleanup(move || {
        if draft.kept.try_get_untracked() == Some(Keeping::OnItsWay) && draft.over.try_get_value() == Some(false) {
            let (id, to) = draft.letter.with_value(|letter| (letter.id.clone(), letter.to.clone()));
            let text = draft.text();
            leptos::task::spawn_local(async move { drop(desk.backend.call(KeepLetter { id, to, text }).await) });
        }
    });
    let leave = Callback::new({
        let to = to.clone();
        move |()| {
            if inline {
                return;
            }
            let back = match &to {
                LetterTo::Withdrawal(item) | LetterTo::Feedback(item) => Place::INBOX.at(View::Cases).opening(item),
                LetterTo::ContactAbout(item) if item.kind == RecordKind::Case => {
                    Place::INBOX.at(View::Cases).opening(item)
                }
                LetterTo::Answer(item) | LetterTo::Task(item) | LetterTo::ContactAbout(item) => {
                    Place::INBOX.opening(item)
                }
                LetterTo::New(_) => Place::INBOX.at(View::Letters),
                LetterTo::Contact(_) => Place::INBOX.at(View::Contact),
            };
            navigate(&back.href(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    });
    let wrong = RwSignal::new(flaws);
    let failed = RwSignal::new(None::<ErrorView>);
    let (asking, discarding) = (RwSignal::new(false), RwSignal::new(false));
    let mend = move |flaws: Vec<(Part, Flaw)>| {
        let said = flaws.iter().map(|(part, flaw)| phrase::flaw(language(), *part, *flaw));
        let mut said: Vec<_> = said.collect();
        // What is wrong with each stands there; once is enough to hear.
        said.dedup();
        desk.announcer.say(said.join(" "));
        let first = flaws.first().map(|(part, _)| *part);
        wrong.try_set(flaws);
        if let Some(part) = first {
            request_animation_frame(move || focus_field(part));
        }
    };
    let ask = move || {
        if kind.is_form() {
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
            if draft.keep().await.is_ok() {
                asking.try_set(true);
            }
        });
    };
    let send = Callback::new({
        let id = id.clone();
        move |()| {
            asking.set(false);
            let id = id.clone();
            leptos::task::spawn_local(async move {
                if draft.keep().await.is_err() {
                    return;
                }
                let sent = id.clone();
                match desk.backend.call(SendLetter { id }).await {
                    Ok(SentView::Going) => {
                        draft.over.try_set_value(true);
                        leave.try_run(());
                        // Where it is received at once, that is what is said.
                        let said = move || {
                            if desk.told.try_get_value().flatten().as_ref() != Some(&sent) {
                                desk.announcer.say(phrase::going(language(), kind));
                            }
                        };
                        set_timeout(said, SOON);
                    }
                    Ok(SentView::Flawed(flaws)) => mend(flaws),
                    Err(error) => {
                        desk.announcer.say(phrase::fault(language(), error.code).whole());
                        failed.try_set(Some(error));
                    }
                }
            });
        }
    });
    let discard = Callback::new(move |()| {
        discarding.set(false);
        draft.over.set_value(true);
        discard_now(desk, id.clone(), kind);
        leave.run(());
    });
    // Words are pasted where they are written; files and pictures go with it.
    let pasted = move |event: ClipboardEvent| {
        let Some(held) = held(&event).filter(|held| with_files && *held != Held::Words) else { return };
        if held == Held::Files {
            event.prevent_default();
        }
        paste.update(|times| *times += 1);
    };
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
    let consequence = move || {
        let to = t!("letter-sure.to", sender = asked_of.as_str());
        let whose = t!("letter-sure.whose", name = name.as_str());
        let what = match kind {
            OutgoingKind::Withdrawal => vec![t!("withdraw-sure.consequence")],
            OutgoingKind::Answer | OutgoingKind::Contact | OutgoingKind::Feedback => {
                let said = draft.replies.with_untracked(|replies| in_words(&shown.get_value(), replies));
                let contacts = draft.contacts.get_untracked().map(|count| match count {
                    0 => t!("feedback-sure.none"),
                    count => t!("feedback-sure.contacts", count = count),
                });
                said.into_iter().chain(contacts).collect()
            }
            OutgoingKind::Letter => Vec::new(),
        };
        [to, whose].into_iter().chain(what).collect::<Vec<_>>().join(" ")
    };
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
        let count = draft.body.with(|body| body.chars().count());
        // How much is left is of interest near the end.
        let limit = if count * 5 < caps.body * 4 {
            t!("letter-limit", most = phrase::count(caps.body))
        } else {
            t!("letter-count", count = phrase::count(count), most = phrase::count(caps.body))
        };
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
    let asked_files = match &asked {
        AskedView::Questions(questions) | AskedView::Feedback(questions, _) => {
            questions.iter().cloned().enumerate().find(|(_, it)| it.asks == AsksView::Files)
        }
        AskedView::Words | AskedView::Reason(_) => None,
    };
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
                        prop:checked=move || draft.contacts.get().is_some()
                        on:change=move |_| draft.contacts.update(|told| *told = if told.is_some() { None } else { Some(counted) })
                    />
                    <span>{move || match counted {
                        0 => t!("feedback-contacts.none"),
                        counted => t!("feedback-contacts", count = counted),
                    }}</span>
                </label>
            </p>
        }
        .into_any(),
        AskedView::Reason(note) => view! {
            <p>{tr!("withdraw-lead")}</p>
            {note.map(|note| view! { <h2>{tr!("withdraw-note")}</h2><Body text=note/> })}
            <TextArea id="letter-body" label=tr!("withdraw-reason") hint value=draft.body wrong=is_wrong(Part::Body)/>
        }
        .into_any(),
    };
    view! {
        {address}
        {move || failed.get().map(|error| view! {
            <p class="note">{move || phrase::fault(language(), error.code).whole()}</p>
        })}
        <form
            class:inline=inline
            on:keydown=keys
            on:paste=pasted
            on:submit=move |event| { event.prevent_default(); ask(); }>
            {fields}
            <p class="small kept">{move || kept_words(draft.kept.get())}</p>
            <p class="actions">
                <button type="submit" class="primary">{move || phrase::send(language(), kind)}</button>
                {(!inline).then(|| view! {
                    <button type="button" on:click=move |_| leave.run(())>{tr!("letter-close")}</button>
                    <button type="button" on:click=move |_| discarding.set(true)>{tr!("letter-discard")}</button>
                })}
            </p>
        </form>
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

/// The files that go with it, and what the service takes, told before one is chosen.
#[component]
fn Files(
    /// The draft.
    draft: Draft,
    /// The files.
    files: RwSignal<Vec<Attachment>>,
    /// What the service takes.
    caps: Option<AttachmentCaps>,
    /// The question to which they are the reply, and its place, where there is one.
    asked: Option<(usize, QuestionView)>,
    /// What is wrong with what is written.
    wrong: RwSignal<Vec<(Part, Flaw)>>,
    /// Counts how often files were pasted.
    paste: RwSignal<u32>,
) -> AnyView {
    let desk = draft.desk;
    let place = asked.as_ref().map(|(place, _)| *place);
    let flaw = move || {
        let part = place.map_or(Part::Attachments, Part::Question);
        wrong.with(|wrong| wrong.iter().find(|(one, _)| *one == part || *one == Part::Attachments).copied())
    };
    let heading = match asked {
        Some((_, QuestionView { label, required, .. })) => view! {
            <Words text=label/>
            {(!required).then(|| view! { <span class="small">" ("{tr!("answer-optional")}")"</span> })}
        }
        .into_any(),
        None => view! { <span>{tr!("files-heading")}</span> }.into_any(),
    };
    let flaw_words = move || match flaw()? {
        (Part::Question(_), Flaw::Missing) => Some(t!("answer-missing-files")),
        (part, flaw) => Some(phrase::flaw(language(), part, flaw)),
    };
    let Some(AttachmentCaps { count, size, media_types }) = caps else {
        return view! { <p class="small">{tr!("files-none")}</p> }.into_any();
    };
    let (keep_place, refused) = (RwSignal::new(false), RwSignal::new(Vec::<(String, Unattached)>::new()));
    let smaller = RwSignal::new(true);
    let over = RwSignal::new(false);
    let took = move |answer: Result<AttachedView, ErrorView>, done: Option<String>| match answer {
        Ok(AttachedView { attachments, refused: no }) => {
            let before = files.with_untracked(Vec::len);
            let mut said: Vec<String> =
                no.iter().map(|(name, why)| phrase::unattached(language(), name, *why)).collect();
            if attachments.len() > before {
                said.insert(0, t!("files-attached", count = attachments.len()));
            }
            said.extend(done.filter(|_| said.is_empty()));
            desk.announcer.say(said.join(" "));
            files.try_set(attachments);
            refused.try_set(no);
        }
        Err(error) => desk.announcer.say(phrase::fault(language(), error.code).whole()),
    };
    let add = move |way: Way, asked: bool| {
        let (id, to) = draft.letter.with_value(|letter| (letter.id.clone(), letter.to.clone()));
        let (keep_place, smaller) = (keep_place.get_untracked(), smaller.get_untracked());
        let command = AttachFiles { id, to, text: draft.text(), way, keep_place, smaller };
        leptos::task::spawn_local(async move {
            // Of the other ways the resident knows what they chose.
            let nothing = (way == Way::Pasted && asked).then(|| t!("files-paste-nothing"));
            let before = files.try_with_untracked(Vec::len);
            took(desk.backend.call(command).await, nothing);
            if files.try_with_untracked(Vec::len) != before {
                draft.kept.try_set(Keeping::Done);
            }
        });
    };
    let photograph = Callback::new(move |(name, photo): (String, String)| {
        let (id, to) = draft.letter.with_value(|letter| (letter.id.clone(), letter.to.clone()));
        let (keep_place, smaller) = (keep_place.get_untracked(), smaller.get_untracked());
        let command = AttachPhoto { id, to, text: draft.text(), name, photo, keep_place, smaller };
        leptos::task::spawn_local(async move {
            took(desk.backend.call(command).await, None);
            draft.kept.try_set(Keeping::Done);
        });
    });
    let remove = move |file: Attachment| {
        let id = draft.letter.with_value(|letter| letter.id.clone());
        leptos::task::spawn_local(async move {
            let name = file.name;
            took(desk.backend.call(DetachFile { id, file: file.id }).await, Some(t!("files-removed", name = name)));
            focus("#letter-files button");
        });
    };
    Effect::new(move |before: Option<u32>| {
        let now = paste.get();
        if before.is_some_and(|before| before != now) {
            add(Way::Pasted, false);
        }
        now
    });
    // What is dropped on the window while something is written goes with it.
    let heard = desk.dragged;
    Effect::new(move |before: Option<u32>| {
        let Dragged { over: is_over, dropped } = heard.get();
        over.set(is_over);
        if before.is_some_and(|before| before != dropped) {
            add(Way::Dropped, true);
        }
        dropped
    });
    let told = move || {
        let kinds = media_types.iter().map(|kind| kind_of(kind)).collect::<Vec<_>>().join(", ");
        t!("files-caps", count = count, size = phrase::size(language(), size), kinds = kinds)
    };
    view! {
        <section
            class="files" class:over=move || over.get() id="letter-files" tabindex="-1"
            aria-labelledby="letter-files-title" data-question=place
        >
            <h2 id="letter-files-title">
                {heading}
                {move || flaw_words().map(|words| view! { " "<b class="flaw">{words}</b> })}
            </h2>
            <p class="small">{told}<span class="drop">" "{tr!("files-drop")}</span></p>
            <ul class="attached">
                <For each=move || files.get() key=|file| file.id.clone() let:file>
                    <li>
                        <span>{file.name.clone()}" "<span class="small">{
                            let (kind, size) = (file.media_type.clone(), file.size);
                            let before = file.before;
                            move || {
                                let now = phrase::size(language(), size);
                                let size = before.map_or_else(
                                    || now.clone(),
                                    |before| t!("files-smaller-done", size = now.as_str(), before = phrase::size(language(), before)),
                                );
                                format!("{}, {size}", phrase::media(language(), Some(&kind)))
                            }
                        }</span></span>
                        <button type="button" class="link" on:click={
                            let file = file.clone();
                            move |_| remove(file.clone())
                        }>{
                            let name = file.name.clone();
                            move || t!("files-remove", name = name.as_str())
                        }</button>
                    </li>
                </For>
            </ul>
            {move || refused.get().into_iter().map(|(name, why)| view! {
                <p class="note">{phrase::unattached(language(), &name, why)}</p>
            }).collect_view()}
            <p class="actions">
                <button type="button" on:click=move |_| add(Way::Chosen, true)>{tr!("files-add")}</button>
                <button type="button" class="drop" on:click=move |_| add(Way::Pasted, true)>{tr!("files-paste")}</button>
                <Camera take=photograph/>
            </p>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || smaller.get()
                    on:change:target=move |event| smaller.set(event.target().checked())
                />
                <span>{tr!("files-smaller")}<span class="small">" "{tr!("files-smaller-why")}</span></span>
            </label>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || keep_place.get()
                    on:change:target=move |event| keep_place.set(event.target().checked())
                />
                <span>{tr!("files-place")}<span class="small">" "{tr!("files-place-why")}</span></span>
            </label>
        </section>
    }
    .into_any()
}

/// The kind of matter, where there is a choice.
#[component]
fn Matters(
    /// The kinds.
    matters: Vec<MatterView>,
    /// Whether one must be chosen.
    needed: bool,
    /// The chosen one.
    matter: RwSignal<Option<String>>,
    /// Whether it is to be chosen again.
    wrong: Signal<bool>,
) -> AnyView {
    if matters.is_empty() {
        return ().into_any();
    }
    let first = move || if needed { t!("letter-matter-choose") } else { t!("letter-matter-any") };
    let label = move || {
        if wrong.get() {
            format!("{}. {}", t!("letter-matter"), t!("letter-flaw-matter-missing"))
        } else {
            t!("letter-matter")
        }
    };
    let options = matters
        .into_iter()
        .map(|MatterView { id, name }| {
            let own = id.clone();
            let chosen = move || matter.with(|matter| matter.as_ref() == Some(&own));
            view! { <option value=id lang=name.lang selected=chosen>{name.value}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="letter-matter">{label}</label>
            <div class="select">
            <select
                id="letter-matter"
                aria-invalid=move || wrong.get().then_some("true")
                on:change:target=move |event| matter.set(Some(event.target().value()).filter(|id| !id.is_empty()))
            >
                <option value="" selected=move || matter.with(Option::is_none)>{first}</option>
                {options}
            </select>
            </div>
        </div>
    }
    .into_any()
}

/// A kind of file as people call it: pictures by their formats.
fn kind_of(media_type: &str) -> String {
    match media_type.strip_prefix("image/") {
        Some(format) => format.to_uppercase(),
        None => phrase::media(language(), Some(media_type)),
    }
}

/// What is pasted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    /// Words alone.
    Words,
    /// Files or a picture. What programs copy as files they often copy as words, too.
    Files,
    /// The web view does not say; then the shell knows whether it is a file.
    Unsaid,
}

fn held(event: &ClipboardEvent) -> Option<Held> {
    let types: Vec<String> = event.clipboard_data()?.types().iter().filter_map(|kind| kind.as_string()).collect();
    let has = |wanted: &str| types.iter().any(|kind| kind.starts_with(wanted));
    Some(if has("Files") || has("text/uri-list") || has("image/") {
        Held::Files
    } else if has("text/") {
        Held::Words
    } else {
        Held::Unsaid
    })
}

/// Moves the focus to the field of a part.
fn focus_field(part: Part) {
    let selector = match part {
        Part::Title => "#letter-title",
        Part::Body => "#letter-body",
        Part::Matter => "#letter-matter",
        Part::Attachments => "#letter-files",
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

fn kept_words(kept: Keeping) -> String {
    match kept {
        Keeping::Nothing => String::new(),
        Keeping::OnItsWay => t!("letter-keeping"),
        Keeping::Done => t!("letter-kept"),
        Keeping::Failed => t!("letter-not-kept"),
    }
}
