//! A way out of the app: a link that opens in the system browser.

use leptos::prelude::*;
use protocol::{ErrorCode, OpenLink, view::LinkView};

use crate::{phrase, state::desk, words::language};

/// A link that opens in the system browser, with its host in its words. When it does not open, that is said beside it, with
/// the address where typing it helps.
#[component]
pub fn OutLink(
    /// The link.
    link: LinkView,
    /// Whether following it is what the page is for.
    #[prop(optional)]
    primary: bool,
) -> AnyView {
    let desk = desk();
    let LinkView { address, host } = link;
    let failed = RwSignal::new(None::<ErrorCode>);
    let spelled = address.clone();
    let open = move |_| {
        let address = address.clone();
        failed.set(None);
        leptos::task::spawn_local(async move {
            failed.try_set(desk.backend.call(OpenLink { address }).await.err().map(|error| error.code));
        });
    };
    view! {
        <button type="button" class=if primary { "primary" } else { "link" } on:click=open>{move || t!("open-in-browser", host = host.clone())}</button>
        <span class="print-only address">{spelled.clone()}</span>
        {move || failed.get().map(|code| {
            let words = phrase::fault(language(), code);
            let address = (code == ErrorCode::NoBrowser).then(|| spelled.clone());
            view! {
                <span class="unopened">
                    {words.happened}" "{words.safe}" "{words.next}
                    {address.map(|address| view! { " "<b>{address}</b> })}
                </span>
            }
        })}
    }
    .into_any()
}
