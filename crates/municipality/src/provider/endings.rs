//! What comes after a sign-in: who it was (userinfo), giving tokens back (RFC 7009), and signing the browser out
//! (OpenID Connect RP-Initiated Logout 1.0).

use axum::{
    Form, Json,
    extract::{
        Query, Request, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::{Value, json};

use super::{
    authorize::{Pairs, language},
    client, page,
    parameters::{Parameters, address},
    token::{self, Fault},
};
use crate::http::{Refusal, Served, caller, comes_from_here};

/// Whose token it is.
pub(super) async fn userinfo(State(served): State<Served>, request: Request) -> Result<Json<Value>, Refusal> {
    let (parts, _) = request.into_parts();
    let caller = caller(&served, &parts, "openid").await?;
    let person = served.provider.person(&caller.persona).ok_or_else(|| Refusal::sign_in(true))?;
    Ok(Json(json!({ "sub": person.subject })))
}

/// Voids a token. One that is not known is void already (RFC 7009 §2.2).
pub(super) async fn revoke(
    State(served): State<Served>,
    headers: HeaderMap,
    form: Result<Form<Pairs>, FormRejection>,
) -> Result<Response, Refusal> {
    let form = form.map_err(|rejection| Refusal::new(rejection.status()).detail(rejection.body_text()))?;
    let form = match token::read(&served.provider, form, &headers) {
        Ok(form) => form,
        Err(fault) => return Ok(fault.into_response()),
    };
    let Some(token) = form.get("token").map(str::to_owned) else {
        return Ok(Fault::new("invalid_request", "There is no token.").into_response());
    };
    let client = form.get("client_id").unwrap_or_default().to_owned();
    served.ask(move |registry| registry.give_back(&token, &client)).await?;
    Ok(StatusCode::OK.into_response())
}

pub(super) async fn by_get(
    State(served): State<Served>,
    headers: HeaderMap,
    query: Result<Query<Pairs>, QueryRejection>,
) -> Result<Response, Refusal> {
    Ok(end_session(&served, &headers, &Parameters::read(query?.0), false))
}

pub(super) async fn by_post(
    State(served): State<Served>,
    headers: HeaderMap,
    form: Result<Form<Pairs>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(pairs) = form.map_err(|rejection| Refusal::new(rejection.status()).detail(rejection.body_text()))?;
    let form = Parameters::read(pairs);
    let agreed = form.get("choice") == Some("sign_out") && comes_from_here(&headers);
    Ok(end_session(&served, &headers, &form, agreed))
}

/// Ends the browser's session at once if the resident agreed or the app shows whose it is; else the resident is asked,
/// so that no page signs people out behind their backs. Apps' tokens stay: an app gives its own back.
fn end_session(served: &Served, headers: &HeaderMap, asked: &Parameters, agreed: bool) -> Response {
    let (provider, language) = (&served.provider, language(headers, asked));
    let now = provider.now();
    let name = provider.cookies.session(headers);
    let session = name.and_then(|name| provider.sessions.with(name, now, |session| session.clone()));
    let hinted = asked.get("id_token_hint").and_then(|token| provider.person_of_token(token));
    let is_theirs = session.as_ref().is_none_or(|it| hinted.is_some_and(|person| person.id == it.persona));
    if !agreed && !is_theirs {
        let kept = ["client_id", "post_logout_redirect_uri", "state", "ui_locales"];
        let hidden: Vec<_> = kept.into_iter().filter_map(|name| Some((name, asked.get(name)?))).collect();
        return page::ask_sign_out(provider, language, &hidden).into_response();
    }
    if let Some(name) = name {
        provider.sessions.take(name, now);
    }
    let knows_client = hinted.is_some() || asked.get("client_id").is_some_and(|name| provider.client(name).is_some());
    let back = asked.get("post_logout_redirect_uri").filter(|to| knows_client && client::may_return_to(to));
    let state: Vec<_> = asked.get("state").map(|state| ("state", state)).into_iter().collect();
    let mut answer = match back {
        Some(back) => Redirect::to(&address(back, &state)).into_response(),
        None => page::notice(provider, language, StatusCode::OK, |words| &words.signed_out).into_response(),
    };
    answer.headers_mut().extend(provider.cookies.end_session().map(|cookie| (header::SET_COOKIE, cookie)));
    answer
}
