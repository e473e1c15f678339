//! The HTTP side: routes, what every answer has in common, and the description of it all.

mod answers;
mod bearer;
mod card;
mod changes;
mod consents;
mod contact;
mod data_requests;
mod document;
mod door;
mod events;
mod letters;
mod mandates;
mod open311;
mod opened;
mod posted;
mod refusal;
mod reviews;
mod sealed;
mod signing_keys;
mod uploads;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use resident_api::{AttachmentCaps, ContactForm, LetterCaps, ServerCard};
use tokio_util::sync::CancellationToken;
use tower_http::compression::{CompressionLayer, predicate::SizeAbove};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, OpenIdConnect, SecurityScheme},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) use self::{
    bearer::caller,
    door::{comes_from_here, is_local},
    letters::CAPS as LETTER_CAPS,
    open311::PATH as OPEN311_PATH,
    refusal::Refusal,
    uploads::caps as attachment_caps,
};
use crate::{
    Body, Faults, Registry, StartError, desk, faults,
    provider::{self, Provider},
    registry::{RegistryError, RequestLine},
    world::Reporting,
};

/// Largest request body, in bytes, but of letters: what residents send else is a line of JSON.
const BODY_CAP: usize = 16 * 1024;
/// Smaller answers are not compressed. The empty page of the feed is smaller, so its strong ETag names one
/// representation only.
const COMPRESS_ABOVE: u64 = 1024;
/// How long public descriptions may be kept, in seconds.
const PUBLIC_MAX_AGE: Duration = Duration::from_hours(1);

/// What handlers share.
#[derive(Clone)]
pub(crate) struct Served {
    pub(crate) registry: Registry,
    pub(crate) faults: Faults,
    pub(crate) provider: Arc<Provider>,
    /// Cancelled when the server closes; endless answers end then.
    pub(crate) closing: CancellationToken,
    /// Where the server listens.
    pub(crate) bound: SocketAddr,
    pub(crate) body: Body,
    /// The kinds of matters by which rights to act are limited.
    pub(crate) matters: Arc<[String]>,
    /// How much of a letter is taken; none: no letters are.
    pub(crate) letters: Option<LetterCaps>,
    /// What is taken with a letter; none: no files are.
    pub(crate) attachments: Option<AttachmentCaps>,
    /// What is asked of who wants to be called; none: that cannot be asked for.
    pub(crate) contact_form: Option<ContactForm>,
    /// How fault reports are taken; none: none are.
    pub(crate) reporting: Option<Arc<Reporting>>,
}

impl Served {
    /// Asks the registry on a thread that may wait.
    pub(crate) async fn ask<T, E>(
        &self,
        question: impl FnOnce(&Registry) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Refusal>
    where
        T: Send + 'static,
        E: Into<Refusal> + Send + 'static,
    {
        let registry = self.registry.clone();
        match tokio::task::spawn_blocking(move || question(&registry)).await {
            Ok(answer) => answer.map_err(Into::into),
            Err(_) => Err(RegistryError::Interrupted.into()),
        }
    }
}

/// A public text that is the same for everyone, with its ETag.
#[derive(Clone)]
struct Notice {
    text: Bytes,
    tag: HeaderValue,
}

impl Notice {
    fn new(text: Vec<u8>) -> Self {
        let tag = etag(&text);
        Self { text: text.into(), tag }
    }

    fn answer(&self, request: &axum::http::HeaderMap) -> Response {
        let common = [
            (header::ETAG, self.tag.clone()),
            (header::CACHE_CONTROL, public_max_age()),
            (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        ];
        if names(request.get(header::IF_NONE_MATCH), &self.tag) {
            (StatusCode::NOT_MODIFIED, common).into_response()
        } else {
            (common, self.text.clone()).into_response()
        }
    }
}

/// The routes. `card` is what [`resident_api::WELL_KNOWN`] answers.
pub(crate) fn router(served: Served, card: &ServerCard) -> Result<Router, StartError> {
    // Documents stay as they are: a range of a compressed answer would be a range of something else. Events must not
    // wait in a compressor.
    let plain = OpenApiRouter::new().routes(routes!(document::read)).routes(routes!(events::listen));
    let (router, description) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(card::read))
        .routes(routes!(signing_keys::read))
        .routes(routes!(changes::read))
        .routes(routes!(opened::record))
        .routes(routes!(mandates::code))
        .routes(routes!(mandates::offer))
        .routes(routes!(mandates::answer))
        .routes(routes!(mandates::withdraw))
        .routes(routes!(sealed::receive))
        .routes(routes!(consents::answer))
        .routes(routes!(consents::extend))
        .routes(routes!(consents::withdraw))
        .routes(routes!(consents::grant, consents::revoke))
        .routes(routes!(data_requests::check_erasure))
        .routes(routes!(data_requests::notice))
        .routes(routes!(door::issue))
        .routes(routes!(card::describe))
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(COMPRESS_ABOVE)))
        .merge(plain)
        .merge(
            OpenApiRouter::new()
                .routes(routes!(letters::send))
                .routes(routes!(answers::answer))
                .routes(routes!(answers::withdraw))
                .routes(routes!(contact::request))
                .routes(routes!(contact::tell))
                .routes(routes!(reviews::request))
                .routes(routes!(data_requests::request))
                .layer(DefaultBodyLimit::max(letters::BODY_CAP)),
        )
        .merge(
            OpenApiRouter::new()
                .routes(routes!(uploads::begin))
                .routes(routes!(uploads::append))
                .layer(DefaultBodyLimit::max(uploads::BODY_CAP)),
        )
        .split_for_parts();
    let mut description = description;
    if served.reporting.is_some() {
        description.merge(open311::description());
    }
    let sign_in = OpenIdConnect::new(format!("{}/.well-known/openid-configuration", served.provider.issuer()));
    let components = description.components.get_or_insert_default();
    components.add_security_scheme("openid", SecurityScheme::OpenIdConnect(sign_in));
    let card = card::Card(Notice::new(serde_json::to_vec(card)?));
    let description = card::Described(Notice::new(serde_json::to_vec(&description)?));
    Ok(router
        .merge(open311::router(&served).layer(CompressionLayer::new().compress_when(SizeAbove::new(COMPRESS_ABOVE))))
        .merge(desk::router(served.clone())?)
        .merge(provider::router(served.clone()))
        .fallback(async || Refusal::new(StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async || Refusal::new(StatusCode::METHOD_NOT_ALLOWED))
        .layer(axum::Extension(card))
        .layer(axum::Extension(description))
        .layer(DefaultBodyLimit::max(BODY_CAP))
        .layer(from_fn(harden))
        .layer(from_fn_with_state(served.clone(), date))
        .layer(from_fn_with_state(served.clone(), faults::layer))
        .layer(from_fn_with_state(served.clone(), note))
        .with_state(served))
}

/// Describes what the routes do not say of themselves.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Resident API",
        version = "1.0",
        description = "The open contract between a municipality and a resident's app: one ordered feed of everything \
                       the resident may see. Fetching is not reading, and opening is not service of notice."
    ),
    modifiers(&Bearer)
)]
struct Description;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "An opaque access token. It belongs to one resident. A token that is bound to a key (RFC 9449) comes with \
                 the scheme `DPoP` and a proof of the key in the header `DPoP`.",
            ))
            .build();
        description.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// Headers of every answer: nothing is sniffed, nothing but the desk's pages is shown as a page, and what is not marked
/// public is not stored.
async fn harden(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

/// Dates answers by the body's clock, which may stand on a fixed day. The provider's times are real, so its answers have the
/// server's own date.
async fn date(State(served): State<Served>, request: Request, next: Next) -> Response {
    let is_provider = request.uri().path().starts_with(provider::PATH);
    let mut answer = next.run(request).await;
    if is_provider {
        return answer;
    }
    let now = served.registry.clock().now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(now) = HeaderValue::try_from(now) {
        answer.headers_mut().insert(header::DATE, now);
    }
    answer
}

/// Notes what was asked and answered; never who asked.
async fn note(State(served): State<Served>, request: Request, next: Next) -> Response {
    let method = request.method().to_string();
    let uri = request.uri();
    // What an app tells the provider may say who signs in.
    let target = match uri.path_and_query() {
        Some(whole) if !uri.path().starts_with(provider::PATH) => whole.to_string(),
        _ => uri.path().to_owned(),
    };
    let answer = next.run(request).await;
    let status = answer.status().as_u16();
    tracing::debug!(body = served.body.id(), method, target, status, "answered");
    served.registry.note_request(RequestLine { method, target, status });
    answer
}

/// A strong ETag for these bytes.
fn etag(bytes: &[u8]) -> HeaderValue {
    use sha2::Digest as _;

    let hash: [u8; 32] = sha2::Sha256::digest(bytes).into();
    let (short, _) = hash.split_at(16);
    quoted(&hex::encode(short))
}

/// An ETag with this hexadecimal text.
fn quoted(hexadecimal: &str) -> HeaderValue {
    // Hexadecimal digits are always a header value; without an ETag an answer is only less cacheable.
    HeaderValue::try_from(format!("\"{hexadecimal}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Whether an `If-None-Match` names `tag` (RFC 9110 §13.1.2: weak comparison).
fn names(condition: Option<&HeaderValue>, tag: &HeaderValue) -> bool {
    let (Some(condition), Ok(tag)) = (condition.and_then(|value| value.to_str().ok()), tag.to_str()) else {
        return false;
    };
    condition.split(',').map(str::trim).any(|named| named == "*" || named.trim_start_matches("W/") == tag)
}

fn public_max_age() -> HeaderValue {
    HeaderValue::try_from(format!("public, max-age={}", PUBLIC_MAX_AGE.as_secs()))
        .unwrap_or(HeaderValue::from_static("public"))
}
