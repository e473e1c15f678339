//! What was filed last, with the way to undo it. It stays until it is dismissed or something else is filed.

use leptos::prelude::*;

use crate::{
    phrase,
    state::{desk, filing, focus},
    words::language,
};

/// The bar.
#[component]
pub fn UndoBar() -> AnyView {
    let (desk, filing) = (desk(), filing());
    let close = move |_| {
        filing.latest.set(None);
        focus("#main");
    };
    let undo = move |_| {
        filing.undo(desk);
        focus("#main");
    };
    view! {
        <Show when=move || filing.latest.with(Option::is_some)>
            <section class="undo" data-region="undo" tabindex="-1" aria-label=tr!("undo-region")>
                <p>{move || filing.latest.get().map(|filed| phrase::filed(language(), &filed))}</p>
                <p class="tools">
                    <button type="button" on:click=undo>{tr!("undo")}</button>
                    <button type="button" class="link" on:click=close>{tr!("undo-close")}</button>
                </p>
            </section>
        </Show>
    }
    .into_any()
}
