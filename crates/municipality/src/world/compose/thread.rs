//! One thread of life: its documents, its case as it grew, its letters, decisions and tasks.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use resident_api::{
    AnswerRecord, AnswersRecord, CaseRecord, DocumentRecord, FeedChange, FeedRecord, FeedTombstone, MessageRecord,
    NeedRecord, Questions, StatusRecord, TaskRecord, Texts, TimelineRecord, WithdrawalRecord,
};
use sha2::{Digest, Sha256};

use super::{Page, Scene, decision, form::questions};
use crate::world::{
    ContentError, Dated, WorldDocument,
    content::{AnswersEntry, CaseEntry, DocumentEntry, Gone, MessageEntry, TaskEntry, Thread, TimelineEntry},
    party_id, record_id, wording,
};

const STATUSES: [&str; 9] =
    ["draft", "sent", "received", "in_progress", "needs_you", "waiting", "decided", "closed", "withdrawn"];
const ACTORS: [&str; 3] = ["resident", "authority", "third_party"];
const NEEDS: [&str; 3] = ["nothing", "optional", "required"];
const ACTIONS: [&str; 3] = ["supply_document", "answer", "open_in_browser"];
const ENDS: [&str; 2] = ["done", "cancelled"];
const REASONS: [&str; 4] = ["withdrawn", "retention_ended", "misdirected", "access_ended"];

/// What a thread adds to the world.
pub struct Told {
    pub records: Vec<Dated>,
    pub documents: Vec<WorldDocument>,
}

/// A thread being told.
pub struct Telling<'a> {
    pub scene: &'a Scene,
    pub page: Page<'a>,
    /// File name without its ending.
    pub stem: &'a str,
    pub party: String,
    pub party_name: &'a str,
    pub thread: &'a Thread,
    /// The case's id, where there is a case.
    pub case: Option<String>,
    /// Documents by their name in the file.
    pub files: BTreeMap<String, DocumentRecord>,
    told: Told,
}

/// Tells a thread.
pub fn tell(scene: &Scene, file: &str, today: NaiveDate, thread: &Thread) -> Result<Told, ContentError> {
    let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".toml");
    let mut page = Page::new(file, today, &thread.days)?;
    let person =
        scene.about.people.get(&thread.party).ok_or_else(|| page.wrong("party", "is nobody in people of body.toml"))?;
    let schedules = decision::name_days(scene, &mut page, thread)?;
    let mut telling = Telling {
        scene,
        page,
        stem,
        party: party_id(scene.body, &thread.party),
        party_name: &person.name,
        thread,
        case: thread.case.as_ref().map(|_| record_id(scene.body, "case", stem, "case")),
        files: BTreeMap::new(),
        told: Told { records: Vec::new(), documents: Vec::new() },
    };
    for entry in &thread.document {
        telling.document(entry)?;
    }
    let decisions = thread
        .decision
        .iter()
        .zip(schedules)
        .map(|(entry, schedule)| decision::decision(&mut telling, entry, &schedule))
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(case) = &thread.case {
        telling.case(case)?;
    }
    for message in &thread.message {
        telling.message(message)?;
    }
    for (entry, (record, at)) in thread.decision.iter().zip(decisions) {
        let id = record.id.clone();
        telling.upsert(at, FeedRecord::Decision(Box::new(record)));
        telling.gone(&format!("decision.{}.gone", entry.id), "decision", id, entry.gone.as_ref())?;
    }
    for task in &thread.task {
        telling.task(task)?;
    }
    Ok(telling.told)
}

impl Telling<'_> {
    pub fn id(&self, kind: &str, name: &str) -> String {
        record_id(self.scene.body, kind, self.stem, name)
    }

    fn upsert(&mut self, at: DateTime<Tz>, record: FeedRecord) {
        let change = FeedChange::Upsert(record);
        self.told.records.push(Dated { at: at.to_utc(), party: self.party.clone(), change });
    }

    fn gone(&mut self, key: &str, kind: &str, id: String, gone: Option<&Gone>) -> Result<(), ContentError> {
        let Some(gone) = gone else { return Ok(()) };
        let at = self.page.past(key, &gone.at)?;
        let before = self.told.records.last().map(|dated| dated.at);
        if before.is_some_and(|before| before >= at.to_utc()) {
            return Err(self.page.wrong(key, "is gone before it came"));
        }
        let reason = self.page.one_of(key, &gone.reason, &REASONS)?;
        let change = FeedChange::Tombstone(FeedTombstone { kind: kind.to_owned(), id, reason, at: at.to_rfc3339() });
        self.told.records.push(Dated { at: at.to_utc(), party: self.party.clone(), change });
        Ok(())
    }

    /// The documents an entry names.
    pub fn documents(&self, key: &str, names: &[String]) -> Result<Vec<DocumentRecord>, ContentError> {
        let find = |name: &String| {
            self.files.get(name).cloned().ok_or_else(|| self.page.wrong(key, format!("knows no document '{name}'")))
        };
        names.iter().map(find).collect()
    }

    fn unit(&self, key: &str, own: Option<&String>) -> Result<Texts, ContentError> {
        self.scene.unit(&self.page, key, own.unwrap_or(&self.thread.unit))
    }

    fn need(&self, key: &str, kind: &str, day: Option<&str>) -> Result<NeedRecord, ContentError> {
        Ok(NeedRecord { kind: self.page.one_of(key, kind, &NEEDS)?, day: self.page.optional_day(key, day)? })
    }

    /// Keeps a file, so that records can name it.
    pub fn keep(&mut self, name: &str, called: Texts, file_name: String, media_type: &str, bytes: Vec<u8>) {
        let id = self.id("document", name);
        let record = DocumentRecord {
            id: id.clone(),
            name: called,
            media_type: media_type.to_owned(),
            size: bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(&bytes)),
        };
        self.files.insert(name.to_owned(), record);
        let party = self.party.clone();
        self.told.documents.push(WorldDocument { id, file_name, media_type: media_type.to_owned(), bytes, party });
    }

    fn document(&mut self, entry: &DocumentEntry) -> Result<(), ContentError> {
        let key = format!("document.{}", entry.id);
        let called = self.page.texts(&key, &entry.name)?;
        let (media_type, bytes) = match (&entry.picture, &entry.text) {
            (Some(picture), None) => {
                let png = picture.png().map_err(|error| self.page.wrong(&key, error.to_string()))?;
                ("image/png", png.to_vec())
            }
            (None, Some(text)) => {
                let filled = wording::fill(&text.body, text.language, self.page.today, &self.page.days)
                    .map_err(|problem| self.page.wrong(&key, problem))?;
                ("text/plain; charset=utf-8", (filled + "\n").into_bytes())
            }
            _ => return Err(self.page.wrong(&key, "is either a picture or a text")),
        };
        self.keep(&entry.id, called, entry.file_name.clone(), media_type, bytes);
        Ok(())
    }

    /// A case as it stood after each thing that happened in it.
    fn case(&mut self, case: &CaseEntry) -> Result<(), ContentError> {
        let Some(id) = self.case.clone() else { return Ok(()) };
        let opened_at = case.timeline.first().ok_or_else(|| self.page.wrong("case.timeline", "is empty"))?;
        let opened_at = self.page.past("case.timeline[0].at", &opened_at.at)?;
        let mut record = CaseRecord {
            id: id.clone(),
            party: self.party.clone(),
            matter: Some(self.thread.unit.clone()),
            title: self.page.texts("case.title", &case.title)?,
            summary: Some(self.page.texts("case.summary", &case.summary)?),
            text_type: None,
            status: StatusRecord { code: "received".to_owned(), wording: None },
            register_number: self.register_number()?,
            unit: Some(self.unit("case.unit", None)?),
            opened_at: Some(opened_at.to_rfc3339()),
            updated_at: opened_at.to_rfc3339(),
            next_step: None,
            expected_by: None,
            due: None,
            timeline: Vec::new(),
            documents: Vec::new(),
            retained_until: self.page.optional_day("case.retained_until", case.retained_until.as_deref())?,
            withdrawal: match &case.withdrawal {
                Some(entry) => Some(WithdrawalRecord {
                    allowed: entry.allowed,
                    note: self.page.optional_texts("case.withdrawal", entry.note.as_ref())?,
                }),
                None => None,
            },
            feedback: if case.feedback {
                questions(&self.page, "feedback", &self.scene.about.feedback)?
            } else {
                Questions::None
            },
            reviews: None,
        };
        let mut before = opened_at;
        for (index, entry) in case.timeline.iter().enumerate() {
            let key = format!("case.timeline[{index}]");
            let at = self.happened(&mut record, &key, entry)?;
            if at < before {
                return Err(self.page.wrong(&key, "happens before the one above it"));
            }
            before = at;
            self.upsert(at, FeedRecord::Case(Box::new(record.clone())));
        }
        self.gone("case.gone", "case", id, case.gone.as_ref())
    }

    pub fn register_number(&self) -> Result<Option<String>, ContentError> {
        let number = self.thread.case.as_ref().and_then(|case| case.register_number.as_deref());
        number.map(|number| self.page.text("case.register_number", number)).transpose()
    }

    fn happened(
        &self,
        record: &mut CaseRecord,
        key: &str,
        entry: &TimelineEntry,
    ) -> Result<DateTime<Tz>, ContentError> {
        let at = self.page.past(key, &entry.at)?;
        let status = match &entry.status {
            Some(code) => Some(StatusRecord {
                code: self.page.one_of(key, code, &STATUSES)?,
                wording: self.page.optional_texts(key, entry.wording.as_ref())?,
            }),
            None => None,
        };
        record.timeline.push(TimelineRecord {
            at: at.to_rfc3339(),
            title: self.page.texts(&format!("{key}.title"), &entry.title)?,
            detail: self.page.optional_texts(&format!("{key}.detail"), entry.detail.as_ref())?,
            actor: Some(self.page.one_of(key, &entry.actor, &ACTORS)?),
            status: status.clone(),
        });
        if let Some(status) = status {
            record.status = status;
        }
        record.updated_at = at.to_rfc3339();
        record.next_step = self.page.optional_texts(&format!("{key}.next_step"), entry.next_step.as_ref())?;
        record.expected_by = self.page.optional_day(key, entry.expected_by.as_deref())?;
        record.due = self.page.optional_day(key, entry.due.as_deref())?;
        record.documents.extend(self.documents(key, &entry.documents)?);
        Ok(at)
    }

    fn message(&mut self, entry: &MessageEntry) -> Result<(), ContentError> {
        let key = format!("message.{}", entry.id);
        let at = self.page.past(&key, &entry.sent_at)?;
        let need = match &entry.need {
            Some(kind) => Some(self.need(&key, kind, entry.day.as_deref())?),
            None => None,
        };
        let record = MessageRecord {
            id: self.id("message", &entry.id),
            party: self.party.clone(),
            matter: Some(self.thread.unit.clone()),
            case: self.case.clone(),
            title: self.page.texts(&format!("{key}.title"), &entry.title)?,
            body: self.page.texts(&format!("{key}.body"), &entry.body)?,
            text_type: entry.markdown.then(|| "text/markdown".to_owned()),
            outgoing: entry.outgoing,
            sender: self.page.optional_texts(&format!("{key}.sender"), entry.sender.as_ref())?,
            unit: Some(self.unit(&key, entry.unit.as_ref())?),
            sent_at: at.to_rfc3339(),
            need,
            documents: self.documents(&key, &entry.documents)?,
        };
        let id = record.id.clone();
        self.upsert(at, FeedRecord::Message(Box::new(record)));
        self.gone(&key, "message", id, entry.gone.as_ref())
    }

    fn answers(&self, key: &str, entry: &AnswersEntry) -> Result<AnswersRecord, ContentError> {
        let given = entry.given.iter().map(|answer| {
            let person = self.scene.about.people.get(&answer.who);
            let person = person.ok_or_else(|| self.page.wrong(key, "is answered by nobody in people of body.toml"))?;
            let answered_at = self.page.past(key, &answer.at)?.to_rfc3339();
            Ok(AnswerRecord { holder_name: person.name.clone(), answered_at })
        });
        Ok(AnswersRecord { needed: entry.needed, given: given.collect::<Result<_, ContentError>>()? })
    }

    fn task(&mut self, entry: &TaskEntry) -> Result<(), ContentError> {
        let key = format!("task.{}", entry.id);
        let asked_at = self.page.past(&key, &entry.asked_at)?;
        let action = entry.action.as_deref().map(|action| self.page.one_of(&key, action, &ACTIONS)).transpose()?;
        let mut record = TaskRecord {
            id: self.id("task", &entry.id),
            party: self.party.clone(),
            matter: Some(self.thread.unit.clone()),
            case: self.case.clone(),
            title: self.page.texts(&format!("{key}.title"), &entry.title)?,
            body: Some(self.page.texts(&format!("{key}.body"), &entry.body)?),
            text_type: None,
            unit: Some(self.unit(&key, entry.unit.as_ref())?),
            asked_at: asked_at.to_rfc3339(),
            need: self.need(&key, &entry.need, entry.day.as_deref())?,
            action,
            link: entry.link.clone(),
            state: "open".to_owned(),
            answers: entry.answers.as_ref().map(|answers| self.answers(&key, answers)).transpose()?,
            documents: self.documents(&key, &entry.documents)?,
            questions: questions(&self.page, &key, &entry.question)?,
        };
        self.upsert(asked_at, FeedRecord::Task(Box::new(record.clone())));
        if let Some(end) = &entry.ended {
            let at = self.page.past(&format!("{key}.ended"), &end.at)?;
            record.state = self.page.one_of(&format!("{key}.ended"), &end.state, &ENDS)?;
            self.upsert(at, FeedRecord::Task(Box::new(record.clone())));
        }
        self.gone(&key, "task", record.id, entry.gone.as_ref())
    }
}
