//! What a decision's signature shows: loudly before it is read where it does not match, calmly after it else.

use leptos::prelude::*;
use protocol::signature::SignatureView;

use super::Moment;
use crate::{phrase::signature as said, state::desk, words::language};

/// The warning on top of a decision of which the signature does not match.
#[component]
pub fn SignatureWarning(
    /// What it shows.
    signature: SignatureView,
) -> AnyView {
    let SignatureView::Mismatch { .. } = signature else { return ().into_any() };
    warn(said::shows(language(), &signature));
    let meaning = signature.clone();
    view! {
        <div class="note alarm" role="alert" aria-live="off">
            <p><b>{move || said::shows(language(), &signature)}</b></p>
            {move || said::means(language(), &meaning).into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
        </div>
    }
    .into_any()
}

/// Says a warning to those who do not see it. As elsewhere what is to be heard is said by the announcer, so the warning itself is no
/// live region.
pub(super) fn warn(words: String) {
    let desk = desk();
    Effect::new(move |_| desk.announcer.say(words.clone()));
}

/// Who signed a decision, or that nobody did.
#[component]
pub fn SignatureNote(
    /// What it shows.
    signature: SignatureView,
) -> AnyView {
    if matches!(signature, SignatureView::Mismatch { .. }) {
        return ().into_any();
    }
    let facts = match &signature {
        SignatureView::Checked { key, signed, .. } => Some(view! {
            <dl class="facts-list">
                <div><dt>{tr!("signature-time")}</dt><dd><Moment when=signed.clone()/></dd></div>
                <div><dt>{tr!("signature-key")}</dt><dd class="address">{key.clone()}</dd></div>
            </dl>
        }),
        _ => None,
    };
    let meaning = signature.clone();
    view! {
        <section class="part" data-part="signature">
            <h2>{tr!("signature-heading")}</h2>
            <p>{move || said::shows(language(), &signature)}</p>
            {move || said::means(language(), &meaning).into_iter().map(|words| view! { <p class="small">{words}</p> }).collect_view()}
            {facts}
        </section>
    }
    .into_any()
}
