//! What stands beside every page: the name, the views, whose matters are shown, and how fresh each source is. On a
//! phone the views become tabs at the bottom and the rest a menu in the header.

use leptos::prelude::*;

use super::{Icon, IconView, PartyFilter};
use crate::{
    phrase,
    state::{View, here, overview, place},
    words::language,
};

/// The side of the window, or the header and the tabs of a phone.
#[component]
pub fn Side() -> AnyView {
    let (overview, place) = (overview(), place());
    let open = RwSignal::new(false);
    // A menu does not outlive the page it was opened on.
    Effect::new(move |_| {
        place.track();
        open.set(false);
    });
    let links = View::ALL.into_iter().map(|view| view! { <ViewLink view/> }).collect_view();
    view! {
        <div class="side" data-region="side" tabindex="-1">
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
            <nav aria-label=tr!("views") on:click=move |_| open.set(false)>
                <ul>{links}</ul>
            </nav>
            <aside id="more" class="more" class:open=move || open.get() aria-label=tr!("more-label")>
                <div class="card">
                    <PartyFilter id="filter-side"/>
                </div>
                <p class="settings" on:click=move |_| open.set(false)>
                    <a class="button" href=View::Connections.path()>
                        <IconView icon=Icon::Connections/>
                        {tr!("view-connections")}
                    </a>
                </p>
                <p class="settings" on:click=move |_| open.set(false)>
                    <a class="button" href=View::Settings.path()>
                        <IconView icon=Icon::Settings/>
                        {tr!("view-settings")}
                    </a>
                </p>
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
    let current =
        move || (place.with(|place| place.as_ref().is_some_and(|place| place.view == view))).then_some("page");
    let href = move || match view {
        View::Inbox | View::Cases => here(place).at(view).href(),
        View::People | View::Contact | View::Connections | View::Settings => view.path().to_owned(),
    };
    let (icon, class) = match view {
        View::Inbox => (Icon::Inbox, ""),
        View::Cases => (Icon::Cases, ""),
        View::People => (Icon::People, ""),
        View::Contact => (Icon::Contact, ""),
        View::Connections => (Icon::Connections, "wide-only"),
        View::Settings => (Icon::Settings, "wide-only"),
    };
    // A tab and a rail have room for one word; only one of the two labels is ever shown and read.
    let label = move |short: bool| match view {
        View::Inbox => t!("view-inbox"),
        View::Cases => t!("view-cases"),
        View::People if short => t!("view-people-short"),
        View::People => t!("view-people"),
        View::Contact if short => t!("view-contact-short"),
        View::Contact => t!("view-contact"),
        View::Connections => t!("view-connections"),
        View::Settings => t!("view-settings"),
    };
    let waiting = Memo::new(move |_| match view {
        View::Inbox => overview.with(|overview| overview.needs_you).unwrap_or_default(),
        _ => 0,
    });
    view! {
        <li class=class>
            <a href=href aria-current=current>
                <IconView icon/>
                <span class="label full">{move || label(false)}</span>
                <span class="label short">{move || label(true)}</span>
                <Show when=move || { waiting.get() > 0 }>
                    <span class="count">
                        {move || waiting.get()}
                        <span class="hidden">" "{move || t!("waiting-count", count = waiting.get())}</span>
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
