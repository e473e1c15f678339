//! The page on which the browser's part of a sign-in ends. Its words are the interface's.

use http::{
    Response,
    header::{self, HeaderValue},
};
use protocol::sign_in::{ReturnPage, ReturnWords};

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Well,
    Ill,
}

/// Readable in any browser, light or dark, at any text size; no script, nothing from elsewhere.
const STYLE: &str = "html{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}\
body{max-width:36rem;margin:4rem auto;padding:0 1rem}h1{font-size:1.75rem;line-height:1.25}";

impl Page {
    pub fn response(self, words: &ReturnPage) -> Response<String> {
        let ReturnWords { heading, text } = match self {
            Self::Well => &words.well,
            Self::Ill => &words.ill,
        };
        let (lang, heading, text) = (escaped(&words.lang), escaped(heading), escaped(text));
        let page = format!(
            "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
             <title>{heading} – Kotikunta</title><style>{STYLE}</style></head>\
             <body><main><h1>{heading}</h1><p>{text}</p></main></body></html>"
        );
        let mut response = Response::new(page);
        for (name, value) in [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (
                header::CONTENT_SECURITY_POLICY,
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            ),
            (header::CONNECTION, "close"),
        ] {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_words_and_never_markup() {
        let words = |heading: &str| ReturnWords { heading: heading.to_owned(), text: "Voit palata.".to_owned() };
        let page = ReturnPage { lang: "fi".to_owned(), well: words("<script>\"&"), ill: words("Ei onnistunut") };
        let well = Page::Well.response(&page).into_body();
        assert!(well.contains("<h1>&lt;script&gt;&quot;&amp;</h1>") && !well.contains("<script>"), "{well}");
        assert!(well.starts_with("<!doctype html><html lang=\"fi\">"));
        assert!(Page::Ill.response(&page).into_body().contains("<h1>Ei onnistunut</h1>"));
    }
}
