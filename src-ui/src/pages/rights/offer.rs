//! Giving somebody a right to act, and asking somebody for one: the same form, the other way round.

use leptos::{html, prelude::*};
use protocol::{
    AskForRight, GiveRight,
    rights::{MatterView, RightOffer, RightsOfferedView, RightsView},
    view::Text,
};

use super::{Deed, Outcome, terms};
use crate::{
    components::{Dialog, NeedsConnection, Words},
    phrase::parse_day,
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
    let offered = Memo::new(move |_| !offers.with(Vec::is_empty));
    let ways = move || {
        offered.get().then(|| {
            view! {
                <NeedsConnection/>
                <p class="actions">
                    <button type="button" aria-expanded=move || expanded(true) on:click=move |_| toggle(true)>
                        {tr!("offer-give")}
                    </button>
                    <button type="button" aria-expanded=move || expanded(false) on:click=move |_| toggle(false)>
                        {tr!("offer-ask")}
                    </button>
                </p>
            }
            .into_any()
        })
    };
    let form = move || {
        open.get().map(|give| {
            // Another form may stand there by the time this one's deed is done.
            let close = Callback::new(move |()| open.update(|open| *open = open.filter(|now| *now != give)));
            view! { <Form give offers=offers.get_untracked() outcome close/> }
        })
    };
    view! { {ways.into_any()}{form.into_any()} }.into_any()
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
            let words = t!("offer-flaws", count = found.len());
            flaws.set(found);
            fields.focus(first);
            desk.announcer.say(words);
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
    let deed = move |offer: &RightOffer, at: &RightsOfferedView| {
        let names = offer.matters.as_ref().map(|ids| named(ids, at));
        let said = terms(&at.sender.value, names.as_deref(), offer.until, overview.today());
        let name = offer.name.as_str();
        let (question, then, act) = if give {
            (t!("offer-give.question", name = name), t!("offer-give.consequence"), t!("offer-give.act"))
        } else {
            (t!("offer-ask.question", name = name), t!("offer-ask.consequence"), t!("offer-ask.act"))
        };
        Deed { question, consequence: format!("{said} {then}"), act }
    };
    let send = Callback::new(move |()| {
        let (Some(offer), Some(at)) = (asking.get_untracked(), untrack(here)) else { return };
        asking.set(None);
        let deed = untrack(|| deed(&offer, &at));
        let RightsOfferedView { source, sender, .. } = at;
        if give {
            outcome.send(desk, sender, deed, GiveRight { source, offer }, Some(close));
        } else {
            outcome.send(desk, sender, deed, AskForRight { source, offer }, Some(close));
        }
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
    let services = several.then(|| {
        view! { <fieldset class="choices"><legend>{tr!("offer-service")}</legend>{services}</fieldset> }.into_any()
    });
    let kinds = move || {
        let matters = if all.get() { Vec::new() } else { matters() };
        matters
            .into_iter()
            .map(|MatterView { id, name }| {
                let known = id.clone();
                let checked = Signal::derive(move || chosen.with(|chosen| chosen.contains(&known)));
                view! { <Choice name checked toggle=Callback::new(move |()| toggle(&id))/> }
            })
            .collect::<Vec<_>>()
    };
    let question = move || {
        asking.get().zip(here()).map(|(offer, at)| {
            let Deed { question, consequence, act } = deed(&offer, &at);
            view! { <Dialog heading=question consequence act on_act=send on_cancel=cancel/> }
        })
    };
    let wrong_matters =
        move || wrong(Flaw::Matters).then(|| view! { <b class="flaw">{t!("offer-matters.missing")}</b> });
    let (heading, lead) =
        if give { (tr!("offer-give"), tr!("offer-give.lead")) } else { (tr!("offer-ask"), tr!("offer-ask.lead")) };
    view! {
        <form class="card right-form" novalidate on:submit=go_on aria-labelledby="right-form">
            <h3 id="right-form">{heading}</h3>
            <p>{lead}</p>
            {services}
            <Field
                label=tr!("offer-name") hint=|| String::new() flaw=tr!("offer-name.missing")
                wrong=Signal::derive(move || wrong(Flaw::Name)) value=name node=fields.name
            />
            <Field
                label=tr!("offer-code") hint=tr!("offer-code.hint") flaw=tr!("offer-code.missing")
                wrong=Signal::derive(move || wrong(Flaw::Code)) value=code node=fields.code
            />
            <fieldset class="choices">
                <legend>{tr!("offer-matters")}{wrong_matters.into_any()}</legend>
                <label class="choice">
                    <input
                        type="checkbox" node_ref=fields.all prop:checked=all
                        on:change=move |event| all.set(event_target_checked(&event))
                    />
                    <span>{tr!("offer-all")}</span>
                </label>
                {kinds.into_any()}
            </fieldset>
            <Field
                label=tr!("offer-day") hint=tr!("offer-day.hint") flaw=tr!("offer-day.wrong")
                wrong=Signal::derive(move || wrong(Flaw::Day)) value=day node=fields.day
            />
            <p class="actions">
                <button type="submit" class="primary">{tr!("offer-go-on")}</button>
                <button type="button" on:click=move |_| close.run(())>{tr!("cancel")}</button>
            </p>
            {question.into_any()}
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
        // Once what is wrong stands beside it, so that it is heard with it.
        request_animation_frame(move || {
            if let Some(field) = field.try_get_untracked().flatten() {
                focus_element(&field);
            }
        });
    }
}

/// A kind of matter to choose.
#[component]
fn Choice(
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

/// A field of one line. Its hint and what is wrong with it stand in its label: so they are heard with it.
#[component]
fn Field<L, H, F>(
    /// What it is called.
    label: L,
    /// What helps to fill it in; may be empty.
    hint: H,
    /// What is said when it is wrong.
    flaw: F,
    /// Whether it is wrong.
    wrong: Signal<bool>,
    /// What stands in it.
    value: RwSignal<String>,
    /// The field itself.
    node: NodeRef<html::Input>,
) -> AnyView
where
    L: Fn() -> String + Copy + Send + Sync + 'static,
    H: Fn() -> String + Copy + Send + Sync + 'static,
    F: Fn() -> String + Copy + Send + Sync + 'static,
{
    let told = move || wrong.get().then(|| view! { <b class="flaw">{flaw()}</b> });
    let helped =
        move || Some(hint()).filter(|hint| !hint.is_empty()).map(|hint| view! { <span class="small">{hint}</span> });
    view! {
        <label class="field">
            <span class="name">{label}</span>
            {helped}
            {told}
            <input
                type="text" node_ref=node autocomplete="off"
                aria-invalid=move || wrong.get().then_some("true") prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

fn named(ids: &[String], at: &RightsOfferedView) -> Vec<Text> {
    at.matters.iter().filter(|matter| ids.contains(&matter.id)).map(|matter| matter.name.clone()).collect()
}
