//! The people who use this device, in the settings: one's own name, going to another, adding one, leaving.

use leptos::{ev::SubmitEvent, prelude::*};
use protocol::{
    AddProfile, Command, ErrorView, ReadProfiles, RemoveProfile, RenameProfile, SwitchProfile,
    lock::{ProfileView, ProfilesView},
};

use crate::{
    components::{Dialog, Field, Wanted, answered},
    phrase,
    state::{Desk, Live, desk, focus, overview, unsent_letters},
    words::language,
};

/// The profiles. There are none while nothing is kept.
#[component]
pub fn Profiles() -> AnyView {
    let (desk, overview) = (desk(), overview());
    let profiles = Live::new(desk, || Some(ReadProfiles {}));
    let kept = Memo::new(move |_| overview.with(|overview| !overview.once).unwrap_or(true));
    view! {
        <Show when=move || kept.get()>
            <section class="part" aria-labelledby="profiles">
                <h2 id="profiles">{tr!("profiles-heading")}</h2>
                <p class="lead">{tr!("profiles-heading.lead")}</p>
                {move || answered(profiles, move |found| view! { <Found found/> }.into_any())}
            </section>
        </Show>
    }
    .into_any()
}

/// Asks a command, and tells how it went.
fn ask<C: Command<Response = ()>>(desk: Desk, command: C, done: String, told: RwSignal<Option<String>>) {
    leptos::task::spawn_local(async move {
        let words = match desk.backend.call(command).await {
            Ok(()) => done,
            Err(ErrorView { code, .. }) => phrase::fault(language(), code).whole(),
        };
        desk.announcer.say(words.clone());
        told.try_set(Some(words));
    });
}

#[component]
fn Found(
    /// The profiles.
    found: ProfilesView,
) -> AnyView {
    let desk = desk();
    let several = found.profiles.len() > 1;
    let own = found.profiles.iter().find(|profile| profile.current).map(|profile| profile.name.clone());
    let (name, new) = (RwSignal::new(own.unwrap_or_default()), RwSignal::new(String::new()));
    let told = RwSignal::new(None::<String>);
    let unsent = unsent_letters();
    let leaving = RwSignal::new(false);
    let adding = RwSignal::new(false);
    let bad_name = move |value: RwSignal<String>, field: &'static str| {
        let is_empty = value.with_untracked(|name| name.trim().is_empty());
        if is_empty {
            desk.announcer.say(t!("profile-bad-name"));
            told.set(Some(t!("profile-bad-name")));
            focus(field);
        }
        is_empty
    };
    let rename = move |event: SubmitEvent| {
        event.prevent_default();
        if !bad_name(name, "#profile-name") {
            ask(desk, RenameProfile { name: name.get_untracked() }, t!("profile-name.done"), told);
        }
    };
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        if !bad_name(new, "#profile-new") {
            ask(desk, AddProfile { name: new.get_untracked() }, t!("profile-changed"), told);
        }
    };
    let others = found
        .profiles
        .into_iter()
        .filter(|profile| !profile.current)
        .map(|ProfileView { id, name, .. }| {
            let name = if name.is_empty() { t!("profile-nameless") } else { name };
            let go = move |_| ask(desk, SwitchProfile { profile: Some(id.clone()) }, t!("profile-changed"), told);
            view! { <p class="actions"><button type="button" on:click=go>{t!("profile-switch", name = name)}</button></p> }
        })
        .collect_view();
    let remove = Callback::new(move |()| {
        leaving.set(false);
        ask(desk, RemoveProfile {}, t!("profile-removed"), told);
    });
    let stay = Callback::new(move |()| leaving.set(false));
    view! {
        {move || told.get().map(|words| view! { <p class="note">{words}</p> })}
        <form on:submit=rename>
            <Field id="profile-name" wanted=Wanted::Words label=tr!("profile-name") value=name wrong=false/>
            <p class="actions"><button type="submit">{tr!("profile-name.save")}</button></p>
        </form>
        {others}
        <p class="actions">
            <button
                type="button"
                aria-expanded=move || if adding.get() { "true" } else { "false" }
                on:click=move |_| {
                    adding.update(|adding| *adding = !*adding);
                    if adding.get_untracked() {
                        focus("#profile-new");
                        // Of a field that gets the focus by script nothing is said.
                        desk.announcer.say(format!("{} {}.", t!("profile-add.lead"), t!("profile-add.name")));
                    }
                }
            >
                {tr!("profile-add")}
            </button>
            <Show when=move || several>
                <button type="button" on:click=move |_| leaving.set(true)>{tr!("profile-remove")}</button>
            </Show>
        </p>
        <Show when=move || adding.get()>
            <form class="card passcode" on:submit=add>
                <p>{tr!("profile-add.lead")}</p>
                <Field id="profile-new" wanted=Wanted::Words label=tr!("profile-add.name") value=new wrong=false/>
                <p class="actions"><button type="submit" class="primary">{tr!("profile-add")}</button></p>
            </form>
        </Show>
        <Show when=move || leaving.get()>
            <Dialog
                heading=t!("profile-remove-sure")
                consequence=phrase::with_unsent(language(), t!("profile-remove-sure.warning"), unsent.get_untracked())
                act=t!("profile-remove-sure.act")
                on_act=remove
                on_cancel=stay
            />
        </Show>
    }
    .into_any()
}
