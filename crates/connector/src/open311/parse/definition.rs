//! What a city asks of one kind of fault (GeoReport v2, "GET Service Definition").

use domain::{
    form::{Asks, Choice, Form, Question},
    text::{Localized, ServerText},
};

use super::super::tree::Part;
use crate::{Limits, Unreadable, text};

/// Most questions of a form, and most choices of a question. Real ones have twenty, and hundreds: makes of cars.
const MOST_QUESTIONS: usize = 50;
const MOST_CHOICES: usize = 1000;
/// Most characters of an answer: of a line, and of a text. The specification names no limits.
const LINE: usize = 255;
const TEXT: usize = 4000;

/// What a city asks of one kind of fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The questions, in the city's order.
    pub form: Form,
    /// What the city says beside them, which nobody answers (`variable` is false).
    pub notes: Vec<Localized>,
}

/// Reads `GET services/{code}`. A kind of fault without attributes has no questions.
///
/// # Errors
/// When it is no definition, and when something is asked in a way that the app does not know: a form with a question missing
/// would be refused when it is sent.
pub fn definition(bytes: &[u8], limits: &Limits) -> Result<Definition, Unreadable> {
    let whole = Part::read(bytes, limits)?;
    let found = inner(&whole).ok_or_else(|| Unreadable::new("not a definition"))?;
    let mut attributes = found.list("attributes", "attribute");
    if attributes.len() > MOST_QUESTIONS {
        return Err(Unreadable::new(format!("more than {MOST_QUESTIONS} attributes")));
    }
    // What has no order, or one that is no number, stays where it is, after those that have one.
    let order = |attribute: &&Part| attribute.text(&["order"]).and_then(|order| order.parse().ok()).unwrap_or(i64::MAX);
    attributes.sort_by_key(order);
    let mut definition = Definition { form: Form { questions: Vec::new() }, notes: Vec::new() };
    for (place, attribute) in attributes.into_iter().enumerate() {
        if attribute.flag("variable") == Some(false) {
            definition.notes.extend(note(attribute));
            continue;
        }
        let question = question(attribute).map_err(|what| Unreadable::new(format!("attributes[{place}].{what}")))?;
        if definition.form.questions.iter().any(|other| other.id == question.id) {
            return Err(Unreadable::new(format!("attributes[{place}].code: twice")));
        }
        definition.form.questions.push(question);
    }
    Ok(definition)
}

/// The definition itself, by itself or within what some servers put around it.
fn inner(whole: &Part) -> Option<&Part> {
    let is_one = |part: &&Part| part.part("attributes").is_some() || part.part("service_code").is_some();
    let within = || whole.list("service_definition", "").into_iter().chain(whole.things("service_definition"));
    Some(whole).filter(is_one).or_else(|| within().find(is_one))
}

fn note(attribute: &Part) -> Option<Localized> {
    text::some(Localized::undetermined(attribute.text(&["description", "datatype_description"])?))
}

fn question(attribute: &Part) -> Result<Question, &'static str> {
    let id = attribute.text(&["code"]).filter(|code| text::is_id(code)).ok_or("code: not an id")?;
    let datatype = attribute.text(&["datatype"]).unwrap_or_default().to_ascii_lowercase();
    let asks = match datatype.as_str() {
        "string" => Asks::Text(LINE),
        "text" => Asks::Text(TEXT),
        "number" => Asks::Number,
        "datetime" => Asks::Moment,
        "singlevaluelist" => Asks::One(choices(attribute)?),
        "multivaluelist" => Asks::Several(choices(attribute)?),
        _ => return Err("datatype: not one of the six"),
    };
    let label = attribute.text(&["description"]).map(Localized::undetermined).and_then(text::some);
    let hint = attribute.text(&["datatype_description"]).map(Localized::undetermined).and_then(text::some);
    Ok(Question {
        id: id.to_owned(),
        label: label.or_else(|| text::some(Localized::undetermined(id))).ok_or("description: nothing")?,
        hint,
        required: attribute.flag("required").unwrap_or(false),
        asks,
    })
}

fn choices(attribute: &Part) -> Result<Vec<Choice>, &'static str> {
    let mut choices: Vec<Choice> = Vec::new();
    for value in attribute.list("values", "value") {
        // A key that is empty or comes again could not be told from another.
        let Some(id) = value.text(&["key"]).filter(|key| text::is_id(key)) else { continue };
        if choices.iter().any(|choice| choice.id == id) {
            continue;
        }
        if choices.len() == MOST_CHOICES {
            return Err("values: too many");
        }
        let name = ServerText::new(value.text(&["name"]).unwrap_or(id)).single_line();
        let label = text::some(Localized::undetermined(name)).unwrap_or_else(|| Localized::undetermined(id));
        choices.push(Choice { id: id.to_owned(), label });
    }
    if choices.is_empty() { Err("values: none") } else { Ok(choices) }
}
