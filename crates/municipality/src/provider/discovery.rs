//! What the provider says of itself (OpenID Connect Discovery 1.0, RFC 8414), and its public key.

use axum::{Json, extract::State};
use resident_api::{ACR_BASIC, ACR_STRONG};
use serde_json::{Value, json};

use super::{Lie, SCOPES, authorize::PROMPTS, jose::ALGORITHM};
use crate::{http::Served, world::wording::Language};

pub(super) async fn read(State(served): State<Served>) -> Json<Value> {
    let provider = &served.provider;
    let at = |path: &str| format!("{}/{path}", provider.issuer);
    let issuer =
        if provider.lies().tell(Lie::OtherIssuerInDiscovery) { at("elsewhere") } else { provider.issuer.clone() };
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "revocation_endpoint": at("revoke"),
        "userinfo_endpoint": at("userinfo"),
        "end_session_endpoint": at("end-session"),
        "jwks_uri": at("jwks"),
        "scopes_supported": SCOPES,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "revocation_endpoint_auth_methods_supported": ["none"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "dpop_signing_alg_values_supported": [ALGORITHM],
        "authorization_response_iss_parameter_supported": true,
        "prompt_values_supported": PROMPTS,
        "acr_values_supported": [ACR_STRONG, ACR_BASIC],
        "ui_locales_supported": Language::ALL.map(Language::tag),
        "claims_supported": ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "at_hash"],
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    }))
}

pub(super) async fn keys(State(served): State<Served>) -> Json<Value> {
    let mut key = json!(served.provider.key.public());
    if let Some(members) = key.as_object_mut() {
        members.insert("kid".to_owned(), json!(served.provider.key_id));
        members.insert("use".to_owned(), json!("sig"));
        members.insert("alg".to_owned(), json!(ALGORITHM));
    }
    Json(json!({ "keys": [key] }))
}
