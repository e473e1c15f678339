//! Words of a text, and their letters without dots and accents.

use std::{borrow::Cow, ops::Range};

use unicode_normalization::{UnicodeNormalization, char::decompose_canonical};

/// Longest word kept, in bytes. What is longer is no word, and its beginning is enough to find it.
const LONGEST: usize = 64;
/// Says where a word may be parted at the end of a line. It is no letter.
const SOFT_HYPHEN: char = '\u{AD}';

/// The words of a text in order, each with its place in it, in small letters and composed (NFC). A word is a run of letters
/// and digits of any script.
pub fn written_words(text: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let from = rest + text.get(rest..)?.find(char::is_alphanumeric)?;
        let tail = text.get(from..)?;
        let length = tail.find(|c| !is_inside(c)).unwrap_or(tail.len());
        rest = from + length;
        let word = tail.get(..length)?.trim_end_matches(SOFT_HYPHEN);
        Some((from..from + word.len(), small(word)))
    })
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || c == SOFT_HYPHEN
}

/// Combining marks, with which decomposed text writes its dots and accents.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn small(word: &str) -> Cow<'_, str> {
    let word = word.get(..word.floor_char_boundary(LONGEST)).unwrap_or(word);
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let letters = word.chars().filter(|c| *c != SOFT_HYPHEN).flat_map(char::to_lowercase);
    if word.contains(is_mark) { Cow::Owned(letters.nfc().collect()) } else { Cow::Owned(letters.collect()) }
}

/// A word with each letter replaced by the plain one below it: ä and å by a, š by s. As many letters as before.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(word.chars().map(plain).collect()) }
}

/// The plain letter of a Latin one.
pub(super) fn plain(letter: char) -> char {
    let mut first = letter;
    if matches!(letter, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') {
        let mut parts = 0;
        decompose_canonical(letter, |part| {
            if parts == 0 {
                first = part;
            }
            parts += 1;
        });
    }
    match first {
        'æ' => 'a',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ŋ' => 'n',
        'ŧ' => 't',
        'ß' => 's',
        'ı' => 'i',
        other => other,
    }
}
