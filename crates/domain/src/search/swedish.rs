//! Swedish word forms, of folded words (å and ä are a, ö is o; so *stad* and *städer* differ by an ending alone).

use super::stem::{Rule, Stem};

const SHORTEST: usize = 3;

/// Sorted.
const ENDINGS: [&str; 42] = [
    "", "a", "ad", "ade", "an", "ande", "ans", "ar", "are", "aren", "arna", "arnas", "ars", "as", "at", "de", "den",
    "e", "en", "ens", "er", "erna", "ernas", "ers", "et", "ets", "n", "na", "nas", "ne", "ns", "or", "orna", "ornas",
    "ors", "r", "rna", "s", "t", "te", "ten", "ts",
];

/// Whose vowel changes in the plural beyond its dots.
const CHANGED: [(&str, &str); 4] = [("bok", "bock"), ("fot", "fott"), ("rot", "rott"), ("dotter", "dottr")];

pub(super) fn is_ending(rest: &str) -> bool {
    ENDINGS.binary_search(&rest).is_ok()
}

pub(super) fn stems(word: &str) -> Vec<Stem> {
    let mut found = Vec::new();
    let stripped = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    for stem in stripped.filter(|stem| stem.len() >= SHORTEST) {
        found.push(stem.to_owned());
        found.extend(variants(stem));
    }
    found.retain(|stem| stem.len() >= SHORTEST);
    found.into_iter().map(|text| Stem::new(text, Rule::Swedish)).collect()
}

/// The stems of a base form.
pub(super) fn base(word: &str) -> Vec<Stem> {
    let stems = variants(word).into_iter().chain([word.to_owned()]);
    stems.filter(|stem| stem.len() >= SHORTEST).map(|text| Stem::new(text, Rule::Swedish)).collect()
}

fn variants(stem: &str) -> Vec<String> {
    let mut found = Vec::new();
    // skola, skolor; möte, möten
    found.extend(stem.strip_suffix(['a', 'e']).map(str::to_owned));
    // ansökan, ansökningar
    found.extend(stem.strip_suffix("an").map(|root| format!("{root}ning")));
    found.extend(stem.strip_suffix("ning").map(|root| format!("{root}an")));
    // nyckel, nycklar; papper, pappret
    for (full, short) in [("el", "l"), ("er", "r"), ("en", "n")] {
        if let Some(root) = stem.strip_suffix(full) {
            found.push(format!("{root}{short}"));
        } else if let Some(root) = stem.strip_suffix(short)
            && root.ends_with(|c: char| !is_vowel(c))
        {
            found.push(format!("{root}{full}"));
        }
    }
    // rum, rummet; program, programmet
    for (single, double) in [("m", "mm"), ("n", "nn")] {
        if let Some(root) = stem.strip_suffix(double) {
            found.push(format!("{root}{single}"));
        } else if let Some(root) = stem.strip_suffix(single)
            && root.ends_with(is_vowel)
        {
            found.push(format!("{root}{double}"));
        }
    }
    for (one, many) in CHANGED {
        if let Some(root) = stem.strip_suffix(many) {
            found.push(format!("{root}{one}"));
        } else if let Some(root) = stem.strip_suffix(one) {
            found.push(format!("{root}{many}"));
        }
    }
    found
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
