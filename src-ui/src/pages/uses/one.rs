//! One use of data, whole: what for, who, on which basis, which data, the choice that there is or why there is none, who has
//! looked, and what can be asked about it.

use domain::{
    consent::{DataRight, State},
    id::RecordKey,
    party::Relation,
};
use leptos::prelude::*;
use protocol::{
    CheckErasure, ErrorView, ReadDataUse,
    data_use::{ChoiceView, DataUseLineView, DataUseView, ErasureCheckView, LookupFilter},
    letters::LetterTo,
};

use super::{super::title::title, Back};
use crate::{
    components::{DayInText, Failure, LogNote, LookupCard, Organisation, OutLink, OutgoingCard, Waiting, Words},
    phrase::{self, data_use as said},
    state::{ALL_LOOKUPS, Live, Place, Writing, desk, here, lock, place},
    words::language,
};

/// The page of a use.
#[component]
pub fn Use() -> AnyView {
    let (desk, place) = (desk(), place());
    let item = Memo::new(move |_| here(place).item);
    let live = Live::new(desk, move || item.get().map(|item| ReadDataUse { item }));
    let purpose = Memo::new(move |_| live.with(|view| view.line.purpose.clone()));
    let protected = Memo::new(move |_| live.with(|view| view.line.whose.protected).unwrap_or_default());
    let lock = lock(desk);
    title(move || {
        // As with items: with a lock, or of a protected person, the title says where one is and not what is read there.
        let named = purpose.get().filter(|_| !lock.is_set() && !protected.get());
        Some(named.map_or_else(|| t!("use-one"), |purpose| purpose.value))
    });
    let failed = Memo::new(move |_| matches!(live.get(), Some(Err(_))));
    let before = move || live.with(|view| phrase::before_title(language(), &view.line.whose)).flatten();
    let lang = move || purpose.get().and_then(|purpose| purpose.lang);
    view! {
        <div class="page uses" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <Show when=move || !failed.get()>
                <h1 id="page-title" lang=lang>
                    {move || before().map(|whose| view! { <span class="whose" lang=lang().map(|_| language().tag())>{whose}" "</span> })}
                    {move || purpose.get().map_or_else(|| t!("use-one"), |purpose| purpose.value)}
                </h1>
            </Show>
            {move || match live.get() {
                None => view! { <Waiting/> }.into_any(),
                Some(Err(error)) => view! { <Failure error alone=true retry=move || live.ask_again()/> }.into_any(),
                Some(Ok(view)) => view! { <Whole view/> }.into_any(),
            }}
            <Back/>
        </div>
    }
    .into_any()
}

#[component]
fn Whole(
    /// The use.
    view: DataUseView,
) -> AnyView {
    let (letters, asked) = (view.letters.clone(), view.clone());
    let (looked, told) = (view.clone(), view.clone());
    let pending = (!letters.is_empty()).then(|| {
        let cards = letters.into_iter().map(|letter| view! { <OutgoingCard letter/> }).collect_view();
        view! {
            <section class="part" data-part="letters" aria-labelledby="use-letters">
                <h2 id="use-letters">{tr!("reply-pending")}</h2>
                <div class="cards">{cards}</div>
            </section>
        }
    });
    view! {
        <Basis view/>
        <About view=told/>
        {pending}
        <Looked view=looked/>
        <Rights view=asked/>
    }
    .into_any()
}

/// Who decides, why it is lawful, and the choice that there is.
#[component]
fn Basis(
    /// The use.
    view: DataUseView,
) -> AnyView {
    let DataUseView { line, statute, controller, sender, .. } = view;
    let DataUseLineView { basis, choice, whose, flagged, .. } = line;
    let told = sender.value.clone();
    let (own, name) = (whose.relation == Relation::Myself, whose.name);
    let statute = statute.map(|law| {
        let section = law.section.map(|section| format!(" {section}"));
        view! { <dd><Words text=law.statute/>{section}</dd> {law.link.map(|link| view! { <dd><OutLink link/></dd> })} }
    });
    view! {
        <div class="first" data-part="basis">
            {(flagged > 0).then(|| view! { <p><span class="tag wait">{move || t!("uses-wrong", count = flagged)}</span></p> })}
            <dl>
                <div><dt>{tr!("use-controller")}</dt><dd><Organisation organisation=controller/></dd></div>
                <div><dt>{tr!("use-whose")}</dt><dd>{move || if own { t!("use-whose.own") } else { name.clone() }}</dd></div>
                <div>
                    <dt>{tr!("use-basis")}</dt>
                    <dd>{move || said::basis(language(), basis)}</dd>
                    <dd>{move || said::basis_means(language(), basis)}</dd>
                    {statute}
                </div>
                <div data-part="choice"><dt>{tr!("use-choice")}</dt><Choice choice chosen=is_chosen(basis) told/></div>
            </dl>
        </div>
    }
    .into_any()
}

fn is_chosen(basis: domain::data_use::LegalBasis) -> bool {
    use domain::data_use::Permission;
    basis.allows(Permission::Consent) || basis.allows(Permission::DisclosurePermission)
}

/// The choice that the law gives and where it stands; or why there is none. Nothing here is a switch: what is decided is decided
/// on the page of the consent, where everything about it stands.
#[component]
fn Choice(
    /// The choice.
    choice: Option<ChoiceView>,
    /// Whether the use rests on one.
    chosen: bool,
    /// The public body.
    told: String,
) -> AnyView {
    let place = place();
    let Some(ChoiceView { permission, item, state, doubt, overlay, until }) = choice else {
        let words = move || if chosen { t!("use-choice-none") } else { t!("use-no-choice") };
        return view! { <dd>{words}</dd> }.into_any();
    };
    let (sender, asked) = (told.clone(), told);
    let stands = move || {
        said::overlay(language(), permission, overlay, state.unwrap_or(State::Unknown), &sender).unwrap_or_else(|| {
            match state {
                Some(state) => said::state(language(), permission, state),
                None if chosen => t!("use-choice-none"),
                None => t!("use-may-forbid"),
            }
        })
    };
    let why = doubt.map(|doubt| view! { <dd>{move || said::doubt(language(), doubt, &asked)}</dd> });
    let link = item.map(|item| {
        let words = move || t!("use-choice-open", what = said::permission(language(), permission));
        view! { <dd><a class="button" href=move || here(place).opening(&item).href()>{words}</a></dd> }
    });
    view! {
        <dd>{stands}</dd>
        {why}
        {until.map(|day| view! { <dd>{tr!("consent-until-day")}" "<DayInText day/></dd> })}
        {link}
    }
    .into_any()
}

/// Which data, who receives them, how long and where they are kept, and whether a machine decides alone.
#[component]
fn About(
    /// The use.
    view: DataUseView,
) -> AnyView {
    let DataUseView { categories, recipients, retention, location, automated, .. } = view;
    let data = categories
        .into_iter()
        .map(|(text, special)| {
            let mark = special.then(|| view! { " "<span class="mark-word">{tr!("data-special")}</span> });
            view! { <dd><Words text/>{mark}</dd> }
        })
        .collect_view();
    let nobody = recipients.is_empty();
    let recipients =
        recipients.into_iter().map(|one| view! { <dd><Organisation organisation=one/></dd> }).collect_view();
    let machine = move || match automated {
        Some(true) => t!("use-machine.alone"),
        Some(false) => t!("use-machine.never"),
        None => t!("use-machine.unstated"),
    };
    let unstated = (retention.is_none(), location.is_none());
    view! {
        <section class="part" data-part="about" aria-labelledby="use-about">
            <h2 id="use-about">{tr!("use-about")}</h2>
            <dl class="facts-list">
                <div><dt>{tr!("use-data")}</dt>{data}</div>
                <div>
                    <dt>{tr!("use-recipients")}</dt>
                    {recipients}
                    {nobody.then(|| view! { <dd>{tr!("use-recipients.none")}</dd> })}
                </div>
                <div>
                    <dt>{tr!("use-retention")}</dt>
                    {retention.map(|text| view! { <dd><Words text/></dd> })}
                    {unstated.0.then(|| view! { <dd>{tr!("use-unstated")}</dd> })}
                </div>
                <div>
                    <dt>{tr!("use-location")}</dt>
                    {location.map(|text| view! { <dd><Words text/></dd> })}
                    {unstated.1.then(|| view! { <dd>{tr!("use-unstated")}</dd> })}
                </div>
                <div><dt>{tr!("use-machine")}</dt><dd>{machine}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

/// Who has looked by it.
#[component]
fn Looked(
    /// The use.
    view: DataUseView,
) -> AnyView {
    let DataUseView { line, lookups, log, .. } = view;
    let (count, party) = (line.lookups, line.whose.id);
    let all = Place { party: Some(party), ..Place::INBOX }
        .looked_up(LookupFilter { data_use: Some(line.item), ..ALL_LOOKUPS })
        .href();
    let cards = lookups.into_iter().map(|lookup| view! { <LookupCard lookup/> }).collect_view();
    let silent = log.is_none() && count == 0;
    let words = move || match count {
        0 if silent => t!("lookups-no-log"),
        0 => t!("use-lookups-none"),
        count => t!("use-lookups-count", count = count),
    };
    view! {
        <section class="part" data-part="uses" aria-labelledby="use-lookups">
            <h2 id="use-lookups">{tr!("lookups-title")}</h2>
            <p>{words}</p>
            {log.map(|log| view! { <LogNote log/> })}
            <div class="lookups">{cards}</div>
            {(count > 0).then(|| view! { <p class="actions"><a class="button" href=all>{tr!("use-lookups-all")}</a></p> })}
        </section>
    }
    .into_any()
}

/// What can be asked about it. What the law does not give is not shown.
#[component]
fn Rights(
    /// The use.
    view: DataUseView,
) -> AnyView {
    let DataUseView { line, party, rights, hindrance, checks_erasure, .. } = view;
    let (data_use, none, barred) = (line.item, rights.is_empty(), hindrance.is_some());
    let ways = rights
        .into_iter()
        .map(|right| {
            let to = LetterTo::Data(party.clone(), right, Some(data_use.id.clone()));
            let href = Place::writing(Writing::To(to)).href();
            let check = (right == DataRight::Erasure && checks_erasure)
                .then(|| view! { <Erasure item=data_use.clone()/> });
            view! {
                <div class="way">
                    <p>{move || phrase::data_right_means(language(), right)}</p>
                    <p class="actions">
                        <a class="button" href=href data-right=right.name()>{move || phrase::data_right_begin(language(), right)}</a>
                    </p>
                    {check}
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="part" data-part="rights" aria-labelledby="use-rights">
            <h2 id="use-rights">{tr!("use-rights")}</h2>
            {barred.then(|| view! { <p class="note">{tr!("consent-barred")}</p> })}
            {(none && !barred).then(|| view! { <p>{tr!("use-rights.none")}</p> })}
            {(!barred).then_some(ways)}
        </section>
    }
    .into_any()
}

/// Trying out whether the data would be erased. Nothing is.
#[component]
fn Erasure(
    /// The use.
    item: RecordKey,
) -> AnyView {
    let desk = desk();
    let (busy, came) = (RwSignal::new(false), RwSignal::new(None::<Result<ErasureCheckView, ErrorView>>));
    let ask = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let item = item.clone();
        leptos::task::spawn_local(async move {
            let answer = desk.backend.call(CheckErasure { item }).await;
            busy.try_set(false);
            desk.announcer.say(erasure(&answer));
            came.try_set(Some(answer));
        });
    };
    let reasons = |view: ErasureCheckView| {
        let reason = |(text, law): (protocol::view::Text, Option<protocol::view::LegalReferenceView>)| {
            let law = law.map(|law| {
                let section = law.section.map(|section| format!(" {section}"));
                view! { <p class="small"><Words text=law.statute/>{section}</p> {law.link.map(|link| view! { <p><OutLink link/></p> })} }
            });
            view! { <div class="reason"><p><Words text/></p>{law}</div> }
        };
        view.reasons.into_iter().map(reason).collect_view()
    };
    view! {
        <p class="actions">
            <button type="button" aria-disabled=move || busy.get().then_some("true") on:click=ask>{tr!("erasure-try")}</button>
        </p>
        {move || came.get().map(|answer| {
            let words = match &answer {
                Ok(check) => verdict(check),
                Err(error) => phrase::fault(language(), error.code).whole(),
            };
            view! {
                <div class="note" data-part="erasure">
                    <p class="strong">{words}</p>
                    {answer.ok().map(reasons)}
                    <p>{t!("erasure-nothing")}</p>
                </div>
            }
        })}
    }
    .into_any()
}

fn verdict(check: &ErasureCheckView) -> String {
    match (check.allowed, check.reasons.is_empty()) {
        (true, true) => t!("erasure-yes"),
        (true, false) => t!("erasure-partly"),
        (false, _) => t!("erasure-no"),
    }
}

fn erasure(answer: &Result<ErasureCheckView, ErrorView>) -> String {
    match answer {
        Ok(check) => {
            let reasons = check.reasons.iter().map(|(text, _)| text.value.clone());
            [verdict(check)].into_iter().chain(reasons).chain([t!("erasure-nothing")]).collect::<Vec<_>>().join(" ")
        }
        Err(error) => phrase::fault(language(), error.code).whole(),
    }
}
