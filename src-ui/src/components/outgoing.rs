//! A letter of the resident's and where it is on its way; and the way to answer what is read.

use domain::{
    id::{RecordKey, RecordKind},
    outgoing::{OutgoingId, Refusal},
    party::Relation,
};
use leptos::prelude::*;
use protocol::{
    DiscardLetter, SendLetter,
    letters::{LetterTo, OutgoingKind, OutgoingView, PhaseView, ReplyView, SentView},
    view::{ItemView, PartyView, Text},
};

use super::{Words, composer::Discarding};
use crate::{
    phrase,
    state::{Desk, Place, View, Writing, desk},
    words::language,
};

/// A letter with what can be done about it.
#[component]
pub fn OutgoingCard(
    /// The letter.
    letter: OutgoingView,
    /// How deep its heading stands.
    #[prop(default = 3)]
    level: u8,
) -> AnyView {
    let OutgoingView {
        id,
        kind,
        sender,
        whose,
        title,
        body,
        attachments,
        answers,
        item,
        phase,
        can_edit,
        can_discard,
        ..
    } = letter;
    let named = move || if title.trim().is_empty() { t!("letter-untitled") } else { title.clone() };
    let heading = match level {
        2 => view! { <h2>{named.clone()}</h2> }.into_any(),
        _ => view! { <h3>{named.clone()}</h3> }.into_any(),
    };
    let called = sender.value.clone();
    let (stands, part) = (phase.clone(), format!("letter-{id}"));
    let (done, stuck) = (matches!(phase, PhaseView::Received { .. }), matches!(phase, PhaseView::Stuck(_)));
    let sentences = move || {
        let sentences = phrase::phase(language(), kind, &called, &stands);
        sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()
    };
    let files = (!attachments.is_empty()).then(|| {
        let count = attachments.len();
        let all = attachments.join(", ");
        view! { <p class="small">{move || t!("files-attached", count = count)}": "{all}</p> }
    });
    let answered = answers.map(|answered| {
        let href = Place::INBOX.opening(&answered.item).href();
        let about = move || if kind == OutgoingKind::Letter { t!("letter-answered") } else { t!("act-about") };
        view! { <p class="small">{about}" "<a href=href><Words text=answered.title/></a></p> }
    });
    let which = named.clone();
    let opened = item.map(|item| {
        let href = Place::INBOX.opening(&item).href();
        view! { <a class="button" href=href>{tr!("letter-open")}<Which named=which/></a> }
    });
    view! {
        <article class="card outgoing" class:stuck=stuck data-part=part>
            {heading}
            {move || phrase::what(language(), kind).map(|what| view! { <p class="small what">{what}</p> })}
            <p class="meta small"><Words text=sender/>" · "{whose_matter(whose)}</p>
            {(!body.trim().is_empty()).then(|| view! { <p class="preview">{shortened(&body)}</p> })}
            {files}
            {answered}
            <div class:phase=true class:done=done>{sentences}</div>
            <p class="actions">
                {opened}
                <Acts id kind phase can_edit can_discard named/>
            </p>
        </article>
    }
    .into_any()
}

/// What can be done about a letter that no public body has.
#[component]
fn Acts<N>(
    /// The letter.
    id: OutgoingId,
    /// What it is.
    kind: OutgoingKind,
    /// Where it is.
    phase: PhaseView,
    /// Whether it can be written on.
    can_edit: bool,
    /// Whether it can be discarded.
    can_discard: bool,
    /// What it is called.
    named: N,
) -> AnyView
where
    N: Fn() -> String + Clone + Send + Sync + 'static,
{
    let desk = desk();
    let discarding = RwSignal::new(false);
    let draft = phase == PhaseView::Draft;
    let which = named.clone();
    let edit = can_edit.then(|| {
        let which = which.clone();
        let draft_of = Writing::Draft(id.clone());
        let place = if kind == OutgoingKind::Report { Place::reporting(draft_of) } else { Place::writing(draft_of) };
        let href = place.href();
        let words = move || if draft { t!("letter-continue") } else { t!("letter-edit") };
        view! { <a class="button" href=href>{words}<Which named=which/></a> }
    });
    let again = match &phase {
        PhaseView::Waiting { .. } => Some(false),
        PhaseView::Stuck(Refusal::Newer | Refusal::Unconfirmed) => Some(true),
        _ => None,
    };
    let again = again.map(|anyway| {
        let (id, which) = (id.clone(), which.clone());
        let words = move || if anyway { t!("letter-send-anyway") } else { t!("letter-send-now") };
        view! { <button type="button" on:click=move |_| send_again(desk, id.clone(), kind)>{words}<Which named=which/></button> }
    });
    let discard = can_discard.then(|| {
        let which = named.clone();
        view! {
            <button type="button" on:click=move |_| discarding.set(true)>{tr!("letter-discard")}<Which named=which/></button>
        }
    });
    let gone = Callback::new(move |()| {
        discarding.set(false);
        discard_now(desk, id.clone(), kind);
    });
    let stay = Callback::new(move |()| discarding.set(false));
    view! {
        {edit}
        {again}
        {discard}
        <Show when=move || discarding.get()>
            <Discarding kind discard=gone keep_it=stay/>
        </Show>
    }
    .into_any()
}

/// Which letter a button is of, for who hears it apart from its card.
#[component]
fn Which<N>(
    /// What it is called.
    named: N,
) -> AnyView
where
    N: Fn() -> String + Send + Sync + 'static,
{
    view! { <span class="hidden">": "{named}</span> }.into_any()
}

fn send_again(desk: Desk, id: OutgoingId, kind: OutgoingKind) {
    leptos::task::spawn_local(async move {
        let words = match desk.backend.call(SendLetter { id }).await {
            Ok(SentView::Going) => phrase::going(language(), kind),
            Ok(SentView::Flawed(flaws)) => flaws
                .into_iter()
                .map(|(field, flaw)| phrase::flaw(language(), field, flaw))
                .collect::<Vec<_>>()
                .join(" "),
            Err(error) => phrase::fault(language(), error.code).whole(),
        };
        desk.announcer.say(words);
    });
}

/// Discards a letter, and says so.
pub fn discard_now(desk: Desk, id: OutgoingId, kind: OutgoingKind) {
    leptos::task::spawn_local(async move {
        let words = match desk.backend.call(DiscardLetter { id }).await {
            Ok(()) => phrase::discarded(language(), kind),
            Err(error) => phrase::fault(language(), error.code).whole(),
        };
        desk.announcer.say(words);
    });
}

/// In whose matter, in words.
pub fn whose_matter(whose: PartyView) -> impl Fn() -> String + Send + Sync + 'static {
    move || match whose.relation {
        Relation::Myself => t!("letter-own"),
        _ => t!("letter-of", name = whose.name.as_str()),
    }
}

/// The beginning of a text.
pub(super) fn shortened(body: &str) -> String {
    const SHOWN: usize = 160;
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    format!("{}…", line.chars().take(SHOWN).collect::<String>().trim_end())
}

/// What the resident has written to an item, and the way to write.
#[component]
pub fn Reply(
    /// The item.
    item: RecordKey,
    /// Whether it can be answered.
    reply: ReplyView,
    /// What has been written and has not come back.
    letters: Vec<OutgoingView>,
    /// The public body.
    sender: Text,
    /// Whether it is a case.
    about: bool,
    /// Whether one can ask to be called about it.
    contact: bool,
) -> AnyView {
    let is_begun = |letter: &OutgoingView| letter.kind == OutgoingKind::Letter && letter.phase == PhaseView::Draft;
    let going = letters.iter().any(is_begun);
    let pending = (!letters.is_empty()).then(|| {
        let cards = letters.into_iter().map(|letter| view! { <OutgoingCard letter/> }).collect_view();
        view! {
            <section class="part" aria-labelledby="reply-pending">
                <h2 id="reply-pending">{tr!("reply-pending")}</h2>
                <div class="cards">{cards}</div>
            </section>
        }
    });
    // The draft has the way to go on.
    let answer = (reply == ReplyView::Offered && !going).then(|| {
        let href = Place::writing(Writing::To(LetterTo::Answer(item.clone()))).href();
        let words = move || if about { t!("reply-about") } else { t!("reply") };
        view! { <a class="button" href=href>{words}</a> }
    });
    let request = contact.then(|| {
        let href = Place::writing(Writing::To(LetterTo::ContactAbout(item))).href();
        view! { <a class="button" href=href>{tr!("request")}</a> }
    });
    let any = answer.is_some() || request.is_some();
    let ways = any.then(|| view! { <p class="actions reply">{answer}{request}</p> });
    let why_not = match reply {
        ReplyView::NotOffered => Some(
            view! {
                <p class="small reply">
                    {move || t!("reply-not-offered", sender = sender.value.as_str())}" "
                    <a href=View::Contact.path()>{tr!("reply-contact")}</a>
                </p>
            }
            .into_any(),
        ),
        ReplyView::Closed => Some(
            view! {
                <p class="small reply">{tr!("reply-closed")}" "<a href=View::Letters.path()>{tr!("reply-new")}</a></p>
            }
            .into_any(),
        ),
        ReplyView::Offered | ReplyView::Hindered | ReplyView::Nothing => None,
    };
    view! {
        {pending}
        {why_not}
        {ways}
    }
    .into_any()
}

/// That a letter was received, with the number under which it is registered.
pub fn receipt(item: &ItemView) -> Option<AnyView> {
    let received = item.receipt.clone()?;
    let of_report = item.item.kind == RecordKind::ServiceRequest;
    let words = move || {
        if of_report {
            let (sender, number) = (received.sender.value.as_str(), received.register_number.as_str());
            return phrase::report_received(language(), sender, &received.when, number);
        }
        t!(
            "phase-received",
            sender = received.sender.value.as_str(),
            when = phrase::when_full(language(), &received.when),
            number = received.register_number.as_str()
        )
    };
    Some(
        view! {
            <section class="part receipt" aria-labelledby="receipt">
                <h2 id="receipt">{tr!("receipt-heading")}</h2>
                <p>{words}</p>
            </section>
        }
        .into_any(),
    )
}
