//! The register of a body: uses of data, consents with their chained events, and the log of lookups.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use resident_api::{
    AccessLogRecord, CategoryRecord, ConsentDataRecord, ConsentEventRecord, ConsentRecord, DataUseRecord, FeedChange,
    FeedRecord, LegalReferenceRecord, LookupRecord, NoticeLanguageRecord, NoticeTextRecord, OrganisationRecord,
    PreviousNoticeRecord, PurposeRecord, Texts,
};

use super::{Page, Scene, decision::finlex, parse};
use crate::{
    consent::{SCHEMA, append, sha256},
    world::{
        ContentError, Dated,
        content::Words,
        files, party_id, record_id,
        register::{Categories, ConsentEntry, DataEntry, EventEntry, LookupEntry, RegisterFile, UseEntry},
    },
};

const PERMISSIONS: [&str; 3] = ["consent", "disclosure_permission", "prohibition"];
const BASES: [&str; 6] =
    ["eu-gdpr:A6-1-a", "eu-gdpr:A6-1-b", "eu-gdpr:A6-1-c", "eu-gdpr:A6-1-e", "eu-gdpr:A9-2-a", "fi-621-1999:26"];
const STATES: [&str; 8] =
    ["requested", "given", "refused", "deferred", "withdrawn", "revoked", "expired", "invalidated"];
const DIRECTIONS: [&str; 5] = ["viewed", "received", "disclosed", "changed", "erased"];

/// What the register adds to the world.
pub struct Told {
    pub records: Vec<Dated>,
    /// Uses by their ids, and the kind of matter to which each belongs.
    pub matters: Vec<(String, String)>,
}

/// Tells a body's register.
pub fn tell(scene: &Scene, today: NaiveDate) -> Result<Told, ContentError> {
    let (name, text) = files::register(scene.body);
    let file: RegisterFile = parse(name, text)?;
    let (categories_name, text) = files::CATEGORIES;
    let categories: Categories = parse(categories_name, text)?;
    let page = Page::new(name, today, &BTreeMap::new())?;
    let register = Register { scene, page, file: &file, categories: &categories };
    let mut told = Told { records: Vec::new(), matters: Vec::new() };
    register.uses(&mut told)?;
    for entry in &file.consent {
        let record = register.consent(entry)?;
        let at = entry.event.last().map_or(&entry.asked_at, |event| &event.at);
        told.records.push(register.dated(
            &format!("consent.{}", entry.id),
            at,
            FeedRecord::Consent(Box::new(record)),
        )?);
    }
    register.logs(&mut told)?;
    for (place, entry) in file.lookup.iter().enumerate() {
        let key = format!("lookup[{place}]");
        let record = register.lookup(&key, place, entry)?;
        told.records.push(register.dated(&key, &entry.at, FeedRecord::Lookup(Box::new(record)))?);
    }
    Ok(told)
}

struct Register<'a> {
    scene: &'a Scene,
    page: Page<'a>,
    file: &'a RegisterFile,
    categories: &'a Categories,
}

impl Register<'_> {
    fn dated(&self, key: &str, at: &str, record: FeedRecord) -> Result<Dated, ContentError> {
        let party = match &record {
            FeedRecord::DataUse(record) => &record.party,
            FeedRecord::Consent(record) => &record.party,
            FeedRecord::Lookup(record) => &record.party,
            FeedRecord::AccessLog(record) => &record.party,
            _ => return Err(self.page.wrong(key, "is no record of the register")),
        };
        let party = party.clone();
        Ok(Dated { at: self.page.past(key, at)?.to_utc(), party, change: FeedChange::Upsert(record) })
    }

    fn uses(&self, told: &mut Told) -> Result<(), ContentError> {
        for entry in &self.file.r#use {
            for who in &entry.who {
                let record = self.data_use(entry, who)?;
                told.matters.push((record.id.clone(), entry.unit.clone()));
                let key = format!("use.{}", entry.id);
                told.records.push(self.dated(&key, &self.file.log.since, FeedRecord::DataUse(Box::new(record)))?);
            }
        }
        Ok(())
    }

    fn logs(&self, told: &mut Told) -> Result<(), ContentError> {
        let log = &self.file.log;
        let parties = self.scene.about.persona.iter().flat_map(|persona| &persona.party);
        let seen: BTreeSet<_> = parties.filter(|party| party.ended.is_none()).map(|party| &party.who).collect();
        for who in seen {
            let record = AccessLogRecord {
                id: record_id(self.scene.body, "access_log", "log", who),
                party: party_id(self.scene.body, who),
                since: self.page.past("log.since", &log.since)?.to_rfc3339(),
                systems: log.systems.clone(),
                gaps: Some(self.page.texts("log.gaps", &log.gaps)?),
            };
            told.records.push(self.dated("log", &log.since, FeedRecord::AccessLog(record))?);
        }
        Ok(())
    }

    fn data_use(&self, entry: &UseEntry, who: &str) -> Result<DataUseRecord, ContentError> {
        let key = format!("use.{}", entry.id);
        self.person(&key, who)?;
        self.scene.unit(&self.page, &key, &entry.unit)?;
        let basis = self.page.one_of(&key, &entry.basis, &BASES)?;
        let permission =
            entry.permission.as_deref().map(|word| self.page.one_of(&key, word, &PERMISSIONS)).transpose()?;
        let newest = self.file.consent.iter().rfind(|consent| consent.r#use == entry.id && consent.who == who);
        Ok(DataUseRecord {
            id: self.use_id(&entry.id, who),
            party: party_id(self.scene.body, who),
            controller: self.organisation(&key, entry.controller.as_deref(), who)?,
            purpose: self.page.texts(&key, &entry.purpose)?,
            purpose_type: Some(entry.term.clone()),
            statute: self.statute(&key, entry)?,
            categories: entry.categories.iter().map(|name| self.category(&key, name)).collect::<Result<_, _>>()?,
            recipients: self.recipients(&key, entry, who)?,
            retention: Some(self.retention(&key, entry)?),
            location: Some(self.page.texts("location", &self.file.location)?),
            automated_decision: Some(false),
            rights: rights(&basis, permission.as_deref()),
            lawful_basis: basis,
            permission,
            consent: newest.map(|consent| self.consent_id(&consent.id, who)),
        })
    }

    fn consent(&self, entry: &ConsentEntry) -> Result<ConsentRecord, ContentError> {
        let key = format!("consent.{}", entry.id);
        let used = self.entry(&key, &entry.r#use)?;
        if !used.who.contains(&entry.who) {
            return Err(self.page.wrong(&key, "is of somebody whom the use does not name"));
        }
        let permission =
            used.permission.clone().ok_or_else(|| self.page.wrong(&key, "is of a use without a choice"))?;
        let mut record = ConsentRecord {
            id: self.consent_id(&entry.id, &entry.who),
            schema_version: SCHEMA.to_owned(),
            party: party_id(self.scene.body, &entry.who),
            matter: Some(used.unit.clone()),
            permission,
            notice: self.notice(&key, entry)?,
            purpose: self.purpose(&key, entry, used)?,
            controller: self.organisation(&key, used.controller.as_deref(), &entry.who)?,
            source: self.organisation(&key, None, &entry.who)?,
            recipients: self.recipients(&key, used, &entry.who)?,
            asked_at: self.page.past(&key, &entry.asked_at)?.to_rfc3339(),
            answer_by: None,
            latest_end: self.page.optional_day(&key, entry.latest_end.as_deref())?,
            strong: entry.strong,
            party_only: false,
            events: Vec::new(),
            replaces: entry.replaces.as_ref().map(|before| self.consent_id(before, &entry.who)),
            data_use: Some(self.use_id(&used.id, &entry.who)),
            receipts: Vec::new(),
        };
        let shown = record.notice.texts.first().map(|text| text.sha256.clone());
        for event in &entry.event {
            let event = self.event(&key, &entry.who, event, shown.as_ref())?;
            append(&mut record, event).map_err(|error| self.page.wrong(&key, error.to_string()))?;
        }
        if record.events.is_empty() {
            return Err(self.page.wrong(&key, "has no events"));
        }
        Ok(record)
    }

    fn purpose(&self, key: &str, entry: &ConsentEntry, used: &UseEntry) -> Result<PurposeRecord, ContentError> {
        let texts = |words: &Words| self.page.texts(key, words);
        Ok(PurposeRecord {
            purpose: texts(&used.purpose)?,
            purpose_type: used.term.clone(),
            lawful_basis: used.basis.clone(),
            data: entry.data.iter().map(|item| self.item(key, item)).collect::<Result<_, _>>()?,
            processing_method: Some(texts(&entry.processing)?),
            storage_location: Some(texts(&self.file.location)?),
            retention: Some(self.retention(key, used)?),
            jurisdiction: Some("FI".to_owned()),
            withdrawal_method: Some(texts(&self.file.withdrawal)?),
            consequence_of_refusal: Some(texts(&entry.if_refused)?),
            consequence_of_withdrawal: Some(texts(&entry.if_withdrawn)?),
        })
    }

    fn item(&self, key: &str, entry: &DataEntry) -> Result<ConsentDataRecord, ContentError> {
        let key = format!("{key}.data.{}", entry.id);
        let category = self.category(&key, &entry.category)?;
        Ok(ConsentDataRecord {
            id: entry.id.clone(),
            r#type: category.id,
            name: self.page.texts(&key, &entry.name)?,
            value: self.page.optional_texts(&key, entry.value.as_ref())?,
            optional: entry.optional,
            sensitive: entry.sensitive,
            special_category: category.special_category,
        })
    }

    fn event(
        &self,
        key: &str,
        who: &str,
        entry: &EventEntry,
        shown: Option<&String>,
    ) -> Result<ConsentEventRecord, ContentError> {
        let state = self.page.one_of(key, &entry.state, &STATES)?;
        let person = entry.by.as_ref().filter(|by| self.scene.about.people.contains_key(*by));
        let by = match (person, &entry.by) {
            (Some(person), _) => party_id(self.scene.body, person),
            (None, by) => self.organisation(key, by.as_deref(), who)?.id,
        };
        let is_answer = matches!(state.as_str(), "given" | "refused");
        Ok(ConsentEventRecord {
            time: self.page.past(key, &entry.at)?.to_rfc3339(),
            valid_to: self.page.optional_day(key, entry.valid_to.as_deref())?,
            by,
            on_behalf_of: person.filter(|person| *person != who).map(|_| party_id(self.scene.body, who)),
            indication: match state.as_str() {
                "expired" => Some("by_time".to_owned()),
                _ => person.map(|_| "explicit".to_owned()),
            },
            items: entry.items.clone(),
            notice_sha256: shown.filter(|_| is_answer).cloned(),
            prev_hash: String::new(),
            state,
        })
    }

    fn notice(&self, key: &str, entry: &ConsentEntry) -> Result<NoticeTextRecord, ContentError> {
        let notice = &entry.notice;
        let id = format!("{}-{}", self.scene.body.id(), notice.id);
        let previous = notice.previous.as_ref().map(|previous| {
            let texts = self.notice_texts(&format!("{key}.notice.previous"), &previous.text)?;
            Ok(PreviousNoticeRecord { version: previous.version.clone(), texts })
        });
        Ok(NoticeTextRecord {
            url: format!("../v1/notices/{id}/{}", notice.version),
            id,
            version: notice.version.clone(),
            texts: self.notice_texts(&format!("{key}.notice"), &notice.text)?,
            previous: previous.transpose()?,
        })
    }

    fn notice_texts(&self, key: &str, words: &Words) -> Result<Vec<NoticeLanguageRecord>, ContentError> {
        let Texts { fi, sv, en } = self.page.texts(key, words)?;
        let language = |(language, text): (&str, Option<String>)| {
            let text = text?;
            Some(NoticeLanguageRecord { language: language.to_owned(), sha256: sha256(&text), text })
        };
        Ok([("fi", fi), ("sv", sv), ("en", en)].into_iter().filter_map(language).collect())
    }

    fn lookup(&self, key: &str, place: usize, entry: &LookupEntry) -> Result<LookupRecord, ContentError> {
        let used = self.entry(key, &entry.r#use)?;
        if !used.who.contains(&entry.who) {
            return Err(self.page.wrong(key, "is of somebody whom the use does not name"));
        }
        let named = |consent: &&ConsentEntry| entry.consent.as_ref().is_none_or(|id| consent.id == *id);
        let of_use = |consent: &&ConsentEntry| consent.r#use == used.id && consent.who == entry.who;
        let consent = self.file.consent.iter().filter(of_use).rfind(named);
        let receiver = self.organisation(key, entry.receiver.as_deref(), &entry.who)?;
        let role = self.file.roles.get(&entry.role).ok_or_else(|| self.page.wrong(key, "knows no such role"))?;
        Ok(LookupRecord {
            id: record_id(self.scene.body, "lookup", "log", &place.to_string()),
            party: party_id(self.scene.body, &entry.who),
            logtime: self.page.past(key, &entry.at)?.to_rfc3339(),
            action: self.page.texts(key, &entry.action)?,
            receiver_code: receiver.id,
            receiver_name: Some(receiver.name),
            receiver_system: entry.system.clone(),
            role: Some(self.page.texts(key, role)?),
            source_system: None,
            data_use: Some(self.use_id(&used.id, &entry.who)),
            purpose_type: Some(used.term.clone()),
            lawful_basis: Some(used.basis.clone()),
            consent: consent.map(|consent| self.consent_id(&consent.id, &entry.who)),
            data_categories: self.looked_at(key, entry, used, consent)?,
            direction: Some(self.page.one_of(key, &entry.direction, &DIRECTIONS)?),
            result: Some(if entry.denied { "denied" } else { "allowed" }.to_owned()),
        })
    }

    fn looked_at(
        &self,
        key: &str,
        entry: &LookupEntry,
        used: &UseEntry,
        consent: Option<&ConsentEntry>,
    ) -> Result<Vec<String>, ContentError> {
        if let Some(consent) = consent {
            let given = consent.event.iter().rfind(|event| event.state == "given");
            let agreed = given.map(|event| event.items.clone()).unwrap_or_default();
            let data = if entry.data.is_empty() { agreed } else { entry.data.clone() };
            let is_item = |id: &String| consent.data.iter().any(|item| item.id == *id);
            return if data.iter().all(is_item) { Ok(data) } else { Err(self.page.wrong(key, "knows no such item")) };
        }
        let names = if entry.data.is_empty() { &used.categories } else { &entry.data };
        names.iter().map(|name| self.category(key, name).map(|category| category.id)).collect()
    }

    fn entry(&self, key: &str, id: &str) -> Result<&UseEntry, ContentError> {
        let found = self.file.r#use.iter().find(|entry| entry.id == id);
        found.ok_or_else(|| self.page.wrong(key, format!("knows no use '{id}'")))
    }

    fn person(&self, key: &str, who: &str) -> Result<bool, ContentError> {
        let person = self.scene.about.people.get(who);
        Ok(person.ok_or_else(|| self.page.wrong(key, "is nobody in people of body.toml"))?.protected)
    }

    /// An organisation by its short name; the body without one. Of a protected person nothing is said that tells where they are.
    fn organisation(&self, key: &str, name: Option<&str>, who: &str) -> Result<OrganisationRecord, ContentError> {
        if let Some(name) = name {
            let found = self.file.organisations.get(name);
            let entry = found.ok_or_else(|| self.page.wrong(key, format!("knows no organisation '{name}'")))?;
            return Ok(OrganisationRecord {
                id: format!("org-{name}"),
                name: self.page.texts(&format!("organisations.{name}"), &entry.name)?,
                address: entry.address.clone(),
                contact: entry.contact.clone(),
            });
        }
        let is_protected = self.person(key, who)?;
        let plain = self.file.plain_name.as_ref().filter(|_| is_protected);
        if is_protected && plain.is_none() {
            return Err(self.page.wrong(key, "is of a protected person, and there is no plain name"));
        }
        Ok(OrganisationRecord {
            id: self.scene.body.id().to_owned(),
            name: self.page.texts("name", plain.unwrap_or(&self.scene.about.name))?,
            address: None,
            contact: (!is_protected).then(|| self.file.contact.clone()),
        })
    }

    fn recipients(&self, key: &str, entry: &UseEntry, who: &str) -> Result<Vec<OrganisationRecord>, ContentError> {
        entry.recipients.iter().map(|name| self.organisation(key, Some(name), who)).collect()
    }

    fn category(&self, key: &str, name: &str) -> Result<CategoryRecord, ContentError> {
        let found = self.categories.get(name);
        let entry = found.ok_or_else(|| self.page.wrong(key, format!("knows no category '{name}'")))?;
        Ok(CategoryRecord {
            id: entry.term.clone(),
            name: self.page.texts(key, &entry.name)?,
            special_category: entry.special,
        })
    }

    fn retention(&self, key: &str, entry: &UseEntry) -> Result<Texts, ContentError> {
        let found = self.file.retention.get(&entry.retention);
        self.page.texts(key, found.ok_or_else(|| self.page.wrong(key, "knows no such retention"))?)
    }

    fn statute(&self, key: &str, entry: &UseEntry) -> Result<Option<LegalReferenceRecord>, ContentError> {
        let Some(name) = &entry.statute else { return Ok(None) };
        let found = self.scene.statutes.get(name);
        let words = found.ok_or_else(|| self.page.wrong(key, format!("no statute '{name}'")))?;
        Ok(Some(LegalReferenceRecord {
            statute: self.page.texts(key, words)?,
            section: entry.section.clone(),
            link: finlex(&words.fi),
        }))
    }

    fn use_id(&self, id: &str, who: &str) -> String {
        record_id(self.scene.body, "data_use", id, who)
    }

    fn consent_id(&self, id: &str, who: &str) -> String {
        record_id(self.scene.body, "consent", id, who)
    }
}

/// What can be asked for of a use on this basis (GDPR Art. 15–21).
fn rights(basis: &str, permission: Option<&str>) -> Vec<String> {
    let mut rights = vec!["access", "rectification", "restriction"];
    // What the law orders to be kept is not erased (Art. 17(3)(b)).
    if basis != "eu-gdpr:A6-1-c" {
        rights.push("erasure");
    }
    if basis == "eu-gdpr:A6-1-e" {
        rights.push("objection");
    }
    if permission == Some("prohibition") {
        rights.push("prohibit");
    }
    rights.into_iter().map(str::to_owned).collect()
}
