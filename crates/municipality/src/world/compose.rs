//! Turns content files into the world of a day.

mod decision;
mod form;
mod register;
mod thread;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use resident_api::{
    API_VERSION, ActedRecord, ContactChannel, ContactForm, Feature, MandateRecord, MatterName, PartyRecord, ServerCard,
    Texts,
};
use serde::de::DeserializeOwned;

use super::{
    ContentError, EndedAccess, Persona, Waiting, World,
    content::{BodyFile, ContactEntry, ContactFormEntry, PersonaEntry, Statutes, Thread, Words},
    files, party_id, record_id, reports,
    when::When,
    wording::{self, Language, NamedDays},
};
use crate::{
    Body,
    http::{LETTER_CAPS, attachment_caps},
    paper::Letterhead,
};

const RELATIONS: [&str; 7] = ["myself", "child", "ward", "principal", "company", "association", "estate"];
const BASES: [&str; 4] = ["custody", "guardianship", "power_of_attorney", "role"];

/// Composes a body's world.
pub fn world(body: Body, today: NaiveDate) -> Result<World, ContentError> {
    let (scene, days) = (Scene::of(body, today)?, BTreeMap::new());
    let page = Page::new(files::body(body).0, today, &days)?;
    let card = scene.card(&page)?;
    let personas =
        scene.about.persona.iter().map(|entry| scene.persona(&page, entry)).collect::<Result<Vec<_>, _>>()?;

    let (mut records, mut documents) = (Vec::new(), Vec::new());
    for (name, text) in files::threads(body) {
        let parsed: Thread = parse(name, text)?;
        let told = thread::tell(&scene, name, today, &parsed)?;
        records.extend(told.records);
        documents.extend(told.documents);
    }
    let register::Told { records: told, matters: use_matters } = register::tell(&scene, today)?;
    records.extend(told);
    // The order within a thread is kept where times are equal: a case comes before what belongs to it.
    records.sort_by_key(|dated| dated.at);
    let reporting = reports::reporting(body, today)?;
    Ok(World { card, personas, records, documents, use_matters, reporting })
}

/// Composes what leads to a decision that waits.
pub fn waiting(body: Body, today: NaiveDate) -> Result<Option<Waiting>, ContentError> {
    let Some((name, text)) = files::waiting(body) else { return Ok(None) };
    let thread: Thread = parse(name, text)?;
    let thread::Told { records, documents } = thread::tell(&Scene::of(body, today)?, name, today, &thread)?;
    Ok(Some(Waiting { records, documents }))
}

/// Reads a content file. The parser's own words name line and key.
pub(super) fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, ContentError> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(0, |span| text.get(..span.start).unwrap_or_default().lines().count());
        ContentError { file: file.to_owned(), key: format!("line {line}"), problem: error.message().to_owned() }
    })
}

/// What all threads of a body share.
struct Scene {
    body: Body,
    about: BodyFile,
    statutes: Statutes,
    letterhead: Letterhead,
}

impl Scene {
    fn of(body: Body, today: NaiveDate) -> Result<Self, ContentError> {
        let (name, text) = files::body(body);
        let about: BodyFile = parse(name, text)?;
        let (statutes_name, text) = files::STATUTES;
        let statutes: Statutes = parse(statutes_name, text)?;
        let days = BTreeMap::new();
        let page = Page::new(name, today, &days)?;
        let letterhead = Letterhead {
            name: page.texts("name", &about.name)?,
            address: page.texts("address", &about.address)?,
            colour: about.colour,
        };
        Ok(Self { body, about, statutes, letterhead })
    }

    fn card(&self, page: &Page) -> Result<ServerCard, ContentError> {
        let contact = self.about.contact.iter().enumerate();
        let mut features = vec![
            Feature::Changes,
            Feature::Events,
            Feature::Documents,
            Feature::Opened,
            Feature::Mandates,
            Feature::DataUses,
        ];
        // The municipality that the family moved from answers by telephone.
        let letters = (self.body != Body::Mantylahti).then_some(LETTER_CAPS);
        features.extend(letters.map(|_| [Feature::Letters, Feature::DataRequests]).into_iter().flatten());
        Ok(ServerCard {
            api_version: API_VERSION.to_owned(),
            id: self.body.id().to_owned(),
            name: page.texts("short_name", &self.about.short_name)?,
            languages: Language::ALL.map(|language| language.tag().to_owned()).to_vec(),
            // Where the server listens is known once it does.
            issuer: None,
            client_id: None,
            scopes: Vec::new(),
            resource: None,
            features,
            letters,
            attachments: letters.map(|_| attachment_caps()),
            matters: self.matters(page)?,
            contact: contact.map(|(index, entry)| channel(page, index, entry)).collect::<Result<_, _>>()?,
            signing_keys: Some("../v1/signing-keys".to_owned()),
            contact_form: self.about.contact_form.as_ref().map(|entry| contact_form(page, entry)).transpose()?,
        })
    }

    /// Each department handles one kind of matter.
    fn matters(&self, page: &Page) -> Result<Vec<MatterName>, ContentError> {
        let units = self.about.units.iter();
        units
            .map(|(id, name)| Ok(MatterName { id: id.clone(), name: page.texts(&format!("units.{id}"), name)? }))
            .collect()
    }

    fn persona(&self, page: &Page, entry: &PersonaEntry) -> Result<Persona, ContentError> {
        let mut persona = Persona {
            id: entry.id.clone(),
            parties: Vec::new(),
            party_records: Vec::new(),
            mandates: Vec::new(),
            acted: Vec::new(),
            ended: Vec::new(),
        };
        for part in &entry.party {
            let key = format!("persona.{}.{}", entry.id, part.who);
            let person = self.about.people.get(&part.who).ok_or_else(|| page.wrong(&key, "is nobody in people"))?;
            let party = party_id(self.body, &part.who);
            if let Some(ended) = &part.ended {
                page.one_of(&key, &part.relation, &RELATIONS)?;
                persona.ended.push(EndedAccess { party, at: page.past(&key, ended)?.to_utc() });
                continue;
            }
            persona.party_records.push(PartyRecord {
                id: party.clone(),
                name: person.name.clone(),
                relation: page.one_of(&key, &part.relation, &RELATIONS)?,
                born_on: page.optional_day(&format!("people.{}.born_on", part.who), person.born_on.as_deref())?,
                business_id: person.business_id.clone(),
                protected: person.protected,
                withheld: part.withheld,
            });
            persona.parties.push(party.clone());
            if let Some(basis) = &part.basis {
                persona.mandates.push(MandateRecord {
                    id: record_id(self.body, "mandate", &entry.id, &part.who),
                    party,
                    basis: page.one_of(&key, basis, &BASES)?,
                    scope: part.scope.clone(),
                    valid_from: page.optional_day(&key, part.valid_from.as_deref())?,
                    valid_to: page.optional_day(&key, part.valid_to.as_deref())?,
                });
            }
        }
        let own = persona.parties.first().cloned().unwrap_or_default();
        for (index, acted) in entry.acted.iter().enumerate() {
            let key = format!("persona.{}.acted[{index}]", entry.id);
            let actor = self.about.people.get(&acted.by).ok_or_else(|| page.wrong(&key, "is nobody in people"))?;
            persona.acted.push(ActedRecord {
                id: record_id(self.body, "acted", &entry.id, &index.to_string()),
                party: own.clone(),
                at: page.past(&key, &acted.at)?.to_rfc3339(),
                actor_name: actor.name.clone(),
                what: page.texts(&key, &acted.what)?,
                mandate: Some(record_id(self.body, "mandate", &acted.by, &entry.id)),
            });
        }
        Ok(persona)
    }

    fn unit(&self, page: &Page, key: &str, name: &str) -> Result<Texts, ContentError> {
        let unit = self.about.units.get(name).ok_or_else(|| page.wrong(key, format!("knows no unit '{name}'")))?;
        page.texts(key, unit)
    }
}

fn channel(page: &Page, index: usize, entry: &ContactEntry) -> Result<ContactChannel, ContentError> {
    let key = format!("contact[{index}]");
    Ok(ContactChannel {
        kind: entry.kind,
        title: page.texts(&key, &entry.title)?,
        value: entry.value.clone(),
        hours: page.optional_texts(&key, entry.hours.as_ref())?,
        note: page.optional_texts(&key, entry.note.as_ref())?,
    })
}

fn contact_form(page: &Page, entry: &ContactFormEntry) -> Result<ContactForm, ContentError> {
    Ok(ContactForm {
        title: page.texts("contact_form.title", &entry.title)?,
        questions: form::questions(page, "contact_form", &entry.question)?,
    })
}

/// A content file being read on a day, with the days it has named.
pub(super) struct Page<'a> {
    file: &'a str,
    today: NaiveDate,
    days: NamedDays,
}

impl<'a> Page<'a> {
    pub(super) fn new(file: &'a str, today: NaiveDate, days: &BTreeMap<String, String>) -> Result<Self, ContentError> {
        let mut page = Self { file, today, days: NamedDays::new() };
        for (name, text) in days {
            let day = page.when(&format!("days.{name}"), text)?.day;
            page.days.insert(name.clone(), day);
        }
        Ok(page)
    }

    pub(super) fn wrong(&self, key: &str, problem: impl Into<String>) -> ContentError {
        ContentError { file: self.file.to_owned(), key: key.to_owned(), problem: problem.into() }
    }

    fn texts(&self, key: &str, words: &Words) -> Result<Texts, ContentError> {
        let text = |language: Language, text: &str| {
            let key = format!("{key}.{}", language.tag());
            let filled =
                wording::fill(text, language, self.today, &self.days).map_err(|problem| self.wrong(&key, problem))?;
            if filled.is_empty() { Err(self.wrong(&key, "is empty")) } else { Ok(Some(filled)) }
        };
        Ok(Texts {
            fi: text(Language::Fi, &words.fi)?,
            sv: text(Language::Sv, &words.sv)?,
            en: text(Language::En, &words.en)?,
        })
    }

    fn optional_texts(&self, key: &str, words: Option<&Words>) -> Result<Option<Texts>, ContentError> {
        words.map(|words| self.texts(key, words)).transpose()
    }

    /// A text that is the same in every language, such as a register number.
    pub(super) fn text(&self, key: &str, text: &str) -> Result<String, ContentError> {
        wording::fill(text, Language::Fi, self.today, &self.days).map_err(|problem| self.wrong(key, problem))
    }

    pub(super) fn when(&self, key: &str, text: &str) -> Result<When, ContentError> {
        When::parse(text, self.today).map_err(|problem| self.wrong(key, problem))
    }

    /// A day: an offset, or one the file has named. ISO 8601.
    fn day(&self, key: &str, text: &str) -> Result<String, ContentError> {
        let day = match self.days.get(text) {
            Some(day) => *day,
            None => self.when(key, text)?.day,
        };
        Ok(day.to_string())
    }

    fn optional_day(&self, key: &str, text: Option<&str>) -> Result<Option<String>, ContentError> {
        text.map(|text| self.day(key, text)).transpose()
    }

    /// The time of something that has happened: yesterday or before.
    pub(super) fn past(&self, key: &str, text: &str) -> Result<DateTime<Tz>, ContentError> {
        let when = self.when(key, text)?;
        if when.day >= self.today {
            return Err(self.wrong(key, "has not happened yet"));
        }
        when.instant().map_err(|problem| self.wrong(key, problem))
    }

    fn one_of(&self, key: &str, word: &str, known: &[&str]) -> Result<String, ContentError> {
        if known.contains(&word) {
            Ok(word.to_owned())
        } else {
            Err(self.wrong(key, format!("does not know '{word}'")))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    const LETTER: &str = r#"
        party = "aino"
        unit = "housing"
        [[message]]
        id = "letter"
        sent_at = "-3d 09:00"
        title = { fi = "Kirje", sv = "Brev", en = "Letter" }
        body = { fi = "Asunto on vapaa {+3d}.", sv = "Bostaden är ledig {+3d}.", en = "The home is free on {+3d}." }
    "#;

    fn read(text: &str) -> Result<(), ContentError> {
        let today = "2026-11-21".parse().unwrap();
        let (name, body) = files::body(Body::Haikkala);
        let about: BodyFile = parse(name, body)?;
        let letterhead = Letterhead { name: Texts::default(), address: Texts::default(), colour: about.colour };
        let scene = Scene { body: Body::Haikkala, about, statutes: Statutes::new(), letterhead };
        let parsed: Thread = parse("haikkala/letter.toml", text)?;
        thread::tell(&scene, "haikkala/letter.toml", today, &parsed).map(|_| ())
    }

    #[test]
    fn a_mistake_in_a_file_is_named_with_its_place() {
        assert!(read(LETTER).is_ok());
        for (right, wrong, key, problem) in [
            ("\"aino\"", "\"aune\"", "party", "nobody"),
            ("\"housing\"", "\"hosing\"", "message.letter", "hosing"),
            ("\"-3d 09:00\"", "\"-3d\"", "message.letter", "time of day"),
            ("\"-3d 09:00\"", "\"+3d 09:00\"", "message.letter", "not happened"),
            ("ledig {+3d}", "ledig {+3x}", "message.letter.body.sv", "+3x"),
            ("\"Letter\"", "\"\"", "message.letter.title.en", "empty"),
            (", en = \"Letter\"", "", "line 7", "en"),
            ("sent_at", "sent", "line 6", "sent"),
        ] {
            let error = read(&LETTER.replace(right, wrong)).unwrap_err();
            assert_eq!(error.file, "haikkala/letter.toml");
            assert_eq!(error.key, key, "{error}");
            assert!(error.problem.contains(problem), "{error}");
        }
    }
}
