//! The token endpoint: a code or a refresh token for new tokens.

use axum::{
    Form, Json,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    Lie, Provider,
    authorize::Pairs,
    dpop::{For, ProofFault, Proofs},
    id_token::About,
    jose::hash,
    parameters::Parameters,
    random_name,
};
use crate::{
    Registry, RegistryError,
    http::{Refusal, Served},
    registry::{Grant, Issued, Lives, Refreshed},
};

/// A code that was handed out.
#[derive(Debug)]
pub(super) struct Code {
    grant: Grant,
    address: String,
    challenge: String,
    nonce: Option<String>,
    /// Until when it is good.
    until: i64,
    /// What was begun with it. Set when it is used first, whatever comes of that.
    family: Option<String>,
}

impl Code {
    pub(super) fn new(grant: Grant, (address, challenge): (String, String), nonce: Option<String>, until: i64) -> Self {
        Self { grant, address, challenge, nonce, until, family: None }
    }
}

/// An error of RFC 6749 §5.2.
pub(super) struct Fault {
    pub(super) status: StatusCode,
    pub(super) error: &'static str,
    pub(super) words: &'static str,
}

impl Fault {
    pub(super) const fn new(error: &'static str, words: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error, words }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "error_description": self.words });
        let mut answer = (self.status, Json(body)).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Basic realm=\"openid\"");
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        answer
    }
}

/// Why there are no tokens.
enum Failed {
    /// The app did something wrong.
    Fault(Fault),
    /// We did.
    Refusal(Refusal),
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<T: Into<Refusal>> From<T> for Failed {
    fn from(error: T) -> Self {
        Self::Refusal(error.into())
    }
}

/// Tokens and what they are for.
struct Given {
    issued: Issued,
    grant: Grant,
    nonce: Option<String>,
}

/// Reads the form of an app: each parameter once, and its name, without a secret.
pub(super) fn read(provider: &Provider, form: Form<Pairs>, headers: &HeaderMap) -> Result<Parameters, Fault> {
    let form = Parameters::read(form.0);
    if form.twice().is_some() {
        return Err(Fault::new("invalid_request", "A parameter came twice."));
    }
    let public = "The client is public: it has no secret.";
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(Fault { status: StatusCode::UNAUTHORIZED, ..Fault::new("invalid_client", public) });
    }
    if ["client_secret", "client_assertion"].iter().any(|name| form.get(name).is_some()) {
        return Err(Fault::new("invalid_client", public));
    }
    if form.get("client_id").and_then(|name| provider.client(name)).is_none() {
        return Err(Fault::new("invalid_client", "There is no such client."));
    }
    Ok(form)
}

pub(super) async fn give(
    State(served): State<Served>,
    headers: HeaderMap,
    form: Result<Form<Pairs>, FormRejection>,
) -> Result<Response, Refusal> {
    let form = form.map_err(|rejection| Refusal::new(rejection.status()).detail(rejection.body_text()))?;
    let proves = Proofs::in_headers(&headers) != Ok(None);
    let mut answer = match exchange(&served, &headers, form).await {
        Ok(answer) => Json(answer).into_response(),
        Err(Failed::Fault(fault)) => fault.into_response(),
        Err(Failed::Refusal(refusal)) => return Err(refusal),
    };
    if proves {
        answer.headers_mut().extend([served.provider.nonce_header()]);
    }
    Ok(answer)
}

async fn exchange(served: &Served, headers: &HeaderMap, form: Form<Pairs>) -> Result<Value, Failed> {
    let provider = &served.provider;
    let form = read(provider, form, headers)?;
    let jkt = provider.key_of_app(headers)?;
    if !provider.serves(form.get("client_id").unwrap_or_default(), form.get("resource")) {
        return Err(
            Fault::new("invalid_target", "The client gets tokens for one server only, and it is another.").into()
        );
    }
    let given = match form.get("grant_type") {
        Some("authorization_code") => by_code(served, form, jkt).await?,
        Some("refresh_token") => by_refresh_token(served, form, jkt).await?,
        Some(_) => return Err(Fault::new("unsupported_grant_type", "Send a code or a refresh token.").into()),
        None => return Err(Fault::new("invalid_request", "There is no grant_type.").into()),
    };
    Ok(provider.write(&given)?)
}

/// Takes a code and begins a family of tokens.
async fn by_code(served: &Served, form: Parameters, jkt: Option<String>) -> Result<Given, Failed> {
    let provider = served.provider.clone();
    served.ask(move |registry| Ok::<_, RegistryError>(redeem(&provider, registry, &form, jkt))).await?
}

fn redeem(provider: &Provider, registry: &Registry, form: &Parameters, jkt: Option<String>) -> Result<Given, Failed> {
    let code = form.get("code").ok_or(Fault::new("invalid_request", "There is no code."))?;
    let verifier = form.get("code_verifier").ok_or(Fault::new("invalid_request", "There is no code_verifier."))?;
    let require = |met: bool, words| if met { Ok(()) } else { Err(Fault::new("invalid_grant", words)) };
    let now = provider.now();
    // Nobody else gets at the code meanwhile: a second use finds it used, and its family there to be ended.
    let redeemed = provider.codes.with(code, now, |held| {
        if let Some(family) = &held.family {
            registry.revoke_family(family)?;
            require(false, "This code was used before. What it gave is void.")?;
        }
        let family = random_name()?;
        held.family = Some(family.clone());
        require(now < held.until, "This code has run out.")?;
        require(form.get("client_id") == Some(&held.grant.client), "The code was given to another client.")?;
        require(form.get("redirect_uri") == Some(&held.address), "The redirect_uri is another one than before.")?;
        require(is_verifier(verifier) && hash(verifier) == held.challenge, "The code_verifier does not fit.")?;
        let bound = held.grant.jkt.is_none() || held.grant.jkt == jkt;
        require(bound, "The code is bound to another key (dpop_jkt).")?;
        let grant = Grant { jkt, ..held.grant.clone() };
        let issued = registry.begin_family(&family, &grant, provider.lives())?;
        Ok(Given { issued, grant, nonce: held.nonce.clone() })
    });
    redeemed.unwrap_or_else(|| Err(Fault::new("invalid_grant", "There is no such code.").into()))
}

/// Takes a refresh token and gives the next one.
async fn by_refresh_token(served: &Served, form: Parameters, jkt: Option<String>) -> Result<Given, Failed> {
    let now = served.provider.now();
    let lives = served.provider.lives();
    let refreshed = served
        .ask(move |registry| {
            let token = form.get("refresh_token").unwrap_or_default();
            let client = form.get("client_id").unwrap_or_default();
            registry.refresh(token, client, jkt.as_deref(), form.get("scope"), (now, lives))
        })
        .await?;
    let words = match refreshed {
        Refreshed::Renewed(issued, grant) => return Ok(Given { issued, grant, nonce: None }),
        Refreshed::TooWide => return Err(Fault::new("invalid_scope", "More is asked for than was given.").into()),
        Refreshed::Unknown => "There is no such refresh token, or it is void.",
        Refreshed::OtherKey => "The refresh token is bound to another key.",
        Refreshed::Reused => "This refresh token was used before. The whole sign-in is void.",
    };
    Err(Fault::new("invalid_grant", words).into())
}

impl Provider {
    /// The thumbprint of the key that the app proves here, if it proves one.
    fn key_of_app(&self, headers: &HeaderMap) -> Result<Option<String>, Fault> {
        let fault = |fault: ProofFault| Fault::new(fault.code(), fault.words());
        let Some(proof) = Proofs::in_headers(headers).map_err(fault)? else {
            return if self.options.require_dpop {
                Err(Fault::new("invalid_request", "Tokens are given to apps that prove a key (DPoP) only."))
            } else {
                Ok(None)
            };
        };
        let address = format!("{}/token", self.issuer);
        let wanted = For { method: "POST", address: &address, token: None, needs_nonce: true };
        self.proofs.check(proof, &wanted, self.now()).map(Some).map_err(fault)
    }

    fn lives(&self) -> Lives {
        let options = &self.options;
        Lives { access: self.after(options.access_token_life), refresh: self.after(options.refresh_token_life) }
    }

    /// What the app gets.
    fn write(&self, given: &Given) -> Result<Value, Refusal> {
        let Given { issued, grant, nonce } = given;
        let bound = grant.jkt.is_some() && !self.lies().tell(Lie::BearerForKey);
        let access = match self.resource_of(&grant.client) {
            Some(resource) => self.signed_access_token(grant, resource)?,
            None => issued.access.clone(),
        };
        let mut answer = json!({
            "access_token": access,
            "token_type": if bound { "DPoP" } else { "Bearer" },
            "expires_in": self.options.access_token_life.as_secs(),
            "scope": grant.scope,
        });
        let id_token = self.id_token(&About {
            persona: &grant.persona,
            client: &grant.client,
            acr: &grant.acr,
            auth_time: grant.auth_time,
            nonce: nonce.as_deref(),
            access_token: &access,
        })?;
        if let Some(members) = answer.as_object_mut() {
            members.extend(issued.refresh.as_ref().map(|token| ("refresh_token".to_owned(), json!(token))));
            members.extend(id_token.map(|token| ("id_token".to_owned(), json!(token))));
        }
        Ok(answer)
    }
}

/// Whether a text may be a verifier (RFC 7636 §4.1).
fn is_verifier(text: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    (43..=128).contains(&text.len()) && text.bytes().all(unreserved)
}
