//! Finnish word forms, of folded words (ä is a, ö is o; so vowel harmony is no matter).
//!
//! From a form to its other forms in two steps. What may be an ending is taken off; what is left may be the stem of several
//! **base forms** ([`bases`]: *päätökse-n* of *päätös*, *kadu-n* of *katu*, *asioi-ta* of *asia*). Each base form has
//! **stems** ([`stems_of`]), and each stem takes endings of a sort: with consonant gradation the strong one those that leave
//! its syllable open (*katu-a*), the weak one those that close it (*kadu-lla*).
//!
//! Source of the rules: Iso suomen kielioppi (VISK), §§ 41–47 gradation, 62–80 inflection of nouns, 81–93 endings.

use super::stem::{Rule, Stem};

/// Which endings a stem takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Takes {
    Any,
    /// Those that leave the syllable before them open.
    Open,
    /// Those that close it.
    Closed,
    /// Those of the plural that begin with its i or j.
    Plural,
}

/// Shortest stem.
const SHORTEST: usize = 3;
/// Longest ending, in letters.
const LONGEST_ENDING: usize = 12;
/// Most base forms that one form may have.
const MOST_BASES: usize = 64;

const CLITICS: [&str; 6] = ["", "kin", "kaan", "han", "ko", "pa"];
const OWNERS: [&str; 6] = ["", "ni", "si", "nsa", "mme", "nne"];
/// Endings after a vowel; the last row is of verbs.
const AFTER_VOWEL: &[&str] = &[
    "n", "t", "a", "ssa", "sta", "lla", "lta", "lle", "ksi", "na", "tta", "jen", "ja", "han", "hen", "hin", "hon",
    "hun", "hyn", "seen", //
    "mme", "tte", "vat", "nut", "nyt", "neet", "minen", "misen", "misesta", "misessa", "mista", "maan", "massa",
    "malla", "taan", "ttu", "tty", "ttava", "va", "vaa", "vien", "isi", "isin",
];
/// Endings after any stem.
const AFTER_ANY: &[&str] = &[
    "ta", "ten", "ien", "ia", "ita", "iden", "itten", "issa", "ista", "illa", "ilta", "ille", "iksi", "ina", "ihin",
    "iin", "isiin", "itta",
];
/// What stands in place of an ending before the mark of an owner.
const BEFORE_OWNER: &[&str] =
    &["kse", "see", "ihi", "ii", "isii", "je", "ie", "ide", "te", "ha", "he", "hi", "ho", "hu"];
/// The owner's mark of the third person that lengthens the vowel before it.
const OWNED: &[&str] = &[
    "ssaan", "staan", "llaan", "ltaan", "lleen", "kseen", "naan", "taan", "issaan", "istaan", "illaan", "iltaan",
    "illeen", "ikseen", "iaan", "jaan", "itaan",
];
/// Words of their own kind that public bodies use much: the base form and its stems.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("lapsi", &["lapse", "laps", "las"]),
    ("mies", &["miehe", "mieh", "mies"]),
    ("aika", &["aika", "aja", "aiko", "ajo"]),
    ("poika", &["poika", "poja", "poik", "poj"]),
    ("sairas", &["sairas", "sairaa", "saira"]),
];
/// Strong clusters with their weak ones, between the last vowels of a stem.
const GRADES: [(&str, &str); 25] = [
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nk", "ng"),
    ("mp", "mm"),
    ("lt", "ll"),
    ("nt", "nn"),
    ("rt", "rr"),
    ("ht", "hd"),
    ("lk", "l"),
    ("rk", "r"),
    ("hk", "h"),
    ("p", "v"),
    ("t", "d"),
    ("k", ""),
    ("k", "v"),
    ("ntt", "nt"),
    ("ltt", "lt"),
    ("rtt", "rt"),
    ("nkk", "nk"),
    ("lkk", "lk"),
    ("rkk", "rk"),
    ("mpp", "mp"),
    ("lpp", "lp"),
    ("rpp", "rp"),
];
/// Vowels before `si` in words like *vuosi*, whose stem has d or t.
const SI: [&str; 8] = ["uosi", "ausi", "uusi", "vesi", "kasi", "yysi", "eisi", "tosi"];

/// Stems of all base forms that the word may be a form of.
pub(super) fn stems(word: &str) -> Vec<Stem> {
    let mut stems = Vec::new();
    for base in bases(word) {
        stems_of(&base, &mut stems);
        stems_of_doing(&base, &mut stems);
    }
    stems.retain(|stem| stem.text.len() >= SHORTEST);
    stems
}

/// Stems of a noun of which the base form is known.
pub(super) fn noun(base: &str) -> Vec<Stem> {
    let mut stems = Vec::new();
    stems_of(base, &mut stems);
    // Compounds inflect as their last part does: asiamies, määräaika.
    for (irregular, of_last) in IRREGULAR {
        if let Some(first) = base.strip_suffix(irregular) {
            stems.extend(of_last.iter().map(|last| Stem::new(format!("{first}{last}"), Rule::Finnish(Takes::Any))));
        }
    }
    stems
}

/// Whether a stem with this after it is a form.
pub(super) fn goes_on(stem: &str, takes: Takes, rest: &str) -> bool {
    let Some(ending) = ending(stem, rest) else { return false };
    match takes {
        Takes::Any => true,
        Takes::Open => !closes(ending),
        Takes::Closed => closes(ending),
        Takes::Plural => ending.starts_with(['i', 'j']),
    }
}

/// The case or person in what comes after a stem, without the marks of an owner and of emphasis. `None`: it is no ending.
fn ending<'a>(stem: &str, rest: &'a str) -> Option<&'a str> {
    if rest.len() > LONGEST_ENDING {
        return None;
    }
    let last = stem.chars().next_back()?;
    let follows_vowel = is_vowel(last);
    for bare in CLITICS.iter().filter_map(|clitic| rest.strip_suffix(clitic)) {
        if OWNED.contains(&bare) {
            return Some(bare);
        }
        for owner in OWNERS {
            let Some(case) = bare.strip_suffix(owner) else { continue };
            let lengthened = case.strip_suffix('n').is_some_and(|vowel| vowel.chars().eq([last])) && follows_vowel;
            let owned = !owner.is_empty() && (BEFORE_OWNER.contains(&case) || follows_vowel && case.chars().eq([last]));
            let plain = case.is_empty() || AFTER_ANY.contains(&case) || follows_vowel && AFTER_VOWEL.contains(&case);
            if plain || lengthened || owned {
                return Some(case);
            }
        }
    }
    None
}

/// Whether an ending closes the syllable before it: it is one consonant, or begins with two, also after the i of a plural.
fn closes(ending: &str) -> bool {
    let consonants = ending.strip_prefix('i').unwrap_or(ending);
    let mut letters = consonants.chars();
    match (letters.next(), letters.next()) {
        (Some(first), None) => !is_vowel(first) && consonants.len() == ending.len(),
        (Some(first), Some(second)) => {
            !is_vowel(first) && !is_vowel(second) || ending == "iden" || ending == "iksi" || ending == "ille"
        }
        (None, _) => false,
    }
}

/// Base forms that a word may be a form of, the word itself first.
fn bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    let cuts = word.char_indices().map(|(cut, _)| cut).chain([word.len()]);
    for cut in cuts.filter(|cut| *cut >= SHORTEST).rev() {
        let (stem, rest) = word.split_at(cut);
        if let Some(ending) = ending(stem, rest) {
            bases_of(stem, rest, ending, &mut bases);
        }
    }
    bases.extend(IRREGULAR.iter().filter(|(_, stems)| is_irregular(word, stems)).map(|(base, _)| (*base).to_owned()));
    let mut seen = std::collections::BTreeSet::new();
    bases.retain(|base| seen.insert(base.clone()));
    bases.truncate(MOST_BASES);
    bases
}

fn is_irregular(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.strip_prefix(stem).is_some_and(|rest| goes_on(stem, Takes::Any, rest)))
}

/// Base forms of a stem before an ending.
fn bases_of(stem: &str, rest: &str, ending: &str, found: &mut Vec<String>) {
    let plural = ending.starts_with(['i', 'j']);
    let cut = |suffix: &str, base: &str| stem.strip_suffix(suffix).map(|root| format!("{root}{base}"));
    let mut direct = vec![stem.to_owned()];
    if !rest.is_empty() {
        for (suffix, base) in [
            ("kse", "s"),
            ("ks", "s"),
            ("se", "nen"),
            ("ude", "us"),
            ("yde", "ys"),
            ("ute", "us"),
            ("yte", "ys"),
            ("ime", "in"),
            ("ttoma", "ton"),
            ("ii", "is"),
            ("de", "si"),
            ("te", "si"),
        ] {
            direct.extend(cut(suffix, base));
        }
        if ending == "ta" {
            for (suffix, base) in [("ut", "us"), ("yt", "ys"), ("et", "e"), ("t", "si"), ("s", "nen")] {
                direct.extend(cut(suffix, base));
            }
        }
        if matches!(ending, "ta" | "ten") && stem.ends_with(['l', 'n', 'r']) {
            direct.push(format!("{stem}i"));
        }
        if plural || ending == "ten" {
            direct.extend(cut("s", "nen"));
            direct.extend(cut("im", "in"));
        }
        if let Some(root) = stem.strip_suffix('e') {
            direct.push(format!("{root}i"));
            direct.push(stem.to_owned());
            if root.ends_with('e') {
                direct.extend(weakened(root));
                direct.push(root.to_owned());
            }
            if plural {
                direct.extend(weakened(stem));
            }
        }
        if let Some(root) = stem.strip_suffix('a') {
            let vowel = if root.ends_with('a') { Some(root) } else { plural.then_some(stem) };
            for of_as in vowel.into_iter().flat_map(|stem| weakened(stem).into_iter().chain([stem.to_owned()])) {
                direct.push(format!("{of_as}s"));
            }
        }
        if plural && stem.ends_with(|c| !is_vowel(c)) {
            direct.extend(["i", "a", "e"].map(|vowel| format!("{stem}{vowel}")));
        }
        if plural {
            direct.extend(cut("o", "a"));
        }
    }
    // What is done, by the noun of doing it: korjattu of korjaus, allekirjoitetaan of allekirjoitus.
    if matches!(ending, "ttu" | "tty" | "taan" | "ttava" | "tta" | "nut" | "nyt") {
        direct.extend(stem.strip_suffix('a').map(|root| format!("{root}aus")));
        direct.extend(stem.strip_suffix("te").map(|root| format!("{root}tus")));
    }
    if let Some(root) =
        stem.strip_suffix("tta").or_else(|| stem.strip_suffix("ta")).filter(|root| root.len() > SHORTEST)
    {
        direct.push(format!("{root}tus"));
    }
    if closes(ending) {
        for base in &direct {
            found.extend(strengthened(base));
        }
    }
    found.extend(direct);
}

/// The stems of a base form.
fn stems_of(base: &str, found: &mut Vec<Stem>) {
    if let Some((_, stems)) = IRREGULAR.iter().find(|(irregular, _)| *irregular == base) {
        found.extend(stems.iter().map(|stem| Stem::new(*stem, Rule::Finnish(Takes::Any))));
    }
    let mut any = |text: String| found.push(Stem::new(text, Rule::Finnish(Takes::Any)));
    any(base.to_owned());
    if let Some(root) = base.strip_suffix("nen") {
        any(format!("{root}se"));
        any(format!("{root}s"));
    } else if let Some(root) = base.strip_suffix("ton") {
        any(format!("{root}ttoma"));
        any(format!("{root}ttom"));
    } else if let Some(root) = base.strip_suffix("in") {
        any(format!("{root}ime"));
        any(format!("{root}im"));
    } else if let Some(root) = base.strip_suffix('s') {
        any(format!("{root}kse"));
        any(format!("{root}ks"));
        if root.ends_with(['u', 'y']) {
            for end in ["de", "te", "t"] {
                any(format!("{root}{end}"));
            }
        }
        if root.ends_with(['a', 'i']) {
            for strong in strengthened(root).into_iter().chain([root.to_owned()]) {
                let last = if root.ends_with('a') { 'a' } else { 'i' };
                any(format!("{strong}{last}"));
                any(strong);
            }
        }
    } else if let Some(root) = base.strip_suffix('e') {
        for strong in strengthened(base) {
            any(format!("{strong}e"));
            any(strong);
        }
        any(format!("{root}ee"));
        any(format!("{base}t"));
        graded(base, found);
    } else if let Some(root) = base.strip_suffix('i') {
        if let Some(root) =
            SI.iter().find_map(|_| base.strip_suffix("si")).filter(|_| SI.iter().any(|si| base.ends_with(si)))
        {
            for end in ["de", "te", "t", "ks"] {
                any(format!("{root}{end}"));
            }
        }
        any(root.to_owned());
        graded(base, found);
        graded(&format!("{root}e"), found);
        found.extend(weakened(base).iter().filter_map(|weak| weak.strip_suffix('i')).map(of_plural));
    } else if let Some(root) = base.strip_suffix('a') {
        graded(base, found);
        for stem in weakened(base).into_iter().chain([base.to_owned()]) {
            found
                .extend(stem.strip_suffix('a').map(|root| Stem::new(format!("{root}o"), Rule::Finnish(Takes::Plural))));
        }
        found.push(of_plural(root));
        found.extend(weakened(base).iter().filter_map(|weak| weak.strip_suffix('a')).map(of_plural));
        // Infinitives: maksaa, hakea.
        if root.ends_with(is_vowel) {
            graded(root, found);
        }
    } else if base.ends_with(is_vowel) {
        graded(base, found);
    } else {
        // Names and loans: internet, internetin.
        any(format!("{base}i"));
    }
}

/// The stems of what is done, by the noun of doing it.
fn stems_of_doing(base: &str, found: &mut Vec<Stem>) {
    let Some(root) = base.strip_suffix('s') else { return };
    let mut any = |text: String| found.push(Stem::new(text, Rule::Finnish(Takes::Any)));
    if let Some(root) = root.strip_suffix("au") {
        for stem in weakened(&format!("{root}a")).into_iter().chain([format!("{root}a")]) {
            any(stem);
        }
    }
    if let Some(root) = root.strip_suffix("tu").or_else(|| root.strip_suffix("ty")).filter(|root| root.len() > SHORTEST)
    {
        for end in ["tta", "ta", "te", "ti", "tti"] {
            any(format!("{root}{end}"));
        }
    }
}

fn of_plural(root: &str) -> Stem {
    Stem::new(root, Rule::Finnish(Takes::Plural))
}

/// A stem with its weak grade, if it has one.
fn graded(stem: &str, found: &mut Vec<Stem>) {
    let weak = weakened(stem);
    let takes = if weak.is_empty() { Takes::Any } else { Takes::Open };
    found.push(Stem::new(stem, Rule::Finnish(takes)));
    found.extend(weak.into_iter().map(|weak| Stem::new(weak, Rule::Finnish(Takes::Closed))));
}

fn weakened(stem: &str) -> Vec<String> {
    let Some((before, cluster, vowels)) = last_cluster(stem) else { return Vec::new() };
    let weak = GRADES.iter().filter(|(strong, _)| *strong == cluster);
    weak.map(|(_, weak)| format!("{before}{weak}{vowels}")).collect()
}

fn strengthened(stem: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some((before, cluster, vowels)) = last_cluster(stem) {
        let strong = GRADES.iter().filter(|(_, weak)| *weak == cluster && !weak.is_empty());
        found.extend(strong.map(|(strong, _)| format!("{before}{strong}{vowels}")));
    }
    // A k that has gone altogether: tue-n of tuke-, hae-n of hake-.
    let vowels = stem.len() - stem.trim_end_matches(is_vowel).len();
    if vowels == 2 {
        let (first, last) = stem.split_at(stem.len() - 1);
        found.push(format!("{first}k{last}"));
    }
    found
}

/// What stands before the last consonants of a stem that ends in a vowel, those consonants, and the vowels after them.
fn last_cluster(stem: &str) -> Option<(&str, &str, &str)> {
    let root = stem.trim_end_matches(is_vowel);
    let before = root.trim_end_matches(|c| !is_vowel(c));
    if before.is_empty() || root.len() == stem.len() {
        return None;
    }
    Some((before, root.get(before.len()..)?, stem.get(root.len()..)?))
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
