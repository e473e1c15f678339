//! What of a case is not on the device: said calmly, with a way to fetch it. What is here is shown all the same.

use domain::id::RecordKey;
use leptos::prelude::*;
use protocol::{MarkOpened, view::MissingView};

use super::NeedsConnection;
use crate::{phrase, state::desk, words::language};

/// That there is more than is shown.
#[component]
pub fn Missing(
    /// The item that is open.
    item: RecordKey,
    /// What is missing.
    missing: MissingView,
) -> AnyView {
    let (desk, source) = (desk(), item.source.clone());
    let MissingView { older, fetching, failure } = missing;
    let stands = move || if older { t!("missing-older") } else { t!("missing-rest") };
    let state = move || match failure {
        _ if fetching => Some(t!("missing-fetching")),
        Some(code) => Some(phrase::fault(language(), code).whole()),
        None => None,
    };
    let fetch = move |_| {
        let item = item.clone();
        leptos::task::spawn_local(async move {
            desk.announcer.say(t!("missing-fetching"));
            // How it goes is shown by the item itself; that it went wrong is said, too.
            if let Err(error) = desk.backend.call(MarkOpened { item }).await {
                desk.announcer.say(phrase::fault(language(), error.code).whole());
            }
        });
    };
    view! {
        <div class="note missing" data-part="missing">
            <p>{stands}</p>
            {move || state().map(|words| view! { <p>{words}</p> })}
            {(!fetching).then(|| view! {
                <NeedsConnection source=Some(source)/>
                <p><button type="button" on:click=fetch>{tr!("missing-fetch")}</button></p>
            })}
        </div>
    }
    .into_any()
}
