//! Answers to tasks and withdrawals of cases. Each becomes a message, and the task or the case stands as it does after it.

use resident_api::{
    AnswerRecord, CaseRecord, CaseWithdrawal, DocumentRecord, FeedChange, FeedRecord, FieldError, MessageRecord,
    QuestionRecord, QuestionReply, Questions, Receipt, StatusRecord, TaskAnswer, TaskRecord, Texts, TimelineRecord,
};
use rusqlite::Transaction;

use super::{
    Registry,
    letters::{Desk, LetterFault, attach_uploads, in_language, put_record, sent_by_title, short},
    mandates::{log_act, own_party},
    receipts::Done,
    viewers_of,
};

/// Longest reason, and longest reply where the question does not say.
const MOST_WRITTEN: u32 = 10_000;

const ANSWERED: [&str; 3] = ["Vastaus tuli", "Svaret kom in", "The answer arrived"];
const WITHDRAWN: [&str; 3] = ["Asia peruttiin", "Ärendet återtogs", "The matter was withdrawn"];

impl Registry {
    /// Receives the answer of `persona` to a task, once for one `key`.
    pub(crate) fn receive_answer(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        (task, answer): (&str, &TaskAnswer),
        most_files: u32,
    ) -> Result<Receipt, LetterFault> {
        let at = self.shared.clock.stamp();
        let path = format!("tasks/{task}/answer");
        let received: Result<_, LetterFault> = self.receive(persona, key, (&path, body), |tx| {
            let desk = Desk { tx, persona, today: self.shared.clock.today() };
            let FeedRecord::Task(mut task) = desk.acted_on("task", task)? else { return Err(LetterFault::NoSuchItem) };
            let Questions::Known(questions) = &task.questions else { return Err(LetterFault::NoSuchItem) };
            let writer = own_party(tx, persona)?.ok_or(LetterFault::NoRight)?;
            let given = task.answers.as_ref().map(|answers| answers.given.as_slice()).unwrap_or_default();
            if task.state != "open" || given.iter().any(|given| given.holder_name == writer.name) {
                return Err(LetterFault::Closed);
            }
            let flaws = flaws(questions, &answer.replies);
            if !flaws.is_empty() {
                return Err(LetterFault::NotAcceptable(flaws));
            }
            let id = format!("letter-{}", short(persona, key));
            let sent: Vec<_> = answer.replies.iter().flat_map(|reply| reply.attachments.clone()).collect();
            let documents = attach_uploads(tx, persona, (&id, &task.party), &sent, most_files)?;
            let text = in_words(questions, &answer.replies, answer.lang.as_deref());
            match &mut task.answers {
                Some(answers) => {
                    answers.given.push(AnswerRecord { holder_name: writer.name.clone(), answered_at: at.clone() });
                    if answers.given.len() >= usize::from(answers.needed) {
                        "done".clone_into(&mut task.state);
                    }
                }
                None => "done".clone_into(&mut task.state),
            }
            let message = MessageRecord {
                title: task.title.clone(),
                body: in_language(answer.lang.as_deref(), &text),
                ..outgoing(id, &task.party, &writer.name, &at)
            };
            let message = MessageRecord { case: task.case.clone(), matter: task.matter.clone(), documents, ..message };
            put_record(tx, FeedRecord::Task(task.clone()))?;
            if task.state == "done" {
                go_on(&desk, &task, &at)?;
            }
            finish(tx, persona, (key, &at), message)
        });
        received?.ok_or(LetterFault::KeyReused)
    }

    /// Receives the withdrawal of a case by `persona`, once for one `key`.
    pub(crate) fn receive_withdrawal(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        case: &str,
        withdrawal: &CaseWithdrawal,
    ) -> Result<Receipt, LetterFault> {
        let at = self.shared.clock.stamp();
        let path = format!("cases/{case}/withdrawal");
        let received: Result<_, LetterFault> = self.receive(persona, key, (&path, body), |tx| {
            let desk = Desk { tx, persona, today: self.shared.clock.today() };
            let FeedRecord::Case(mut case) = desk.acted_on("case", case)? else { return Err(LetterFault::NoSuchItem) };
            let reason = withdrawal.reason.as_deref().unwrap_or_default();
            too_long("reason", reason, MOST_WRITTEN)
                .map_or(Ok(()), |flaw| Err(LetterFault::NotAcceptable(vec![flaw])))?;
            if !case.withdrawal.as_ref().is_some_and(|withdrawal| withdrawal.allowed) {
                return Err(LetterFault::Closed);
            }
            let writer = own_party(tx, persona)?.ok_or(LetterFault::NoRight)?;
            for mut task in open_tasks(tx, &case.id)? {
                "cancelled".clone_into(&mut task.state);
                put_record(tx, FeedRecord::Task(Box::new(task)))?;
            }
            happen(&mut case, &at, WITHDRAWN, "withdrawn");
            case.withdrawal = None;
            let message = MessageRecord {
                title: case.title.clone(),
                body: if reason.is_empty() {
                    three(WITHDRAWN)
                } else {
                    in_language(withdrawal.lang.as_deref(), reason)
                },
                case: Some(case.id.clone()),
                matter: case.matter.clone(),
                ..outgoing(format!("letter-{}", short(persona, key)), &case.party, &writer.name, &at)
            };
            put_record(tx, FeedRecord::Case(case))?;
            finish(tx, persona, (key, &at), message)
        });
        received?.ok_or(LetterFault::KeyReused)
    }
}

/// Puts the message that was sent into the feed, and tells whom it concerns.
pub(super) fn finish(
    tx: &Transaction<'_>,
    persona: &str,
    (key, at): (&str, &str),
    message: MessageRecord,
) -> Result<Done, LetterFault> {
    let (id, party, what) = (message.id.clone(), message.party.clone(), sent_by_title(&message.title));
    put_record(tx, FeedRecord::Message(Box::new(message)))?;
    let mut audience = viewers_of(tx, &party)?;
    audience.extend(log_act(tx, persona, &party, (key, at), what)?);
    Ok(Done { audience, record: Some(id) })
}

pub(super) fn outgoing(id: String, party: &str, writer: &str, at: &str) -> MessageRecord {
    MessageRecord {
        id,
        party: party.to_owned(),
        matter: None,
        case: None,
        title: Texts::default(),
        body: Texts::default(),
        text_type: None,
        outgoing: true,
        sender: Some(Texts { fi: Some(writer.to_owned()), ..Texts::default() }),
        unit: None,
        sent_at: at.to_owned(),
        need: None,
        documents: Vec::<DocumentRecord>::new(),
    }
}

/// The case of a task goes on once nothing in it waits for the resident.
fn go_on(desk: &Desk<'_>, task: &TaskRecord, at: &str) -> Result<(), LetterFault> {
    let Some(id) = &task.case else { return Ok(()) };
    let FeedRecord::Case(mut case) = desk.item(&task.party, "case", id)? else { return Ok(()) };
    if case.status.code == "needs_you" && open_tasks(desk.tx, id)?.is_empty() {
        happen(&mut case, at, ANSWERED, "in_progress");
        put_record(desk.tx, FeedRecord::Case(case))?;
    }
    Ok(())
}

/// What the resident did in a case, and how it stands after it. What was awaited is not awaited any more.
fn happen(case: &mut CaseRecord, at: &str, what: [&str; 3], status: &str) {
    let status = StatusRecord { code: status.to_owned(), wording: None };
    case.timeline.push(TimelineRecord {
        at: at.to_owned(),
        title: three(what),
        detail: None,
        actor: Some("resident".to_owned()),
        status: Some(status.clone()),
    });
    case.status = status;
    at.clone_into(&mut case.updated_at);
    (case.next_step, case.expected_by, case.due) = (None, None, None);
}

fn open_tasks(tx: &Transaction<'_>, case: &str) -> Result<Vec<TaskRecord>, LetterFault> {
    let mut statement = tx.prepare_cached(
        "select change from changes
          where kind = 'task' and viewer = '' and gone = 0 and change ->> '$.record.case' = ?1
            and change ->> '$.record.state' = 'open'",
    )?;
    let changes: Vec<String> = statement.query_map([case], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut tasks = Vec::new();
    for change in changes {
        if let FeedChange::Upsert(FeedRecord::Task(task)) = serde_json::from_str(&change)? {
            tasks.push(*task);
        }
    }
    Ok(tasks)
}

/// What is wrong with the replies, by the ids of the questions.
pub(super) fn flaws(questions: &[QuestionRecord], replies: &[QuestionReply]) -> Vec<FieldError> {
    let flaw = |question: &QuestionRecord| {
        let wrong = |fault: &str| Some(FieldError { field: question.id.clone(), fault: fault.to_owned(), most: None });
        let Some(reply) = replies.iter().find(|reply| reply.question == question.id) else {
            return if question.required { wrong("missing") } else { None };
        };
        let is_offered = |id: &String| question.choices.iter().any(|choice| choice.id == *id);
        let text = reply.text.as_deref().unwrap_or_default();
        let is_blank = match question.asks.as_str() {
            "one" | "several" if !reply.choices.iter().all(is_offered) => return wrong("unknown"),
            "one" if reply.choices.len() > 1 => return wrong("too_many"),
            "one" | "several" => reply.choices.is_empty(),
            "files" => reply.attachments.is_empty(),
            _ => text.trim().is_empty(),
        };
        if question.required && is_blank {
            return wrong("missing");
        }
        too_long(&question.id, text, question.most.unwrap_or(MOST_WRITTEN))
    };
    questions.iter().filter_map(flaw).collect()
}

pub(super) fn too_long(field: &str, text: &str, most: u32) -> Option<FieldError> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    (length > most).then(|| FieldError { field: field.to_owned(), fault: "too_long".to_owned(), most: Some(most) })
}

/// The replies as a letter says them: each question, and what was chosen or written.
pub(super) fn in_words(questions: &[QuestionRecord], replies: &[QuestionReply], lang: Option<&str>) -> String {
    let label = |texts: &Texts| {
        let own = match lang {
            Some("sv") => &texts.sv,
            Some("en") => &texts.en,
            _ => &texts.fi,
        };
        own.as_ref().or(texts.fi.as_ref()).or(texts.sv.as_ref()).or(texts.en.as_ref()).cloned().unwrap_or_default()
    };
    let paragraph = |reply: &QuestionReply| {
        let question = questions.iter().find(|question| question.id == reply.question)?;
        let chosen = question.choices.iter().filter(|choice| reply.choices.contains(&choice.id));
        let said: Vec<_> = chosen.map(|choice| label(&choice.label)).chain(reply.text.clone()).collect();
        (!said.is_empty()).then(|| format!("{}\n{}", label(&question.label), said.join(", ")))
    };
    replies.iter().filter_map(paragraph).collect::<Vec<_>>().join("\n\n")
}

pub(super) fn three([fi, sv, en]: [&str; 3]) -> Texts {
    Texts { fi: Some(fi.to_owned()), sv: Some(sv.to_owned()), en: Some(en.to_owned()) }
}
