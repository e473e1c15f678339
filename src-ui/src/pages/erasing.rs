//! Erasing everything from this device, once the resident has heard what that means.

use leptos::prelude::*;
use protocol::{EraseDevice, ErrorCode, ReadProfiles};

use crate::{
    components::Dialog,
    phrase,
    state::{Live, desk, unsent_letters},
    words::language,
};

/// The section of the settings.
#[component]
pub fn Erasing() -> AnyView {
    let desk = desk();
    // Where several residents use the device each removes their own profile; for once there is nothing to erase.
    let profiles = Live::new(desk, || Some(ReadProfiles {}));
    let alone = Memo::new(move |_| profiles.with(|list| list.profiles.len()) == Some(1));
    let unsent = unsent_letters();
    let asked = RwSignal::new(false);
    let failed = RwSignal::new(None::<ErrorCode>);
    let act = Callback::new(move |()| {
        asked.set(false);
        failed.set(None);
        leptos::task::spawn_local(async move {
            match desk.backend.call(EraseDevice {}).await {
                Ok(()) => desk.announcer.say(t!("erased")),
                Err(error) => {
                    desk.announcer.say(phrase::fault(language(), error.code).whole());
                    failed.try_set(Some(error.code));
                }
            }
            desk.read_settings().await;
            desk.tags.invalidate_all();
        });
    });
    let cancel = Callback::new(move |()| asked.set(false));
    view! {
        <Show when=move || alone.get()>
            <section class="part" aria-labelledby="erase">
                <h2 id="erase">{tr!("erase")}</h2>
                <p>{tr!("erase.lead")}</p>
                <p class="actions">
                    <button type="button" on:click=move |_| asked.set(true)>{tr!("erase.button")}</button>
                </p>
            {move || failed.get().map(|code| view! { <p class="note">{phrase::fault(language(), code).whole()}</p> })}
            <Show when=move || asked.get()>
                <Dialog
                    heading=t!("erase-sure")
                    consequence=phrase::with_unsent(language(), t!("erase-sure.warning"), unsent.get_untracked())
                    act=t!("erase-sure.act")
                    on_act=act
                    on_cancel=cancel
                />
            </Show>
            </section>
        </Show>
    }
    .into_any()
}
