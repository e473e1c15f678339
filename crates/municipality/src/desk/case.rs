//! Moving a case: where it stands, what comes next, and what has happened.

use maud::{Markup, html};
use resident_api::{CaseRecord, FeedRecord, StatusRecord, TimelineRecord};

use super::{
    Action, Desk, Done, Step,
    fields::{self, Size},
    filled::{Filled, LINE, TEXT},
    lists, page,
};
use crate::RegistryError;

/// The statuses of a case and what a clerk calls them.
pub(super) const STATUSES: [(&str, &str); 9] = [
    ("draft", "Draft"),
    ("sent", "Sent by the resident"),
    ("received", "Received"),
    ("in_progress", "Being handled"),
    ("needs_you", "Waits for the resident"),
    ("waiting", "Waits for somebody else"),
    ("decided", "Decided"),
    ("closed", "Closed"),
    ("withdrawn", "Taken back by the resident"),
];
/// Statuses with which a case has ended.
const ENDED: [&str; 3] = ["decided", "closed", "withdrawn"];
const ACTORS: [(&str, &str); 3] =
    [("authority", "The authority"), ("resident", "The resident"), ("third_party", "Somebody else")];

/// Moves a case.
pub(super) struct Move;

impl Action for Move {
    const PATH: &'static str = "/desk/case";
    const NAME: &'static str = "Move a case";
    const BUTTON: &'static str = "Move the case";

    fn record(form: &Filled) -> (&str, &str) {
        ("case", form.value("id"))
    }

    fn begin(desk: &Desk, form: &mut Filled) -> Result<(), RegistryError> {
        let case = lists::case(desk, form.value("id"))?;
        form.put("status", case.status.code);
        form.put_texts("wording", case.status.wording.as_ref());
        form.put_texts("next", case.next_step.as_ref());
        form.put("expected", case.expected_by.unwrap_or_default());
        form.put("due", case.due.unwrap_or_default());
        form.put("actor", "authority");
        Ok(())
    }

    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
        let case = lists::case(desk, form.value("id"))?;
        let whose = lists::names(desk)?.remove(&case.party).unwrap_or_default();
        let owned = |(value, text): &(&str, &str)| ((*value).to_owned(), (*text).to_owned());
        let statuses = STATUSES.iter().map(owned).collect();
        let latest = case.timeline.iter().rev().take(3).rev();
        Ok(html! {
            (page::about(form, &case.title, &whose))
            @if !case.timeline.is_empty() {
                h2 { "What has happened last" }
                ul.timeline {
                    @for event in latest { li { time { (event.at.get(..10).unwrap_or_default()) } " " (page::said(&event.title)) } }
                }
            }
            h2 { "What happens now" }
            (fields::texts(form, "event", "What has happened", Size::Line, true))
            (fields::texts(form, "detail", "More about it", Size::Text, false))
            (fields::radios(form, "actor", "Who did it", &ACTORS))
            h2 { "Where the case stands then" }
            (fields::choice(form, "status", "Status", &[(String::new(), statuses)]))
            (fields::texts(form, "wording", "Your own words for the status", Size::Line, false))
            (fields::texts(form, "next", "Next step", Size::Line, false))
            div.row {
                (fields::day(form, "expected", "Expected to be handled by (optional)", ""))
                (fields::day(form, "due", "The resident’s answer is due (optional)", ""))
            }
        })
    }

    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError> {
        let case = lists::case(desk, form.value("id"))?;
        let event = form.texts("event", "what has happened", LINE);
        let detail = form.optional_texts("detail", "more about what happened", TEXT);
        let actor = form.choice("actor", &ACTORS);
        let status = form.choice("status", &STATUSES);
        let wording = form.optional_texts("wording", "your words for the status", LINE);
        let next_step = form.optional_texts("next", "the next step", LINE);
        let today = desk.today();
        let expected = unless_kept(form, "expected", case.expected_by.as_deref(), today);
        let due = unless_kept(form, "due", case.due.as_deref(), today);
        if status.is_some_and(|status| ENDED.contains(&status)) {
            for (field, day) in [("expected", &expected), ("due", &due)] {
                if day.is_some() {
                    form.refuse(field, "The case has ended; nothing more is expected. Leave the day out.");
                }
            }
        }
        let (Some(status), Some(actor), true) = (status, actor, form.is_sound()) else { return Ok(Step::Again) };

        let status = StatusRecord { code: status.to_owned(), wording };
        let event = TimelineRecord {
            at: desk.clock().stamp(),
            title: event,
            detail,
            actor: Some(actor.to_owned()),
            status: (status != case.status).then(|| status.clone()),
        };
        let id = case.id;
        desk.registry().revise("case", &id, |record| {
            let FeedRecord::Case(case) = record else { return };
            case.next_step = next_step;
            case.expected_by = expected;
            case.due = due;
            happened(case, event, status);
        })?;
        Ok(Done::step("moved", "case", id))
    }
}

/// A day that is not past, unless it is the one that stood there before.
pub(super) fn unless_kept(
    form: &mut Filled,
    field: &str,
    before: Option<&str>,
    today: chrono::NaiveDate,
) -> Option<String> {
    let kept = before.is_some_and(|before| before == form.value(field));
    let day = if kept { form.day(field) } else { form.coming_day(field, today) };
    day.map(|day| day.to_string())
}

/// Adds to a case what has happened and where it stands by it.
pub(super) fn happened(case: &mut CaseRecord, event: TimelineRecord, status: StatusRecord) {
    case.updated_at.clone_from(&event.at);
    case.status = status;
    case.timeline.push(event);
}
