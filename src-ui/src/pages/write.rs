//! Writing a letter. It is kept as one types, and shown once more, with whom and what it concerns, before it goes.

use std::time::Duration;

use domain::{
    outgoing::{Attachment, AttachmentCaps, Field as Part, Flaw, Unattached},
    party::Relation,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    AttachFiles, BeginLetter, DetachFile, EditLetter, ErrorView, KeepLetter, SendLetter,
    letters::{AttachedView, LetterText, LetterTo, LetterView, SentView},
    rights::MatterView,
};

use super::title::title;
use crate::{
    components::{Dialog, Failure, Field, TextArea, Waiting, Wanted, Words, discard_now, whose_matter},
    phrase,
    state::{Desk, Place, View, Writing, desk, focus, focus_heading, place},
    words::language,
};

/// How long after the last letter a draft is kept.
const AFTER: Duration = Duration::from_millis(400);

/// A letter that is received within this time is said to be received, and not first that it goes.
const SOON: Duration = Duration::from_millis(1500);

/// The page on which a letter is written.
#[component]
pub fn Write() -> AnyView {
    let (desk, place) = (desk(), place());
    let writing = Memo::new(move |_| place.with(|place| place.as_ref().and_then(|place| place.writing.clone())));
    let letter = RwSignal::new(None::<Result<LetterView, ErrorView>>);
    let begin = move || {
        let Some(writing) = writing.get_untracked() else { return };
        letter.set(None);
        leptos::task::spawn_local(async move {
            let answer = match writing {
                Writing::To(to) => desk.backend.call(BeginLetter { to }).await,
                Writing::Draft(id) => desk.backend.call(EditLetter { id }).await,
            };
            let failed = answer.is_err();
            letter.try_set(Some(answer));
            if failed {
                focus_heading();
            }
        });
    };
    Effect::new(move |_| {
        if writing.get().is_some() {
            untrack(begin);
        }
    });
    // It stands from the start, so that reading begins at it whatever is still on its way.
    let heading = move || {
        let known =
            letter.with(|letter| letter.as_ref().and_then(|letter| letter.as_ref().ok().map(|it| it.to.clone())));
        let to = known.or_else(|| match writing.get() {
            Some(Writing::To(to)) => Some(to),
            _ => None,
        });
        if matches!(to, Some(LetterTo::Answer(_))) { t!("letter-heading-answer") } else { t!("letter-heading-new") }
    };
    title(move || Some(heading()));
    let failed = Memo::new(move |_| letter.with(|letter| matches!(letter, Some(Err(_)))));
    let shown = move || match letter.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(error)) => view! { <Failure error alone=true retry=begin/> }.into_any(),
        Some(Ok(letter)) => view! { <Composer letter/> }.into_any(),
    };
    view! {
        <div class="page write" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <Show when=move || !failed.get()><h1 id="page-title">{heading}</h1></Show>
            {shown}
        </div>
    }
    .into_any()
}

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
struct Draft {
    desk: Desk,
    letter: StoredValue<LetterView>,
    title: RwSignal<String>,
    body: RwSignal<String>,
    matter: RwSignal<Option<String>>,
    kept: RwSignal<Keeping>,
    /// Counts what was written, so that only the last of it is kept.
    turn: StoredValue<u64>,
    /// Whether it is not to be kept any more: it is sent or discarded.
    over: StoredValue<bool>,
}

impl Draft {
    fn new(desk: Desk, letter: LetterView) -> Self {
        let LetterText { title, body, matter } = letter.text.clone();
        Self {
            desk,
            letter: StoredValue::new(letter),
            title: RwSignal::new(title),
            body: RwSignal::new(body),
            matter: RwSignal::new(matter),
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
        }
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

#[component]
fn Composer(
    /// The letter.
    letter: LetterView,
) -> AnyView {
    let (desk, navigate) = (desk(), use_navigate());
    let LetterView {
        id, to, sender, whose, answers, caps, matters, matter_needed, attachments, attachment_caps, ..
    } = letter.clone();
    let files = RwSignal::new(attachments);
    let draft = Draft::new(desk, letter);
    // What is written is kept; what was there at first is not written.
    Effect::new(move |before: Option<()>| {
        draft.title.track();
        draft.body.track();
        draft.matter.track();
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
            let back = match &to {
                LetterTo::Answer(item) => Place::INBOX.opening(item),
                LetterTo::New(_) => Place::INBOX.at(View::Letters),
            };
            navigate(&back.href(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    });
    let wrong = RwSignal::new(Vec::<(Part, Flaw)>::new());
    let failed = RwSignal::new(None::<ErrorView>);
    let (asking, discarding) = (RwSignal::new(false), RwSignal::new(false));
    let ask = move || {
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
                                desk.announcer.say(t!("letter-going"));
                            }
                        };
                        set_timeout(said, SOON);
                    }
                    Ok(SentView::Flawed(flaws)) => {
                        let said = flaws.iter().map(|(part, flaw)| phrase::flaw(language(), *part, *flaw));
                        desk.announcer.say(said.collect::<Vec<_>>().join(" "));
                        if let Some((part, _)) = flaws.first() {
                            let part = *part;
                            request_animation_frame(move || focus(field_of(part)));
                        }
                        wrong.try_set(flaws);
                    }
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
        discard_now(desk, id.clone());
        leave.run(());
    });
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if event.ctrl_key() => {
            event.prevent_default();
            ask();
        }
        "Escape" => {
            event.prevent_default();
            leave.run(());
        }
        _ => {}
    };
    let (called, own) = (sender.value.clone(), whose.relation == Relation::Myself);
    let (asked_of, name) = (called.clone(), whose.name.clone());
    let consequence = move || {
        let to = t!("letter-sure.to", sender = asked_of.as_str());
        format!("{to} {}", t!("letter-sure.whose", name = name.as_str()))
    };
    let answered = answers.map(|answered| {
        let href = Place::INBOX.opening(&answered.item).href();
        view! { <div><dt>{tr!("letter-answers")}</dt><dd><a href=href><Words text=answered.title/></a></dd></div> }
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
        {move || failed.get().map(|error| view! {
            <p class="note">{move || phrase::fault(language(), error.code).whole()}</p>
        })}
        <form on:keydown=keys on:submit=move |event| { event.prevent_default(); ask(); }>
            <Matters matters needed=matter_needed matter=draft.matter wrong=is_wrong(Part::Matter)/>
            <Field id="letter-title" wanted=Wanted::Words label=title_label value=draft.title wrong=is_wrong(Part::Title)/>
            <TextArea id="letter-body" label=tr!("letter-body") hint value=draft.body wrong=is_wrong(Part::Body)/>
            <Files draft files caps=attachment_caps/>
            <p class="small kept">{move || kept_words(draft.kept.get())}</p>
            <p class="actions">
                <button type="submit" class="primary">{tr!("letter-send")}</button>
                <button type="button" on:click=move |_| leave.run(())>{tr!("letter-close")}</button>
                <button type="button" on:click=move |_| discarding.set(true)>{tr!("letter-discard")}</button>
            </p>
        </form>
        {move || asking.get().then(|| view! {
            <Dialog heading=t!("letter-sure") consequence=consequence() act=t!("letter-send") on_act=send on_cancel=stay/>
        })}
        <Show when=move || discarding.get()>
            <Dialog
                heading=t!("letter-discard-sure")
                consequence=t!("letter-discard-sure.consequence")
                act=t!("letter-discard")
                on_act=discard
                on_cancel=keep_it
            />
        </Show>
    }
    .into_any()
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
) -> AnyView {
    let desk = draft.desk;
    let Some(AttachmentCaps { count, size, media_types }) = caps else {
        return view! { <p class="small">{tr!("files-none")}</p> }.into_any();
    };
    let (keep_place, refused) = (RwSignal::new(false), RwSignal::new(Vec::<(String, Unattached)>::new()));
    let took = move |answer: Result<AttachedView, ErrorView>, done: Option<String>| match answer {
        Ok(AttachedView { attachments, refused: no }) => {
            let before = files.with_untracked(Vec::len);
            let mut said: Vec<String> =
                no.iter().map(|(name, why)| phrase::unattached(language(), name, *why)).collect();
            if attachments.len() > before {
                said.insert(0, t!("files-attached", count = attachments.len()));
            }
            said.extend(done);
            desk.announcer.say(said.join(" "));
            files.try_set(attachments);
            refused.try_set(no);
        }
        Err(error) => desk.announcer.say(phrase::fault(language(), error.code).whole()),
    };
    let add = move |_| {
        let (id, to) = draft.letter.with_value(|letter| (letter.id.clone(), letter.to.clone()));
        let command = AttachFiles { id, to, text: draft.text(), keep_place: keep_place.get_untracked() };
        leptos::task::spawn_local(async move {
            took(desk.backend.call(command).await, None);
            draft.kept.try_set(Keeping::Done);
        });
    };
    let remove = move |file: Attachment| {
        let id = draft.letter.with_value(|letter| letter.id.clone());
        leptos::task::spawn_local(async move {
            let name = file.name;
            took(desk.backend.call(DetachFile { id, file: file.id }).await, Some(t!("files-removed", name = name)));
            focus("#letter-files button");
        });
    };
    let told = move || {
        let kinds = media_types.iter().map(|kind| kind_of(kind)).collect::<Vec<_>>().join(", ");
        t!("files-caps", count = count, size = phrase::size(language(), size), kinds = kinds)
    };
    view! {
        <section class="files" id="letter-files" tabindex="-1" aria-labelledby="letter-files-title">
            <h2 id="letter-files-title">{tr!("files-heading")}</h2>
            <p class="small">{told}</p>
            <ul class="attached">
                <For each=move || files.get() key=|file| file.id.clone() let:file>
                    <li>
                        <span>{file.name.clone()}" "<span class="small">{
                            let (kind, size) = (file.media_type.clone(), file.size);
                            move || format!("{}, {}", phrase::media(language(), Some(&kind)), phrase::size(language(), size))
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
            <p class="actions"><button type="button" on:click=add>{tr!("files-add")}</button></p>
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

const fn field_of(part: Part) -> &'static str {
    match part {
        Part::Title => "#letter-title",
        Part::Body => "#letter-body",
        Part::Matter => "#letter-matter",
        Part::Attachments => "#letter-files",
    }
}

fn kept_words(kept: Keeping) -> String {
    match kept {
        Keeping::Nothing => String::new(),
        Keeping::OnItsWay => t!("letter-keeping"),
        Keeping::Done => t!("letter-kept"),
        Keeping::Failed => t!("letter-not-kept"),
    }
}
