//! Asking a service in the resident's name, for as long as their sign-in lasts.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;
use openidconnect::{OAuth2TokenResponse as _, RefreshToken};
use reqwest::{
    Request, RequestBuilder, Response, StatusCode,
    header::{AUTHORIZATION, HeaderValue},
};
use tokio::sync::{Mutex as AsyncMutex, OnceCell};
use zeroize::Zeroizing;

use super::{
    Client, Clock, Demanded, DpopKey, Granted, Provider, SignInError,
    attempt::{AccessToken, access_token, of_token, renewed_person},
    challenge,
    dpop::Said,
    line::{DPOP, DPOP_NONCE},
};
use crate::{ConnectorError, Http, Secret, http as line};

/// An access token is renewed this long before it ends, so that it does not end on the way.
const BEFORE_THE_END: TimeDelta = TimeDelta::seconds(10);

/// Keeps a new refresh token where it outlives the app, before it is relied on.
pub trait Keeper: Send + Sync + 'static {
    /// Keeps it. May wait for the platform.
    ///
    /// # Errors
    /// When the platform does not take it.
    fn keep(&self, refresh: &Secret) -> Result<(), NotKept>;
}

/// A refresh token could not be kept. It serves until the app closes; then the resident signs in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the refresh token is not kept")]
pub struct NotKept;

/// A sign-in that lasts. Access tokens are only here, in memory. Clones are one sign-in.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

struct Inner {
    http: Http,
    clock: Clock,
    client: Client,
    key: Option<DpopKey>,
    keeper: Box<dyn Keeper>,
    provider: OnceCell<Provider>,
    state: Mutex<State>,
    /// Held while the access token is renewed: a refresh token used twice ends the sign-in.
    renewing: AsyncMutex<()>,
    /// Whether nothing more is kept of it. Held while something is being kept.
    closed: Mutex<bool>,
}

struct State {
    access: Option<AccessToken>,
    refresh: Option<Secret>,
    /// The service's latest nonce for proofs.
    nonce: Option<String>,
    /// What the service demanded last, and this sign-in is not.
    demanded: Option<Demanded>,
    /// Who signed in, in the provider's words, once that is known.
    person: Option<Secret>,
}

impl Session {
    /// The session of a sign-in that has just succeeded.
    pub fn new(granted: Granted, keeper: impl Keeper) -> Self {
        let Granted { provider, access, refresh, key, person, .. } = granted;
        Self(Arc::new(Inner {
            http: provider.http.clone(),
            clock: provider.clock.clone(),
            client: provider.client.clone(),
            key,
            keeper: Box::new(keeper),
            provider: OnceCell::new_with(Some(provider)),
            state: Mutex::new(State {
                access: Some(access),
                refresh,
                nonce: None,
                demanded: None,
                person: Some(person),
            }),
            renewing: AsyncMutex::default(),
            closed: Mutex::new(false),
        }))
    }

    /// The session of an earlier sign-in, by its refresh token. Asks nobody until it is used.
    pub fn resumed(
        http: Http,
        clock: Clock,
        client: Client,
        refresh: Secret,
        key: Option<DpopKey>,
        keeper: impl Keeper,
    ) -> Self {
        Self(Arc::new(Inner {
            http,
            clock,
            client,
            key,
            keeper: Box::new(keeper),
            provider: OnceCell::new(),
            state: Mutex::new(State {
                access: None,
                refresh: Some(refresh),
                nonce: None,
                demanded: None,
                person: None,
            }),
            renewing: AsyncMutex::default(),
            closed: Mutex::new(false),
        }))
    }

    /// What the service demanded of the resident's authentication, since this sign-in did not do for something. The next one is
    /// to be that.
    pub fn demanded(&self) -> Option<Demanded> {
        self.0.state().demanded.clone()
    }

    /// The same sign-in, which is known to be of this person: one that is resumed does not know it by itself.
    #[must_use]
    pub fn of_person(self, person: Secret) -> Self {
        self.0.state().person = Some(person);
        self
    }

    /// Who signed in, in the provider's words. Where only a renewal tells it, it is renewed once.
    pub(crate) async fn person(&self) -> Result<Secret, ConnectorError> {
        let known = self.0.state().person.clone();
        if let Some(person) = known {
            return Ok(person);
        }
        self.access().await.map_err(SignInError::of_question)?;
        let told = self.0.state().person.clone();
        told.ok_or(ConnectorError::SignInNeeded)
    }

    /// The service demanded this in words of its own.
    pub(crate) fn note_demand(&self, demanded: Demanded) {
        self.0.state().demanded = Some(demanded);
    }

    /// From now on nothing more of it is kept, whatever is still on its way. Returns when what was being kept is.
    pub fn close(&self) {
        *self.0.closed.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    /// Tells the provider that the sign-in has ended (RFC 7009). Whatever it answers, the session is worth nothing here.
    ///
    /// # Errors
    /// When the provider was not told. Its refresh token then ends by itself.
    pub async fn revoke(&self) -> Result<(), SignInError> {
        let _alone = self.0.renewing.lock().await;
        let token = {
            let mut state = self.0.state();
            match (state.refresh.take(), state.access.take()) {
                (Some(refresh), _) => refresh,
                (None, Some(access)) => access.secret,
                (None, None) => return Ok(()),
            }
        };
        self.0.provider().await?.revoke(&token, self.0.key.as_ref()).await
    }

    /// Sends a question with the access token. One that has run out is renewed first; one that the service no longer knows is
    /// renewed once. Where a stronger sign-in is demanded nothing is renewed: all tokens of a sign-in are equally strong.
    pub(crate) async fn send(&self, question: RequestBuilder) -> Result<Response, ConnectorError> {
        let (client, question) = question.build_split();
        let question = question.map_err(|error| line::fault(&error))?;
        let mut access = self.access().await.map_err(SignInError::of_question)?;
        let (mut nonce_retried, mut renewed) = (false, false);
        loop {
            let attempt =
                question.try_clone().ok_or_else(|| ConnectorError::unintelligible("cannot be asked twice"))?;
            let attempt = self.0.authorized(attempt, &access.secret)?;
            let response = self.0.http.execute(&client, attempt).await?;
            let had_nonce = self.0.note_nonce(&response);
            if response.status() != StatusCode::UNAUTHORIZED {
                return Ok(response);
            }
            if !nonce_retried && had_nonce && challenge::names(response.headers(), "use_dpop_nonce") {
                nonce_retried = true;
            } else if let Some(demanded) = Demanded::of(response.headers()) {
                self.0.state().demanded = Some(demanded);
                return Ok(response);
            } else if !renewed {
                renewed = true;
                access = match Box::pin(self.renew(Some(access))).await {
                    Ok(access) => access,
                    // Without a way to renew, the service's own refusal tells the most.
                    Err(SignInError::SignInNeeded) => return Ok(response),
                    Err(error) => return Err(error.of_question()),
                };
            } else {
                return Ok(response);
            }
        }
    }

    /// An access token that is worth sending.
    async fn access(&self) -> Result<AccessToken, SignInError> {
        let kept = self.0.state().access.clone();
        let now = self.0.clock.now();
        match kept {
            Some(access) if access.until.is_none_or(|until| now + BEFORE_THE_END < until) => Ok(access),
            // Boxed: it is seldom needed and large.
            worn => Box::pin(self.renew(worn)).await,
        }
    }

    /// As [`Inner::renew`], and to its end even when nobody waits for it any more: a refresh token that the provider has taken and
    /// whose successor nobody kept would end the sign-in.
    async fn renew(&self, worn: Option<AccessToken>) -> Result<AccessToken, SignInError> {
        let inner = Arc::clone(&self.0);
        let renewed = tokio::spawn(async move { inner.renew(worn.as_ref()).await }).await;
        renewed.unwrap_or(Err(SignInError::Line(ConnectorError::Unreachable)))
    }
}

impl Inner {
    fn authorized(&self, mut question: Request, access: &Secret) -> Result<Request, ConnectorError> {
        let scheme = if self.key.is_some() { "DPoP" } else { "Bearer" };
        let text = Zeroizing::new(format!("{scheme} {}", access.expose()));
        let mut value = HeaderValue::from_str(&text).map_err(|_| ConnectorError::SignInNeeded)?;
        value.set_sensitive(true);
        question.headers_mut().insert(AUTHORIZATION, value);
        if let Some(key) = &self.key {
            let nonce = self.state().nonce.clone();
            let said = Said {
                method: question.method().as_str(),
                url: question.url(),
                token: Some(access.expose()),
                nonce: nonce.as_deref(),
                now: self.clock.now(),
            };
            let proof = key.prove(&said).ok().and_then(|proof| HeaderValue::try_from(proof).ok());
            let proof = proof.ok_or_else(|| ConnectorError::unintelligible("no proof could be made"))?;
            question.headers_mut().insert(DPOP, proof);
        }
        Ok(question)
    }

    /// Keeps the nonce that came with an answer. Answers whether one came.
    fn note_nonce(&self, response: &Response) -> bool {
        let nonce = response.headers().get(DPOP_NONCE).and_then(|nonce| nonce.to_str().ok()).map(str::to_owned);
        let came = nonce.is_some();
        if came {
            self.state().nonce = nonce;
        }
        came
    }

    /// Another access token than `worn`: the one that somebody else has got meanwhile, or a new one from the provider.
    async fn renew(self: &Arc<Self>, worn: Option<&AccessToken>) -> Result<AccessToken, SignInError> {
        let _alone = self.renewing.lock().await;
        let (now, refresh) = {
            let state = self.state();
            (state.access.clone(), state.refresh.clone())
        };
        if let Some(now) = now
            && worn.is_none_or(|worn| worn.secret.expose() != now.secret.expose())
        {
            return Ok(now);
        }
        let refresh = refresh.ok_or(SignInError::SignInNeeded)?;
        let provider = self.provider().await?;
        let client = provider.known_client();
        let token = RefreshToken::new(refresh.expose().to_owned());
        let mut request =
            client.exchange_refresh_token(&token).map_err(|_| SignInError::Untrusted("no token endpoint"))?;
        if let Some(resource) = &self.client.resource {
            request = request.add_extra_param("resource", resource.clone());
        }
        let line = provider.line(self.key.as_ref());
        let answer = match request.request_async(&line).await {
            Ok(answer) => answer,
            Err(error) => {
                let error = of_token(&error, &line);
                if error == SignInError::SignInNeeded {
                    let mut state = self.state();
                    (state.refresh, state.access) = (None, None);
                }
                return Err(error);
            }
        };
        if let Some(next) = answer.refresh_token() {
            let next = Secret::new(next.secret().clone());
            self.state().refresh = Some(next.clone());
            let inner = Arc::clone(self);
            if !tokio::task::spawn_blocking(move || inner.keep(&next)).await.is_ok_and(|kept| kept.is_ok()) {
                tracing::warn!("a new refresh token could not be kept; it serves until the app closes");
            }
        }
        let access = access_token(provider, &answer);
        let person = renewed_person(provider, &client, &answer);
        let mut state = self.state();
        state.access = Some(access.clone());
        // A sign-in stays that of whoever signed in.
        state.person = state.person.take().or(person);
        drop(state);
        Ok(access)
    }

    fn keep(&self, refresh: &Secret) -> Result<(), NotKept> {
        let closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        if *closed { Ok(()) } else { self.keeper.keep(refresh) }
    }

    async fn provider(&self) -> Result<&Provider, SignInError> {
        self.provider
            .get_or_try_init(|| Provider::discover(self.http.clone(), self.clock.clone(), self.client.clone()))
            .await
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("client", &self.0.client).finish_non_exhaustive()
    }
}
