//! Where faults can be reported, reports that are on their way, and what became of those that were made or are followed.

use leptos::prelude::*;
use protocol::{
    ReadOutbox, ReadReporting,
    letters::{LetterTo, OutboxView, OutgoingKind, OutgoingView},
    reports::{ReportCityView, ReportingView},
    view::HeadlineView,
};

use super::{letters::Group, title::title};
use crate::{
    components::{HeadlineRow, answered},
    state::{Live, Place, View, Writing, desk},
};

/// The page of fault reports.
#[component]
pub fn Reports() -> AnyView {
    let desk = desk();
    let live = Live::new(desk, || Some(ReadReporting {}));
    let outbox = Live::new(desk, || Some(ReadOutbox {}));
    title(|| Some(t!("view-report")));
    // What has become a report of the list is told there.
    let unsent = Memo::new(move |_| outbox.with(|outbox| ours(&outbox.unsent)).unwrap_or_default());
    let received = Memo::new(move |_| outbox.with(received_alone).unwrap_or_default());
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-report")}</h1>
            <p class="lead">{tr!("report-lead")}</p>
            {move || answered(live, move |ReportingView { cities, reports }| {
                let none = reports.is_empty();
                view! {
                    <Cities cities/>
                    {move || view! { <Group letters=unsent.get() id="report-unsent" heading=tr!("letters-unsent")/> }}
                    <Own reports/>
                    {move || view! { <Group letters=received.get() id="report-received" heading=tr!("letters-received")/> }}
                    <Show when=move || none && unsent.with(Vec::is_empty) && received.with(Vec::is_empty)>
                        <div class="empty"><p>{tr!("report-none")}</p></div>
                    </Show>
                }
                .into_any()
            })}
        </div>
    }
    .into_any()
}

/// The letters that are fault reports.
fn ours(letters: &[OutgoingView]) -> Vec<OutgoingView> {
    letters.iter().filter(|letter| letter.kind == OutgoingKind::Report).cloned().collect()
}

/// The reports that were received and of which nothing has come back: the city gives no number, or has not yet.
fn received_alone(outbox: &OutboxView) -> Vec<OutgoingView> {
    ours(&outbox.received).into_iter().filter(|letter| letter.item.is_none()).collect()
}

/// To which cities a fault can be reported.
#[component]
fn Cities(
    /// The cities.
    cities: Vec<ReportCityView>,
) -> AnyView {
    if cities.is_empty() {
        return view! {
            <p>{tr!("report-nowhere")}</p>
            <p>{tr!("report-nowhere.next")}</p>
            <p class="actions"><a class="button primary" href=View::Connect.path()>{tr!("report-connect")}</a></p>
        }
        .into_any();
    }
    let alone = cities.len() == 1;
    let (cities, closed): (Vec<_>, Vec<_>) = cities.into_iter().partition(|city| city.takes);
    let closed = closed
        .into_iter()
        .map(|city| view! { <p class="note">{move || t!("report-elsewhere", name = city.name.value.as_str())}</p> })
        .collect_view();
    let ways = cities
        .into_iter()
        .map(|ReportCityView { source, name, drafted, .. }| {
            let href = Place::reporting(Writing::To(LetterTo::Report(source))).href();
            let called = name.value;
            let words = move || match (drafted, alone) {
                (true, true) => t!("report-go-on"),
                (true, false) => t!("report-go-on.in", name = called.as_str()),
                (false, true) => t!("report-begin"),
                (false, false) => t!("report-begin.in", name = called.as_str()),
            };
            view! { <a class="button primary" href=href>{words}</a> }
        })
        .collect_view();
    view! { <p class="actions cities">{ways}</p>{closed} }.into_any()
}

/// The resident's own reports, and those that they follow.
#[component]
fn Own(
    /// What is shown of each.
    reports: Vec<HeadlineView>,
) -> AnyView {
    if reports.is_empty() {
        return ().into_any();
    }
    let rows = reports
        .into_iter()
        .map(|headline| view! { <HeadlineRow item=headline.item.clone() headline=Signal::stored(headline)/> })
        .collect_view();
    view! {
        <section class="part" aria-labelledby="report-own">
            <h2 id="report-own">{tr!("report-own")}</h2>
            <div>{rows}</div>
        </section>
    }
    .into_any()
}
