//! Long texts as the interface shows them.
//!
//! A source's Markdown crosses the line as this small closed tree, never as markup: what has no place in it cannot be
//! shown, whatever the source wrote. The engine makes it; the interface has one element for each part.

use serde::{Deserialize, Serialize};

use crate::view::{LinkView, Text};

/// A long text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prose {
    /// Paragraphs separated by blank lines; other line breaks stay.
    Plain(Text),
    /// A text with headings, lists and the like.
    Marked {
        /// Its parts, in order.
        blocks: Vec<Block>,
        /// Its BCP 47 tag when it is not in the interface's language.
        lang: Option<String>,
    },
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading {
        /// How deep it is within the text: 1 is the outermost, and no depth is skipped.
        depth: u8,
        /// Its words.
        words: Words,
    },
    /// A paragraph.
    Paragraph(Words),
    /// A paragraph that somebody else wrote.
    Quote(Words),
    /// A list.
    List(List),
    /// Lines whose breaks and blanks matter.
    Verbatim(String),
    /// A table.
    Table {
        /// The headings of its columns.
        head: Vec<Words>,
        /// Its rows.
        rows: Vec<Vec<Words>>,
    },
}

/// Words in order. A line break in them stays.
pub type Words = Vec<Span>;

/// Words that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// As they are.
    Plain(String),
    /// Stressed.
    Emphasis(String),
    /// Important.
    Strong(String),
    /// A link whose words stand before it. It opens in the system browser.
    Link(LinkView),
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The number of its first item; none where the items have no order.
    pub first: Option<u64>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its words.
    pub words: Words,
    /// The lists below it.
    pub lists: Vec<List>,
}
