//! Reading a directory: first whether it is signed, then what it says.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use domain::{
    id::SourceId,
    source::SourceKind,
    text::{Localized, ServerText},
};
use resident_api::Texts;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{resident, sign_in::Client};

/// A key whose owner may vouch for public bodies: Ed25519, 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyingKey(pub [u8; 32]);

/// A directory as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The list, JSON.
    pub list: Vec<u8>,
    /// Ed25519 over exactly these bytes, Base64.
    pub signature: String,
}

/// Why a directory is not used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    /// No key that the app trusts has signed these bytes.
    #[error("not signed by anybody who may")]
    Unsigned,
    /// It is signed and yet not in the form of a directory.
    #[error("not a directory: {0}")]
    Unreadable(String),
}

/// Who offers what, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Counts up with every edition; an older one never takes a newer one's place.
    pub sequence: u64,
    /// Until when the signer stands by it.
    pub valid_to: DateTime<Utc>,
    /// Where newer editions appear.
    pub updates: Option<Url>,
    bodies: Vec<PublicBody>,
}

/// A public body that the directory vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicBody {
    /// What the app calls it; stays the same when its address changes.
    pub id: SourceId,
    /// Its name.
    pub name: Localized,
    /// The API it speaks.
    pub kind: SourceKind,
    /// Where.
    pub base_url: Url,
    /// How residents sign in there, for an API that does not say so itself.
    pub sign_in: Option<Client>,
    /// Other words by which residents look for it.
    also: Vec<String>,
    postal_codes: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct WireList {
    sequence: u64,
    valid_to: DateTime<Utc>,
    #[serde(default)]
    updates: Option<Url>,
    bodies: Vec<WireBody>,
}

#[derive(Deserialize)]
struct WireBody {
    id: String,
    name: Texts,
    api: String,
    base_url: Url,
    #[serde(default)]
    sign_in: Option<Client>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    postal_codes: Vec<String>,
}

impl Directory {
    /// Reads a directory that one of these keys has signed. An entry of an API newer than this app is left out.
    ///
    /// # Errors
    /// When none of the keys has signed it, or it cannot be read.
    pub fn read(signed: &Signed, keys: &[VerifyingKey]) -> Result<Self, DirectoryError> {
        let signature = STANDARD.decode(&signed.signature).map_err(|_| DirectoryError::Unsigned)?;
        let vouched = keys
            .iter()
            .any(|VerifyingKey(key)| UnparsedPublicKey::new(&ED25519, key).verify(&signed.list, &signature).is_ok());
        if !vouched {
            return Err(DirectoryError::Unsigned);
        }
        let list: WireList = serde_json::from_slice(&signed.list).map_err(unreadable)?;
        let bodies = list.bodies.into_iter().filter_map(PublicBody::read).collect();
        Ok(Self { sequence: list.sequence, valid_to: list.valid_to, updates: list.updates, bodies })
    }

    /// A directory of these bodies alone, which nobody has signed: for a demo on this machine.
    pub const fn unsigned(bodies: Vec<PublicBody>) -> Self {
        Self { sequence: 0, valid_to: DateTime::<Utc>::MAX_UTC, updates: None, bodies }
    }

    /// Every public body, by its name in this language.
    pub fn bodies(&self) -> impl Iterator<Item = &PublicBody> {
        self.bodies.iter()
    }

    /// The public bodies that a resident may mean, the likeliest first: by a part of the name in any language, or by a postal
    /// code, whole or its beginning. An empty question means all.
    pub fn search(&self, question: &str) -> Vec<&PublicBody> {
        let wanted = folded(question);
        let mut found: Vec<_> =
            self.bodies.iter().filter_map(|body| body.likeness(&wanted).map(|likeness| (likeness, body))).collect();
        found.sort_by_key(|(likeness, _)| *likeness);
        found.into_iter().map(|(_, body)| body).collect()
    }

    /// The public body with this id.
    pub fn body(&self, id: &SourceId) -> Option<&PublicBody> {
        self.bodies.iter().find(|body| body.id == *id)
    }

    /// The public body whose address this is.
    pub fn vouches_for(&self, address: &Url) -> Option<&PublicBody> {
        self.bodies.iter().find(|body| is_same_place(&body.base_url, address))
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it stands where an error is mapped")]
fn unreadable(error: serde_json::Error) -> DirectoryError {
    DirectoryError::Unreadable(format!("line {}", error.line()))
}

impl PublicBody {
    /// A public body at this address.
    pub const fn new(id: SourceId, name: Localized, base_url: Url) -> Self {
        let kind = SourceKind::Resident;
        Self { id, name, kind, base_url, sign_in: None, also: Vec::new(), postal_codes: Vec::new() }
    }

    /// Reads the entries of a list that nobody has signed: for a demo on this machine.
    ///
    /// # Errors
    /// When it is no list of entries.
    #[cfg(feature = "loopback-token")]
    pub fn entries(list: &[u8]) -> Result<Vec<Self>, DirectoryError> {
        let entries: Vec<WireBody> = serde_json::from_slice(list).map_err(unreadable)?;
        Ok(entries.into_iter().filter_map(Self::read).collect())
    }

    fn read(wire: WireBody) -> Option<Self> {
        let codes = wire.postal_codes.iter().filter_map(|range| {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            is_postal_code(first).then_some(())?;
            is_postal_code(last).then(|| (first.to_owned(), last.to_owned()))
        });
        Some(Self {
            postal_codes: codes.collect(),
            id: SourceId::new(wire.id),
            name: resident::parse::localized(&wire.name),
            kind: SourceKind::from_name(&wire.api)?,
            base_url: crate::http::base(wire.base_url).ok()?,
            sign_in: wire.sign_in,
            also: wire.also.iter().map(|word| ServerText::new(word).single_line().as_str().to_owned()).collect(),
        })
    }

    /// How likely the question means this body: 0 is the likeliest; `None`: it does not.
    fn likeness(&self, wanted: &str) -> Option<u8> {
        if wanted.is_empty() {
            return Some(0);
        }
        if wanted.bytes().all(|byte| byte.is_ascii_digit()) {
            let covers = |(first, last): &(String, String)| {
                let shorter = |code: &str| code.get(..wanted.len()).map(str::to_owned);
                wanted.len() <= first.len()
                    && shorter(first).is_some_and(|first| *first <= *wanted)
                    && shorter(last).is_some_and(|last| *wanted <= *last)
            };
            return self.postal_codes.iter().any(covers).then_some(0);
        }
        let names = self.name.iter().map(|(_, text)| text.as_str()).chain(self.also.iter().map(String::as_str));
        names
            .filter_map(|name| {
                let name = folded(name);
                let begins_word = |place: usize| name.get(..place).is_some_and(|before| before.ends_with(' '));
                let places = name.match_indices(wanted).map(|(place, _)| match place {
                    0 => 0,
                    place if begins_word(place) => 1,
                    _ => 2,
                });
                places.min()
            })
            .min()
    }
}

fn is_postal_code(code: &str) -> bool {
    code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two base addresses are one place, with or without the last slash.
fn is_same_place(one: &Url, other: &Url) -> bool {
    one.origin() == other.origin() && one.path().trim_end_matches('/') == other.path().trim_end_matches('/')
}

/// Small letters without the marks of Finnish and Swedish, and single spaces: what is typed on any keyboard finds it.
fn folded(text: &str) -> String {
    let small = text.to_lowercase();
    let plain = small.chars().map(|letter| match letter {
        'ä' | 'å' | 'á' | 'à' => 'a',
        'ö' | 'ø' => 'o',
        'é' | 'è' => 'e',
        'ü' => 'u',
        'š' => 's',
        'ž' => 'z',
        other => other,
    });
    plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use proptest::prelude::*;
    use ring::signature::{Ed25519KeyPair, KeyPair as _};
    use serde_json::json;

    use super::*;

    fn signer() -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap()
    }

    fn key(pair: &Ed25519KeyPair) -> VerifyingKey {
        VerifyingKey(pair.public_key().as_ref().try_into().unwrap())
    }

    fn signed(list: &serde_json::Value) -> Signed {
        let list = list.to_string().into_bytes();
        let signature = STANDARD.encode(signer().sign(&list));
        Signed { list, signature }
    }

    fn list() -> serde_json::Value {
        json!({
            "sequence": 3,
            "valid_to": "2027-12-31T00:00:00Z",
            "updates": "https://luettelo.example/directory.json",
            "bodies": [
                { "id": "haikkala", "api": "resident", "base_url": "https://asiointi.haikkala.example",
                  "name": { "fi": "Haikkalan kunta", "sv": "Haikkala kommun", "en": "Municipality of Haikkala" },
                  "postal_codes": ["12340-12390", "12500"] },
                { "id": "mantylahti", "api": "resident", "base_url": "https://mantylahti.example/asiointi/",
                  "name": { "fi": "Mäntylahden kaupunki", "sv": "Tallviks stad", "en": "City of Mäntylahti" },
                  "also": ["Tallvik"], "postal_codes": ["90100-90990"] },
                { "id": "kauppa", "api": "atv", "base_url": "https://atv.example", "name": { "fi": "Hakemukset" },
                  "sign_in": { "issuer": "https://tunnistus.example", "client_id": "kotikunta-atv",
                               "scopes": ["openid", "offline_access"], "resource": "https://atv.example" } },
                { "id": "later", "api": "telepathy", "base_url": "https://later.example", "name": { "fi": "Myöhempi" } },
                { "id": "plain", "api": "resident", "base_url": "http://plain.example", "name": { "fi": "Avoin" } },
            ],
        })
    }

    fn read() -> Directory {
        Directory::read(&signed(&list()), &[key(&signer())]).unwrap()
    }

    fn found(question: &str) -> Vec<String> {
        read().search(question).into_iter().map(|body| body.id.to_string()).collect()
    }

    #[test]
    fn a_body_is_found_by_its_name_in_any_language_and_by_postal_code() {
        for question in
            ["haikk", "Haikkala kommun", "municipality of h", "  HAIKKALAN  kunta ", "12345", "125", "12500"]
        {
            assert_eq!(found(question), ["haikkala"], "{question}");
        }
        for question in ["manty", "Mänty", "tallvik", "stad", "901"] {
            assert_eq!(found(question), ["mantylahti"], "{question}");
        }
        for question in ["12391", "1250000", "x", "12345678"] {
            assert!(found(question).is_empty(), "{question}");
        }
        assert_eq!(
            found(""),
            ["haikkala", "mantylahti", "kauppa"],
            "without what this app cannot speak to, or not securely"
        );
        assert_eq!(found("k").first().map(String::as_str), Some("haikkala"), "a word that begins so comes first");
    }

    #[test]
    fn an_address_is_vouched_for_only_where_it_is_the_same_place() {
        let directory = read();
        let vouched = |address: &str| directory.vouches_for(&address.parse().unwrap()).map(|body| body.id.to_string());
        assert_eq!(vouched("https://mantylahti.example/asiointi").as_deref(), Some("mantylahti"));
        assert_eq!(vouched("https://asiointi.haikkala.example/").as_deref(), Some("haikkala"));
        for other in [
            "https://mantylahti.example/",
            "https://mantylahti.example/asiointi/x",
            "https://haikkala.example",
            "https://asiointi.haikkala.example:8443",
            "https://asiointi.haikkala.example.evil.example",
        ] {
            assert_eq!(vouched(other), None, "{other}");
        }
    }

    #[test]
    fn where_an_api_does_not_say_how_to_sign_in_the_directory_does() {
        let directory = read();
        let body = |id: &str| directory.body(&SourceId::new(id)).unwrap();
        let client = body("kauppa").sign_in.as_ref().unwrap();
        assert_eq!((body("kauppa").kind, client.client_id.as_str()), (SourceKind::Atv, "kotikunta-atv"));
        assert_eq!(client.resource.as_deref(), Some("https://atv.example"));
        assert_eq!(body("haikkala").sign_in, None);
    }

    #[test]
    fn what_another_key_signed_is_no_directory() {
        let stranger = Ed25519KeyPair::from_seed_unchecked(&[8; 32]).unwrap();
        assert_eq!(Directory::read(&signed(&list()), &[key(&stranger)]), Err(DirectoryError::Unsigned));
        assert_eq!(Directory::read(&signed(&list()), &[]), Err(DirectoryError::Unsigned));
        assert!(
            Directory::read(&signed(&list()), &[key(&stranger), key(&signer())]).is_ok(),
            "keys are renewed in turn"
        );
        let unreadable = Directory::read(&signed(&json!({ "sequence": 1 })), &[key(&signer())]);
        assert!(matches!(unreadable, Err(DirectoryError::Unreadable(_))));
    }

    proptest! {
        #[test]
        fn one_changed_byte_is_enough(place in 0_usize..1100, bit in 0_u8..8) {
            let mut signed = signed(&list());
            let place = place % signed.list.len();
            signed.list[place] ^= 1 << bit;
            prop_assert_eq!(Directory::read(&signed, &[key(&signer())]), Err(DirectoryError::Unsigned));
        }

        #[test]
        fn any_question_and_any_bytes_are_survived(question in ".*", bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read().search(&question);
            let signature = STANDARD.encode(signer().sign(&bytes));
            let _ = Directory::read(&Signed { list: bytes, signature }, &[key(&signer())]);
        }
    }
}
