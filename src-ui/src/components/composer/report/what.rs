//! The first step: what is broken, found by a word or in the city's groups.

use leptos::prelude::*;
use protocol::{
    reports::{ReportServiceView, ReportServicesView},
    view::Text,
};

use super::{Held, Onward};
use crate::{
    components::{Failure, Waiting, Words},
    phrase,
    state::{Step, all, desk, focus_element, say_found},
    words::language,
};

use domain::outgoing::Field as Part;

/// What is broken.
#[component]
pub(super) fn What(
    /// The report.
    report: Held,
) -> AnyView {
    let (held, report) = (report, report.get_value());
    // What stands in the list: what was found, and for what; all of them for nothing.
    let found = Memo::new(move |_| {
        let found = report
            .services
            .with(|asked, list| list.as_ref().ok().map(|list| (asked.text.clone(), list.services.len())));
        found.flatten().filter(|(text, _)| !text.is_empty())
    });
    say_found(desk(), move || found.get().map(|(text, count)| (text, found_words(count))));
    let flaw = report.flaw(Part::Service);
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = report.looked_for.with_untracked(|typed| typed.trim().to_owned());
        match found.get_untracked() {
            _ if typed.is_empty() => report.go_on(Step::What, Step::Where),
            // Enter in the field leads to what was found; where nothing was, or not yet, the field keeps the focus.
            Some((text, _)) if text == typed => focus_first_kind(),
            _ => {}
        }
    };
    let state = Memo::new(move |_| report.services.with(|_, list| list.as_ref().map(drop).map_err(Clone::clone)));
    let list = move || match state.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(error)) => view! { <Failure error retry=move || report.services.ask_again()/> }.into_any(),
        Some(Ok(())) => view! { <Kinds report=held/> }.into_any(),
    };
    view! {
        <form on:submit=go>
            <div class="field">
                <label for="report-find">
                    {tr!("report-find")}
                    {move || flaw.get().map(|flaw| view! { " "<b class="flaw">{flaw}</b> })}
                </label>
                // Not of the type that searches: its button for emptying it is read, and no key reaches it.
                <input
                    id="report-find"
                    type="text"
                    inputmode="search"
                    autocomplete="off"
                    autocapitalize="off"
                    maxlength="200"
                    aria-invalid=move || flaw.with(Option::is_some).then_some("true")
                    prop:value=move || report.looked_for.get()
                    on:input:target=move |event| report.looked_for.set(event.target().value())
                />
            </div>
            {move || report.chosen().map(|name| view! { <Chosen name/> })}
            {list}
            <Onward next=Signal::derive(|| t!("report-next"))/>
        </form>
    }
    .into_any()
}

#[component]
fn Chosen(
    /// What it is called.
    name: Text,
) -> AnyView {
    view! { <p class="chosen">{tr!("report-chosen")}" "<b lang=name.lang>{name.value}</b></p> }.into_any()
}

/// The kinds of faults: those that were found, or all by their groups.
#[component]
fn Kinds(
    /// The report.
    report: Held,
) -> AnyView {
    let (held, report) = (report, report.get_value());
    let list = Memo::new(move |_| {
        let found = report.services.with(|asked, list| list.clone().ok().map(|list| (asked.text.clone(), list)));
        found.flatten()
    });
    let shown = move || {
        let Some((text, ReportServicesView { services, fetched, failure, .. })) = list.get() else {
            return ().into_any();
        };
        let old = failure.map(|_| {
            view! { <p class="note">{t!("report-list-old", when = phrase::when_full(language(), &fetched))}</p> }
        });
        let kinds = if !text.is_empty() {
            let count = services.len();
            let rows = services.into_iter().map(|kind| view! { <Kind report=held kind/> }).collect_view();
            view! {
                <p class="small found">{move || found_words(count)}</p>
                {(count == 0).then(|| view! { <p>{tr!("report-found-none.next")}</p> })}
                <div class="kinds">{rows}</div>
            }
            .into_any()
        } else if services.is_empty() {
            view! { <p class="note">{tr!("report-list-empty")}</p> }.into_any()
        } else {
            let groups = grouped(services);
            let alone = groups.len() == 1;
            let group = |(place, (name, kinds)): (usize, (Option<Text>, Vec<ReportServiceView>))| {
                view! { <Group report=held place name=name.filter(|_| !alone) kinds/> }
            };
            groups.into_iter().enumerate().map(group).collect_view().into_any()
        };
        view! { {old} {kinds} }.into_any()
    };
    view! { <div class="found-kinds">{shown}</div> }.into_any()
}

#[component]
fn Group(
    /// The report.
    report: Held,
    /// Which of the groups it is.
    place: usize,
    /// What it is called.
    name: Option<Text>,
    /// The kinds in it.
    kinds: Vec<ReportServiceView>,
) -> AnyView {
    let held = report;
    let id = format!("report-group-{place}");
    let heading = match name {
        Some(name) => view! { <h2 id=id.clone() lang=name.lang>{name.value}</h2> }.into_any(),
        None if place == 0 => view! { <h2 id=id.clone()>{tr!("report-all")}</h2> }.into_any(),
        None => view! { <h2 id=id.clone()>{tr!("report-others")}</h2> }.into_any(),
    };
    let rows = kinds.into_iter().map(|kind| view! { <Kind report=held kind/> }).collect_view();
    view! {
        <section class="part" aria-labelledby=id>
            {heading}
            <div class="kinds">{rows}</div>
        </section>
    }
    .into_any()
}

/// A kind of fault. Choosing it goes on.
#[component]
fn Kind(
    /// The report.
    report: Held,
    /// The kind.
    kind: ReportServiceView,
) -> AnyView {
    let report = report.get_value();
    let ReportServiceView { code, name, description, .. } = kind;
    let service = report.draft.beside().service;
    let own = code.clone();
    let is_chosen = move || service.with(|chosen| chosen.as_ref() == Some(&own)).then_some("true");
    let choose = move |_| {
        if service.with_untracked(|chosen| chosen.as_ref() != Some(&code)) {
            service.set(Some(code.clone()));
        }
        report.looked_for.set(String::new());
        report.go_on(Step::What, Step::Where);
    };
    view! {
        <p>
            <button type="button" class="kind" aria-current=is_chosen on:click=choose>
                <Words text=name/>
                {description.map(|text| view! { <span class="small" lang=text.lang>{text.value}</span> })}
            </button>
        </p>
    }
    .into_any()
}

fn found_words(count: usize) -> String {
    match count {
        0 => t!("report-found-none"),
        count => t!("report-found", count = count),
    }
}

/// Moves the focus to what was found first.
fn focus_first_kind() {
    let first = document().body().and_then(|body| all(&body, ".found-kinds .kind").into_iter().next());
    if let Some(first) = first {
        focus_element(&first);
    }
}

/// The kinds by their groups, both in the order of the city's list.
fn grouped(kinds: Vec<ReportServiceView>) -> Vec<(Option<Text>, Vec<ReportServiceView>)> {
    let mut groups: Vec<(Option<Text>, Vec<ReportServiceView>)> = Vec::new();
    for kind in kinds {
        match groups.iter_mut().find(|(name, _)| *name == kind.group) {
            Some((_, kinds)) => kinds.push(kind),
            None => groups.push((kind.group.clone(), vec![kind])),
        }
    }
    // What belongs to no group comes after those that have a name.
    groups.sort_by_key(|(name, _)| name.is_none());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(code: &str, group: Option<&str>) -> ReportServiceView {
        let text = |value: &str| Text { value: value.to_owned(), lang: None };
        ReportServiceView { code: code.to_owned(), name: text(code), description: None, group: group.map(text) }
    }

    #[test]
    fn kinds_stand_in_their_groups_and_those_of_none_at_the_end() {
        let list = [("lamp", Some("Kadut")), ("other", None), ("swing", Some("Puistot")), ("hole", Some("Kadut"))];
        let groups = grouped(list.into_iter().map(|(code, group)| kind(code, group)).collect());
        let codes = groups.iter().map(|(name, kinds)| {
            let name = name.as_ref().map(|name| name.value.as_str());
            (name, kinds.iter().map(|kind| kind.code.as_str()).collect::<Vec<_>>())
        });
        assert_eq!(
            codes.collect::<Vec<_>>(),
            [(Some("Kadut"), vec!["lamp", "hole"]), (Some("Puistot"), vec!["swing"]), (None, vec!["other"])]
        );
    }
}
