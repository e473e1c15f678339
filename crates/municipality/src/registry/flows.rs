//! How the body's own services and clerks get at a person's data: through one gate, which asks the register and writes the log.
//!
//! The gate opens by a basis in law that no prohibition closes, or by a consent that is in force and extends to what is
//! wanted. Whether it opens or not, the log has it. Around the gate data can be had only by [`Registry::look_around_gate`]:
//! that is what a rogue system does in the demo, and even that leaves its line in the log.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Europe::Helsinki;
use resident_api::{CategoryRecord, ConsentRecord, DataUseRecord, FeedRecord, LookupRecord, OrganisationRecord, Texts};
use rusqlite::Transaction;

use super::{
    EVERYONE, Registry, RegistryError, Row, answers::three, attach, consents::titled, data_requests::matter_of, put,
    shelf, viewers_of,
};
use crate::consent::{Standing, given, standing};

/// What somebody wants to see of a person, and for which use.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Id of the [`DataUseRecord`].
    pub data_use: String,
    /// Which data: ids of the use's categories, or of the items of the consent it rests on; none: all that there are.
    pub data: Vec<String>,
    /// Who wants it, an [`OrganisationRecord::id`]; none: the controller.
    pub receiver: Option<String>,
    /// The information system in which it is wanted.
    pub system: Option<String>,
    /// Role of the person who wants it.
    pub role: Option<Texts>,
    /// What is done and why; none: the use's purpose says it.
    pub action: Option<Texts>,
    /// When; none: now.
    pub at: Option<DateTime<Utc>>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Id of the line in the log.
    pub lookup: String,
    /// What was seen, each with its value where the register has it; or why nothing was.
    pub seen: Result<Vec<(Texts, Option<Texts>)>, Denial>,
}

/// Why the gate stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denial {
    /// Neither the use nor the consent names who wants it.
    #[error("the use does not name who wants the data")]
    Unnamed,
    /// The resident has forbidden it.
    #[error("the resident has forbidden this use")]
    Forbidden,
    /// There is no consent.
    #[error("there is no consent")]
    NotGiven,
    /// The consent has been withdrawn, or is over.
    #[error("the consent holds no more")]
    Ended,
    /// The use or the consent does not extend to all that is wanted.
    #[error("the use does not extend to these data")]
    OtherData,
}

impl Registry {
    /// Lets somebody see data of a person, if the register says that they may. The log has it either way.
    ///
    /// # Errors
    /// [`RegistryError::UnknownRecord`] for a use that is not there.
    pub fn look_up(&self, wanted: &Wanted) -> Result<Looked, RegistryError> {
        self.look(wanted, true)
    }

    /// Lets somebody see data of a person without asking the register, as a system does that goes around it. The log has
    /// it all the same.
    ///
    /// # Errors
    /// [`RegistryError::UnknownRecord`] for a use that is not there.
    pub fn look_around_gate(&self, wanted: &Wanted) -> Result<Looked, RegistryError> {
        self.look(wanted, false)
    }

    fn look(&self, wanted: &Wanted, asks: bool) -> Result<Looked, RegistryError> {
        let at = wanted.at.unwrap_or_else(|| self.shared.clock.now());
        self.write(|tx, audience| {
            let used = data_use(tx, &wanted.data_use)?;
            let consent = consent_of(tx, &used)?;
            let passed = pass(&used, consent.as_ref(), wanted, at.with_timezone(&Helsinki).date_naive());
            let permitted = if asks { passed } else { Ok(()) };
            let named = everybody(&used, consent.as_ref()).find(|one| Some(&one.id) == wanted.receiver.as_ref());
            let receiver = named.unwrap_or(&used.controller);
            let rests_on = consent.as_ref().filter(|consent| consent.permission != "prohibition");
            let all = everything(&used, rests_on);
            let is_wanted = |id: &String| {
                if wanted.data.is_empty() { is_agreed(rests_on, id) } else { wanted.data.contains(id) }
            };
            let record = LookupRecord {
                id: fresh()?,
                party: used.party.clone(),
                logtime: at.to_rfc3339_opts(SecondsFormat::Secs, true),
                action: wanted.action.clone().unwrap_or_else(|| titled(FETCHED, &used.purpose)),
                receiver_code: wanted.receiver.clone().unwrap_or_else(|| receiver.id.clone()),
                receiver_name: (wanted.receiver.is_none() || named.is_some()).then(|| receiver.name.clone()),
                receiver_system: wanted.system.clone(),
                role: wanted.role.clone(),
                source_system: None,
                data_use: Some(used.id.clone()),
                purpose_type: used.purpose_type.clone(),
                lawful_basis: Some(used.lawful_basis.clone()),
                consent: rests_on.map(|consent| consent.id.clone()),
                data_categories: if wanted.data.is_empty() {
                    all.iter().map(|(id, ..)| id.clone()).filter(is_wanted).collect()
                } else {
                    wanted.data.clone()
                },
                direction: Some(if receiver.id == self.shared.publisher { "viewed" } else { "disclosed" }.to_owned()),
                result: Some(if permitted.is_ok() { "allowed" } else { "denied" }.to_owned()),
            };
            let lookup = record.id.clone();
            log(tx, record, audience)?;
            let seen = permitted.map(|()| {
                all.into_iter().filter(|(id, ..)| is_wanted(id)).map(|(_, name, value)| (name, value)).collect()
            });
            Ok(Looked { lookup, seen })
        })
    }

    /// Notes that a clerk of the body has a record of this kind before them. It belongs to the use of the party's data in
    /// that kind of matter, where the register has one.
    pub(crate) fn note_viewed(
        &self,
        record: &FeedRecord,
        name: &Texts,
        (role, system): ([&str; 3], &str),
    ) -> Result<(), RegistryError> {
        let Some((party, matter, title)) = viewed(record) else { return Ok(()) };
        let at = self.shared.clock.stamp();
        self.write(|tx, audience| {
            let used = use_in_matter(tx, party, matter)?;
            let record = LookupRecord {
                id: fresh()?,
                party: party.to_owned(),
                logtime: at,
                action: titled(OPENED, title),
                receiver_code: self.shared.publisher.clone(),
                // In the matters of a protected person the body goes by another name.
                receiver_name: Some(used.as_ref().map_or(name, |used| &used.controller.name).clone()),
                receiver_system: Some(system.to_owned()),
                role: Some(three(role)),
                source_system: None,
                purpose_type: used.as_ref().and_then(|used| used.purpose_type.clone()),
                lawful_basis: used.as_ref().map(|used| used.lawful_basis.clone()),
                data_categories: used
                    .iter()
                    .flat_map(|used| used.categories.iter().map(|category| category.id.clone()))
                    .collect(),
                data_use: used.map(|used| used.id),
                consent: None,
                direction: Some("viewed".to_owned()),
                result: Some("allowed".to_owned()),
            };
            log(tx, record, audience)
        })
    }

    /// Every use of data that stands, in the order of their ids.
    pub fn data_uses(&self) -> Result<Vec<DataUseRecord>, RegistryError> {
        let connection = self.connection();
        let texts: Vec<String> = connection
            .prepare_cached(
                "select change from changes where kind = 'data_use' and viewer = '' and gone = 0 order by id",
            )?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut uses = Vec::new();
        for text in texts {
            if let resident_api::FeedChange::Upsert(FeedRecord::DataUse(used)) = serde_json::from_str(&text)? {
                uses.push(*used);
            }
        }
        Ok(uses)
    }
}

const FETCHED: [&str; 3] = ["Haki tietoja", "Hämtade uppgifter", "Fetched data"];
const OPENED: [&str; 3] = ["Avasi", "Öppnade", "Opened"];

/// Whether the register lets it pass.
fn pass(
    used: &DataUseRecord,
    consent: Option<&ConsentRecord>,
    wanted: &Wanted,
    today: NaiveDate,
) -> Result<(), Denial> {
    let is_named = |receiver: &String| everybody(used, consent).any(|one| one.id == *receiver);
    if !wanted.receiver.as_ref().is_none_or(is_named) {
        return Err(Denial::Unnamed);
    }
    let stands = consent.map(|consent| standing(consent, today));
    match used.permission.as_deref() {
        Some("consent" | "disclosure_permission") => {
            match stands {
                Some(Standing::Given) => {}
                Some(Standing::Ended) => return Err(Denial::Ended),
                Some(Standing::Open | Standing::Closed) | None => return Err(Denial::NotGiven),
            }
            let is_agreed = wanted.data.iter().all(|id| is_agreed(consent, id));
            if is_agreed { Ok(()) } else { Err(Denial::OtherData) }
        }
        Some("prohibition") if stands == Some(Standing::Given) => Err(Denial::Forbidden),
        _ => {
            let extends = |id: &String| used.categories.iter().any(|category| category.id == *id);
            if wanted.data.iter().all(extends) { Ok(()) } else { Err(Denial::OtherData) }
        }
    }
}

/// Whether an item was agreed to, where it takes a consent.
fn is_agreed(consent: Option<&ConsentRecord>, id: &String) -> bool {
    consent.is_none_or(|consent| given(consent).is_some_and(|event| event.items.contains(id)))
}

/// Who may have to do with it: the controller, the one who has the data, and the named recipients.
fn everybody<'a>(
    used: &'a DataUseRecord,
    consent: Option<&'a ConsentRecord>,
) -> impl Iterator<Item = &'a OrganisationRecord> {
    let of_consent =
        consent.into_iter().flat_map(|one| [&one.controller, &one.source].into_iter().chain(&one.recipients));
    std::iter::once(&used.controller).chain(&used.recipients).chain(of_consent)
}

/// What there is: the items of the consent with their values, or the use's categories.
fn everything(used: &DataUseRecord, consent: Option<&ConsentRecord>) -> Vec<(String, Texts, Option<Texts>)> {
    let category = |one: &CategoryRecord| (one.id.clone(), one.name.clone(), None);
    match consent {
        Some(consent) => {
            let items = consent.purpose.data.iter();
            items.map(|item| (item.id.clone(), item.name.clone(), item.value.clone())).collect()
        }
        None => used.categories.iter().map(category).collect(),
    }
}

fn data_use(tx: &Transaction<'_>, id: &str) -> Result<DataUseRecord, RegistryError> {
    match shelf::standing(tx, "data_use", id)? {
        FeedRecord::DataUse(used) => Ok(*used),
        _ => Err(RegistryError::UnknownRecord { kind: "data_use".to_owned(), id: id.to_owned() }),
    }
}

fn consent_of(tx: &Transaction<'_>, used: &DataUseRecord) -> Result<Option<ConsentRecord>, RegistryError> {
    let Some(id) = &used.consent else { return Ok(None) };
    match shelf::standing(tx, "consent", id) {
        Ok(FeedRecord::Consent(consent)) => Ok(Some(*consent)),
        Ok(_) | Err(RegistryError::UnknownRecord { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The use of a party's data in a kind of matter by which a clerk has them: by law or contract, not by a choice.
fn use_in_matter(
    tx: &Transaction<'_>,
    party: &str,
    matter: Option<&str>,
) -> Result<Option<DataUseRecord>, RegistryError> {
    let Some(matter) = matter else { return Ok(None) };
    let ids: Vec<String> = tx
        .prepare_cached(
            "select id from changes
              where kind = 'data_use' and party = ?1 and viewer = '' and gone = 0
                and change ->> '$.record.permission' is null
              order by seq",
        )?
        .query_map([party], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ids {
        if matter_of(tx, &id)?.as_deref() == Some(matter) {
            return data_use(tx, &id).map(Some);
        }
    }
    Ok(None)
}

/// Whose a record is, in which kind of matter, and what it is called.
fn viewed(record: &FeedRecord) -> Option<(&str, Option<&str>, &Texts)> {
    match record {
        FeedRecord::Case(it) => Some((&it.party, it.matter.as_deref(), &it.title)),
        FeedRecord::Message(it) => Some((&it.party, it.matter.as_deref(), &it.title)),
        FeedRecord::Decision(it) => Some((&it.party, it.matter.as_deref(), &it.title)),
        FeedRecord::SealedDecision(it) => Some((&it.party, it.matter.as_deref(), &it.title)),
        FeedRecord::Task(it) => Some((&it.party, it.matter.as_deref(), &it.title)),
        _ => None,
    }
}

/// Writes a line into the log, also of a party that nobody sees.
fn log(tx: &Transaction<'_>, record: LookupRecord, audience: &mut Vec<String>) -> Result<(), RegistryError> {
    let (id, party) = (record.id.clone(), record.party.clone());
    let record = FeedRecord::Lookup(Box::new(record));
    attach(tx, &record)?;
    let row = Row { kind: "lookup", id: &id, viewer: EVERYONE, party: &party, echo: false };
    put(tx, &row, &resident_api::FeedChange::Upsert(record))?;
    audience.extend(viewers_of(tx, &party)?);
    Ok(())
}

fn fresh() -> Result<String, RegistryError> {
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random)?;
    Ok(format!("lookup-{}", hex::encode(random)))
}
