//! Receiving a decision: one button, which asks once, whose matter it is and what it means. Where the service wants the resident to
//! identify themselves first, they do it here. Then the decision stands in the envelope's place, and the focus is on its heading.
//!
//! How it goes is kept here, beside the item: the item is drawn anew when the decision opens.

use std::sync::Arc;

use domain::id::RecordKey;
use leptos::prelude::*;
use protocol::{
    ErrorCode, ErrorView, ReadItem, ReceiveDecision,
    view::{ItemBody, ItemView, PartyView, SealedBody, Text},
};

use super::rights::{Deed, Demand, Demanded, Identify};
use crate::{
    components::{Dialog, NeedsConnection},
    phrase,
    state::{Desk, Live, focus_element, focus_heading, focus_in_sight},
    words::language,
};

/// How receiving the open item goes.
#[derive(Clone, Copy)]
pub struct Reception {
    desk: Desk,
    live: Live<ReadItem>,
    /// What came of asking, and for which item.
    came: RwSignal<Option<(RecordKey, Came)>>,
    busy: RwSignal<bool>,
    /// What was received and is about to be shown.
    opening: RwSignal<Option<RecordKey>>,
}

/// Why it is not received.
#[derive(Clone)]
enum Came {
    Fault(ErrorView),
    /// The resident has to identify themselves first.
    Demand(Demand),
}

/// What is known of the envelope that is open.
#[derive(Clone, PartialEq)]
struct Waiting {
    item: RecordKey,
    sender: Text,
    whose: PartyView,
    body: SealedBody,
    archived: bool,
}

impl Reception {
    /// Nothing has been received yet of what `live` shows.
    pub fn new(desk: Desk, live: Live<ReadItem>) -> Self {
        let reception =
            Self { desk, live, came: RwSignal::new(None), busy: RwSignal::new(false), opening: RwSignal::new(None) };
        Effect::new(move |_| {
            let opened = live.with(|view| {
                matches!(view.body, ItemBody::Decision(_)).then(|| (view.item.clone(), view.title.value.clone()))
            });
            let (Some((item, title)), Some(opening)) = (opened.flatten(), reception.opening.get()) else { return };
            if item == opening {
                reception.opening.set(None);
                focus_heading();
                desk.announcer.say(t!("sealed-opened", title = title.as_str()));
            }
        });
        reception
    }

    fn waiting(self) -> Option<Waiting> {
        self.live.with(waiting_in).flatten()
    }

    fn came(self) -> Option<Came> {
        let open = self.waiting()?.item;
        self.came.get().filter(|(item, _)| *item == open).map(|(_, came)| came)
    }

    /// Receives it. Where the resident has to identify themselves first, they can do the same again.
    fn send(self, waiting: Waiting) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let desk = self.desk;
        leptos::task::spawn_local(async move {
            let item = waiting.item.clone();
            let answer = desk.backend.call(ReceiveDecision { item: item.clone() }).await;
            self.busy.try_set(false);
            let came = match answer {
                Ok(()) => {
                    // What has the focus goes with the envelope. Held by what stays, a screen reader that loses it does not read
                    // the way to the heading from the top of the page.
                    hold_focus();
                    self.came.try_set(None);
                    self.opening.try_set(Some(item));
                    return;
                }
                Err(ErrorView { code: ErrorCode::StrongerSignInNeeded, source: Some(source) }) => {
                    let (deed, sender) = (deed(&waiting), waiting.sender.clone());
                    let again = Arc::new(move || self.send(waiting.clone()));
                    Came::Demand(Demand { source, sender, deed, again, said: DEMANDED })
                }
                Err(error) => Came::Fault(error),
            };
            desk.announcer.say(words(&came));
            let demanded = matches!(came, Came::Demand(_));
            let before = self.came.try_update(|told| told.replace((item, came))).flatten();
            if matches!(before, Some((_, Came::Demand(_)))) && !demanded {
                // The resident was where it stands now.
                focus_in_sight("#receive-told");
            }
        });
    }
}

fn hold_focus() {
    if let Ok(Some(sheet)) = document().query_selector("#reading .sheet") {
        // An attribute with a constant name cannot be refused.
        let _ = sheet.set_attribute("tabindex", "-1");
        focus_element(&sheet);
    }
}

/// What is said of the demand to identify oneself.
const DEMANDED: Demanded = Demanded {
    why: |sender| t!("sealed-receive.why", sender = sender),
    then: || t!("sealed-receive.nothing-yet"),
    done: || t!("sealed-receive.identified"),
};

/// The item without what the resident has done to receive it: that is shown here, and nothing else is drawn anew for it.
pub fn as_it_came(view: ItemView) -> ItemView {
    match view.body {
        ItemBody::Sealed(body) => {
            let body = ItemBody::Sealed(Box::new(SealedBody { asked: None, served: None, ..*body }));
            ItemView { body, ..view }
        }
        _ => view,
    }
}

fn waiting_in(view: &ItemView) -> Option<Waiting> {
    let ItemBody::Sealed(body) = &view.body else { return None };
    Some(Waiting {
        item: view.item.clone(),
        sender: view.sender.clone(),
        whose: view.whose.clone(),
        body: (**body).clone(),
        archived: view.archived.is_some(),
    })
}

fn deed(waiting: &Waiting) -> Deed {
    let whose = phrase::whose(language(), &waiting.whose);
    Deed {
        question: t!("sealed-receive.question"),
        consequence: t!("sealed-receive.consequence", whose = whose),
        act: t!("sealed-receive"),
    }
}

fn words(came: &Came) -> String {
    match came {
        Came::Fault(error) => phrase::fault(language(), error.code).whole(),
        Came::Demand(demand) => demand.words(),
    }
}

/// The way to receive what is open, and how that goes.
#[component]
pub fn Receive(
    /// How it goes.
    reception: Reception,
) -> AnyView {
    let waiting = Memo::new(move |_| reception.waiting());
    let asking = RwSignal::new(false);
    let may = move || waiting.with(|it| it.as_ref().is_some_and(|it| it.body.receivable && !it.body.over));
    let demanded = move || matches!(reception.came(), Some(Came::Demand(_)));
    let source = waiting.with_untracked(|it| it.as_ref().map(|it| it.item.source.clone()));
    let send = Callback::new(move |()| {
        asking.set(false);
        if let Some(waiting) = waiting.get_untracked() {
            reception.send(waiting);
        }
    });
    let cancel = Callback::new(move |()| asking.set(false));
    let question = move || {
        let waiting = waiting.get().filter(|_| asking.get())?;
        let Deed { question, consequence, act } = deed(&waiting);
        Some(view! { <Dialog heading=question consequence act on_act=send on_cancel=cancel/> })
    };
    let leave = Callback::new(move |()| {
        reception.came.set(None);
        focus_in_sight("#receive");
    });
    let identify = move || match reception.came() {
        Some(Came::Demand(demand)) => Some(view! { <Identify demand leave/> }),
        _ => None,
    };
    let told = move || {
        let so_far = waiting.get().and_then(|waiting| so_far(&waiting.body));
        let fault = match reception.came() {
            // The envelope says that better, and goes on saying it.
            Some(Came::Fault(ErrorView { code: ErrorCode::NotOpened | ErrorCode::AnswerLost, .. }))
                if so_far.is_some() =>
            {
                None
            }
            Some(came @ Came::Fault(_)) => Some(view! { <p class="note">{words(&came)}</p> }),
            _ => None,
        };
        view! { {so_far}{fault} }
    };
    let barred = move || waiting.with(|it| it.as_ref().is_some_and(|it| !it.body.receivable && !it.archived));
    view! {
        <div class="receive">
            <div id="receive-told" tabindex="-1">{told}</div>
            <Show when=move || may() && !demanded()>
                <NeedsConnection source=source.clone()/>
                <p class="actions">
                    <button
                        type="button" id="receive" class="primary"
                        aria-disabled=move || reception.busy.get().then_some("true")
                        on:click=move |_| asking.set(!reception.busy.get_untracked())
                    >
                        {tr!("sealed-receive")}
                    </button>
                </p>
            </Show>
            <Show when=barred><p class="note">{tr!("sealed-only-reading")}</p></Show>
            {identify}
            {question}
        </div>
    }
    .into_any()
}

/// What the resident has done to receive it, and what that means.
fn so_far(body: &SealedBody) -> Option<AnyView> {
    let words = if let Some(served) = &body.served {
        let when = phrase::when_full(language(), served);
        [t!("sealed-served-at", when = when), t!("sealed-served-at.then"), t!("sealed-served-at.next")]
    } else {
        let when = phrase::when_full(language(), body.asked.as_ref()?);
        [t!("sealed-asked", when = when), t!("sealed-asked.then"), t!("sealed-asked.next")]
    };
    let words = words.map(|words| view! { <p>{words}</p> });
    Some(view! { <div class="note">{words}</div> }.into_any())
}
