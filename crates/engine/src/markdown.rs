//! Markdown as the parts of a text that the interface knows.
//!
//! An allowlist: what is not named here becomes plain words or nothing. Markup is shown as it is spelled, an image is its
//! description, a link is its words and then, when it is plain `https`, a way to open it. Headings are counted from
//! the text's own outermost, because they stand below those of the page.
//!
//! Events come from a parser that never fails; whatever is written, this ends in time that grows with its length and
//! without recursion.

use std::mem;

use domain::{link::HttpsLink, text::without_deception};
use protocol::prose::{Block, Item, List, Span, Words};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use url::Url;

use crate::answer::link;

/// Deepest heading told apart; the page has two above it and HTML six in all.
const DEEPEST_HEADING: usize = 4;
/// Deepest list told apart. Deeper items stand in the item around them, each on a line.
const DEEPEST_LIST: usize = 4;

/// Reads a text.
pub fn read(markdown: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    reader.blocks
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The words of the block or item that is open.
    words: Words,
    strong: usize,
    emphasis: usize,
    /// The address of the link that is open, and its words so far.
    link: Option<(String, String)>,
    quotes: usize,
    /// The levels of the headings under which the text stands.
    headings: Vec<HeadingLevel>,
    lists: Vec<OpenList>,
    /// Lists that are open below the deepest that is told apart.
    lists_too_deep: usize,
    head: Vec<Words>,
    rows: Vec<Vec<Words>>,
    row: Vec<Words>,
}

/// A list that is open, with its open item.
#[derive(Default)]
struct OpenList {
    list: List,
    item: Item,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.say(&text),
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.say("\n"),
            // Only with options that are off, but for rules, which part what is parted already.
            Event::Rule
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } => self.link = Some((dest_url.into_string(), String::new())),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(first) => self.begin_list(first),
            Tag::Item if self.lists_too_deep > 0 => self.new_line(),
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock | Tag::CodeBlock(_) | Tag::Table(_) => {
                self.new_line();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => self.end_link(),
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_) => self.end_list(),
            TagEnd::Item if self.lists_too_deep == 0 => self.end_item(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::CodeBlock => self.end_verbatim(),
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_paragraph(),
            TagEnd::TableCell => {
                let words = self.finished_words();
                self.row.push(words);
            }
            TagEnd::TableHead => self.head = mem::take(&mut self.row),
            TagEnd::TableRow => self.rows.push(mem::take(&mut self.row)),
            TagEnd::Table => self.end_table(),
            _ => {}
        }
    }

    /// Adds words in the way that is open. What hid behind a notation (`&#8238;`) is cleaned again.
    fn say(&mut self, text: &str) {
        let text: String = without_deception(text).collect();
        if text.is_empty() {
            return;
        }
        if let Some((_, said)) = &mut self.link {
            said.push_str(&text);
        }
        let span = match (self.strong, self.emphasis) {
            (0, 0) => Span::Plain(text),
            (0, _) => Span::Emphasis(text),
            _ => Span::Strong(text),
        };
        match (self.words.last_mut(), span) {
            (Some(Span::Plain(before)), Span::Plain(more))
            | (Some(Span::Emphasis(before)), Span::Emphasis(more))
            | (Some(Span::Strong(before)), Span::Strong(more)) => before.push_str(&more),
            (_, span) => self.words.push(span),
        }
    }

    /// A block within an item begins on a line of its own.
    fn new_line(&mut self) {
        if !self.words.is_empty() {
            self.words.push(Span::Plain("\n".to_owned()));
        }
    }

    /// The words so far, without blanks around them.
    fn finished_words(&mut self) -> Words {
        let mut words = mem::take(&mut self.words);
        self.link = None;
        trim(&mut words);
        words
    }

    fn end_link(&mut self) {
        let Some((address, said)) = self.link.take() else { return };
        if let Ok(https) = HttpsLink::new(&address)
            && Url::parse(https.as_str()).is_ok()
        {
            self.words.push(Span::Link(link(&https)));
            return;
        }
        // Not opened, but not hidden either, when a person could use it.
        let scheme = ["http://", "mailto:", "tel:"].into_iter().find(|scheme| address.starts_with(scheme));
        if let Some(scheme) = scheme
            && let Some(rest) = address.strip_prefix(scheme)
            && !said.contains(rest)
        {
            let shown = if scheme == "http://" { address.as_str() } else { rest };
            self.say(&format!(" ({shown})"));
        }
    }

    fn end_paragraph(&mut self) {
        if self.lists.is_empty() {
            let words = self.finished_words();
            if !words.is_empty() {
                let block = if self.quotes > 0 { Block::Quote } else { Block::Paragraph };
                self.blocks.push(block(words));
            }
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        if !self.lists.is_empty() {
            return;
        }
        let words = self.finished_words();
        if words.is_empty() {
            return;
        }
        while self.headings.last().is_some_and(|above| *above >= level) {
            self.headings.pop();
        }
        self.headings.push(level);
        let depth = u8::try_from(self.headings.len().min(DEEPEST_HEADING)).unwrap_or(1);
        self.blocks.push(Block::Heading { depth, words });
    }

    fn end_verbatim(&mut self) {
        if self.lists.is_empty() {
            let text: String = mem::take(&mut self.words).iter().map(words_of).collect();
            let text = text.trim_end();
            if !text.trim_start().is_empty() {
                self.blocks.push(Block::Verbatim(text.to_owned()));
            }
        }
    }

    fn begin_list(&mut self, first: Option<u64>) {
        if self.lists.len() >= DEEPEST_LIST {
            self.lists_too_deep += 1;
            return;
        }
        self.words_into_item();
        self.lists.push(OpenList { list: List { first, items: Vec::new() }, item: Item::default() });
    }

    fn end_list(&mut self) {
        if self.lists_too_deep > 0 {
            self.lists_too_deep -= 1;
            return;
        }
        let Some(OpenList { list, .. }) = self.lists.pop() else { return };
        if list.items.is_empty() {
            return;
        }
        match self.lists.last_mut() {
            Some(around) => around.item.lists.push(list),
            None => self.blocks.push(Block::List(list)),
        }
    }

    fn end_item(&mut self) {
        self.words_into_item();
        if let Some(open) = self.lists.last_mut() {
            open.end_item();
        }
    }

    /// Moves the words so far into the open item. Words that follow a list in an item become the next item, so that
    /// their order stays.
    fn words_into_item(&mut self) {
        let words = self.finished_words();
        let Some(open) = self.lists.last_mut() else { return };
        if words.is_empty() {
            return;
        }
        if !open.item.lists.is_empty() {
            open.end_item();
        }
        open.item.words.extend(words);
    }

    fn end_table(&mut self) {
        let (head, rows) = (mem::take(&mut self.head), mem::take(&mut self.rows));
        if self.lists.is_empty() {
            self.blocks.push(Block::Table { head, rows });
            return;
        }
        // An item has no place for a table: a line for each row.
        for row in std::iter::once(head).chain(rows) {
            self.new_line();
            for (index, cell) in row.into_iter().enumerate() {
                if index > 0 {
                    self.words.push(Span::Plain(", ".to_owned()));
                }
                self.words.extend(cell);
            }
        }
    }
}

impl OpenList {
    fn end_item(&mut self) {
        let item = mem::take(&mut self.item);
        if item != Item::default() {
            self.list.items.push(item);
        }
    }
}

fn words_of(span: &Span) -> &str {
    match span {
        Span::Plain(text) | Span::Emphasis(text) | Span::Strong(text) => text,
        Span::Link(_) => "",
    }
}

/// Takes blanks and line breaks from both ends.
fn trim(words: &mut Words) {
    while let Some(Span::Plain(text)) = words.first_mut() {
        *text = text.trim_start().to_owned();
        if !text.is_empty() {
            break;
        }
        words.remove(0);
    }
    while let Some(Span::Plain(text)) = words.last_mut() {
        *text = text.trim_end().to_owned();
        if !text.is_empty() {
            break;
        }
        words.pop();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use proptest::prelude::*;
    use protocol::view::LinkView;

    use super::*;

    fn plain(text: &str) -> Words {
        vec![Span::Plain(text.to_owned())]
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(plain(text))
    }

    fn https(address: &str, host: &str) -> Span {
        Span::Link(LinkView { address: address.to_owned(), host: host.to_owned() })
    }

    /// Every word of a text, to see what is left of it.
    fn every_word(blocks: &[Block]) -> String {
        fn in_list(list: &List, all: &mut String) {
            for item in &list.items {
                all.extend(item.words.iter().map(words_of));
                item.lists.iter().for_each(|list| in_list(list, all));
            }
        }
        let mut all = String::new();
        for block in blocks {
            match block {
                Block::Heading { words, .. } | Block::Paragraph(words) | Block::Quote(words) => {
                    all.extend(words.iter().map(words_of));
                }
                Block::Verbatim(text) => all.push_str(text),
                Block::List(list) => in_list(list, &mut all),
                Block::Table { head, rows } => {
                    let cells = head.iter().chain(rows.iter().flatten());
                    all.extend(cells.flatten().map(words_of));
                }
            }
        }
        all
    }

    #[test]
    fn a_letter_keeps_its_shape() {
        let letter = "\
# Retki torstaina

Lähdemme **kello 9.15** ja palaamme *iltapäivällä*.

## Ota mukaan

- eväät
- vesipullo
  1. pieni
  2. tai suuri
- sateella kurahousut

> Lapsi ei tarvitse rahaa.

Lisää [retken sivulla](https://haikkala.example/retki).";
        let item = |text: &str, lists| Item { words: plain(text), lists };
        let inner = List { first: Some(1), items: vec![item("pieni", vec![]), item("tai suuri", vec![])] };
        let items = vec![item("eväät", vec![]), item("vesipullo", vec![inner]), item("sateella kurahousut", vec![])];
        assert_eq!(
            read(letter),
            [
                Block::Heading { depth: 1, words: plain("Retki torstaina") },
                Block::Paragraph(vec![
                    Span::Plain("Lähdemme ".to_owned()),
                    Span::Strong("kello 9.15".to_owned()),
                    Span::Plain(" ja palaamme ".to_owned()),
                    Span::Emphasis("iltapäivällä".to_owned()),
                    Span::Plain(".".to_owned()),
                ]),
                Block::Heading { depth: 2, words: plain("Ota mukaan") },
                Block::List(List { first: None, items }),
                Block::Quote(plain("Lapsi ei tarvitse rahaa.")),
                Block::Paragraph(vec![
                    Span::Plain("Lisää retken sivulla".to_owned()),
                    https("https://haikkala.example/retki", "haikkala.example"),
                    Span::Plain(".".to_owned()),
                ]),
            ]
        );
    }

    #[test]
    fn headings_skip_no_depth_whatever_the_source_skips() {
        let depths = |text: &str| -> Vec<u8> {
            let heading = |block: Block| match block {
                Block::Heading { depth, .. } => Some(depth),
                _ => None,
            };
            read(text).into_iter().filter_map(heading).collect()
        };
        assert_eq!(depths("### a\n\n# b\n\n###### c\n\n## d\n\n### e"), [1, 1, 2, 2, 3]);
        assert_eq!(depths("# a\n## b\n### c\n#### d\n##### e\n###### f"), [1, 2, 3, 4, 4, 4]);
    }

    #[test]
    fn a_table_has_its_headings_and_a_break_its_line() {
        let table = "| Maksu | € |\n|---|--:|\n| Aamu | 2,50 |\n| Ilta | **5** |\n\nKatu 1  \n00100 Haikkala";
        assert_eq!(
            read(table),
            [
                Block::Table {
                    head: vec![plain("Maksu"), plain("€")],
                    rows: vec![
                        vec![plain("Aamu"), plain("2,50")],
                        vec![plain("Ilta"), vec![Span::Strong("5".to_owned())]],
                    ],
                },
                paragraph("Katu 1\n00100 Haikkala"),
            ]
        );
    }

    #[test]
    fn markup_is_words_and_an_image_is_its_description() {
        for (hostile, shown) in [
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            ("a <img src=x onerror=alert(1)> b", "a <img src=x onerror=alert(1)> b"),
            ("<iframe src=\"https://paha.example\"></iframe>", "<iframe src=\"https://paha.example\"></iframe>"),
            ("&lt;b&gt;", "<b>"),
            ("![kuva kartasta](https://paha.example/seuranta.png)", "kuva kartasta"),
            ("![](https://paha.example/1x1.png)", ""),
            ("Lasku &#8238;fdp.exe&#x200B;", "Lasku fdp.exe"),
        ] {
            assert_eq!(every_word(&read(hostile)), shown, "{hostile}");
        }
    }

    #[test]
    fn only_plain_https_opens_and_its_host_is_told() {
        for (text, words) in [
            ("[paina](javascript:alert(1))", "paina"),
            ("[paina](JAVASCRIPT:alert(1))", "paina"),
            ("[paina](data:text/html,x)", "paina"),
            ("[paina](file:///etc/passwd)", "paina"),
            ("[paina](kotikunta://avaa)", "paina"),
            ("[paina](/v1/changes)", "paina"),
            ("[paina](https://hyva.example@paha.example/)", "paina"),
            ("[paina](http://vanha.example/a)", "paina (http://vanha.example/a)"),
            ("[kirjoita](mailto:kirjaamo@haikkala.example)", "kirjoita (kirjaamo@haikkala.example)"),
            ("<kirjaamo@haikkala.example>", "kirjaamo@haikkala.example"),
            ("[soita 09 555](tel:09 555)", "[soita 09 555](tel:09 555)"),
        ] {
            let blocks = read(text);
            assert_eq!(every_word(&blocks), words, "{text}");
            assert!(!format!("{blocks:?}").contains("Link"), "{text}");
        }
        let deceiving = read("[https://haikkala.example](https://paha.example/kirjaudu)");
        assert_eq!(
            deceiving,
            [Block::Paragraph(vec![
                Span::Plain("https://haikkala.example".to_owned()),
                https("https://paha.example/kirjaudu", "paha.example"),
            ])]
        );
        // An address that is merely written is no link.
        assert_eq!(read("https://haikkala.example/x"), [paragraph("https://haikkala.example/x")]);
    }

    #[test]
    fn what_is_nested_without_end_is_read_to_its_end() {
        for deep in [
            "> ".repeat(50_000),
            "- ".repeat(50_000) + "pohja",
            "*".repeat(100_000),
            "[".repeat(100_000),
            "![".repeat(50_000),
            "`".repeat(100_001),
            "<a ".repeat(50_000),
            "| a ".repeat(20_000),
            "1. a\n".repeat(20_000),
        ] {
            read(&deep);
        }
    }

    #[test]
    fn plain_paragraphs_stay_paragraphs() {
        assert_eq!(
            read("Hei Aino!\n\nKiitos\nvastauksesta."),
            [paragraph("Hei Aino!"), paragraph("Kiitos vastauksesta.")]
        );
        assert!(read(" \n\n").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_written_nothing_deceptive_and_no_other_link_comes_out(
            text in "[-#>*_`\\[\\]()!<&;|:/ \\n0-9a-c.\u{202E}\u{200B}]{0,120}",
        ) {
            let blocks = read(&text);
            let words = every_word(&blocks);
            prop_assert_eq!(without_deception(&words).count(), words.chars().count());
            let mut depth = 0;
            for block in &blocks {
                if let Block::Heading { depth: now, .. } = block {
                    prop_assert!(*now >= 1 && *now <= depth + 1, "{:?}", blocks);
                    depth = *now;
                }
            }
        }

        #[test]
        fn any_text_at_all_is_survived(text in any::<String>()) {
            read(&text);
        }
    }
}
