//! How a case went: asked where it is read, and never in the way.

use domain::id::RecordKey;
use leptos::prelude::*;
use protocol::letters::{FeedbackView, LetterTo, PhaseView};

use crate::state::{Place, Writing};

/// The way to say how a case went, or that it was said.
#[component]
pub fn Feedback(
    /// The case.
    item: RecordKey,
    /// Whether it can be said.
    feedback: FeedbackView,
) -> AnyView {
    match feedback {
        FeedbackView::Nothing => ().into_any(),
        FeedbackView::Asked => {
            let href = Place::writing(Writing::To(LetterTo::Feedback(item))).href();
            view! { <p class="note">{tr!("feedback-ask")}" "<a href=href>{tr!("feedback-give")}</a></p> }.into_any()
        }
        FeedbackView::Given(phase) => {
            let stuck = matches!(phase, PhaseView::Stuck(_));
            view! { <p class="small">{move || if stuck { t!("feedback-stuck") } else { t!("feedback-given") }}</p> }
                .into_any()
        }
    }
}
