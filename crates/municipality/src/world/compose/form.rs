//! Questions to residents.

use resident_api::{ChoiceRecord, QuestionRecord, Questions};

use super::{
    super::content::{ChoiceEntry, QuestionEntry},
    ContentError, Page,
};

/// What can be replied to a question.
const ASKS: [&str; 4] = ["one", "several", "text", "files"];

/// Questions as they are asked.
pub(super) fn questions(page: &Page, key: &str, entries: &[QuestionEntry]) -> Result<Questions, ContentError> {
    if entries.is_empty() {
        return Ok(Questions::None);
    }
    let question = |entry: &QuestionEntry| {
        let key = format!("{key}.question.{}", entry.id);
        let choice =
            |choice: &ChoiceEntry| Ok(ChoiceRecord { id: choice.id.clone(), label: page.texts(&key, &choice.label)? });
        Ok(QuestionRecord {
            id: entry.id.clone(),
            asks: page.one_of(&key, &entry.asks, &ASKS)?,
            label: page.texts(&key, &entry.label)?,
            hint: page.optional_texts(&key, entry.hint.as_ref())?,
            required: entry.required,
            choices: entry.choice.iter().map(choice).collect::<Result<_, ContentError>>()?,
            most: entry.most,
        })
    };
    Ok(Questions::Known(entries.iter().map(question).collect::<Result<_, ContentError>>()?))
}
