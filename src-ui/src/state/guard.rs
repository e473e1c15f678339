//! The interface's part of the lock: it tells the engine that it is used, or hidden; it drops what it holds when the app
//! locks; and it covers the page while another window is in front, where the resident wants that.

use std::time::Duration;

use leptos::{ev::Custom, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{ErrorCode, LockNow, NoteUse, ReadLock};
use web_sys::Event;

use super::{Desk, Live, Overview, Place};

/// Least time between two reports of use, in milliseconds.
const BETWEEN: f64 = 20_000.0;

/// Marks the page as covered.
const COVERED: &str = "data-covered";

/// The lock as the engine tells it.
#[derive(Clone, Copy)]
pub struct Lock(pub Live<ReadLock>);

/// The lock, from anywhere below the root.
pub fn lock(desk: Desk) -> Lock {
    use_context().unwrap_or_else(|| Lock(Live::new(desk, || Some(ReadLock {}))))
}

impl Lock {
    /// Whether there is one.
    pub fn is_set(self) -> bool {
        self.0.with(|lock| lock.kind.is_some()).unwrap_or_default()
    }
}

/// Locks the app, or says that there is no lock.
pub fn lock_now(desk: Desk) {
    leptos::task::spawn_local(async move {
        if desk.backend.call(LockNow {}).await == Ok(false) {
            desk.announcer.say(t!("lock-none-to-lock"));
        }
    });
}

/// Does all of it. Called once, below the root.
pub fn guard(desk: Desk, overview: Overview, lock: Lock) {
    let navigate = use_navigate();
    Effect::new(move |before: Option<bool>| {
        let closed = overview
            .with(|overview| matches!(overview.locked, Some(ErrorCode::AppLocked | ErrorCode::NoProfileChosen)));
        let now = closed.unwrap_or_default();
        if now && before != Some(true) {
            desk.forget();
        }
        // What one resident looked for or read stands in the address, and is nothing to the next.
        if overview.with(|overview| overview.locked == Some(ErrorCode::NoProfileChosen)) == Some(true) {
            let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&Place::INBOX.href(), replace);
        }
        now
    });
    let told = StoredValue::new(0.0_f64);
    let is_open = move || {
        untrack(|| overview.with(|overview| overview.locked.is_none() && overview.lock.is_some())).unwrap_or_default()
    };
    let tell = move |hidden: bool| {
        leptos::task::spawn_local(async move {
            // A report that is lost makes the app lock too early, never too late.
            let _ = desk.backend.call(NoteUse { hidden }).await;
        });
    };
    let used = move |_: Event| {
        let now = js_sys::Date::now();
        if is_open() && now - told.try_get_value().unwrap_or(now) >= BETWEEN {
            told.try_set_value(now);
            tell(false);
        }
    };
    let hidden = move |_: Event| {
        if document().hidden() && is_open() {
            tell(true);
        }
    };
    let cover = move || {
        let wanted = untrack(|| lock.0.with(|lock| lock.kind.is_some() && lock.options.cover)).unwrap_or_default();
        // The page is still in front while a document in it has the focus.
        let behind = !document().has_focus().unwrap_or(true);
        if let Some(root) = document().document_element() {
            // An attribute with a constant name cannot be refused.
            let _ = root.toggle_attribute_with_force(COVERED, wanted && behind);
        }
    };
    let moved = move |_: Event| set_timeout(cover, Duration::ZERO);
    let handles = [
        window_event_listener(Custom::<Event>::new("keydown"), used),
        window_event_listener(Custom::new("pointerdown"), used),
        window_event_listener(Custom::new("wheel"), used),
        window_event_listener(Custom::new("visibilitychange"), hidden),
        window_event_listener(Custom::new("blur"), moved),
        window_event_listener(Custom::new("focus"), moved),
    ];
    on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
}
