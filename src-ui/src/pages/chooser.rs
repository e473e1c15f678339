//! Several people use the device: who is there now?

use leptos::prelude::*;
use protocol::{ErrorCode, ReadProfiles, SwitchProfile};

use super::title::title;
use crate::{
    components::answered,
    phrase,
    state::{Live, desk},
    words::language,
};

/// The choice between the profiles of the device.
#[component]
pub fn Chooser() -> AnyView {
    let desk = desk();
    let failed = RwSignal::new(None::<ErrorCode>);
    let profiles = Live::new(desk, || Some(ReadProfiles {}));
    title(|| Some(t!("chooser-title")));
    let go = move |profile: String| {
        failed.set(None);
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.backend.call(SwitchProfile { profile: Some(profile) }).await {
                desk.announcer.say(phrase::fault(language(), error.code).whole());
                failed.try_set(Some(error.code));
            }
        });
    };
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("chooser-title")}</h1>
            <p class="lead">{tr!("chooser-title.lead")}</p>
            {move || answered(profiles, move |found| {
                let names = found.profiles.into_iter().map(|profile| {
                    let name = if profile.name.is_empty() { t!("profile-nameless") } else { profile.name };
                    view! { <p class="actions"><button type="button" class="who" on:click=move |_| go(profile.id.clone())>{name}</button></p> }
                });
                names.collect_view().into_any()
            })}
            {move || failed.get().map(|code| view! { <p class="note">{phrase::fault(language(), code).whole()}</p> })}
        </div>
    }
    .into_any()
}
