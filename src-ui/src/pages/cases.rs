//! The cases, newest change first, with one of them beside the list when it is open.

use domain::id::{PartyId, RecordKey};
use leptos::prelude::*;
use protocol::{ReadCases, Tag};

use super::{
    reading::{Columns, Older, Reading},
    title::title,
};
use crate::{
    components::{Failure, Headlines, Waiting},
    state::{Answer, Desk, Fetched, HeadlineList, View, desk, place},
};

/// The cases.
#[component]
pub fn Cases() -> AnyView {
    let (desk, place) = (desk(), place());
    let party = Memo::new(move |_| place.with(|place| place.as_ref().and_then(|place| place.party.clone())));
    let open = Memo::new(move |_| place.with(|place| place.as_ref().is_some_and(|place| place.item.is_some())));
    title(move || (!open.get()).then(|| t!("view-cases")));
    let cases = HeadlineList::default();
    Effect::new(move |before: Option<Option<PartyId>>| {
        let now = party.get();
        desk.tags.track(&[Tag::Cases, Tag::Parties]);
        if before.is_some_and(|before| before != now) {
            cases.clear();
        }
        leptos::task::spawn_local(cases.reload(fetch(desk, party), || None));
        now
    });
    Effect::new(move |_| {
        if cases.answered().is_some() {
            desk.ready.set(true);
        }
    });
    let state = Memo::new(move |_| cases.answered());
    let empty = Memo::new(move |_| cases.rows().is_empty());
    let list = move || match state.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(error)) => view! { <Failure error retry=move || desk.tags.invalidate(&[Tag::Cases])/> }.into_any(),
        Some(Ok(())) if empty.get() => view! {
            <div class="empty">
                <p class="strong">{tr!("empty-cases")}</p>
                <p>{tr!("empty-cases.next")}</p>
            </div>
        }
        .into_any(),
        Some(Ok(())) => view! {
            <section class="group" aria-labelledby="group-cases">
                <h2 class="group-title" id="group-cases">{tr!("group-cases")}</h2>
                <Headlines rows=Signal::derive(move || cases.rows())/>
            </section>
            <Older list=cases fetch=fetch(desk, party)/>
        }
        .into_any(),
    };
    let known = move |item: &RecordKey| cases.title(item);
    view! {
        <Columns heading=|| t!("view-cases") view=View::Cases list>
            <Reading known any=Signal::derive(move || !empty.get())/>
        </Columns>
    }
    .into_any()
}

fn fetch(
    desk: Desk,
    party: Memo<Option<PartyId>>,
) -> impl Fn(Option<String>, u16) -> Answer + Copy + Send + Sync + 'static {
    move |after, limit| {
        let party = party.try_get_untracked().flatten();
        Box::pin(async move {
            let page = desk.backend.call(ReadCases { party, after, limit }).await?;
            Ok(Fetched { items: page.items, next: page.next, total: None })
        })
    }
}
