//! Keeping what the resident looks at where it is while lists change around it.

use leptos::prelude::*;
use web_sys::Element;

use super::focus::all;

/// Runs `change`, which changes the list in `pane`, so that the row on which the resident's eyes rest stays at its place.
pub fn steadily(pane: Option<Element>, change: impl FnOnce()) {
    let Some(pane) = pane else { return change() };
    let top = pane.get_bounding_client_rect().top();
    let rows = all(&pane, "[data-row]");
    let anchor = rows.into_iter().find(|row| row.get_bounding_client_rect().bottom() > top + 1.0);
    let before = anchor.as_ref().map(|row| row.get_bounding_client_rect().top());
    change();
    // The page is patched in a microtask; before it is painted next, it is put right.
    request_animation_frame(move || {
        if let (Some(anchor), Some(before)) = (anchor, before)
            && anchor.is_connected()
            && pane.scroll_top() > 0
        {
            let moved = anchor.get_bounding_client_rect().top() - before;
            #[allow(clippy::cast_possible_truncation, reason = "scroll positions are whole pixels in this binding")]
            pane.set_scroll_top(pane.scroll_top() + moved.round() as i32);
        }
    });
}
