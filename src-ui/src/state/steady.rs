//! Keeping what the resident looks at where it is while lists change around it.

use domain::id::RecordKey;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// The rows of a list, in the order of the page. Every row carries its key in `data-row`.
const ROWS: &str = "[data-row]";

/// Marks the region to which a key has led, so that the eye finds it.
const POINTED: &str = "data-pointed";

/// Runs `change`, which changes the list in `pane`, so that the row on which the resident's eyes rest stays at its place
/// and the focus stays on its row, or goes to the next when the row is gone.
pub fn steadily(pane: Option<Element>, change: impl FnOnce()) {
    let Some(pane) = pane else { return change() };
    let top = pane.get_bounding_client_rect().top();
    let rows = rows(&pane);
    let anchor = rows.iter().find(|row| row.get_bounding_client_rect().bottom() > top + 1.0).cloned();
    let before = anchor.as_ref().map(|row| row.get_bounding_client_rect().top());
    let focused = document().active_element();
    let held = rows.iter().position(|row| row.contains(focused.as_deref()));
    let held_key = held.and_then(|index| rows.get(index)?.get_attribute("data-row"));
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
        if let (Some(index), Some(key)) = (held, held_key) {
            put_focus_back(&pane, index, &key);
        }
    });
}

/// Moves the focus to an element without scrolling the page, after the page has been patched.
pub fn focus(selector: &'static str) {
    request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(selector) {
            focus_element(&element);
        }
    });
}

/// Moves the focus to the link of an item's row, if it is shown; else to `otherwise`.
pub fn focus_row(item: &RecordKey, otherwise: &'static str) {
    let key = row_key(item);
    request_animation_frame(move || {
        let row = document().body().and_then(|body| find(&body, &key));
        match row.and_then(|row| link(&row)) {
            Some(link) => focus_element(&link),
            None => focus(otherwise),
        }
    });
}

/// Moves the focus to the next region of the page that is shown, or to the previous one.
pub fn next_region(backwards: bool) {
    let Some(body) = document().body() else { return };
    let shown = |element: &Element| element.get_bounding_client_rect().width() > 0.0;
    let regions: Vec<Element> = matching(&body, "[data-region]").into_iter().filter(shown).collect();
    let active = document().active_element();
    let now = regions.iter().position(|region| region.contains(active.as_deref()));
    let next = match (now, backwards) {
        (Some(now), false) => (now + 1) % regions.len(),
        (Some(now), true) => now.checked_sub(1).unwrap_or(regions.len().saturating_sub(1)),
        (None, false) => 0,
        (None, true) => regions.len().saturating_sub(1),
    };
    if let Some(region) = regions.get(next) {
        focus_element(region);
        // An attribute with a constant name cannot be refused.
        let _ = region.set_attribute(POINTED, "");
    }
}

/// The name of a row in the page.
pub fn row_key(item: &RecordKey) -> String {
    format!("{}/{}/{}", item.source, item.kind.name(), item.id)
}

fn put_focus_back(pane: &Element, index: usize, key: &str) {
    let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if !lost {
        return;
    }
    let rows = rows(pane);
    let row = find(pane, key).or_else(|| rows.get(index).or(rows.last()).cloned());
    if let Some(link) = row.and_then(|row| link(&row)) {
        focus_element(&link);
    }
}

fn rows(pane: &Element) -> Vec<Element> {
    matching(pane, ROWS)
}

fn matching(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

fn find(pane: &Element, key: &str) -> Option<Element> {
    rows(pane).into_iter().find(|row| row.get_attribute("data-row").as_deref() == Some(key))
}

fn link(row: &Element) -> Option<Element> {
    row.query_selector("a[href]").ok().flatten()
}

fn focus_element(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let how = FocusOptions::new();
        how.set_prevent_scroll(true);
        // Only where F6 leads is a region marked.
        let _ = element.remove_attribute(POINTED);
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&how);
    }
}
