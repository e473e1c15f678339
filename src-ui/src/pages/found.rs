//! What was found: how many, the items, and what to try when there are none.

use std::time::Duration;

use domain::{id::PartyId, mark::LabelId};
use leptos::prelude::*;
use protocol::{ReadLabels, Search, Tag, search::SearchFilter};

use super::reading::Older;
use crate::{
    components::{Failure, Headlines, Waiting},
    state::{Answer, Desk, Fetched, HeadlineList, Live, Looking, Place, desk, here, overview, place},
};

/// How long nothing must change before a count is said: who types hears their letters first.
const SETTLED: Duration = Duration::from_millis(900);

/// A question with whose matters it is about.
type Asked = (Looking, Option<PartyId>);

/// What is known of a question's answer beside its items.
#[derive(Clone, Debug, PartialEq)]
struct Outcome {
    asked: Asked,
    total: u32,
    more: bool,
    complete: bool,
}

/// The items that were found.
#[component]
pub fn Results(
    /// Where they are kept.
    list: HeadlineList,
) -> AnyView {
    let (desk, place) = (desk(), place());
    let asked = Memo::new(move |_| {
        let here = here(place);
        (here.search, here.party)
    });
    let outcome = RwSignal::new(None::<Outcome>);
    let fetch = fetch(desk, asked, outcome);
    Effect::new(move |before: Option<Asked>| {
        let now = asked.get();
        desk.tags.track(&[Tag::Inbox, Tag::Parties]);
        match before {
            None => list.clear(),
            Some(before) if before != now => list.ask_another(),
            Some(_) => {}
        }
        leptos::task::spawn_local(list.reload(fetch, || None));
        now
    });
    say_count(desk, asked, outcome);
    let rows = Signal::derive(move || list.rows());
    let labels = Live::new(desk, || Some(ReadLabels {}));
    let label_name = move |label: LabelId| {
        labels
            .with(|labels| labels.labels.iter().find(|known| known.id == label).map(|known| known.name.clone()))
            .flatten()
    };
    // What is only filed is not found: it is what is in the archive, or has a label.
    let heading = move |outcome: &Outcome| {
        let (Looking { text, filter }, _) = &outcome.asked;
        match (filter.archived, filter.label.and_then(label_name)) {
            _ if !text.is_empty() || filter.narrows() => count(outcome),
            (true, None) => t!("archive-count", count = outcome.total),
            (_, Some(name)) => t!("label-count", name = name, count = outcome.total),
            (false, None) => count(outcome),
        }
    };
    // Of the question before, or of one that failed, there is no count.
    let current = move || {
        let failed = matches!(list.answered(), Some(Err(_)));
        outcome.get().filter(|outcome| !failed && outcome.asked == asked.get())
    };
    let content = move || match list.answered() {
        Some(Err(error)) => view! { <Failure error retry=move || desk.tags.invalidate(&[Tag::Inbox])/> }.into_any(),
        None => view! { <Waiting/> }.into_any(),
        Some(Ok(())) => view! {
            <Show when=move || outcome.with(|outcome| outcome.as_ref().is_some_and(|outcome| !outcome.complete))>
                <p class="note">{tr!("search-incomplete")}</p>
            </Show>
            <Show when=move || rows.with(Vec::is_empty)><Nothing/></Show>
            <Headlines rows/>
            <Older list fetch/>
        }
        .into_any(),
    };
    view! {
        <section class="group results" aria-labelledby="results-title">
            <h2 class="group-title" id="results-title">
                {move || current().map_or_else(|| t!("search-results"), |outcome| heading(&outcome))}
            </h2>
            {content}
        </section>
    }
    .into_any()
}

fn fetch(
    desk: Desk,
    asked: Memo<Asked>,
    outcome: RwSignal<Option<Outcome>>,
) -> impl Fn(Option<String>, u16) -> Answer + Copy + Send + Sync + 'static {
    move |after, limit| {
        let now = asked.try_get_untracked().unwrap_or((Looking::NOTHING, None));
        Box::pin(async move {
            let (Looking { text, filter }, party) = now.clone();
            let filter = SearchFilter { party, ..filter };
            let page = desk.backend.call(Search { text, filter, after, limit }).await?;
            if let Some(total) = page.total
                && asked.try_get_untracked().as_ref() == Some(&now)
            {
                outcome.try_set(Some(Outcome { asked: now, total, more: page.more, complete: page.complete }));
            }
            Ok(Fetched { items: page.items, next: page.next, total: page.total })
        })
    }
}

/// Says how many were found, once for each question, when it has settled.
fn say_count(desk: Desk, asked: Memo<Asked>, outcome: RwSignal<Option<Outcome>>) {
    let said = StoredValue::new(None::<Asked>);
    Effect::new(move |_| {
        let Some(now) = outcome.get() else { return };
        if said.with_value(|said| said.as_ref() == Some(&now.asked)) {
            return;
        }
        set_timeout(
            move || {
                let still = asked.try_get_untracked().as_ref() == Some(&now.asked);
                let unsaid = said.try_with_value(|said| said.as_ref() != Some(&now.asked)).unwrap_or_default();
                if still && unsaid {
                    said.try_set_value(Some(now.asked.clone()));
                    // The title of the window has said which list it is.
                    if now.asked.0.looks_for_words() {
                        let nothing = now.total == 0;
                        desk.announcer.say(if nothing { t!("search-none") } else { count(&now) });
                    }
                }
            },
            SETTLED,
        );
    });
}

fn count(outcome: &Outcome) -> String {
    if outcome.more {
        t!("search-found-more", count = outcome.total)
    } else {
        t!("search-found", count = outcome.total)
    }
}

/// What is said of an archive or a label with nothing in it.
#[component]
fn NothingFiled(
    /// Whether it is the archive.
    archived: bool,
) -> AnyView {
    let words = move || {
        if archived {
            (t!("archive-empty"), t!("archive-empty.next"))
        } else {
            (t!("label-empty"), t!("label-empty.next"))
        }
    };
    view! {
        <div class="empty">
            <p class="strong">{move || words().0}</p>
            <p>{move || words().1}</p>
        </div>
    }
    .into_any()
}

/// What is said when nothing was found: what to try.
#[component]
fn Nothing() -> AnyView {
    let (overview, place) = (overview(), place());
    let filter = untrack(|| here(place)).search;
    if !filter.looks_for_words() {
        return view! { <NothingFiled archived=filter.filter.archived/> }.into_any();
    }
    let narrowed = move || here(place).search.filter.narrows();
    let one_party =
        move || here(place).party.is_some() && overview.with(|overview| overview.parties.len() > 1).unwrap_or_default();
    let widened = move || {
        let here = here(place);
        here.looking(Looking { text: here.search.text.clone(), ..here.search.filed() }).href()
    };
    let everybody = move || Place { party: None, ..here(place) }.href();
    view! {
        <div class="empty">
            <p class="strong">{tr!("search-none")}</p>
            <p>{tr!("search-none.fewer")}</p>
            <p>{tr!("search-none.spelling")}</p>
            <p>{tr!("search-none.quotes")}</p>
            <Show when=narrowed><p><a class="button" href=widened>{tr!("search-widen")}</a></p></Show>
            <Show when=one_party><p><a class="button" href=everybody>{tr!("show-everybody")}</a></p></Show>
        </div>
    }
    .into_any()
}
