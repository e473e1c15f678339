//! The OpenID provider, as an app and a browser meet it.

mod authorize;
mod lies;
mod others;
mod pages;
mod proofs;
mod step_up;
mod tokens;

use std::{
    collections::BTreeMap,
    time::{SystemTime, UNIX_EPOCH},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use municipality::{Body, Config, ProviderOptions, Running, start};
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::resident::{stranger, today};

const RETURN: &str = "http://127.0.0.1:50123/callback";
/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

async fn haikkala(provider: ProviderOptions) -> Running {
    start(Config { provider, ..Config::on(Body::Haikkala, today()) }).await.unwrap()
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn encoded(fields: &[(&str, &str)]) -> String {
    Url::parse_with_params("http://form/", fields).unwrap().query().unwrap_or_default().to_owned()
}

/// What a browser is sent to, taken apart.
struct Sent(Url);

impl Sent {
    fn get(&self, name: &str) -> Option<String> {
        let mut values = self.0.query_pairs().filter(|(its, _)| its == name).map(|(_, value)| value.into_owned());
        let value = values.next();
        assert_eq!(values.next(), None, "{name} comes twice");
        value
    }
}

/// A browser with its cookies.
struct Browser {
    http: Client,
    base: String,
    cookies: BTreeMap<String, String>,
}

struct Page {
    status: StatusCode,
    headers: reqwest::header::HeaderMap,
    html: String,
}

impl Page {
    /// Where the form leads.
    fn action(&self) -> String {
        let (_, rest) = self.html.split_once("action=\"").unwrap_or_else(|| panic!("no form: {}", self.html));
        rest.split_once('"').unwrap().0.to_owned()
    }

    fn sent(&self) -> Sent {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.html);
        Sent(self.headers["location"].to_str().unwrap().parse().unwrap())
    }
}

impl Browser {
    fn at(server: &Running) -> Self {
        Self { http: stranger(), base: server.base_url().to_owned(), cookies: BTreeMap::new() }
    }

    fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    async fn shows(&mut self, request: RequestBuilder) -> Page {
        let answer = request.header("cookie", self.cookie()).send().await.unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("; Path=/openid; HttpOnly; SameSite=Lax"), "{cookie}");
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        Page { status, headers, html: answer.text().await.unwrap() }
    }

    async fn open(&mut self, address: &str) -> Page {
        let address = if address.starts_with('/') { format!("{}{address}", self.base) } else { address.to_owned() };
        self.shows(self.http.get(address)).await
    }

    /// Sends the form of a page as it stands there.
    async fn send(&mut self, action: &str, fields: &[(&str, &str)]) -> Page {
        let request = self
            .http
            .post(format!("{}{action}", self.base))
            .header("origin", &self.base)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(encoded(fields));
        self.shows(request).await
    }

    /// Signs a persona in by strong means and tells where the browser is sent.
    async fn sign_in(&mut self, address: &str, persona: &str) -> Sent {
        let page = self.open(address).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        let form = [("persona", persona), ("means", "strong"), ("choice", "sign_in")];
        self.send(&page.action(), &form).await.sent()
    }
}

/// A key on P-256 that an app proves.
struct Key(EcdsaKeyPair);

impl Key {
    fn new() -> Self {
        let random = SystemRandom::new();
        let text = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        Self(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, text.as_ref(), &random).unwrap())
    }

    fn jwk(&self) -> Value {
        let point = self.0.public_key().as_ref();
        json!({ "kty": "EC", "crv": "P-256", "x": encode(&point[1..33]), "y": encode(&point[33..]) })
    }

    fn thumbprint(&self) -> String {
        // serde_json writes members by name, as RFC 7638 wants them.
        encode(Sha256::digest(self.jwk().to_string()))
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let unsigned = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
        let signature = self.0.sign(&SystemRandom::new(), unsigned.as_bytes()).unwrap();
        format!("{unsigned}.{}", encode(signature))
    }

    fn header(&self) -> Value {
        json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk() })
    }

    /// A proof for a request; `more` are further claims.
    fn proof(&self, method: &str, address: &str, more: &Value) -> String {
        self.sign(&self.header(), &claims(method, address, more))
    }
}

/// What a proof says.
fn claims(method: &str, address: &str, more: &Value) -> Value {
    let mut id = [0_u8; 12];
    getrandom::fill(&mut id).unwrap();
    let mut claims = json!({ "htm": method, "htu": address, "iat": now(), "jti": encode(id) });
    claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    claims
}

fn hash_of(token: &str) -> String {
    encode(Sha256::digest(token))
}

/// A resident's app.
struct App {
    http: Client,
    base: String,
    issuer: String,
    key: Option<Key>,
}

impl App {
    /// One that proves a key.
    fn of(server: &Running) -> Self {
        Self { key: Some(Key::new()), ..Self::without_key(server) }
    }

    fn without_key(server: &Running) -> Self {
        let (base, issuer) = (server.base_url().to_owned(), server.issuer().to_owned());
        Self { http: stranger(), base, issuer, key: None }
    }

    /// Where the app sends the browser. `change` replaces parameters, or adds some; an empty value leaves one out.
    fn address(&self, change: &[(&str, &str)]) -> String {
        let mut parameters = BTreeMap::from([
            ("response_type", "code"),
            ("client_id", "kotikunta"),
            ("redirect_uri", RETURN),
            ("scope", "openid offline_access resident"),
            ("state", "state-1"),
            ("nonce", "nonce-1"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ]);
        parameters.extend(change.iter().copied());
        parameters.retain(|_, value| !value.is_empty());
        let parameters: Vec<_> = parameters.into_iter().collect();
        format!("{}/authorize?{}", self.issuer, encoded(&parameters))
    }

    fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.http
            .post(format!("{}/{path}", self.issuer))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(encoded(fields))
    }

    /// Asks the token endpoint, a second time with the nonce that the server names.
    async fn token(&self, fields: &[(&str, &str)]) -> Response {
        let fields: Vec<_> = [("client_id", "kotikunta")].iter().chain(fields).copied().collect();
        let address = format!("{}/token", self.issuer);
        let ask = |nonce: Value| {
            let proof = self.key.as_ref().map(|key| key.proof("POST", &address, &nonce));
            proof.into_iter().fold(self.form("token", &fields), |request, proof| request.header("dpop", proof)).send()
        };
        let answer = ask(json!({})).await.unwrap();
        if self.key.is_none() {
            return answer;
        }
        let nonce = answer.headers()["dpop-nonce"].to_str().unwrap().to_owned();
        assert_eq!(refused(answer, "use_dpop_nonce").await, StatusCode::BAD_REQUEST);
        ask(json!({ "nonce": nonce })).await.unwrap()
    }

    async fn redeem(&self, code: &str) -> Response {
        let code = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", RETURN)];
        let fields: Vec<_> = code.into_iter().chain([("code_verifier", VERIFIER)]).collect();
        self.token(&fields).await
    }

    async fn refresh(&self, token: &str) -> Response {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// Signs a persona in, in a browser of their own.
    async fn sign_in(&self, server: &Running, persona: &str) -> Tokens {
        let sent = Browser::at(server).sign_in(&self.address(&[]), persona).await;
        given(self.redeem(&sent.get("code").unwrap()).await).await
    }

    /// Reads the feed as a good app does.
    async fn read(&self, access: &str) -> Response {
        let address = format!("{}/v1/changes", self.base);
        let request = self.http.get(&address);
        let request = match &self.key {
            None => request.bearer_auth(access),
            Some(key) => request
                .header("authorization", format!("DPoP {access}"))
                .header("dpop", key.proof("GET", &address, &json!({ "ath": hash_of(access) }))),
        };
        request.send().await.unwrap()
    }

    async fn reads(&self, access: &str) -> StatusCode {
        self.read(access).await.status()
    }
}

/// What an app gets.
#[derive(Debug)]
struct Tokens {
    access: String,
    refresh: Option<String>,
    kind: String,
    all: Value,
}

impl Tokens {
    fn refresh(&self) -> &str {
        self.refresh.as_deref().unwrap()
    }

    /// The header and the claims of the ID token.
    fn id_token(&self) -> (Value, Value) {
        let token = self.all["id_token"].as_str().unwrap();
        let parts: Vec<_> = token.split('.').collect();
        assert_eq!(parts.len(), 3, "{token}");
        let read = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
        (read(parts[0]), read(parts[1]))
    }
}

async fn given(answer: Response) -> Tokens {
    let status = answer.status();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let all: Value = answer.json().await.unwrap();
    assert_eq!(status, StatusCode::OK, "{all}");
    let text = |name: &str| all[name].as_str().map(str::to_owned);
    Tokens {
        access: text("access_token").unwrap(),
        refresh: text("refresh_token"),
        kind: text("token_type").unwrap(),
        all,
    }
}

/// Checks the error that a program gets.
async fn refused(answer: Response, error: &str) -> StatusCode {
    let status = answer.status();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["error"], error, "{body}");
    assert!(!body["error_description"].as_str().unwrap().is_empty());
    status
}

/// Checks a 401 that is none of a lost sign-in.
async fn not_let_in(answer: Response, challenge: &str) {
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let told = answer.headers()["www-authenticate"].to_str().unwrap().to_owned();
    assert!(told.contains(challenge), "{told}");
    let problem: resident_api::Problem = answer.json().await.unwrap();
    assert_eq!(problem.r#type, "about:blank", "a new sign-in does not help");
}

/// Checks a 401 after which only a new sign-in helps.
async fn signed_out(answer: Response) {
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let problem: resident_api::Problem = answer.json().await.unwrap();
    assert_eq!(problem.r#type, resident_api::PROBLEM_SIGN_IN);
}
