//! Why a sign-in did not succeed.

use crate::ConnectorError;

/// Why a sign-in, or the renewal of one, did not succeed. Never contains a token, a code or an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// The provider was not reached, or the way to it is not in order.
    #[error("the provider does not answer: {0}")]
    Line(#[from] ConnectorError),
    /// The resident declined at the provider, or it declined them.
    #[error("the sign-in was declined")]
    Declined,
    /// The provider, or what came in its name, is not the one that was asked, or does not keep to the protocol.
    #[error("not to be trusted: {0}")]
    Untrusted(&'static str),
    /// The resident was authenticated, but longer ago or by other means than was demanded.
    #[error("an authentication that is not enough: {0}")]
    Insufficient(&'static str),
    /// The device's clock and the provider's differ by more than a few minutes.
    #[error("the clocks differ")]
    ClockWrong,
    /// The provider says that what the device has is worth nothing any more. The resident signs in again.
    #[error("a new sign-in is needed")]
    SignInNeeded,
    /// The provider refuses for a reason of its own.
    #[error("the provider refuses: {0}")]
    Refused(&'static str),
}

impl SignInError {
    /// How a question to the service fails, when it fails for want of a token.
    pub(crate) fn of_question(self) -> ConnectorError {
        match self {
            Self::Line(error) => error,
            Self::SignInNeeded | Self::Declined => ConnectorError::SignInNeeded,
            Self::Untrusted(detail) | Self::Insufficient(detail) | Self::Refused(detail) => {
                ConnectorError::unintelligible(detail)
            }
            Self::ClockWrong => ConnectorError::unintelligible("the clocks differ"),
        }
    }
}
