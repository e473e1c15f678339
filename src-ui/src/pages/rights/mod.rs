//! Rights to act on the page of people: what is asked, what the resident has given, what was done for them, and the ways to
//! give, to ask and to withdraw. Whatever is sent is shown once more before it goes, with whom and what it concerns.

mod acts;
mod given;
mod identify;
mod offer;
mod own_code;
mod requests;

use std::sync::Arc;

use leptos::prelude::*;
use protocol::{Command, ErrorCode, ErrorView, rights::ReceiptView, view::Text};

use crate::{
    phrase,
    state::{Desk, focus_in_sight},
    words::language,
};

pub use acts::Acts;
pub use given::Given;
pub use identify::{Demand, Demanded, Identify};
pub use offer::Offer;
pub use own_code::OwnCode;
pub use requests::Requests;

/// What the resident wants done, as they were asked before it was sent.
#[derive(Clone)]
pub struct Deed {
    /// The question.
    pub question: String,
    /// What would follow.
    pub consequence: String,
    /// What doing it is called.
    pub act: String,
}

/// What is said of the demand to identify oneself.
const DEMANDED: Demanded = Demanded {
    why: |sender| t!("identify-why", sender = sender),
    then: || t!("identify-why.then"),
    done: || t!("identify-done"),
};

/// What came of the latest deed of the page: the receipt, or why there is none.
#[derive(Clone, Copy)]
pub struct Outcome(RwSignal<Option<Came>>);

#[derive(Clone)]
enum Came {
    Receipt(ReceiptView),
    Fault(ErrorView),
    /// The resident has to identify themselves first.
    Demand(Demand),
}

impl Outcome {
    /// Nothing has been done yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Sends a deed to a service, keeps what came of it and says that. Where the service wants the resident to identify
    /// themselves first, the same can be sent again. `done` is run once it was taken.
    fn send<C>(self, desk: Desk, sender: Text, deed: Deed, command: C, done: Option<Callback<()>>)
    where
        C: Command<Response = ReceiptView> + Clone + Send + Sync + 'static,
    {
        leptos::task::spawn_local(async move {
            let came = match desk.backend.call(command.clone()).await {
                Ok(receipt) => Came::Receipt(receipt),
                Err(ErrorView { code: ErrorCode::StrongerSignInNeeded, source: Some(source) }) => {
                    let (called, asked) = (sender.clone(), deed.clone());
                    let again = move || self.send(desk, called.clone(), asked.clone(), command.clone(), done);
                    Came::Demand(Demand { source, sender, deed, again: Arc::new(again), said: DEMANDED })
                }
                Err(error) => Came::Fault(error),
            };
            desk.announcer.say(words(&came));
            let (taken, demanded) = (matches!(came, Came::Receipt(_)), matches!(came, Came::Demand(_)));
            let before = self.0.try_update(|told| told.replace(came)).flatten();
            if matches!(before, Some(Came::Demand(_))) && !demanded {
                // The resident was where it stands now.
                focus_in_sight("#right-told");
            }
            if let Some(done) = done.filter(|_| taken) {
                // Who has left the page needs nothing closed.
                done.try_run(());
            }
        });
    }
}

fn words(came: &Came) -> String {
    match came {
        Came::Receipt(ReceiptView { sender, when, register_number }) => t!(
            "right-received",
            sender = sender.value.as_str(),
            when = phrase::when_full(language(), when),
            number = register_number.as_str()
        ),
        Came::Fault(error) => phrase::fault(language(), error.code).whole(),
        Came::Demand(demand) => demand.words(),
    }
}

/// The receipt of the latest deed, which stays until the next; or why there is none, and the way on.
#[component]
pub fn Told(
    /// What came of it.
    outcome: Outcome,
) -> impl IntoView {
    let leave = Callback::new(move |()| {
        outcome.0.set(None);
        // Back to what is filled in, if anything is.
        focus_in_sight(".right-form .primary");
    });
    move || {
        outcome.0.get().map(|came| match came {
            Came::Demand(demand) => view! { <Identify demand leave/> }.into_any(),
            came => view! { <p id="right-told" class="note" tabindex="-1">{words(&came)}</p> }.into_any(),
        })
    }
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
