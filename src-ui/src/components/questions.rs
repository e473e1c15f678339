//! The questions of a task, each with the field in which it is replied to.

use chrono::NaiveDateTime;
use domain::{
    form::{self, Reply},
    outgoing::{Field as Part, Flaw},
};
use leptos::prelude::*;
use protocol::{
    letters::{AsksView, QuestionView},
    view::{Text, When},
};

use super::{DayAndTime, Draft, Words, field::room};
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
    let wanted = match asks {
        AsksView::Number => Some(tr!("answer-number")),
        AsksView::Moment => Some(tr!("answer-moment")),
        _ => None,
    };
    let (field, label_id, hint_id) =
        (format!("question-{place}"), format!("question-{place}-label"), format!("question-{place}-hint"));
    let flaw = move || {
        wrong.with(|wrong| {
            wrong.iter().find(|(part, _)| *part == Part::Question(place)).map(|(part, flaw)| match (flaw, wanted) {
                (Flaw::NotAccepted, Some(wanted)) => wanted(),
                _ => phrase::flaw(language(), *part, *flaw),
            })
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
            let limit = move || room(text.with(|text| text.chars().count()), most);
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
        AsksView::Number => {
            let (read, write) = (id.clone(), id);
            let input = format!("question-{place}-number");
            view! {
                <div class="field question" id=field>
                    <label for=input.clone()>{named}</label>
                    <input
                        id=input
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        maxlength="32"
                        aria-describedby=about.then(|| hint_id.clone())
                        aria-required=required.then_some("true")
                        aria-invalid=is_wrong
                        prop:value=move || replies.with(|replies| text_of(replies, &read))
                        on:input:target=move |event| {
                            let text = event.target().value();
                            replies.update(|replies| reply(replies, &write).text = text);
                        }
                    />
                    {about.then(|| view! { <p class="small" id=hint_id.clone()>{hints}</p> })}
                </div>
            }
            .into_any()
        }
        AsksView::Moment => {
            let written = replies.with_untracked(|replies| text_of(replies, &id));
            let change = Callback::new(move |text: String| replies.update(|replies| reply(replies, &id).text = text));
            let wrong = Signal::derive(move || flaw().is_some());
            view! {
                <div
                    class="question" role="group" id=field.clone() aria-labelledby=label_id.clone()
                    aria-describedby=about.then(|| hint_id.clone())
                >
                    <p class="asked" id=label_id.clone()>{named}</p>
                    {about.then(|| view! { <p class="small" id=hint_id.clone()>{hints}</p> })}
                    <DayAndTime id=field.clone() written wrong change/>
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
        AsksView::Text(_) | AsksView::Number => reply.text.split_whitespace().collect::<Vec<_>>().join(" "),
        AsksView::Moment => form::moment(&reply.text).map(moment_in_words).unwrap_or_default(),
        AsksView::Files => String::new(),
    }
}

fn moment_in_words(moment: NaiveDateTime) -> String {
    let when = When { date: moment.date(), time: Some(moment.time()), iso: moment.to_string() };
    phrase::when_full(language(), &when)
}

/// What is wrong with these replies and so many files, as it is known before anything is sent. Something must be replied.
pub fn flaws(questions: &[QuestionView], replies: &[Reply], files: usize) -> Vec<(Part, Flaw)> {
    let found = flaws_of_each(questions, replies, files);
    if found.is_empty() && questions.iter().all(|question| is_blank(question, replies, files)) {
        return vec![(Part::Question(0), Flaw::Missing)];
    }
    found
}

/// What is wrong with each reply, as it is known before anything is sent.
pub fn flaws_of_each(questions: &[QuestionView], replies: &[Reply], files: usize) -> Vec<(Part, Flaw)> {
    let flaw = |question: &QuestionView| {
        let text = text_of(replies, &question.id);
        match question.asks {
            _ if is_blank(question, replies, files) => question.required.then_some(Flaw::Missing),
            AsksView::Text(most) => (text.chars().count() > most).then_some(Flaw::TooLong(most)),
            AsksView::Number => form::number(&text).is_none().then_some(Flaw::NotAccepted),
            AsksView::Moment => form::moment(&text).is_none().then_some(Flaw::NotAccepted),
            AsksView::One(_) | AsksView::Several(_) | AsksView::Files => None,
        }
    };
    let each = questions.iter().enumerate();
    each.filter_map(|(place, question)| Some((Part::Question(place), flaw(question)?))).collect()
}

fn is_blank(question: &QuestionView, replies: &[Reply], files: usize) -> bool {
    match question.asks {
        AsksView::Files => files == 0,
        _ => replies.iter().find(|reply| reply.question == question.id).is_none_or(Reply::is_blank),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, required: bool, asks: AsksView) -> QuestionView {
        QuestionView { id: id.into(), label: Text { value: id.into(), lang: None }, hint: None, required, asks }
    }

    fn reply(question: &str, text: &str) -> Reply {
        Reply { question: question.into(), text: text.into(), ..Reply::default() }
    }

    #[test]
    fn a_number_and_a_moment_are_held_to_be_ones() {
        let questions = [question("depth", true, AsksView::Number), question("seen", false, AsksView::Moment)];
        let flaws = |depth, seen| flaws_of_each(&questions, &[reply("depth", depth), reply("seen", seen)], 0);
        assert_eq!(flaws("3,5", "2026-11-28T09:30"), []);
        assert_eq!(flaws("3,5", ""), []);
        assert_eq!(
            flaws("syvä", "eilen|9"),
            [(Part::Question(0), Flaw::NotAccepted), (Part::Question(1), Flaw::NotAccepted)]
        );
        assert_eq!(flaws(" ", ""), [(Part::Question(0), Flaw::Missing)]);
    }

    #[test]
    fn of_a_form_alone_something_must_be_replied() {
        let questions = [question("more", false, AsksView::Text(5))];
        assert_eq!(flaws(&questions, &[], 0), [(Part::Question(0), Flaw::Missing)]);
        assert_eq!(flaws_of_each(&questions, &[], 0), []);
        assert_eq!(flaws_of_each(&questions, &[reply("more", "kuusi!")], 0), [(Part::Question(0), Flaw::TooLong(5))]);
    }
}
