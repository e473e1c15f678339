//! By what right a service is asked: a token that simply holds, or a sign-in that is renewed.

use reqwest::{
    RequestBuilder, Response,
    header::{AUTHORIZATION, HeaderValue},
};
use zeroize::Zeroizing;

use crate::{
    ConnectorError, Http, Secret,
    sign_in::{Demanded, Session, SignInError},
};

/// By what right a service is asked.
#[derive(Clone, Debug)]
pub enum Access {
    /// A bearer token that nobody renews.
    Token(Token),
    /// A sign-in.
    Session(Session),
}

impl Access {
    /// Access by a token alone.
    ///
    /// # Errors
    /// [`ConnectorError::SignInNeeded`] for a token with characters that no header can carry.
    pub fn token(secret: Secret) -> Result<Self, ConnectorError> {
        Token::new(secret).map(Self::Token)
    }

    /// Tells the provider of a sign-in that it has ended. A token alone cannot be given back.
    ///
    /// # Errors
    /// When the provider was not told.
    pub async fn end(&self) -> Result<(), ConnectorError> {
        match self {
            Self::Token(_) => Ok(()),
            Self::Session(session) => session.revoke().await.map_err(SignInError::of_question),
        }
    }

    /// Who signed in, in the provider's words.
    ///
    /// # Errors
    /// [`ConnectorError::SignInNeeded`] where nobody knows: a token alone does not say whose it is.
    pub(crate) async fn person(&self) -> Result<Secret, ConnectorError> {
        match self {
            Self::Token(_) => Err(ConnectorError::SignInNeeded),
            Self::Session(session) => Box::pin(session.person()).await,
        }
    }

    /// The server demands a stronger sign-in in words of its own, not by a challenge.
    pub(crate) fn note_demand(&self, demanded: &Demanded) {
        match self {
            Self::Token(_) => {}
            Self::Session(session) => session.note_demand(demanded.clone()),
        }
    }

    pub(crate) async fn send(&self, http: &Http, question: RequestBuilder) -> Result<Response, ConnectorError> {
        match self {
            Self::Token(Token(value)) => http.send(question.header(AUTHORIZATION, value.clone())).await,
            Self::Session(session) => Box::pin(session.send(question)).await,
        }
    }
}

impl From<Session> for Access {
    fn from(session: Session) -> Self {
        Self::Session(session)
    }
}

/// A token as a header, marked so that no log prints it.
#[derive(Clone, Debug)]
pub struct Token(HeaderValue);

impl Token {
    fn new(secret: Secret) -> Result<Self, ConnectorError> {
        let text = Zeroizing::new(format!("Bearer {}", *secret.into_text()));
        let mut value = HeaderValue::from_str(&text).map_err(|_| ConnectorError::SignInNeeded)?;
        value.set_sensitive(true);
        Ok(Self(value))
    }
}
