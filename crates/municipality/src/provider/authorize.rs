//! The authorization endpoint: an app sends a browser here and says what it wants.
//!
//! Who cannot be told from a stranger (client, address to go back to) gets a page in words: nothing is sent anywhere.
//! Everything else that is wrong goes back to the app as an error.

use axum::{
    Form,
    extract::{
        Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    Lie, Provider, SCOPES, Session, client,
    means::Means,
    page,
    parameters::{Parameters, address},
    random_name,
    sign_in::{self, UnderWay},
    token::Code,
};
use crate::{
    http::{Refusal, Served},
    registry::{Grant, is_within},
    world::wording::Language,
};

/// What may be asked for with `prompt`. All but `none` show the sign-in page, which says what the app will get.
pub(super) const PROMPTS: [&str; 4] = ["none", "login", "consent", "select_account"];
/// Longest value that is handed back, in bytes.
const LONGEST: usize = 1024;

pub(super) type Pairs = Vec<(String, String)>;

/// Where the browser goes back to.
#[derive(Clone)]
pub(super) struct Back {
    pub(super) address: String,
    /// The app's name.
    client: String,
    state: Option<String>,
}

/// What an app wants.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) back: Back,
    pub(super) language: Language,
    nonce: Option<String>,
    challenge: String,
    scope: String,
    /// The key to which the code is bound.
    jkt: Option<String>,
    /// Whether the resident is to be asked also when the browser is known.
    ask: bool,
    /// Whether the resident must not be asked.
    silent: bool,
    max_age: Option<i64>,
    /// Whether nothing but strong authentication will do.
    pub(super) strong: bool,
    /// Who is expected: the persona.
    pub(super) expected: Option<String>,
}

impl Asked {
    /// Whether the app may go on without the resident.
    pub(super) fn stays(&self) -> bool {
        is_within("offline_access", &self.scope)
    }

    /// Whether a session is as good as signing in now.
    fn is_met_by(&self, session: &Session, now: i64) -> bool {
        !self.ask
            && self.max_age.is_none_or(|age| now.saturating_sub(session.auth_time) < age)
            && (!self.strong || session.means == Means::Strong)
            && self.expected.as_ref().is_none_or(|expected| *expected == session.persona)
    }
}

/// What is wrong with a request, in the standard's words and in ours.
struct Wrong(&'static str, &'static str);

pub(super) async fn by_get(
    State(served): State<Served>,
    headers: HeaderMap,
    query: Result<Query<Pairs>, QueryRejection>,
) -> Result<Response, Refusal> {
    authorize(&served, &headers, query?.0)
}

pub(super) async fn by_post(
    State(served): State<Served>,
    headers: HeaderMap,
    form: Result<Form<Pairs>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(pairs) = form.map_err(|rejection| Refusal::new(rejection.status()).detail(rejection.body_text()))?;
    authorize(&served, &headers, pairs)
}

fn authorize(served: &Served, headers: &HeaderMap, pairs: Pairs) -> Result<Response, Refusal> {
    let provider = &served.provider;
    let asked = Parameters::read(pairs);
    let language = language(headers, &asked);
    let Some(back) = back(provider, &asked) else {
        return Ok(
            page::notice(provider, language, StatusCode::BAD_REQUEST, |words| &words.unknown_app).into_response()
        );
    };
    let asked = match read(provider, &asked, back.clone(), language) {
        Ok(asked) => asked,
        Err(Wrong(error, words)) => {
            return Ok(provider.send_back(&back, &[("error", error), ("error_description", words)]));
        }
    };
    let now = provider.now();
    let session = provider
        .cookies
        .session(headers)
        .and_then(|name| provider.sessions.with(name, now, |session| session.clone()))
        .filter(|session| asked.is_met_by(session, now));
    match session {
        Some(session) => Ok(provider.hand_over(&asked, &session)?),
        None if asked.silent => {
            let words = "The resident has to sign in.";
            Ok(provider.send_back(&back, &[("error", "login_required"), ("error_description", words)]))
        }
        None => {
            let (name, id) = (provider.cookies.browser(headers).filter(|name| name.len() < LONGEST), random_name()?);
            let browser = name.map_or_else(random_name, |name| Ok(name.to_owned()))?;
            let way = UnderWay { asked, browser: browser.clone() };
            let mut answer = sign_in::first_page(provider, &id, &way).into_response();
            provider.under_way.put(id, way, now);
            answer.headers_mut().extend(provider.cookies.set_browser(&browser).map(|it| (header::SET_COOKIE, it)));
            Ok(answer)
        }
    }
}

/// Where the browser may go back to; nothing if this client may not send it there, or does not say so clearly.
fn back(provider: &Provider, asked: &Parameters) -> Option<Back> {
    let unclear = asked.twice().is_some_and(|name| matches!(name, "client_id" | "redirect_uri"));
    let client = provider.client(asked.get("client_id")?).filter(|_| !unclear)?;
    let address = asked.get("redirect_uri").filter(|address| client::may_return_to(address))?;
    let state = asked.get("state").filter(|state| state.len() <= LONGEST && asked.twice() != Some("state"));
    Some(Back { address: address.to_owned(), client: client.to_owned(), state: state.map(str::to_owned) })
}

/// Reads the rest of what an app wants.
fn read(provider: &Provider, asked: &Parameters, back: Back, language: Language) -> Result<Asked, Wrong> {
    let require = |met: bool, error, words| if met { Ok(()) } else { Err(Wrong(error, words)) };
    let short = |name: &str| asked.get(name).is_none_or(|value| value.len() <= LONGEST);

    require(asked.twice().is_none(), "invalid_request", "A parameter came twice.")?;
    require(asked.get("request").is_none(), "request_not_supported", "Send the parameters themselves.")?;
    require(asked.get("request_uri").is_none(), "request_uri_not_supported", "Send the parameters themselves.")?;
    require(asked.get("registration").is_none(), "registration_not_supported", "Clients are known beforehand.")?;
    require(asked.get("response_type").is_some(), "invalid_request", "There is no response_type.")?;
    require(asked.get("response_type") == Some("code"), "unsupported_response_type", "Ask for a code.")?;
    let mode = asked.get("response_mode").is_none_or(|mode| mode == "query");
    require(mode, "invalid_request", "The answer comes in the query.")?;
    require(short("state") && short("nonce"), "invalid_request", "state and nonce have at most 1024 bytes.")?;

    let scopes = asked.list("scope");
    require(scopes.contains(&"openid"), "invalid_scope", "Ask for openid.")?;
    let scope: Vec<_> = SCOPES.into_iter().filter(|scope| scopes.contains(scope)).collect();
    let resource = provider.serves(&back.client, asked.get("resource"));
    require(resource, "invalid_target", "The client gets tokens for one server only, and it is another.")?;

    let challenge = asked.get("code_challenge").filter(|challenge| is_hash(challenge));
    let challenge = challenge.ok_or(Wrong("invalid_request", "Send a code_challenge (RFC 7636)."))?;
    let method = asked.get("code_challenge_method") == Some("S256");
    require(method, "invalid_request", "The code_challenge_method is S256.")?;
    let jkt = asked.get("dpop_jkt");
    require(jkt.is_none_or(is_hash), "invalid_request", "dpop_jkt is no thumbprint (RFC 7638).")?;

    let prompts = asked.list("prompt");
    require(prompts.iter().all(|it| PROMPTS.contains(it)), "invalid_request", "No such prompt.")?;
    let silent = prompts.contains(&"none");
    require(!silent || prompts.len() == 1, "invalid_request", "prompt=none stands alone.")?;
    let max_age = asked.get("max_age").map(str::parse).transpose();
    let max_age: Option<i64> = max_age.map_err(|_| Wrong("invalid_request", "max_age is a number of seconds."))?;
    require(max_age.is_none_or(|age| age >= 0), "invalid_request", "max_age is a number of seconds.")?;

    // Unknown ones are wishes that cannot be met (OpenID Connect Core §3.1.2.1).
    let levels: Vec<_> = asked.list("acr_values").into_iter().filter_map(Means::of_acr).collect();
    let hinted = asked.get("id_token_hint").map(|token| {
        provider
            .person_of_token(token)
            .ok_or(Wrong("invalid_request", "id_token_hint is no ID token of this provider."))
    });
    let hinted = hinted.transpose()?.or_else(|| provider.person(asked.get("login_hint")?));
    Ok(Asked {
        back,
        language,
        nonce: asked.get("nonce").map(str::to_owned),
        challenge: challenge.to_owned(),
        scope: scope.join(" "),
        jkt: jkt.map(str::to_owned),
        ask: !silent && !prompts.is_empty(),
        silent,
        max_age,
        strong: levels.iter().min() == Some(&Means::Strong),
        expected: hinted.map(|person| person.id.clone()),
    })
}

impl Provider {
    /// Sends the browser back with a code.
    pub(super) fn hand_over(&self, asked: &Asked, session: &Session) -> Result<Response, Refusal> {
        let (code, now) = (random_name()?, self.now());
        let held = Code::new(
            Grant {
                persona: session.persona.clone(),
                client: asked.back.client.clone(),
                scope: asked.scope.clone(),
                jkt: asked.jkt.clone(),
                acr: session.means.acr().to_owned(),
                auth_time: session.auth_time,
            },
            (asked.back.address.clone(), asked.challenge.clone()),
            asked.nonce.clone(),
            self.after(self.options.code_life),
        );
        self.codes.put(code.clone(), held, now);
        Ok(self.send_back(&asked.back, &[("code", &code)]))
    }

    /// What a browser would be sent back to from this address if `persona` signed in by strong means there, or if nobody
    /// did. None where it would be sent nowhere.
    pub(crate) fn without_browser(&self, address: &str, persona: Option<&str>) -> Option<String> {
        let asked = address.strip_prefix(&self.issuer).filter(|rest| rest.starts_with("/authorize?"))?;
        let Query(pairs) = Query::<Pairs>::try_from_uri(&asked.parse().ok()?).ok()?;
        let asked = Parameters::read(pairs);
        let back = back(self, &asked)?;
        let answer = match (read(self, &asked, back.clone(), Language::Fi), persona) {
            (Ok(asked), Some(persona)) => {
                let persona = self.person(persona)?.id.clone();
                self.hand_over(&asked, &Session { persona, means: Means::Strong, auth_time: self.now() }).ok()?
            }
            (Ok(_), None) => self.refuse_for(&back),
            (Err(Wrong(error, words)), _) => self.send_back(&back, &[("error", error), ("error_description", words)]),
        };
        answer.headers().get(header::LOCATION)?.to_str().ok().map(str::to_owned)
    }

    /// Sends the browser back without anything: the resident did not want to.
    pub(super) fn refuse_for(&self, back: &Back) -> Response {
        let words = "The resident did not want to sign in.";
        self.send_back(back, &[("error", "access_denied"), ("error_description", words)])
    }

    /// Sends the browser back. Whose answer it is stands in it, also when it is an error (RFC 9207).
    pub(super) fn send_back(&self, back: &Back, answer: &[(&str, &str)]) -> Response {
        let (elsewhere, lie) = (format!("{}/elsewhere", self.issuer), self.lies().current());
        let issuer = match lie {
            Some(Lie::NoIssuerInAnswer) => None,
            Some(Lie::OtherIssuerInAnswer) => Some(elsewhere.as_str()),
            _ => Some(self.issuer.as_str()),
        };
        let state = if lie == Some(Lie::OtherState) { Some("another-state") } else { back.state.as_deref() };
        let mut parameters = answer.to_vec();
        parameters.extend(state.map(|state| ("state", state)));
        parameters.extend(issuer.map(|issuer| ("iss", issuer)));
        Redirect::to(&address(&back.address, &parameters)).into_response()
    }
}

/// Whether a text is a SHA-256 in base64url.
fn is_hash(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// The language of the pages: the one asked for by the app, then by the browser.
pub(super) fn language(headers: &HeaderMap, asked: &Parameters) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut tags = asked.list("ui_locales").into_iter().chain(accepted.split(',').map(str::trim));
    tags.find_map(named).unwrap_or(Language::Fi)
}

/// The language of a tag, whatever region or weight follows.
fn named(tag: &str) -> Option<Language> {
    let tag = tag.split(['-', '_', ';']).next()?;
    Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
}
