//! The pages a resident meets on the way in and out. They look like the desk, speak three languages and need no script.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};
use resident_api::Texts;

use super::{
    Provider,
    means::Means,
    sign_in::UnderWay,
    words::{Notice, Words},
};
use crate::world::wording::Language;

pub(super) const STYLE: &str = "/openid/provider.css";

/// A page and what its forms may do.
pub(super) struct Page {
    status: StatusCode,
    html: Markup,
    /// Where a form may lead in the end, besides this server.
    leads_to: String,
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let policy = format!(
            "default-src 'none'; style-src 'self'; form-action 'self' {}; base-uri 'none'; frame-ancestors 'none'",
            self.leads_to
        );
        let mut answer = (self.status, self.html).into_response();
        let headers = answer.headers_mut();
        // Where the browser goes back to is one of few addresses, all of them ASCII.
        headers.extend(HeaderValue::try_from(policy).map(|policy| (header::CONTENT_SECURITY_POLICY, policy)).ok());
        headers.insert(HeaderName::from_static("x-frame-options"), HeaderValue::from_static("DENY"));
        answer
    }
}

/// A page that says one thing.
pub(super) fn notice(
    provider: &Provider,
    language: Language,
    status: StatusCode,
    choose: impl FnOnce(&'static Words) -> &'static Notice,
) -> Page {
    let notice = choose(Words::of(language));
    let body = html! {
        h1 { (notice.title) }
        p { (notice.text) }
    };
    Page { status, html: frame(provider, language, notice.title, None, &body), leads_to: String::new() }
}

/// The question whether to sign out. `hidden` is sent along with the answer.
pub(super) fn ask_sign_out(provider: &Provider, language: Language, hidden: &[(&str, &str)]) -> Page {
    let words = Words::of(language);
    let Notice { title, text } = words.ask_sign_out;
    let body = html! {
        h1 { (title) }
        p { (text) }
        form method="post" action="/openid/end-session" {
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            p.end { button type="submit" name="choice" value="sign_out" { (words.sign_out) } }
        }
    };
    Page { status: StatusCode::OK, html: frame(provider, language, title, None, &body), leads_to: String::new() }
}

/// What was chosen so far and what is missing.
pub(super) struct Chosen<'a> {
    pub(super) persona: Option<&'a str>,
    pub(super) means: Option<Means>,
    /// Whether the form was sent already.
    pub(super) sent: bool,
}

/// The page by which a resident signs in. `id` names the sign-in.
pub(super) fn sign_in(provider: &Provider, language: Language, id: &str, way: &UnderWay, chosen: &Chosen<'_>) -> Page {
    let words = Words::of(language);
    let path = format!("/openid/sign-in/{id}");
    let nobody = chosen.sent && chosen.persona.is_none();
    let no_means = chosen.sent && chosen.means.is_none();
    let wrong = nobody || no_means;
    let offered: &[Means] = if way.asked.strong { &[Means::Strong] } else { &Means::ALL };
    let body = html! {
        h1 { (words.sign_in) }
        @if wrong {
            section.summary aria-labelledby="wrong" tabindex="-1" autofocus {
                h2 id="wrong" { (words.not_yet) }
                ul {
                    @if nobody { li { a href="#persona-0" { (words.choose_who) } } }
                    @if no_means { li { a href="#means-0" { (words.choose_how) } } }
                }
            }
        }
        p { (words.lead) }
        form method="post" action=(path) novalidate {
            input type="hidden" name="lang" value=(language.tag());
            fieldset.radios.is-wrong[nobody] aria-describedby=(described("who", nobody)) {
                legend { (words.who) }
                p.hint id="who-hint" { (words.who_hint) }
                @if nobody { p.error id="who-error" { (words.choose_who) } }
                @for (place, person) in provider.people.iter().enumerate() {
                    div.radio {
                        input type="radio" name="persona" value=(person.id) id=(format!("persona-{place}")) required
                            checked[chosen.persona == Some(&person.id)];
                        label for=(format!("persona-{place}")) { (person.name) }
                    }
                }
            }
            fieldset.radios.is-wrong[no_means] aria-describedby=[described_if("how", way.asked.strong, no_means)] {
                legend { (words.how) }
                @if way.asked.strong { p.hint id="how-hint" { (words.strong_only) } }
                @if no_means { p.error id="how-error" { (words.choose_how) } }
                @for (place, means) in offered.iter().enumerate() {
                    @let (name, hint) = means.words(words);
                    div.radio {
                        input type="radio" name="means" value=(means.word()) id=(format!("means-{place}")) required
                            checked[chosen.means == Some(*means)];
                        label for=(format!("means-{place}")) { (name) " " span.aside { "(" (hint) ")" } }
                    }
                }
            }
            section.gets aria-labelledby="gets" {
                h2 id="gets" { (words.gets) }
                p { (words.reads) @if way.asked.stays() { " " (words.stays) } }
            }
            p.end {
                button type="submit" name="choice" value="sign_in" { (words.go) }
                button.quiet type="submit" name="choice" value="cancel" formnovalidate { (words.cancel) }
            }
        }
    };
    let title = if wrong { format!("{}: {}", words.error, words.sign_in) } else { words.sign_in.to_owned() };
    Page {
        status: if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK },
        html: frame(provider, language, &title, Some(&path), &body),
        leads_to: super::client::policy_source(&way.asked.back.address).to_owned(),
    }
}

fn described(field: &str, wrong: bool) -> String {
    if wrong { format!("{field}-hint {field}-error") } else { format!("{field}-hint") }
}

fn described_if(field: &str, hint: bool, wrong: bool) -> Option<String> {
    match (hint, wrong) {
        (true, wrong) => Some(described(field, wrong)),
        (false, true) => Some(format!("{field}-error")),
        (false, false) => None,
    }
}

/// The frame of every page. `path` is where it is found in another language, if anywhere.
fn frame(provider: &Provider, language: Language, title: &str, path: Option<&str>, body: &Markup) -> Markup {
    let words = Words::of(language);
    let name = in_language(&provider.name, language);
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – " (name) }
                link rel="stylesheet" href=(STYLE);
                link rel="icon" href="data:,";
            }
            body {
                header {
                    p.name { (name) }
                    @if let Some(path) = path {
                        nav aria-label=(words.language) {
                            ul {
                                @for other in Language::ALL {
                                    @let tag = other.tag();
                                    li {
                                        a href=(format!("{path}?lang={tag}")) lang=(tag) hreflang=(tag)
                                            aria-current=[(other == language).then_some("true")] {
                                            (Words::of(other).own_name)
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                main { (body) }
                footer { p { (words.footer) } }
            }
        }
    }
}

/// A text in this language, or in the first that there is.
fn in_language(texts: &Texts, language: Language) -> &str {
    let wanted = match language {
        Language::Fi => &texts.fi,
        Language::Sv => &texts.sv,
        Language::En => &texts.en,
    };
    [wanted, &texts.fi, &texts.sv, &texts.en].into_iter().find_map(Option::as_deref).unwrap_or_default()
}
