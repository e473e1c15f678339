//! The answer to a request. Nothing is chosen beforehand; to give and to refuse are two buttons of one size and weight, and each
//! is one step. To leave without an answer is no answer.

use chrono::NaiveDate;
use domain::{consent::AnswerFlaw, data_use::Permission, id::RecordKey};
use leptos::prelude::*;
use protocol::{
    AnswerConsent,
    data_use::{AnsweredView, ConsentBody, ConsentChoice, ConsentDataView},
};

use super::marks;
use crate::{
    components::{Field, Wanted, Words},
    phrase::{self, parse_day},
    state::{desk, focus, here, overview, place},
    words::language,
};

/// What is wrong with an answer, in a sentence.
pub fn flaw_words(flaw: AnswerFlaw, latest: Option<NaiveDate>) -> String {
    match (flaw, latest) {
        (AnswerFlaw::Closed, _) => t!("consent-closed"),
        (AnswerFlaw::Items, _) => t!("consent-flaw-items"),
        (AnswerFlaw::LastDay, Some(day)) => t!("consent-flaw-day", day = phrase::day_full(language(), day)),
        (AnswerFlaw::LastDay, None) => t!("consent-flaw-past"),
    }
}

/// The field for a last day: what is typed, and what is wrong with it.
#[component]
pub fn LastDay(
    /// Its id.
    id: &'static str,
    /// What is typed.
    typed: RwSignal<String>,
    /// What is wrong.
    flaw: RwSignal<Option<String>>,
    /// The last day that it can be.
    latest: Option<NaiveDate>,
    /// Whether it may stay empty.
    optional: bool,
) -> AnyView {
    let label = move || {
        let name = if optional { t!("consent-until") } else { t!("consent-until-new") };
        let hint = match latest {
            Some(day) if optional => t!("consent-until-empty", day = phrase::day_full(language(), day)),
            Some(day) => t!("consent-until-latest", day = phrase::day_full(language(), day)),
            None => String::new(),
        };
        let flaw = flaw.get().unwrap_or_default();
        [name, hint, flaw].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let wrong = Signal::derive(move || flaw.with(Option::is_some));
    view! { <Field id wanted=Wanted::Words label value=typed wrong/> }.into_any()
}

/// The day that was typed, or the latest that there is where nothing must be; what is wrong with it else.
pub fn last_day(
    typed: &str,
    today: NaiveDate,
    latest: Option<NaiveDate>,
    optional: bool,
) -> Result<Option<NaiveDate>, String> {
    match parse_day(typed) {
        // What has a latest end ends then at the latest.
        Ok(None) if optional => Ok(latest),
        Ok(Some(day)) if day >= today && latest.is_none_or(|latest| day <= latest) => Ok(Some(day)),
        Ok(Some(_)) => Err(flaw_words(AnswerFlaw::LastDay, latest)),
        Ok(None) | Err(_) => Err(t!("offer-day.wrong")),
    }
}

/// The answer.
#[component]
pub fn Answer(
    /// The request.
    item: RecordKey,
    /// What it says.
    body: ConsentBody,
) -> AnyView {
    let (desk, overview, place) = (desk(), overview(), place());
    let ConsentBody { permission, data, latest_end, strong, notice, .. } = body;
    let notice = notice.map(|notice| notice.sha256).unwrap_or_default();
    let chosen = RwSignal::new(Vec::<String>::new());
    let (typed, flaw) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let (told, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let send = Callback::new(move |choice: ConsentChoice| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        told.set(None);
        let (item, notice) = (item.clone(), notice.clone());
        leptos::task::spawn_local(async move {
            let answer = desk.backend.call(AnswerConsent { item, choice, notice }).await;
            busy.try_set(false);
            let words = match answer {
                Ok(AnsweredView::Going) => {
                    // What was pressed goes away with the answer; where it stood does not.
                    focus("#reading");
                    desk.announcer.say(t!("consent-going"));
                    return;
                }
                Ok(AnsweredView::Cancelled) => {
                    focus("#reading");
                    desk.announcer.say(t!("consent-cancelled"));
                    return;
                }
                Ok(AnsweredView::Flawed(AnswerFlaw::LastDay)) => {
                    let words = flaw_words(AnswerFlaw::LastDay, latest_end);
                    flaw.try_set(Some(words.clone()));
                    focus("#consent-until");
                    words
                }
                Ok(AnsweredView::Flawed(wrong)) => flaw_words(wrong, latest_end),
                Err(error) => phrase::fault(language(), error.code).whole(),
            };
            desk.announcer.say(words.clone());
            told.try_set(Some(words));
        });
    });
    let give = move |_| match last_day(&typed.get_untracked(), overview.today_untracked(), latest_end, true) {
        Ok(until) => {
            flaw.set(None);
            send.run(ConsentChoice::Give { items: chosen.get_untracked(), until });
        }
        Err(words) => {
            desk.announcer.say(words.clone());
            flaw.set(Some(words));
            focus("#consent-until");
        }
    };
    let refuse = move |_| send.run(ConsentChoice::Refuse);
    let optional: Vec<ConsentDataView> = data.into_iter().filter(|data| data.optional).collect();
    let choices = (!optional.is_empty()).then(|| {
        let boxes = optional.into_iter().map(|data| view! { <Optional data chosen/> }).collect_view();
        view! {
            <fieldset class="choices">
                <legend>{tr!("consent-choose")}</legend>
                {boxes}
            </fieldset>
        }
    });
    let given = move || match permission {
        Permission::Consent => t!("consent-give"),
        Permission::DisclosurePermission => t!("consent-give-disclosure"),
        Permission::Prohibition => t!("consent-forbid"),
    };
    let refused = move || match permission {
        Permission::Prohibition => t!("consent-forbid-not"),
        _ => t!("consent-refuse"),
    };
    view! {
        <section class="part consent-answer" data-part="answer" aria-labelledby="consent-answer">
            <h2 id="consent-answer">{tr!("consent-answer")}</h2>
            {choices}
            <LastDay id="consent-until" typed flaw latest=latest_end optional=true/>
            {strong.then(|| view! { <p class="small">{tr!("consent-strong")}</p> })}
            <p class="small">{tr!("consent-effect")}</p>
            <div class="even">
                <button type="button" class="even-answer" aria-disabled=move || busy.get().then_some("true") on:click=give>{given}</button>
                <button type="button" class="even-answer" aria-disabled=move || busy.get().then_some("true") on:click=refuse>{refused}</button>
            </div>
            {move || told.get().map(|words| view! { <p class="note">{words}</p> })}
            <p><a class="later" href=move || here(place).closed().href()>{tr!("consent-later")}</a></p>
        </section>
    }
    .into_any()
}

/// An item that may be left out. It is left out unless it is chosen.
#[component]
fn Optional(
    /// The item.
    data: ConsentDataView,
    /// Those that were chosen, by their ids.
    chosen: RwSignal<Vec<String>>,
) -> AnyView {
    let marks = marks(&data).join(", ");
    let ConsentDataView { id, name, value, .. } = data;
    let known = id.clone();
    let toggle = move |_| {
        chosen.update(|chosen| match chosen.iter().position(|other| *other == id) {
            Some(place) => drop(chosen.remove(place)),
            None => chosen.push(id.clone()),
        });
    };
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&known)) on:change=toggle/>
            <span>
                <Words text=name/>
                {value.map(|value| view! { ": "<Words text=value/> })}
                {(!marks.is_empty()).then(|| format!(" ({marks})"))}
            </span>
        </label>
    }
    .into_any()
}
