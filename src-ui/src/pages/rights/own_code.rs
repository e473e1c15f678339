//! The resident's own code, which they show to somebody who gives them a right to act or asks them for one.

use leptos::prelude::*;
use protocol::{
    ErrorView, ShowOwnCode,
    rights::{OwnCodeView, RightsOfferedView, RightsView},
};

use crate::{components::Moment, phrase, state::desk, words::language};

/// One code for each service that gives any.
#[component]
pub fn OwnCode(
    /// Everything about rights to act.
    rights: Signal<RightsView>,
) -> AnyView {
    let offers = Memo::new(move |_| rights.with(|rights| rights.offers.clone()));
    let shown = move || {
        let offers = offers.get();
        (!offers.is_empty()).then(|| {
            let codes = offers.into_iter().map(|offer| view! { <CodeOf offer/> }).collect::<Vec<_>>();
            view! {
                <section class="rights" aria-labelledby="rights-code">
                    <h2 id="rights-code">{tr!("code-heading")}</h2>
                    <p>{tr!("code-lead")}</p>
                    {codes}
                </section>
            }
            .into_any()
        })
    };
    shown.into_any()
}

#[component]
fn CodeOf(
    /// The service.
    offer: RightsOfferedView,
) -> AnyView {
    let desk = desk();
    let shown = RwSignal::new(None::<Result<OwnCodeView, ErrorView>>);
    let RightsOfferedView { source, sender, .. } = offer;
    let show = move |_| {
        let source = source.clone();
        leptos::task::spawn_local(async move {
            let answer = desk.backend.call(ShowOwnCode { source }).await;
            desk.announcer.say(match &answer {
                Ok(OwnCodeView { code, .. }) => t!("code-is", code = code.as_str()),
                Err(error) => phrase::fault(language(), error.code).whole(),
            });
            shown.try_set(Some(answer));
        });
    };
    view! {
        <p class="actions">
            <button type="button" on:click=show>{move || t!("code-show", sender = sender.value.as_str())}</button>
        </p>
        {move || shown.get().map(|answer| match answer {
            Ok(OwnCodeView { code, until }) => view! {
                <p class="code"><b>{t!("code-is", code = code.as_str())}</b></p>
                <p class="small">{tr!("code-until")}" "<Moment when=until/></p>
            }
            .into_any(),
            Err(error) => view! { <p class="note">{phrase::fault(language(), error.code).whole()}</p> }.into_any(),
        })}
    }
    .into_any()
}
