//! The words that were found, shown where they stand.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::words::written_words;

/// Letters shown before the first word that was found.
const BEFORE: usize = 60;

/// A piece of a text, with nothing taken for markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether it is what was looked for.
    pub found: bool,
}

/// A text in pieces: those of these words, and what stands between them.
pub fn mark(text: &str, found: &BTreeSet<String>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut done = 0;
    let mut say = |from: usize, to: usize, found: bool| {
        if let Some(text) = text.get(from..to).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.to_owned(), found });
        }
    };
    for (place, _) in written_words(text).filter(|(_, word)| found.contains(word.as_ref())) {
        say(done, place.start, false);
        say(place.start, place.end, true);
        done = place.end;
    }
    say(done, text.len(), false);
    pieces
}

/// The part of a text in which most of these words stand, in at most about `length` letters and on one line. `None` when
/// none of them is in it.
pub fn passage(text: &str, found: &BTreeSet<String>, length: usize) -> Option<Vec<Piece>> {
    let places: Vec<_> = written_words(text).filter(|(_, word)| found.contains(word.as_ref())).collect();
    let different = |from: usize| {
        let (start, _) = places.get(from)?;
        let near = places.get(from..)?.iter().take_while(|(place, _)| place.end <= start.start + length);
        Some(near.map(|(_, word)| word.as_ref()).collect::<BTreeSet<_>>().len())
    };
    // The first of the best.
    let best = (0..places.len()).min_by_key(|from| std::cmp::Reverse(different(*from)))?;
    let (first, _) = places.get(best)?;
    let from = beginning(text, first.start);
    let to = ending(text, from, first.end.max(text.floor_char_boundary(from + length)));
    let line = text.get(from..to)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (if from > 0 { "… " } else { "" }, if to < text.trim_end().len() { " …" } else { "" });
    Some(mark(&format!("{before}{line}{after}"), found))
}

/// The beginning of the sentence or line a word stands in, or of a word near before it.
fn beginning(text: &str, word: usize) -> usize {
    let earliest = text.floor_char_boundary(word.saturating_sub(BEFORE));
    let Some(before) = text.get(earliest..word) else { return word };
    if let Some(end) = before.rfind(['\n', '.', '!', '?']) {
        let after = before.get(end + 1..).unwrap_or_default();
        return word - after.trim_start().len();
    }
    if earliest == 0 {
        return 0;
    }
    before.find(char::is_whitespace).map_or(word, |blank| {
        earliest + blank + before.get(blank..).map_or(0, |rest| rest.len() - rest.trim_start().len())
    })
}

/// The end of the word in which `end` lies, if it is not far.
fn ending(text: &str, from: usize, end: usize) -> usize {
    if end >= text.len() {
        return text.len();
    }
    let shown = text.get(from..end).unwrap_or_default();
    match shown.rfind(char::is_whitespace) {
        Some(blank) if blank > shown.len() / 2 => from + shown.get(..blank).unwrap_or_default().trim_end().len(),
        _ => end,
    }
}
