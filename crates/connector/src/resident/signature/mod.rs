//! Signatures of decisions. Pure.
//!
//! A decision comes with a detached JWS over its own record without that member ([`resident_api::SigningKeys`] has the contract).
//! Both are kept with it ([`read`]), and checked whenever it is shown ([`check`]), against the keys that the source publishes.
//! What holds:
//!
//! * The header names its algorithm, and there is one (ES256), so none can be talked into. Keys in the header (`jwk`, `jku`,
//!   `x5u`) are not looked at; a header with `crit` is not understood, and so does not hold.
//! * The key is one of those that the source has published. Keys stay published, so a name that is not among them is no key of the
//!   source: such a signature does not match. That is only said of keys that were fetched after the decision had come; until then
//!   it cannot be checked (`engine::signatures`).
//! * The key was in use at the time of signing that the signature itself says, which is not before the day on which the decision
//!   was made. A key that was revoked later leaves what it signed before checked, with that said: whoever stole it can write any
//!   time into a signature, so the resident is told to ask when such a decision comes only now.
//! * The content is the record as it came, so members that this app does not know are signed, too.

mod jws;
mod keys;

use domain::{
    decision::Decision,
    signature::{Mismatch, Signature, Verdict},
    time::Moment,
};
use serde_json::{Map, Value};

use self::jws::Jws;
pub use self::keys::Keys;
use super::records;
use crate::json::Flaw;

/// Longest signature that is kept, in bytes. What is longer is none.
const MAX_JWS_BYTES: usize = 4096;

/// Whether this can name a key. It is shown, so it is plain.
fn is_key_name(name: &str) -> bool {
    (1..=128).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The signature of a decision's record, with what it should be over. `None` for a record without one.
pub(super) fn read(raw: &str) -> Result<Option<Box<Signature>>, Flaw> {
    let mut record: Map<String, Value> = crate::json::read(raw)?;
    let jws = match record.remove("signature") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(jws)) if jws.len() <= MAX_JWS_BYTES => jws,
        // No signature in the form of one. It stays told, so that it is not taken for none.
        Some(_) => String::new(),
    };
    let content = serde_json_canonicalizer::to_string(&record).map_err(|_| Flaw::at("", "cannot be canonical"))?;
    Ok(Some(Box::new(Signature { jws, content })))
}

/// A signed decision as it is in what was signed, where the two could differ: out of a file that somebody may have written. Where
/// there is no decision of this name in it, the signature is none.
pub fn as_signed(decision: &Decision) -> Decision {
    let Some(signature) = decision.signature.clone() else { return decision.clone() };
    let read = crate::json::read(&signature.content).ok().and_then(|wire| records::decision(&wire).ok());
    match read.filter(|read| read.id == decision.id && read.party == decision.party) {
        Some(read) => Decision { signature: Some(signature), ..read },
        None => {
            Decision { signature: Some(Box::new(Signature { jws: String::new(), ..*signature })), ..decision.clone() }
        }
    }
}

/// The key by which a decision says that it is signed.
pub fn names_key(decision: &Decision) -> Option<String> {
    Some(Jws::read(&decision.signature.as_ref()?.jws)?.key)
}

/// What there is to say of a decision's signature by these keys; without keys, nothing yet.
pub fn check(decision: &Decision, keys: Option<&Keys>) -> Verdict {
    match &decision.signature {
        Some(signature) => check_signed(signature, decision.made_at, keys),
        None => Verdict::Unsigned,
    }
}

/// What there is to say of a signature over what was made then.
pub fn check_signed(signature: &Signature, made_at: Moment, keys: Option<&Keys>) -> Verdict {
    let Some(jws) = Jws::read(&signature.jws) else { return Verdict::Mismatch(Mismatch::Unreadable) };
    let Some(keys) = keys else { return Verdict::NotYet };
    let Some(key) = keys.named(&jws.key) else { return Verdict::Mismatch(Mismatch::UnknownKey) };
    if !key.has_signed(&jws, &signature.content) {
        return Verdict::Mismatch(Mismatch::Altered);
    }
    let made_before = Moment::from(jws.signed_at).day_in_finland() >= made_at.day_in_finland();
    if !made_before || !key.was_in_use(jws.signed_at) {
        return Verdict::Mismatch(Mismatch::KeyNotInUse);
    }
    Verdict::Checked { key: jws.key, signed_at: jws.signed_at, revoked_at: key.revoked_at() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The vectors of RFC 8785: its appendix B for numbers, and its sorting of members.
    #[test]
    fn canonical_form_is_that_of_the_rfc() {
        let of =
            |text: &str| serde_json_canonicalizer::to_string(&serde_json::from_str::<Value>(text).unwrap()).unwrap();
        for (bits, text) in [
            (0x0000_0000_0000_0000_u64, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] {
            assert_eq!(serde_json_canonicalizer::to_string(&f64::from_bits(bits)).unwrap(), text);
        }
        let sorted =
            of(r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
            "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#);
        let values =
            ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"].map(|word| sorted.find(word).unwrap());
        assert!(values.is_sorted(), "{sorted}");
        assert_eq!(
            of(r#"{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
                "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"#),
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
             \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
        );
    }
}
