//! Long texts: the engine's closed tree as HTML.

use maud::{Markup, html};
use protocol::{
    prose::{Block, List, Prose, Span},
    view::Text,
};

use words::phrase::body::paragraphs;

/// A long text. `below` is the level of the heading above it.
pub(super) fn prose(text: &Prose, below: u8) -> Markup {
    match text {
        Prose::Plain(text) => body(text),
        Prose::Marked { blocks, lang } => html! {
            div lang=[lang.as_deref()] { @for part in blocks { (block(part, below)) } }
        },
    }
}

/// Paragraphs.
pub(super) fn body(text: &Text) -> Markup {
    html! {
        div lang=[text.lang.as_deref()] {
            @for paragraph in paragraphs(&text.value) { p.lines { (paragraph) } }
        }
    }
}

fn block(part: &Block, below: u8) -> Markup {
    match part {
        Block::Heading { depth, words } => heading(below.saturating_add(*depth), words),
        Block::Paragraph(words) => html! { p.lines { (spans(words)) } },
        Block::Quote(words) => html! { blockquote { p.lines { (spans(words)) } } },
        Block::List(part) => list(part),
        Block::Verbatim(text) => html! { pre { (text) } },
        Block::Table { head, rows } => html! {
            table {
                thead { tr { @for cell in head { th scope="col" { (spans(cell)) } } } }
                tbody { @for row in rows { tr { @for cell in row { td { (spans(cell)) } } } } }
            }
        },
    }
}

fn heading(level: u8, words: &[Span]) -> Markup {
    match level {
        0..=2 => html! { h2 { (spans(words)) } },
        3 => html! { h3 { (spans(words)) } },
        4 => html! { h4 { (spans(words)) } },
        5 => html! { h5 { (spans(words)) } },
        _ => html! { h6 { (spans(words)) } },
    }
}

fn list(part: &List) -> Markup {
    let items = html! {
        @for item in &part.items { li { (spans(&item.words)) @for below in &item.lists { (list(below)) } } }
    };
    match part.first {
        None => html! { ul { (items) } },
        Some(first) => html! { ol start=(first) { (items) } },
    }
}

fn spans(words: &[Span]) -> Markup {
    html! {
        @for span in words {
            @match span {
                Span::Plain(text) => { (text) }
                Span::Emphasis(text) => { em { (text) } }
                Span::Strong(text) => { strong { (text) } }
                // The words stand before it.
                Span::Link(link) => { " (" a href=(link.address) rel="noreferrer" { (link.address) } ")" }
            }
        }
    }
}
