//! What residents say to requests for consent: giving, refusing, prolonging, taking back.
//!
//! Each is one more event in the chain, with a receipt of its own, in one transaction. What has ended is not revived: to
//! prolong is another record in the place of the one that held.

use chrono::NaiveDate;
use resident_api::{
    AUTHORIZATION_CONSENT, CONSENT_ITEM, ConsentAnswer, ConsentEventRecord, ConsentRecord, FeedRecord, FieldError,
    Grant, PartyRecord, Receipt, Texts,
};
use rusqlite::Transaction;

use super::{
    Registry, RegistryError, countersign,
    letters::{Desk, LetterFault, put_record, short},
    mandates::{log_act, own_party},
    receipts::Done,
    viewers_of,
};
use crate::consent::{Standing, append, authorization, standing};

/// Why it was not received.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConsentFault {
    /// The resident may not say this for the party.
    #[error("no right to act")]
    NoRight,
    /// No such record, or somebody else's.
    #[error("no such record")]
    NoSuchRecord,
    /// It cannot be said any more.
    #[error("not any more")]
    Closed,
    /// The notice is another by now than the one that was shown.
    #[error("another notice")]
    OtherNotice,
    /// Parts are not acceptable.
    #[error("not acceptable")]
    NotAcceptable(Vec<FieldError>),
    /// The key was used for another request.
    #[error("the key was used for another request")]
    KeyReused,
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl From<rusqlite::Error> for ConsentFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl From<serde_json::Error> for ConsentFault {
    fn from(error: serde_json::Error) -> Self {
        Self::Registry(error.into())
    }
}

impl From<LetterFault> for ConsentFault {
    fn from(fault: LetterFault) -> Self {
        match fault {
            LetterFault::NoRight => Self::NoRight,
            LetterFault::NoSuchItem => Self::NoSuchRecord,
            LetterFault::Closed | LetterFault::Newer => Self::Closed,
            LetterFault::NotAcceptable(errors) => Self::NotAcceptable(errors),
            LetterFault::KeyReused => Self::KeyReused,
            LetterFault::Registry(error) => Self::Registry(error),
        }
    }
}

impl Registry {
    /// Whether giving this asks for a strong sign-in. Of what the resident does not see, nothing is told.
    pub(crate) fn consent_is_strong(&self, persona: &str, id: &str) -> Result<bool, ConsentFault> {
        let is_strong = self.speak(persona, |speaker| Ok(speaker.record(id)?.strong));
        match is_strong {
            Err(ConsentFault::NoSuchRecord | ConsentFault::NoRight) => Ok(false),
            other => other,
        }
    }

    /// Receives what `persona` says to a request, once for one `key`.
    pub(crate) fn receive_consent_answer(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        (id, answer): (&str, &ConsentAnswer),
    ) -> Result<Receipt, ConsentFault> {
        self.receive_said(persona, key, (&format!("consents/{id}/answer"), body), |speaker| {
            let mut consent = speaker.record(id)?;
            if standing(&consent, speaker.today) != Standing::Open {
                return Err(ConsentFault::Closed);
            }
            is_shown(&consent, answer)?;
            let (items, valid_to, what) = match answer.answer.as_str() {
                "given" => {
                    let (items, valid_to) = permitted(&consent, answer, speaker.today)?;
                    (items, valid_to, GAVE)
                }
                "refused" if answer.authorization_details.is_empty() => (Vec::new(), None, REFUSED),
                "refused" => return Err(wrong("authorization_details", "unexpected")),
                _ => return Err(wrong("answer", "unknown")),
            };
            let event = ConsentEventRecord {
                items,
                valid_to,
                notice_sha256: Some(answer.notice_sha256.clone()),
                ..speaker.event(&consent, &answer.answer)
            };
            append(&mut consent, event)?;
            speaker.put(consent, what)
        })
    }

    /// Receives the prolongation of a consent by `persona`, once for one `key`: another one takes its place.
    pub(crate) fn receive_consent_extension(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        (id, answer): (&str, &ConsentAnswer),
    ) -> Result<Receipt, ConsentFault> {
        self.receive_said(persona, key, (&format!("consents/{id}/extension"), body), |speaker| {
            let mut before = speaker.record(id)?;
            if before.permission == "prohibition" || standing(&before, speaker.today) != Standing::Given {
                return Err(ConsentFault::Closed);
            }
            is_shown(&before, answer)?;
            if answer.answer != "given" {
                return Err(wrong("answer", "unknown"));
            }
            let (items, valid_to) = permitted(&before, answer, speaker.today)?;
            if valid_to.is_none() {
                return Err(wrong("valid_to", "missing"));
            }
            let mut consent = ConsentRecord {
                id: format!("consent-{}", short(persona, key)),
                asked_at: speaker.at.clone(),
                replaces: Some(before.id.clone()),
                events: Vec::new(),
                receipts: Vec::new(),
                ..before.clone()
            };
            let event = ConsentEventRecord {
                items,
                valid_to,
                notice_sha256: Some(answer.notice_sha256.clone()),
                ..speaker.event(&consent, "given")
            };
            append(&mut consent, event)?;
            let ended = ConsentEventRecord {
                by: before.source.id.clone(),
                on_behalf_of: None,
                indication: Some("by_authority".to_owned()),
                ..speaker.event(&before, "expired")
            };
            append(&mut before, ended)?;
            speaker.keep(before)?;
            speaker.name_in_use(&consent)?;
            speaker.put(consent, PROLONGED)
        })
    }

    /// Receives the withdrawal of a consent, or that a prohibition is taken back, once for one `key`.
    pub(crate) fn receive_consent_withdrawal(
        &self,
        persona: &str,
        key: &str,
        body: &[u8],
        id: &str,
    ) -> Result<Receipt, ConsentFault> {
        self.receive_said(persona, key, (&format!("consents/{id}/withdrawal"), body), |speaker| speaker.withdraw(id))
    }

    /// A consent as a grant.
    pub(crate) fn grant_of_consent(&self, persona: &str, id: &str) -> Result<Grant, ConsentFault> {
        self.speak(persona, |speaker| {
            let consent = speaker.grant(id)?;
            Ok(Grant {
                active: standing(&consent, speaker.today) == Standing::Given,
                authorization_details: authorization(&consent).into_iter().collect(),
                grant_id: consent.id,
            })
        })
    }

    /// Ends a consent as a grant is revoked. What is withdrawn already stays so.
    pub(crate) fn revoke_grant(&self, persona: &str, id: &str) -> Result<(), ConsentFault> {
        let is_new = self.speak(persona, |speaker| {
            let consent = speaker.grant(id)?;
            // What is only asked for is no grant yet.
            if standing(&consent, speaker.today) == Standing::Open {
                return Err(ConsentFault::Closed);
            }
            Ok(consent.events.last().is_none_or(|last| last.state != "withdrawn"))
        })?;
        if !is_new {
            return Ok(());
        }
        // Revoking is known by what it ends, so that two requests are one.
        self.receive_consent_withdrawal(persona, &format!("grant/{id}"), b"", id).map(|_| ())
    }

    fn receive_said(
        &self,
        persona: &str,
        key: &str,
        (path, body): (&str, &[u8]),
        act: impl FnOnce(&Speaker<'_>) -> Result<Done, ConsentFault>,
    ) -> Result<Receipt, ConsentFault> {
        let received: Result<_, ConsentFault> =
            self.receive(persona, key, (path, body), |tx| act(&Speaker::new(self, tx, (persona, key))?));
        received?.ok_or(ConsentFault::KeyReused)
    }

    /// Asks something in a resident's name. Nothing is written.
    pub(super) fn speak<T>(
        &self,
        persona: &str,
        ask: impl FnOnce(&Speaker<'_>) -> Result<T, ConsentFault>,
    ) -> Result<T, ConsentFault> {
        let mut connection = self.connection();
        let tx = connection.transaction()?;
        ask(&Speaker::new(self, &tx, (persona, ""))?)
    }
}

/// A resident who says something now.
pub(super) struct Speaker<'a> {
    pub desk: Desk<'a>,
    pub tx: &'a Transaction<'a>,
    key: &'a str,
    pub own: PartyRecord,
    pub at: String,
    pub today: NaiveDate,
    publisher: &'a str,
}

impl<'a> Speaker<'a> {
    pub fn new(
        registry: &'a Registry,
        tx: &'a Transaction<'a>,
        (persona, key): (&'a str, &'a str),
    ) -> Result<Self, ConsentFault> {
        let clock = &registry.shared.clock;
        Ok(Self {
            desk: Desk { tx, persona, today: clock.today() },
            tx,
            key,
            own: own_party(tx, persona)?.ok_or(ConsentFault::NoRight)?,
            at: clock.stamp(),
            today: clock.today(),
            publisher: &registry.shared.publisher,
        })
    }

    /// A record in which the resident may speak.
    fn record(&self, id: &str) -> Result<ConsentRecord, ConsentFault> {
        let FeedRecord::Consent(consent) = self.desk.acted_on("consent", id)? else {
            return Err(ConsentFault::NoSuchRecord);
        };
        if consent.party_only && consent.party != self.own.id { Err(ConsentFault::NoRight) } else { Ok(*consent) }
    }

    /// The same of what permits something: a prohibition does not.
    fn grant(&self, id: &str) -> Result<ConsentRecord, ConsentFault> {
        let consent = self.record(id)?;
        if consent.permission == "prohibition" { Err(ConsentFault::NoSuchRecord) } else { Ok(consent) }
    }

    fn withdraw(&self, id: &str) -> Result<Done, ConsentFault> {
        let mut consent = self.record(id)?;
        let (ends, what) = match standing(&consent, self.today) {
            Standing::Given if consent.permission == "prohibition" => ("withdrawn", UNFORBADE),
            Standing::Given => ("withdrawn", WITHDREW),
            // It has overtaken the giving, which comes too late then.
            Standing::Open => ("refused", REFUSED),
            Standing::Ended | Standing::Closed => return Err(ConsentFault::Closed),
        };
        let event = self.event(&consent, ends);
        append(&mut consent, event)?;
        self.put(consent, what)
    }

    /// That the resident brings a record into this state now.
    pub fn event(&self, consent: &ConsentRecord, state: &str) -> ConsentEventRecord {
        ConsentEventRecord {
            time: self.at.clone(),
            state: state.to_owned(),
            valid_to: None,
            by: self.own.id.clone(),
            on_behalf_of: (consent.party != self.own.id).then(|| consent.party.clone()),
            indication: Some("explicit".to_owned()),
            items: Vec::new(),
            notice_sha256: None,
            prev_hash: String::new(),
        }
    }

    /// Names the record in the use that rests on it, as its newest.
    pub fn name_in_use(&self, consent: &ConsentRecord) -> Result<(), ConsentFault> {
        let Some(id) = &consent.data_use else { return Ok(()) };
        match self.desk.standing(&consent.party, "data_use", id) {
            Ok(FeedRecord::DataUse(mut used)) => {
                used.consent = Some(consent.id.clone());
                Ok(put_record(self.tx, FeedRecord::DataUse(used))?)
            }
            Ok(_) | Err(LetterFault::NoSuchItem) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Writes the record, its receipts with it, and into the log of whom it was said for that it was.
    pub fn put(&self, consent: ConsentRecord, what: [&str; 3]) -> Result<Done, ConsentFault> {
        let (id, party, purpose) = (consent.id.clone(), consent.party.clone(), consent.purpose.purpose.clone());
        self.keep(consent)?;
        let mut audience = viewers_of(self.tx, &party)?;
        audience.extend(log_act(self.tx, self.desk.persona, &party, (self.key, &self.at), titled(what, &purpose))?);
        Ok(Done { audience, record: Some(id) })
    }

    fn keep(&self, consent: ConsentRecord) -> Result<(), ConsentFault> {
        let mut record = FeedRecord::Consent(Box::new(consent));
        countersign::keep(self.tx, &mut record, self.publisher)?;
        Ok(put_record(self.tx, record)?)
    }
}

const GAVE: [&str; 3] = ["Antoi suostumuksen", "Gav sitt samtycke", "Gave consent"];
const REFUSED: [&str; 3] = ["Ei antanut suostumusta", "Gav inte sitt samtycke", "Refused consent"];
const PROLONGED: [&str; 3] = ["Jatkoi suostumusta", "Förlängde sitt samtycke", "Extended consent"];
const WITHDREW: [&str; 3] = ["Perui suostumuksen", "Återkallade sitt samtycke", "Withdrew consent"];
const UNFORBADE: [&str; 3] = ["Perui kiellon", "Återkallade ett förbud", "Took back a prohibition"];

/// A text with something said before it, in each language that it has.
pub(super) fn titled([fi, sv, en]: [&str; 3], texts: &Texts) -> Texts {
    let of = |before: &str, text: &Option<String>| text.as_ref().map(|text| format!("{before}: {text}"));
    Texts { fi: of(fi, &texts.fi), sv: of(sv, &texts.sv), en: of(en, &texts.en) }
}

pub(super) fn wrong(field: &str, fault: &str) -> ConsentFault {
    ConsentFault::NotAcceptable(vec![FieldError { field: field.to_owned(), fault: fault.to_owned(), most: None }])
}

fn is_shown(consent: &ConsentRecord, answer: &ConsentAnswer) -> Result<(), ConsentFault> {
    let is_it = consent.notice.texts.iter().any(|text| text.sha256.eq_ignore_ascii_case(&answer.notice_sha256));
    if is_it { Ok(()) } else { Err(ConsentFault::OtherNotice) }
}

/// The items and the last day of what is given. All that is not optional is in it, and nothing that was not asked.
fn permitted(
    consent: &ConsentRecord,
    answer: &ConsentAnswer,
    today: NaiveDate,
) -> Result<(Vec<String>, Option<String>), ConsentFault> {
    let [detail] = answer.authorization_details.as_slice() else { return Err(wrong("authorization_details", "count")) };
    if detail.r#type != AUTHORIZATION_CONSENT || detail.id != consent.id || detail.from != consent.party {
        return Err(wrong("authorization_details", "other"));
    }
    if detail.to.as_ref().is_some_and(|to| *to != consent.controller.id) {
        return Err(wrong("authorization_details", "other"));
    }
    let rights = &detail.consent_rights;
    let resources: Vec<_> = rights.iter().flat_map(|right| &right.resource).collect();
    let is_read = rights.iter().all(|right| right.action.iter().all(|action| action == "read"));
    let is_item = resources.iter().all(|resource| resource.r#type == CONSENT_ITEM);
    let data = &consent.purpose.data;
    let is_asked = resources.iter().all(|resource| data.iter().any(|item| item.id == resource.value));
    let is_chosen = |id: &str| resources.iter().any(|resource| resource.value == id);
    let is_complete = data.iter().all(|item| item.optional || is_chosen(&item.id));
    if !(is_read && is_item && is_asked && is_complete) {
        return Err(wrong("consent_rights", "not_acceptable"));
    }
    let day = |text: &Option<String>| text.as_deref().map(str::parse::<NaiveDate>).transpose();
    let valid_to = day(&detail.valid_to).map_err(|_| wrong("valid_to", "not_acceptable"))?;
    let latest = day(&consent.latest_end).ok().flatten();
    let too_late = latest.is_some_and(|latest| valid_to.is_none_or(|day| day > latest));
    if too_late || valid_to.is_some_and(|day| day < today) {
        return Err(wrong("valid_to", "not_acceptable"));
    }
    let items = data.iter().filter(|item| is_chosen(&item.id)).map(|item| item.id.clone()).collect();
    Ok((items, valid_to.map(|day| day.to_string())))
}
