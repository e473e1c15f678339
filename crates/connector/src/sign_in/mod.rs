//! Signing in: OpenID Connect authorization code flow with PKCE in the system browser (RFC 8252), as the provider's
//! public client, with access tokens bound to a key of this device where the provider can do that (DPoP, RFC 9449).
//!
//! 1. [`Provider::discover`] reads who the provider is. Its issuer must be the one that the service named, letter by letter.
//! 2. [`Provider::begin`] makes an [`Attempt`]: the address for the browser, and what only this device knows of it (state,
//!    nonce, PKCE verifier). None of it is ever used twice: [`Attempt::finish`] consumes it.
//! 3. [`Attempt::finish`] takes the address to which the browser came back and exchanges its code for [`Granted`].
//! 4. A [`Session`] asks with the access token, renews it when it has run out, and hands every new refresh token to its
//!    keeper before it is used: providers rotate them, and one used twice ends the whole family.
//! 5. Where a service wants a stronger or more recent sign-in (RFC 9470) the session stays as it is and remembers what is
//!    [`Demanded`]; the next attempt asks the provider for it and checks that it got it.
//!
//! `openidconnect` does the protocol; the requests are [`Http`](crate::Http)'s, with its certificates, caps and no redirects.

mod attempt;
mod challenge;
mod dpop;
mod error;
mod line;
mod provider;
mod session;

pub use attempt::{Attempt, Awaited, Farewell, Granted, Subject};
pub use challenge::Demanded;
pub use dpop::DpopKey;
pub use error::SignInError;
pub use provider::{Client, Provider};
pub use session::{Keeper, NotKept, Session};

use std::{fmt, sync::Arc};

use chrono::{DateTime, Utc};

/// The device's clock, for what is held against servers' clocks.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// A clock that asks `now`.
    pub fn new(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
