//! Taking everything out as an archive, and in again: one page, reached from the settings.

use domain::{id::PartyId, party::Relation};
use leptos::prelude::*;
use protocol::{ErrorView, ReadArchives, StopTakingOut, TakeOut, archive::TakenOutView, view::PartyView};

use super::{
    take_in::{Steps, TakingIn},
    title::title,
};
use crate::{
    components::{Dialog, MissingFiles, answered},
    phrase,
    state::{Live, View, desk, overview},
    words::language,
};

/// How it goes.
#[derive(Clone, PartialEq)]
enum Taking {
    NotAsked,
    Warned,
    UnderWay,
    Ended(Result<TakenOutView, ErrorView>),
}

/// The page.
#[component]
pub fn TakingOut() -> AnyView {
    let desk = desk();
    title(|| Some(t!("take-out-title")));
    provide_context(Steps::default());
    let archives = Live::new(desk, || Some(ReadArchives {}));
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("take-out-title")}</h1>
            <p class="lead">{tr!("take-out-lead")}</p>
            <Out/>
            {move || answered(archives, |found| {
                let fingerprint = found.fingerprint;
                view! {
                    <section class="part" aria-labelledby="fingerprint">
                        <h2 id="fingerprint">{tr!("fingerprint-heading")}</h2>
                        <p>{tr!("fingerprint-lead")}</p>
                        <p class="strong fingerprint">{fingerprint}</p>
                    </section>
                    <TakingIn taken=found.taken_in/>
                }
                .into_any()
            })}
            <p class="actions"><a class="button" href=View::Settings.path()>{tr!("view-settings")}</a></p>
        </div>
    }
    .into_any()
}

#[component]
fn Out() -> AnyView {
    let (desk, overview) = (desk(), overview());
    let chosen = RwSignal::new(None::<PartyId>);
    let taking = RwSignal::new(Taking::NotAsked);
    let parties = Memo::new(move |_| overview.with(|overview| overview.parties.clone()).unwrap_or_default());
    let meant = move || {
        let chosen = chosen.get();
        let is_meant = move |party: &PartyView| chosen.as_ref().is_none_or(|chosen| party.is(chosen));
        parties.get().into_iter().filter(is_meant).collect::<Vec<_>>()
    };
    let withholds = move || meant().iter().any(|party| party.protected && party.relation != Relation::Myself);
    let tells = move || meant().iter().any(|party| party.protected && party.relation == Relation::Myself);
    let act = Callback::new(move |()| {
        taking.set(Taking::UnderWay);
        desk.announcer.say(t!("taking-out"));
        let party = chosen.get_untracked();
        leptos::task::spawn_local(async move {
            let ended = desk.backend.call(TakeOut { party }).await;
            desk.announcer.say(said(&ended));
            taking.try_set(Taking::Ended(ended));
        });
    });
    let cancel = Callback::new(move |()| taking.set(Taking::NotAsked));
    let stop = move |_| {
        leptos::task::spawn_local(async move {
            // What was under way answers that it was stopped.
            let _ = desk.backend.call(StopTakingOut {}).await;
        });
    };
    let busy = move || taking.with(|taking| *taking == Taking::UnderWay);
    let ask = move |_| {
        if !busy() {
            taking.set(Taking::Warned);
        }
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        chosen.set(Some(value).filter(|value| !value.is_empty()).map(PartyId::new));
    };
    view! {
        <section class="part">
            <Show when=move || parties.with(|parties| parties.len() > 1)>
                <p>
                    <label for="take-out-whose">{tr!("take-out-whose")}</label>
                    <span class="select">
                        <select id="take-out-whose" on:change=choose>
                            <option value="">{tr!("take-out-everybody")}</option>
                            {move || parties.get().into_iter().map(|party| {
                                let id = party.id.as_str().to_owned();
                                view! { <option value=id>{name(&party)}</option> }
                            }).collect_view()}
                        </select>
                    </span>
                </p>
            </Show>
            <Show when=withholds><p class="note">{tr!("take-out-withholding")}</p></Show>
            <p class="actions">
                <button type="button" class="primary" aria-disabled=move || busy().then_some("true") on:click=ask>
                    {tr!("take-out-button")}
                </button>
            </p>
            {move || match taking.get() {
                Taking::NotAsked => ().into_any(),
                Taking::Warned => {
                    let warning = if tells() { t!("take-out-sure.protected") } else { String::new() };
                    let consequence = format!("{} {warning}", t!("take-out-sure.warning"));
                    view! {
                        <Dialog
                            heading=t!("take-out-sure")
                            consequence=consequence.trim().to_owned()
                            act=t!("take-out-sure.act")
                            on_act=act
                            on_cancel=cancel
                        />
                    }
                    .into_any()
                }
                Taking::UnderWay => view! {
                    <p class="note">{t!("taking-out")}</p>
                    <p class="actions"><button type="button" on:click=stop>{t!("take-out-stop")}</button></p>
                }
                .into_any(),
                Taking::Ended(ended) => {
                    let missing = match &ended {
                        Ok(TakenOutView::Saved { missing, .. }) => missing.clone(),
                        _ => Vec::new(),
                    };
                    view! { <div class="note"><p>{said(&ended)}</p><MissingFiles missing/></div> }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

fn name(party: &PartyView) -> String {
    match party.relation {
        Relation::Myself => t!("filter-own"),
        _ => party.name.clone(),
    }
}

fn said(ended: &Result<TakenOutView, ErrorView>) -> String {
    match ended {
        Ok(TakenOutView::Saved { items, files, missing, withheld }) => {
            let mut words = vec![t!("taken-out", items = *items, files = *files)];
            if *withheld > 0 {
                words.push(t!("taken-out-withheld", count = *withheld));
            }
            if !missing.is_empty() {
                words.push(t!("missing-files", count = missing.len()));
            }
            words.join(" ")
        }
        Ok(TakenOutView::Cancelled) => t!("take-out-stopped"),
        Err(error) => phrase::fault(language(), error.code).whole(),
    }
}
