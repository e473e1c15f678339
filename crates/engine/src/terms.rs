//! Which words of administration an item says, so that the interface can explain them beside it.
//!
//! What the authority wrote is looked through in the order in which it is read, and in the language that is shown. What
//! residents wrote, names and addresses are not.

use domain::{
    case::Actor,
    decision::AppealKind,
    message::Direction,
    term::{Term, places},
    text::Language,
};
use protocol::{
    prose::{Block, List, Prose, Span},
    view::{AppealView, CaseBody, DecisionBody, ItemBody, ItemView, MessageBody, TermView, Text},
};

/// The words that an item says, each once.
pub(crate) fn said(view: &ItemView, language: Language) -> Vec<TermView> {
    let mut reader = Reader { language, said: Vec::new() };
    match &view.body {
        ItemBody::Message(MessageBody { direction: Direction::Outgoing, .. }) => return Vec::new(),
        ItemBody::Message(body) => {
            reader.text(&view.title);
            reader.prose(&body.text);
        }
        ItemBody::Decision(body) => {
            reader.text(&view.title);
            reader.decision(body);
        }
        ItemBody::Sealed(_) => reader.text(&view.title),
        ItemBody::Task(body) => {
            reader.text(&view.title);
            body.text.iter().for_each(|text| reader.prose(text));
        }
        ItemBody::Case(body) => reader.case(body),
        ItemBody::Consent(body) => {
            reader.text(&view.title);
            let texts = [&body.processing, &body.retention, &body.withdrawal, &body.if_refused, &body.if_withdrawn];
            texts.into_iter().flatten().for_each(|text| reader.text(text));
        }
        ItemBody::ServiceRequest(body) => body.notes.iter().for_each(|notes| reader.words(notes, None)),
    }
    reader.said
}

/// What has been read so far.
struct Reader {
    /// That of a text which says nothing of its own.
    language: Language,
    said: Vec<TermView>,
}

impl Reader {
    fn decision(&mut self, body: &DecisionBody) {
        self.prose(&body.summary);
        for section in &body.sections {
            self.text(&section.heading);
            self.prose(&section.text);
        }
        if let Some(AppealView { kind, authority, who, contents, cost, .. }) = &body.appeal {
            // The page itself names it.
            let named = match kind {
                AppealKind::ReviewRequest => Some(Term::ReviewRequest),
                AppealKind::MunicipalAppeal => Some(Term::MunicipalAppeal),
                AppealKind::AdministrativeAppeal => Some(Term::AdministrativeAppeal),
                AppealKind::NotAppealable => None,
            };
            if let Some(term) = named {
                self.add(term, self.language, "");
            }
            [authority, who, contents, cost].into_iter().flatten().for_each(|text| self.text(text));
        }
    }

    fn case(&mut self, body: &CaseBody) {
        [&body.wording, &body.next_step].into_iter().flatten().for_each(|text| self.text(text));
        [&body.summary, &body.additional].into_iter().flatten().for_each(|text| self.prose(text));
        for event in body.timeline.iter().filter(|event| event.actor != Actor::Resident) {
            if event.happening.is_none() {
                self.text(&event.title);
            }
            event.detail.iter().for_each(|detail| self.text(detail));
        }
    }

    fn prose(&mut self, prose: &Prose) {
        match prose {
            Prose::Plain(text) => self.text(text),
            Prose::Marked { blocks, lang } => blocks.iter().for_each(|block| self.block(block, lang.as_deref())),
        }
    }

    fn block(&mut self, block: &Block, lang: Option<&str>) {
        match block {
            Block::Heading { words, .. } | Block::Paragraph(words) | Block::Quote(words) => self.spans(words, lang),
            Block::List(list) => self.list(list, lang),
            Block::Verbatim(_) => {}
            Block::Table { head, rows } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| self.spans(cell, lang));
            }
        }
    }

    fn list(&mut self, list: &List, lang: Option<&str>) {
        for item in &list.items {
            self.spans(&item.words, lang);
            item.lists.iter().for_each(|list| self.list(list, lang));
        }
    }

    /// A term may be stressed in part.
    fn spans(&mut self, spans: &[Span], lang: Option<&str>) {
        let words: String = spans
            .iter()
            .filter_map(|span| match span {
                Span::Plain(words) | Span::Emphasis(words) | Span::Strong(words) => Some(words.as_str()),
                Span::Link(_) => None,
            })
            .collect();
        self.words(&words, lang);
    }

    fn text(&mut self, text: &Text) {
        self.words(&text.value, text.lang.as_deref());
    }

    fn words(&mut self, words: &str, lang: Option<&str>) {
        let language = lang.map_or(Some(self.language), Language::from_tag);
        let Some(language) = language else { return };
        for place in places(words, language) {
            self.add(place.term, language, words.get(place.at).unwrap_or_default());
        }
    }

    fn add(&mut self, term: Term, language: Language, words: &str) {
        if self.said.iter().all(|said| said.term != term) {
            self.said.push(TermView { term, language, words: words.to_owned() });
        }
    }
}
