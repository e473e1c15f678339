//! Issuing a decision, with its paper in every language in which it is written whole.

use chrono::Days;
use maud::{Markup, html};
use resident_api::{
    AppealRecord, DecisionRecord, DocumentRecord, FeedRecord, LegalReferenceRecord, NoticeRecord, SectionRecord,
    StatusRecord, Texts, TimelineRecord,
};
use sha2::{Digest, Sha256};

use super::{
    Action, Desk, Done, Step, case,
    fields::{self, Size},
    filled::{Filled, LINE, TEXT},
    lists::{self, Whom},
    page,
};
use crate::{
    Envelope, RegistryError,
    paper::DecisionPaper,
    world::{WorldDocument, wording::Language},
};

const OUTCOMES: [(&str, &str); 5] = [
    ("granted", "Granted"),
    ("partly_granted", "Granted in part"),
    ("refused", "Refused"),
    ("dismissed", "Left without examination"),
    ("other", "None of these"),
];
const APPEALS: [(&str, &str); 4] = [
    ("review_request", "Request for review"),
    ("municipal_appeal", "Municipal appeal"),
    ("administrative_appeal", "Administrative appeal"),
    ("not_appealable", "No appeal"),
];
/// Most sections of a decision.
const MOST_SECTIONS: usize = 12;
/// Days after which an electronic message is taken to have arrived (Act 13/2003 §19).
const SERVED_AFTER: u64 = 3;

/// Issues a decision.
pub(super) struct Decide;

impl Action for Decide {
    const PATH: &'static str = "/desk/decision";
    const NAME: &'static str = "Issue a decision";
    const BUTTON: &'static str = "Issue the decision";

    fn begin(desk: &Desk, form: &mut Filled) -> Result<(), RegistryError> {
        form.put("sections", "1");
        form.put("settles", "yes");
        form.put_texts("authority", Some(desk.office.name()));
        lists::begin(form)
    }

    fn fields(desk: &Desk, form: &Filled) -> Result<Markup, RegistryError> {
        let owned = |(value, text): &(&str, &str)| ((*value).to_owned(), (*text).to_owned());
        let choose = || (String::new(), "Choose".to_owned());
        let outcomes = std::iter::once(choose()).chain(OUTCOMES.iter().map(owned)).collect();
        let appeals = std::iter::once(choose()).chain(appeals(desk)).collect();
        Ok(html! {
            (lists::whom(desk, form)?)
            div.check {
                input type="checkbox" id="settles" name="settles" value="yes" checked[form.value("settles") == "yes"];
                label for="settles" { "The case is decided by it" }
            }
            (fields::texts(form, "title", "Title", Size::Line, true))
            (fields::choice(form, "outcome", "Outcome", &[(String::new(), outcomes)]))
            (fields::texts(form, "summary", "The outcome in plain words", Size::Text, true))
            @for number in 1..=count(form) {
                h2 { "Section " (number) }
                (fields::texts(form, &format!("heading{number}"), "Heading", Size::Line, number == 1))
                (fields::texts(form, &format!("body{number}"), "Text", Size::Text, number == 1))
            }
            (fields::hidden(form, "sections"))
            @if count(form) < MOST_SECTIONS {
                // The new section's first field is where the page opens then.
                @let there = format!("{}#heading{}-fi", Self::PATH, count(form) + 1);
                p { button.quiet type="submit" name="another" value="yes" formaction=(there) { "Add a section" } }
            }
            h2 { "The law" }
            (fields::texts(form, "statute", "Statute it rests on, with its number", Size::Line, true))
            (fields::line(form, "paragraph", "Section of the statute", "Such as § 15."))
            h2 { "Who decided" }
            (fields::texts(form, "authority", "Body or office", Size::Line, true))
            (fields::texts(form, "maker", "Who made it", Size::Line, true))
            (fields::texts(form, "contact", "Whom to ask", Size::Line, true))
            (fields::line(form, "section", "Section of the minutes", "Such as § 12."))
            h2 { "Seeking a change" }
            (fields::choice(form, "appeal", "Instruction", &[(String::new(), appeals)]))
            (fields::day(form, "last_day", "Last day", "Notice is given today; it is taken to arrive on the third day, and the period runs from then. Leave it empty with verified notice."))
            h2 { "Notice" }
            div.check {
                input type="checkbox" id="verified" name="verified" value="yes" checked[is_verified(form)];
                label for="verified" { "Verified notice: sealed until it is received, within seven days; then by letter" }
            }
            p.hint { "The decision is put on paper as PDF in Finnish, and in each other language in which every text is written." }
        })
    }

    fn act(desk: &Desk, form: &mut Filled) -> Result<Step, RegistryError> {
        if form.has("another") {
            form.put("sections", (count(form) + 1).min(MOST_SECTIONS).to_string());
            return Ok(Step::Again);
        }
        let whom = lists::read_whom(desk, form, "decision")?;
        let Some(mut record) = read(desk, form, &whom) else { return Ok(Step::Again) };
        let papers = match papers(desk, &record, &whom) {
            Ok(papers) => papers,
            Err(c) => {
                let fields = form.fields_with(c);
                for field in &fields {
                    form.refuse(field, format!("The character ‘{c}’ cannot be printed."));
                }
                if fields.is_empty() {
                    form.object(format!("The character ‘{c}’ cannot be printed."));
                }
                return Ok(Step::Again);
            }
        };
        for (paper, described) in papers {
            // Without a record that carries it nobody can fetch it: nothing is out before the decision is.
            desk.registry().publish(&paper)?;
            record.documents.push(described);
        }
        let mut title = record.title.clone();
        if is_verified(form) {
            // What the case says is read before the decision is.
            let envelope = Envelope::of_case(whom.case.as_ref().map(|case| &case.title));
            title = envelope.title.clone();
            desk.registry().seal(record, envelope)?;
        } else {
            desk.registry().upsert(FeedRecord::Decision(Box::new(record)))?;
        }
        if let (Some(case), "yes") = (&whom.case, form.value("settles")) {
            settle(desk, &case.id, title)?;
        }
        Ok(Done::step("issued", "decision", whom.id))
    }
}

/// Whether the decision is sealed until somebody receives it.
fn is_verified(form: &Filled) -> bool {
    form.value("verified") == "yes"
}

/// How many sections the form has.
fn count(form: &Filled) -> usize {
    form.value("sections").parse().unwrap_or(1).clamp(1, MOST_SECTIONS)
}

/// What the clerk may enclose on seeking a change: the body's own instructions, and the kinds it has none for.
fn appeals(desk: &Desk) -> Vec<(String, String)> {
    let named = |kind: &str| APPEALS.iter().find(|(value, _)| *value == kind).map_or("", |(_, text)| *text);
    let own = desk.office.appeals.iter().map(|(key, instruction)| {
        let to = instruction.authority.as_ref().map(|authority| format!(": {}", page::plain(authority)));
        let days = instruction.period_days.map(|days| format!(", {days} days"));
        let text = format!("{}{}{}", named(&instruction.kind), to.unwrap_or_default(), days.unwrap_or_default());
        (key.clone(), if text == named("not_appealable") { format!("{text}: {}", key.replace('_', " ")) } else { text })
    });
    let others = APPEALS.iter().filter(|(kind, _)| !desk.office.appeals.values().any(|own| own.kind == *kind));
    own.chain(others.map(|(kind, text)| ((*kind).to_owned(), (*text).to_owned()))).collect()
}

/// The decision, if the form has no errors.
fn read(desk: &Desk, form: &mut Filled, whom: &Whom) -> Option<DecisionRecord> {
    let today = desk.today();
    let title = form.texts("title", "the title", LINE);
    let outcome = form.choice("outcome", &OUTCOMES);
    let summary = form.texts("summary", "the outcome", TEXT);
    let sections = sections(form);
    let statute = form.texts("statute", "the statute", LINE);
    let paragraph = form.optional("paragraph", LINE);
    let authority = form.texts("authority", "who decided", LINE);
    let maker = form.texts("maker", "who made it", LINE);
    let contact = form.texts("contact", "whom to ask", LINE);
    let section = form.optional("section", LINE);
    let appeal = appeal(desk, form);
    let outcome = outcome.filter(|_| form.is_sound())?;
    Some(DecisionRecord {
        matter: None,
        id: whom.id.clone(),
        party: whom.party.clone(),
        case: whom.case.as_ref().map(|case| case.id.clone()),
        title,
        authority,
        register_number: whom.case.as_ref().and_then(|case| case.register_number.clone()),
        section,
        made_at: today.to_string(),
        outcome: outcome.to_owned(),
        summary,
        text_type: None,
        sections,
        legal_basis: vec![LegalReferenceRecord { statute, section: paragraph, link: None }],
        appeal,
        notice: Some(NoticeRecord {
            method: "electronic".to_owned(),
            sent_at: Some(desk.clock().stamp()),
            deemed_served_on: today.checked_add_days(Days::new(SERVED_AFTER)).map(|day| day.to_string()),
            served_at: None,
        }),
        maker: Some(maker),
        contact: Some(contact),
        documents: Vec::new(),
        replaces: None,
        signature: None,
    })
}

/// The sections that have something in them. The first one must.
fn sections(form: &mut Filled) -> Vec<SectionRecord> {
    let mut sections = Vec::new();
    for number in 1..=count(form) {
        let of = |what: &str| format!("the {what} of section {number}");
        let (heading, body) = (format!("heading{number}"), format!("body{number}"));
        if number == 1 {
            sections.push(SectionRecord {
                heading: form.texts(&heading, &of("heading"), LINE),
                body: form.texts(&body, &of("text"), TEXT),
            });
            continue;
        }
        match (form.optional_texts(&heading, &of("heading"), LINE), form.optional_texts(&body, &of("text"), TEXT)) {
            (Some(heading), Some(body)) => sections.push(SectionRecord { heading, body }),
            (Some(_), None) => {
                form.refuse(&format!("{body}-fi"), format!("Section {number} has a heading but no text."));
            }
            (None, Some(_)) => {
                form.refuse(&format!("{heading}-fi"), format!("Section {number} has a text but no heading."));
            }
            (None, None) => {}
        }
    }
    sections
}

fn appeal(desk: &Desk, form: &mut Filled) -> Option<AppealRecord> {
    let chosen = form.value("appeal").to_owned();
    let last_day = form.coming_day("last_day", desk.today());
    let known = appeals(desk).into_iter().any(|(value, _)| value == chosen);
    if !known {
        form.refuse("appeal", "Choose what the decision says about seeking a change.");
        return None;
    }
    let instruction = desk.office.appeals.get(&chosen);
    let kind = instruction.map_or(chosen, |instruction| instruction.kind.clone());
    let period = instruction.and_then(|instruction| instruction.period_days);
    let earliest = desk.today().checked_add_days(Days::new(SERVED_AFTER + period.map_or(1, u64::from)));
    match last_day {
        Some(_) if kind == "not_appealable" => {
            form.refuse("last_day", "There is no last day where there is no appeal.");
        }
        Some(_) if is_verified(form) => {
            form.refuse("last_day", "The period runs from when the decision is received: there is no last day yet.");
        }
        None if kind != "not_appealable" && !is_verified(form) => {
            form.refuse("last_day", "Say until when a change can be sought.");
        }
        Some(day) if earliest.is_some_and(|earliest| day < earliest) => {
            let earliest = earliest.map(|day| day.to_string()).unwrap_or_default();
            form.refuse("last_day", format!("The period does not end before {earliest}."));
        }
        _ => {}
    }
    let text = |pick: fn(&super::office::Instruction) -> &Option<Texts>| instruction.and_then(|it| pick(it).clone());
    Some(AppealRecord {
        kind,
        regime: instruction.and_then(|instruction| instruction.regime.clone()),
        authority: text(|it| &it.authority),
        address: text(|it| &it.address),
        period_days: period,
        last_day: last_day.map(|day| day.to_string()),
        office_closes_at: instruction.and_then(|instruction| instruction.office_closes_at.clone()),
        who: text(|it| &it.who),
        contents: text(|it| &it.contents),
        cost: text(|it| &it.cost),
        receives: instruction.is_some_and(|instruction| instruction.receives),
    })
}

/// The decision on paper, in each language in which it is written whole. The error is a character that no font has.
fn papers(desk: &Desk, record: &DecisionRecord, whom: &Whom) -> Result<Vec<(WorldDocument, DocumentRecord)>, char> {
    let letterhead = desk.office.letterhead();
    let mut papers = Vec::new();
    for language in Language::ALL.into_iter().filter(|language| is_whole(record, *language)) {
        let paper = DecisionPaper { record, party: &whom.name, language, letterhead: &letterhead };
        let bytes = paper.pdf().map_err(|unprintable| unprintable.0)?;
        let (file_name, [fi, sv, en]) = match language {
            Language::Fi => ("paatos.pdf", ["Päätös", "Beslut på finska", "Decision in Finnish"]),
            Language::Sv => ("beslut.pdf", ["Päätös ruotsiksi", "Beslut", "Decision in Swedish"]),
            Language::En => ("decision.pdf", ["Päätös englanniksi", "Beslut på engelska", "Decision"]),
        };
        let [fi, sv, en] = [fi, sv, en].map(|text| Some(text.to_owned()));
        let id = format!("document-{}-{}", whom.id, language.tag());
        let described = DocumentRecord {
            id: id.clone(),
            name: Texts { fi, sv, en },
            media_type: "application/pdf".to_owned(),
            size: bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(&bytes)),
        };
        let paper = WorldDocument {
            id,
            file_name: file_name.to_owned(),
            media_type: described.media_type.clone(),
            bytes,
            party: whom.party.clone(),
        };
        papers.push((paper, described));
    }
    Ok(papers)
}

/// Whether every text of a decision is there in this language.
fn is_whole(record: &DecisionRecord, language: Language) -> bool {
    let sections = record.sections.iter().flat_map(|section| [&section.heading, &section.body]);
    let statutes = record.legal_basis.iter().map(|reference| &reference.statute);
    [&record.title, &record.authority, &record.summary]
        .into_iter()
        .chain(sections)
        .chain(statutes)
        .chain(&record.maker)
        .chain(&record.contact)
        .all(|texts| match language {
            Language::Fi => texts.fi.is_some(),
            Language::Sv => texts.sv.is_some(),
            Language::En => texts.en.is_some(),
        })
}

/// Notes in the case that it is decided.
fn settle(desk: &Desk, case: &str, title: Texts) -> Result<(), RegistryError> {
    let status = StatusRecord { code: "decided".to_owned(), wording: None };
    let event = TimelineRecord {
        at: desk.clock().stamp(),
        title,
        detail: None,
        actor: Some("authority".to_owned()),
        status: Some(status.clone()),
    };
    desk.registry().revise("case", case, |record| {
        let FeedRecord::Case(case) = record else { return };
        case.next_step = None;
        case.expected_by = None;
        case.due = None;
        case::happened(case, event, status);
    })
}
