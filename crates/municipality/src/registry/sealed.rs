//! Verified notice: decisions that are in the feed before they are served, sealed until somebody receives them.

use chrono::{DateTime, Days, SecondsFormat, Utc};
use resident_api::{
    DecisionReceipt, DecisionRecord, DocumentRecord, FeedChange, FeedRecord, NoticeRecord, SEALED_MEDIA_TYPE,
    SealedDecisionRecord, SealedDocumentRecord, Texts,
};
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use super::{
    EVERYONE, Hint, Registry, RegistryError, Row, attach, documents,
    letters::{Desk, LetterFault},
    mandates::log_act,
    put, signing, viewers_of,
};
use crate::{
    Body, StartError,
    sealing::SealKey,
    world::{self, Waiting, WorldDocument},
};

/// Days in which a decision can be received (Act 13/2003 §18).
const DAYS: u64 = 7;

/// What is said outside of a sealed decision.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// What was decided about, as far as it may be said outside.
    pub title: Texts,
    /// How it is given when nobody has received it: `letter` or `summons`.
    pub otherwise: Option<String>,
}

impl Envelope {
    /// Says in which case it is, and not what it says. It is given by letter otherwise.
    pub(crate) fn of_case(title: Option<&Texts>) -> Self {
        let titled = |before: &str, alone: &str, pick: fn(&Texts) -> &Option<String>| match title.map(pick) {
            Some(Some(title)) => Some(format!("{before}: {title}")),
            Some(None) => None,
            None => Some(alone.to_owned()),
        };
        let title = Texts {
            fi: titled("Päätös", "Päätös asiassasi", |title| &title.fi),
            sv: titled("Beslut", "Beslut i ditt ärende", |title| &title.sv),
            en: titled("Decision", "A decision in your matter", |title| &title.en),
        };
        Self { title, otherwise: Some("letter".to_owned()) }
    }
}

/// That somebody asked for the key to a decision, and so received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Who.
    pub persona: String,
    /// The key of the request.
    pub key: String,
    /// The decision.
    pub decision: String,
    /// When the request was first answered; RFC 3339.
    pub received_at: String,
}

/// Why a decision was not received.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReceiptFault {
    /// The resident may not act in this matter.
    #[error("no right to act")]
    NoRight,
    /// There is no such decision, it is somebody else's, or it is not sealed.
    #[error("no such decision")]
    NoSuchDecision,
    /// It has been withdrawn.
    #[error("withdrawn")]
    Withdrawn,
    /// Its time is over.
    #[error("the time is over")]
    Over,
    /// The key was used for another request.
    #[error("the key was used for another request")]
    KeyReused,
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl From<rusqlite::Error> for ReceiptFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl From<serde_json::Error> for ReceiptFault {
    fn from(error: serde_json::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl From<LetterFault> for ReceiptFault {
    fn from(fault: LetterFault) -> Self {
        match fault {
            LetterFault::NoRight => Self::NoRight,
            LetterFault::Registry(error) => Self::Registry(error),
            _ => Self::NoSuchDecision,
        }
    }
}

impl Registry {
    /// Gives verified notice of a decision: it can be received for seven days from when it says that it was sent, or else from now on.
    /// Its documents are published already.
    ///
    /// # Errors
    /// [`RegistryError::UnknownRecord`] for a document that is not published, and [`RegistryError::UnknownParty`].
    pub fn seal(&self, mut decision: DecisionRecord, envelope: Envelope) -> Result<(), RegistryError> {
        let sent_at =
            decision.notice.as_ref().and_then(|notice| notice.sent_at.as_deref()).map(DateTime::parse_from_rfc3339);
        let sent_at = sent_at.and_then(Result::ok).map_or_else(|| self.shared.clock.now(), |at| at.to_utc());
        let until = sent_at.checked_add_days(Days::new(DAYS)).unwrap_or(sent_at);
        decision.notice = Some(NoticeRecord {
            method: "verified".to_owned(),
            sent_at: Some(stamp(sent_at)),
            deemed_served_on: None,
            served_at: None,
        });
        // From when the time for seeking a change runs nobody knows yet.
        if let Some(appeal) = &mut decision.appeal {
            appeal.last_day = None;
        }
        let (key, kid) = (SealKey::random()?, format!("key-{}", decision.id));
        let failed = |_| RegistryError::Sealing;
        self.write(|tx, audience| {
            let viewers = viewers_of(tx, &decision.party)?;
            if viewers.is_empty() {
                return Err(RegistryError::UnknownParty(decision.party.clone()));
            }
            tx.execute("delete from sealed where id = ?1", [&decision.id])?;
            tx.execute("delete from sealed_documents where decision = ?1", [&decision.id])?;
            let sealed = decision
                .documents
                .iter()
                .map(|document| seal_document(tx, &decision, document, (&key, &kid)))
                .collect::<Result<_, _>>()?;
            // What is signed is what was inside.
            let mut inside = FeedRecord::Decision(Box::new(decision));
            signing::sign(tx, &mut inside, self.shared.clock.now())?;
            let FeedRecord::Decision(decision) = inside else { return Err(RegistryError::Sealing) };
            let decision = *decision;
            let record = serde_json::to_string(&decision)?;
            tx.execute(
                "insert into sealed (id, kid, key, until, record) values (?1, ?2, ?3, ?4, ?5)",
                params![decision.id, kid, key.as_bytes(), stamp(until), record],
            )?;
            let content = key.seal(&kid, record.as_bytes()).map_err(failed)?;
            put_decision(
                tx,
                FeedRecord::SealedDecision(Box::new(outside(decision, envelope, content, sealed, until))),
            )?;
            audience.extend(viewers);
            Ok(())
        })
    }

    /// Tells what leads to a decision that waits to be received, where the demo world has one, and seals the decision. Once: what was
    /// told before stays as it is.
    ///
    /// # Errors
    /// When it cannot be told or written.
    pub fn tell_waiting(&self, body: Body) -> Result<(), StartError> {
        let Some(Waiting { records, documents }) = world::waiting(body, self.shared.clock.today())? else {
            return Ok(());
        };
        let mut case = None;
        for record in records {
            match record.change {
                FeedChange::Upsert(FeedRecord::Decision(decision)) => {
                    if self.has_known("decision", &decision.id)? {
                        return Ok(());
                    }
                    documents.iter().try_for_each(|document| self.publish(document))?;
                    self.seal(*decision, Envelope::of_case(case.as_ref()))?;
                }
                FeedChange::Upsert(record) => {
                    if let FeedRecord::Case(record) = &record {
                        case = Some(record.title.clone());
                    }
                    self.upsert(record)?;
                }
                FeedChange::Tombstone(_) => {}
            }
        }
        Ok(())
    }

    /// Every request that was answered with a key, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn services(&self) -> Result<Vec<Service>, RegistryError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("select persona, key, decision, received_at from services order by rowid")?;
        let services = statement
            .query_map([], |row| {
                Ok(Service { persona: row.get(0)?, key: row.get(1)?, decision: row.get(2)?, received_at: row.get(3)? })
            })?
            .collect::<Result<_, _>>()?;
        Ok(services)
    }

    /// Hands the key to a decision to `persona`, who has identified themselves. The first time serves the decision.
    pub(crate) fn receive_decision(&self, persona: &str, key: &str, id: &str) -> Result<DecisionReceipt, ReceiptFault> {
        let now = self.shared.clock.now();
        let mut connection = self.connection();
        let tx = connection.transaction()?;
        let earlier: Option<String> = tx
            .query_row("select decision from services where persona = ?1 and key = ?2", [persona, key], |row| {
                row.get(0)
            })
            .optional()?;
        let kept = Kept::find(&tx, id)?;
        // Before the look for the decision: the answer to a repeated request stays, also when it has gone since.
        if let Some(earlier) = earlier {
            let receipt = kept.as_ref().filter(|_| earlier == id).and_then(Kept::receipt);
            return receipt.ok_or(ReceiptFault::KeyReused);
        }
        if was_withdrawn(&tx, persona, id)? {
            return Err(ReceiptFault::Withdrawn);
        }
        Desk { tx: &tx, persona, today: self.shared.clock.today() }.acted_on("decision", id)?;
        let mut kept = kept.ok_or(ReceiptFault::NoSuchDecision)?;
        let mut audience = Vec::new();
        if kept.served_at.is_none() {
            if stamp(now) > kept.until {
                return Err(ReceiptFault::Over);
            }
            audience = serve(&tx, persona, key, &mut kept, now)?;
        }
        tx.execute(
            "insert into services (persona, key, decision, received_at) values (?1, ?2, ?3, ?4)",
            params![persona, key, id, stamp(now)],
        )?;
        let receipt = kept.receipt().ok_or(ReceiptFault::NoSuchDecision)?;
        tx.commit()?;
        drop(connection);
        if !audience.is_empty() {
            // Nobody listens: nobody needs the hint.
            let _ = self.shared.hints.send(Hint::Changed(audience));
        }
        Ok(receipt)
    }
}

/// A sealed decision as the authority has it.
struct Kept {
    record: DecisionRecord,
    key: SealKey,
    until: String,
    served_at: Option<String>,
}

impl Kept {
    fn find(tx: &Transaction<'_>, id: &str) -> Result<Option<Self>, ReceiptFault> {
        let found: Option<(String, [u8; 32], String, Option<String>)> = tx
            .query_row("select record, key, until, served_at from sealed where id = ?1", [id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((record, key, until, served_at)) = found else { return Ok(None) };
        Ok(Some(Self { record: serde_json::from_str(&record)?, key: SealKey::from_bytes(key), until, served_at }))
    }

    fn receipt(&self) -> Option<DecisionReceipt> {
        Some(DecisionReceipt { served_at: self.served_at.clone()?, key: self.key.encoded() })
    }
}

/// Serves it: the decision takes the envelope's place for everybody who sees it. Answers whose feeds have something new.
fn serve(
    tx: &Transaction<'_>,
    persona: &str,
    key: &str,
    kept: &mut Kept,
    now: DateTime<Utc>,
) -> Result<Vec<String>, ReceiptFault> {
    let at = stamp(now);
    let record = &mut kept.record;
    if let Some(notice) = &mut record.notice {
        notice.served_at = Some(at.clone());
    }
    tx.execute("update sealed set served_at = ?2 where id = ?1", params![record.id, at])?;
    let plain: Vec<WorldDocument> = tx
        .prepare("select id, party, file_name, media_type, bytes from sealed_documents where decision = ?1")?
        .query_map([&record.id], |row| {
            Ok(WorldDocument {
                id: row.get(0)?,
                party: row.get(1)?,
                file_name: row.get(2)?,
                media_type: row.get(3)?,
                bytes: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    plain.iter().try_for_each(|document| documents::store(tx, document))?;
    // From now on it says when it was served, and is signed with that.
    let mut open = FeedRecord::Decision(Box::new(record.clone()));
    signing::sign(tx, &mut open, now)?;
    put_decision(tx, open)?;
    let mut audience = viewers_of(tx, &record.party)?;
    audience.extend(log_act(tx, persona, &record.party, (key, &at), received_by_title(&record.title))?);
    kept.served_at = Some(at);
    Ok(audience)
}

fn put_decision(tx: &Transaction<'_>, record: FeedRecord) -> Result<(), RegistryError> {
    attach(tx, &record)?;
    let (id, party) = (record.id().to_owned(), super::party_of(&record).to_owned());
    let row = Row { kind: record.kind(), id: &id, viewer: EVERYONE, party: &party, echo: false };
    put(tx, &row, &FeedChange::Upsert(record))
}

/// Puts the sealed bytes of a document in its place, and keeps the document.
fn seal_document(
    tx: &Transaction<'_>,
    decision: &DecisionRecord,
    document: &DocumentRecord,
    (key, kid): (&SealKey, &str),
) -> Result<SealedDocumentRecord, RegistryError> {
    let moved = tx.execute(
        "insert into sealed_documents (id, decision, party, file_name, media_type, bytes)
         select id, ?2, party, file_name, media_type, bytes from documents where id = ?1",
        params![document.id, decision.id],
    )?;
    if moved == 0 {
        return Err(RegistryError::UnknownRecord { kind: "document".to_owned(), id: document.id.clone() });
    }
    let bytes: Vec<u8> =
        tx.query_one("select bytes from sealed_documents where id = ?1", [&document.id], |row| row.get(0))?;
    let sealed = key.seal(kid, &bytes).map_err(|_| RegistryError::Sealing)?.into_bytes();
    let described = SealedDocumentRecord {
        id: document.id.clone(),
        size: sealed.len() as u64,
        sha256: hex::encode(Sha256::digest(&sealed)),
    };
    let sealed = WorldDocument {
        id: document.id.clone(),
        // What a file is called says what is in it.
        file_name: "sealed.jwe".to_owned(),
        media_type: SEALED_MEDIA_TYPE.to_owned(),
        bytes: sealed,
        party: decision.party.clone(),
    };
    documents::store(tx, &sealed)?;
    Ok(described)
}

fn outside(
    decision: DecisionRecord,
    envelope: Envelope,
    content: String,
    documents: Vec<SealedDocumentRecord>,
    until: DateTime<Utc>,
) -> SealedDecisionRecord {
    let DecisionRecord { id, party, matter, case, authority, register_number, notice, contact, .. } = decision;
    SealedDecisionRecord {
        id,
        party,
        matter,
        case,
        title: envelope.title,
        authority,
        register_number,
        sent_at: notice.and_then(|notice| notice.sent_at).unwrap_or_default(),
        receivable_until: stamp(until),
        otherwise: envelope.otherwise,
        contact,
        content,
        documents,
    }
}

/// Whether the authority has taken it back from somebody who sees its party.
fn was_withdrawn(tx: &Transaction<'_>, persona: &str, id: &str) -> Result<bool, ReceiptFault> {
    let change: Option<String> = tx
        .prepare_cached(
            "select c.change
               from changes c
               join sees s on s.party = c.party and s.persona = ?1
              where c.kind = 'decision' and c.id = ?2 and c.viewer = '' and c.gone = 1",
        )?
        .query_row([persona, id], |row| row.get(0))
        .optional()?;
    let change = change.map(|change| serde_json::from_str(&change)).transpose()?;
    Ok(matches!(change, Some(FeedChange::Tombstone(gone)) if gone.reason == "withdrawn"))
}

fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// What somebody did who received this decision.
fn received_by_title(title: &Texts) -> Texts {
    let of = |verb: &str, title: &Option<String>| title.as_ref().map(|title| format!("{verb}: {title}"));
    Texts {
        fi: of("Otti vastaan päätöksen", &title.fi),
        sv: of("Tog emot beslutet", &title.sv),
        en: of("Received the decision", &title.en),
    }
}
