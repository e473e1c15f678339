//! The words of an index, and which of them a typed word means.
//!
//! One text, a line a word, in the order of the folded words; so words with one beginning stand together, and words with
//! something inside them are found in one pass over the text. A word that differs from its folded form stands after it.

use std::collections::BTreeSet;

use memchr::memmem;

use super::{
    Word,
    stem::{Stem, parts, stems},
    words::{fold, plain},
};

/// Most forms of one word.
pub const MOST_FORMS: usize = 64;
/// Most words that one word is a part of, and most corrections.
pub const MOST_PARTS: usize = 64;
/// Most stems looked for inside words.
const MOST_NEEDLES: usize = 12;
/// Shortest word in which a typing error is looked for.
const SHORTEST_MISTYPED: usize = 5;
/// Shortest beginning of a word that is looked for while nothing else is known of it.
const SHORTEST_BEGINNING: usize = 2;

/// What a typed word means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expansion {
    /// The word and its inflected forms.
    pub forms: Vec<String>,
    /// Words that it is a part of.
    pub parts: Vec<String>,
}

impl Expansion {
    /// Whether nothing is known of the word.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.parts.is_empty()
    }
}

/// The words of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Lines: a folded word, and after a tab the word where it is another.
    text: String,
    /// Where each line begins.
    lines: Vec<u32>,
}

impl<S: AsRef<str>> FromIterator<S> for Vocabulary {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        Self::default().with(words)
    }
}

/// A line for a word; none for what is no word.
fn line(word: &str) -> Option<String> {
    if word.is_empty() || word.contains(['\t', '\n']) {
        return None;
    }
    let folded = fold(word);
    Some(if folded == word { folded.into_owned() } else { format!("{folded}\t{word}") })
}

impl Vocabulary {
    /// Adds a line that comes after all others.
    fn push(&mut self, line: &str) {
        // Four gigabytes of words are more than any inbox has.
        let Ok(start) = u32::try_from(self.text.len()) else { return };
        self.lines.push(start);
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The same with more words.
    #[must_use]
    pub fn with<S: AsRef<str>>(&self, words: impl IntoIterator<Item = S>) -> Self {
        let fresh: BTreeSet<String> = words.into_iter().filter_map(|word| line(word.as_ref())).collect();
        let mut merged = Self::default();
        let mut before = self.text.lines().peekable();
        let mut fresh = fresh.iter().map(String::as_str).peekable();
        loop {
            let next = match (before.peek(), fresh.peek()) {
                (Some(old), Some(new)) if old == new => {
                    fresh.next();
                    before.next()
                }
                (Some(old), Some(new)) if old > new => fresh.next(),
                (Some(_), _) => before.next(),
                (None, _) => fresh.next(),
            };
            let Some(line) = next else { return merged };
            merged.push(line);
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether the word is in it, as it is written.
    pub fn contains(&self, word: &str) -> bool {
        self.beginning_with(&fold(word)).any(|entry| entry.word == word)
    }

    /// What a typed word means. Forms nearest in length first, and so are parts.
    pub fn expand(&self, word: &Word) -> Expansion {
        if word.is_number() {
            let same = self.beginning_with(word.folded()).filter(|entry| entry.folded == word.folded());
            return Expansion {
                forms: same.map(|entry| entry.word.to_owned()).take(MOST_FORMS).collect(),
                parts: vec![],
            };
        }
        let stems = stems(word.folded());
        let mut forms = BTreeSet::new();
        for stem in &stems {
            let found = self.beginning_with(&stem.text).filter(|entry| {
                entry.folded.strip_prefix(&stem.text).is_some_and(|rest| stem.goes_on(rest)) && agrees(word, entry, 0)
            });
            forms.extend(found.map(|entry| entry.word));
        }
        let mut inside = BTreeSet::new();
        for part in parts(word.folded(), &stems).iter().take(MOST_NEEDLES) {
            self.containing(part, |entry, before| {
                if agrees(word, &entry, before) {
                    inside.insert(entry.word);
                }
            });
        }
        if forms.is_empty() && inside.is_empty() && word.folded().len() >= SHORTEST_BEGINNING {
            let beginning = self.beginning_with(word.folded()).filter(|entry| agrees(word, entry, 0));
            inside.extend(beginning.map(|entry| entry.word));
        }
        let inside = inside.difference(&forms).copied().collect();
        Expansion { forms: nearest(word, forms, MOST_FORMS), parts: nearest(word, inside, MOST_PARTS) }
    }

    /// Words that begin within one typing error of this one: a letter wrong, missing, too many, or two in the wrong order.
    pub fn correct(&self, word: &Word) -> Vec<String> {
        if word.is_number() || word.folded().chars().count() < SHORTEST_MISTYPED {
            return Vec::new();
        }
        let stems = stems(word.folded());
        let mut typed: Vec<&str> = vec![word.folded()];
        let long = |stem: &&Stem| stem.text.len() >= SHORTEST_MISTYPED && stem.text.len() + 2 >= word.folded().len();
        typed.extend(stems.iter().filter(long).map(|stem| stem.text.as_str()).take(MOST_NEEDLES));
        typed.dedup();
        let found: BTreeSet<&str> = self
            .entries()
            .filter(|entry| typed.iter().any(|typed| begins_like(entry.folded.as_bytes(), typed.as_bytes())))
            .map(|entry| entry.word)
            .collect();
        nearest(word, found, MOST_PARTS)
    }

    fn entry(&self, line: usize) -> Option<Entry<'_>> {
        let start = usize::try_from(*self.lines.get(line)?).ok()?;
        let end = self.lines.get(line + 1).map_or(Some(self.text.len()), |next| usize::try_from(*next).ok())?;
        let line = self.text.get(start..end)?.trim_end_matches('\n');
        let (folded, word) = line.split_once('\t').unwrap_or((line, line));
        Some(Entry { folded, word })
    }

    fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.lines.len()).map_while(|line| self.entry(line))
    }

    /// Words whose folded form begins so.
    fn beginning_with<'a>(&'a self, beginning: &str) -> impl Iterator<Item = Entry<'a>> {
        let before = |start: &u32| {
            let start = usize::try_from(*start).unwrap_or(usize::MAX);
            self.text.as_bytes().get(start..).is_some_and(|text| text < beginning.as_bytes())
        };
        let first = self.lines.partition_point(before);
        (first..self.lines.len())
            .map_while(|line| self.entry(line))
            .take_while(move |entry| entry.folded.starts_with(beginning))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// Calls `found` with words of which the stem is a part, and how many letters stand before it.
    fn containing<'a>(&'a self, part: &Stem, mut found: impl FnMut(Entry<'a>, usize)) {
        for place in memmem::find_iter(self.text.as_bytes(), part.text.as_bytes()) {
            let line = self.lines.partition_point(|start| usize::try_from(*start).is_ok_and(|start| start <= place));
            let Some(number) = line.checked_sub(1) else { continue };
            let Some(entry) = self.entry(number) else { continue };
            let start = self.lines.get(number).and_then(|start| usize::try_from(*start).ok()).unwrap_or(place);
            let at = place - start;
            let Some(rest) = entry.folded.get(at..).and_then(|rest| rest.strip_prefix(&part.text)) else { continue };
            let before = entry.folded.get(..at).map_or(0, |before| before.chars().count());
            if part.is_part(before, rest) {
                found(entry, before);
            }
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Entry<'a> {
    folded: &'a str,
    word: &'a str,
}

/// Whether the letters that were typed with dots or accents are so in the word, as far as the two are alike.
fn agrees(typed: &Word, entry: &Entry<'_>, before: usize) -> bool {
    if typed.written().len() == typed.folded().len() {
        return true;
    }
    for (typed, there) in typed.written().chars().zip(entry.word.chars().skip(before)) {
        if plain(typed) != plain(there) {
            break;
        }
        if plain(typed) != typed && typed != there {
            return false;
        }
    }
    true
}

fn nearest(typed: &Word, found: BTreeSet<&str>, most: usize) -> Vec<String> {
    let mut found: Vec<&str> = found.into_iter().collect();
    found.sort_by_key(|word| (word.len().abs_diff(typed.written().len()), *word));
    found.truncate(most);
    found.into_iter().map(str::to_owned).collect()
}

/// Whether a word begins with what is within one edit (Damerau and Levenshtein) of `typed`.
fn begins_like(word: &[u8], typed: &[u8]) -> bool {
    let same = word.iter().zip(typed).take_while(|(a, b)| a == b).count();
    let (word, typed) = (word.get(same..).unwrap_or_default(), typed.get(same..).unwrap_or_default());
    let Some((wrong, after)) = typed.split_first() else { return true };
    let rest = word.get(1..).unwrap_or_default();
    let swapped = || {
        let ([first, second, word @ ..], [third, fourth, typed @ ..]) = (word, typed) else { return false };
        first == fourth && second == third && word.starts_with(typed)
    };
    // One too many, one wrong, one missing, two swapped.
    word.starts_with(after)
        || !word.is_empty() && rest.starts_with(after)
        || rest.strip_prefix(&[*wrong]).is_some_and(|rest| rest.starts_with(after))
        || swapped()
}
