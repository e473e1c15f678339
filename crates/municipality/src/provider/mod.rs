//! The OpenID provider: how a resident signs in, and what an app gets for it.
//!
//! OpenID Connect, authorization code with PKCE (RFC 9700 throughout), for public clients, with tokens bound to the
//! app's key where the app proves one (DPoP, RFC 9449). Residents' apps have one name here, and another one for each other
//! server that takes the provider's tokens ([`Resource`]). A municipality has Keycloak or the like in this place; this one
//! is here so that sign-in can be seen and tested as it is. Its residents are made up and have no passwords, so it
//! answers on this machine only.
//!
//! * [`authorize`] reads what the app wants, [`sign_in`] asks the resident, [`token`] and [`endings`] serve the app.
//! * Times are real and in seconds: a client holds them against its own clock, whatever day the demo plays on.
//! * Sign-ins under way, codes and the browser's sessions live in memory and end with the server; tokens are in the
//!   registry (`registry/families.rs`).
//! * [`Lies`] makes it say what a false provider says.

mod access_token;
mod authorize;
mod client;
mod cookies;
mod discovery;
mod dpop;
mod endings;
mod id_token;
mod jose;
mod lies;
mod means;
mod page;
mod parameters;
mod passing;
mod sign_in;
mod token;
mod words;

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use axum::{
    Router,
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::TimeDelta;
use resident_api::{ServerCard, Texts};

pub(crate) use self::dpop::ProofFault;
pub use self::{
    client::CLIENT_ID,
    lies::{Lie, Lies},
};
use self::{cookies::Cookies, dpop::Proofs, jose::SigningKey, passing::Passing, sign_in::UnderWay, token::Code};
use crate::{
    Body, RegistryError, StartError,
    connection::Peer,
    desk,
    http::{Refusal, Served, is_local},
    world::Persona,
};

/// Where the provider is, under the server's own address.
pub(crate) const PATH: &str = "/openid";
/// What an app may ask for. `resident` opens the Resident API.
pub(crate) const SCOPES: [&str; 3] = ["openid", "offline_access", RESIDENT];
/// The scope that opens the Resident API.
pub(crate) const RESIDENT: &str = "resident";

/// Seconds in which a resident may sign in.
const SIGN_IN_LIFE: i64 = 15 * 60;
/// Seconds in which a code that comes again is noticed.
const CODE_REMEMBERED: i64 = 15 * 60;
/// Seconds for which a browser need not sign in again.
const SESSION_LIFE: i64 = 8 * 60 * 60;
/// Sign-ins, codes and sessions kept at most, each.
const MOST_KEPT: usize = 1000;

/// How the provider is to be.
#[derive(Clone, Debug)]
pub struct ProviderOptions {
    /// How long a code is good.
    pub code_life: Duration,
    /// How long an access token is good.
    pub access_token_life: Duration,
    /// How long a refresh token is good. Each refresh gives a new one.
    pub refresh_token_life: Duration,
    /// How long one nonce for proofs is handed out (it is taken as long again).
    pub nonce_life: Duration,
    /// Whether apps that prove no key are refused.
    pub require_dpop: bool,
    /// Whether proofs need a nonce at the Resident API, too. At the token endpoint they always do.
    pub nonce_at_resources: bool,
    /// How far the server's clock is ahead; behind if negative.
    pub clock_ahead: TimeDelta,
    /// Other servers for which the provider gives tokens, too; none by default.
    pub resources: Vec<Resource>,
    /// Lies from the first request on; none by default.
    pub lies: Lies,
}

/// Another server for which the provider gives tokens: signed ones (RFC 9068), which that server reads itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The server's name in tokens (`aud`) and requests (RFC 8707): an absolute address.
    pub audience: String,
    /// By which name the apps are registered for it. It stands in tokens as `azp`.
    pub client_id: String,
}

impl Default for ProviderOptions {
    fn default() -> Self {
        Self {
            code_life: Duration::from_mins(1),
            access_token_life: Duration::from_mins(5),
            refresh_token_life: Duration::from_hours(30 * 24),
            nonce_life: Duration::from_mins(2),
            require_dpop: false,
            nonce_at_resources: false,
            clock_ahead: TimeDelta::zero(),
            resources: Vec::new(),
            lies: Lies::default(),
        }
    }
}

/// Somebody who can sign in.
struct Person {
    /// The persona.
    id: String,
    name: String,
    /// How the body calls them: `sub`. Another body calls them otherwise.
    subject: String,
}

/// A browser in which somebody has signed in.
#[derive(Clone)]
struct Session {
    persona: String,
    means: means::Means,
    auth_time: i64,
}

/// What the provider's handlers share.
pub(crate) struct Provider {
    options: ProviderOptions,
    base_url: String,
    issuer: String,
    name: Texts,
    people: Vec<Person>,
    accent: String,
    key: SigningKey,
    key_id: String,
    cookies: Cookies,
    under_way: Passing<UnderWay>,
    sessions: Passing<Session>,
    codes: Passing<Code>,
    proofs: Proofs,
}

impl Provider {
    /// The provider of the server at `base_url`.
    pub(crate) fn new(
        base_url: &str,
        port: u16,
        (body, name): (Body, Texts),
        personas: &[Persona],
        options: ProviderOptions,
    ) -> Result<Self, StartError> {
        let key = SigningKey::new().map_err(|_| StartError::SigningKey)?;
        Ok(Self {
            base_url: base_url.to_owned(),
            issuer: format!("{base_url}{PATH}"),
            name,
            people: personas.iter().filter_map(Person::of).collect(),
            accent: desk::accent(body)?,
            key_id: key.public().thumbprint(),
            key,
            cookies: Cookies::new(port),
            under_way: Passing::new(SIGN_IN_LIFE, MOST_KEPT),
            sessions: Passing::new(SESSION_LIFE, MOST_KEPT),
            codes: Passing::new(CODE_REMEMBERED, MOST_KEPT),
            proofs: Proofs::new(options.nonce_life)?,
            options,
        })
    }

    /// Writes into a body's card how to sign in.
    pub(crate) fn describe(&self, card: &mut ServerCard) {
        card.issuer = Some(self.issuer.clone());
        card.client_id = Some(CLIENT_ID.to_owned());
        card.scopes = SCOPES.map(str::to_owned).to_vec();
        // The provider makes tokens for this server alone; it takes the indicator from those who send one.
        card.resource = None;
    }

    /// The client of this name, if there is one: the name.
    fn client<'a>(&self, name: &'a str) -> Option<&'a str> {
        let known = name == CLIENT_ID || self.resource_of(name).is_some();
        known.then_some(name)
    }

    /// The other server for which this client is registered.
    fn resource_of(&self, client: &str) -> Option<&Resource> {
        self.options.resources.iter().find(|resource| resource.client_id == client)
    }

    /// Whether tokens for this server may be given to this client.
    fn serves(&self, client: &str, resource: Option<&str>) -> bool {
        let Some(asked) = resource.map(|resource| resource.trim_end_matches('/')) else { return true };
        match self.resource_of(client) {
            Some(other) => other.audience.trim_end_matches('/') == asked,
            None => asked == self.base_url || asked == self.issuer,
        }
    }

    /// The provider's name in tokens and answers.
    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The switch for lies.
    pub(crate) fn lies(&self) -> &Lies {
        &self.options.lies
    }

    /// Takes no nonce any more that was handed out so far.
    pub(crate) fn retire_nonces(&self) {
        self.proofs.retire_nonces();
    }

    /// Checks the proof of a request to the Resident API and tells the thumbprint of its key; nothing if there is none.
    pub(crate) fn proven_key(
        &self,
        headers: &HeaderMap,
        (method, path): (&Method, &str),
        token: &str,
    ) -> Result<Option<String>, ProofFault> {
        let Some(proof) = Proofs::in_headers(headers)? else { return Ok(None) };
        let address = format!("{}{path}", self.base_url);
        let needs_nonce = self.options.nonce_at_resources;
        let wanted = dpop::For { method: method.as_str(), address: &address, token: Some(token), needs_nonce };
        self.proofs.check(proof, &wanted, self.now()).map(Some)
    }

    /// The header with the nonce that the next proof is to carry.
    pub(crate) fn nonce_header(&self) -> (HeaderName, HeaderValue) {
        dpop::nonce_header(self.proofs.nonce(self.now()))
    }

    /// Now, in seconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
        i64::try_from(since).unwrap_or(i64::MAX).saturating_add(self.options.clock_ahead.num_seconds())
    }

    /// Now and this much more.
    fn after(&self, life: Duration) -> i64 {
        self.now().saturating_add(i64::try_from(life.as_secs()).unwrap_or(i64::MAX))
    }

    fn person(&self, persona: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == persona)
    }

    /// The person in whose name an ID token of this provider is, whenever it was made.
    fn person_of_token(&self, id_token: &str) -> Option<&Person> {
        let signed = jose::Signed::read(id_token).filter(|signed| signed.is_by(&self.key.public()))?;
        let subject = signed.text("sub").filter(|_| signed.text("iss") == Some(&self.issuer))?;
        self.people.iter().find(|person| person.subject == subject)
    }
}

impl fmt::Debug for Provider {
    /// Says which one it is, and none of its secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl Person {
    fn of(persona: &Persona) -> Option<Self> {
        let themselves = persona.party_records.iter().find(|party| party.relation == "myself")?;
        Some(Self { id: persona.id.clone(), name: themselves.name.clone(), subject: themselves.id.clone() })
    }
}

/// The routes of the provider. OpenID Connect describes them, and the provider's discovery document: they are no part of
/// the Resident API.
pub(crate) fn router(served: Served) -> Router<Served> {
    Router::new()
        .route("/openid/.well-known/openid-configuration", get(discovery::read))
        .route("/openid/jwks", get(discovery::keys))
        .route("/openid/authorize", get(authorize::by_get).post(authorize::by_post))
        .route("/openid/sign-in/{id}", get(sign_in::show).post(sign_in::take))
        .route(page::STYLE, get(style))
        .route("/openid/token", post(token::give))
        .route("/openid/revoke", post(endings::revoke))
        .route("/openid/userinfo", get(endings::userinfo).post(endings::userinfo))
        .route("/openid/end-session", get(endings::by_get).post(endings::by_post))
        .layer(from_fn_with_state(served, keep))
}

async fn style(State(served): State<Served>) -> impl IntoResponse {
    let sheet = format!(
        ":root {{ --accent: {} }}\n{}{}",
        served.provider.accent,
        include_str!("../desk/desk.css"),
        include_str!("provider.css")
    );
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"))], sheet)
}

/// Lets only this machine come near: whoever reaches the page may be anyone.
async fn keep(
    State(served): State<Served>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    if !is_local(&served, &peer, request.headers()) {
        let why = "People here sign in without a password, so it is done on the same machine only.";
        return Refusal::new(StatusCode::FORBIDDEN).detail(why).into_response();
    }
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    // Browsers name no origin at all under `no-referrer`.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    answer
}

impl From<jose::KeyFailed> for Refusal {
    fn from(error: jose::KeyFailed) -> Self {
        tracing::error!(%error, "nothing was signed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// A random name that nobody guesses.
fn random_name() -> Result<String, RegistryError> {
    crate::registry::random_token()
}
