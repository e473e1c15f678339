//! Answers to what a task asks, withdrawals of cases and how they went: whether there is one to give, and what is shown of it.

use domain::{
    case::CaseStatus,
    case::{Case, Withdrawal},
    form::{Asks, Choice, Form, Reply},
    id::RecordKey,
    outgoing::{Kind, Outgoing, Phase},
    record::Record,
    task::{Task, TaskState},
};
use protocol::{
    ErrorView,
    letters::{
        AnswerView, AsksView, FeedbackView, LetterTo, OutgoingKind, OutgoingView, PhaseView, QuestionView, WithdrawView,
    },
    view::{ItemBody, ItemView, Text},
};
use store::StoredRecord;

use crate::{
    Engine,
    answer::{Names, begins, instant_when},
};

impl Engine {
    /// Says of an item whether it can be answered or withdrawn here, beside what has been sent of that.
    pub(crate) async fn offer_acts(
        &self,
        names: &Names,
        stored: &StoredRecord,
        view: &mut ItemView,
    ) -> Result<(), ErrorView> {
        let barred = view.standing.as_ref().is_some_and(|standing| standing.hindrance.is_some());
        match (&stored.record, &mut view.body) {
            (Record::Task(task), ItemBody::Task(body)) => {
                body.answer = if barred || !is_offered(stored, &LetterTo::Task(view.item.clone())) {
                    AnswerView::Nothing
                } else {
                    match under_way(&view.letters, OutgoingKind::Answer) {
                        Some(phase) => AnswerView::Answered(phase.clone()),
                        None => self.answered(&view.item, task).await?,
                    }
                };
                if body.answer == AnswerView::Offered {
                    // The draft is written on where the questions are.
                    view.letters.retain(|letter| letter.kind != OutgoingKind::Answer);
                }
            }
            (Record::Case(case), ItemBody::Case(body)) => {
                let none = barred || stored.gone.is_some() || stored.archived_at.is_some();
                body.withdraw = match under_way(&view.letters, OutgoingKind::Withdrawal) {
                    Some(_) => WithdrawView::UnderWay,
                    None if none => WithdrawView::Nothing,
                    None => withdraw(names, case),
                };
                body.feedback = match under_way(&view.letters, OutgoingKind::Feedback) {
                    Some(phase) => FeedbackView::Given(phase.clone()),
                    None if none || case.feedback.is_none() => FeedbackView::Nothing,
                    None => FeedbackView::Asked,
                };
            }
            (Record::ServiceRequest(request), ItemBody::ServiceRequest(body)) => {
                body.followed = !self.is_own_report(&view.item).await?;
                let none = stored.gone.is_some() || stored.archived_at.is_some();
                body.feedback = match under_way(&view.letters, OutgoingKind::Feedback) {
                    Some(phase) => FeedbackView::Given(phase.clone()),
                    None if none || !request.asks_feedback => FeedbackView::Nothing,
                    None => self.feedback_given(&view.item).await?,
                };
            }
            _ => {}
        }
        Ok(())
    }

    /// What was said of how a report was handled. A city does not say that it has heard.
    async fn feedback_given(&self, item: &RecordKey) -> Result<FeedbackView, ErrorView> {
        let wanted = item.clone();
        let all = self.in_store(store::Store::all_outgoing).await?;
        let is_of = |one: &Outgoing| {
            matches!(one.letter.kind, Kind::Feedback(_)) && one.letter.answers.as_ref() == Some(&wanted)
        };
        let given = all.into_iter().rev().filter(is_of).find_map(|one| match one.phase {
            Phase::Received(receipt) => Some(receipt),
            _ => None,
        });
        Ok(given.map_or(FeedbackView::Asked, |receipt| {
            FeedbackView::Given(PhaseView::Received {
                when: instant_when(receipt.received_at),
                register_number: receipt.register_number,
            })
        }))
    }

    /// What the resident has answered already since the task was asked, and the task waits all the same, for somebody else.
    async fn answered(&self, item: &RecordKey, task: &Task) -> Result<AnswerView, ErrorView> {
        let (wanted, asked_at) = (item.clone(), begins(task.asked_at));
        let all = self.in_store(store::Store::all_outgoing).await?;
        let receipt = all.into_iter().rev().find_map(|one| match (one.letter.kind, one.phase) {
            (Kind::Answer(_), Phase::Received(receipt)) if one.letter.answers.as_ref() == Some(&wanted) => {
                Some(receipt)
            }
            _ => None,
        });
        Ok(match receipt.filter(|receipt| receipt.received_at >= asked_at) {
            Some(receipt) => AnswerView::Answered(PhaseView::Received {
                when: instant_when(receipt.received_at),
                register_number: receipt.register_number,
            }),
            None => AnswerView::Offered,
        })
    }
}

/// What of this kind is on its way, and not only being written.
pub(crate) fn under_way(letters: &[OutgoingView], kind: OutgoingKind) -> Option<&PhaseView> {
    letters.iter().rev().find(|letter| letter.kind == kind && letter.phase != PhaseView::Draft).map(|it| &it.phase)
}

/// Whether an item can be acted on in this way now, as far as its source says.
pub(crate) fn is_offered(stored: &StoredRecord, to: &LetterTo) -> bool {
    if stored.gone.is_some() || stored.archived_at.is_some() {
        return false;
    }
    match (to, &stored.record) {
        (LetterTo::Task(_), Record::Task(task)) => task.state == TaskState::Open && task.form.is_some(),
        (LetterTo::Feedback(_), Record::Case(case)) => case.feedback.is_some(),
        (LetterTo::Feedback(_), Record::ServiceRequest(request)) => request.asks_feedback,
        (LetterTo::Withdrawal(_), Record::Case(case)) => matches!(case.withdrawal, Some(Withdrawal::Offered(_))),
        _ => false,
    }
}

/// Why a case cannot be withdrawn is of interest while it is handled; that it can, whenever the source says so.
fn withdraw(names: &Names, case: &Case) -> WithdrawView {
    let ended = match case.status.code {
        CaseStatus::Draft | CaseStatus::Closed | CaseStatus::Withdrawn => return WithdrawView::Nothing,
        CaseStatus::Decided | CaseStatus::Unknown => true,
        _ => false,
    };
    match &case.withdrawal {
        Some(Withdrawal::Offered(_)) => WithdrawView::Offered,
        Some(Withdrawal::NotOffered(reason)) => WithdrawView::NotOffered(names.maybe(reason.as_ref())),
        None if ended => WithdrawView::Nothing,
        None => WithdrawView::NotOffered(None),
    }
}

/// The questions as they are shown.
pub(crate) fn questions(names: &Names, form: &Form) -> Vec<QuestionView> {
    let labels = |choices: &[Choice]| -> Vec<(String, Text)> {
        choices.iter().map(|choice| (choice.id.clone(), names.line(&choice.label))).collect()
    };
    let question = |question: &domain::form::Question| QuestionView {
        id: question.id.clone(),
        label: names.line(&question.label),
        hint: names.maybe_line(question.hint.as_ref()),
        required: question.required,
        asks: match &question.asks {
            Asks::One(choices) => AsksView::One(labels(choices)),
            Asks::Several(choices) => AsksView::Several(labels(choices)),
            Asks::Text(most) => AsksView::Text(*most),
            Asks::Number => AsksView::Number,
            Asks::Moment => AsksView::Moment,
            Asks::Files => AsksView::Files,
        },
    };
    form.questions.iter().map(question).collect()
}

/// The replies with their questions, as they can be read when the task is no longer here.
pub(crate) fn in_words(names: &Names, form: &Form, replies: &[Reply]) -> String {
    let paragraph = |question: &domain::form::Question| {
        let reply = replies.iter().find(|reply| reply.question == question.id && !reply.is_blank())?;
        let chosen = match &question.asks {
            Asks::One(choices) | Asks::Several(choices) => choices.as_slice(),
            Asks::Text(_) | Asks::Number | Asks::Moment | Asks::Files => &[],
        };
        let chosen = chosen.iter().filter(|choice| reply.choices.contains(&choice.id));
        let mut said: Vec<_> = chosen.map(|choice| names.line(&choice.label).value).collect();
        said.extend((!reply.text.is_empty()).then(|| reply.text.clone()));
        Some(format!("{}\n{}", names.line(&question.label).value, said.join(", ")))
    };
    form.questions.iter().filter_map(paragraph).collect::<Vec<_>>().join("\n\n")
}
