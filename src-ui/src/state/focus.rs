//! Where the keyboard is: moving the focus by script, and never letting it fall to nothing.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use domain::id::RecordKey;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit, Node};

/// How long what has the focus keeps it before the caret follows, or anything else is said.
const SAID: Duration = Duration::from_millis(300);

/// Longest wait for a frame. A window that is not shown is given none.
const FRAME: Duration = Duration::from_millis(150);

/// Marks the region to which a key has led, so that the eye finds it.
const POINTED: &str = "data-pointed";

/// What can take the focus by Tab in a row or card.
const ABLE: &str = "a[href], button, input, select";

thread_local! {
    /// When the focus last moved, in milliseconds since 1970.
    static MOVED: Cell<f64> = const { Cell::new(0.0) };
}

/// Runs it once the focus is at rest: what is said while it moves takes the place of what is said of the focus, and which of
/// the two is heard is chance. What a script is about to move has moved by the next frame.
pub fn at_rest(then: impl FnOnce() + 'static) {
    let then = Rc::new(RefCell::new(Some(then)));
    let begin = move || {
        if let Some(then) = then.borrow_mut().take() {
            set_timeout(move || rest(then), Duration::ZERO);
        }
    };
    set_timeout(begin.clone(), FRAME);
    request_animation_frame(begin);
}

fn rest(then: impl FnOnce() + 'static) {
    let since = js_sys::Date::now() - MOVED.get();
    match u64::try_from(SAID.as_millis()).unwrap_or_default().checked_sub(millis(since)) {
        // A clock that was set back says nothing of how long ago it was.
        Some(left) if left > 0 && since >= 0.0 => set_timeout(move || rest(then), Duration::from_millis(left)),
        _ => then(),
    }
}

/// Whole milliseconds. What is less than none is none.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it is cut off on purpose
fn millis(span: f64) -> u64 {
    span as u64
}

/// Moves the focus to an element without scrolling the page, after the page has been patched.
pub fn focus(selector: &'static str) {
    request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(selector) {
            focus_element(&element);
        }
    });
}

/// As [`focus`], and scrolls as little as it takes for the element to be seen.
pub fn focus_in_sight(selector: &'static str) {
    request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(selector) {
            focus_element(&element);
            element.scroll_into_view_with_scroll_into_view_options(&nearest());
        }
    });
}

/// Moves the focus to the heading of the page, after the page has been patched. By ear nothing is said of it: the title
/// of the window changes with it, and that is.
pub fn focus_heading() {
    request_animation_frame(move || {
        let found = |selector| document().query_selector(selector).ok().flatten();
        if let Some(heading) = found("#main h1").or_else(|| found("#main")) {
            // An attribute with a constant name cannot be refused.
            let _ = heading.set_attribute("tabindex", "-1");
            focus_element(&heading);
        }
    });
}

/// Moves the focus to an element, if it is still in a part of the page that is being hidden, or nowhere.
pub fn focus_if_left(hidden: &'static str, selector: &'static str) {
    request_animation_frame(move || {
        let active = document().active_element().filter(|active| active.tag_name() != "BODY");
        if active.is_none_or(|active| active.closest(hidden).ok().flatten().is_some()) {
            focus(selector);
        }
    });
}

/// Moves the focus to the link of an item's row, if it is shown; else to `otherwise`.
pub fn focus_row(item: &RecordKey, otherwise: &'static str) {
    let key = row_key(item);
    request_animation_frame(move || {
        let row = document().body().and_then(|body| row(&body, &key));
        match row.and_then(|row| able(&row)) {
            Some(link) => {
                focus_element(&link);
                link.scroll_into_view_with_scroll_into_view_options(&nearest());
            }
            None => focus(otherwise),
        }
    });
}

/// Moves the focus to the next region of the page that is shown, or to the previous one.
pub fn next_region(backwards: bool) {
    let Some(body) = document().body() else { return };
    let shown = |element: &Element| element.get_bounding_client_rect().width() > 0.0;
    let regions: Vec<Element> = all(&body, "[data-region]").into_iter().filter(shown).collect();
    let here = focused_node().or_else(caret_node);
    // Of one region in another the inner one.
    let now = regions.iter().rposition(|region| region.contains(here.as_ref()));
    let next = match (now, backwards) {
        (Some(now), false) => (now + 1) % regions.len(),
        (Some(now), true) => now.checked_sub(1).unwrap_or(regions.len().saturating_sub(1)),
        (None, false) => 0,
        (None, true) => regions.len().saturating_sub(1),
    };
    if let Some(region) = regions.get(next) {
        // Of a navigation that gets the focus nothing is said; of where one is in it, all that matters.
        let current = region.query_selector("a[aria-current=page]").ok().flatten();
        if let Some(link) = current.filter(|_| region.tag_name() == "NAV") {
            return focus_element(&link);
        }
        focus_element(region);
        // An attribute with a constant name cannot be refused.
        let _ = region.set_attribute(POINTED, "");
        read_on_from(region.clone());
    }
}

/// Everything that Tab goes to.
const TABBED: &str = r#"a[href], button, input:not([type=radio]), input:checked, [role=radiogroup]:not(:has(:checked)) label:first-of-type > input, select, textarea, iframe, [tabindex="0"]"#;

/// Moves the focus from the place to which somebody has read by the arrow keys. A caret in the text leaves nothing
/// focused, and Tab would begin at the top of the page again. Answers whether it did.
pub fn tab_from_caret(backwards: bool) -> bool {
    let (None, Some(caret), Some(body)) = (focused_node(), caret_node(), document().body()) else { return false };
    let wanted = if backwards { Node::DOCUMENT_POSITION_PRECEDING } else { Node::DOCUMENT_POSITION_FOLLOWING };
    let mut there = all(&body, TABBED);
    there.retain(|element| {
        caret.compare_document_position(element) & wanted != 0 && element.get_bounding_client_rect().width() > 0.0
    });
    let next = if backwards { there.last() } else { there.first() };
    if let Some(next) = next {
        focus_element(next);
    }
    next.is_some()
}

/// Moves the focus to an element without scrolling the page.
pub fn focus_element(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let how = FocusOptions::new();
        how.set_prevent_scroll(true);
        // Only where F6 leads is a region marked.
        let _ = element.remove_attribute(POINTED);
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&how);
        // A caret inside a button or a field would take the focus from it.
        match element.tag_name().as_str() {
            "A" => read_on_from(Element::clone(element)),
            heading if heading.starts_with('H') => read_from(element),
            _ => {}
        }
    }
}

/// What has the focus. Nothing is the body's, too.
fn focused_node() -> Option<Node> {
    document().active_element().filter(|active| active.tag_name() != "BODY").map(Node::from)
}

/// Where the caret is with which somebody reads. Moving it takes the focus away.
fn caret_node() -> Option<Node> {
    window().get_selection().ok().flatten()?.anchor_node()
}

/// As [`read_from`], a moment after the focus came: a screen reader for which the caret is there first finds nothing new in
/// the focus and says nothing of it.
fn read_on_from(element: Element) {
    set_timeout(
        move || {
            if document().active_element().as_ref() == Some(&element) {
                read_from(&element);
            }
        },
        SAID,
    );
}

/// Has a screen reader's arrow keys read on from what was given the focus, from a region's heading. Where a caret moves
/// through the page it stays behind otherwise.
fn read_from(element: &Element) {
    let heading = element.query_selector("h1, h2, h3").ok().flatten();
    if let Ok(Some(caret)) = window().get_selection() {
        // A place in the page is never refused.
        let _ = caret.collapse_with_offset(Some(heading.as_ref().unwrap_or(element)), 0);
    }
}

/// Everything of a selector, in the order of the page.
pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// The name of a row in the page. Every row carries it in `data-row`.
pub fn row_key(item: &RecordKey) -> String {
    format!("{}/{}/{}", item.source, item.kind.name(), item.id)
}

/// Keeps the focus when what has it is taken from the page: it goes to the same item if that is shown elsewhere, or to the
/// same part of an item that was drawn anew; else to the item that has come to its place, else to its region. A focus that falls to nothing leaves a resident who does not
/// see at the top of the page. Called once, at the root.
pub fn keep_focus() {
    let held = Rc::new(RefCell::new(None::<Held>));
    let noting = Rc::clone(&held);
    window_event_listener(leptos::ev::focusin, move |_| {
        MOVED.set(js_sys::Date::now());
        *noting.borrow_mut() = Held::now();
    });
    let Some(body) = document().body() else { return };
    let seen = Closure::<dyn Fn()>::new(move || {
        if !lost(&held) {
            return;
        }
        let held = Rc::clone(&held);
        // What replaces it may still be on its way; before the page is painted it is there.
        request_animation_frame(move || {
            if lost(&held) {
                // Taken out first: what gets the focus is noted at once.
                let held = held.borrow_mut().take();
                if let Some(held) = held {
                    held.put_back();
                }
            }
        });
    });
    // The observer lives as long as the page.
    if let Ok(observer) = MutationObserver::new(seen.into_js_value().unchecked_ref()) {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        // These options always fit.
        let _ = observer.observe_with_options(&body, &what);
    }
}

/// What has the focus, and where it stands among the items of its region.
struct Held {
    element: Element,
    region: Option<Element>,
    row: Option<String>,
    /// The part of an item that is drawn anew as a whole when what was pressed in it has come about.
    part: Option<String>,
    place: usize,
}

impl Held {
    fn now() -> Option<Self> {
        let element = document().active_element()?;
        let region = element.closest("[data-region]").ok().flatten();
        let card = element.closest("article").ok().flatten();
        let place = region
            .as_ref()
            .zip(card.as_ref())
            .and_then(|(region, card)| all(region, "article").iter().position(|other| other == card));
        let row = card.and_then(|card| card.get_attribute("data-row"));
        let part = element.closest("[data-part]").ok().flatten().and_then(|part| part.get_attribute("data-part"));
        Some(Self { element, region, row, part, place: place.unwrap_or_default() })
    }

    fn put_back(self) {
        let region = self.region.filter(|region| region.is_connected());
        let region = region.or_else(|| document().query_selector("main [data-region], main").ok().flatten());
        let Some(region) = region else { return };
        let among = among(self.row.is_some());
        let same = self.row.and_then(|key| row(&region, &key)).and_then(|row| able(&row));
        let part = self.part.and_then(|name| part(&region, &name)).and_then(|part| able(&part));
        let next = || {
            let cards = all(&region, among);
            cards.get(self.place).or(cards.last()).and_then(able)
        };
        focus_element(&same.or(part).or_else(next).unwrap_or_else(|| region.clone()));
    }
}

/// Rows are counted among rows: what is told above a list comes and goes by itself.
const fn among(rows: bool) -> &'static str {
    if rows { "[data-row]" } else { "article" }
}

fn lost(held: &RefCell<Option<Held>>) -> bool {
    let nothing = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    nothing && held.borrow().as_ref().is_some_and(|held| !held.element.is_connected())
}

fn row(root: &Element, key: &str) -> Option<Element> {
    all(root, "[data-row]").into_iter().find(|row| row.get_attribute("data-row").as_deref() == Some(key))
}

fn part(root: &Element, name: &str) -> Option<Element> {
    all(root, "[data-part]").into_iter().find(|part| part.get_attribute("data-part").as_deref() == Some(name))
}

fn able(card: &Element) -> Option<Element> {
    card.query_selector(ABLE).ok().flatten()
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let how = web_sys::ScrollIntoViewOptions::new();
    how.set_block(web_sys::ScrollLogicalPosition::Nearest);
    how
}
