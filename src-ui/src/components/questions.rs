//! The questions of a task, each with the field in which it is replied to.

use domain::{
    form::Reply,
    outgoing::{Field as Part, Flaw},
};
use leptos::prelude::*;
use protocol::{
    letters::{AsksView, QuestionView},
    view::Text,
};

use super::{Draft, Words};
use crate::{phrase, words::language};

/// What is wrong with what is written.
type Flaws = RwSignal<Vec<(Part, Flaw)>>;

/// The questions. What asks for files stands below them, where files are put.
#[component]
pub fn Questions(
    /// The questions.
    questions: Vec<QuestionView>,
    /// The answer.
    draft: Draft,
    /// What is wrong with it.
    wrong: Flaws,
) -> AnyView {
    let fields = questions
        .into_iter()
        .enumerate()
        .filter(|(_, question)| question.asks != AsksView::Files)
        .map(|(place, question)| view! { <Question place question replies=draft.replies() wrong/> })
        .collect_view();
    view! { {fields} }.into_any()
}

/// A question that must be replied to says so only by being the usual one; what need not be says it.
#[component]
fn Question(
    /// Which of them.
    place: usize,
    /// The question.
    question: QuestionView,
    /// The replies.
    replies: RwSignal<Vec<Reply>>,
    /// What is wrong with them.
    wrong: Flaws,
) -> AnyView {
    let QuestionView { id, label, hint, required, asks } = question;
    let (field, label_id, hint_id) =
        (format!("question-{place}"), format!("question-{place}-label"), format!("question-{place}-hint"));
    let flaw = move || {
        wrong.with(|wrong| {
            wrong
                .iter()
                .find(|(part, _)| *part == Part::Question(place))
                .map(|(part, flaw)| phrase::flaw(language(), *part, *flaw))
        })
    };
    let named = view! {
        <Words text=label/>
        {(!required).then(|| view! { <span class="small">" ("{tr!("answer-optional")}")"</span> })}
        {move || flaw().map(|flaw| view! { " "<b class="flaw">{flaw}</b> })}
    };
    let is_wrong = move || flaw().is_some().then_some("true");
    let how = match &asks {
        AsksView::Several(_) => Some(tr!("answer-several")),
        _ => None,
    };
    let about = hint.is_some() || how.is_some();
    let hints = view! {
        {how.map(|how| view! { <span>{how}" "</span> })}
        {hint.map(|hint| view! { <Words text=hint/> })}
    };
    match asks {
        AsksView::One(choices) => {
            let rows = rows(&id, choices, replies, Some(&field));
            view! {
                <div
                    class="question choices" role="radiogroup" id=field aria-labelledby=label_id.clone()
                    aria-describedby=about.then(|| hint_id.clone()) aria-required=required.then_some("true")
                    aria-invalid=is_wrong
                >
                    <p class="asked" id=label_id.clone()>{named}</p>
                    {about.then(|| view! { <p class="small" id=hint_id.clone()>{hints}</p> })}
                    {rows}
                </div>
            }
            .into_any()
        }
        AsksView::Several(choices) => {
            let rows = rows(&id, choices, replies, None);
            view! {
                <div
                    class="question choices" role="group" id=field aria-labelledby=label_id.clone()
                    aria-describedby=about.then(|| hint_id.clone())
                >
                    <p class="asked" id=label_id.clone()>{named}</p>
                    {about.then(|| view! { <p class="small" id=hint_id.clone()>{hints}</p> })}
                    {rows}
                </div>
            }
            .into_any()
        }
        AsksView::Text(most) => {
            let (read, write) = (id.clone(), id);
            let input = format!("question-{place}-text");
            let lines = if most > SHORT { "5" } else { "2" };
            let text = Memo::new(move |_| replies.with(|replies| text_of(replies, &read)));
            let limit = move || {
                let count = text.with(|text| text.chars().count());
                if count * 5 < most * 4 {
                    t!("letter-limit", most = phrase::count(most))
                } else {
                    t!("letter-count", count = phrase::count(count), most = phrase::count(most))
                }
            };
            view! {
                <div class="field question" id=field>
                    <label for=input.clone()>{named}</label>
                    <textarea
                        id=input
                        rows=lines
                        autocomplete="off"
                        aria-describedby=hint_id.clone()
                        aria-required=required.then_some("true")
                        aria-invalid=is_wrong
                        prop:value=move || text.get()
                        on:input:target=move |event| {
                            let text = event.target().value();
                            replies.update(|replies| reply(replies, &write).text = text);
                        }
                    ></textarea>
                    <p class="small" id=hint_id>{hints}" "{limit}</p>
                </div>
            }
            .into_any()
        }
        AsksView::Files => ().into_any(),
    }
}

/// Longest text for which a small field is enough, in characters.
const SHORT: usize = 200;

/// The choices: one of a group, or each by itself.
fn rows(
    question: &str,
    choices: Vec<(String, Text)>,
    replies: RwSignal<Vec<Reply>>,
    group: Option<&str>,
) -> impl IntoView + use<> {
    let (question, group) = (question.to_owned(), group.map(str::to_owned));
    choices
        .into_iter()
        .map(|(id, text)| {
            let (of, own) = (question.clone(), id.clone());
            let chosen = move || {
                replies.with(|replies| replies.iter().any(|reply| reply.question == of && reply.choices.contains(&own)))
            };
            let (of, several) = (question.clone(), group.is_none());
            let choose = move |checked: bool| {
                replies.update(|replies| {
                    let reply = reply(replies, &of);
                    reply.choices.retain(|chosen| several && *chosen != id);
                    if checked {
                        reply.choices.push(id.clone());
                    }
                });
            };
            view! {
                <label class="choice" lang=text.lang>
                    <input
                        type=if several { "checkbox" } else { "radio" }
                        name=group.clone()
                        prop:checked=chosen
                        on:change:target=move |event| choose(event.target().checked())
                    />
                    <span>{text.value}</span>
                </label>
            }
        })
        .collect_view()
}

/// The reply to a question, made if there is none.
fn reply<'a>(replies: &'a mut Vec<Reply>, question: &str) -> &'a mut Reply {
    let place = replies.iter().position(|reply| reply.question == question).unwrap_or_else(|| {
        replies.push(Reply { question: question.to_owned(), ..Reply::default() });
        replies.len() - 1
    });
    // The place is one that is there.
    #[allow(clippy::indexing_slicing)]
    &mut replies[place]
}

fn text_of(replies: &[Reply], question: &str) -> String {
    replies.iter().find(|reply| reply.question == question).map(|reply| reply.text.clone()).unwrap_or_default()
}

/// What is replied to a question, in words; empty where nothing is.
pub fn said(question: &QuestionView, reply: &Reply) -> String {
    match &question.asks {
        AsksView::One(choices) | AsksView::Several(choices) => {
            let chosen = choices.iter().filter(|(id, _)| reply.choices.contains(id));
            chosen.map(|(_, text)| text.value.clone()).collect::<Vec<_>>().join(", ")
        }
        AsksView::Text(_) => reply.text.split_whitespace().collect::<Vec<_>>().join(" "),
        AsksView::Files => String::new(),
    }
}

/// What is missing or too long of these replies and so many files, as it is known before anything is sent.
pub fn flaws(questions: &[QuestionView], replies: &[Reply], files: usize) -> Vec<(Part, Flaw)> {
    let text = |question: &QuestionView| text_of(replies, &question.id);
    let is_blank = |question: &QuestionView| match question.asks {
        AsksView::Files => files == 0,
        _ => replies.iter().find(|reply| reply.question == question.id).is_none_or(Reply::is_blank),
    };
    let flaw = |question: &QuestionView| match question.asks {
        _ if is_blank(question) => question.required.then_some(Flaw::Missing),
        AsksView::Text(most) => (text(question).chars().count() > most).then_some(Flaw::TooLong(most)),
        _ => None,
    };
    let found: Vec<_> = questions
        .iter()
        .enumerate()
        .filter_map(|(place, question)| Some((Part::Question(place), flaw(question)?)))
        .collect();
    if found.is_empty() && questions.iter().all(is_blank) {
        return vec![(Part::Question(0), Flaw::Missing)];
    }
    found
}
