//! What stands beside every page: the name, the views, whose matters are shown, and how fresh each source is. On a
//! phone the views become tabs at the bottom and the rest a menu in the header.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Icon, IconView, PartyFilter};
use crate::{
    phrase,
    state::{View, desk, focus, focus_if_left, here, lock_now, overview, place},
    words::language,
};

/// How many views are tabs on a phone.
const TABS: usize = 4;

/// The side of the window, or the header and the tabs of a phone.
#[component]
pub fn Side() -> AnyView {
    let overview = overview();
    let desk = desk();
    let open = RwSignal::new(false);
    let is_open = |overview: &protocol::view::OverviewView| overview.lock.is_some() && overview.locked.is_none();
    let can_lock = Memo::new(move |_| overview.with(is_open).unwrap_or_default());
    // In the order of the page the menu comes after the tabs, so the focus is led in and out. When it leaves, the menu
    // closes: whatever was chosen leads elsewhere, even to the page that is shown already, which changes no address.
    let leaving = move |event: leptos::ev::FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Element>().ok());
        if to.is_some_and(|to| !to.closest("#more, .menu").is_ok_and(|inside| inside.is_some())) {
            open.set(false);
        }
    };
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        match before {
            Some(false) if now => focus("#more"),
            Some(true) if !now => focus_if_left("#more", ".menu"),
            _ => {}
        }
        now
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if open.get_untracked() && event.key() == "Escape" {
            event.prevent_default();
            open.set(false);
        }
    };
    let links = View::ALL.into_iter().map(|view| view! { <ViewLink view/> }).collect_view();
    // What has no tab on a phone is in its menu.
    let pages = View::ALL.into_iter().skip(TABS).map(|view| view! { <ViewLink view/> }).collect_view();
    view! {
        <div class="side" on:keydown=escape>
            <header class="banner">
                <Mark/>
                <button
                    type="button"
                    class="menu"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls="more"
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <IconView icon=Icon::Menu/>
                    {tr!("menu")}
                </button>
            </header>
            <nav aria-label=tr!("views") data-region="views" tabindex="-1">
                <ul>{links}</ul>
            </nav>
            <aside
                id="more"
                class="more"
                class:open=move || open.get()
                aria-label=tr!("more-label")
                data-region="more"
                tabindex="-1"
                on:focusout=leaving
            >
                <div class="card">
                    <PartyFilter id="filter-side"/>
                </div>
                <ul class="pages">{pages}</ul>
                <Show when=move || can_lock.get()>
                    <p class="lock">
                        <button type="button" on:click=move |_| lock_now(desk)>
                            <IconView icon=Icon::Lock/>
                            {tr!("lock-now")}
                        </button>
                    </p>
                </Show>
                <div class="fresh small">
                    <p class="hidden">{tr!("fresh-heading")}</p>
                    {move || overview.with(|overview| {
                        overview
                            .sources
                            .iter()
                            .map(|source| {
                                let dot = if phrase::is_reached(source) { "dot" } else { "dot off" };
                                let line = phrase::freshness(language(), overview.today, source);
                                view! { <p><span class=dot aria-hidden="true"></span><span lang=source.name.lang.clone()>{line}</span></p> }
                            })
                            .collect_view()
                    })}
                </div>
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn ViewLink(
    /// The view.
    view: View,
) -> AnyView {
    let (overview, place) = (overview(), place());
    let current = move || {
        (place.with(|place| place.as_ref().is_some_and(|place| place.view.heading() == view))).then_some("page")
    };
    let href = move || match view {
        view if view.is_by_party() => here(place).at(view).href(),
        _ => view.path().to_owned(),
    };
    // What is chosen is in main, and so is the focus, also when nothing changes.
    let choose = move |_| {
        if untrack(|| here(place).view == view && here(place).item.is_none()) {
            focus("#main");
        }
    };
    let (icon, class) = match view {
        View::Inbox => (Icon::Inbox, ""),
        View::Cases | View::Archive | View::Bin => (Icon::Cases, ""),
        View::Uses | View::Use | View::Lookups => (Icon::Uses, ""),
        View::People => (Icon::People, ""),
        View::Contact => (Icon::Contact, "wide-only"),
        View::Letters | View::Write => (Icon::Letters, "wide-only"),
        View::Calendar => (Icon::Calendar, "wide-only"),
        View::Reports | View::Reporting => (Icon::Reports, "wide-only"),
        View::Connections | View::Connect => (Icon::Connections, "wide-only"),
        View::Settings | View::TakingOut => (Icon::Settings, "wide-only"),
        View::Help | View::Glossary => (Icon::Help, "wide-only"),
    };
    // A tab and a rail have room for one word; only one of the two labels is ever shown and read.
    let label = move |short: bool| match view {
        View::Uses if short => t!("view-use-short"),
        View::People if short => t!("view-people-short"),
        View::Contact if short => t!("view-contact-short"),
        View::Reports if short => t!("view-report-short"),
        _ => phrase::view(language(), view),
    };
    let waiting = Memo::new(move |_| match view {
        View::Inbox => overview.with(|overview| overview.needs_you).unwrap_or_default(),
        View::Letters => overview.with(|overview| overview.unsent).unwrap_or_default(),
        _ => 0,
    });
    let counted = move || match view {
        View::Letters => t!("letters-count", count = waiting.get()),
        _ => t!("waiting-count", count = waiting.get()),
    };
    view! {
        <li class=class>
            <a href=href aria-current=current on:click=choose>
                <IconView icon/>
                <span class="label full">{move || label(false)}</span>
                <span class="label short">{move || label(true)}</span>
                <Show when=move || { waiting.get() > 0 }>
                    <span class="count">
                        {move || waiting.get()}
                        <span class="hidden">" "{counted}</span>
                    </span>
                </Show>
            </a>
        </li>
    }
    .into_any()
}

/// The sign of the app and its name.
#[component]
fn Mark() -> AnyView {
    view! {
        <p class="mark">
            <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                <rect class="ground" width="32" height="32" rx="8"/>
                <path d="M7 16.800 16 9l9 7.800V25H7z"/>
                <path d="M7 17.800h5.200l1.700 3h4.200l1.700-3H25"/>
            </svg>
            <span>"Kotikunta"</span>
        </p>
    }
    .into_any()
}
