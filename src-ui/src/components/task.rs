//! Something to do: what is asked and by when, then how.

use domain::{
    need::Need,
    task::{TaskAction, TaskState},
};
use leptos::prelude::*;
use protocol::view::{LinkView, TaskBody};

use super::{Answers, DayInText, OutLink, Writing};
use crate::{phrase, state::overview, words::language};

/// A task, to read.
#[component]
pub fn TaskReading(
    /// The task.
    body: TaskBody,
    /// Duty or offer.
    need: Need,
    /// Whether the resident may not act in it.
    barred: bool,
) -> AnyView {
    let overview = overview();
    let TaskBody { text, action, state, answers } = body;
    let open = state == TaskState::Open;
    let tag = move || match state {
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
        TaskAction::SupplyDocument => t!("task-supply"),
        TaskAction::Answer => t!("task-answer"),
        TaskAction::OpenInBrowser { .. } => t!("task-browser"),
        TaskAction::Unstated => t!("task-unstated"),
    };
    let due = need.day().filter(|_| open);
    view! {
        <div class="first">
            {tag}
            <dl>
                {(open && !barred).then(|| view! { <div><dt>{tr!("decision-to-do")}</dt><dd>{how}</dd></div> })}
                {due.map(|day| view! { <div><dt>{tr!("task-by")}</dt><dd><b><DayInText day/></b></dd></div> })}
            </dl>
            {link}
        </div>
        {answers.map(|answers| view! { <Answers answers/> })}
        {text.map(|text| view! { <section class="part"><h2>{tr!("task-text")}</h2><Writing text below=2/></section> })}
    }
    .into_any()
}
