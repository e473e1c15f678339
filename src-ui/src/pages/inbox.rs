//! The inbox: what waits for the resident, what is new, and the rest by month; or what was found in it.

use chrono::Datelike;
use domain::{
    id::{PartyId, RecordKey},
    inbox::Group,
};
use leptos::prelude::*;
use protocol::{ReadInbox, Tag};

use super::{
    found::Results,
    reading::{Columns, Older, Reading},
    title::title,
};
use crate::{
    components::{Failure, Headlines, Notices, Waiting},
    phrase,
    state::{Answer, Desk, Fetched, HeadlineList, Row, View, desk, overview, place},
    words::language,
};

/// The inbox, with an item of it beside it when one is open.
#[component]
pub fn Inbox() -> AnyView {
    let (desk, overview, place) = (desk(), overview(), place());
    let selected = Memo::new(move |_| place.with(|place| place.as_ref().and_then(|place| place.item.clone())));
    let party = Memo::new(move |_| place.with(|place| place.as_ref().and_then(|place| place.party.clone())));
    let pinned = keep(desk, Group::Pinned, party, selected);
    let needs_you = keep(desk, Group::NeedsYou, party, selected);
    let new = keep(desk, Group::New, party, selected);
    let rest = keep(desk, Group::Rest, party, selected);
    let lists = [pinned, needs_you, new, rest];
    let archived =
        Memo::new(move |_| place.with(|place| place.as_ref().is_some_and(|place| place.search.filter.archived)));
    title(move || {
        selected.with(Option::is_none).then(|| if archived.get() { t!("view-archive") } else { t!("view-inbox") })
    });
    let all_there = Memo::new(move |_| lists.iter().all(|list| matches!(list.answered(), Some(Ok(())))));
    Effect::new(move |_| {
        if lists.iter().all(|list| list.answered().is_some()) {
            desk.ready.set(true);
        }
    });
    let fault = Memo::new(move |_| lists.iter().find_map(|list| list.answered()?.err()));
    let empty = Memo::new(move |_| lists.iter().all(|list| list.rows().is_empty()));
    let connected = Memo::new(move |_| overview.with(|overview| !overview.sources.is_empty()).unwrap_or(true));
    let looking =
        Memo::new(move |_| place.with(|place| place.as_ref().is_some_and(|place| !place.search.is_nothing())));
    let results = HeadlineList::default();
    let list = move || {
        if looking.get() {
            return view! { <Results list=results/> }.into_any();
        }
        if let Some(error) = fault.get() {
            return view! { <Failure error retry=move || desk.tags.invalidate(&[Tag::Inbox])/> }.into_any();
        }
        if !all_there.get() {
            return view! { <Waiting/> }.into_any();
        }
        if empty.get() {
            return view! {
                <Notices/>
                <Empty connected=connected.get() filtered=party.with(Option::is_some)/>
            }
            .into_any();
        }
        view! {
            <Notices/>
            <Counted list=pinned group=Group::Pinned/>
            <Counted list=needs_you group=Group::NeedsYou/>
            <Counted list=new group=Group::New/>
            <Months rest taken=[pinned, needs_you, new]/>
            <Older list=rest fetch=fetch(desk, Group::Rest, party)/>
        }
        .into_any()
    };
    let heading = move || if archived.get() { t!("view-archive") } else { t!("view-inbox") };
    let any = Signal::derive(move || if looking.get() { !results.rows().is_empty() } else { !empty.get() });
    // An archive or a label may fill at any time, and a pane that once had a name keeps one.
    let filed = Memo::new(move |_| {
        place.with(|place| {
            place.as_ref().is_some_and(|place| place.search.filter.asks_marks() && !place.search.looks_for_words())
        })
    });
    let known = move |item: &RecordKey| lists.iter().chain([&results]).find_map(|list| list.title(item));
    view! {
        <Columns heading view=View::Inbox list any>
            <Reading known any=Signal::derive(move || any.get() || filed.get())/>
        </Columns>
    }
    .into_any()
}

/// Keeps one group read.
fn keep(desk: Desk, group: Group, party: Memo<Option<PartyId>>, selected: Memo<Option<RecordKey>>) -> HeadlineList {
    let list = HeadlineList::default();
    Effect::new(move |before: Option<Option<PartyId>>| {
        let now = party.get();
        desk.tags.track(&[Tag::Inbox, Tag::Parties]);
        if group != Group::Rest {
            // An item that has left the group stays while it is open; when another opens, it goes.
            selected.track();
        }
        if before.is_some_and(|before| before != now) {
            list.clear();
        }
        let selected = move || if group == Group::Rest { None } else { selected.try_get_untracked().flatten() };
        leptos::task::spawn_local(list.reload(fetch(desk, group, party), selected));
        now
    });
    list
}

fn fetch(
    desk: Desk,
    group: Group,
    party: Memo<Option<PartyId>>,
) -> impl Fn(Option<String>, u16) -> Answer + Copy + Send + Sync + 'static {
    move |after, limit| {
        let party = party.try_get_untracked().flatten();
        Box::pin(async move {
            let page = desk.backend.call(ReadInbox { group, party, after, limit }).await?;
            Ok(Fetched { items: page.items, next: page.next, total: page.total })
        })
    }
}

/// A group with its count.
#[component]
fn Counted(
    /// Its items.
    list: HeadlineList,
    /// Which.
    group: Group,
) -> AnyView {
    let id = match group {
        Group::Pinned => "group-pinned",
        Group::NeedsYou => "group-needs-you",
        Group::New | Group::Rest => "group-new",
    };
    let rows = Signal::derive(move || list.rows());
    let count = move || list.total().unwrap_or_else(|| u32::try_from(list.rows().len()).unwrap_or(u32::MAX));
    let heading = move || match (group, count()) {
        (Group::Pinned, count) => t!("group-pinned", count = count),
        (Group::NeedsYou, count) => t!("group-needs-you", count = count),
        (_, 0) => t!("group-read"),
        (_, count) => t!("group-new", count = count),
    };
    view! {
        <Show when=move || !rows.with(Vec::is_empty)>
            <section class="group" aria-labelledby=id>
                <h2 class="group-title" id=id>{heading}</h2>
                <Headlines rows/>
            </section>
        </Show>
    }
    .into_any()
}

/// All else, by month.
#[component]
fn Months(
    /// The items.
    rest: HeadlineList,
    /// The groups above, which may still hold an item that has come here.
    taken: [HeadlineList; 3],
) -> AnyView {
    let overview = overview();
    let rows = Memo::new(move |_| {
        let free = |row: &Row| !taken.iter().any(|list| list.has(&row.item));
        rest.rows().into_iter().filter(free).map(Dated::of).collect::<Vec<_>>()
    });
    let months = Memo::new(move |_| {
        rows.with(|rows| {
            let mut months: Vec<(i32, u32)> = rows.iter().map(|row| row.month).collect();
            months.dedup();
            months
        })
    });
    view! {
        <For each=move || months.get() key=|month| *month let:month>
            <section class="group" aria-labelledby=month_id(month)>
                <h2 class="group-title" id=month_id(month)>
                    {move || phrase::month(language(), overview.today(), month.0, month.1)}
                </h2>
                <Headlines rows=Signal::derive(move || {
                    rows.with(|rows| rows.iter().filter(|row| row.month == month).map(|row| row.row.clone()).collect())
                })/>
            </section>
        </For>
    }
    .into_any()
}

fn month_id((year, month): (i32, u32)) -> String {
    format!("month-{year}-{month}")
}

/// A row with its month.
#[derive(Clone)]
struct Dated {
    row: Row,
    month: (i32, u32),
}

impl Dated {
    fn of(row: Row) -> Self {
        let date = row.headline.with(|headline| headline.when.date);
        Self { row, month: (date.year(), date.month()) }
    }
}

impl PartialEq for Dated {
    fn eq(&self, other: &Self) -> bool {
        self.row.item == other.row.item && self.month == other.month
    }
}

/// What is said when there is nothing: what will come here, and what one can do now.
#[component]
fn Empty(
    /// Whether a service is connected.
    connected: bool,
    /// Whether only one party's items are shown.
    filtered: bool,
) -> AnyView {
    let words = move || match (connected, filtered) {
        (false, _) => (t!("empty-unconnected"), t!("empty-unconnected.next")),
        (true, true) => (t!("empty-filtered"), t!("empty-filtered.next")),
        (true, false) => (t!("empty-inbox"), t!("empty-inbox.next")),
    };
    view! {
        <div class="empty">
            <p class="strong">{move || words().0}</p>
            <p>{move || words().1}</p>
            <p>
                {if filtered && connected {
                    view! { <a class="button" href=View::Inbox.path()>{tr!("show-everybody")}</a> }.into_any()
                } else {
                    view! { <a class="button primary" href=View::Connect.path()>{tr!("connect-first")}</a> }.into_any()
                }}
            </p>
        </div>
    }
    .into_any()
}
