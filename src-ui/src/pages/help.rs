//! Help: what the keys do, how the app is used with a screen reader, and where words are
//! explained, and how accessible it is.
//!
//! The last part is the statement that the Act on the Provision of Digital Services (306/2019) asks for. What it says must
//! be true: change it together with what it tells of.

use leptos::prelude::*;
use protocol::view::LinkView;

use super::title::title;
use crate::{
    components::OutLink,
    phrase,
    state::{
        View, desk,
        keys::{USUAL, key},
    },
    words::language,
};

/// Where the supervising authority takes complaints.
const AUTHORITY: (&str, &str) = ("https://www.saavutettavuusvaatimukset.fi/", "www.saavutettavuusvaatimukset.fi");

/// Systems and assistive technology, and whether the app was tried with them.
const TRIED: [(&str, &str, bool); 5] = [
    ("Linux (Debian 12), WebKitGTK 2.50", "Orca 43.1", true),
    ("Windows", "NVDA, JAWS", false),
    ("macOS", "VoiceOver", false),
    ("iOS", "VoiceOver", false),
    ("Android", "TalkBack", false),
];

/// The help page.
#[component]
pub fn Help() -> AnyView {
    let settings = desk().settings;
    title(|| Some(t!("view-help")));
    let ours = USUAL
        .iter()
        .map(|usual| {
            let now = move || settings.with(|settings| key(usual, &settings.keys).to_owned());
            view! { <div><dt><kbd>{now}</kbd></dt><dd>{move || phrase::action(language(), usual.action)}</dd></div> }
        })
        .collect_view();
    let everywhere = |keys: fn() -> String, what: fn() -> String| {
        view! { <div><dt><kbd>{keys}</kbd></dt><dd>{what}</dd></div> }
    };
    let (address, host) = AUTHORITY;
    let link = LinkView { address: address.to_owned(), host: host.to_owned() };
    view! {
        <div class="page help" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("view-help")}</h1>
            <p class="lead">{tr!("help-lead")}</p>
            <section>
                <h2>{tr!("keys-heading")}</h2>
                <dl class="key-list">
                    {ours}
                    {everywhere(|| t!("help-tab"), || t!("help-tab.does"))}
                    {everywhere(|| t!("help-enter"), || t!("help-enter.does"))}
                    {everywhere(|| t!("help-space"), || t!("help-space.does"))}
                    {everywhere(|| t!("help-escape"), || t!("help-escape.does"))}
                    {everywhere(|| t!("help-arrows"), || t!("help-arrows.does"))}
                    {everywhere(|| t!("help-select"), || t!("help-select.does"))}
                    {everywhere(|| t!("help-undo"), || t!("help-undo.does"))}
                </dl>
                <p class="actions"><a class="button" href=View::Settings.path()>{tr!("help-change-keys")}</a></p>
            </section>
            <section>
                <h2>{tr!("help-reader")}</h2>
                <p>{tr!("help-reader.headings")}</p>
                <p>{tr!("help-reader.open")}</p>
                <p>{tr!("help-reader.regions")}</p>
            </section>
            <section>
                <h2>{tr!("help-act")}</h2>
                <p>{tr!("help-act.letter")}</p>
                <p>{tr!("help-act.answer")}</p>
                <p>{tr!("help-act.contact")}</p>
                <p>{tr!("help-act.offline")}</p>
            </section>
            <AboutReports/>
            <section>
                <h2>{tr!("help-decision")}</h2>
                <p>{tr!("help-decision.first")}</p>
                <p>{tr!("help-decision.appeal")}</p>
                <p>{tr!("help-decision.sealed")}</p>
                <p>{tr!("help-decision.signature")}</p>
            </section>
            <section>
                <h2>{tr!("view-use")}</h2>
                <p>{tr!("help-use.what")}</p>
                <p>{tr!("help-use.answer")}</p>
                <p>{tr!("help-use.back")}</p>
                <p>{tr!("help-use.looked")}</p>
                <p>{tr!("help-use.rights")}</p>
            </section>
            <section>
                <h2>{tr!("help-told")}</h2>
                <p>{tr!("help-told.due")}</p>
                <p>{tr!("help-told.change")}</p>
                <p>{tr!("help-told.open")}</p>
            </section>
            <section>
                <h2>{tr!("glossary")}</h2>
                <p>{tr!("glossary.lead")}</p>
                <p class="actions"><a class="button" href=View::Glossary.path()>{tr!("glossary-all")}</a></p>
            </section>
            <section>
                <h2>{tr!("statement")}</h2>
                <p>{tr!("statement.law")}</p>
                <p>{tr!("statement.state")}</p>
                <h3>{tr!("shortcomings")}</h3>
                <ul class="plain">
                    <li>{tr!("shortcomings.files")}</li>
                    <li>{tr!("shortcomings.texts")}</li>
                    <li>{tr!("shortcomings.arrows")}</li>
                    <li>{tr!("shortcomings.tried")}</li>
                </ul>
                <h3>{tr!("tried")}</h3>
                <Tried/>
                <h3>{tr!("feedback")}</h3>
                <p>{tr!("feedback.how")}</p>
                <p class="actions"><a class="button" href=View::Contact.path()>{tr!("view-contact")}</a></p>
                <h3>{tr!("authority")}</h3>
                <p>{tr!("authority.who")}</p>
                <p><OutLink link/></p>
            </section>
        </div>
    }
    .into_any()
}

/// How a fault is reported.
#[component]
fn AboutReports() -> AnyView {
    view! {
        <section>
            <h2>{tr!("help-report")}</h2>
            <p>{tr!("help-report.steps")}</p>
            <p>{tr!("help-report.place")}</p>
            <p>{tr!("help-report.nearby")}</p>
            <p>{tr!("help-report.public")}</p>
            <p>{tr!("help-report.follow")}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Tried() -> AnyView {
    let rows = TRIED
        .map(|(system, technology, tried)| {
            let result = move || if tried { t!("tried.yes") } else { t!("tried.no") };
            view! { <tr><th scope="row">{system}</th><td>{technology}</td><td>{result}</td></tr> }
        })
        .collect_view();
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{tr!("tried.system")}</th>
                    <th scope="col">{tr!("tried.technology")}</th>
                    <th scope="col">{tr!("tried.result")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
