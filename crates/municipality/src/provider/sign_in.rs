//! The resident signs in, or does not.
//!
//! A sign-in under way has a name that nobody guesses and belongs to the browser in which it began; its form is taken
//! from this server's own page only, and once.

use axum::{
    Form,
    extract::{
        Path, Query, State,
        rejection::{FormRejection, PathRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    Provider, Session,
    authorize::{Asked, Pairs, language},
    means::Means,
    page::{self, Chosen, Page},
    parameters::Parameters,
    random_name,
};
use crate::{
    http::{Refusal, Served, comes_from_here},
    world::wording::Language,
};

/// A sign-in that has begun.
#[derive(Clone)]
pub(super) struct UnderWay {
    pub(super) asked: Asked,
    /// The browser in which it began.
    pub(super) browser: String,
}

/// The page with nothing chosen but what was expected.
pub(super) fn first_page(provider: &Provider, id: &str, way: &UnderWay) -> Page {
    fresh_page(provider, way.asked.language, id, way)
}

fn fresh_page(provider: &Provider, language: Language, id: &str, way: &UnderWay) -> Page {
    let chosen = Chosen { persona: way.asked.expected.as_deref(), means: Some(Means::Strong), sent: false };
    page::sign_in(provider, language, id, way, &chosen)
}

/// Shows the page again, in another language perhaps.
pub(super) async fn show(
    State(served): State<Served>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
    query: Result<Query<Pairs>, QueryRejection>,
) -> Result<Response, Refusal> {
    let (Path(id), provider) = (id?, &served.provider);
    let wish = wish(&Parameters::read(query?.0));
    Ok(match under_way(provider, &headers, &id) {
        Some(way) => fresh_page(provider, wish.unwrap_or(way.asked.language), &id, &way).into_response(),
        None => run_out(provider, &headers, wish),
    })
}

/// Takes the form.
pub(super) async fn take(
    State(served): State<Served>,
    headers: HeaderMap,
    id: Result<Path<String>, PathRejection>,
    form: Result<Form<Pairs>, FormRejection>,
) -> Result<Response, Refusal> {
    let (Path(id), provider) = (id?, &served.provider);
    let Form(pairs) = form.map_err(|rejection| Refusal::new(rejection.status()).detail(rejection.body_text()))?;
    let form = Parameters::read(pairs);
    let wish = wish(&form);
    let Some(way) = under_way(provider, &headers, &id) else { return Ok(run_out(provider, &headers, wish)) };
    let language = wish.unwrap_or(way.asked.language);
    if !comes_from_here(&headers) || form.twice().is_some() {
        return Ok(page::notice(provider, language, StatusCode::FORBIDDEN, |words| &words.foreign_form).into_response());
    }
    let taken = || provider.under_way.take(&id, provider.now()).is_some();
    if form.get("choice") == Some("cancel") {
        if !taken() {
            return Ok(run_out(provider, &headers, wish));
        }
        return Ok(provider.refuse_for(&way.asked.back));
    }

    let person = form.get("persona").and_then(|id| provider.person(id));
    let means = form.get("means").and_then(Means::named).filter(|means| !way.asked.strong || *means == Means::Strong);
    let (Some(person), Some(means)) = (person, means) else {
        let chosen = Chosen { persona: person.map(|person| person.id.as_str()), means, sent: true };
        return Ok(page::sign_in(provider, language, &id, &way, &chosen).into_response());
    };
    if !taken() {
        return Ok(run_out(provider, &headers, wish));
    }
    let now = provider.now();
    let session = Session { persona: person.id.clone(), means, auth_time: now };
    let mut answer = provider.hand_over(&way.asked, &session)?;
    // A new name at each sign-in: one that somebody planted in the browser is worth nothing.
    if let Some(old) = provider.cookies.session(&headers) {
        provider.sessions.take(old, now);
    }
    let name = random_name()?;
    answer.headers_mut().extend(provider.cookies.set_session(&name).map(|cookie| (header::SET_COOKIE, cookie)));
    provider.sessions.put(name, session, now);
    Ok(answer)
}

/// The sign-in of this name, in the browser where it began.
fn under_way(provider: &Provider, headers: &HeaderMap, id: &str) -> Option<UnderWay> {
    let way = provider.under_way.with(id, provider.now(), |way| way.clone())?;
    provider.cookies.is_browser(headers, &way.browser).then_some(way)
}

fn run_out(provider: &Provider, headers: &HeaderMap, wish: Option<Language>) -> Response {
    let language = wish.unwrap_or_else(|| language(headers, &Parameters::default()));
    page::notice(provider, language, StatusCode::GONE, |words| &words.run_out).into_response()
}

/// The language chosen on the page.
fn wish(asked: &Parameters) -> Option<Language> {
    let tag = asked.get("lang")?;
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}
