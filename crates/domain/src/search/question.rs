//! What a resident typed.

use super::words::{fold, written_words};

/// Most words of a question; what comes after them is left out.
pub const MOST_WORDS: usize = 12;

/// Letters of the shortest half of a compound.
const SHORTEST_HALF: usize = 4;

/// Words that say nothing of what is looked for. They are left out where others remain. Without its dots one stands here only
/// where it is no name: *Mika* is one.
const FUNCTION_WORDS: &[&str] = &[
    "ja", "tai", "on", "ei", "en", "se", "ne", "mikä", "mitä", "mita", "missä", "missa", "minun", "mun", "mulle",
    "minulle", "milloin", "koska", "että", "etta", "kun", "jos", "olen", "onko", "saanko", "paljonko", "kuinka",
    "miten", "mihin", "kuka", //
    "och", "eller", "att", "den", "det", "de", "ett", "min", "mitt", "mina", "jag", "är", "som", "för", "till", "av",
    "om", "på", "med", "var", "när", "hur", "vad", "mig", "har", "från", "i", //
    "the", "a", "an", "and", "or", "of", "to", "in", "at", "my", "is", "are", "was", "what", "when", "where", "how",
    "does", "do", "did", "with", "from", "by", "me", "our", "we",
];

/// One word that was typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    written: String,
    folded: String,
}

impl Word {
    fn new(written: String) -> Self {
        let folded = fold(&written).into_owned();
        Self { written, folded }
    }

    /// In small letters.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Without dots and accents.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The words of which it may be made, in two, nearest to the middle first: *kaavamuutos* of *kaava* and *muutos*.
    pub fn halves(&self) -> Vec<(Self, Self)> {
        let length = self.written.chars().count();
        let mut cuts: Vec<usize> = (SHORTEST_HALF..length.saturating_sub(SHORTEST_HALF - 1)).collect();
        cuts.sort_by_key(|cut| cut.abs_diff(length / 2));
        let cut = |cut: &usize| {
            let (at, _) = self.written.char_indices().nth(*cut)?;
            let (first, second) = self.written.split_at(at);
            Some((Self::new(first.to_owned()), Self::new(second.to_owned())))
        };
        if self.is_number() { Vec::new() } else { cuts.iter().filter_map(cut).collect() }
    }

    /// Whether it has a digit: numbers have no forms and are not mistyped.
    pub fn is_number(&self) -> bool {
        self.written.bytes().any(|byte| byte.is_ascii_digit())
    }
}

/// What is looked for: all of it must be in one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Words, each in any of its forms.
    pub words: Vec<Word>,
    /// Words that must stand as they are, one after the other.
    pub phrases: Vec<Vec<String>>,
}

impl Question {
    /// Reads what was typed. What stands in quotation marks is a phrase, and so is a number with signs in it (`1482/2026`).
    pub fn read(typed: &str) -> Self {
        let mut question = Self::default();
        let mut room = MOST_WORDS;
        let parts: Vec<&str> = typed.split(['"', '“', '”', '„', '»', '«']).collect();
        for (place, part) in parts.iter().enumerate() {
            // A mark that is not closed yet is no mark.
            let quoted = place % 2 == 1 && place + 1 < parts.len();
            let chunks = if quoted { vec![*part] } else { part.split_whitespace().collect() };
            for chunk in chunks {
                question.take(chunk, quoted, &mut room);
            }
        }
        let says = |word: &Word| !FUNCTION_WORDS.contains(&word.written());
        if question.words.iter().any(says) || !question.phrases.is_empty() {
            question.words.retain(says);
        }
        question
    }

    fn take(&mut self, chunk: &str, quoted: bool, room: &mut usize) {
        let words: Vec<String> = written_words(chunk).map(|(_, word)| word.into_owned()).take(*room).collect();
        *room -= words.len();
        let is_number = chunk.bytes().any(|byte| byte.is_ascii_digit());
        if words.len() > 1 && (quoted || is_number) || quoted && !words.is_empty() {
            self.phrases.push(words);
            return;
        }
        for word in words.into_iter().map(Word::new) {
            if !self.words.contains(&word) {
                self.words.push(word);
            }
        }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }
}
