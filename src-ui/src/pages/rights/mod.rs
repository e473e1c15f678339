//! Rights to act on the page of people: what is asked, what the resident has given, what was done for them, and the ways to
//! give, to ask and to withdraw. Whatever is sent is shown once more before it goes, with whom and what it concerns.

mod acts;
mod given;
mod offer;
mod own_code;
mod requests;

use leptos::prelude::*;
use protocol::{ErrorView, rights::ReceiptView, view::Text};

use crate::{phrase, state::Desk, words::language};

pub use acts::Acts;
pub use given::Given;
pub use offer::Offer;
pub use own_code::OwnCode;
pub use requests::Requests;

/// What came of the latest deed of the page: the receipt, or why there is none.
#[derive(Clone, Copy)]
pub struct Outcome(RwSignal<Option<Result<ReceiptView, ErrorView>>>);

impl Outcome {
    /// Nothing has been done yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Keeps what came of a deed and says it.
    fn tell(self, desk: Desk, outcome: Result<ReceiptView, ErrorView>) {
        desk.announcer.say(words(&outcome));
        self.0.try_set(Some(outcome));
    }
}

fn words(outcome: &Result<ReceiptView, ErrorView>) -> String {
    match outcome {
        Ok(ReceiptView { sender, when, register_number }) => t!(
            "right-received",
            sender = sender.value.as_str(),
            when = phrase::when_full(language(), when),
            number = register_number.as_str()
        ),
        Err(error) => phrase::fault(language(), error.code).whole(),
    }
}

/// The receipt of the latest deed, which stays until the next.
#[component]
pub fn Told(
    /// What came of it.
    outcome: Outcome,
) -> impl IntoView {
    move || outcome.0.get().map(|outcome| view! { <p class="note">{words(&outcome)}</p> })
}

/// The names of matters one after the other, or that a right covers all of them.
fn covered(matters: Option<&[Text]>) -> String {
    match matters {
        None => t!("standing-all"),
        Some(matters) => {
            let names = matters.iter().map(|matter| matter.value.as_str()).collect::<Vec<_>>().join(", ");
            t!("standing-matters", matters = names)
        }
    }
}

/// What a right is, in sentences: at which service, in what, until when.
fn terms(sender: &str, matters: Option<&[Text]>, until: Option<chrono::NaiveDate>, today: chrono::NaiveDate) -> String {
    let until = match until {
        Some(day) => t!("standing-until", day = phrase::day(language(), today, day)),
        None => t!("right-no-end"),
    };
    [t!("right-service", sender = sender), covered(matters), until].map(|part| format!("{part}.")).join(" ")
}
