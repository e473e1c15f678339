//! The profile's key, sealed: the file `profile.key`.
//!
//! The sealing key is `HKDF-SHA256(salt = keyring secret, input = passcode stretched by Argon2id)`, or without a lock the
//! same with nothing as input. So neither the keyring alone nor the passcode alone opens it. What stands before the sealed
//! key is authenticated with it (AES-256-GCM), so that nobody can make the cost smaller.
//!
//! The envelope names the database it belongs to by its first bytes. After a crash in the middle of a change that tells
//! which of two envelopes is the right one, without any key.

use ring::{aead, hkdf};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::passcode::{self, Cost};
use crate::{
    error::{Result, StoreError},
    file::Head,
    key::{ProfileKey, Random},
};

const VERSION: u8 = 1;
const PROFILE_KEY: &[u8] = b"kotikunta profile key";
const NOTE: &[u8] = b"kotikunta note";

/// A secret of the keyring.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// One of the two names under which the profile's secret stands in the keyring. A change writes the new one under the
/// other name, so that both are there until the change is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Slot {
    First,
    Second,
}

impl Slot {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::First => "profile-key",
            Self::Second => "profile-key-2",
        }
    }

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Envelope {
    header: Header,
    sealed: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    version: u8,
    slot: Slot,
    opens: String,
    nonce: String,
    lock: Option<Lock>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Lock {
    /// Whether digits are enough to type it.
    digits: bool,
    salt: String,
    cost: Cost,
}

impl Envelope {
    /// Seals a key for the database that begins so.
    pub(crate) fn seal(
        key: &ProfileKey,
        opens: &Head,
        (slot, secret): (Slot, &Secret),
        lock: Option<(&str, Cost)>,
        random: &dyn Random,
    ) -> Result<Self> {
        let (mut salt, mut nonce) = ([0; 16], [0; 12]);
        random.fill(&mut salt);
        random.fill(&mut nonce);
        let lock = lock.map(|(passcode, cost)| {
            (passcode, Lock { digits: passcode::is_digits(passcode), salt: hex::encode(salt), cost })
        });
        let (passcode, lock) = lock.unzip();
        let header = Header { version: VERSION, slot, opens: hex::encode(opens), nonce: hex::encode(nonce), lock };
        let mut sealed = key.as_bytes().to_vec();
        header
            .sealing_key(secret, passcode)?
            .seal_in_place_append_tag(
                aead::Nonce::assume_unique_for_key(nonce),
                aead::Aad::from(serde_json::to_vec(&header)?),
                &mut sealed,
            )
            .map_err(|_| StoreError::Encoding("sealing".to_owned()))?;
        Ok(Self { header, sealed: hex::encode(sealed) })
    }

    /// The key; `None` when the secret or the passcode is another one.
    pub(crate) fn open(&self, secret: &Secret, passcode: Option<&str>) -> Result<Option<ProfileKey>> {
        let nonce = bytes(&self.header.nonce)?;
        let mut sealed =
            Zeroizing::new(hex::decode(&self.sealed).map_err(|_| StoreError::Encoding("profile.key".to_owned()))?);
        let opened = self.header.sealing_key(secret, passcode)?.open_in_place(
            aead::Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(serde_json::to_vec(&self.header)?),
            &mut sealed,
        );
        let Ok(key) = opened else { return Ok(None) };
        let key = (&*key).try_into().map_err(|_| StoreError::Encoding("profile.key".to_owned()))?;
        Ok(Some(ProfileKey::new(key)))
    }

    pub(crate) fn parse(bytes: &[u8]) -> Result<Self> {
        let envelope: Self = serde_json::from_slice(bytes)?;
        if envelope.header.version > VERSION { Err(StoreError::NewerSchema) } else { Ok(envelope) }
    }

    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(self)?)
    }

    pub(crate) const fn slot(&self) -> Slot {
        self.header.slot
    }

    /// Whether it belongs to the database that begins so.
    pub(crate) fn opens(&self, head: Head) -> bool {
        self.header.opens == hex::encode(head)
    }

    pub(crate) const fn is_locked(&self) -> bool {
        self.header.lock.is_some()
    }

    /// Whether digits are enough to type the passcode.
    pub(crate) fn wants_digits(&self) -> bool {
        self.header.lock.as_ref().is_some_and(|lock| lock.digits)
    }
}

impl Header {
    fn sealing_key(&self, secret: &Secret, passcode: Option<&str>) -> Result<aead::LessSafeKey> {
        let stretched = match (&self.lock, passcode) {
            (Some(lock), Some(passcode)) => Some(passcode::stretch(passcode, &bytes(&lock.salt)?, lock.cost)?),
            (Some(_), None) | (None, _) => None,
        };
        let input = stretched.as_ref().map_or(&[][..], |stretched| stretched.as_slice());
        derive(secret, input, PROFILE_KEY)
    }
}

/// Seals a note that the keyring's secret alone opens, and not the passcode.
pub(crate) fn seal_note(secret: &Secret, note: &[u8], random: &dyn Random) -> Result<Vec<u8>> {
    let mut nonce = [0; 12];
    random.fill(&mut nonce);
    let mut sealed = note.to_vec();
    derive(secret, &[], NOTE)?
        .seal_in_place_append_tag(aead::Nonce::assume_unique_for_key(nonce), aead::Aad::empty(), &mut sealed)
        .map_err(|_| StoreError::Encoding("sealing".to_owned()))?;
    Ok([&nonce[..], &sealed].concat())
}

/// A note; `None` when it was sealed under another secret.
pub(crate) fn open_note(secret: &Secret, sealed: &[u8]) -> Result<Option<Vec<u8>>> {
    let Some((nonce, sealed)) = sealed.split_first_chunk() else { return Ok(None) };
    let mut sealed = sealed.to_vec();
    let nonce = aead::Nonce::assume_unique_for_key(*nonce);
    let opened = derive(secret, &[], NOTE)?.open_in_place(nonce, aead::Aad::empty(), &mut sealed);
    Ok(opened.ok().map(|note| note.to_vec()))
}

fn derive(secret: &Secret, input: &[u8], purpose: &[u8]) -> Result<aead::LessSafeKey> {
    let refused = |_| StoreError::Encoding("deriving".to_owned());
    let purpose = [purpose];
    let source = hkdf::Salt::new(hkdf::HKDF_SHA256, secret.as_slice()).extract(input);
    let key: aead::UnboundKey = source.expand(&purpose, &aead::AES_256_GCM).map_err(refused)?.into();
    Ok(aead::LessSafeKey::new(key))
}

fn bytes<const LENGTH: usize>(text: &str) -> Result<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    hex::decode_to_slice(text, &mut bytes).map_err(|_| StoreError::Encoding("profile.key".to_owned()))?;
    Ok(bytes)
}
