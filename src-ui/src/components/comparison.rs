//! A decision that takes the place of an earlier one, or of which another one takes the place, and what changed.

use domain::decision::Outcome;
use leptos::prelude::*;
use protocol::comparison::{DifferenceView, OtherDecisionView, PiecePlace, PieceView, SuccessionView, WordsView};

use super::{DayInText, Moment, Words, signature::warn};
use crate::{
    phrase::{self, comparison as said},
    state::{here, place},
    words::language,
};

/// What must be known before a decision is read: that another one takes its place, or that it takes the place of another.
#[component]
pub fn SuccessionNotes(
    /// What is known of them.
    succession: SuccessionView,
) -> AnyView {
    let later = succession.later.map(|later| {
        let how = later.how;
        warn(said::replaced(language(), how));
        view! {
            <div class="note alarm" role="alert" aria-live="off">
                <p><b>{move || said::replaced(language(), how)}</b></p>
                <p>{tr!("replaced-means")}</p>
                <Other label=move || t!("replaced-later") other=later/>
            </div>
        }
    });
    let earlier = succession.earlier.map(|earlier| {
        let (how, absent) = (earlier.how, earlier.known.is_none());
        view! {
            <div class="note">
                <p><b>{move || said::replaces(language(), how)}</b></p>
                <p>{tr!("replaces-means")}</p>
                {absent.then(|| view! { <p>{tr!("replaces-absent")}</p> })}
                <Other label=move || t!("replaces-earlier") other=earlier/>
            </div>
        }
    });
    view! { {later}{earlier} }.into_any()
}

/// The way to the other decision, where it is here.
#[component]
fn Other<F>(
    /// What it is.
    label: F,
    /// Which.
    other: OtherDecisionView,
) -> AnyView
where
    F: Fn() -> String + Copy + Send + Sync + 'static,
{
    let place = place();
    let OtherDecisionView { item, known, .. } = other;
    let Some(known) = known else { return ().into_any() };
    view! {
        <dl class="facts-list">
            <div>
                <dt>{label}</dt>
                <dd>
                    <a class="other" href=move || here(place).opening(&item).href()><Words text=known.title/></a>
                    <p class="small">{tr!("decision-made")}" "<Moment when=known.made/></p>
                </dd>
            </div>
        </dl>
    }
    .into_any()
}

/// What a decision changes in the earlier one.
#[component]
pub fn Changes(
    /// What is known of it.
    succession: SuccessionView,
) -> AnyView {
    let Some(changes) = succession.changes else { return ().into_any() };
    let marks =
        changes.iter().any(|change| matches!(change, DifferenceView::Text { .. } | DifferenceView::Section { .. }));
    let none = changes.is_empty();
    let (files, rest): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|change| matches!(change, DifferenceView::Document { .. }));
    let has_files = !files.is_empty();
    view! {
        <section class="part changes" data-part="changes">
            <h2>{tr!("changes-heading")}</h2>
            {none.then(|| view! { <p>{tr!("changes-none")}</p> })}
            {marks.then(|| view! { <p class="small">{tr!("changes-how")}</p> })}
            {rest.into_iter().map(difference).collect_view()}
            {has_files.then(|| view! {
                <h3>{tr!("changes-documents")}</h3>
                {files.into_iter().map(difference).collect_view()}
            })}
        </section>
    }
    .into_any()
}

fn difference(change: DifferenceView) -> AnyView {
    match change {
        DifferenceView::Outcome { before, now } => {
            let word = |outcome: Outcome| {
                move || phrase::outcome(language(), outcome).unwrap_or_else(|| t!("changes-nothing"))
            };
            view! { <h3>{tr!("changes-outcome")}</h3><Turn before=word(before) now=word(now)/> }.into_any()
        }
        DifferenceView::Appeal { before, now } => {
            let word = |kind: Option<_>| {
                move || kind.map_or_else(|| t!("changes-nothing"), |kind| phrase::appeal(language(), kind))
            };
            view! { <h3>{tr!("changes-appeal")}</h3><Turn before=word(before) now=word(now)/> }.into_any()
        }
        DifferenceView::LastDay { before, now } => {
            let day = |day: Option<_>| match day {
                Some(day) => view! { <DayInText day/> }.into_any(),
                None => tr!("changes-nothing").into_any(),
            };
            view! {
                <h3>{tr!("changes-last-day")}</h3>
                <dl class="facts-list">
                    <div><dt>{tr!("changes-before")}</dt><dd><del>{day(before)}</del></dd></div>
                    <div><dt>{tr!("changes-now")}</dt><dd><ins>{day(now)}</ins></dd></div>
                </dl>
            }
            .into_any()
        }
        DifferenceView::Text { part, words } => {
            view! { <h3>{move || said::part(language(), part)}</h3><Marked words/> }.into_any()
        }
        DifferenceView::Section { heading, words } => {
            view! { <h3 lang=heading.lang>{heading.value}</h3><Marked words/> }.into_any()
        }
        DifferenceView::Document { name, how } => {
            view! { <p>{move || said::file(language(), &name.value, how)}</p> }.into_any()
        }
    }
}

/// What it was and what it is.
#[component]
fn Turn<B, N>(
    /// What it was.
    before: B,
    /// What it is.
    now: N,
) -> AnyView
where
    B: Fn() -> String + Copy + Send + Sync + 'static,
    N: Fn() -> String + Copy + Send + Sync + 'static,
{
    view! {
        <dl class="facts-list">
            <div><dt>{tr!("changes-before")}</dt><dd><del>{before}</del></dd></div>
            <div><dt>{tr!("changes-now")}</dt><dd><ins>{now}</ins></dd></div>
        </dl>
    }
    .into_any()
}

/// A text with what was removed and added in it, each in brackets and called by a word. The words are there for everybody: what is
/// hidden within a line catches the caret of WebKitGTK, and who reads by the arrow keys comes no further.
#[component]
fn Marked(
    /// The text.
    words: WordsView,
) -> AnyView {
    let paragraphs = words
        .paragraphs
        .into_iter()
        .map(|pieces| view! { <p>{pieces.into_iter().map(piece).collect_view()}</p> })
        .collect_view();
    view! { <div class="body" lang=words.lang>{paragraphs}</div> }.into_any()
}

fn piece(piece: PieceView) -> AnyView {
    let PieceView { place, text } = piece;
    let words = text.trim().to_owned();
    let own = move || language().tag();
    match place {
        PiecePlace::Both => text.into_any(),
        PiecePlace::Earlier => view! {
            " "<span class="called" lang=own>"["{tr!("changes-deleted")}": "</span><del>{words}</del><span class="called">"]"</span>" "
        }
        .into_any(),
        PiecePlace::Later => view! {
            " "<span class="called" lang=own>"["{tr!("changes-added")}": "</span><ins>{words}</ins><span class="called">"]"</span>" "
        }
        .into_any(),
    }
}
