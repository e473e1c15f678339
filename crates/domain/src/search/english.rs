//! English word forms.

use super::stem::{Rule, Stem};

const SHORTEST: usize = 3;
const SHORTEST_OF_NOUN: usize = 5;

const ENDINGS: [&str; 8] = ["", "d", "e", "ed", "es", "ing", "ings", "s"];
/// Endings that make a noun of a verb, after longer stems alone: *station* is not of *state*.
const NOUNS: [&str; 6] = ["ion", "ions", "ation", "ations", "ment", "ments"];
const Y_ENDINGS: [&str; 6] = ["y", "ies", "ied", "ying", "ication", "ications"];

pub(super) fn goes_on(stem: &str, rest: &str) -> bool {
    ENDINGS.contains(&rest) || stem.len() >= SHORTEST_OF_NOUN && NOUNS.contains(&rest)
}

pub(super) fn is_y_ending(rest: &str) -> bool {
    Y_ENDINGS.contains(&rest)
}

pub(super) fn stems(word: &str) -> Vec<Stem> {
    let mut found = Vec::new();
    for stem in ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)) {
        found.push(Stem::new(stem, Rule::English));
        // decide, deciding
        found.extend(stem.strip_suffix('e').map(|root| Stem::new(root, Rule::English)));
        // plan, planning
        found.extend(undoubled(stem).map(|root| Stem::new(root, Rule::English)));
        found.extend(doubled(stem).map(|root| Stem::new(root, Rule::English)));
    }
    let verbs = NOUNS.iter().filter_map(|ending| word.strip_suffix(ending));
    found.extend(verbs.filter(|stem| stem.len() >= SHORTEST_OF_NOUN).map(|stem| Stem::new(stem, Rule::English)));
    let roots = Y_ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    found.extend(roots.map(|root| Stem::new(root, Rule::EnglishY)));
    found.retain(|stem| stem.text.len() >= SHORTEST);
    found
}

/// The stems of a base form.
pub(super) fn base(word: &str) -> Vec<Stem> {
    let (without_e, without_y) = (word.strip_suffix('e'), word.strip_suffix('y'));
    let verbs = [Some(word), without_e].into_iter().flatten().map(|text| Stem::new(text, Rule::English));
    verbs.chain(without_y.map(|text| Stem::new(text, Rule::EnglishY))).collect()
}

fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    if last == before && !is_vowel(last) { stem.strip_suffix(last) } else { None }
}

/// Short words double their last letter: *plan*, *planned*.
fn doubled(stem: &str) -> Option<String> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let doubles = stem.len() <= 6 && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y') && is_vowel(before);
    doubles.then(|| format!("{stem}{last}"))
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}
