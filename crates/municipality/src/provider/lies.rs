//! Trouble on purpose: what a false or broken provider says, so that an app can show that it does not believe it.
//!
//! Only what is said is false. Who may do what stays as it is, so that after [`Lies::end`] everything is as if nothing
//! had been.

use std::sync::{Arc, Mutex, PoisonError};

/// One thing that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// The discovery document names another issuer.
    OtherIssuerInDiscovery,
    /// The browser comes back from another issuer (mix-up, RFC 9207).
    OtherIssuerInAnswer,
    /// The browser comes back without `iss`, though the provider said that there would be one.
    NoIssuerInAnswer,
    /// The browser comes back with another `state`.
    OtherState,
    /// There is no ID token.
    NoIdToken,
    /// The ID token is of another issuer.
    OtherIssuer,
    /// The ID token is for another app.
    OtherAudience,
    /// The ID token is for this app and another one.
    SecondAudience,
    /// The ID token belongs to another sign-in.
    OtherNonce,
    /// The ID token belongs to no sign-in.
    NoNonce,
    /// `exp` is a text.
    ExpiryAsText,
    /// There is no `exp`.
    NoExpiry,
    /// The ID token ran out an hour ago.
    RunOut,
    /// The ID token was made in an hour.
    FromTheFuture,
    /// There is no `sub`.
    NoSubject,
    /// The ID token is of somebody else; in an answer to a refresh, of somebody else than before.
    OtherSubject,
    /// `at_hash` belongs to another access token.
    OtherTokenHash,
    /// The resident was authenticated a day ago.
    OldSignIn,
    /// There is no `auth_time`.
    NoAuthTime,
    /// The resident was authenticated by weaker means than the app asked for.
    WeakSignIn,
    /// The header says `alg: none`, and there is no signature.
    AlgorithmNone,
    /// The header is right, but there is no signature.
    NoSignature,
    /// Another key signed, under the name of the right one.
    OtherKey,
    /// Another key signed, and the header brings it along (`jwk`).
    KeyInHeader,
    /// Another key signed, and the header says where to fetch it (`jku`, `x5u`).
    KeyElsewhere,
    /// The key is one that the provider does not publish.
    UnknownKey,
    /// `HS256` with the public key as the secret.
    SecretFromPublicKey,
    /// A bearer token, though the app proved its key.
    BearerForKey,
}

/// The switch. Clones share one state.
#[derive(Clone, Debug, Default)]
pub struct Lies {
    current: Arc<Mutex<Option<Lie>>>,
}

impl Lies {
    /// The provider tells `lie` until [`Self::end`], and no other.
    pub fn begin(&self, lie: Lie) {
        self.set(Some(lie));
    }

    /// No more lies.
    pub fn end(&self) {
        self.set(None);
    }

    pub(super) fn current(&self) -> Option<Lie> {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn tell(&self, lie: Lie) -> bool {
        self.current() == Some(lie)
    }

    fn set(&self, lie: Option<Lie>) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = lie;
    }
}
