//! The browser's two cookies: one ties a sign-in to the browser in which it began, one remembers who has signed in.

use axum::http::{HeaderMap, HeaderValue, header};

use super::{PATH, jose::hash};

/// Names of the cookies. Ports share cookies, so they name the port.
pub(super) struct Cookies {
    browser: String,
    session: String,
}

impl Cookies {
    pub(super) fn new(port: u16) -> Self {
        Self { browser: format!("openid-browser-{port}"), session: format!("openid-session-{port}") }
    }

    /// The browser's name, if it was given one.
    pub(super) fn browser<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        read(headers, &self.browser)
    }

    /// Whether the request comes from this browser. Hashes are compared: how long it takes says nothing.
    pub(super) fn is_browser(&self, headers: &HeaderMap, name: &str) -> bool {
        self.browser(headers).is_some_and(|told| hash(told) == hash(name))
    }

    pub(super) fn session<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        read(headers, &self.session)
    }

    pub(super) fn set_browser(&self, name: &str) -> Option<HeaderValue> {
        cookie(&self.browser, name)
    }

    pub(super) fn set_session(&self, name: &str) -> Option<HeaderValue> {
        cookie(&self.session, name)
    }

    pub(super) fn end_session(&self) -> Option<HeaderValue> {
        cookie(&self.session, "; Max-Age=0")
    }
}

fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(its, value)| (its == name).then_some(value))
}

/// `Lax`: the app sends the browser here from outside, and the cookies must come along.
fn cookie(name: &str, value: &str) -> Option<HeaderValue> {
    HeaderValue::try_from(format!("{name}={value}; Path={PATH}; HttpOnly; SameSite=Lax")).ok()
}
