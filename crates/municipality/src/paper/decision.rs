//! A decision on paper, from the same record that the feed carries.

use chrono::NaiveDate;
use resident_api::{AppealRecord, DecisionRecord, Texts};

use super::sheet::{Block, Sheet, Unprintable};
use crate::world::wording::{self, Language};

/// What stands at the head and the foot of a body's papers.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// The body's name.
    pub name: Texts,
    /// Its address.
    pub address: Texts,
    /// Red, green, blue of its emblem.
    pub colour: [u8; 3],
}

/// A decision to be printed.
#[derive(Clone, Copy, Debug)]
pub struct DecisionPaper<'a> {
    /// The decision.
    pub record: &'a DecisionRecord,
    /// Name of the person or organisation it is about.
    pub party: &'a str,
    /// In which language.
    pub language: Language,
    /// Whose paper it is on.
    pub letterhead: &'a Letterhead,
}

/// The fixed words of the form.
struct Form {
    kind: &'static str,
    party: &'static str,
    number: &'static str,
    section: &'static str,
    made: &'static str,
    authority: &'static str,
    sent: &'static str,
    law: &'static str,
    maker: &'static str,
    contact: &'static str,
    review: &'static str,
    court: &'static str,
    no_appeal: &'static str,
    to_whom: &'static str,
    address: &'static str,
    last_day: &'static str,
    who: &'static str,
    contents: &'static str,
    cost: &'static str,
    page: &'static str,
}

const FI: Form = Form {
    kind: "Päätös",
    party: "Asianosainen",
    number: "Asianumero",
    section: "Pykälä",
    made: "Päätöspäivä",
    authority: "Päättäjä",
    sent: "Lähetetty",
    law: "Sovelletut säännökset",
    maker: "Allekirjoitus",
    contact: "Lisätietoja",
    review: "Oikaisuvaatimusohje",
    court: "Valitusosoitus",
    no_appeal: "Muutoksenhaku",
    to_whom: "Kenelle teet sen",
    address: "Yhteystiedot",
    last_day: "Viimeinen päivä",
    who: "Kuka voi tehdä sen",
    contents: "Mitä kirjoitat siihen",
    cost: "Mitä se maksaa",
    page: "Sivu",
};

const SV: Form = Form {
    kind: "Beslut",
    party: "Part",
    number: "Ärendenummer",
    section: "Paragraf",
    made: "Beslutsdag",
    authority: "Beslutsfattare",
    sent: "Skickat",
    law: "Tillämpade bestämmelser",
    maker: "Underskrift",
    contact: "Mer information",
    review: "Anvisning för begäran om omprövning",
    court: "Besvärsanvisning",
    no_appeal: "Ändringssökande",
    to_whom: "Till vem du skickar den",
    address: "Kontaktuppgifter",
    last_day: "Sista dag",
    who: "Vem som får göra den",
    contents: "Vad du skriver i den",
    cost: "Vad den kostar",
    page: "Sida",
};

const EN: Form = Form {
    kind: "Decision",
    party: "Party",
    number: "Case number",
    section: "Section",
    made: "Date of decision",
    authority: "Decided by",
    sent: "Sent",
    law: "Provisions applied",
    maker: "Signature",
    contact: "Further information",
    review: "How to request a review",
    court: "How to appeal",
    no_appeal: "Appeal",
    to_whom: "Where you send it",
    address: "Contact details",
    last_day: "Last day",
    who: "Who may make it",
    contents: "What you write in it",
    cost: "What it costs",
    page: "Page",
};

impl DecisionPaper<'_> {
    /// The PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, Unprintable> {
        let form = self.form();
        Sheet {
            language: self.language.tag(),
            title: self.text(&self.record.title).to_owned(),
            author: self.text(&self.letterhead.name).to_owned(),
            kind: form.kind.to_owned(),
            foot: self.text(&self.letterhead.address).to_owned(),
            page_word: form.page,
            colour: self.letterhead.colour,
            blocks: self.blocks(form),
        }
        .pdf()
    }

    const fn form(&self) -> &'static Form {
        match self.language {
            Language::Fi => &FI,
            Language::Sv => &SV,
            Language::En => &EN,
        }
    }

    fn blocks(&self, form: &Form) -> Vec<Block> {
        let record = self.record;
        let mut blocks = vec![field(form.party, self.party)];
        blocks.extend(record.register_number.as_deref().map(|number| field(form.number, number)));
        blocks.extend(record.section.as_deref().map(|section| field(form.section, section)));
        blocks.push(field(form.authority, self.text(&record.authority)));
        blocks.extend(self.day(&record.made_at).map(|day| field(form.made, &day)));
        let sent = record.notice.as_ref().and_then(|notice| self.day(notice.sent_at.as_deref()?));
        blocks.extend(sent.map(|day| field(form.sent, &day)));

        blocks.push(Block::Title(self.text(&record.title).to_owned()));
        blocks.push(Block::Strong(self.text(&record.summary).to_owned()));
        for section in &record.sections {
            blocks.push(Block::Heading(self.text(&section.heading).to_owned()));
            blocks.extend(paragraphs(self.text(&section.body)));
        }
        blocks.push(Block::Heading(form.law.to_owned()));
        let provisions: Vec<String> = record
            .legal_basis
            .iter()
            .map(|reference| {
                let section = reference.section.as_deref().map(|section| format!(", {section}")).unwrap_or_default();
                format!("{}{section}", self.text(&reference.statute))
            })
            .collect();
        blocks.push(Block::Paragraph(provisions.join("\n")));
        blocks.extend(record.maker.as_ref().map(|maker| field(form.maker, self.text(maker))));
        blocks.extend(record.contact.as_ref().map(|contact| field(form.contact, self.text(contact))));
        if let Some(appeal) = &record.appeal {
            blocks.push(Block::NewPage);
            blocks.extend(self.appeal(appeal, form));
        }
        blocks
    }

    /// The appeal instruction, on a page of its own, as it is enclosed in a letter.
    fn appeal(&self, appeal: &AppealRecord, form: &Form) -> Vec<Block> {
        let heading = match appeal.kind.as_str() {
            "not_appealable" => form.no_appeal,
            "review_request" => form.review,
            _ => form.court,
        };
        let mut blocks = vec![Block::Heading(heading.to_owned())];
        let last_day =
            appeal.last_day.as_deref().and_then(|day| self.last_day(day, appeal.office_closes_at.as_deref()));
        if let Some(last_day) = last_day {
            blocks.push(Block::Subheading(form.last_day.to_owned()));
            blocks.push(Block::Strong(last_day));
        }
        for (heading, text) in [
            (form.to_whom, &appeal.authority),
            (form.address, &appeal.address),
            (form.who, &appeal.who),
            (form.contents, &appeal.contents),
            (form.cost, &appeal.cost),
        ] {
            let Some(text) = text else { continue };
            // Where nothing can be requested, the instruction is the text alone.
            if appeal.kind != "not_appealable" {
                blocks.push(Block::Subheading(heading.to_owned()));
            }
            blocks.extend(paragraphs(self.text(text)));
        }
        blocks
    }

    fn last_day(&self, day: &str, closes: Option<&str>) -> Option<String> {
        let day = wording::weekday_and_date(day.parse().ok()?, self.language);
        let mut letters = day.chars();
        let day: String = letters.next()?.to_uppercase().chain(letters).collect();
        let Some((hours, minutes)) = closes.and_then(|time| time.split_once(':')) else { return Some(day) };
        // Finnish and Swedish leave out the minutes of a full hour.
        let time = if minutes == "00" { hours.to_owned() } else { format!("{hours}.{minutes}") };
        Some(match self.language {
            Language::Fi => format!("{day} ennen klo {time}"),
            Language::Sv => format!("{day} före kl. {time}"),
            Language::En => format!("{day}, before {hours}:{minutes}"),
        })
    }

    /// The day of an ISO 8601 day or time, in words of the language.
    fn day(&self, text: &str) -> Option<String> {
        let day: NaiveDate = text.get(..10)?.parse().ok()?;
        let written = wording::date(day, self.language);
        Some(written.strip_prefix("den ").map(ToOwned::to_owned).unwrap_or(written))
    }

    fn text<'t>(&self, texts: &'t Texts) -> &'t str {
        let text = match self.language {
            Language::Fi => &texts.fi,
            Language::Sv => &texts.sv,
            Language::En => &texts.en,
        };
        text.as_deref().unwrap_or_default()
    }
}

fn field(label: &str, value: &str) -> Block {
    Block::Field(label.to_owned(), value.to_owned())
}

fn paragraphs(text: &str) -> impl Iterator<Item = Block> {
    text.split("\n\n").map(|paragraph| Block::Paragraph(paragraph.trim().to_owned()))
}
