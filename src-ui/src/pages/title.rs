//! The title of the window: the title of what is shown.

use leptos::prelude::*;

/// Names the window after what is shown, and follows it. `None` leaves the title to another part of the page.
pub fn title(name: impl Fn() -> Option<String> + 'static) {
    Effect::new(move |_| {
        if let Some(name) = name() {
            document().set_title(&t!("window-title", name = name));
        }
    });
}
