//! Compact JWE (RFC 7516) with `alg: dir` and `enc: A256GCM`, opened; and nothing else of it.
//!
//! There is one algorithm here, so none can be talked into. A header with `crit` demands something that is not understood here, and
//! one with `zip` would have something unpacked that nobody has measured: both are refused. The header is authenticated as it
//! came.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde::Deserialize;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

/// Bytes of a key.
const KEY_LEN: usize = 32;
/// Bytes of the tag that authenticates what was sealed.
const TAG_LEN: usize = 16;
/// Longest header that is read, in characters.
const LONGEST_HEADER: usize = 2048;

/// The key to something sealed. It cannot be printed, and its memory is wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct SealKey(Zeroizing<[u8; KEY_LEN]>);

impl SealKey {
    /// A key as a server hands it out: 256 bits in base64url.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        <[u8; KEY_LEN]>::try_from(bytes.as_slice()).ok().map(Zeroizing::new).map(Self)
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey")
    }
}

/// Why something sealed does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotOpen {
    /// It is no compact JWE, or of another kind than is opened here.
    #[error("not a JWE of the one kind that is opened")]
    NotOfThisKind,
    /// The key is another one, or something was changed: which of the two nobody can tell.
    #[error("another key, or changed")]
    KeyOrContent,
    /// What is inside is not what the envelope says.
    #[error("not what the envelope says")]
    Another,
}

/// Something sealed.
#[derive(Debug)]
pub struct Jwe<'a> {
    /// As it came: it is authenticated so.
    header: &'a str,
    nonce: [u8; NONCE_LEN],
    /// With the tag behind it.
    sealed: Vec<u8>,
}

#[derive(Deserialize)]
struct Header<'a> {
    alg: String,
    enc: String,
    #[serde(borrow)]
    crit: Option<&'a RawValue>,
    #[serde(borrow)]
    zip: Option<&'a RawValue>,
}

/// Whether a text is spelled like a compact JWE: in base64url, with points between.
pub fn is_spelled(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

impl<'a> Jwe<'a> {
    /// Reads one.
    ///
    /// # Errors
    /// [`CannotOpen::NotOfThisKind`] for everything else.
    pub fn parse(text: &'a str) -> Result<Self, CannotOpen> {
        Self::read(text).ok_or(CannotOpen::NotOfThisKind)
    }

    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split('.');
        let (header, key, nonce, sealed, tag) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        // With `dir` there is no encrypted key.
        if parts.next().is_some() || !key.is_empty() || header.len() > LONGEST_HEADER {
            return None;
        }
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
        let plain = decode(header)?;
        let said: Header<'_> = serde_json::from_slice(&plain).ok()?;
        if said.alg != "dir" || said.enc != "A256GCM" || said.crit.is_some() || said.zip.is_some() {
            return None;
        }
        let tag = decode(tag).filter(|tag| tag.len() == TAG_LEN)?;
        let mut sealed = decode(sealed)?;
        sealed.extend_from_slice(&tag);
        Some(Self { header, nonce: decode(nonce)?.try_into().ok()?, sealed })
    }

    /// What is inside.
    ///
    /// # Errors
    /// [`CannotOpen::KeyOrContent`] when this key does not open it.
    pub fn open(self, key: &SealKey) -> Result<Vec<u8>, CannotOpen> {
        let Self { header, nonce, mut sealed } = self;
        let key = UnboundKey::new(&AES_256_GCM, key.0.as_slice()).map_err(|_| CannotOpen::KeyOrContent)?;
        let nonce = Nonce::assume_unique_for_key(nonce);
        let opened = LessSafeKey::new(key).open_in_place(nonce, Aad::from(header.as_bytes()), &mut sealed);
        let length = opened.map_err(|_| CannotOpen::KeyOrContent)?.len();
        sealed.truncate(length);
        Ok(sealed)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    /// What the JavaScript library `jose` 5 has sealed with this key.
    const KEY: &str = "AwoRGB8mLTQ7QklQV15lbHN6gYiPlp2kq7K5wMfO1dw";
    const PLAIN: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoia2V5LTEifQ..AsEQTbIbcJAteO8W.\
                         OW7GPrCgLRVlkjK8NjzXTTyFDD9LGc1Rn6Gf3_HBoypCjVP4.jBPeJhE8PY1au_S6fAYkjw";
    const EMPTY: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..7PC9oo7FXJ4ei9Cg..SvhXeBBdC4l8ZhWkfRVYyw";
    const MORE: &str = "eyJraWQiOiJrZXktMSIsImVuYyI6IkEyNTZHQ00iLCJjdHkiOiJqc29uIiwiYWxnIjoiZGlyIiwidHlwIjoiSk9TRSJ9..\
                        lRt0VFQ5xwDVw4R4.8To0idnocYrOgL-OubTDwyZ8y-iF.V88dfoktS61hUeMITgKRPA";
    const SHORT_KEY: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..3Z1gmK9QwSeErSF6.DA.Kp58LqruhW2dTKIzXSJCgg";

    fn open(text: &str) -> Result<String, CannotOpen> {
        let key = SealKey::parse(KEY).unwrap();
        Ok(String::from_utf8(Jwe::parse(text)?.open(&key)?).unwrap())
    }

    #[test]
    fn what_another_library_has_sealed_opens() {
        assert_eq!(open(PLAIN).unwrap(), "Päätös: venepaikka myönnetään.");
        assert_eq!(open(EMPTY).unwrap(), "");
        assert_eq!(open(MORE).unwrap(), "{\"outcome\":\"granted\"}");
        assert!([PLAIN, EMPTY, MORE].iter().all(|text| is_spelled(text)));
    }

    #[test]
    fn whatever_is_changed_in_it_keeps_it_closed() {
        for place in 0..PLAIN.len() {
            let mut bytes = PLAIN.as_bytes().to_vec();
            if bytes[place] == b'.' {
                continue;
            }
            bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
            assert!(open(std::str::from_utf8(&bytes).unwrap()).is_err(), "at {place}");
        }
        let other = SealKey::parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap();
        assert_eq!(Jwe::parse(PLAIN).unwrap().open(&other), Err(CannotOpen::KeyOrContent));
    }

    #[test]
    fn nothing_else_of_jose_is_taken() {
        let with = |header: &str| {
            let (_, rest) = PLAIN.split_once('.').unwrap();
            open(&format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header)))
        };
        for header in [
            r#"{"alg":"dir","enc":"A256GCM","crit":["exp"],"exp":1}"#,
            r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#,
            r#"{"alg":"none","enc":"A256GCM"}"#,
            r#"{"alg":"A256KW","enc":"A256GCM"}"#,
            r#"{"alg":"dir","enc":"A256CBC-HS512"}"#,
            r#"{"alg":"dir","alg":"dir","enc":"A256GCM"}"#,
            r#"{"enc":"A256GCM"}"#,
            "[]",
            "",
        ] {
            assert_eq!(with(header), Err(CannotOpen::NotOfThisKind), "{header}");
        }
        // Well spelled and not authentic.
        assert_eq!(with(r#"{"alg":"dir","enc":"A256GCM"}"#), Err(CannotOpen::KeyOrContent));
        let (rest, tag) = PLAIN.rsplit_once('.').unwrap();
        for text in
            ["", "a.b.c.d.e", SHORT_KEY, rest, &format!("{PLAIN}."), &format!("{rest}.AAAA"), &format!("{rest}.{tag}=")]
        {
            assert_eq!(open(text), Err(CannotOpen::NotOfThisKind), "{text}");
        }
        for key in
            ["", "AAAA", "AwoRGB8mLTQ7QklQV15lbHN6gYiPlp2kq7K5wMfO1dw=", "AwoRGB8mLTQ7QklQV15lbHN6gYiPlp2kq7K5wMfO1d"]
        {
            assert!(SealKey::parse(key).is_none(), "{key}");
        }
    }
}
