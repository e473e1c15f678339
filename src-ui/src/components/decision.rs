//! A decision: first what was decided and what that asks, then why, on what law, and how to seek a change.

use chrono::NaiveDate;
use domain::{deadline::Counting, decision::AppealKind, id::RecordKey};
use leptos::prelude::*;
use protocol::{
    comparison::SuccessionView,
    letters::AppealingView,
    signature::SignatureView,
    view::{AppealView, DecisionBody, LegalReferenceView, NoticeView, SectionView, Text},
};

use super::{
    Appealing, Body, Changes, DayInText, Linked, Moment, OutLink, SignatureNote, SignatureWarning, SuccessionNotes,
    Words, Writing,
};
use crate::{
    phrase,
    state::overview,
    words::{GAP, cut, language},
};

/// A decision, to read.
#[component]
pub fn DecisionReading(
    /// Which one.
    item: RecordKey,
    /// The decision.
    body: DecisionBody,
    /// Whether the resident may not act in it. How a change is sought stays to be read.
    barred: bool,
) -> AnyView {
    let DecisionBody {
        outcome,
        summary,
        made,
        section,
        sections,
        legal_basis,
        appeal,
        notice,
        maker,
        contact,
        appealing,
        reviews,
        signature,
        succession,
        ..
    } = body;
    let (before, after) = around(signature, succession);
    let sections = sections.into_iter().map(|section| view! { <Section section/> }).collect_view();
    let steps = notice.map(|notice| {
        let last_day = appeal.as_ref().and_then(|appeal| appeal.last_day);
        view! { <Notice notice last_day/> }
    });
    let counted = appeal.as_ref().and_then(|appeal| {
        let counting = appeal.counted.clone()?.ok()?;
        Some(view! { <Counted counting given=appeal.last_day/> })
    });
    let is_sought = matches!(appealing, AppealingView::Sent(_) | AppealingView::Requested(..));
    let ways = appeal.as_ref().map(|appeal| view! { <Appealing item kind=appeal.kind appealing/> });
    let otherwise = appeal.clone();
    let law = (!legal_basis.is_empty()).then(|| view! { <Law legal_basis/> });
    let how = appeal.clone().filter(|appeal| appeal.kind != AppealKind::NotAppealable);
    view! {
        {before}
        <div class="first">
            <dl>
                <div>
                    <dt>{tr!("decision-what")}</dt>
                    {move || phrase::outcome(language(), outcome).map(|words| view! { <dd>{words}</dd> })}
                    <dd><Writing text=summary below=1/></dd>
                </div>
                {(!barred).then(|| view! {
                    <div>
                        <dt>{tr!("decision-to-do")}</dt>
                        {(!is_sought).then(|| view! { <dd><ToDo appeal/></dd> })}
                        {ways.map(|ways| view! { <dd>{ways}</dd> })}
                    </div>
                    {(!is_sought).then(|| view! { <Otherwise appeal=otherwise/> })}
                })}
            </dl>
        </div>
        {reviews.map(|to| view! { <Linked label=|| t!("appeal-original") to/> })}
        {sections}
        {how.map(|appeal| view! { <Appeal appeal/> })}
        {steps}
        {counted}
        {law}
        <section class="part">
            <h2>{tr!("decision-about")}</h2>
            <dl class="facts-list">
                <div><dt>{tr!("decision-made")}</dt><dd><Moment when=made/></dd></div>
                {section.map(|section| view! { <div><dt>{tr!("decision-section")}</dt><dd>{section}</dd></div> })}
                {maker.map(|maker| view! { <div><dt>{tr!("decision-maker")}</dt><dd><Words text=maker/></dd></div> })}
                {contact.map(|contact| view! { <div><dt>{tr!("decision-contact")}</dt><dd><Body text=contact/></dd></div> })}
            </dl>
        </section>
        {after}
    }
    .into_any()
}

/// Whether it is what it says to be, and whether it still holds: what must be known before it is read, and what may be read after.
fn around(signature: SignatureView, succession: SuccessionView) -> (AnyView, AnyView) {
    let (warned, replaced) = (signature.clone(), succession.clone());
    let before = view! { <SignatureWarning signature=warned/><SuccessionNotes succession=replaced/> };
    let after = view! { <Changes succession/><SignatureNote signature/> };
    (before.into_any(), after.into_any())
}

/// What the resident must do: nothing, unless they want a change. The last day is the authority's own; where it gives none,
/// the one that the law has counted, and it is said whose it is.
#[component]
fn ToDo(
    /// How to seek a change.
    appeal: Option<AppealView>,
) -> impl IntoView {
    let overview = overview();
    move || {
        let Some(appeal) = &appeal else { return view! { <p>{t!("appeal-unstated")}</p> }.into_any() };
        if appeal.kind == AppealKind::NotAppealable {
            return view! { <p>{t!("appeal-none-long")}</p> }.into_any();
        }
        let Some(last) = appeal.known_last_day() else {
            let period = appeal.period_days.map(|days| t!("appeal-period", days = days));
            let why = appeal.counted.clone().and_then(Result::err);
            let why = why.and_then(|why| phrase::deadline::not_counted(language(), why));
            return view! {
                <p>{t!("appeal-content")}</p>
                <p>{want(appeal.kind)}" "{period}</p>
                {why.map(|why| view! { <p>{why}</p> })}
                <p>{t!("appeal-instruction-only")}</p>
            }
            .into_any();
        };
        if last < overview.today() {
            return view! { <p><Gapped sentence=t!("appeal-over", day = GAP) day=last/></p> }.into_any();
        }
        let arrive = match appeal.office_closes_at {
            Some(at) => t!("appeal-arrive-before", day = GAP, time = phrase::closing(language(), at)),
            None => t!("appeal-arrive", day = GAP),
        };
        view! {
            <p>{t!("appeal-content")}</p>
            <p>{want(appeal.kind)}" "<Gapped sentence=arrive day=last/></p>
            <p>{if appeal.last_day.is_some() { t!("appeal-instruction") } else { t!("appeal-counted") }}</p>
        }
        .into_any()
    }
}

/// What happens when the resident does nothing, as long as there is time to do something.
#[component]
fn Otherwise(
    /// How to seek a change.
    appeal: Option<AppealView>,
) -> impl IntoView {
    let overview = overview();
    let last = appeal.filter(|appeal| appeal.kind != AppealKind::NotAppealable);
    let last = last.and_then(|appeal| appeal.known_last_day());
    move || {
        last.filter(|last| *last >= overview.today()).map(|_| {
            view! {
                <div>
                    <dt>{t!("appeal-otherwise")}</dt>
                    <dd>{t!("appeal-otherwise.stands")}" "{t!("appeal-otherwise.then")}</dd>
                </div>
            }
        })
    }
}

fn want(kind: AppealKind) -> String {
    match kind {
        AppealKind::ReviewRequest => t!("appeal-want-review"),
        AppealKind::MunicipalAppeal | AppealKind::AdministrativeAppeal => t!("appeal-want-appeal"),
        AppealKind::NotAppealable => String::new(),
    }
}

/// A sentence with a day in it that stands out.
#[component]
fn Gapped(
    /// The sentence, with a gap for the day.
    sentence: String,
    /// The day.
    day: NaiveDate,
) -> AnyView {
    let (before, after) = cut(&sentence);
    view! { {before.to_owned()}<b><DayInText day/></b>{after.to_owned()} }.into_any()
}

#[component]
fn Section(
    /// The section.
    section: SectionView,
) -> AnyView {
    view! {
        <section class="part">
            <h2 lang=section.heading.lang.clone()>{section.heading.value}</h2>
            <Writing text=section.text below=2/>
        </section>
    }
    .into_any()
}

#[component]
fn Appeal(
    /// How to seek a change.
    appeal: AppealView,
) -> AnyView {
    let AppealView { kind, authority, address, period_days, last_day, who, contents, cost, .. } = appeal;
    let row = |label: fn() -> String, text: Option<Text>| {
        text.map(|text| view! { <div><dt>{label}</dt><dd><Body text/></dd></div> })
    };
    let rows = [
        row(|| t!("appeal-to"), authority),
        row(|| t!("appeal-address"), address),
        row(|| t!("appeal-who"), who),
        row(|| t!("appeal-contents"), contents),
        row(|| t!("appeal-cost"), cost),
    ];
    view! {
        <section class="part">
            <h2>{move || t!("appeal-heading", kind = phrase::appeal(language(), kind))}</h2>
            <dl class="facts-list">
                {last_day.map(|day| view! { <div><dt>{tr!("appeal-last-day")}</dt><dd><DayInText day/></dd></div> })}
                {period_days.map(|days| view! { <div><dt>{tr!("appeal-time")}</dt><dd>{move || t!("days", count = days)}</dd></div> })}
                {rows.into_iter().collect_view()}
            </dl>
        </section>
    }
    .into_any()
}

/// How notice was given, step by step up to the last day.
#[component]
fn Notice(
    /// How notice was given.
    notice: NoticeView,
    /// The last day of an appeal.
    last_day: Option<NaiveDate>,
) -> AnyView {
    let NoticeView { method, sent, deemed_served_on, served } = notice;
    let said = move || phrase::notice(language(), method);
    view! {
        <section class="part">
            <h2>{tr!("notice-heading")}</h2>
            <dl class="time">
                {match sent {
                    Some(sent) => view! { <div><dt><Moment when=sent/></dt><dd>{said}</dd></div> }.into_any(),
                    None => view! { <div><dt>{tr!("notice-how")}</dt><dd>{said}</dd></div> }.into_any(),
                }}
                {served.map(|served| view! { <div><dt><Moment when=served/></dt><dd>{tr!("notice-served")}</dd></div> })}
                {deemed_served_on.map(|day| view! { <div><dt><DayInText day/></dt><dd>{tr!("notice-deemed")}</dd></div> })}
                {last_day.map(|day| view! { <div class="now"><dt><DayInText day/></dt><dd>{tr!("notice-last-day")}</dd></div> })}
            </dl>
        </section>
    }
    .into_any()
}

/// How the last day is counted, step by step, each with its law. Paragraphs: of an item of a list that takes two lines, screen
/// readers in WebKitGTK read the first line twice.
#[component]
fn Counted(
    /// The counting.
    counting: Counting,
    /// The last day as the authority gives it.
    given: Option<NaiveDate>,
) -> AnyView {
    let differs = given.is_some_and(|given| given != counting.last_day);
    let told = move || {
        let steps = phrase::deadline::steps(language(), &counting);
        view! {
            <div class="counting">{steps.into_iter().map(|step| view! { <p>{step}</p> }).collect_view()}</div>
            {phrase::deadline::checked(language(), &counting).map(|checked| view! { <p class="small">{checked}</p> })}
        }
    };
    view! {
        <section class="part" data-part="counting">
            <h2>{tr!("count-heading")}</h2>
            {differs.then(|| view! { <p class="note">{tr!("count-differs")}</p> })}
            {told}
        </section>
    }
    .into_any()
}

#[component]
fn Law(
    /// The statutes.
    legal_basis: Vec<LegalReferenceView>,
) -> AnyView {
    let laws = legal_basis
        .into_iter()
        .map(|law| {
            let section = law.section.map(|section| format!(" {section}"));
            view! { <p><Words text=law.statute/>{section}{law.link.map(|link| view! { " "<OutLink link/> })}</p> }
        })
        .collect_view();
    view! {
        <section class="part">
            <h2>{tr!("decision-law")}</h2>
            {laws}
        </section>
    }
    .into_any()
}
