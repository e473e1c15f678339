//! Decisions: when they were served, when the right to seek a change ends, and their papers.

use chrono::{DateTime, Days, NaiveDate};
use chrono_tz::Tz;
use resident_api::{
    AppealRecord, DecisionRecord, LegalReferenceRecord, NoticeRecord, ReplacesRecord, SectionRecord, Texts,
};

use super::{Page, Scene, thread::Telling};
use crate::{
    paper::DecisionPaper,
    world::{
        ContentError, calendar,
        content::{AppealEntry, DecisionEntry, NoticeMethod, ReplacesEntry, Thread},
    },
};

const OUTCOMES: [&str; 5] = ["granted", "partly_granted", "refused", "dismissed", "other"];
const REPLACEMENTS: [&str; 2] = ["corrected", "renewed"];
const APPEALS: [&str; 4] = ["review_request", "municipal_appeal", "administrative_appeal", "not_appealable"];

/// The days of a decision.
pub struct Schedule {
    made_on: NaiveDate,
    sent_at: DateTime<Tz>,
    /// The third day after an electronic message (Act 13/2003 §19), the seventh after a letter (Act 410/2015 §139).
    served_on: NaiveDate,
    /// The period after service, moved to a working day (Act 150/1930 §5). None where no change can be sought.
    last_day: Option<NaiveDate>,
}

/// Works out the days of a thread's decisions and names those of the first: `made`, `sent`, `served`, `last_day`. The last
/// day of each is also named after it: `last_day_of_<id>`.
pub fn name_days(scene: &Scene, page: &mut Page, thread: &Thread) -> Result<Vec<Schedule>, ContentError> {
    let schedules: Vec<Schedule> =
        thread.decision.iter().map(|entry| schedule(scene, page, entry)).collect::<Result<_, _>>()?;
    for (entry, schedule) in thread.decision.iter().zip(&schedules) {
        page.days.extend(schedule.last_day.map(|day| (format!("last_day_of_{}", entry.id), day)));
    }
    if let Some(first) = schedules.first() {
        page.days.insert("made".to_owned(), first.made_on);
        page.days.insert("sent".to_owned(), first.sent_at.date_naive());
        page.days.insert("served".to_owned(), first.served_on);
        page.days.extend(first.last_day.map(|day| ("last_day".to_owned(), day)));
    }
    Ok(schedules)
}

fn schedule(scene: &Scene, page: &Page, entry: &DecisionEntry) -> Result<Schedule, ContentError> {
    let key = format!("decision.{}", entry.id);
    let made_on = page.when(&key, &entry.made_at)?.day;
    let sent_at = page.past(&key, &entry.notice.sent_at)?;
    if made_on > sent_at.date_naive() {
        return Err(page.wrong(&key, "was sent before it was made"));
    }
    let (_, appeal) = appeal_of(scene, page, entry)?;
    let after = |day: NaiveDate, days: u64| {
        day.checked_add_days(Days::new(days)).ok_or_else(|| page.wrong(&key, "lies beyond the calendar"))
    };
    let travel = match entry.notice.method {
        NoticeMethod::Electronic => 3,
        NoticeMethod::Letter => 7,
        NoticeMethod::Verified => 0,
    };
    let served_on = after(sent_at.date_naive(), travel)?;
    let last_day = match appeal.period_days {
        Some(_) if entry.notice.method == NoticeMethod::Verified => None,
        Some(days) => Some(calendar::next_working_day(after(served_on, u64::from(days))?)),
        None => None,
    };
    Ok(Schedule { made_on, sent_at, served_on, last_day })
}

fn appeal_of<'a>(
    scene: &'a Scene,
    page: &Page,
    entry: &DecisionEntry,
) -> Result<(String, &'a AppealEntry), ContentError> {
    let key = format!("decision.{}.appeal", entry.id);
    let appeal = scene.about.appeals.get(&entry.appeal);
    let appeal = appeal.ok_or_else(|| page.wrong(&key, format!("body.toml has no appeal '{}'", entry.appeal)))?;
    Ok((key, appeal))
}

/// A decision and when it was sent. Its papers are kept among the thread's documents.
pub fn decision(
    telling: &mut Telling<'_>,
    entry: &DecisionEntry,
    schedule: &Schedule,
) -> Result<(DecisionRecord, DateTime<Tz>), ContentError> {
    let mut record = record(telling, entry, schedule)?;
    let number = record.register_number.clone().unwrap_or_else(|| entry.id.clone());
    for language in &entry.papers {
        let paper = DecisionPaper {
            record: &record,
            party: telling.party_name,
            language: *language,
            letterhead: &telling.scene.letterhead,
        };
        let key = format!("decision.{}.{}", entry.id, language.tag());
        let pdf = paper.pdf().map_err(|error| telling.page.wrong(&key, error.to_string()))?;
        let slug = number.to_lowercase().replace([' ', '/'], "-").replace('ä', "a");
        let file_name = format!("paatos-{slug}-{}.pdf", language.tag());
        let name = format!("{}-{}", entry.id, language.tag());
        telling.keep(&name, paper_name(*language), file_name, "application/pdf", pdf);
        record.documents.extend(telling.documents(&key, &[name])?);
    }
    record.documents.extend(telling.documents(&entry.id, &entry.documents)?);
    Ok((record, schedule.sent_at))
}

fn paper_name(language: crate::world::wording::Language) -> Texts {
    use crate::world::wording::Language::{En, Fi, Sv};
    let (fi, sv, en) = match language {
        Fi => ("Päätös suomeksi", "Beslutet på finska", "Decision in Finnish"),
        Sv => ("Päätös ruotsiksi", "Beslutet på svenska", "Decision in Swedish"),
        En => ("Päätös englanniksi", "Beslutet på engelska", "Decision in English"),
    };
    Texts { fi: Some(fi.to_owned()), sv: Some(sv.to_owned()), en: Some(en.to_owned()) }
}

fn record(telling: &Telling<'_>, entry: &DecisionEntry, schedule: &Schedule) -> Result<DecisionRecord, ContentError> {
    let page = &telling.page;
    let key = |part: &str| format!("decision.{}.{part}", entry.id);
    let sections = entry.sections.iter().enumerate().map(|(index, section)| {
        Ok(SectionRecord {
            heading: page.texts(&key(&format!("sections[{index}].heading")), &section.heading)?,
            body: page.texts(&key(&format!("sections[{index}].body")), &section.body)?,
        })
    });
    let legal_basis = entry.legal_basis.iter().map(|reference| {
        let statute = telling.scene.statutes.get(&reference.statute);
        let statute =
            statute.ok_or_else(|| page.wrong(&key("legal_basis"), format!("no statute '{}'", reference.statute)))?;
        Ok(LegalReferenceRecord {
            statute: page.texts(&key("legal_basis"), statute)?,
            section: reference.section.clone(),
            link: finlex(&statute.fi),
        })
    });
    Ok(DecisionRecord {
        id: telling.id("decision", &entry.id),
        party: telling.party.clone(),
        matter: Some(telling.thread.unit.clone()),
        case: telling.case.clone(),
        title: page.texts(&key("title"), &entry.title)?,
        authority: page.texts(&key("authority"), &entry.authority)?,
        register_number: telling.register_number()?,
        section: entry.section.clone(),
        made_at: schedule.made_on.to_string(),
        outcome: page.one_of(&key("outcome"), &entry.outcome, &OUTCOMES)?,
        summary: page.texts(&key("summary"), &entry.summary)?,
        text_type: None,
        sections: sections.collect::<Result<_, ContentError>>()?,
        legal_basis: legal_basis.collect::<Result<_, ContentError>>()?,
        appeal: Some(appeal(telling, entry, schedule)?),
        notice: Some(notice(entry, schedule)),
        maker: Some(page.texts(&key("maker"), &entry.maker)?),
        contact: Some(page.texts(&key("contact"), &entry.contact)?),
        documents: Vec::new(),
        replaces: entry.replaces.as_ref().map(|replaces| replaced(telling, entry, replaces)).transpose()?,
        signature: None,
    })
}

fn replaced(
    telling: &Telling<'_>,
    entry: &DecisionEntry,
    replaces: &ReplacesEntry,
) -> Result<ReplacesRecord, ContentError> {
    let key = format!("decision.{}.replaces", entry.id);
    if !telling.thread.decision.iter().any(|other| other.id == replaces.decision) {
        return Err(telling.page.wrong(&key, format!("no decision '{}'", replaces.decision)));
    }
    Ok(ReplacesRecord {
        decision: telling.id("decision", &replaces.decision),
        kind: telling.page.one_of(&key, &replaces.kind, &REPLACEMENTS)?,
    })
}

/// Where a statute can be read in Finlex, by the number at the end of its name.
pub fn finlex(statute: &str) -> Option<String> {
    let (number, year) = statute.rsplit(' ').next()?.split_once('/')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(number) && is_number(year)).then(|| format!("https://www.finlex.fi/fi/lainsaadanto/{year}/{number}"))
}

fn notice(entry: &DecisionEntry, schedule: &Schedule) -> NoticeRecord {
    let method = match entry.notice.method {
        NoticeMethod::Electronic => "electronic",
        NoticeMethod::Letter => "letter",
        NoticeMethod::Verified => "verified",
    };
    NoticeRecord {
        method: method.to_owned(),
        sent_at: Some(schedule.sent_at.to_rfc3339()),
        deemed_served_on: (entry.notice.method != NoticeMethod::Verified).then(|| schedule.served_on.to_string()),
        served_at: None,
    }
}

fn appeal(telling: &Telling<'_>, entry: &DecisionEntry, schedule: &Schedule) -> Result<AppealRecord, ContentError> {
    let page = &telling.page;
    let (key, shared) = appeal_of(telling.scene, page, entry)?;
    Ok(AppealRecord {
        kind: page.one_of(&key, &shared.kind, &APPEALS)?,
        regime: shared.regime.clone(),
        authority: page.optional_texts(&key, shared.authority.as_ref())?,
        address: page.optional_texts(&key, shared.address.as_ref())?,
        period_days: shared.period_days,
        last_day: schedule.last_day.map(|day| day.to_string()),
        office_closes_at: shared.office_closes_at.clone(),
        who: page.optional_texts(&key, shared.who.as_ref())?,
        contents: Some(page.texts(&key, &shared.contents)?),
        cost: page.optional_texts(&key, shared.cost.as_ref())?,
        receives: shared.receives,
    })
}
