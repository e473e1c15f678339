//! The files that go with what is written.

use domain::outgoing::{Attachment, AttachmentCaps, Field as Part, Flaw, Unattached};
use leptos::{ev::ClipboardEvent, prelude::*};
use protocol::{
    AttachFiles, AttachPhoto, DetachFile, ErrorView,
    letters::{AttachedView, QuestionView, Way},
};

use super::{Draft, draft::Keeping};
use crate::{
    components::{Camera, Words},
    phrase,
    state::{Dragged, focus},
    words::language,
};

/// The files that go with it, and what the service takes, told before one is chosen.
#[component]
pub(super) fn Files(
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
    /// Whether they are photographs and nothing else.
    #[prop(optional)]
    photos: bool,
) -> AnyView {
    let desk = draft.desk;
    let place = asked.as_ref().map(|(place, _)| *place);
    let flaw = move || {
        let part = place.map_or(Part::Attachments, Part::Question);
        wrong.with(|wrong| wrong.iter().find(|(one, _)| *one == part || *one == Part::Attachments).copied())
    };
    let heading = heading(asked.map(|(_, question)| question), photos);
    let flaw_words = move || match flaw()? {
        (Part::Question(_), Flaw::Missing) => Some(t!("answer-missing-files")),
        (part, flaw) => Some(phrase::flaw(language(), part, flaw)),
    };
    let Some(AttachmentCaps { count, size, media_types }) = caps else {
        return view! { <p class="small">{tr!("files-none")}</p> }.into_any();
    };
    let (keep_place, refused) = (RwSignal::new(false), RwSignal::new(Vec::<(String, Unattached)>::new()));
    let (smaller, over) = (RwSignal::new(true), RwSignal::new(false));
    let took = move |answer: Result<AttachedView, ErrorView>, done: Option<String>| match answer {
        Ok(AttachedView { attachments, refused: no }) => {
            let before = files.with_untracked(Vec::len);
            let added = attachments.len() > before;
            desk.announcer.say(outcome(added.then_some(attachments.len()), &no, done));
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
    let told = move || taken(count, size, &media_types);
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
            <Attached files remove=Callback::new(remove)/>
            {move || refused.get().into_iter().map(|(name, why)| view! {
                <p class="note">{phrase::unattached(language(), &name, why)}</p>
            }).collect_view()}
            <p class="actions">
                <button type="button" on:click=move |_| add(Way::Chosen, true)>
                    {move || if photos { t!("report-photos-add") } else { t!("files-add") }}
                </button>
                <button type="button" class="drop" on:click=move |_| add(Way::Pasted, true)>{tr!("files-paste")}</button>
                <Camera take=photograph/>
            </p>
            <Care smaller keep_place/>
        </section>
    }
    .into_any()
}

/// The files, each with a way to take it off.
#[component]
fn Attached(
    /// The files.
    files: RwSignal<Vec<Attachment>>,
    /// Takes one off.
    remove: Callback<Attachment>,
) -> AnyView {
    view! {
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
                        move |_| remove.run(file.clone())
                    }>{
                        let name = file.name.clone();
                        move || t!("files-remove", name = name.as_str())
                    }</button>
                </li>
            </For>
        </ul>
    }
    .into_any()
}

/// What is done to pictures before they are kept.
#[component]
fn Care(
    /// Whether they are made smaller.
    smaller: RwSignal<bool>,
    /// Whether the place where they were taken stays in them.
    keep_place: RwSignal<bool>,
) -> AnyView {
    view! {
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
    }
    .into_any()
}

/// What asks for the files.
fn heading(asked: Option<QuestionView>, photos: bool) -> AnyView {
    match asked {
        Some(QuestionView { label, required, .. }) => view! {
            <Words text=label/>
            {(!required).then(|| view! { <span class="small">" ("{tr!("answer-optional")}")"</span> })}
        }
        .into_any(),
        None if photos => view! { <span>{tr!("report-photos")}" ("{tr!("answer-optional")}")"</span> }.into_any(),
        None => view! { <span>{tr!("files-heading")}</span> }.into_any(),
    }
}

/// What the service takes.
fn taken(count: usize, size: u64, media_types: &[String]) -> String {
    let kinds = media_types.iter().map(|kind| kind_of(kind)).collect::<Vec<_>>().join(", ");
    t!("files-caps", count = count, size = phrase::size(language(), size), kinds = kinds)
}

/// What is said when files were added: how many there are then, and which cannot go; else what else there is to say.
fn outcome(now: Option<usize>, refused: &[(String, Unattached)], done: Option<String>) -> String {
    let mut said: Vec<_> = now.map(|count| t!("files-attached", count = count)).into_iter().collect();
    said.extend(refused.iter().map(|(name, why)| phrase::unattached(language(), name, *why)));
    said.extend(done.filter(|_| said.is_empty()));
    said.join(" ")
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

/// Counts it where files or pictures were pasted: they go with what is written. Words are pasted where they are written.
pub(super) fn pasted(event: &ClipboardEvent, paste: RwSignal<u32>) {
    let Some(held) = held(event).filter(|held| *held != Held::Words) else { return };
    if held == Held::Files {
        event.prevent_default();
    }
    paste.update(|times| *times += 1);
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
