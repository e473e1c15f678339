//! A service knows the resident and still wants them to identify themselves before it takes what they send.
//!
//! They do it from here and stay on the page, so what is filled in on it stays as it is. When they are back they see once more
//! what they were sending, and send it again; nothing goes by itself.

use std::sync::Arc;

use domain::id::SourceId;
use leptos::prelude::*;
use protocol::{
    BeginSignIn, ErrorView, ReadSignIn,
    sign_in::{ServiceAddress, SignInFailure, SignInStage},
    view::Text,
};

use super::Deed;
use crate::{
    pages::connect::{end_sign_in, reopen_browser, return_page},
    phrase::{self, Fault},
    state::{Live, desk, focus_in_sight},
    words::language,
};

/// What a service wants before it takes a deed.
#[derive(Clone)]
pub struct Demand {
    /// The service.
    pub source: SourceId,
    /// What it is called.
    pub sender: Text,
    /// What the resident wants done.
    pub deed: Deed,
    /// Sends it again.
    pub again: Arc<dyn Fn() + Send + Sync>,
    /// How it is said.
    pub said: Demanded,
}

/// What is said of a demand, in the words of what is to be done.
#[derive(Clone, Copy)]
pub struct Demanded {
    /// That this service wants it.
    pub why: fn(&str) -> String,
    /// That nothing is done yet.
    pub then: fn() -> String,
    /// That the resident has identified themselves, and that nothing is done yet.
    pub done: fn() -> String,
}

impl Demand {
    /// What is said of it at first.
    pub fn words(&self) -> String {
        format!("{} {}", (self.said.why)(&self.sender.value), (self.said.then)())
    }
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// The resident has not begun, or has given it up.
    Wanted,
    /// It takes a moment.
    Wait,
    /// They identify themselves in the browser.
    InBrowser,
    /// They have, and may send.
    Done,
    /// It did not succeed.
    Failed(SignInFailure),
    /// It did not even begin.
    NotBegun(ErrorView),
}

impl Step {
    fn of(stage: Option<&SignInStage>) -> Self {
        match stage {
            // Somebody ended it elsewhere.
            None => Self::Wanted,
            Some(SignInStage::Asking | SignInStage::Finishing) => Self::Wait,
            Some(SignInStage::InBrowser) => Self::InBrowser,
            Some(SignInStage::Connected(_)) => Self::Done,
            Some(SignInStage::Failed(failure)) => Self::Failed(*failure),
        }
    }

    fn fault(&self) -> Option<Fault> {
        match self {
            Self::Failed(failure) => Some(phrase::sign_in_failure(language(), *failure)),
            Self::NotBegun(error) => Some(phrase::fault(language(), error.code)),
            _ => None,
        }
    }

    /// What is said when it is reached. Of what only takes a moment nothing is.
    fn spoken(&self, deed: &Deed, said: Demanded) -> Option<String> {
        match self {
            Self::Wanted | Self::Wait => None,
            Self::InBrowser => Some(format!("{}. {}", t!("stage-in-browser"), t!("stage-in-browser.lead"))),
            Self::Done => Some(format!("{} {} {}", (said.done)(), deed.question, deed.consequence)),
            Self::Failed(_) | Self::NotBegun(_) => self.fault().as_ref().map(Fault::whole),
        }
    }
}

/// The way through it. `leave` takes it from the page.
#[component]
pub fn Identify(
    /// What is wanted.
    demand: Demand,
    /// Leaves it: nothing is sent.
    leave: Callback<()>,
) -> AnyView {
    let desk = desk();
    let Demand { source, sender, deed, again, said } = demand;
    // The sign-in of the moment is this one only once it has begun; what was there before is none of it.
    let (ours, step) = (RwSignal::new(false), RwSignal::new(Step::Wanted));
    let moment = Live::new(desk, move || ours.get().then_some(ReadSignIn {}));
    let asked = deed.clone();
    // Each step has its heading, which takes the focus when the step comes.
    let go = move |next: Step| {
        step.set(next);
        focus_in_sight("#identify");
    };
    let reach = move |next: Step| {
        if step.try_with_untracked(|now| *now != next) != Some(true) {
            return;
        }
        if let Some(words) = next.spoken(&asked, said) {
            desk.announcer.say(words);
        }
        go(next);
    };
    let reached = reach.clone();
    Effect::new(move |_| {
        let Some(next) = moment.with(|view| Step::of(view.stage.as_ref())) else { return };
        if !untrack(|| ours.get()) {
            return;
        }
        if matches!(next, Step::Done | Step::Failed(_)) {
            // How it ended is known here; nobody else needs to.
            ours.set(false);
            end_sign_in(desk);
        }
        reached(next);
    });
    let begin = move || {
        let (at, reach) = (ServiceAddress::Connected(source.clone()), reach.clone());
        ours.set(false);
        go(Step::Wait);
        leptos::task::spawn_local(async move {
            match desk.backend.call(BeginSignIn { at, page: return_page() }).await {
                Ok(()) => drop(ours.try_set(true)),
                Err(error) => reach(Step::NotBegun(error)),
            }
        });
    };
    let give_up = move || {
        if step.with_untracked(|step| matches!(step, Step::Wait | Step::InBrowser)) {
            end_sign_in(desk);
        }
        leave.run(());
    };
    focus_in_sight("#identify");
    let asks = deed.question.clone();
    let heading = move || match step.get() {
        Step::Wanted => t!("identify-heading"),
        Step::Wait => t!("stage-asking"),
        Step::InBrowser => t!("stage-in-browser"),
        Step::Done => asks.clone(),
        Step::Failed(_) | Step::NotBegun(_) => t!("stage-failed"),
    };
    let Deed { consequence, act, .. } = deed;
    let way_on = move |step: &Step| match step {
        Step::Wait => ().into_any(),
        Step::InBrowser => view! {
            <button type="button" on:click=move |_| reopen_browser(desk)>{t!("stage-in-browser.again")}</button>
        }
        .into_any(),
        Step::Done => {
            let again = again.clone();
            view! { <button type="button" class="primary" on:click=move |_| again()>{act.clone()}</button> }.into_any()
        }
        Step::Wanted | Step::Failed(_) | Step::NotBegun(_) => {
            let begin = begin.clone();
            let words = if *step == Step::Wanted { t!("identify-go") } else { t!("retry") };
            view! { <button type="button" class="primary" on:click=move |_| begin()>{words}</button> }.into_any()
        }
    };
    // Each step has nodes of its own: of a button that is called otherwise, the old name is still read.
    let shown = move |step: Step| {
        view! {
            {told(&step, &sender.value, &consequence, said)}
            <p class="actions">
                {way_on(&step)}
                <button type="button" on:click=move |_| give_up()>{t!("cancel")}</button>
            </p>
        }
    };
    view! {
        <section class="card identify" aria-labelledby="identify">
            <h2 id="identify" tabindex="-1">{heading}</h2>
            <For each=move || [step.get()] key=|step| format!("{step:?}") children=shown/>
        </section>
    }
    .into_any()
}

/// What is said of a step, under its heading.
fn told(step: &Step, sender: &str, consequence: &str, said: Demanded) -> AnyView {
    match step {
        Step::Wanted => view! {
            <p>{(said.why)(sender)}</p>
            <p>{(said.then)()}</p>
        }
        .into_any(),
        Step::Wait => view! { <p>{sender.to_owned()}</p> }.into_any(),
        Step::InBrowser => view! { <p>{t!("stage-in-browser.lead")}</p> }.into_any(),
        Step::Done => view! {
            <p class="strong">{(said.done)()}</p>
            <p>{consequence.to_owned()}</p>
        }
        .into_any(),
        Step::Failed(_) | Step::NotBegun(_) => step
            .fault()
            .map(|Fault { happened, safe, next }| {
                view! { <p class="strong">{happened}</p><p>{safe}</p><p>{next}</p> }
            })
            .into_any(),
    }
}
