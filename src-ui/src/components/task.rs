//! Something to do: what is asked and by when, then how.

use domain::{
    id::RecordKey,
    need::Need,
    task::{TaskAction, TaskState},
};
use leptos::prelude::*;
use protocol::{
    BeginLetter, ErrorView,
    letters::{AnswerView, LetterTo, LetterView, PhaseView},
    view::{LinkView, TaskBody},
};

use super::{Answers, Composer, DayInText, Failure, OutLink, Waiting, Writing};
use crate::{
    phrase,
    state::{desk, overview},
    words::language,
};

/// A task, to read.
#[component]
pub fn TaskReading(
    /// Which one.
    item: RecordKey,
    /// The task.
    body: TaskBody,
    /// Duty or offer.
    need: Need,
    /// Whether the resident may not act in it.
    barred: bool,
) -> AnyView {
    let overview = overview();
    let TaskBody { text, action, state, answers, answer } = body;
    let open = state == TaskState::Open;
    let offered = answer == AnswerView::Offered;
    let answered = if let AnswerView::Answered(phase) = answer { Some(phase) } else { None };
    let waits = open && answered.is_none();
    let tag = move || match state {
        TaskState::Open if answered.is_some() => {
            answered.as_ref().map(|phase| view! { <p><span class="tag fine">{stands(phase)}</span></p> }.into_any())
        }
        TaskState::Open => phrase::ask(language(), overview.today(), need)
            .map(|tag| view! { <p><span class=tag.tone.class()>{tag.words}</span></p> }.into_any()),
        TaskState::Done => Some(view! { <p><span class="tag fine">{t!("task-done")}</span></p> }.into_any()),
        TaskState::Cancelled => Some(view! { <p><span class="tag fine">{t!("task-cancelled")}</span></p> }.into_any()),
    };
    let link = match &action {
        TaskAction::OpenInBrowser { link } if open => {
            let link = LinkView { address: link.as_str().to_owned(), host: link.host().to_owned() };
            Some(view! { <p class="actions"><OutLink link primary=true/></p> })
        }
        _ => None,
    };
    let how = move || match &action {
        _ if offered => t!("answer-how"),
        TaskAction::SupplyDocument => t!("task-supply"),
        TaskAction::Answer => t!("task-answer"),
        TaskAction::OpenInBrowser { .. } => t!("task-browser"),
        TaskAction::Unstated => t!("task-unstated"),
    };
    let due = need.day().filter(|_| waits);
    view! {
        <div class="first">
            {tag}
            <dl>
                {(waits && !barred).then(|| view! { <div><dt>{tr!("decision-to-do")}</dt><dd>{how}</dd></div> })}
                {due.map(|day| view! { <div><dt>{tr!("task-by")}</dt><dd><b><DayInText day/></b></dd></div> })}
            </dl>
            {link}
        </div>
        {answers.map(|answers| view! { <Answers answers/> })}
        {text.map(|text| view! { <section class="part"><h2>{tr!("task-text")}</h2><Writing text below=2/></section> })}
        {offered.then(|| view! { <AnswerForm item/> })}
    }
    .into_any()
}

/// That a task is answered, and how far the answer has come.
fn stands(phase: &PhaseView) -> String {
    match phase {
        PhaseView::Received { .. } => t!("answer-received"),
        PhaseView::Stuck(_) => t!("answer-stuck"),
        PhaseView::Draft | PhaseView::Waiting { .. } | PhaseView::Sending => t!("answer-waiting"),
    }
}

/// The questions of a task, with what has been replied already.
#[component]
fn AnswerForm(
    /// The task.
    item: RecordKey,
) -> AnyView {
    let desk = desk();
    let letter = RwSignal::new(None::<Result<LetterView, ErrorView>>);
    let begin = move || {
        let to = LetterTo::Task(item.clone());
        leptos::task::spawn_local(async move {
            let answer = desk.backend.call(BeginLetter { to }).await;
            letter.try_set(Some(answer));
        });
    };
    begin();
    view! {
        <section class="part answer-form" aria-labelledby="answer-title">
            <h2 id="answer-title">{tr!("answer-heading")}</h2>
            {move || match letter.get() {
                None => view! { <Waiting/> }.into_any(),
                Some(Err(error)) => view! { <Failure error retry=begin.clone()/> }.into_any(),
                Some(Ok(letter)) => view! { <Composer letter inline=true/> }.into_any(),
            }}
        </section>
    }
    .into_any()
}
