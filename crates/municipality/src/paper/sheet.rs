//! A document of headings and paragraphs on A4, as a tagged PDF.
//!
//! Lines are broken and placed first, then written. Every block becomes one element of the structure tree, so that a
//! reader of the file hears headings as headings; head, foot and rules are artifacts and are not read. The same input
//! gives the same bytes.

use pdf_writer::{
    Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr,
    types::{ArtifactType, StructRole},
};

use super::metrics::{Face, win_ansi};

/// Width and height of A4 in points.
const PAGE: (f32, f32) = (595.0, 842.0);
const LEFT: f32 = 72.0;
const RIGHT: f32 = 72.0;
const BOTTOM: f32 = 76.0;
/// Where the text begins on the first page, under the letterhead, and on the others.
const FIRST_TOP: f32 = 732.0;
const TOP: f32 = 770.0;
/// Where the value of a field begins.
const VALUE: f32 = LEFT + 132.0;

/// A document to be set.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// BCP 47 tag of its language.
    pub language: &'static str,
    /// What it is called in the reader's window.
    pub title: String,
    /// Who publishes it: name at the head, author of the file.
    pub author: String,
    /// What kind of document it is, at the head on the right.
    pub kind: String,
    /// Address at the foot.
    pub foot: String,
    /// The word before page numbers.
    pub page_word: &'static str,
    /// Colour of the emblem and the rules: red, green, blue.
    pub colour: [u8; 3],
    /// The text.
    pub blocks: Vec<Block>,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title; one in a document.
    Title(String),
    /// A heading under it.
    Heading(String),
    /// A heading under that.
    Subheading(String),
    /// A paragraph; line breaks in it stay.
    Paragraph(String),
    /// A paragraph that matters more than its neighbours.
    Strong(String),
    /// A short label and what it says.
    Field(String, String),
    /// What follows begins a new page.
    NewPage,
}

/// A character that the standard fonts do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' cannot be printed")]
pub struct Unprintable(pub char);

/// A line in its place.
struct Line {
    x: f32,
    y: f32,
    face: Face,
    size: f32,
    text: Vec<u8>,
    /// Which block it belongs to.
    element: usize,
}

/// How a kind of block is set.
struct Setting {
    face: Face,
    size: f32,
    leading: f32,
    before: f32,
    role: StructRole,
}

impl Block {
    const fn setting(&self) -> Setting {
        let (face, size, leading, before, role) = match self {
            Self::Title(_) => (Face::Bold, 17.0, 22.0, 18.0, StructRole::H1),
            Self::Heading(_) => (Face::Bold, 12.0, 16.0, 12.0, StructRole::H2),
            Self::Subheading(_) => (Face::Bold, 10.5, 15.0, 10.0, StructRole::H3),
            Self::Strong(_) => (Face::Bold, 10.5, 15.0, 6.0, StructRole::P),
            Self::Field(..) => (Face::Regular, 10.0, 14.0, 2.0, StructRole::P),
            Self::Paragraph(_) | Self::NewPage => (Face::Regular, 10.5, 14.5, 5.0, StructRole::P),
        };
        Setting { face, size, leading, before, role }
    }
}

impl Sheet {
    /// The PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, Unprintable> {
        let pages = self.set()?;
        self.write(&pages)
    }

    /// Breaks the text into lines and pages.
    fn set(&self) -> Result<Vec<Vec<Line>>, Unprintable> {
        let mut pages = vec![Vec::new()];
        let mut y = FIRST_TOP;
        let mut among_fields = true;
        for (element, block) in self.blocks.iter().enumerate() {
            if *block == Block::NewPage {
                pages.push(Vec::new());
                y = TOP;
                continue;
            }
            let setting = block.setting();
            y -= setting.before;
            let is_field = matches!(block, Block::Field(..));
            // Fields stand close together, and apart from the text before them.
            y -= if is_field && !among_fields { 12.0 } else { 0.0 };
            among_fields = is_field;
            // A heading never ends a page: two lines of what follows must fit below it.
            let company = if setting.role == StructRole::P { 0.0 } else { 48.0 };
            for (row, (x, face, text)) in lines(block, &setting)?.into_iter().enumerate() {
                // The value of a field begins on the line of its label.
                let beside = row == 1 && is_field;
                y -= if beside { 0.0 } else { setting.leading };
                if y - company < BOTTOM {
                    pages.push(Vec::new());
                    y = TOP;
                }
                if let Some(page) = pages.last_mut() {
                    page.push(Line { x, y, face, size: setting.size, text, element });
                }
            }
        }
        Ok(pages)
    }

    fn write(&self, pages: &[Vec<Line>]) -> Result<Vec<u8>, Unprintable> {
        let mut next = Ref::new(1);
        let mut fresh = || next.bump();
        let (catalog, tree, root, information) = (fresh(), fresh(), fresh(), fresh());
        let (regular, bold, document) = (fresh(), fresh(), fresh());
        let page_ids: Vec<(Ref, Ref)> = pages.iter().map(|_| (fresh(), fresh())).collect();
        let element_ids: Vec<Ref> = self.blocks.iter().map(|_| fresh()).collect();

        let mut pdf = Pdf::new();
        // For each page the elements of its marked contents, in their order; for each element the places of its text.
        let mut page_elements: Vec<Vec<usize>> = Vec::new();
        for (number, (lines, (page_id, content_id))) in pages.iter().zip(&page_ids).enumerate() {
            let (content, elements) = self.content(lines, number, pages.len())?;
            page_elements.push(elements);
            pdf.stream(*content_id, &content);
            let mut page = pdf.page(*page_id);
            page.parent(tree).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).contents(*content_id);
            page.struct_parents(i32::try_from(number).unwrap_or(i32::MAX));
            page.resources().fonts().pair(Name(b"F1"), regular).pair(Name(b"F2"), bold);
        }

        let written = |block: &Block| *block != Block::NewPage;
        for (index, (block, id)) in
            self.blocks.iter().zip(&element_ids).enumerate().filter(|(_, (block, _))| written(block))
        {
            let mut element = pdf.struct_element(*id);
            element.kind(block.setting().role).parent(document);
            let mut children = element.children();
            for (elements, (page_id, _)) in page_elements.iter().zip(&page_ids) {
                for (mark, _) in elements.iter().enumerate().filter(|(_, element)| **element == index) {
                    children.marked_content_ref().page(*page_id).marked_content_id(i32::try_from(mark).unwrap_or(0));
                }
            }
        }
        let mut body = pdf.struct_element(document);
        body.kind(StructRole::Document).parent(root);
        let mut children = body.children();
        for (_, id) in self.blocks.iter().zip(&element_ids).filter(|(block, _)| written(block)) {
            children.struct_element(*id);
        }
        children.finish();
        body.finish();

        let mut catalog_writer = pdf.catalog(catalog);
        catalog_writer.pages(tree).lang(TextStr(self.language));
        catalog_writer.mark_info().marked(true);
        catalog_writer.viewer_preferences().display_doc_title(true);
        catalog_writer.pair(Name(b"StructTreeRoot"), root);
        catalog_writer.finish();

        let mut root_writer = pdf.indirect(root).start::<pdf_writer::writers::StructTreeRoot>();
        root_writer.child(document);
        let mut parents = root_writer.parent_tree();
        let mut numbers = parents.nums();
        let arrays: Vec<Ref> = page_elements.iter().map(|_| fresh()).collect();
        for (number, array) in arrays.iter().enumerate() {
            numbers.insert(i32::try_from(number).unwrap_or(i32::MAX), *array);
        }
        numbers.finish();
        parents.finish();
        root_writer.parent_tree_next_key(i32::try_from(arrays.len()).unwrap_or(i32::MAX));
        root_writer.finish();
        for (elements, array) in page_elements.iter().zip(&arrays) {
            pdf.indirect(*array)
                .array()
                .items(elements.iter().filter_map(|element| element_ids.get(*element)).copied());
        }

        pdf.pages(tree)
            .kids(page_ids.iter().map(|(page, _)| *page))
            .count(i32::try_from(page_ids.len()).unwrap_or(i32::MAX));
        for (id, name) in [(regular, &b"Helvetica"[..]), (bold, b"Helvetica-Bold")] {
            pdf.type1_font(id).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        pdf.document_info(information).title(TextStr(&self.title)).author(TextStr(&self.author));
        Ok(pdf.finish())
    }

    /// The drawing of one page, and the elements of its marked contents in their order.
    fn content(&self, lines: &[Line], number: usize, count: usize) -> Result<(Vec<u8>, Vec<usize>), Unprintable> {
        let mut content = Content::new();
        content
            .begin_marked_content_with_properties(Name(b"Artifact"))
            .properties()
            .artifact()
            .kind(ArtifactType::Pagination);
        if number == 0 {
            self.letterhead(&mut content)?;
        } else {
            show(&mut content, LEFT, 800.0, Face::Regular, 9.0, &encode(&self.author)?);
        }
        let of_all = encode(&format!("{} {} / {count}", self.page_word, number + 1))?;
        let x = PAGE.0 - RIGHT - Face::Regular.width(&of_all) * 9.0;
        show(&mut content, x, 48.0, Face::Regular, 9.0, &of_all);
        show(&mut content, LEFT, 48.0, Face::Regular, 9.0, &encode(&self.foot)?);
        self.paint(&mut content);
        content.rect(LEFT, 62.0, PAGE.0 - LEFT - RIGHT, 0.6).fill_nonzero();
        content.end_marked_content();

        let mut elements: Vec<usize> = Vec::new();
        let mut open = None;
        for line in lines {
            if open != Some(line.element) {
                if open.is_some() {
                    content.end_marked_content();
                }
                let tag = self.blocks.get(line.element).map_or(StructRole::P, |block| block.setting().role);
                content
                    .begin_marked_content_with_properties(tag.to_name())
                    .properties()
                    .identify(i32::try_from(elements.len()).unwrap_or(i32::MAX));
                elements.push(line.element);
                open = Some(line.element);
            }
            show(&mut content, line.x, line.y, line.face, line.size, &line.text);
        }
        if open.is_some() {
            content.end_marked_content();
        }
        Ok((content.finish().into_vec(), elements))
    }

    /// Emblem and name on the left, kind of document on the right.
    fn letterhead(&self, content: &mut Content) -> Result<(), Unprintable> {
        self.paint(content);
        content.rect(LEFT, 758.0, 34.0, 34.0).fill_nonzero();
        content.set_stroke_gray(1.0).set_line_width(2.2);
        // A roof over a threshold, the sign of the project's house.
        content.move_to(LEFT + 7.0, 774.0).line_to(LEFT + 17.0, 783.0).line_to(LEFT + 27.0, 774.0);
        content.line_to(LEFT + 27.0, 765.0).line_to(LEFT + 7.0, 765.0).close_and_stroke();
        content.set_fill_gray(0.0);
        show(content, LEFT + 44.0, 770.0, Face::Bold, 15.0, &encode(&self.author)?);
        let kind = encode(&self.kind)?;
        let x = PAGE.0 - RIGHT - Face::Regular.width(&kind) * 11.0;
        show(content, x, 770.0, Face::Regular, 11.0, &kind);
        self.paint(content);
        content.rect(LEFT, 744.0, PAGE.0 - LEFT - RIGHT, 1.2).fill_nonzero();
        Ok(())
    }

    fn paint(&self, content: &mut Content) {
        let [red, green, blue] = self.colour.map(|part| f32::from(part) / 255.0);
        content.set_fill_rgb(red, green, blue);
    }
}

fn show(content: &mut Content, x: f32, y: f32, face: Face, size: f32, text: &[u8]) {
    let font = match face {
        Face::Regular => Name(b"F1"),
        Face::Bold => Name(b"F2"),
    };
    content.set_fill_gray(0.08);
    content.begin_text().set_font(font, size).next_line(x, y).show(Str(text)).end_text();
}

/// The lines of a block: where each begins, its face and its text.
fn lines(block: &Block, setting: &Setting) -> Result<Vec<(f32, Face, Vec<u8>)>, Unprintable> {
    let at = |x: f32, face: Face, text: &str| -> Result<Vec<(f32, Face, Vec<u8>)>, Unprintable> {
        let width = (PAGE.0 - RIGHT - x) / setting.size;
        Ok(broken(&encode(&held_together(text))?, face, width).into_iter().map(|line| (x, face, line)).collect())
    };
    match block {
        Block::NewPage => Ok(Vec::new()),
        Block::Field(label, value) => {
            let mut all = at(LEFT, Face::Bold, &format!("{label}\u{A0}"))?;
            all.extend(at(VALUE, Face::Regular, value)?);
            Ok(all)
        }
        Block::Title(text)
        | Block::Heading(text)
        | Block::Subheading(text)
        | Block::Paragraph(text)
        | Block::Strong(text) => at(LEFT, setting.face, text),
    }
}

/// Keeps a time with its *klo* or *kl.* and a number with its section sign.
fn held_together(text: &str) -> String {
    text.replace("klo ", "klo\u{A0}").replace("kl. ", "kl.\u{A0}").replace(" §", "\u{A0}§")
}

/// Breaks text between words so that no line is wider than `width` points at one point. Line breaks stay.
fn broken(text: &[u8], face: Face, width: f32) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for row in text.split(|byte| *byte == b'\n') {
        // The space at a break is printed too: a program that reads the lines must not join the words.
        if let Some(before) = lines.last_mut() {
            before.push(b' ');
        }
        let mut line: Vec<u8> = Vec::new();
        for word in row.split(|byte| *byte == b' ').filter(|word| !word.is_empty()) {
            let mut longer = line.clone();
            if !longer.is_empty() {
                longer.push(b' ');
            }
            longer.extend_from_slice(word);
            if line.is_empty() || face.width(&longer) <= width {
                line = longer;
            } else {
                line.push(b' ');
                lines.push(std::mem::replace(&mut line, word.to_vec()));
            }
        }
        lines.push(line);
    }
    lines
}

/// The text in the bytes of the fonts; line breaks stay.
fn encode(text: &str) -> Result<Vec<u8>, Unprintable> {
    text.chars().map(|c| if c == '\n' { Ok(b'\n') } else { win_ansi(c).ok_or(Unprintable(c)) }).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    fn sheet(blocks: Vec<Block>) -> Sheet {
        Sheet {
            language: "fi",
            title: "Päätös §".to_owned(),
            author: "Haikkalan kunta".to_owned(),
            kind: "Päätös".to_owned(),
            foot: "Haikkala".to_owned(),
            page_word: "Sivu",
            colour: [0, 0, 160],
            blocks,
        }
    }

    fn read(bytes: &[u8]) -> (lopdf::Document, String) {
        let document = lopdf::Document::load_mem(bytes).unwrap();
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let text = document.extract_text(&pages).unwrap();
        (document, text)
    }

    #[test]
    fn finnish_and_swedish_letters_and_the_section_sign_survive() {
        let (_, text) = read(&sheet(vec![Block::Paragraph("Åke söi pöytään 214 § – 85 €".to_owned())]).pdf().unwrap());
        assert!(text.replace('\u{A0}', " ").contains("Åke söi pöytään 214 § – 85 €"), "{text}");
    }

    #[test]
    fn a_long_text_goes_on_over_pages_and_no_line_is_too_wide() {
        let words = "sanoja ".repeat(1500);
        let (document, text) = read(&sheet(vec![Block::Paragraph(words)]).pdf().unwrap());
        assert_eq!(text.matches("sanoja").count(), 1500);
        assert!(document.get_pages().len() > 2);
        for line in broken(&encode("pitkä rivi joka ei mahdu").unwrap(), Face::Regular, 6.0) {
            assert!(Face::Regular.width(line.trim_ascii_end()) <= 6.0);
        }
    }

    #[test]
    fn a_screen_reader_finds_language_title_and_headings() {
        let blocks = vec![Block::Title("Otsikko".to_owned()), Block::Heading("Miksi".to_owned())];
        let (document, _) = read(&sheet(blocks).pdf().unwrap());
        let catalog = document.catalog().unwrap();
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fi");
        assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"MarkInfo"));
        let roles: Vec<Vec<u8>> = document
            .objects
            .values()
            .filter_map(|object| Some(object.as_dict().ok()?.get(b"S").ok()?.as_name().ok()?.to_vec()))
            .collect();
        for role in [&b"Document"[..], b"H1", b"H2"] {
            assert!(roles.iter().any(|found| found == role), "{role:?}");
        }
    }

    #[test]
    fn a_letter_the_fonts_lack_is_refused_by_name() {
        assert_eq!(sheet(vec![Block::Paragraph("Ωmega".to_owned())]).pdf(), Err(Unprintable('Ω')));
    }
}
