//! The text by which the resident is informed, with what is new in this version marked in words.

use leptos::prelude::*;
use protocol::data_use::NoticeTextView;

use crate::words::language;

/// The text, its version, and what changed from the one before.
#[component]
pub fn Notice(
    /// The text.
    notice: Option<NoticeTextView>,
) -> AnyView {
    let Some(NoticeTextView { version, paragraphs, lang, is_whole, previous, removed, .. }) = notice else {
        return view! {
            <section class="part" data-part="notice">
                <h2>{tr!("notice-text")}</h2>
                <p class="note">{tr!("notice-text.none")}</p>
            </section>
        }
        .into_any();
    };
    let (foreign, gone_in) = (lang.clone(), lang.clone());
    let several = previous.is_some();
    let own = move || foreign.is_some().then(|| language().tag());
    let text = paragraphs
        .into_iter()
        .map(|(words, is_new)| {
            let own = own.clone();
            let mark = (several && is_new)
                .then(|| view! { <b class="mark-word" lang=own>{move || t!("notice-text.new")}</b>" " });
            view! { <p class:changed=several && is_new>{mark}{words}</p> }
        })
        .collect_view();
    let changed = previous.map(|previous| {
        let words = move || t!("notice-text-previous", version = previous.as_str());
        view! { <p>{words}</p> }
    });
    let removed = (!removed.is_empty()).then(|| {
        let gone = removed.into_iter().map(|words| view! { <p class="removed"><del>{words}</del></p> }).collect_view();
        view! {
            <h3>{tr!("notice-text.removed")}</h3>
            <div class="body" lang=gone_in>{gone}</div>
        }
    });
    view! {
        <section class="part notice-text" data-part="notice">
            <h2>{tr!("notice-text")}</h2>
            <p class="small">{move || t!("notice-text-version", version = version.as_str())}</p>
            {changed}
            {(!is_whole).then(|| view! { <p class="note alarm">{tr!("notice-text.broken")}</p> })}
            <div class="body" lang=lang>{text}</div>
            {removed}
        </section>
    }
    .into_any()
}
