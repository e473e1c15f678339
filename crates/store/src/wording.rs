//! What a record says, for the word index and for showing where the words stand.

use std::borrow::Cow;

use domain::{
    case::CaseStatus,
    decision::Decision,
    id::{RecordKind, SourceId},
    inbox::Headline,
    need::Need,
    record::Record,
    search::written_words,
    text::{BodyFormat, Localized, ServerText},
};
use pulldown_cmark::{Event, Options, Parser, TagEnd};

/// Which part of an item a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What it is called: title, register number, section.
    Title,
    /// All else.
    Text,
}

/// One text of a record.
#[derive(Clone, Copy)]
pub(crate) enum Said<'a> {
    Localized(&'a Localized, BodyFormat),
    Plain(&'a str),
}

impl Said<'_> {
    /// As plain words, in every language it has.
    pub(crate) fn words(self) -> Localized {
        match self {
            Self::Localized(text, BodyFormat::Plain) => text.clone(),
            Self::Localized(text, BodyFormat::Markdown) => {
                text.iter().fold(Localized::default(), |all, (tag, text)| all.with(tag, read(text.as_str()).as_str()))
            }
            Self::Plain(text) => Localized::undetermined(text),
        }
    }
}

/// Calls `say` with every text of a record that can be found.
pub(crate) fn each<'a>(record: &'a Record, say: &mut dyn FnMut(Part, Said<'a>)) {
    let mut texts = Texts { say };
    match record {
        Record::Party(_)
        | Record::Mandate(_)
        | Record::GivenMandate(_)
        | Record::MandateRequest(_)
        | Record::Act(_)
        | Record::DataUse(_)
        | Record::Lookup(_)
        | Record::AccessLog(_) => {}
        Record::Case(case) => {
            texts.title(&case.title);
            texts.line(Part::Title, case.register_number.as_deref());
            texts.maybe(case.summary.as_ref(), case.summary_format);
            texts.plain([&case.unit, &case.status.wording, &case.next_step]);
            for event in &case.timeline {
                texts.maybe(Some(&event.title), BodyFormat::Plain);
                texts.maybe(event.detail.as_ref(), BodyFormat::Plain);
            }
        }
        Record::Message(message) => {
            texts.title(&message.title);
            texts.maybe(Some(&message.body), message.body_format);
            texts.plain([&message.sender, &message.unit]);
        }
        Record::Decision(decision) => texts.decision(decision),
        Record::Sealed(sealed) => {
            texts.title(&sealed.title);
            texts.line(Part::Title, sealed.register_number.as_deref());
            texts.maybe(Some(&sealed.authority), BodyFormat::Plain);
            texts.plain([&sealed.contact]);
        }
        Record::Task(task) => {
            texts.title(&task.title);
            texts.maybe(task.body.as_ref(), task.body_format);
            texts.plain([&task.unit]);
        }
        Record::ServiceRequest(request) => {
            texts.title(&request.service);
            texts.line(Part::Title, Some(request.id.as_str()));
            texts.plain([&request.status.wording]);
            for text in [&request.description, &request.status_notes, &request.agency, &request.address] {
                texts.line(Part::Text, text.as_ref().map(ServerText::as_str));
            }
        }
        Record::Consent(consent) => {
            texts.title(&consent.purpose.name);
            for one in [&consent.controller, &consent.provider].into_iter().chain(&consent.recipients) {
                texts.maybe(Some(&one.name), BodyFormat::Plain);
            }
            for item in &consent.purpose.data {
                texts.maybe(Some(&item.name), BodyFormat::Plain);
            }
            for notice in &consent.notice.texts {
                texts.line(Part::Text, Some(&notice.text));
            }
        }
    }
    for document in record.documents() {
        texts.maybe(Some(&document.name), BodyFormat::Plain);
    }
}

struct Texts<'f, 'a> {
    say: &'f mut dyn FnMut(Part, Said<'a>),
}

impl<'a> Texts<'_, 'a> {
    fn title(&mut self, title: &'a Localized) {
        (self.say)(Part::Title, Said::Localized(title, BodyFormat::Plain));
    }

    fn line(&mut self, part: Part, text: Option<&'a str>) {
        if let Some(text) = text {
            (self.say)(part, Said::Plain(text));
        }
    }

    fn maybe(&mut self, text: Option<&'a Localized>, format: BodyFormat) {
        if let Some(text) = text {
            (self.say)(Part::Text, Said::Localized(text, format));
        }
    }

    fn plain<const N: usize>(&mut self, texts: [&'a Option<Localized>; N]) {
        for text in texts {
            self.maybe(text.as_ref(), BodyFormat::Plain);
        }
    }

    fn decision(&mut self, decision: &'a Decision) {
        self.title(&decision.title);
        self.line(Part::Title, decision.register_number.as_deref());
        self.line(Part::Title, decision.section.as_deref());
        self.maybe(Some(&decision.summary), decision.text_format);
        for section in &decision.sections {
            self.maybe(Some(&section.heading), BodyFormat::Plain);
            self.maybe(Some(&section.body), decision.text_format);
        }
        for basis in &decision.legal_basis {
            self.maybe(Some(&basis.statute), BodyFormat::Plain);
        }
        self.maybe(Some(&decision.authority), BodyFormat::Plain);
        self.plain([&decision.maker, &decision.contact]);
    }
}

/// What the index keeps of an item.
#[derive(Debug, Default)]
pub(crate) struct Indexed {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) facet: String,
}

/// The words of an item, each once a part, in order; with those of `files`, texts of its documents.
pub(crate) fn index(source: &SourceId, record: &Record, headline: &Headline, files: &[String]) -> Indexed {
    // Texts in Markdown that must be read first; nearly none.
    let mut marked: Vec<(Part, String)> = Vec::new();
    let mut texts: Vec<(Part, &str)> = Vec::new();
    each(record, &mut |part, said| match said {
        Said::Plain(text) => texts.push((part, text)),
        Said::Localized(text, format) => {
            for (_, text) in text.iter() {
                match format {
                    BodyFormat::Markdown if hides_words(text.as_str()) => marked.push((part, read(text.as_str()))),
                    _ => texts.push((part, text.as_str())),
                }
            }
        }
    });
    texts.extend(marked.iter().map(|(part, text)| (*part, text.as_str())));
    texts.extend(files.iter().map(|text| (Part::Text, text.as_str())));
    let words = |of: Part| words_of(texts.iter().filter(|(part, _)| *part == of).map(|(_, text)| *text));
    Indexed { title: words(Part::Title), text: words(Part::Text), facet: facets(source, record, headline) }
}

fn words_of<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<Cow<'a, str>> = texts.flat_map(written_words).map(|(_, word)| word).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// Whether a text in Markdown has more than words and signs between them: addresses, markup, letters written as numbers.
fn hides_words(text: &str) -> bool {
    text.contains("](") || text.contains("]:") || text.contains(['<', '&', '\\'])
}

/// Markdown as plain words, a line a block.
fn read(markdown: &str) -> String {
    let mut words = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => words.push(' '),
            Event::HardBreak
            | Event::Rule
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::HtmlBlock,
            ) => words.push('\n'),
            _ => {}
        }
    }
    words
}

/// Every item has this mark.
pub(crate) const ANY: &str = "§all";
/// With files.
pub(crate) const WITH_FILES: &str = "§file";
/// A duty, always, or an offer to the end of its day.
pub(crate) const WAITS: &str = "§waits";
/// With a day.
pub(crate) const HAS_DAY: &str = "§day";

fn facets(source: &SourceId, record: &Record, headline: &Headline) -> String {
    let mut marks = vec![ANY.to_owned(), of_kind(record.kind()), of_source(source)];
    marks.extend(headline.status.map(|status| of_status(status).to_owned()));
    if !record.documents().is_empty() && !matches!(record, Record::Sealed(_)) {
        marks.push(WITH_FILES.to_owned());
    }
    if !matches!(headline.need, Need::Unstated | Need::Nothing) {
        marks.push(WAITS.to_owned());
    }
    if headline.need.day().is_some() {
        marks.push(HAS_DAY.to_owned());
    }
    marks.join(" ")
}

pub(crate) fn of_kind(kind: RecordKind) -> String {
    format!("§k{}", kind.name().replace('_', ""))
}

pub(crate) fn of_source(source: &SourceId) -> String {
    format!("§s{}", hex::encode(source.as_str()))
}

pub(crate) const fn of_status(status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::Draft => "§tdraft",
        CaseStatus::Sent => "§tsent",
        CaseStatus::Received => "§treceived",
        CaseStatus::InProgress => "§tinprogress",
        CaseStatus::NeedsYou => "§tneedsyou",
        CaseStatus::Waiting => "§twaiting",
        CaseStatus::Decided => "§tdecided",
        CaseStatus::Closed => "§tclosed",
        CaseStatus::Withdrawn => "§twithdrawn",
        CaseStatus::Unknown => "§tunknown",
    }
}

/// Whether these words stand somewhere in the text, one after the other.
pub(crate) fn has_phrase(text: &str, phrase: &[String]) -> bool {
    let words: Vec<Cow<'_, str>> = written_words(text).map(|(_, word)| word).collect();
    !phrase.is_empty() && words.windows(phrase.len()).any(|words| words.iter().eq(phrase))
}
