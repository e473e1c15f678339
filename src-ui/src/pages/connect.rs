//! Connecting a service: find it, see who it is, sign in to it in the browser.
//!
//! What stands here follows the engine's sign-in of the moment, so that a page opened anew shows where it is.

use domain::source::SourceKind;
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    BeginSignIn, ConnectOpenly, EndSignIn, ErrorView, ReadService, ReadSignIn, ReadSource, ReopenBrowser,
    SearchDirectory,
    sign_in::{
        PublicBodyView, ReturnPage, ReturnWords, ServiceAddress, ServiceOffer, ServiceView, SignInFailure, SignInStage,
    },
    view::Text,
};

use super::title::title;
use crate::{
    components::{NeedsConnection, Waiting, Words, answered},
    phrase,
    state::{Desk, Live, View, desk, focus_in_sight},
    words::language,
};

/// How long nothing is typed before what was found is said.
const REST: std::time::Duration = std::time::Duration::from_millis(700);

/// The page.
#[component]
pub fn Connect() -> AnyView {
    let desk = desk();
    let chosen = RwSignal::new(None::<ServiceAddress>);
    let question = RwSignal::new(String::new());
    let moment = Live::new(desk, || Some(ReadSignIn {}));
    let stage = Memo::new(move |_| moment.with(|view| view.stage.clone()).flatten());
    let name = Memo::new(move |_| moment.with(|view| view.name.value.clone()).unwrap_or_default());
    // What was chosen from stays until the service has answered: what has the focus does not go before there is where it goes.
    let service = Live::new(desk, move || chosen.get().map(|at| ReadService { at }));
    let answered = Memo::new(move |_| service.get().is_some());
    // What is said of a service that is connected depends on whether anything comes from it, which only then is known.
    let connected = Live::new(desk, move || match stage.get() {
        Some(SignInStage::Connected(source)) => Some(ReadSource { source }),
        _ => None,
    });
    let sends = Memo::new(move |_| {
        let answer = connected.get()?;
        Some(answer.map_or(true, |detail| detail.kind != SourceKind::HelsinkiProfile))
    });
    Effect::new(move |before: Option<Option<bool>>| {
        let now = sends.get();
        if let (Some(None), Some(sends)) = (before, now) {
            desk.announcer.say(connected_lead(sends));
        }
        now
    });
    // The window is named after the step, for of a heading that gets the focus nothing is said. What only takes a moment
    // leaves its name alone, and a service that is chosen names it by itself.
    title(move || match (stage.get(), answered.get()) {
        (Some(SignInStage::Asking | SignInStage::Finishing), _) | (None, true) => None,
        (Some(stage), _) => Some(heading(&stage, &name.get())),
        (None, false) => Some(t!("connect-title")),
    });
    // Each step has its heading, which takes the focus when the step comes; the first one is the page's own.
    let step = Memo::new(move |_| (stage.get().map(|stage| std::mem::discriminant(&stage)), answered.get()));
    Effect::new(move |before: Option<_>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            focus_in_sight("#step");
            if let Some(words) = untrack(|| stage.get()).and_then(|stage| spoken(&stage)) {
                desk.announcer.say(words);
            }
        }
        now
    });
    view! {
        <div class="page connect" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("connect-title")}</h1>
            {move || match (stage.get(), answered.get()) {
                (Some(stage), _) => view! { <Stage stage name sends chosen/> }.into_any(),
                (None, true) => view! { <Chosen live=service chosen/> }.into_any(),
                (None, false) => view! { <Search question chosen/> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// What a stage is called.
fn heading(stage: &SignInStage, name: &str) -> String {
    match stage {
        SignInStage::Asking => t!("stage-asking"),
        SignInStage::InBrowser => t!("stage-in-browser"),
        SignInStage::Finishing => t!("stage-finishing"),
        SignInStage::Connected(_) => t!("stage-connected", name = name),
        SignInStage::Failed(_) => t!("stage-failed"),
    }
}

/// What is said when a stage is reached, after what it is called. Of what only takes a moment nothing is, and of a connected service
/// once it is known whether anything comes from it.
fn spoken(stage: &SignInStage) -> Option<String> {
    match stage {
        SignInStage::InBrowser => Some(t!("stage-in-browser.lead")),
        SignInStage::Failed(failure) => Some(phrase::sign_in_failure(language(), *failure).whole()),
        SignInStage::Asking | SignInStage::Finishing | SignInStage::Connected(_) => None,
    }
}

/// What happens now that a service is connected.
fn connected_lead(sends: bool) -> String {
    if sends { t!("stage-connected.lead") } else { t!("stage-connected-kept") }
}

/// What the browser shows at the end of a sign-in.
pub fn return_page() -> ReturnPage {
    ReturnPage {
        lang: language().tag().to_owned(),
        well: ReturnWords { heading: t!("return-well"), text: t!("return-well.text") },
        ill: ReturnWords { heading: t!("return-ill"), text: t!("return-ill.text") },
    }
}

/// Shows the page of the sign-in under way in the browser once more.
pub fn reopen_browser(desk: Desk) {
    leptos::task::spawn_local(async move {
        if let Err(error) = desk.backend.call(ReopenBrowser {}).await {
            desk.announcer.say(phrase::fault(language(), error.code).whole());
        }
    });
}

/// Gives up the sign-in under way, or forgets how the latest ended.
pub fn end_sign_in(desk: Desk) {
    leptos::task::spawn_local(async move {
        // It cannot fail; whoever shows the sign-in of the moment follows.
        let _ = desk.backend.call(EndSignIn {}).await;
    });
}

/// Begins a sign-in, with the words that the browser shows at its end.
pub fn begin_sign_in(desk: Desk, at: ServiceAddress, failed: RwSignal<Option<ErrorView>>) {
    let page = return_page();
    failed.set(None);
    leptos::task::spawn_local(async move {
        if let Err(error) = desk.backend.call(BeginSignIn { at, page }).await {
            desk.announcer.say(phrase::fault(language(), error.code).whole());
            failed.try_set(Some(error));
        }
    });
}

/// Finding a service by name, postal code or address.
#[component]
fn Search(
    /// What is looked for.
    question: RwSignal<String>,
    /// The service that is chosen.
    chosen: RwSignal<Option<ServiceAddress>>,
) -> AnyView {
    let desk = desk();
    let address = NodeRef::<html::Input>::new();
    let live = Live::new(desk, move || Some(SearchDirectory { question: question.get() }));
    // Said when the resident rests from typing, and only then.
    Effect::new(move |_| {
        let Some(count) = live.with(|found| found.bodies.len()) else { return };
        let asked = question.get_untracked();
        if !asked.trim().is_empty() {
            let say = move || {
                if question.try_get_untracked().is_some_and(|now| now == asked) {
                    desk.announcer.say(if count == 0 {
                        t!("connect-none")
                    } else {
                        t!("connect-found", count = count)
                    });
                }
            };
            set_timeout(say, REST);
        }
    });
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = address.get_untracked() {
            chosen.set(Some(ServiceAddress::Typed(field.value())));
        }
    };
    view! {
        <p class="lead" id="step" tabindex="-1">{tr!("connect-lead")}</p>
        <NeedsConnection/>
        <div class="field">
            <label for="connect-search">{tr!("connect-search")}</label>
            // Not of the type that searches: its button for emptying it is read, and no key reaches it.
            <input
                id="connect-search"
                type="text"
                inputmode="search"
                autocomplete="off"
                prop:value=question
                on:input:target=move |event| question.set(event.target().value())
            />
        </div>
        {move || answered(live, move |found| {
            let count = found.bodies.len();
            let none = found.bodies.is_empty();
            let outdated = found.outdated;
            let bodies = found.bodies.into_iter().map(|body| view! { <Body body chosen/> }).collect_view();
            view! {
                <p class="small found">{move || if none { t!("connect-none") } else { t!("connect-found", count = count) }}</p>
                {none.then(|| view! { <p>{tr!("connect-none.next")}</p> })}
                {outdated.then(|| view! { <p class="note">{tr!("connect-outdated")}</p> })}
                <div class="public-bodies">{bodies}</div>
            }
            .into_any()
        })}
        {move || chosen.with(Option::is_some).then(|| view! { <Waiting/> })}
        <section class="part" aria-labelledby="connect-typed">
            <h2 id="connect-typed">{tr!("connect-typed")}</h2>
            <p id="connect-typed-lead">{tr!("connect-typed.lead")}</p>
            <form class="field" on:submit=go>
                <label for="connect-address">{tr!("connect-address")}</label>
                <input
                    id="connect-address"
                    type="text"
                    inputmode="url"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby="connect-typed-lead"
                    node_ref=address
                />
                <p class="actions"><button type="submit">{tr!("connect-address-go")}</button></p>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Body(
    /// The public body.
    body: PublicBodyView,
    /// The service that is chosen.
    chosen: RwSignal<Option<ServiceAddress>>,
) -> AnyView {
    let PublicBodyView { id, name, host, connected } = body;
    let choose = move |_| chosen.set(Some(ServiceAddress::Listed(id.clone())));
    view! {
        <p>
            <button type="button" class="public-body" on:click=choose>
                <span class="strong" lang=name.lang>{name.value}</span>
                <span class="small">{host}</span>
                {connected.then(|| view! { <span class="tag fine">{tr!("connect-already")}</span> })}
            </button>
        </p>
    }
    .into_any()
}

/// Who a service is, before the resident signs in.
#[component]
fn Chosen(
    /// What it says of itself.
    live: Live<ReadService>,
    /// The service that is chosen.
    chosen: RwSignal<Option<ServiceAddress>>,
) -> AnyView {
    let desk = desk();
    let back = move |_| chosen.set(None);
    title(move || live.with(|service| called(service).value));
    // Whether it answers, and not what: the focus is moved once.
    let answer = Memo::new(move |_| live.get().map(|answer| answer.map(drop)));
    Effect::new(move |_| match answer.get() {
        Some(Ok(())) => focus_in_sight("#service-title"),
        Some(Err(error)) => desk.announcer.say(phrase::fault(language(), error.code).whole()),
        None => {}
    });
    view! {
        {move || answered(live, |service| view! { <Service service/> }.into_any())}
        <p class="actions"><button type="button" on:click=back>{tr!("connect-back")}</button></p>
    }
    .into_any()
}

/// What a service is called; one that does not say is called by its host.
fn called(service: &ServiceView) -> Text {
    if service.name.value.trim().is_empty() {
        return Text { value: service.host.clone(), lang: None };
    }
    service.name.clone()
}

#[component]
fn Service(
    /// The service.
    service: ServiceView,
) -> AnyView {
    let desk = desk();
    let failed = RwSignal::new(None::<ErrorView>);
    let name = called(&service);
    let ServiceView { at, host, verified, languages, offers, sign_in_host, connected, .. } = service;
    let openly = sign_in_host.is_none() && offers.contains(&ServiceOffer::Reports);
    let open_at = at.clone();
    let begin = Callback::new(move |()| begin_sign_in(desk, at.clone(), failed));
    // What the service learns stands apart from what comes from it.
    let (told, come): (Vec<_>, Vec<_>) = offers.into_iter().partition(|offer| *offer == ServiceOffer::Opened);
    let comes = |offer: &ServiceOffer| {
        matches!(
            offer,
            ServiceOffer::Items
                | ServiceOffer::Documents
                | ServiceOffer::Hints
                | ServiceOffer::Lookups
                | ServiceOffer::Reports
        )
    };
    let told = told.into_iter().map(|offer| view! { <p>{move || phrase_of(offer)}</p> }).collect_view();
    let (come, kept): (Vec<_>, Vec<_>) = come.into_iter().partition(comes);
    // Of a service from which nothing comes it is told what can be done there.
    let nothing_comes = come.is_empty() && !kept.is_empty();
    let shown = if nothing_comes { kept } else { come };
    let shown = shown.into_iter().map(|offer| view! { <li>{move || phrase_of(offer)}</li> }).collect_view();
    let languages = languages.iter().map(|tag| named(tag)).collect::<Vec<_>>().join(", ");
    let has_languages = !languages.is_empty();
    let sign_in = match sign_in_host {
        Some(host) => view! {
            <p>{move || t!("service-sign-in.where", host = host.as_str())}</p>
            <p class="actions">
                <button type="button" class="primary" on:click=move |_| begin.run(())>
                    {move || if connected { t!("stage-again") } else { t!("service-sign-in") }}
                </button>
            </p>
        }
        .into_any(),
        None if openly => view! { <Open at=open_at name=name.value.clone() connected failed/> }.into_any(),
        None => view! {
            <p class="strong">{tr!("service-no-sign-in")}</p>
            <p>{tr!("service-no-sign-in.next")}</p>
        }
        .into_any(),
    };
    view! {
        <article class="card service">
            <h2 id="service-title" tabindex="-1"><Words text=name/></h2>
            <p class="small">{move || t!("service-address", host = host.as_str())}</p>
            {connected.then(|| view! { <p><span class="tag fine">{tr!("connect-already")}</span></p> })}
            {if verified {
                view! { <p><strong>{tr!("service-verified")}</strong>". "{tr!("service-verified.why")}</p> }.into_any()
            } else {
                view! {
                    <div class="note">
                        <p class="strong">{tr!("service-unverified")}</p>
                        <p>{tr!("service-unverified.why")}</p>
                        <p>{tr!("service-unverified.then")}</p>
                    </div>
                }
                .into_any()
            }}
            <h3>{if nothing_comes { tr!("service-keeps") } else { tr!("service-offers") }}</h3>
            <ul>{shown}</ul>
            <p>{if nothing_comes { tr!("service-keeps.nothing-comes") } else { tr!("service-safe") }}</p>
            {told}
            {has_languages.then(|| view! { <p class="small">{move || t!("service-languages", languages = languages.as_str())}</p> })}
            {sign_in}
            {move || failed.get().map(|error| view! { <p class="note">{phrase::fault(language(), error.code).whole()}</p> })}
        </article>
    }
    .into_any()
}

/// The way to use a service that wants no sign-in, and what follows.
#[component]
fn Open(
    /// Which service.
    at: ServiceAddress,
    /// The public body's name.
    name: String,
    /// Whether it is in use already.
    connected: bool,
    /// Why it could not be taken into use.
    failed: RwSignal<Option<ErrorView>>,
) -> AnyView {
    let (desk, navigate) = (desk(), use_navigate());
    let busy = RwSignal::new(false);
    let done = Callback::new(move |()| navigate(View::Reports.path(), NavigateOptions::default()));
    let open = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let (at, name) = (at.clone(), name.clone());
        leptos::task::spawn_local(async move {
            match desk.backend.call(ConnectOpenly { at }).await {
                Ok(_) => {
                    done.try_run(());
                    desk.announcer.say(t!("service-open-done", name = name));
                }
                Err(error) => {
                    desk.announcer.say(phrase::fault(language(), error.code).whole());
                    busy.try_set(false);
                    failed.try_set(Some(error));
                }
            }
        });
    };
    if connected {
        return view! { <p class="actions"><a class="button primary" href=View::Reports.path()>{tr!("view-report")}</a></p> }
            .into_any();
    }
    view! {
        <p>{tr!("service-open")}</p>
        <p>{tr!("service-open.then")}</p>
        <p class="actions">
            <button
                type="button"
                class="primary"
                aria-disabled=move || busy.get().then_some("true")
                on:click=open
            >
                {tr!("service-open-go")}
            </button>
        </p>
    }
    .into_any()
}

/// That a service does this.
pub(super) fn phrase_of(offer: ServiceOffer) -> String {
    match offer {
        ServiceOffer::Items => t!("offer-items"),
        ServiceOffer::Documents => t!("offer-documents"),
        ServiceOffer::Hints => t!("offer-hints"),
        ServiceOffer::Opened => t!("offer-opened"),
        ServiceOffer::Rights => t!("offer-rights"),
        ServiceOffer::Erasing => t!("offer-erasing"),
        ServiceOffer::Filing => t!("offer-filing"),
        ServiceOffer::Letters => t!("offer-letters"),
        ServiceOffer::Lookups => t!("offer-lookups"),
        ServiceOffer::Export => t!("offer-export"),
        ServiceOffer::Reports => t!("offer-reports"),
    }
}

/// That a service does not do this, and what follows from it.
pub(super) fn phrase_of_lack(offer: ServiceOffer) -> String {
    match offer {
        ServiceOffer::Items => t!("lack-items"),
        ServiceOffer::Documents => t!("lack-documents"),
        ServiceOffer::Hints => t!("lack-hints"),
        ServiceOffer::Opened => t!("lack-opened"),
        ServiceOffer::Rights => t!("lack-rights"),
        ServiceOffer::Erasing => t!("lack-erasing"),
        ServiceOffer::Filing => t!("lack-filing"),
        ServiceOffer::Letters => t!("lack-letters"),
        ServiceOffer::Lookups => t!("lack-lookups"),
        ServiceOffer::Export => t!("lack-export"),
        ServiceOffer::Reports => t!("lack-reports"),
    }
}

/// A language by its own name, as far as the interface speaks it; else by its tag.
fn named(tag: &str) -> String {
    use domain::text::Language;
    match Language::from_tag(tag) {
        Some(Language::Fi) => "suomi".to_owned(),
        Some(Language::Sv) => "svenska".to_owned(),
        Some(Language::En) => "English".to_owned(),
        None => tag.to_owned(),
    }
}

/// Where a sign-in stands, and the way on from there.
#[component]
fn Stage(
    /// The stage.
    stage: SignInStage,
    /// The public body's name.
    name: Memo<String>,
    /// Whether anything comes from the service that is connected; none while that is not known.
    sends: Memo<Option<bool>>,
    /// The service that is chosen.
    chosen: RwSignal<Option<ServiceAddress>>,
) -> AnyView {
    let desk = desk();
    let end = move || end_sign_in(desk);
    let cancel = view! { <button type="button" on:click=move |_| end()>{tr!("cancel")}</button> };
    let named = stage.clone();
    let heading = view! { <h2 id="step" tabindex="-1">{move || heading(&named, &name.get())}</h2> };
    match stage {
        SignInStage::Asking => view! {
            <section class="card service">
                {heading}
                <p>{name}</p>
                <p class="actions">{cancel}</p>
            </section>
        }
        .into_any(),
        SignInStage::InBrowser => {
            let again = move |_| reopen_browser(desk);
            view! {
                <section class="card service">
                    {heading}
                    <p>{name}</p>
                    <p>{tr!("stage-in-browser.lead")}</p>
                    <p class="actions">
                        <button type="button" on:click=again>{tr!("stage-in-browser.again")}</button>
                        {cancel}
                    </p>
                </section>
            }
            .into_any()
        }
        SignInStage::Finishing => view! {
            <section class="card service">
                {heading}
                <p>{name}</p>
            </section>
        }
        .into_any(),
        SignInStage::Connected(_) => {
            // The way on is drawn anew only where it leads elsewhere.
            let keeps = Memo::new(move |_| sends.get() == Some(false));
            let another = move |_| {
                chosen.set(None);
                end();
            };
            view! {
                <section class="card service">
                    {heading}
                    <p>{move || sends.get().map(connected_lead)}</p>
                    <p class="actions">
                        {move || if keeps.get() {
                            let path = View::Connections.path();
                            view! { <a class="button primary" href=path on:click=move |_| end()>{tr!("see-connections")}</a> }
                                .into_any()
                        } else {
                            let path = View::Inbox.path();
                            view! { <a class="button primary" href=path on:click=move |_| end()>{tr!("to-inbox")}</a> }
                                .into_any()
                        }}
                        <button type="button" on:click=another>{tr!("stage-connected.another")}</button>
                    </p>
                </section>
            }
            .into_any()
        }
        SignInStage::Failed(failure) => view! {
            <section class="card service">
                {heading}
                <p>{name}</p>
                <Failed failure end=Callback::new(move |()| end())/>
            </section>
        }
        .into_any(),
    }
}

/// A sign-in that did not succeed: what happened, what is safe, what to do.
#[component]
fn Failed(
    /// Why.
    failure: SignInFailure,
    /// Goes back to where it was begun.
    end: Callback<()>,
) -> AnyView {
    let words = move || phrase::sign_in_failure(language(), failure);
    view! {
        <p class="strong">{move || words().happened}</p>
        <p>{move || words().safe}</p>
        <p>{move || words().next}</p>
        <p class="actions">
            <button type="button" class="primary" on:click=move |_| end.run(())>{tr!("retry")}</button>
            <a class="button" href=View::Connections.path() on:click=move |_| end.run(())>{tr!("see-connections")}</a>
        </p>
    }
    .into_any()
}
