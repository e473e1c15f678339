//! Writing a message.

use maud::{Markup, html};
use resident_api::{FeedRecord, MessageRecord, NeedRecord};

use super::{
    Action, Desk, Done, Step,
    fields::{self, Size},
    filled::{Filled, LINE, TEXT},
    lists,
};
use crate::RegistryError;

const NEEDS: [(&str, &str); 3] = [
    ("nothing", "Nothing: it is for reading"),
    ("optional", "They may do something, until a day if there is one"),
    ("required", "They must do something by a day"),
];

/// Writes a message.
pub(super) struct Write;

impl Action for Write {
    const PATH: &'static str = "/desk/message";
    const NAME: &'static str = "Write a message";
    const BUTTON: &'static str = "Send the message";

    fn begin(_: &Desk, form: &mut Filled) -> Result<(), RegistryError> {
        form.put("need", "nothing");
        lists::begin(form)
    }

    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
        Ok(html! {
            (lists::whom(desk, form)?)
            (fields::texts(form, "title", "Title", Size::Line, true))
            (fields::texts(form, "body", "Text", Size::Text, true))
            (fields::texts(form, "sender", "Writer’s name or role", Size::Line, false))
            (fields::radios(form, "need", "What it asks of them", &NEEDS))
            (fields::day(form, "day", "Day", "The due day of a duty, or the last day of an offer."))
        })
    }

    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError> {
        let whom = lists::read_whom(desk, form, "message")?;
        let title = form.texts("title", "the title", LINE);
        let body = form.texts("body", "the text", TEXT);
        let sender = form.optional_texts("sender", "the writer’s name", LINE);
        let need = form.choice("need", &NEEDS);
        let day = form.coming_day("day", desk.today());
        match need {
            Some("required") if day.is_none() => form.refuse("day", "A duty has a day by which it is due."),
            Some("nothing") if day.is_some() => form.refuse("day", "There is a day, but nothing is asked."),
            _ => {}
        }
        let Some(need) = need.filter(|_| form.is_sound()) else { return Ok(Step::Again) };

        let need = NeedRecord { kind: need.to_owned(), day: day.map(|day| day.to_string()) };
        let record = MessageRecord {
            matter: None,
            id: whom.id.clone(),
            party: whom.party,
            case: whom.case.map(|case| case.id),
            title,
            body,
            text_type: None,
            outgoing: false,
            sender,
            unit: whom.unit,
            sent_at: desk.clock().stamp(),
            need: Some(need),
            documents: Vec::new(),
        };
        desk.registry().upsert(FeedRecord::Message(Box::new(record)))?;
        Ok(Done::step("sent", "message", whom.id))
    }
}
