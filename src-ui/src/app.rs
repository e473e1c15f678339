//! The root: opens the line to the engine, waits for the settings, and puts the page of the address beside the side.

use domain::{case::Folder, text::Language};
use leptos::{mount::mount_to_body, prelude::*};
use leptos_router::{
    NavigateOptions, WildcardSegment,
    components::{FlatRoutes, Route, Router},
    hooks::use_navigate,
};
use protocol::{ErrorCode, ErrorView, ReadLock, ReadOverview, lock::LockKind};

use crate::{
    components::{Side, UndoBar, Waiting},
    keyboard,
    pages::{
        Calendar, Cases, Chooser, Connect, Connections, Contact, Fault, Glossary, Help, Inbox, Letters, LockScreen,
        Locked, Lookups, Nowhere, People, Reporting, Reports, Settings, TakingOut, Use, Uses, Write,
    },
    state::{
        Desk, Filing, Live, Lock, Overview, Place, View, desk, filing, focus, focus_heading, guard, keep_focus, lock,
        overview, place, tell_news,
    },
};

/// Starts the interface.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        last_words();
    }));
    mount_to_body(App);
}

/// The root.
#[component]
pub fn App() -> AnyView {
    let desk = Desk::open();
    provide_context(desk);
    provide_context(Filing::default());
    provide_context(Overview(Live::new(desk, || Some(ReadOverview {}))));
    provide_context(Lock(Live::new(desk, || Some(ReadLock {}))));
    keep_focus();
    // Nothing is drawn before the language and the text size are known, so that nothing is drawn twice.
    let settled = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        desk.read_settings().await;
        settled.try_set(true);
    });
    view! {
        <Show when=move || settled.get()>
            <Router>
                <FlatRoutes fallback=|| ()>
                    // One route: what an address means is decided in one place, `state::Place`.
                    <Route path=WildcardSegment("place") view=Frame/>
                </FlatRoutes>
            </Router>
        </Show>
    }
    .into_any()
}

/// What fills the page.
#[derive(Clone, PartialEq)]
enum Stage {
    Awaited,
    Fault(ErrorView),
    Locked(ErrorCode),
    LockScreen(LockKind),
    Chooser,
    Nowhere,
    View(View),
}

#[component]
fn Frame() -> AnyView {
    let (desk, overview, place, filing) = (desk(), overview(), place(), filing());
    let stage = Memo::new(move |_| {
        match overview.0.get() {
            None => return Stage::Awaited,
            Some(Err(error)) => return Stage::Fault(error),
            Some(Ok(overview)) => {
                if let Some(code) = overview.locked {
                    return match (code, overview.lock) {
                        (ErrorCode::AppLocked, Some(kind)) => Stage::LockScreen(kind),
                        (ErrorCode::NoProfileChosen, _) => Stage::Chooser,
                        _ => Stage::Locked(code),
                    };
                }
            }
        }
        place.with(|place| place.as_ref().map_or(Stage::Nowhere, |place| Stage::View(place.view)))
    });
    Effect::new(move |before: Option<Stage>| {
        let now = stage.get();
        if !matches!(now, Stage::View(_) | Stage::Awaited) {
            filing.forget();
        }
        if now != Stage::Awaited && before.as_ref() != Some(&now) {
            if matches!(now, Stage::LockScreen(_)) { focus("#passcode") } else { focus_heading() }
        }
        // A list is ready when it has been answered, and says so itself.
        if !matches!(now, Stage::Awaited) && !matches!(now, Stage::View(view) if view.is_list()) {
            desk.ready.set(true);
        }
        now
    });
    tell_news(desk, overview);
    show_chosen(desk);
    guard(desk, overview, lock(desk));
    let once = Memo::new(move |_| overview.with(|overview| overview.once).unwrap_or_default());
    let reopened = RwSignal::new(take_reopened());
    if reopened.get_untracked() {
        desk.announcer.say(t!("reopened"));
    }
    keyboard::listen();
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus("#main");
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{tr!("skip")}</a>
        <div class="app">
            <Side/>
            <main id="main" tabindex="-1" class:filed=move || filing.latest.with(Option::is_some) data-ready=move || desk.ready.get().then_some("true")>
                <Show when=move || once.get()><p class="note once">{tr!("once-banner")}</p></Show>
                <Show when=move || reopened.get()>
                    <div class="note reopened">
                        <p>{tr!("reopened")}</p>
                        <p><button type="button" on:click=move |_| reopened.set(false)>{tr!("taken-understood")}</button></p>
                    </div>
                </Show>
                {move || match stage.get() {
                    Stage::Awaited => view! { <div class="page"><Waiting/></div> }.into_any(),
                    Stage::Fault(error) => view! { <Fault error/> }.into_any(),
                    Stage::Locked(code) => view! { <Locked code/> }.into_any(),
                    Stage::LockScreen(kind) => view! { <LockScreen kind/> }.into_any(),
                    Stage::Chooser => view! { <Chooser/> }.into_any(),
                    Stage::Nowhere => view! { <Nowhere/> }.into_any(),
                    Stage::View(View::Inbox) => view! { <Inbox/> }.into_any(),
                    Stage::View(View::Cases) => view! { <Cases folder=Folder::Inbox/> }.into_any(),
                    Stage::View(View::Archive) => view! { <Cases folder=Folder::Archive/> }.into_any(),
                    Stage::View(View::Bin) => view! { <Cases folder=Folder::Bin/> }.into_any(),
                    Stage::View(View::Uses) => view! { <Uses/> }.into_any(),
                    Stage::View(View::Use) => view! { <Use/> }.into_any(),
                    Stage::View(View::Lookups) => view! { <Lookups/> }.into_any(),
                    Stage::View(View::People) => view! { <People/> }.into_any(),
                    Stage::View(View::Contact) => view! { <Contact/> }.into_any(),
                    Stage::View(View::Letters) => view! { <Letters/> }.into_any(),
                    Stage::View(View::Write) => view! { <Write/> }.into_any(),
                    Stage::View(View::Calendar) => view! { <Calendar/> }.into_any(),
                    Stage::View(View::Reports) => view! { <Reports/> }.into_any(),
                    Stage::View(View::Reporting) => view! { <Reporting/> }.into_any(),
                    Stage::View(View::Connections) => view! { <Connections/> }.into_any(),
                    Stage::View(View::Connect) => view! { <Connect/> }.into_any(),
                    Stage::View(View::Settings) => view! { <Settings/> }.into_any(),
                    Stage::View(View::TakingOut) => view! { <TakingOut/> }.into_any(),
                    Stage::View(View::Help) => view! { <Help/> }.into_any(),
                    Stage::View(View::Glossary) => view! { <Glossary/> }.into_any(),
                }}
                <Show when=move || matches!(stage.get(), Stage::View(_))><UndoBar/></Show>
            </main>
        </div>
        // Empty where the platform itself makes announcements.
        <p class="hidden" aria-live="polite">{desk.announcer.region()}</p>
    }
    .into_any()
}

/// Opens what the resident has chosen in a notification.
fn show_chosen(desk: Desk) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(item) = desk.chosen.get() {
            navigate(&Place::INBOX.opening(&item).href(), NavigateOptions::default());
        }
    });
}

/// Whether the shell had to open the page again because its process had ended. It says so in the address, once.
fn take_reopened() -> bool {
    let location = window().location();
    let query = location.search().unwrap_or_default();
    let kept: Vec<&str> = query.trim_start_matches('?').split('&').filter(|part| !part.is_empty()).collect();
    if !kept.contains(&"reopened=1") {
        return false;
    }
    let rest: Vec<&str> = kept.into_iter().filter(|part| *part != "reopened=1").collect();
    let path = location.pathname().unwrap_or_default();
    let address = if rest.is_empty() { path } else { format!("{path}?{}", rest.join("&")) };
    if let Ok(history) = window().history() {
        // An address of the same page is never refused.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
    true
}

/// What is shown when the interface itself has failed. Nothing of it runs any more, so this is plain page and a link
/// that loads it anew.
fn last_words() {
    let tag = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    let language = Language::from_tag(&tag).unwrap_or_default();
    if let Some(body) = document().body() {
        let Ok(page) = document().create_element("main") else { return };
        page.set_class_name("last-words");
        for (element, words) in [
            ("h1", say!(language, "broken")),
            ("p", say!(language, "broken.safe")),
            ("p", say!(language, "broken.next")),
        ] {
            if let Ok(part) = document().create_element(element) {
                part.set_text_content(Some(&words));
                // The page is being given up; what cannot be appended is left out.
                let _ = page.append_child(&part);
            }
        }
        if let Ok(link) = document().create_element("a") {
            link.set_text_content(Some(&say!(language, "broken-reload")));
            let _ = link.set_attribute("href", "/").and_then(|()| link.set_attribute("rel", "external"));
            link.set_class_name("button");
            let _ = page.append_child(&link);
        }
        body.replace_children_with_node_1(&page);
    }
}
