//! Text from sources: shown as text, in its own language.

use leptos::prelude::*;
use protocol::view::Text;

use super::Asked;
use crate::phrase::paragraphs;

/// A short text of a source.
#[component]
pub fn Words(
    /// The text.
    text: Text,
) -> AnyView {
    view! { <span lang=text.lang>{text.value}</span> }.into_any()
}

/// A long text of a source, in its paragraphs.
#[component]
pub fn Body(
    /// The text.
    text: Text,
) -> AnyView {
    let paragraphs = paragraphs(&text.value).into_iter().map(|words| {
        let mut asked = Asked::default();
        view! { <p>{asked.words(words)}</p> {asked.below()} }
    });
    let paragraphs = paragraphs.collect_view();
    view! { <div class="body" lang=text.lang>{paragraphs}</div> }.into_any()
}
