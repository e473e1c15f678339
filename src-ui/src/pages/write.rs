//! The page on which a letter, or what else is sent, is written.

use domain::decision::AppealKind;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    BeginLetter, EditLetter, ErrorView, ReadReportServices,
    letters::{AskedView, LetterTo, LetterView},
};

use super::title::title;
use crate::{
    components::{Composer, Failure, Waiting},
    phrase,
    state::{Desk, Place, Writing, desk, focus_heading, place},
    words::language,
};

/// What is written on a page: the letter of its address, begun or taken up again.
#[derive(Clone, Copy)]
pub(super) struct Begun {
    /// What the address says.
    pub(super) writing: Memo<Option<Writing>>,
    /// The letter; none while it is awaited.
    pub(super) letter: RwSignal<Option<Result<LetterView, ErrorView>>>,
    /// Asks for it again.
    pub(super) begin: Callback<()>,
}

/// Begins what the address says, and whatever it comes to say.
pub(super) fn begun() -> Begun {
    let (desk, place) = (desk(), place());
    let writing = Memo::new(move |_| place.with(|place| place.as_ref().and_then(|place| place.writing.clone())));
    let letter = RwSignal::new(None);
    let begin = Callback::new(move |()| {
        let Some(writing) = writing.get_untracked() else { return };
        letter.set(None);
        leptos::task::spawn_local(async move {
            let answer = match writing {
                Writing::To(to @ LetterTo::Report(_)) => begin_report(desk, to).await,
                Writing::To(to) => desk.backend.call(BeginLetter { to }).await,
                Writing::Draft(id) => desk.backend.call(EditLetter { id }).await,
            };
            let failed = answer.is_err();
            letter.try_set(Some(answer));
            if failed {
                focus_heading();
            }
        });
    });
    Effect::new(move |_| {
        if writing.get().is_some() {
            untrack(|| begin.run(()));
        }
    });
    Begun { writing, letter, begin }
}

/// Begins a report. How a city takes one comes with its list of faults, which has to be on the device first.
async fn begin_report(desk: Desk, to: LetterTo) -> Result<LetterView, ErrorView> {
    if let LetterTo::Report(source) = &to {
        desk.backend.call(ReadReportServices { source: source.clone(), text: String::new() }).await?;
    }
    desk.backend.call(BeginLetter { to }).await
}

/// The page on which a letter is written.
#[component]
pub fn Write() -> AnyView {
    let Begun { writing, letter, begin } = begun();
    let navigate = use_navigate();
    // A fault is reported step by step, on a page of its own.
    Effect::new(move |_| {
        let report = letter.with(|letter| {
            let letter = letter.as_ref()?.as_ref().ok()?;
            matches!(letter.to, LetterTo::Report(_)).then(|| Place::reporting(Writing::Draft(letter.id.clone())))
        });
        if let Some(report) = report {
            navigate(&report.href(), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let appeal = Memo::new(move |_| {
        letter.with(|letter| match letter.as_ref()?.as_ref().ok()?.asked {
            AskedView::Appeal(ref asked) => Some(asked.appeal.kind),
            _ => None,
        })
    });
    // It stands from the start, so that reading begins at it whatever is still on its way.
    let heading = move || {
        let known =
            letter.with(|letter| letter.as_ref().and_then(|letter| letter.as_ref().ok().map(|it| it.to.clone())));
        let to = known.or_else(|| match writing.get() {
            Some(Writing::To(to)) => Some(to),
            _ => None,
        });
        match to {
            Some(LetterTo::Answer(_)) => t!("letter-heading-answer"),
            Some(LetterTo::Task(_)) => t!("answer-heading-page"),
            Some(LetterTo::Withdrawal(_)) => t!("withdraw-heading"),
            Some(LetterTo::Contact(_) | LetterTo::ContactAbout(_)) => t!("request-heading"),
            Some(LetterTo::Feedback(_)) => t!("feedback-heading"),
            Some(LetterTo::Appeal(_)) => {
                phrase::appeal_title(language(), appeal.get().unwrap_or(AppealKind::ReviewRequest))
            }
            Some(LetterTo::Report(_)) => t!("report-title"),
            Some(LetterTo::Data(_, right, _)) => phrase::data_use::right(language(), right),
            Some(LetterTo::New(_)) | None => t!("letter-heading-new"),
        }
    };
    title(move || Some(heading()));
    let failed = Memo::new(move |_| letter.with(|letter| matches!(letter, Some(Err(_)))));
    let shown = move || match letter.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(error)) => view! { <Failure error alone=true retry=move || begin.run(())/> }.into_any(),
        Some(Ok(letter)) if matches!(letter.to, LetterTo::Report(_)) => view! { <Waiting/> }.into_any(),
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
