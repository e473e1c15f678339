//! The cases of a folder, newest change first, with one of them beside the list when it is open.

use domain::{
    case::Folder,
    id::{PartyId, RecordKey},
};
use leptos::prelude::*;
use protocol::{ReadCases, Tag};

use super::{
    reading::{Columns, Older, Reading},
    title::title,
};
use crate::{
    components::{Failure, Headlines, Waiting},
    state::{Answer, Desk, Fetched, HeadlineList, View, desk, here, place},
};

/// Words in the language of the moment.
type Heading = fn() -> String;

/// The cases.
#[component]
pub fn Cases(
    /// Of which folder.
    folder: Folder,
) -> AnyView {
    let (desk, place) = (desk(), place());
    let (view, heading): (_, Heading) = match folder {
        Folder::Inbox => (View::Cases, || t!("view-cases")),
        Folder::Archive => (View::Archive, || t!("view-archive")),
        Folder::Bin => (View::Bin, || t!("view-bin")),
    };
    let has_folders = RwSignal::new(folder != Folder::Inbox);
    let party = Memo::new(move |_| place.with(|place| place.as_ref().and_then(|place| place.party.clone())));
    let open = Memo::new(move |_| place.with(|place| place.as_ref().is_some_and(|place| place.item.is_some())));
    title(move || (!open.get()).then(heading));
    let cases = HeadlineList::default();
    Effect::new(move |before: Option<Option<PartyId>>| {
        let now = party.get();
        desk.tags.track(&[Tag::Cases, Tag::Parties]);
        if before.is_some_and(|before| before != now) {
            cases.clear();
        }
        leptos::task::spawn_local(cases.reload(fetch(desk, folder, party, has_folders), || None));
        now
    });
    Effect::new(move |_| {
        if cases.answered().is_some() {
            desk.ready.set(true);
        }
    });
    let state = Memo::new(move |_| cases.answered());
    let empty = Memo::new(move |_| cases.rows().is_empty());
    let list = move || {
        match state.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(error)) => view! { <Failure error retry=move || desk.tags.invalidate(&[Tag::Cases])/> }.into_any(),
        Some(Ok(())) if empty.get() => view! {
            <div class="empty">
                <p class="strong">{move || if folder == Folder::Inbox { t!("empty-cases") } else { t!("empty-folder") }}</p>
                {(folder == Folder::Inbox).then(|| view! { <p>{tr!("empty-cases.next")}</p> })}
            </div>
        }
        .into_any(),
        Some(Ok(())) => view! {
            <section class="group" aria-labelledby="group-cases">
                <h2 class="group-title" id="group-cases">{tr!("group-cases")}</h2>
                <Headlines rows=Signal::derive(move || cases.rows())/>
            </section>
            <Older list=cases fetch=fetch(desk, folder, party, has_folders)/>
        }
        .into_any(),
    }
    };
    let list = move || view! { <Show when=move || has_folders.get()><Folders folder/></Show>{list} };
    let known = move |item: &RecordKey| cases.title(item);
    view! {
        <Columns heading view list any=Signal::derive(move || !empty.get())>
            <Reading known any=Signal::derive(move || !empty.get())/>
        </Columns>
    }
    .into_any()
}

/// The other folders.
#[component]
fn Folders(
    /// The one that is shown.
    folder: Folder,
) -> AnyView {
    let place = place();
    let all: [(Folder, View, Heading); 3] = [
        (Folder::Inbox, View::Cases, || t!("folder-current")),
        (Folder::Archive, View::Archive, || t!("view-archive")),
        (Folder::Bin, View::Bin, || t!("view-bin")),
    ];
    let links = all
        .into_iter()
        .map(|(of, view, words)| {
            let current = (of == folder).then_some("page");
            view! { <li><a href=move || here(place).at(view).href() aria-current=current>{words}</a></li> }
        })
        .collect_view();
    view! { <ul class="folders" aria-label=tr!("folders")>{links}</ul> }.into_any()
}

fn fetch(
    desk: Desk,
    folder: Folder,
    party: Memo<Option<PartyId>>,
    has_folders: RwSignal<bool>,
) -> impl Fn(Option<String>, u16) -> Answer + Copy + Send + Sync + 'static {
    move |after, limit| {
        let party = party.try_get_untracked().flatten();
        Box::pin(async move {
            let page = desk.backend.call(ReadCases { folder, party, after, limit }).await?;
            has_folders.try_set(page.has_folders || folder != Folder::Inbox);
            Ok(Fetched { items: page.items, next: page.next, total: None })
        })
    }
}
