//! Decisions that take the place of earlier ones: which belong together, and what is different in them.
//!
//! A decision names the earlier one of which it takes the place. Both are of one source and one party; a name that leads elsewhere
//! is not followed. Texts are compared word by word in the language in which they are shown, sections by their headings.

use std::ops::Range;

use domain::{
    decision::{Decision, Replacement},
    document::Document,
    id::{RecordKey, RecordKind},
    record::Record,
    text::Localized,
};
use protocol::{
    comparison::{
        DifferenceView, FileChange, KnownDecisionView, OtherDecisionView, Part, PiecePlace, PieceView, SuccessionView,
        WordsView,
    },
    view::Text,
};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use store::{Store, StoreError, StoredRecord};

use crate::answer::{Names, when};

/// Most words and spaces of a text that is compared by them. A longer one is shown as removed and added whole: no page is to wait
/// for what a server has sent.
const MOST_PIECES: usize = 10_000;

/// A decision's neighbours, as the store has them.
#[derive(Default)]
pub(crate) struct Succession {
    earlier: Option<(RecordKey, Replacement, Option<Box<Decision>>)>,
    later: Option<(RecordKey, Replacement, Box<Decision>)>,
}

/// What the store has of them.
pub(crate) fn find(store: &Store, item: &RecordKey, stored: &StoredRecord) -> Result<Succession, StoreError> {
    let Record::Decision(decision) = &stored.record else { return Ok(Succession::default()) };
    let of_party = |key: &RecordKey| -> Result<Option<Box<Decision>>, StoreError> {
        let other = store.record(key)?.filter(|other| other.party == stored.party);
        Ok(match other.map(|other| other.record) {
            Some(Record::Decision(other)) => Some(other),
            _ => None,
        })
    };
    let mut found = Succession::default();
    if let Some(replaced) = decision.replaces.as_ref().filter(|replaced| replaced.decision != decision.id) {
        let key = RecordKey { id: replaced.decision.clone(), kind: RecordKind::Decision, ..item.clone() };
        let earlier = of_party(&key)?;
        found.earlier = Some((key, replaced.how, earlier));
    }
    for key in store.replacements(item)?.into_iter().filter(|key| key != item) {
        let Some(later) = of_party(&key)? else { continue };
        let Some(how) = later.replaces.as_ref().map(|replaced| replaced.how) else { continue };
        let is_newer = |(_, _, known): &(_, _, Box<Decision>)| known.made_at.sort_key() < later.made_at.sort_key();
        if found.later.as_ref().is_none_or(is_newer) {
            found.later = Some((key, how, later));
        }
    }
    Ok(found)
}

/// What the page of a decision says of them.
pub(crate) fn view(names: &Names, found: &Succession, decision: &Decision) -> SuccessionView {
    let known = |other: &Decision| KnownDecisionView { title: names.line(&other.title), made: when(other.made_at) };
    SuccessionView {
        later: found.later.as_ref().map(|(item, how, later)| OtherDecisionView {
            item: item.clone(),
            how: *how,
            known: Some(known(later)),
        }),
        earlier: found.earlier.as_ref().map(|(item, how, earlier)| OtherDecisionView {
            item: item.clone(),
            how: *how,
            known: earlier.as_deref().map(known),
        }),
        changes: found
            .earlier
            .as_ref()
            .and_then(|(.., earlier)| Some(differences(names, earlier.as_deref()?, decision))),
    }
}

fn differences(names: &Names, earlier: &Decision, later: &Decision) -> Vec<DifferenceView> {
    let mut found = Vec::new();
    if earlier.outcome != later.outcome {
        found.push(DifferenceView::Outcome { before: earlier.outcome, now: later.outcome });
    }
    let (before, now) = (earlier.last_day(), later.last_day());
    if before != now {
        found.push(DifferenceView::LastDay { before, now });
    }
    let kind = |decision: &Decision| decision.appeal.as_ref().map(|appeal| appeal.kind);
    if kind(earlier) != kind(later) {
        found.push(DifferenceView::Appeal { before: kind(earlier), now: kind(later) });
    }
    let mut text = |part, before: Option<&Localized>, now: Option<&Localized>| {
        let words = words(&names.maybe(before).unwrap_or_default(), &names.maybe(now).unwrap_or_default());
        found.extend(words.map(|words| DifferenceView::Text { part, words }));
    };
    text(Part::Title, Some(&earlier.title), Some(&later.title));
    text(Part::Summary, Some(&earlier.summary), Some(&later.summary));
    found.extend(sections(names, earlier, later));
    let law = words(&law(names, earlier), &law(names, later));
    found.extend(law.map(|words| DifferenceView::Text { part: Part::Law, words }));
    let mut text = |part, of: fn(&Decision) -> Option<&Localized>| {
        let words = words(&names.maybe(of(earlier)).unwrap_or_default(), &names.maybe(of(later)).unwrap_or_default());
        found.extend(words.map(|words| DifferenceView::Text { part, words }));
    };
    text(Part::AppealTo, |decision| decision.appeal.as_ref()?.authority.as_ref());
    text(Part::AppealAddress, |decision| decision.appeal.as_ref()?.address.as_ref());
    text(Part::AppealWho, |decision| decision.appeal.as_ref()?.who.as_ref());
    text(Part::AppealContents, |decision| decision.appeal.as_ref()?.contents.as_ref());
    text(Part::AppealCost, |decision| decision.appeal.as_ref()?.cost.as_ref());
    text(Part::Maker, |decision| decision.maker.as_ref());
    text(Part::Contact, |decision| decision.contact.as_ref());
    found.extend(documents(names, &earlier.documents, &later.documents));
    found
}

/// The sections in the order of the later decision; those of the earlier one alone come last.
fn sections(names: &Names, earlier: &Decision, later: &Decision) -> Vec<DifferenceView> {
    let of = |decision: &Decision| {
        let sections = decision.sections.iter();
        sections.map(|section| (names.line(&section.heading), names.text(&section.body))).collect::<Vec<_>>()
    };
    let mut before = of(earlier);
    let mut found = Vec::new();
    for (heading, now) in of(later) {
        let place = before.iter().position(|(known, _)| *known == heading);
        let body = place.map(|place| before.remove(place).1).unwrap_or_default();
        found.extend(words(&body, &now).map(|words| DifferenceView::Section { heading, words }));
    }
    for (heading, body) in before {
        found.extend(words(&body, &Text::default()).map(|words| DifferenceView::Section { heading, words }));
    }
    found
}

/// The statutes, a line each.
fn law(names: &Names, decision: &Decision) -> Text {
    let mut law = Text::default();
    for basis in &decision.legal_basis {
        let statute = names.line(&basis.statute);
        if !law.value.is_empty() {
            law.value.push('\n');
        }
        law.value.push_str(&statute.value);
        if let Some(section) = &basis.section {
            law.value.push(' ');
            law.value.push_str(section);
        }
        law.lang = statute.lang;
    }
    law
}

fn documents(names: &Names, earlier: &[Document], later: &[Document]) -> Vec<DifferenceView> {
    let called = |document: &Document| names.line(&document.name);
    let mut before: Vec<&Document> = earlier.iter().collect();
    let mut found = Vec::new();
    for now in later {
        let name = called(now);
        let how = match before.iter().position(|known| called(known) == name) {
            Some(place) if before.remove(place).sha256 == now.sha256 => continue,
            Some(_) => FileChange::Changed,
            None => FileChange::Added,
        };
        found.push(DifferenceView::Document { name, how });
    }
    found.extend(
        before.into_iter().map(|gone| DifferenceView::Document { name: called(gone), how: FileChange::Removed }),
    );
    found
}

/// What is different in two texts; `None`: nothing. Texts in two languages have no word in common.
fn words(before: &Text, now: &Text) -> Option<WordsView> {
    if before.value == now.value {
        return None;
    }
    let (old, new) = (pieces(&before.value), pieces(&now.value));
    let both_shown = !before.value.is_empty() && !now.value.is_empty();
    let whole = old.len().max(new.len()) > MOST_PIECES || both_shown && before.lang != now.lang;
    let mut text = Paragraphs::default();
    if whole {
        text.push(PiecePlace::Earlier, &before.value);
        text.push(PiecePlace::Later, &now.value);
    } else {
        for (tag, before, now) in runs(&old, &new) {
            if tag == DiffTag::Equal {
                text.push(PiecePlace::Both, &join(&new, now));
            } else {
                text.push(PiecePlace::Earlier, &join(&old, before));
                text.push(PiecePlace::Later, &join(&new, now));
            }
        }
    }
    let lang = if now.value.is_empty() { &before.lang } else { &now.lang };
    Some(WordsView { lang: lang.clone(), paragraphs: text.done() })
}

/// The runs of pieces that are equal or not. What is equal between two changes and holds no word is a part of the change, and so is
/// the sign that ends what was replaced: what is read in one go is easier to hear than many bits.
fn runs(old: &[&str], new: &[&str]) -> Vec<(DiffTag, Range<usize>, Range<usize>)> {
    let mut runs: Vec<(DiffTag, Range<usize>, Range<usize>)> = Vec::new();
    let found = capture_diff_slices(Algorithm::Myers, old, new);
    let last = found.len().saturating_sub(1);
    for (place, op) in found.into_iter().enumerate() {
        let (mut tag, before, now) = op.as_tag_tuple();
        let after_words = |(tag, before, now): &(DiffTag, Range<usize>, Range<usize>)| {
            *tag != DiffTag::Equal && has(old, before, Sort::Word) && has(new, now, Sort::Word)
        };
        let joins = runs.last().is_some_and(after_words) || place < last && !has(old, &before, Sort::Sign);
        if tag == DiffTag::Equal && place > 0 && joins && !has(old, &before, Sort::Word) && !breaks(old, &before) {
            tag = DiffTag::Replace;
        }
        match runs.last_mut() {
            Some((known, old_run, new_run)) if (*known == DiffTag::Equal) == (tag == DiffTag::Equal) => {
                old_run.end = before.end;
                new_run.end = now.end;
            }
            _ => runs.push((tag, before, now)),
        }
    }
    runs
}

/// Whether a run holds a piece of this sort.
fn has(pieces: &[&str], run: &Range<usize>, sort: Sort) -> bool {
    let of = |piece: &&str| piece.chars().next().is_some_and(|c| Sort::of(c) == sort);
    pieces.get(run.clone()).is_some_and(|run| run.iter().any(of))
}

/// Whether the run holds the end of a paragraph.
fn breaks(pieces: &[&str], run: &Range<usize>) -> bool {
    pieces.get(run.clone()).is_some_and(|run| run.iter().any(|piece| piece.contains('\n')))
}

fn is_space(piece: &str) -> bool {
    piece.chars().all(char::is_whitespace)
}

fn join(pieces: &[&str], run: Range<usize>) -> String {
    pieces.get(run).map(<[&str]>::concat).unwrap_or_default()
}

/// A text cut into words, what is between them, and signs, each by itself: a full stop is no part of the word before it.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let sort = Sort::of(first);
        let end = match sort {
            Sort::Sign => first.len_utf8(),
            sort => rest.find(|c| Sort::of(c) != sort).unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at(end);
        found.push(piece);
        rest = after;
    }
    found
}

/// What a character is to those who compare words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Space,
    Word,
    Sign,
}

impl Sort {
    fn of(c: char) -> Self {
        match c {
            c if c.is_whitespace() => Self::Space,
            c if c.is_ascii_punctuation() => Self::Sign,
            _ => Self::Word,
        }
    }
}

/// Pieces as they come together to paragraphs.
#[derive(Default)]
struct Paragraphs {
    done: Vec<Vec<PieceView>>,
    current: Vec<PieceView>,
}

impl Paragraphs {
    fn push(&mut self, place: PiecePlace, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.end();
            }
            if !line.is_empty() {
                self.current.push(PieceView { place, text: line.to_owned() });
            }
        }
    }

    fn end(&mut self) {
        let paragraph = std::mem::take(&mut self.current);
        if paragraph.iter().any(|piece| !is_space(&piece.text)) {
            self.done.push(paragraph);
        }
    }

    fn done(mut self) -> Vec<Vec<PieceView>> {
        self.end();
        self.done
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The difference as marks: `[-removed-]` and `{+added+}`.
    fn marked(before: &str, now: &str) -> Option<String> {
        let text = |value: &str| Text { value: value.to_owned(), lang: None };
        let paragraphs = words(&text(before), &text(now))?.paragraphs;
        let piece = |piece: &PieceView| match piece.place {
            PiecePlace::Both => piece.text.clone(),
            PiecePlace::Earlier => format!("[-{}-]", piece.text),
            PiecePlace::Later => format!("{{+{}+}}", piece.text),
        };
        Some(paragraphs.iter().map(|line| line.iter().map(piece).collect::<String>()).collect::<Vec<_>>().join(" / "))
    }

    #[test]
    fn only_the_words_that_changed_are_marked() {
        for (before, now, wanted) in [
            ("Avustus on 800 euroa.", "Avustus on 850 euroa.", "Avustus on [-800-]{+850+} euroa."),
            ("Avustus on 800 euroa.", "Avustus on 800 euroa vuodessa.", "Avustus on 800 euroa{+ vuodessa+}."),
            ("Ei käy.", "Käy hyvin.", "[-Ei käy.-]{+Käy hyvin.+}"),
            ("Katu 1, 00100", "Katu 12, 00100", "Katu [-1-]{+12+}, 00100"),
            ("yksi kaksi kolme", "neljä viisi kolme", "[-yksi kaksi-]{+neljä viisi+} kolme"),
            ("Ensin.\n\nToiseksi.", "Ensin.\n\nUutta.\n\nToiseksi.", "Ensin. / {+Uutta.+} / Toiseksi."),
            ("", "Uusi.", "{+Uusi.+}"),
            ("Vanha.", "", "[-Vanha.-]"),
        ] {
            assert_eq!(marked(before, now).unwrap(), wanted);
        }
        assert_eq!(marked("sama", "sama"), None);
    }

    #[test]
    fn a_text_in_another_language_or_of_endless_length_is_another_text() {
        let text = |value: &str, lang: Option<&str>| Text { value: value.to_owned(), lang: lang.map(str::to_owned) };
        let places = |view: WordsView| view.paragraphs.concat().iter().map(|piece| piece.place).collect::<Vec<_>>();
        let both = [PiecePlace::Earlier, PiecePlace::Later];
        assert_eq!(places(words(&text("ja A", None), &text("och A", Some("sv"))).unwrap()), both);
        let long = "sana ".repeat(MOST_PIECES);
        assert_eq!(places(words(&text(&long, None), &text(&format!("{long}loppu"), None)).unwrap()), both);
    }

    proptest::proptest! {
        #[test]
        fn both_texts_can_be_read_out_of_the_difference(before in "[ab \n]{0,40}", now in "[ab \n]{0,40}") {
            let words_of = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let text = |value: &str| Text { value: value.to_owned(), lang: None };
            if let Some(view) = words(&text(&before), &text(&now)) {
                let without = |place| {
                    let lines = view.paragraphs.iter().map(|line| {
                        line.iter().filter(|piece| piece.place != place).map(|piece| piece.text.as_str()).collect::<String>()
                    });
                    words_of(&lines.collect::<Vec<_>>().join("\n"))
                };
                proptest::prop_assert_eq!(without(PiecePlace::Later), words_of(&before));
                proptest::prop_assert_eq!(without(PiecePlace::Earlier), words_of(&now));
            } else {
                proptest::prop_assert_eq!(before, now);
            }
        }
    }
}
