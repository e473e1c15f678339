//! Letters from residents. Each becomes a message of the feed, which everybody sees who sees the party.

use std::sync::PoisonError;

use chrono::{DateTime, NaiveDate, Utc};
use resident_api::{
    Answered, DocumentRecord, FeedChange, FeedRecord, FieldError, Letter, LetterCaps, MessageRecord, PartyRecord,
    Receipt, Texts,
};
use rusqlite::{OptionalExtension, Transaction};
use sha2::{Digest, Sha256};

use super::{
    EVERYONE, Registry, RegistryError, Row, attach, documents,
    mandates::{log_act, own_party},
    party_of, put,
    receipts::Done,
    uploads, viewers_of,
};
use crate::world::WorldDocument;

/// Kinds that can be answered.
const ANSWERABLE: [&str; 4] = ["message", "decision", "task", "case"];

/// Why a letter was not received.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LetterFault {
    /// The resident may not act in this matter.
    #[error("no right to act")]
    NoRight,
    /// The party, the case or what it answers is not there, or somebody else's.
    #[error("no such item")]
    NoSuchItem,
    /// The case takes no letters any more.
    #[error("the case is closed")]
    Closed,
    /// There is something newer in the case than the resident could have read.
    #[error("there is something newer")]
    Newer,
    /// Parts are not acceptable.
    #[error("not acceptable")]
    NotAcceptable(Vec<FieldError>),
    /// The key was used for another request.
    #[error("the key was used for another request")]
    KeyReused,
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl From<rusqlite::Error> for LetterFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl From<serde_json::Error> for LetterFault {
    fn from(error: serde_json::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl Registry {
    /// Every letter that residents have sent, in the order in which they came.
    pub fn letters(&self) -> Result<Vec<MessageRecord>, RegistryError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("select change from changes where kind = 'message' and id like 'letter-%' order by seq")?;
        let changes: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut letters = Vec::new();
        for change in changes {
            if let FeedChange::Upsert(FeedRecord::Message(letter)) = serde_json::from_str(&change)? {
                letters.push(*letter);
            }
        }
        Ok(letters)
    }

    /// From now on no more of a letter is taken than this, whatever the card says.
    pub fn take_letters_of(&self, caps: LetterCaps) {
        *self.shared.letter_caps.lock().unwrap_or_else(PoisonError::into_inner) = Some(caps);
    }

    /// Receives a letter of `persona`, once for one `key`.
    pub(crate) fn receive_letter(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        letter: Letter,
        (caps, most_files): (LetterCaps, u32),
    ) -> Result<Receipt, LetterFault> {
        let at = self.shared.clock.stamp();
        let caps = self.shared.letter_caps.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or(caps);
        let received: Result<_, LetterFault> = self.receive(persona, key, ("messages", body), |tx| {
            let flaws = flaws(&letter, caps);
            if !flaws.is_empty() {
                return Err(LetterFault::NotAcceptable(flaws));
            }
            let place = Desk { tx, persona, today: self.shared.clock.today() }.place(&letter)?;
            let writer = own_party(tx, persona)?.ok_or(LetterFault::NoRight)?;
            let id = format!("letter-{}", short(persona, key));
            let party = letter.party.clone();
            let attached = attach_uploads(tx, persona, (&id, &letter.party), &letter.attachments, most_files)?;
            let mut record = written(&id, letter, place, &writer, &at);
            record.documents = attached;
            let what = sent_by_title(&record.title);
            put_record(tx, FeedRecord::Message(Box::new(record)))?;
            let mut audience = viewers_of(tx, &party)?;
            audience.extend(log_act(tx, persona, &party, (key, &at), what)?);
            Ok(Done { audience, record: Some(id) })
        });
        received?.ok_or(LetterFault::KeyReused)
    }
}

/// Puts a record for everyone who sees its party.
pub(super) fn put_record(tx: &Transaction<'_>, record: FeedRecord) -> Result<(), LetterFault> {
    attach(tx, &record)?;
    let (id, party) = (record.id().to_owned(), party_of(&record).to_owned());
    let row = Row { kind: record.kind(), id: &id, viewer: EVERYONE, party: &party, echo: false };
    put(tx, &row, &FeedChange::Upsert(record))?;
    Ok(())
}

/// Makes uploads documents of a message and of its party's.
pub(super) fn attach_uploads(
    tx: &Transaction<'_>,
    persona: &str,
    (id, party): (&str, &str),
    sent: &[String],
    most: u32,
) -> Result<Vec<DocumentRecord>, LetterFault> {
    if sent.len() > usize::try_from(most).unwrap_or(usize::MAX) {
        let many = FieldError { field: "attachments".to_owned(), fault: "too_many".to_owned(), most: Some(most) };
        return Err(LetterFault::NotAcceptable(vec![many]));
    }
    let mut records = Vec::new();
    for (place, upload) in sent.iter().enumerate() {
        let wrong = || FieldError { field: "attachments".to_owned(), fault: "unknown".to_owned(), most: None };
        let upload = uploads::take(tx, persona, upload)?.ok_or_else(|| LetterFault::NotAcceptable(vec![wrong()]))?;
        let record = DocumentRecord {
            id: format!("{id}-{place}"),
            name: Texts { fi: Some(upload.name.clone()), ..Texts::default() },
            media_type: upload.media_type.clone(),
            size: upload.bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(&upload.bytes)),
        };
        let document = WorldDocument {
            id: record.id.clone(),
            file_name: upload.name,
            media_type: upload.media_type,
            bytes: upload.bytes,
            party: party.to_owned(),
        };
        documents::store(tx, &document)?;
        records.push(record);
    }
    Ok(records)
}

/// A text in the language in which it was written.
pub(super) fn in_language(lang: Option<&str>, text: &str) -> Texts {
    match lang {
        Some("sv") => Texts { sv: Some(text.to_owned()), ..Texts::default() },
        Some("en") => Texts { en: Some(text.to_owned()), ..Texts::default() },
        _ => Texts { fi: Some(text.to_owned()), ..Texts::default() },
    }
}

/// The letter as the feed tells it.
fn written(id: &str, letter: Letter, place: Place, writer: &PartyRecord, at: &str) -> MessageRecord {
    let texts = |text: &str| in_language(letter.lang.as_deref(), text);
    MessageRecord {
        id: id.to_owned(),
        title: texts(letter.title.trim()),
        body: texts(letter.body.trim()),
        party: letter.party,
        matter: place.matter,
        case: place.case,
        text_type: None,
        outgoing: true,
        sender: Some(Texts { fi: Some(writer.name.clone()), ..Texts::default() }),
        unit: None,
        sent_at: at.to_owned(),
        need: None,
        documents: Vec::new(),
    }
}

fn flaws(letter: &Letter, caps: LetterCaps) -> Vec<FieldError> {
    let flaw = |field: &str, text: &str, most: u32| {
        let field = field.to_owned();
        if text.trim().is_empty() {
            return Some(FieldError { field, fault: "missing".to_owned(), most: None });
        }
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        (length > most).then(|| FieldError { field, fault: "too_long".to_owned(), most: Some(most) })
    };
    [flaw("title", &letter.title, caps.title), flaw("body", &letter.body, caps.body)].into_iter().flatten().collect()
}

/// Where a letter belongs.
pub(super) struct Place {
    pub case: Option<String>,
    pub matter: Option<String>,
}

/// Who looks at what a letter says of itself.
pub(super) struct Desk<'a> {
    pub tx: &'a Transaction<'a>,
    pub persona: &'a str,
    pub today: NaiveDate,
}

impl Desk<'_> {
    fn place(&self, letter: &Letter) -> Result<Place, LetterFault> {
        self.sees(&letter.party)?;
        let answered =
            letter.answers.as_ref().map(|item| self.item(&letter.party, &item.kind, &item.id)).transpose()?;
        let case = letter.case.clone().or_else(|| answered.as_ref().and_then(case_of));
        let record = case.as_ref().map(|id| self.item(&letter.party, "case", id)).transpose()?;
        let matter = [answered.as_ref(), record.as_ref()].into_iter().flatten().find_map(matter_of);
        let matter = matter.or_else(|| letter.matter.clone());
        if !self.may_act(&letter.party, matter.as_deref())? {
            return Err(LetterFault::NoRight);
        }
        if let Some(FeedRecord::Case(case)) = &record {
            if matches!(case.status.code.as_str(), "closed" | "withdrawn") {
                return Err(LetterFault::Closed);
            }
            if self.has_newer(&case.id, letter.read_until.as_deref())? {
                return Err(LetterFault::Newer);
            }
        }
        Ok(Place { case, matter })
    }

    /// Where something belongs that a resident asks in a matter of this party, about an item if it is about one.
    pub fn about(&self, party: &str, item: Option<&Answered>) -> Result<Place, LetterFault> {
        self.sees(party)?;
        let about = item.map(|item| self.item(party, &item.kind, &item.id)).transpose()?;
        let case = about.as_ref().and_then(case_of);
        let record = case.as_ref().map(|id| self.item(party, "case", id)).transpose()?;
        let matter = [about.as_ref(), record.as_ref()].into_iter().flatten().find_map(matter_of);
        if self.may_act(party, matter.as_deref())? { Ok(Place { case, matter }) } else { Err(LetterFault::NoRight) }
    }

    pub fn sees(&self, party: &str) -> Result<(), LetterFault> {
        let mut sees = self.tx.prepare_cached("select 1 from sees where persona = ?1 and party = ?2")?;
        if sees.exists([self.persona, party])? { Ok(()) } else { Err(LetterFault::NoSuchItem) }
    }

    /// An item in which the resident may act.
    pub fn acted_on(&self, kind: &str, id: &str) -> Result<FeedRecord, LetterFault> {
        let party: Option<String> = self
            .tx
            .prepare_cached("select party from changes where kind = ?1 and id = ?2 and viewer = '' and gone = 0")?
            .query_row([kind, id], |row| row.get(0))
            .optional()?;
        let party = party.ok_or(LetterFault::NoSuchItem)?;
        self.sees(&party)?;
        let record = self.standing(&party, kind, id)?;
        if self.may_act(&party, matter_of(&record).as_deref())? { Ok(record) } else { Err(LetterFault::NoRight) }
    }

    /// An item of this party.
    pub fn item(&self, party: &str, kind: &str, id: &str) -> Result<FeedRecord, LetterFault> {
        if ANSWERABLE.contains(&kind) { self.standing(party, kind, id) } else { Err(LetterFault::NoSuchItem) }
    }

    /// A record of this party, as it stands.
    pub fn standing(&self, party: &str, kind: &str, id: &str) -> Result<FeedRecord, LetterFault> {
        let change: Option<String> = self
            .tx
            .prepare_cached(
                "select change from changes where kind = ?1 and id = ?2 and party = ?3 and viewer = '' and gone = 0",
            )?
            .query_row([kind, id, party], |row| row.get(0))
            .optional()?;
        match change.map(|change| serde_json::from_str(&change)).transpose()? {
            Some(FeedChange::Upsert(record)) => Ok(record),
            _ => Err(LetterFault::NoSuchItem),
        }
    }

    /// Whether the resident may act for this party in matters of this kind today. In their own matters they may.
    pub fn may_act(&self, party: &str, matter: Option<&str>) -> Result<bool, LetterFault> {
        if own_party(self.tx, self.persona)?.is_some_and(|own| own.id == party) {
            return Ok(true);
        }
        let mut statement = self.tx.prepare_cached(
            "select change from changes where kind = 'mandate' and viewer = ?1 and party = ?2 and gone = 0",
        )?;
        let rows = statement.query_map([self.persona, party], |row| row.get::<_, String>(0))?;
        let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<NaiveDate>().ok());
        for change in rows {
            let FeedChange::Upsert(FeedRecord::Mandate(mandate)) = serde_json::from_str(&change?)? else { continue };
            let is_valid = day(&mandate.valid_from).is_none_or(|from| from <= self.today)
                && day(&mandate.valid_to).is_none_or(|to| self.today <= to);
            let covers = mandate
                .scope
                .as_ref()
                .is_none_or(|scope| matter.is_some_and(|matter| scope.iter().any(|covered| covered == matter)));
            if is_valid && covers {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the case has a message or a decision that the resident could not have read.
    fn has_newer(&self, case: &str, read_until: Option<&str>) -> Result<bool, LetterFault> {
        let instant = |text: &str| DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).ok();
        let Some(read_until) = read_until.and_then(instant) else { return Ok(false) };
        let mut statement = self.tx.prepare_cached(
            "select change from changes
              where kind in ('message', 'decision') and viewer = '' and gone = 0 and change ->> '$.record.case' = ?1",
        )?;
        let rows = statement.query_map([case], |row| row.get::<_, String>(0))?;
        let mut newest: Option<DateTime<Utc>> = None;
        for change in rows {
            let at = match serde_json::from_str(&change?)? {
                FeedChange::Upsert(FeedRecord::Message(message)) if !message.outgoing => instant(&message.sent_at),
                FeedChange::Upsert(FeedRecord::Decision(decision)) => instant(&decision.made_at),
                _ => None,
            };
            newest = newest.max(at);
        }
        Ok(newest.is_some_and(|newest| newest > read_until))
    }
}

fn case_of(record: &FeedRecord) -> Option<String> {
    match record {
        FeedRecord::Case(case) => Some(case.id.clone()),
        FeedRecord::Message(message) => message.case.clone(),
        FeedRecord::Decision(decision) => decision.case.clone(),
        FeedRecord::SealedDecision(decision) => decision.case.clone(),
        FeedRecord::Task(task) => task.case.clone(),
        _ => None,
    }
}

fn matter_of(record: &FeedRecord) -> Option<String> {
    match record {
        FeedRecord::Case(case) => case.matter.clone(),
        FeedRecord::Message(message) => message.matter.clone(),
        FeedRecord::Decision(decision) => decision.matter.clone(),
        FeedRecord::SealedDecision(decision) => decision.matter.clone(),
        FeedRecord::Task(task) => task.matter.clone(),
        FeedRecord::Consent(consent) => consent.matter.clone(),
        _ => None,
    }
}

/// What somebody did who sent this letter.
pub(super) fn sent_by_title(title: &Texts) -> Texts {
    let text = title.fi.as_ref().or(title.sv.as_ref()).or(title.en.as_ref());
    let of = |verb: &str| text.map(|title| format!("{verb}: {title}"));
    Texts { fi: of("Lähetti viestin"), sv: of("Skickade ett meddelande"), en: of("Sent a message") }
}

/// A name for what was sent under this key, the same whenever it is asked for.
pub(super) fn short(persona: &str, key: &str) -> String {
    hex::encode(Sha256::digest(format!("{persona}\n{key}"))).chars().take(12).collect()
}
