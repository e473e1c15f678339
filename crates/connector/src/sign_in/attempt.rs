//! One sign-in: from the address for the browser to the tokens.

use chrono::TimeDelta;
use openidconnect::{
    AccessTokenHash, AuthenticationContextClass, AuthenticationFlow, AuthorizationCode, ClaimsVerificationError,
    CsrfToken, LanguageTag, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, TokenResponse,
    core::{CoreAuthPrompt, CoreErrorResponseType, CoreResponseType, CoreTokenResponse},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::{
    Demanded, DpopKey, Provider, SignInError,
    line::{LineFailed, MOST_SKEW, ProviderLine},
};
use crate::{ConnectorError, Secret};

/// Who signed in, as one provider knows them: SHA-256 over the issuer, a NUL and the subject. Tells whether two sign-ins are
/// one person, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject(String);

impl Subject {
    fn new(issuer: &str, subject: &str) -> Self {
        Self(hex::encode(Sha256::new().chain_update(issuer).chain_update([0]).chain_update(subject).finalize()))
    }
}

/// What a sign-in gave.
#[derive(Debug)]
pub struct Granted {
    /// Who signed in.
    pub subject: Subject,
    /// What renews the access token, where the provider gives it.
    pub refresh: Option<Secret>,
    /// The key to which the tokens are bound, where they are.
    pub key: Option<DpopKey>,
    /// Who signed in, in the provider's own words: for an API that wants to be told whose data it is asked for. It is personal data.
    pub person: Secret,
    pub(super) provider: Provider,
    pub(super) access: AccessToken,
}

impl Granted {
    /// What it takes to give everything back, whatever becomes of the rest.
    pub fn farewell(&self) -> Farewell {
        let token = self.refresh.clone().unwrap_or_else(|| self.access.secret.clone());
        Farewell { provider: self.provider.clone(), token }
    }
}

/// Gives back a sign-in that is not kept.
#[derive(Debug)]
pub struct Farewell {
    provider: Provider,
    token: Secret,
}

impl Farewell {
    /// Tells the provider (RFC 7009).
    ///
    /// # Errors
    /// When it was not told.
    pub async fn revoke(self) -> Result<(), SignInError> {
        self.provider.revoke(&self.token, None).await
    }
}

/// An access token and until when it is worth sending.
#[derive(Clone, Debug)]
pub(super) struct AccessToken {
    pub secret: Secret,
    pub until: Option<chrono::DateTime<chrono::Utc>>,
}

/// A sign-in under way.
#[derive(Debug)]
pub struct Attempt {
    demanded: Option<Demanded>,
    provider: Provider,
    key: Option<DpopKey>,
    redirect: RedirectUrl,
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    address: Url,
}

impl Provider {
    /// Begins a sign-in that comes back to `redirect`, in this language (BCP 47).
    ///
    /// The provider is asked to authenticate whoever sits there, even if somebody signed in before in the same browser:
    /// several people may use one device.
    ///
    /// # Errors
    /// When no key can be made.
    pub fn begin(&self, redirect: Url, language: &str, demanded: Option<Demanded>) -> Result<Attempt, SignInError> {
        let key = if self.binds_to_key() {
            Some(DpopKey::generate().map_err(|_| SignInError::Refused("no key could be made"))?)
        } else {
            None
        };
        let redirect = RedirectUrl::from_url(redirect);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = self.known_client();
        let mut request = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_redirect_uri(std::borrow::Cow::Borrowed(&redirect))
            .set_pkce_challenge(challenge)
            .add_ui_locale(LanguageTag::new(language.to_owned()))
            .add_prompt(CoreAuthPrompt::Login)
            .add_scopes(self.client.scopes.iter().filter(|scope| *scope != "openid").cloned().map(Scope::new));
        if self.client.scopes.iter().any(|scope| scope == "offline_access") {
            // OpenID Connect Core, section 11: without it the scope is ignored.
            request = request.add_prompt(CoreAuthPrompt::Consent);
        }
        if let Some(demanded) = &demanded {
            if let Some(within) = demanded.within {
                let seconds = within.num_seconds().max(0).unsigned_abs();
                request = request.set_max_age(std::time::Duration::from_secs(seconds));
            }
            for acr in &demanded.acr {
                request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
            }
        }
        if let Some(resource) = &self.client.resource {
            request = request.add_extra_param("resource", resource.clone());
        }
        if let Some(key) = &key {
            request = request.add_extra_param("dpop_jkt", key.thumbprint());
        }
        let (address, state, nonce) = request.url();
        Ok(Attempt { demanded, provider: self.clone(), key, redirect, state, nonce, verifier, address })
    }
}

impl Attempt {
    /// The address for the system browser.
    pub const fn address(&self) -> &Url {
        &self.address
    }

    /// What is awaited of the browser.
    pub fn awaited(&self) -> Awaited {
        Awaited { redirect: self.redirect.url().clone(), state: Secret::new(self.state.secret().clone()) }
    }

    /// Exchanges the code of the address to which the browser came back.
    ///
    /// # Errors
    /// Everything that can go wrong with a sign-in; the attempt is spent either way.
    pub async fn finish(self, returned: &Url) -> Result<Granted, SignInError> {
        if !self.awaited().is_answered_by(returned) {
            return Err(SignInError::Untrusted("another state"));
        }
        let issuer = one(returned, "iss");
        let must_name_issuer = self.provider.extra().authorization_response_iss_parameter_supported;
        if issuer.as_ref().map_or(must_name_issuer, |issuer| *issuer != self.provider.client.issuer) {
            return Err(SignInError::Untrusted("an answer of another issuer"));
        }
        if let Some(error) = one(returned, "error") {
            return Err(refusal(&error));
        }
        let code = one(returned, "code").ok_or(SignInError::Untrusted("neither code nor error"))?;

        let Self { demanded, provider, key, redirect, nonce, verifier, .. } = self;
        let client = provider.known_client();
        let mut request = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|_| SignInError::Untrusted("no token endpoint"))?
            .set_redirect_uri(std::borrow::Cow::Borrowed(&redirect))
            .set_pkce_verifier(verifier);
        if let Some(resource) = &provider.client.resource {
            request = request.add_extra_param("resource", resource.clone());
        }
        let line = provider.line(key.as_ref());
        let answer = request.request_async(&line).await.map_err(|error| of_token(&error, &line))?;
        let access = access_token(&provider, &answer);
        let refresh = answer.refresh_token().map(|token| Secret::new(token.secret().clone()));
        let person = match verified(&provider, &client, &answer, &nonce, demanded.as_ref()) {
            Ok(person) => person,
            Err(error) => {
                if matches!(error, SignInError::Insufficient(_)) {
                    // The provider is the right one; what it gave is not left lying there.
                    let token = refresh.unwrap_or(access.secret);
                    tokio::spawn(Farewell { provider: provider.clone(), token }.revoke());
                }
                return Err(error);
            }
        };
        let bound = is_bound(&answer);
        let subject = Subject::new(&provider.client.issuer, person.expose());
        Ok(Granted { subject, refresh, key: key.filter(|_| bound), person, access, provider: provider.clone() })
    }
}

/// How a sign-in under way knows the address that answers it.
#[derive(Clone, Debug)]
pub struct Awaited {
    redirect: Url,
    state: Secret,
}

impl Awaited {
    /// Whether this address is where the browser comes back from **this** sign-in.
    pub fn is_answered_by(&self, returned: &Url) -> bool {
        returned.scheme() == self.redirect.scheme()
            && returned.host() == self.redirect.host()
            && returned.port_or_known_default() == self.redirect.port_or_known_default()
            && returned.path() == self.redirect.path()
            && one(returned, "state").is_some_and(|state| state == self.state.expose())
    }
}

/// The value of a parameter that is there exactly once.
fn one(address: &Url, name: &str) -> Option<String> {
    let mut values = address.query_pairs().filter(|(found, _)| found == name);
    let (_, value) = values.next()?;
    values.next().is_none().then(|| value.into_owned())
}

/// What an error of the authorization endpoint means (RFC 6749, section 4.1.2.1; OpenID Connect Core, section 3.1.2.6).
fn refusal(error: &str) -> SignInError {
    match error {
        "access_denied" | "interaction_required" | "login_required" | "consent_required" => SignInError::Declined,
        "server_error" | "temporarily_unavailable" => {
            SignInError::Line(ConnectorError::Unavailable { status: 503, retry_after: None })
        }
        _ => SignInError::Refused("an error of its own"),
    }
}

pub(super) type TokenError = RequestTokenError<LineFailed, openidconnect::StandardErrorResponse<CoreErrorResponseType>>;

/// What an error of the token endpoint means.
pub(super) fn of_token(error: &TokenError, line: &ProviderLine<'_>) -> SignInError {
    if line.clocks_differ() {
        return SignInError::ClockWrong;
    }
    match error {
        RequestTokenError::ServerResponse(refusal) => match refusal.error() {
            CoreErrorResponseType::InvalidGrant => SignInError::SignInNeeded,
            CoreErrorResponseType::Extension(name) if name == "temporarily_unavailable" || name == "server_error" => {
                SignInError::Line(ConnectorError::Unavailable { status: 503, retry_after: None })
            }
            _ => SignInError::Refused("an error of the token endpoint"),
        },
        RequestTokenError::Request(_) => SignInError::Line(line.fault().unwrap_or(ConnectorError::Unreachable)),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            SignInError::Untrusted("the tokens cannot be read")
        }
    }
}

/// Holds the ID token against everything there is to hold it against, and answers whose it is.
fn verified(
    provider: &Provider,
    client: &super::provider::KnownClient,
    answer: &CoreTokenResponse,
    nonce: &Nonce,
    demanded: Option<&Demanded>,
) -> Result<Secret, SignInError> {
    let token = answer.id_token().ok_or(SignInError::Untrusted("no ID token"))?;
    let verifier = provider.verifier(client);
    let claims = token.claims(&verifier, nonce).map_err(|error| {
        SignInError::Untrusted(match error {
            ClaimsVerificationError::Expired(_) => "an expired ID token",
            ClaimsVerificationError::InvalidIssuer(_) => "an ID token of another issuer",
            ClaimsVerificationError::InvalidAudience(_) => "an ID token for somebody else",
            ClaimsVerificationError::InvalidNonce(_) => "an ID token of another sign-in",
            ClaimsVerificationError::SignatureVerification(_) => "an ID token that the provider did not sign",
            _ => "an ID token that is not in order",
        })
    })?;
    if let Some(expected) = claims.access_token_hash() {
        let hash = token
            .signing_alg()
            .ok()
            .zip(token.signing_key(&verifier).ok())
            .and_then(|(algorithm, key)| AccessTokenHash::from_token(answer.access_token(), algorithm, key).ok());
        if hash.as_ref() != Some(expected) {
            return Err(SignInError::Untrusted("an access token of another answer"));
        }
    }
    if let Some(demanded) = demanded {
        let is_recent = |within: TimeDelta| {
            let earliest = provider.clock.now() - within - MOST_SKEW;
            claims.auth_time().is_some_and(|at| at >= earliest)
        };
        if !demanded.within.is_none_or(is_recent) {
            return Err(SignInError::Insufficient("too old"));
        }
        let class = claims.auth_context_ref().map(|class| class.as_str());
        if !demanded.acr.is_empty() && !demanded.acr.iter().any(|acr| class == Some(acr)) {
            return Err(SignInError::Insufficient("of another class than was asked for"));
        }
    }
    Ok(Secret::new(claims.subject().as_str()))
}

/// Whom the answer to a renewal names, where it has an ID token (OpenID Connect Core, section 12.2) and that is in order.
pub(super) fn renewed_person(
    provider: &Provider,
    client: &super::provider::KnownClient,
    answer: &CoreTokenResponse,
) -> Option<Secret> {
    // It belongs to no page of a browser, so it answers no nonce.
    let claims = answer.id_token()?.claims(&provider.verifier(client), |_: Option<&Nonce>| Ok(())).ok()?;
    Some(Secret::new(claims.subject().as_str()))
}

/// Whether the tokens of an answer are bound to the key whose proof was sent.
pub(super) fn is_bound(answer: &CoreTokenResponse) -> bool {
    use openidconnect::core::CoreTokenType;
    matches!(answer.token_type(), CoreTokenType::Extension(name) if name.eq_ignore_ascii_case("dpop"))
}

/// The access token of an answer.
pub(super) fn access_token(provider: &Provider, answer: &CoreTokenResponse) -> AccessToken {
    let lives = answer.expires_in().and_then(|lives| TimeDelta::from_std(lives).ok());
    AccessToken {
        secret: Secret::new(answer.access_token().secret().clone()),
        until: lives.map(|lives| provider.clock.now() + lives),
    }
}
