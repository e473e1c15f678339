//! Who a provider is: its description of itself (OpenID Connect Discovery 1.0) and its keys.

use std::sync::Arc;

use openidconnect::{
    AdditionalProviderMetadata, ClientId, DiscoveryError, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl,
    ProviderMetadata,
    core::{
        CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod, CoreGrantType,
        CoreIdTokenVerifier, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
        CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
};
use serde::{Deserialize, Serialize};
use url::{Url, form_urlencoded};

use super::{
    Clock, DpopKey, SignInError,
    line::{LatestNonce, LineFailed, MOST_SKEW, ProviderLine},
};
use crate::{ConnectorError, Http, Secret, http as line};

/// Signatures of ID tokens that are believed: with keys of the provider's own, never with a shared secret and never none.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 6] = [
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
];

/// The app as a provider knows it: a public client, which has no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// The provider's issuer identifier, as the service names it.
    pub issuer: String,
    /// The app's id there.
    pub client_id: String,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// The service for which tokens are asked, where the provider serves several (RFC 8707).
    pub resource: Option<String>,
}

/// What a provider may say beyond OpenID Connect Discovery.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Extra {
    /// RFC 8414.
    pub revocation_endpoint: Option<Url>,
    /// RFC 8414; PKCE.
    pub code_challenge_methods_supported: Option<Vec<String>>,
    /// RFC 9449.
    #[serde(default)]
    pub dpop_signing_alg_values_supported: Vec<String>,
    /// RFC 9207.
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Extra {}

type Metadata = ProviderMetadata<
    Extra,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

pub(super) type KnownClient =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// A provider that has said who it is.
#[derive(Clone, Debug)]
pub struct Provider {
    pub(super) http: Http,
    pub(super) clock: Clock,
    pub(super) client: Client,
    metadata: Arc<Metadata>,
    nonce: LatestNonce,
    is_here: bool,
    bearer: bool,
}

impl Provider {
    /// Reads the provider's description and keys.
    ///
    /// # Errors
    /// [`SignInError::Untrusted`] when it names another issuer than it was asked for by, [`SignInError::ClockWrong`] when its
    /// clock is more than five minutes away.
    pub async fn discover(http: Http, clock: Clock, client: Client) -> Result<Self, SignInError> {
        let issuer = IssuerUrl::new(client.issuer.clone()).map_err(|_| SignInError::Untrusted("no issuer"))?;
        let is_here = line::is_loopback(&line::base(issuer.url().clone())?);
        let metadata = {
            let line = ProviderLine::new((&http, &clock), is_here, None, LatestNonce::default());
            let found = Metadata::discover_async(issuer, &line).await;
            if line.clocks_differ() {
                return Err(SignInError::ClockWrong);
            }
            found.map_err(|error| discovery(&error, &line))?
        };
        let extra = metadata.additional_metadata();
        if extra.code_challenge_methods_supported.as_ref().is_some_and(|methods| !methods.iter().any(|m| m == "S256")) {
            return Err(SignInError::Refused("no PKCE"));
        }
        if metadata.token_endpoint().is_none() {
            return Err(SignInError::Untrusted("no token endpoint"));
        }
        let page = line::base(metadata.authorization_endpoint().url().clone())?;
        if line::is_loopback(&page) && !is_here {
            return Err(SignInError::Untrusted("a page on this machine"));
        }
        Ok(Self {
            http,
            clock,
            client,
            metadata: Arc::new(metadata),
            nonce: LatestNonce::default(),
            is_here,
            bearer: false,
        })
    }

    /// The same, for a service that takes bearer tokens only: none is bound to a key of the device, whatever the provider
    /// can do.
    #[must_use]
    pub fn with_bearer_tokens(self) -> Self {
        Self { bearer: true, ..self }
    }

    /// Whether tokens can be bound to a key of the device.
    pub fn binds_to_key(&self) -> bool {
        !self.bearer && self.extra().dpop_signing_alg_values_supported.iter().any(|name| name == "ES256")
    }

    /// Gives a token back (RFC 7009), with everything that came of the same sign-in.
    pub(super) async fn revoke(&self, token: &Secret, key: Option<&DpopKey>) -> Result<(), SignInError> {
        let Some(endpoint) = &self.extra().revocation_endpoint else { return Ok(()) };
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("token", token.expose())
            .append_pair("client_id", &self.client.client_id)
            .finish();
        let request = http::Request::post(endpoint.as_str())
            .header(http::header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.into_bytes())
            .map_err(|_| SignInError::Untrusted("an address that cannot be asked"))?;
        let answer = self.line(key).ask(request).await?;
        if answer.status().is_success() {
            Ok(())
        } else {
            Err(SignInError::Line(line::refusal(answer.status(), answer.headers())))
        }
    }

    pub(super) fn extra(&self) -> &Extra {
        self.metadata.additional_metadata()
    }

    pub(super) fn line<'a>(&'a self, key: Option<&'a DpopKey>) -> ProviderLine<'a> {
        ProviderLine::new((&self.http, &self.clock), self.is_here, key, self.nonce.clone())
    }

    pub(super) fn known_client(&self) -> KnownClient {
        CoreClient::from_provider_metadata(
            Metadata::clone(&self.metadata),
            ClientId::new(self.client.client_id.clone()),
            None,
        )
    }

    /// What holds ID tokens against the provider's keys and the clock.
    pub(super) fn verifier<'a>(&'a self, client: &'a KnownClient) -> CoreIdTokenVerifier<'a> {
        let now = || self.clock.now();
        let offered = self.metadata.id_token_signing_alg_values_supported();
        client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS.into_iter().filter(|algorithm| offered.contains(algorithm)))
            .set_time_fn(now)
            .set_issue_time_verifier_fn(move |issued| {
                if (now() - issued).abs() <= MOST_SKEW { Ok(()) } else { Err("not issued now".to_owned()) }
            })
    }
}

fn discovery(error: &DiscoveryError<LineFailed>, line: &ProviderLine<'_>) -> SignInError {
    match error {
        DiscoveryError::Validation(_) => SignInError::Untrusted("another issuer"),
        DiscoveryError::Request(_) => SignInError::Line(line.fault().unwrap_or(ConnectorError::Unreachable)),
        DiscoveryError::Response(status, ..) if status.is_server_error() => {
            SignInError::Line(ConnectorError::Unavailable { status: status.as_u16(), retry_after: None })
        }
        DiscoveryError::Response(status, ..) => SignInError::Line(ConnectorError::Refused { status: status.as_u16() }),
        _ => SignInError::Untrusted("the description cannot be read"),
    }
}
