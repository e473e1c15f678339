//! The page on which a letter, or what else is sent, is written.

use domain::decision::AppealKind;
use leptos::prelude::*;
use protocol::{
    BeginLetter, EditLetter, ErrorView,
    letters::{AskedView, LetterTo, LetterView},
};

use super::title::title;
use crate::{
    components::{Composer, Failure, Waiting},
    phrase,
    state::{Writing, desk, focus_heading, place},
    words::language,
};

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
            Some(LetterTo::Data(_, right, _)) => phrase::data_use::right(language(), right),
            Some(LetterTo::New(_)) | None => t!("letter-heading-new"),
        }
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
