//! What the app does while its window is closed and over a connection that costs, in the settings.

use leptos::prelude::*;
use protocol::{
    ChangeBackground, ErrorView, Quit, ReadBackground,
    background::{BackgroundView, PresenceView},
};

use super::telling::Check;
use crate::{
    phrase,
    state::{Live, desk},
    words::language,
};

/// The app beside its window, and connections that cost. Every choice takes effect at once.
#[component]
pub fn Background() -> AnyView {
    let desk = desk();
    let live = Live::new(desk, || Some(ReadBackground {}));
    let background = Memo::new(move |_| live.with(|background| *background).unwrap_or_default());
    let fault = RwSignal::new(None::<ErrorView>);
    let change = move |background: BackgroundView| {
        leptos::task::spawn_local(async move {
            let changed = desk.backend.call(ChangeBackground { background }).await;
            fault.try_set(changed.err());
        });
    };
    let presence = Memo::new(move |_| background.get().presence);
    let change_presence = move |presence: PresenceView| {
        change(BackgroundView { presence, ..background.get_untracked() });
    };
    let stays = Memo::new(move |_| presence.get().stays);
    let at_login = Memo::new(move |_| presence.get().at_login);
    let metered = Memo::new(move |_| background.get().metered);
    let quit = move |_| {
        leptos::task::spawn_local(async move {
            fault.try_set(desk.backend.call(Quit {}).await.err());
        });
    };
    view! {
        <section class="part" aria-labelledby="background">
            <h2 id="background">{tr!("background-heading")}</h2>
            {move || fault.get().map(|error| view! {
                <p class="note">{t!("settings-fault")}" "{phrase::fault(language(), error.code).whole()}</p>
            })}
            <Show when=move || stays.get().is_some()>
                <p class="lead">{tr!("background-lead")}</p>
                <div class="choices">
                    <Check
                        label=|| t!("background-stays")
                        on=Signal::derive(move || stays.get() == Some(true))
                        set=move |on| change_presence(PresenceView { stays: Some(on), ..presence.get_untracked() })
                    />
                    <Show when=move || at_login.get().is_some()>
                        <Check
                            label=|| t!("background-at-login")
                            on=Signal::derive(move || at_login.get() == Some(true))
                            set=move |on| change_presence(PresenceView { at_login: Some(on), ..presence.get_untracked() })
                        />
                    </Show>
                </div>
                <p class="small">
                    {move || if presence.get().tray { t!("background-back-tray") } else { t!("background-back") }}
                    <Show when=move || at_login.get().is_some()>
                        " "
                        {move || if presence.get().tray { t!("background-login-tray") } else { t!("background-login") }}
                    </Show>
                </p>
                <Show when=move || stays.get() == Some(true)>
                    <p class="actions"><button type="button" on:click=quit>{tr!("background-quit")}</button></p>
                </Show>
            </Show>
            <h3>{tr!("background-metered")}</h3>
            <Show
                when=move || metered.get().is_some()
                fallback=|| view! { <p>{tr!("background-metered-unknown")}</p> }
            >
                <div class="choices">
                    <Check
                        label=|| t!("background-large")
                        on=Signal::derive(move || background.get().large_when_metered)
                        set=move |on| change(BackgroundView { large_when_metered: on, ..background.get_untracked() })
                    />
                </div>
                <p class="small">
                    {tr!("background-large-more")}" "
                    {move || if metered.get() == Some(true) { t!("background-metered-now") } else { t!("background-metered-not-now") }}
                </p>
            </Show>
        </section>
    }
    .into_any()
}
