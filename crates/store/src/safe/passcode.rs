//! A PIN or passphrase, and how a key is made of it.
//!
//! Argon2id with the second recommended option of RFC 9106, section 4: 64 MiB, three passes, four lanes. That is more than
//! the least that OWASP's Password Storage Cheat Sheet asks for (19 MiB, two passes, one lane), and what a phone can spare.
//! Measured: an eighth of a second on one core of a server, with the lanes one after the other.
//!
//! A short PIN alone would still be guessed by whoever has the files *and* the keyring; that is why the keyring's secret is
//! half of the key, and why wrong tries wait in the app (see `tries.rs`).

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::error::{Result, StoreError};

/// Fewest signs of a PIN.
pub const SHORTEST_PIN: usize = 6;
/// Fewest signs of a passphrase.
pub const SHORTEST_PHRASE: usize = 8;
/// Most signs of either.
pub const LONGEST: usize = 256;

/// Most memory that a file may ask for, in KiB. Without it, a forged file could take all there is.
const MOST_MEMORY: u32 = 1 << 20;
/// Most passes that a file may ask for.
const MOST_PASSES: u32 = 32;

/// Why something cannot be a PIN or passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// It has too few signs, or too many.
    Length,
    /// It is one sign again and again, or digits in their order.
    Simple,
}

/// Says whether this may be a PIN or passphrase.
pub fn check_passcode(passcode: &str) -> Result<(), Weak> {
    let signs: Vec<char> = passcode.chars().collect();
    let shortest = if is_digits(passcode) { SHORTEST_PIN } else { SHORTEST_PHRASE };
    if signs.len() < shortest || signs.len() > LONGEST {
        return Err(Weak::Length);
    }
    let steps = |by: i64| {
        signs.windows(2).all(|pair| matches!(pair, [a, b] if i64::from(u32::from(*b)) - i64::from(u32::from(*a)) == by))
    };
    if steps(0) || steps(1) || steps(-1) { Err(Weak::Simple) } else { Ok(()) }
}

/// Whether it is a PIN: then a keyboard of digits is enough to type it.
pub(crate) fn is_digits(passcode: &str) -> bool {
    !passcode.is_empty() && passcode.bytes().all(|byte| byte.is_ascii_digit())
}

/// What it costs to make a key of a passcode. Kept beside the key, so that it can be raised later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// What new locks cost. Next to nothing in this crate's own tests, which make hundreds of keys.
    pub(crate) const NEW: Self = if cfg!(test) { Self::LITTLE } else { Self::RFC_9106 };

    const RFC_9106: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 };
    const LITTLE: Self = Self { memory_kib: 32, passes: 1, lanes: 1 };
}

/// Makes 32 bytes of a passcode.
pub(crate) fn stretch(passcode: &str, salt: &[u8; 16], cost: Cost) -> Result<Zeroizing<[u8; 32]>> {
    let refused = |_| StoreError::Encoding("cost of a passcode".to_owned());
    if cost.memory_kib > MOST_MEMORY || cost.passes > MOST_PASSES {
        return Err(StoreError::Encoding("cost of a passcode".to_owned()));
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(refused)?;
    // One keyboard writes ä as one sign, another as two; they mean the same.
    let mut normal: String = passcode.nfkc().collect();
    let mut key = Zeroizing::new([0; 32]);
    let made = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
        normal.as_bytes(),
        salt,
        key.as_mut_slice(),
    );
    normal.zeroize();
    made.map_err(refused)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_anyone_would_try_first_is_refused() {
        for (passcode, verdict) in [
            ("", Err(Weak::Length)),
            ("1379", Err(Weak::Length)),
            ("137902", Ok(())),
            ("111111", Err(Weak::Simple)),
            ("123456", Err(Weak::Simple)),
            ("987654", Err(Weak::Simple)),
            ("salasa", Err(Weak::Length)),
            ("kissa istuu", Ok(())),
            ("aaaaaaaa", Err(Weak::Simple)),
        ] {
            assert_eq!(check_passcode(passcode), verdict, "{passcode}");
        }
        assert_eq!(check_passcode(&"12".repeat(129)), Err(Weak::Length));
    }

    #[test]
    fn a_phrase_is_the_same_however_its_letters_are_written() {
        let (one, two) = ("äidin kissa", "a\u{308}idin kissa");
        assert_ne!(one, two);
        assert_eq!(stretch(one, &[1; 16], Cost::NEW).unwrap(), stretch(two, &[1; 16], Cost::NEW).unwrap());
        assert_ne!(stretch(one, &[1; 16], Cost::NEW).unwrap(), stretch(one, &[2; 16], Cost::NEW).unwrap());
    }

    #[test]
    fn a_forged_cost_takes_no_memory() {
        let forged = Cost { memory_kib: u32::MAX, ..Cost::NEW };
        assert!(matches!(stretch("137902", &[1; 16], forged), Err(StoreError::Encoding(_))));
    }
}
