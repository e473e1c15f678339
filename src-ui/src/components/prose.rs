//! Long texts of a source: the parts that the engine made of them, an element for each. Nothing is ever parsed here.

use leptos::prelude::*;
use protocol::prose::{Block, Item, List, Prose, Span, Words};

use super::{Asked, Body, OutLink};

/// A long text.
#[component]
pub fn Writing(
    /// The text.
    text: Prose,
    /// The level of the heading above it; its own headings stand below that.
    below: u8,
) -> AnyView {
    match text {
        Prose::Plain(text) => view! { <Body text/> }.into_any(),
        Prose::Marked { blocks, lang } => {
            let blocks = blocks.into_iter().map(|part| block(part, below)).collect_view();
            view! { <div class="body" lang=lang>{blocks}</div> }.into_any()
        }
    }
}

fn block(part: Block, below: u8) -> AnyView {
    match part {
        Block::Heading { depth, words } => heading(below.saturating_add(depth), words),
        Block::Paragraph(words) => paragraph(words),
        Block::Quote(words) => view! { <blockquote>{paragraph(words)}</blockquote> }.into_any(),
        Block::List(part) => list(part),
        Block::Verbatim(text) => view! { <pre>{text}</pre> }.into_any(),
        Block::Table { head, rows } => {
            let head = head.into_iter().map(|cell| view! { <th scope="col">{spans(cell)}</th> }).collect_view();
            let rows = rows
                .into_iter()
                .map(|row| {
                    let cells = row.into_iter().map(|cell| view! { <td>{spans(cell)}</td> }).collect_view();
                    view! { <tr>{cells}</tr> }
                })
                .collect_view();
            view! { <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table> }.into_any()
        }
    }
}

fn heading(level: u8, words: Words) -> AnyView {
    let words = spans(words);
    match level {
        0..=2 => view! { <h2>{words}</h2> }.into_any(),
        3 => view! { <h3>{words}</h3> }.into_any(),
        4 => view! { <h4>{words}</h4> }.into_any(),
        5 => view! { <h5>{words}</h5> }.into_any(),
        _ => view! { <h6>{words}</h6> }.into_any(),
    }
}

/// A list keeps its bullets or numbers: without them the web view ends when assistive technology reads an item of
/// several blocks.
fn list(part: List) -> AnyView {
    let items = part.items.into_iter().map(item).collect_view();
    match part.first {
        None => view! { <ul>{items}</ul> }.into_any(),
        Some(first) => view! { <ol start=first.to_string()>{items}</ol> }.into_any(),
    }
}

fn item(part: Item) -> AnyView {
    let lists = part.lists.into_iter().map(list).collect_view();
    // A paragraph: of an item's own text, screen readers in WebKitGTK read the first line again and again.
    view! { <li>{paragraph(part.words)}{lists}</li> }.into_any()
}

/// A paragraph whose words of administration can be asked about. No word before a link is asked about: it may be the link's.
fn paragraph(words: Words) -> AnyView {
    let mut asked = Asked::default();
    let before_link: Vec<bool> = (1..=words.len()).map(|next| matches!(words.get(next), Some(Span::Link(_)))).collect();
    let shown = words.into_iter().zip(before_link).map(|(part, before_link)| match part {
        Span::Plain(text) if !before_link => asked.words(text),
        Span::Emphasis(text) if !before_link => view! { <em>{asked.words(text)}</em> }.into_any(),
        Span::Strong(text) if !before_link => view! { <strong>{asked.words(text)}</strong> }.into_any(),
        part => span(part),
    });
    let shown = shown.collect_view();
    view! { <p>{shown}</p> {asked.below()} }.into_any()
}

fn spans(words: Words) -> AnyView {
    words.into_iter().map(span).collect_view().into_any()
}

fn span(part: Span) -> AnyView {
    match part {
        Span::Plain(text) => text.into_any(),
        Span::Emphasis(text) => view! { <em>{text}</em> }.into_any(),
        Span::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
        Span::Link(link) => view! { " "<OutLink link/> }.into_any(),
    }
}
