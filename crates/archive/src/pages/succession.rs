//! Of a decision: its signature, and which other one takes its place or has given it up.

use std::collections::BTreeMap;

use domain::{id::RecordKey, text::Language};
use maud::{Markup, html};
use protocol::{
    comparison::{DifferenceView, OtherDecisionView, PiecePlace, WordsView},
    signature::SignatureView,
    view::{DecisionBody, ItemBody},
};
use words::phrase::{code, comparison, day, signature as said};

use super::{
    item::{fact, to_page},
    time,
};

/// What must be known before the decision is read.
pub(super) fn notes(language: Language, decision: &DecisionBody, pages: &BTreeMap<RecordKey, String>) -> Markup {
    let other = |other: &OtherDecisionView| {
        html! {
            @if let Some(known) = &other.known { p { (to_page(pages, &other.item, &known.title)) } }
        }
    };
    html! {
        @if let SignatureView::Mismatch { .. } = &decision.signature {
            div.note {
                p { strong { (said::shows(language, &decision.signature)) } }
                @for words in said::means(language, &decision.signature) { p { (words) } }
            }
        }
        @if let Some(later) = &decision.succession.later {
            div.note {
                p { strong { (comparison::replaced(language, later.how)) } }
                p { (say!(language, "replaced-means")) }
                (other(later))
            }
        }
        @if let Some(earlier) = &decision.succession.earlier {
            div.note {
                p { strong { (comparison::replaces(language, earlier.how)) } }
                p { (say!(language, "replaces-means")) }
                (other(earlier))
            }
        }
    }
}

/// Who signed it, or that nobody did.
pub(super) fn signature(language: Language, signature: &SignatureView) -> Markup {
    if matches!(signature, SignatureView::Mismatch { .. }) {
        return html! {};
    }
    html! {
        h2 { (say!(language, "signature-heading")) }
        p { (said::shows(language, signature)) }
        @for words in said::means(language, signature) { p { (words) } }
        @if let SignatureView::Checked { key, signed, .. } = signature {
            dl {
                (fact(&say!(language, "signature-time"), &time(language, signed)))
                (fact(&say!(language, "signature-key"), &html! { (key) }))
            }
        }
    }
}

/// What it changes in the earlier one.
pub(super) fn changes_of(language: Language, body: &ItemBody) -> Markup {
    let ItemBody::Decision(decision) = body else { return html! {} };
    let Some(changes) = &decision.succession.changes else { return html! {} };
    html! {
        h2 { (say!(language, "changes-heading")) }
        @if changes.is_empty() { p { (say!(language, "changes-none")) } } @else { p { (say!(language, "changes-how")) } }
        @for change in changes { (difference(language, change)) }
    }
}

fn difference(language: Language, change: &DifferenceView) -> Markup {
    let nothing = || say!(language, "changes-nothing");
    match change {
        DifferenceView::Outcome { before, now } => {
            let word = |outcome| code::outcome(language, outcome).unwrap_or_else(nothing);
            turn(language, &say!(language, "changes-outcome"), &word(*before), &word(*now))
        }
        DifferenceView::Appeal { before, now } => {
            let word = |kind: &Option<_>| kind.map_or_else(nothing, |kind| code::appeal(language, kind));
            turn(language, &say!(language, "changes-appeal"), &word(before), &word(now))
        }
        DifferenceView::LastDay { before, now } => {
            let word = |at: &Option<_>| at.map_or_else(nothing, |at| day::day_full(language, at));
            turn(language, &say!(language, "changes-last-day"), &word(before), &word(now))
        }
        DifferenceView::Text { part, words } => html! {
            h3 { (comparison::part(language, *part)) } (marked(language, words))
        },
        DifferenceView::Section { heading, words } => html! {
            h3 lang=[heading.lang.as_deref()] { (heading.value) } (marked(language, words))
        },
        DifferenceView::Document { name, how } => html! { p { (comparison::file(language, &name.value, *how)) } },
    }
}

fn turn(language: Language, heading: &str, before: &str, now: &str) -> Markup {
    html! {
        h3 { (heading) }
        dl {
            (fact(&say!(language, "changes-before"), &html! { del { (before) } }))
            (fact(&say!(language, "changes-now"), &html! { ins { (now) } }))
        }
    }
}

fn marked(language: Language, words: &WordsView) -> Markup {
    html! {
        @for paragraph in &words.paragraphs {
            p lang=[words.lang.as_deref()] {
                @for piece in paragraph {
                    @match piece.place {
                        PiecePlace::Both => { (piece.text) }
                        PiecePlace::Earlier => { " [" (say!(language, "changes-deleted")) ": " del { (piece.text.trim()) } "] " }
                        PiecePlace::Later => { " [" (say!(language, "changes-added")) ": " ins { (piece.text.trim()) } "] " }
                    }
                }
            }
        }
    }
}
