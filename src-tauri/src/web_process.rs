//! The page runs in a process of its own. When that ends, the page is opened again where it was, and says so.
//!
//! Assistive technology has crashed WebKitGTK's process before; somebody who does not see the screen would be left with
//! silence and no way to know why.

use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

use tauri::{Runtime, Url, WebviewWindow};
use webkit2gtk::WebViewExt;

use crate::window::ORIGIN;

/// A page that ends its process so often within so long is not opened again where it was, but at the start.
const OFTEN: usize = 3;
const SHORT: Duration = Duration::from_mins(1);

/// What the address of a page carries that was opened again. The page reads it and takes it away.
const REOPENED: (&str, &str) = ("reopened", "1");

/// Opens the page of this window again whenever its process ends.
pub(crate) fn watch<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    window.with_webview(|webview| {
        let ends = RefCell::new(Vec::<Instant>::new());
        webview.inner().connect_web_process_terminated(move |view, reason| {
            let recent = {
                let mut ends = ends.borrow_mut();
                ends.retain(|end| end.elapsed() < SHORT);
                ends.push(Instant::now());
                ends.len()
            };
            tracing::error!(?reason, recent, "the page's process has ended");
            let shown = view.uri().and_then(|uri| uri.parse::<Url>().ok()).filter(|_| recent < OFTEN);
            if recent <= 2 * OFTEN {
                view.load_uri(&address(shown).unwrap_or_default());
            }
        });
    })
}

/// The address at which to open the page again: what was shown, or the start.
fn address(shown: Option<Url>) -> Option<String> {
    let mut address = shown.or_else(|| ORIGIN.parse().ok())?;
    let kept: Vec<(String, String)> = address
        .query_pairs()
        .filter(|(name, _)| name != REOPENED.0)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    address.query_pairs_mut().clear().extend_pairs(kept).append_pair(REOPENED.0, REOPENED.1);
    Some(address.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_page_opens_where_it_was_and_knows_that_it_was_reopened() {
        let shown = |text: &str| address(Some(text.parse().unwrap())).unwrap();
        assert_eq!(shown("tauri://localhost/cases?party=p1"), "tauri://localhost/cases?party=p1&reopened=1");
        assert_eq!(shown("tauri://localhost/cases?reopened=1"), "tauri://localhost/cases?reopened=1");
        assert!(address(None).unwrap().starts_with(ORIGIN));
    }
}
