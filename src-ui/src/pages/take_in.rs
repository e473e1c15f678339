//! Bringing in an archive: choose, see what is in it and whose, bring it in; and what was brought in before.

use domain::{id::SourceId, party::Relation};
use leptos::prelude::*;
use protocol::{
    ChooseArchive, ErrorView, SignOut, TakeIn,
    archive::{ArchiveFault, ArchiveView, ArchivedSourceView, ChosenArchiveView, TakenInView},
};

use crate::{
    components::{Dialog, Moment, Words},
    phrase,
    state::{Desk, desk, focus},
    words::language,
};

/// How it goes.
#[derive(Clone, PartialEq)]
enum Step {
    NotAsked,
    Checking,
    Shown(Box<ArchiveView>),
    Taking,
    Told(String),
}

/// The section.
#[component]
pub(super) fn TakingIn(
    /// What was brought in before.
    taken: Vec<ArchivedSourceView>,
) -> AnyView {
    let desk = desk();
    let step = use_context::<Steps>().unwrap_or_default().0;
    let tell = move |words: String| {
        desk.announcer.say(words.clone());
        step.try_set(Step::Told(words));
    };
    let choose = move |_| {
        if step.with_untracked(|step| matches!(step, Step::Checking | Step::Taking)) {
            return;
        }
        step.set(Step::Checking);
        desk.announcer.say(t!("take-in-checking"));
        leptos::task::spawn_local(async move {
            match desk.backend.call(ChooseArchive {}).await {
                Ok(ChosenArchiveView::Sound(archive)) => {
                    desk.announcer.say(t!("take-in-sound"));
                    step.try_set(Step::Shown(archive));
                    focus("#take-in-found");
                }
                Ok(ChosenArchiveView::Refused(fault)) => tell(refused(&fault)),
                Ok(ChosenArchiveView::Cancelled) => {
                    step.try_set(Step::NotAsked);
                }
                Err(ErrorView { code, .. }) => tell(phrase::fault(language(), code).whole()),
            }
        });
    };
    let take = Callback::new(move |()| {
        step.set(Step::Taking);
        desk.announcer.say(t!("taking-in"));
        focus("#take-in-choose");
        leptos::task::spawn_local(async move {
            match desk.backend.call(TakeIn {}).await {
                Ok(TakenInView::Done { added, present }) => tell(done(added, present)),
                Ok(TakenInView::Refused(fault)) => tell(refused(&fault)),
                Err(ErrorView { code, .. }) => tell(phrase::fault(language(), code).whole()),
            }
        });
    });
    view! {
        <section class="part" aria-labelledby="take-in">
            <h2 id="take-in">{tr!("take-in-heading")}</h2>
            <p>{tr!("take-in-lead")}</p>
            <p class="actions"><button id="take-in-choose" type="button" on:click=choose>{tr!("take-in-choose")}</button></p>
            {move || match step.get() {
                Step::NotAsked => ().into_any(),
                Step::Checking => view! { <p class="note">{t!("take-in-checking")}</p> }.into_any(),
                Step::Shown(archive) => view! { <Found archive=*archive take/> }.into_any(),
                Step::Taking => view! { <p class="note">{t!("taking-in")}</p> }.into_any(),
                Step::Told(words) => view! { <p class="note">{words}</p> }.into_any(),
            }}
            {(!taken.is_empty()).then(|| view! { <Taken taken/> })}
        </section>
    }
    .into_any()
}

/// How far it has come. It outlives the section, which is shown anew when something was brought in.
#[derive(Clone, Copy)]
pub(super) struct Steps(RwSignal<Step>);

impl Default for Steps {
    fn default() -> Self {
        Self(RwSignal::new(Step::NotAsked))
    }
}

/// What is in the archive that was chosen.
#[component]
fn Found(
    /// The archive.
    archive: ArchiveView,
    /// Brings it in.
    take: Callback<()>,
) -> AnyView {
    let ArchiveView { made, fingerprint, own, people, sources, files } = archive;
    let people = people
        .into_iter()
        .map(|person| {
            let name = match (person.relation, person.name.is_empty()) {
                (Relation::Myself, true) => t!("filter-own"),
                _ => person.name,
            };
            view! { <li>{t!("take-in-person", name = name, count = person.items)}</li> }
        })
        .collect_view();
    let sources = sources.into_iter().map(|source| view! { <li><Words text=source/></li> }).collect_view();
    view! {
        <div class="card" role="group" aria-labelledby="take-in-found">
            <h3 id="take-in-found" tabindex="-1">{tr!("take-in-sound")}</h3>
            <dl class="facts-list">
                <div><dt>{tr!("take-in-made")}</dt><dd><Moment when=made/></dd></div>
                <div><dt>{tr!("take-in-whose")}</dt><dd><ul>{people}</ul></dd></div>
                <div><dt>{tr!("take-in-sources")}</dt><dd><ul>{sources}</ul></dd></div>
                <div><dt>{tr!("take-in-files")}</dt><dd>{files.to_string()}</dd></div>
                <div>
                    <dt>{tr!("take-in-signer")}</dt>
                    <dd>{fingerprint}{own.then(|| view! { " ("{tr!("take-in-own")}")" })}</dd>
                </div>
            </dl>
            <p class="actions"><button type="button" class="primary" on:click=move |_| take.run(())>{tr!("take-in-act")}</button></p>
        </div>
    }
    .into_any()
}

/// What was brought in before, and how it is removed.
#[component]
fn Taken(
    /// The services.
    taken: Vec<ArchivedSourceView>,
) -> AnyView {
    let desk = desk();
    let asked = RwSignal::new(None::<SourceId>);
    let failed = RwSignal::new(None::<String>);
    let rows = taken
        .into_iter()
        .map(|ArchivedSourceView { source, name, made }| {
            let called = name.value.clone();
            let line = move || t!("taken-in-from", name = called.clone(), when = phrase::when_full(language(), &made));
            let remove = move |_| asked.set(Some(source.clone()));
            let called = name.value;
            view! {
                <p>{line}</p>
                <p class="actions">
                    <button type="button" on:click=remove>{move || t!("taken-in-remove", name = called.clone())}</button>
                </p>
            }
        })
        .collect_view();
    let act = Callback::new(move |()| {
        if let Some(source) = asked.get_untracked() {
            asked.set(None);
            remove(desk, source, failed);
        }
    });
    let cancel = Callback::new(move |()| asked.set(None));
    view! {
        <h3>{tr!("taken-in-heading")}</h3>
        {rows}
        {move || failed.get().map(|words| view! { <p class="note">{words}</p> })}
        <Show when=move || asked.with(Option::is_some)>
            <Dialog
                heading=t!("taken-in-sure")
                consequence=t!("taken-in-sure.warning")
                act=t!("taken-in-sure.act")
                on_act=act
                on_cancel=cancel
            />
        </Show>
    }
    .into_any()
}

fn remove(desk: Desk, source: SourceId, failed: RwSignal<Option<String>>) {
    leptos::task::spawn_local(async move {
        match desk.backend.call(SignOut { source }).await {
            Ok(_) => desk.announcer.say(t!("taken-in-removed")),
            Err(error) => {
                let words = phrase::fault(language(), error.code).whole();
                desk.announcer.say(words.clone());
                failed.try_set(Some(words));
            }
        }
    });
}

fn done(added: u32, present: u32) -> String {
    let mut words = vec![t!("take-in-done", added = added)];
    if present > 0 {
        words.push(t!("take-in-present", present = present));
    }
    words.join(" ")
}

/// Why an archive was not brought in.
fn refused(fault: &ArchiveFault) -> String {
    match fault {
        ArchiveFault::NotZip => t!("refused-not-zip"),
        ArchiveFault::NotArchive => t!("refused-not-archive"),
        ArchiveFault::Newer => t!("refused-newer"),
        ArchiveFault::Unsafe => t!("refused-unsafe"),
        ArchiveFault::TooLarge => t!("refused-too-large"),
        ArchiveFault::BadSignature => t!("refused-bad-signature"),
        ArchiveFault::Altered { file } => t!("refused-altered", file = file.as_str()),
        ArchiveFault::AnotherResident { name } => t!("refused-another-resident", name = name.as_str()),
        ArchiveFault::Unreadable => t!("refused-unreadable"),
    }
}
