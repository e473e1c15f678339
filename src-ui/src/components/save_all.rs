//! All files of an item, or of a case, saved at once; and what could not be saved.

use domain::id::RecordKey;
use leptos::prelude::*;
use protocol::{
    ErrorView, SaveAllDocuments,
    archive::{MissingFileView, SavedAllView},
};

use super::Dialog;
use crate::{phrase, state::desk, words::language};

/// How it goes.
#[derive(Clone, PartialEq)]
enum Saving {
    NotAsked,
    Warned,
    UnderWay,
    Ended(Result<SavedAllView, ErrorView>),
}

/// The button, the warning before, and what came of it.
#[component]
pub fn SaveAll(
    /// The item.
    item: RecordKey,
    /// Whether it is a case, whose items have files of their own.
    of_case: bool,
) -> AnyView {
    let desk = desk();
    let saving = RwSignal::new(Saving::NotAsked);
    let act = Callback::new(move |()| {
        saving.set(Saving::UnderWay);
        desk.announcer.say(t!("saving-all"));
        let item = item.clone();
        leptos::task::spawn_local(async move {
            let ended = desk.backend.call(SaveAllDocuments { item }).await;
            if let Some(words) = said(&ended) {
                desk.announcer.say(words);
            }
            saving.try_set(match ended {
                Ok(SavedAllView::Cancelled) => Saving::NotAsked,
                ended => Saving::Ended(ended),
            });
        });
    });
    let cancel = Callback::new(move |()| saving.set(Saving::NotAsked));
    let busy = move || saving.with(|saving| *saving == Saving::UnderWay);
    let ask = move |_| {
        if !busy() {
            saving.set(Saving::Warned);
        }
    };
    view! {
        <button type="button" aria-disabled=move || busy().then_some("true") on:click=ask>
            {move || if of_case { t!("save-all.case") } else { t!("save-all") }}
        </button>
        {move || match saving.get() {
            Saving::NotAsked => ().into_any(),
            Saving::Warned => view! {
                <Dialog
                    heading=t!("save-all-sure")
                    consequence=t!("copy-save.warning")
                    act=t!("copy-save.act")
                    on_act=act
                    on_cancel=cancel
                />
            }
            .into_any(),
            Saving::UnderWay => view! { <span class="small">{t!("saving-all")}</span> }.into_any(),
            Saving::Ended(ended) => {
                let missing = match &ended {
                    Ok(SavedAllView::Saved { missing, .. } | SavedAllView::NoneToSave { missing }) => missing.clone(),
                    _ => Vec::new(),
                };
                view! { <div class="note">{said(&ended).map(|words| view! { <p>{words}</p> })}<MissingFiles missing/></div> }
                    .into_any()
            }
        }}
    }
    .into_any()
}

fn said(ended: &Result<SavedAllView, ErrorView>) -> Option<String> {
    match ended {
        Ok(SavedAllView::Saved { saved, missing }) => {
            let saved = t!("saved-all", count = *saved);
            Some(if missing.is_empty() {
                saved
            } else {
                format!("{saved} {}", t!("missing-files", count = missing.len()))
            })
        }
        Ok(SavedAllView::NoneToSave { .. }) => Some(t!("saved-none")),
        Ok(SavedAllView::Cancelled) => None,
        Err(error) => Some(phrase::fault(language(), error.code).whole()),
    }
}

/// Files that are not in what was saved, each with the reason.
#[component]
pub fn MissingFiles(
    /// The files.
    missing: Vec<MissingFileView>,
) -> AnyView {
    if missing.is_empty() {
        return ().into_any();
    }
    let rows = missing
        .into_iter()
        .map(|file| {
            let why = phrase::fault(language(), file.why).happened;
            view! { <li>{t!("missing-file", name = file.name.value, item = file.item.value, why = why)}</li> }
        })
        .collect_view();
    view! { <ul>{rows}</ul> }.into_any()
}
