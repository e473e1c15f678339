//! Asking for a document, and ending what was asked.

use maud::{Markup, html};
use resident_api::{FeedRecord, NeedRecord, Questions, TaskRecord};

use super::{
    Action, Desk, Done, Step,
    fields::{self, Size},
    filled::{Filled, LINE, TEXT},
    lists, page,
};
use crate::RegistryError;

const ENDS: [(&str, &str); 2] =
    [("done", "Done: the document came"), ("cancelled", "Cancelled: it is not needed any more")];

/// Asks for a document.
pub(super) struct Ask;

impl Action for Ask {
    const PATH: &'static str = "/desk/task";
    const NAME: &'static str = "Ask for a document";
    const BUTTON: &'static str = "Ask for it";

    fn begin(_: &Desk, form: &mut Filled) -> Result<(), RegistryError> {
        lists::begin(form)
    }

    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
        Ok(html! {
            (lists::whom(desk, form)?)
            (fields::texts(form, "title", "What they are to send, as a verb", Size::Line, true))
            (fields::texts(form, "body", "What it means and how to do it", Size::Text, false))
            (fields::day(form, "day", "Due day", "The document must be with you by this day."))
        })
    }

    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError> {
        let whom = lists::read_whom(desk, form, "task")?;
        let title = form.texts("title", "what they are to send", LINE);
        let body = form.optional_texts("body", "what it means", TEXT);
        let day = form.coming_day("day", desk.today());
        if day.is_none() {
            form.refuse("day", "Say by which day you need it.");
        }
        if !form.is_sound() {
            return Ok(Step::Again);
        }
        let record = TaskRecord {
            answers: None,
            matter: None,
            id: whom.id.clone(),
            party: whom.party,
            case: whom.case.map(|case| case.id),
            title,
            body,
            text_type: None,
            unit: whom.unit,
            asked_at: desk.clock().stamp(),
            need: NeedRecord { kind: "required".to_owned(), day: day.map(|day| day.to_string()) },
            action: Some("supply_document".to_owned()),
            link: None,
            state: "open".to_owned(),
            documents: Vec::new(),
            questions: Questions::None,
        };
        desk.registry().upsert(FeedRecord::Task(Box::new(record)))?;
        Ok(Done::step("asked", "task", whom.id))
    }
}

/// Ends what was asked.
pub(super) struct End;

impl Action for End {
    const PATH: &'static str = "/desk/task/end";
    const NAME: &'static str = "End a request";
    const BUTTON: &'static str = "End the request";

    fn record(form: &Filled) -> (&str, &str) {
        ("task", form.value("id"))
    }

    fn begin(desk: &Desk, form: &mut Filled) -> Result<(), RegistryError> {
        task(desk, form.value("id")).map(|_| ())
    }

    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
        let task = task(desk, form.value("id"))?;
        let whose = lists::names(desk)?.remove(&task.party).unwrap_or_default();
        Ok(html! {
            (page::about(form, &task.title, &whose))
            (fields::radios(form, "state", "How it ends", &ENDS))
        })
    }

    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError> {
        let task = task(desk, form.value("id"))?;
        let state = form.choice("state", &ENDS);
        let Some(state) = state else { return Ok(Step::Again) };
        desk.registry().revise("task", &task.id, |record| {
            if let FeedRecord::Task(task) = record {
                state.clone_into(&mut task.state);
            }
        })?;
        Ok(Done::step("ended", "task", task.id))
    }
}

fn task(desk: &Desk, id: &str) -> Result<TaskRecord, RegistryError> {
    match desk.registry().record("task", id)? {
        FeedRecord::Task(task) => Ok(*task),
        _ => Err(RegistryError::UnknownRecord { kind: "task".to_owned(), id: id.to_owned() }),
    }
}
