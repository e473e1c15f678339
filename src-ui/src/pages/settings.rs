//! How the resident likes the app: language, light or dark, text size; its lock, and who uses the device.

use domain::text::Language;
use leptos::prelude::*;
use protocol::{
    ErrorView,
    view::{SettingsView, Theme},
};

use super::{
    background::Background, erasing::Erasing, keys::Keys, labels::Labels, lock_settings::LockSettings,
    profiles::Profiles, telling::Telling, title::title,
};
use crate::{
    phrase,
    state::{View, desk},
    words::language,
};

/// Text sizes in per cent of the system's.
const SIZES: [u16; 5] = [100, 125, 150, 175, 200];

/// Settings. Every choice takes effect at once.
#[component]
pub fn Settings() -> AnyView {
    let desk = desk();
    title(|| Some(t!("view-settings")));
    let fault = RwSignal::new(None::<ErrorView>);
    let change = Callback::new(move |settings: SettingsView| {
        fault.set(None);
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.change_settings(settings).await {
                fault.try_set(Some(error));
            }
        });
    });
    let settings = desk.settings;
    let languages = Language::ALL
        .map(|choice| {
            let chosen = Signal::derive(move || settings.with(|settings| settings.language == choice));
            let choose = move || change.run(SettingsView { language: choice, ..settings.get_untracked() });
            // Each language names itself, so that nobody is lost in one they do not read.
            let label = move || match choice {
                Language::Fi => "Suomi".to_owned(),
                Language::Sv => "Svenska".to_owned(),
                Language::En => "English".to_owned(),
            };
            view! { <Choice group="language" value=choice.tag() lang=choice.tag() label chosen choose/> }
        })
        .collect_view();
    let themes = [Theme::System, Theme::Light, Theme::Dark]
        .map(|choice| {
            let chosen = Signal::derive(move || settings.with(|settings| settings.theme == choice));
            let choose = move || change.run(SettingsView { theme: choice, ..settings.get_untracked() });
            let label = move || match choice {
                Theme::System => t!("theme-system"),
                Theme::Light => t!("theme-light"),
                Theme::Dark => t!("theme-dark"),
            };
            let value = match choice {
                Theme::System => "system",
                Theme::Light => "light",
                Theme::Dark => "dark",
            };
            view! { <Choice group="theme" value label chosen choose/> }
        })
        .collect_view();
    let sizes = SIZES
        .map(|choice| {
            let chosen = Signal::derive(move || settings.with(|settings| settings.text_size == choice));
            let choose = move || change.run(SettingsView { text_size: choice, ..settings.get_untracked() });
            let label = move || t!("per-cent", amount = choice.to_string());
            view! { <Choice group="text-size" value=choice.to_string() label chosen choose/> }
        })
        .collect_view();
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-settings")}</h1>
            <p class="lead">{tr!("settings-lead")}</p>
            {move || fault.get().map(|error| view! {
                <div class="failure">
                    <p class="strong">{t!("settings-fault")}</p>
                    <p>{phrase::fault(language(), error.code).happened}" "{phrase::fault(language(), error.code).next}</p>
                </div>
            })}
            <fieldset class="choices"><legend>{tr!("settings-language")}</legend>{languages}</fieldset>
            <fieldset class="choices"><legend>{tr!("settings-theme")}</legend>{themes}</fieldset>
            <fieldset class="choices"><legend>{tr!("settings-text-size")}</legend>{sizes}</fieldset>
            <Telling/>
            <Background/>
            <Labels/>
            <LockSettings/>
            <Profiles/>
            <Keys change/>
            <section class="part" aria-labelledby="take-out">
                <h2 id="take-out">{tr!("take-out-title")}</h2>
                <p>{tr!("take-out-short")}</p>
                <p class="actions"><a class="button" href=View::TakingOut.path()>{tr!("take-out-title")}</a></p>
            </section>
            <Erasing/>
            <p class="actions"><a class="button" href=View::Help.path()>{tr!("view-help")}</a></p>
        </div>
    }
    .into_any()
}

/// One choice of a group.
#[component]
pub(super) fn Choice<L, F>(
    /// The group.
    group: &'static str,
    /// The choice's value.
    #[prop(into)]
    value: String,
    /// Its language, when it is not the interface's.
    #[prop(optional)]
    lang: &'static str,
    /// Its words.
    label: L,
    /// Whether it is chosen.
    chosen: Signal<bool>,
    /// Chooses it.
    choose: F,
) -> AnyView
where
    L: Fn() -> String + Send + Sync + 'static,
    F: Fn() + Send + Sync + 'static,
{
    view! {
        // On the label, for only so is the name of the choice in its language, too.
        <label class="choice" lang=(!lang.is_empty()).then_some(lang)>
            <input type="radio" name=group value=value prop:checked=move || chosen.get() on:change=move |_| choose()/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}
