//! Giving somebody a right to act, and asking somebody for one: the same form, the other way round.

use chrono::NaiveDate;
use leptos::{html, prelude::*};
use protocol::{
    AskForRight, GiveRight,
    rights::{RightOffer, RightsOfferedView, RightsView},
    view::Text,
};

use super::{Outcome, terms};
use crate::{
    components::{Dialog, Words},
    state::{desk, focus_element, overview},
};

/// What is wrong with the form, at the field where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    Name,
    Code,
    Matters,
    Day,
}

/// The two ways, each behind a button that opens its form.
#[component]
pub fn Offer(
    /// Everything about rights to act.
    rights: Signal<RightsView>,
    /// Where what comes of it is told.
    outcome: Outcome,
) -> AnyView {
    let offers = Memo::new(move |_| rights.with(|rights| rights.offers.clone()));
    let open = RwSignal::new(None::<bool>);
    let toggle = move |give: bool| open.update(|open| *open = if *open == Some(give) { None } else { Some(give) });
    let expanded = move |give: bool| if open.get() == Some(give) { "true" } else { "false" };
    view! {
        <Show when=move || !offers.with(Vec::is_empty)>
            <p class="actions">
                <button type="button" aria-expanded=move || expanded(true) on:click=move |_| toggle(true)>
                    {tr!("offer-give")}
                </button>
                <button type="button" aria-expanded=move || expanded(false) on:click=move |_| toggle(false)>
                    {tr!("offer-ask")}
                </button>
            </p>
            {move || open.get().map(|give| {
                let close = Callback::new(move |()| open.set(None));
                view! { <Form give offers=offers.get_untracked() outcome close/> }
            })}
        </Show>
    }
    .into_any()
}

#[component]
fn Form(
    /// Whether a right is given; else it is asked for.
    give: bool,
    /// The services at which that is done.
    offers: Vec<RightsOfferedView>,
    /// Where what comes of it is told.
    outcome: Outcome,
    /// Closes the form.
    close: Callback<()>,
) -> AnyView {
    let (desk, overview) = (desk(), overview());
    let offers = StoredValue::new(offers);
    let at = RwSignal::new(0_usize);
    let (name, code, day) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (all, chosen) = (RwSignal::new(false), RwSignal::new(Vec::<String>::new()));
    let (flaws, asking) = (RwSignal::new(Vec::<Flaw>::new()), RwSignal::new(None::<RightOffer>));
    let fields = Fields { name: NodeRef::new(), code: NodeRef::new(), day: NodeRef::new(), all: NodeRef::new() };
    let here = move || offers.with_value(|offers| offers.get(at.get()).cloned());

    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let until = parse_day(&day.get_untracked());
        let matters = chosen.get_untracked();
        let mut found = Vec::new();
        if name.with_untracked(|name| name.trim().is_empty()) {
            found.push(Flaw::Name);
        }
        if code.with_untracked(|code| code.trim().is_empty()) {
            found.push(Flaw::Code);
        }
        if !all.get_untracked() && matters.is_empty() {
            found.push(Flaw::Matters);
        }
        if !until.is_ok_and(|until| until.is_none_or(|until| until >= overview.today())) {
            found.push(Flaw::Day);
        }
        if let Some(first) = found.first().copied() {
            desk.announcer.say(t!("offer-flaws", count = found.len()));
            flaws.set(found);
            fields.focus(first);
            return;
        }
        flaws.set(Vec::new());
        asking.set(Some(RightOffer {
            name: name.with_untracked(|name| name.trim().to_owned()),
            code: code.with_untracked(|code| code.trim().to_owned()),
            matters: (!all.get_untracked()).then_some(matters),
            until: until.ok().flatten(),
        }));
    };
    let send = Callback::new(move |()| {
        let (Some(offer), Some(RightsOfferedView { source, .. })) = (asking.get_untracked(), here()) else { return };
        asking.set(None);
        leptos::task::spawn_local(async move {
            let answer = if give {
                desk.backend.call(GiveRight { source, offer }).await
            } else {
                desk.backend.call(AskForRight { source, offer }).await
            };
            let done = answer.is_ok();
            outcome.tell(desk, answer);
            if done {
                close.run(());
            }
        });
    });
    let cancel = Callback::new(move |()| asking.set(None));
    let wrong = move |flaw: Flaw| flaws.with(|flaws| flaws.contains(&flaw));
    let matters = move || here().map(|offer| offer.matters).unwrap_or_default();
    let toggle = move |id: &str| {
        chosen.update(|chosen| match chosen.iter().position(|known| known == id) {
            Some(place) => drop(chosen.remove(place)),
            None => chosen.push(id.to_owned()),
        });
    };
    let several = offers.with_value(|offers| offers.len() > 1);
    let services = offers.with_value(|offers| {
        offers
            .iter()
            .enumerate()
            .map(|(place, offer)| {
                let sender = offer.sender.clone();
                view! {
                    <label class="choice" lang=sender.lang>
                        <input
                            type="radio"
                            name="right-service"
                            prop:checked=move || at.get() == place
                            on:change=move |_| { chosen.set(Vec::new()); at.set(place) }
                        />
                        <span>{sender.value}</span>
                    </label>
                }
            })
            .collect_view()
    });
    view! {
        <form class="card right-form" novalidate on:submit=go_on aria-labelledby="right-form">
            <h3 id="right-form">{move || if give { t!("offer-give") } else { t!("offer-ask") }}</h3>
            <p>{move || if give { t!("offer-give.lead") } else { t!("offer-ask.lead") }}</p>
            {several.then(|| view! {
                <fieldset class="choices"><legend>{tr!("offer-service")}</legend>{services}</fieldset>
            })}
            <label class="field">
                <span class="name">{tr!("offer-name")}</span>
                <Flawed when=Signal::derive(move || wrong(Flaw::Name)) words=|| t!("offer-name.missing")/>
                <input
                    type="text" node_ref=fields.name autocomplete="off" required
                    aria-invalid=move || wrong(Flaw::Name).then_some("true") prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <label class="field">
                <span class="name">{tr!("offer-code")}</span>
                <span class="small">{tr!("offer-code.hint")}</span>
                <Flawed when=Signal::derive(move || wrong(Flaw::Code)) words=|| t!("offer-code.missing")/>
                <input
                    type="text" node_ref=fields.code autocomplete="off" autocapitalize="characters" required
                    aria-invalid=move || wrong(Flaw::Code).then_some("true") prop:value=code
                    on:input=move |event| code.set(event_target_value(&event))
                />
            </label>
            <fieldset class="choices">
                <legend>
                    {tr!("offer-matters")}
                    <Flawed when=Signal::derive(move || wrong(Flaw::Matters)) words=|| t!("offer-matters.missing")/>
                </legend>
                <label class="choice">
                    <input
                        type="checkbox" node_ref=fields.all prop:checked=all
                        on:change=move |event| all.set(event_target_checked(&event))
                    />
                    <span>{tr!("offer-all")}</span>
                </label>
                <Show when=move || !all.get()>
                    <For each=matters key=|matter| matter.id.clone() let:matter>
                        <Matter name=matter.name checked={
                            let id = matter.id.clone();
                            Signal::derive(move || chosen.with(|chosen| chosen.contains(&id)))
                        } toggle=Callback::new({ let id = matter.id; move |()| toggle(&id) })/>
                    </For>
                </Show>
            </fieldset>
            <label class="field">
                <span class="name">{tr!("offer-day")}</span>
                <span class="small">{tr!("offer-day.hint")}</span>
                <Flawed when=Signal::derive(move || wrong(Flaw::Day)) words=|| t!("offer-day.wrong")/>
                <input
                    type="text" node_ref=fields.day autocomplete="off" inputmode="decimal"
                    aria-invalid=move || wrong(Flaw::Day).then_some("true") prop:value=day
                    on:input=move |event| day.set(event_target_value(&event))
                />
            </label>
            <p class="actions">
                <button type="submit" class="primary">{tr!("offer-go-on")}</button>
                <button type="button" on:click=move |_| close.run(())>{tr!("cancel")}</button>
            </p>
            {move || asking.get().zip(here()).map(|(offer, at)| {
                let names = offer.matters.as_ref().map(|ids| named(ids, &at));
                let said = terms(&at.sender.value, names.as_deref(), offer.until, overview.today());
                let (heading, then, act) = if give {
                    let heading = t!("offer-give.question", name = offer.name.as_str());
                    (heading, t!("offer-give.consequence"), t!("offer-give.act"))
                } else {
                    let heading = t!("offer-ask.question", name = offer.name.as_str());
                    (heading, t!("offer-ask.consequence"), t!("offer-ask.act"))
                };
                view! { <Dialog heading consequence=format!("{said} {then}") act on_act=send on_cancel=cancel/> }
            })}
        </form>
    }
    .into_any()
}

/// The fields that can be wrong.
#[derive(Clone, Copy)]
struct Fields {
    name: NodeRef<html::Input>,
    code: NodeRef<html::Input>,
    day: NodeRef<html::Input>,
    all: NodeRef<html::Input>,
}

impl Fields {
    fn focus(self, flaw: Flaw) {
        let field = match flaw {
            Flaw::Name => self.name,
            Flaw::Code => self.code,
            Flaw::Matters => self.all,
            Flaw::Day => self.day,
        };
        if let Some(field) = field.get_untracked() {
            focus_element(&field);
        }
    }
}

/// A kind of matter to choose.
#[component]
fn Matter(
    /// What it is called.
    name: Text,
    /// Whether it is chosen.
    checked: Signal<bool>,
    /// Chooses it, or not.
    toggle: Callback<()>,
) -> AnyView {
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=checked on:change=move |_| toggle.run(())/>
            <span><Words text=name/></span>
        </label>
    }
    .into_any()
}

/// What is wrong, inside the label: so it is heard with the field.
#[component]
fn Flawed(
    /// Whether it is wrong.
    when: Signal<bool>,
    /// What is wrong.
    words: fn() -> String,
) -> impl IntoView {
    move || when.get().then(|| view! { <b class="flaw">{words()}</b> })
}

fn named(ids: &[String], at: &RightsOfferedView) -> Vec<Text> {
    at.matters.iter().filter(|matter| ids.contains(&matter.id)).map(|matter| matter.name.clone()).collect()
}

/// The text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NotADay;

/// A day as people write it, or as machines do; nothing is no day.
fn parse_day(text: &str) -> Result<Option<NaiveDate>, NotADay> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let written = NaiveDate::parse_from_str(text, "%d.%m.%Y").or_else(|_| NaiveDate::parse_from_str(text, "%Y-%m-%d"));
    written.map(Some).map_err(|_| NotADay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it_and_nothing_is_no_day() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 31);
        for text in ["31.1.2027", " 31.01.2027 ", "2027-01-31"] {
            assert_eq!(parse_day(text), Ok(day), "{text}");
        }
        assert_eq!(parse_day(" "), Ok(None));
        for text in ["31.2.2027", "tammikuussa", "31.1."] {
            assert_eq!(parse_day(text), Err(NotADay), "{text}");
        }
    }
}
