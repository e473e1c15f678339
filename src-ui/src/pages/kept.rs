//! What a service keeps about the resident that sends them nothing: taken out as a file, and erased there. Before it is erased the
//! service says whether it would, and the resident hears what follows.

use domain::id::SourceId;
use leptos::prelude::*;
use protocol::{
    CheckKeptErasure, EraseKept, ErrorCode, TakeOutKept,
    kept::{KeptErasureView, KeptSavedView},
    view::Text,
};

use crate::{
    components::{Dialog, Words},
    phrase::{self, KeptDeed},
    state::{desk, focus_in_sight},
    words::language,
};

/// How far it has come.
#[derive(Clone, PartialEq)]
enum Step {
    NotAsked,
    UnderWay(KeptDeed),
    /// The service would erase everything; the resident is asked.
    Warned,
    Told(Told),
}

/// What came of it, where the service stays.
#[derive(Clone, PartialEq)]
enum Told {
    Saved(KeptSavedView),
    Refused(Vec<Text>),
    Failed(KeptDeed, ErrorCode),
}

impl Told {
    fn wants_sign_in(&self) -> bool {
        matches!(self, Self::Failed(_, code) if phrase::kept_wants_sign_in(*code))
    }

    /// All of it, to be heard.
    fn spoken(&self) -> String {
        match self {
            Self::Saved(saved) => phrase::kept_saved(language(), *saved),
            Self::Refused(reasons) if reasons.is_empty() => {
                format!("{} {}", t!("kept-refused"), t!("kept-refused.unsaid"))
            }
            Self::Refused(reasons) => {
                let reasons = reasons.iter().map(|reason| reason.value.clone());
                let said = [t!("kept-refused"), t!("kept-refused.why")].into_iter().chain(reasons);
                said.collect::<Vec<_>>().join(" ")
            }
            Self::Failed(deed, code) => phrase::kept_fault(language(), *deed, *code).whole(),
        }
    }
}

/// The section of such a service.
#[component]
pub fn Kept(
    /// The service.
    source: SourceId,
    /// What it is called.
    name: Signal<String>,
    /// Told that a new sign-in is what is missing.
    sign_in: RwSignal<bool>,
    /// Told what is said once everything is erased: with that the service goes from the page, and this with it.
    erased: RwSignal<Option<String>>,
) -> AnyView {
    let desk = desk();
    let source = StoredValue::new(source);
    let step = RwSignal::new(Step::NotAsked);
    let busy = move || step.with(|step| matches!(step, Step::UnderWay(_)));
    let begin = move |deed| {
        sign_in.set(false);
        step.set(Step::UnderWay(deed));
        source.get_value()
    };
    let tell = move |told: Told| {
        desk.announcer.say(told.spoken());
        sign_in.try_set(told.wants_sign_in());
        step.try_set(Step::Told(told));
    };
    let take_out = move |_| {
        if busy() {
            return;
        }
        let source = begin(KeptDeed::TakingOut);
        leptos::task::spawn_local(async move {
            tell(match desk.backend.call(TakeOutKept { source }).await {
                Ok(saved) => Told::Saved(saved),
                Err(error) => Told::Failed(KeptDeed::TakingOut, error.code),
            });
        });
    };
    let ask = move |_| {
        if busy() {
            return;
        }
        let source = begin(KeptDeed::Asking);
        leptos::task::spawn_local(async move {
            match desk.backend.call(CheckKeptErasure { source }).await {
                Ok(check) if check.allowed => drop(step.try_set(Step::Warned)),
                Ok(check) => tell(Told::Refused(check.reasons.into_iter().map(|(words, _)| words).collect())),
                Err(error) => tell(Told::Failed(KeptDeed::Asking, error.code)),
            }
        });
    };
    let erase = Callback::new(move |()| {
        let (source, name) = (begin(KeptDeed::Erasing), name.get_untracked());
        leptos::task::spawn_local(async move {
            match desk.backend.call(EraseKept { source }).await {
                Ok(KeptErasureView::Erased) => {
                    let words = t!("kept-erased", name = name);
                    desk.announcer.say(words.clone());
                    // It may be away from the page already, and the resident on another one.
                    step.try_set(Step::NotAsked);
                    if erased.try_set(Some(words)).is_none() {
                        focus_in_sight("#kept-erased");
                    }
                }
                Ok(KeptErasureView::Refused { reasons }) => tell(Told::Refused(reasons)),
                Err(error) => tell(Told::Failed(KeptDeed::Erasing, error.code)),
            }
        });
    });
    let cancel = Callback::new(move |()| step.set(Step::NotAsked));
    let disabled = move || busy().then_some("true");
    view! {
        <section data-part="kept">
            <h3>{tr!("kept-heading")}</h3>
            <p>{tr!("kept-lead")}</p>
            <p>{tr!("kept-save.means")}</p>
            <p class="actions">
                <button type="button" aria-disabled=disabled aria-label=move || t!("kept-save.of", name = name.get()) on:click=take_out>
                    {tr!("kept-save")}
                </button>
            </p>
            <p>{tr!("kept-erase.means")}</p>
            <p class="actions">
                <button type="button" aria-disabled=disabled aria-label=move || t!("kept-erase.of", name = name.get()) on:click=ask>
                    {tr!("kept-erase")}
                </button>
            </p>
            {move || match step.get() {
                Step::NotAsked => ().into_any(),
                Step::UnderWay(deed) => view! { <p class="note">{under_way(deed)}</p> }.into_any(),
                Step::Warned => {
                    let consequence = t!("kept-sure.warning", name = name.get_untracked());
                    view! {
                        <Dialog
                            heading=t!("kept-sure")
                            consequence
                            act=t!("kept-sure.act")
                            on_act=erase
                            on_cancel=cancel
                        />
                    }
                    .into_any()
                }
                Step::Told(told) => view! { <Outcome told/> }.into_any(),
            }}
        </section>
    }
    .into_any()
}

fn under_way(deed: KeptDeed) -> String {
    match deed {
        KeptDeed::TakingOut => t!("taking-out"),
        KeptDeed::Asking => t!("kept-asking"),
        KeptDeed::Erasing => t!("kept-erasing"),
    }
}

/// What came of it, to be read.
#[component]
fn Outcome(
    /// What.
    told: Told,
) -> AnyView {
    match told {
        Told::Refused(reasons) if !reasons.is_empty() => {
            let reasons = reasons.into_iter().map(|text| view! { <p><Words text/></p> }).collect_view();
            view! {
                <div class="note">
                    <p class="strong">{tr!("kept-refused")}</p>
                    <p>{tr!("kept-refused.why")}</p>
                    {reasons}
                </div>
            }
            .into_any()
        }
        told => view! { <p class="note">{move || told.spoken()}</p> }.into_any(),
    }
}
