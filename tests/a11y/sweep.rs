//! Every question that assistive technology can ask, put to every object of every page.
//!
//! WebKitGTK's process has died of such questions: of the text at the end of some lists, of the summary of `<details>`. A
//! resident with a screen reader would lose the page by reading it.
//!
//! Left out is what kills WebKitGTK 2.50 on any page, whatever its markup: where words end, the letter at a point
//! (`GetOffsetAtPoint`, which Orca's review by the mouse asks), the word for the role of a table's header, a table's cell that is
//! not there, and everything inside the viewer of PDFs.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    io::ErrorKind,
};

use anyhow::{Context, Result, bail};
use tests::{app::App, pages::PAGES};
use zbus::{Error, zvariant::Structure};

use crate::atspi::{ACCESSIBLE, Bus, Object, TEXT, role};

/// Coordinates are asked for on the screen and in the window.
const COORDINATES: [u32; 2] = [0, 1];
/// Ways to cut text since AT-SPI 2.10: character, word, sentence, line, paragraph.
const GRANULARITIES: std::ops::Range<u32> = 0..5;
/// Ways to cut text before: character, and from where a word, sentence and line starts. Asked to where a word ends, WebKitGTK
/// 2.50 dies of every text that is nothing but a link, as in each entry of a navigation; no screen reader asks that.
const BOUNDARIES: [u32; 4] = [0, 1, 3, 5];

/// What WebKitGTK 2.50 leaves unanswered, always and for the view itself: whoever asks waits in vain.
const NEVER_ANSWERED: [&str; 1] = ["GetActions"];
const NEVER_ANSWERED_BY_VIEW: [&str; 2] = ["GetSize", "GetPosition"];

/// A question: interface, method, and what is given with it.
struct Question {
    interface: &'static str,
    method: &'static str,
    given: Option<Structure<'static>>,
}

fn plain(interface: &'static str, method: &'static str) -> Question {
    Question { interface, method, given: None }
}

fn with(interface: &'static str, method: &'static str, given: impl Into<Structure<'static>>) -> Question {
    Question { interface, method, given: Some(given.into()) }
}

/// What came of a question.
enum Answer {
    Given,
    /// It does not fit the object.
    Refused,
    /// Nobody answers, though somebody is there.
    Missing,
}

impl Question {
    /// Puts it. It is an error only that nobody is there any more.
    async fn put(&self, bus: &Bus, object: &Object) -> Result<Answer> {
        let answer = match &self.given {
            Some(given) => bus.call(object, self.interface, self.method, given).await,
            None => bus.call(object, self.interface, self.method, &()).await,
        };
        match answer {
            Ok(_) => Ok(Answer::Given),
            Err(Error::MethodError(name, ..)) if !is_end(name.as_str()) => Ok(Answer::Refused),
            Err(Error::InputOutput(error)) if error.kind() == ErrorKind::TimedOut => Ok(Answer::Missing),
            Err(error) => bail!("{error}"),
        }
    }

    /// Whether WebKitGTK 2.50 leaves this unanswered.
    fn is_never_answered(&self, object: &Object) -> bool {
        let is_view = object.path.as_str().starts_with("/org/a11y/webkit/");
        NEVER_ANSWERED.contains(&self.method) || is_view && NEVER_ANSWERED_BY_VIEW.contains(&self.method)
    }
}

/// What the bus says when the program has gone.
fn is_end(error: &str) -> bool {
    let error = error.trim_start_matches("org.freedesktop.DBus.Error.");
    ["NoReply", "ServiceUnknown", "NameHasNoOwner", "Disconnected"].contains(&error)
}

fn of_every_object(children: i32) -> Vec<Question> {
    let mut questions: Vec<_> = [
        "GetRole",
        "GetRoleName",
        "GetLocalizedRoleName",
        "GetState",
        "GetAttributes",
        "GetRelationSet",
        "GetInterfaces",
        "GetIndexInParent",
        "GetApplication",
        "GetChildren",
    ]
    .map(|method| plain(ACCESSIBLE, method))
    .into();
    for index in [-1, 0, children - 1, children] {
        questions.push(with(ACCESSIBLE, "GetChildAtIndex", (index,)));
    }
    questions
}

/// What can be asked by one of the other interfaces; `text` is the length of the object's text.
fn by(interface: &str, text: i32) -> Vec<Question> {
    match interface {
        "Text" => of_text(text),
        "Component" => of_component(),
        "Action" => {
            let i = "org.a11y.atspi.Action";
            let one = ["GetName", "GetLocalizedName", "GetDescription", "GetKeyBinding"];
            std::iter::once(plain(i, "GetActions")).chain(one.map(|method| with(i, method, (0_i32,)))).collect()
        }
        "Hyperlink" => {
            let i = "org.a11y.atspi.Hyperlink";
            vec![plain(i, "IsValid"), with(i, "GetObject", (0_i32,)), with(i, "GetURI", (0_i32,))]
        }
        "Hypertext" => {
            let i = "org.a11y.atspi.Hypertext";
            let mut questions = vec![plain(i, "GetNLinks")];
            for at in [-1, 0, 1, text] {
                questions.push(with(i, "GetLink", (at,)));
                questions.push(with(i, "GetLinkIndex", (at,)));
            }
            questions
        }
        "Document" => {
            let i = "org.a11y.atspi.Document";
            let named = ["DocURL", "Title", "MimeType", "Encoding", "none"];
            let mut questions = vec![plain(i, "GetLocale"), plain(i, "GetAttributes")];
            questions.extend(named.map(|name| with(i, "GetAttributeValue", (name,))));
            questions
        }
        "Image" => {
            let i = "org.a11y.atspi.Image";
            let mut questions = vec![plain(i, "GetImageSize")];
            for kind in COORDINATES {
                questions.push(with(i, "GetImageExtents", (kind,)));
                questions.push(with(i, "GetImagePosition", (kind,)));
            }
            questions
        }
        "Selection" => {
            let i = "org.a11y.atspi.Selection";
            let one = ["GetSelectedChild", "IsChildSelected"];
            one.into_iter().flat_map(|method| [-1, 0, 1].map(|at: i32| with(i, method, (at,)))).collect()
        }
        "Table" => of_table(),
        "TableCell" => {
            let i = "org.a11y.atspi.TableCell";
            ["GetRowColumnSpan", "GetRowHeaderCells", "GetColumnHeaderCells"].map(|method| plain(i, method)).into()
        }
        "Collection" => vec![of_headings()],
        _ => Vec::new(),
    }
}

fn of_text(length: i32) -> Vec<Question> {
    let i = TEXT;
    let mut questions = vec![
        with(i, "GetText", (0_i32, -1_i32)),
        with(i, "GetText", (0_i32, length)),
        plain(i, "GetDefaultAttributes"),
        plain(i, "GetDefaultAttributeSet"),
        plain(i, "GetNSelections"),
        with(i, "GetSelection", (0_i32,)),
    ];
    let mut places = vec![-1, 0, length / 2, length - 1, length];
    places.sort_unstable();
    places.dedup();
    for at in places {
        questions.extend(GRANULARITIES.map(|cut| with(i, "GetStringAtOffset", (at, cut))));
        questions.extend(BOUNDARIES.map(|cut| with(i, "GetTextAtOffset", (at, cut))));
        questions.push(with(i, "GetCharacterAtOffset", (at,)));
        questions.push(with(i, "GetAttributes", (at,)));
        questions.push(with(i, "GetAttributeRun", (at, true)));
        questions.push(with(i, "GetAttributeRun", (at, false)));
        questions.push(with(i, "GetAttributeValue", (at, "language")));
        questions.extend(COORDINATES.map(|kind| with(i, "GetCharacterExtents", (at, kind))));
    }
    for kind in COORDINATES {
        questions.push(with(i, "GetRangeExtents", (0_i32, length, kind)));
        questions.push(with(i, "GetBoundedRanges", (0_i32, 0_i32, 2000_i32, 2000_i32, kind, 0_u32, 0_u32)));
    }
    questions
}

fn of_component() -> Vec<Question> {
    let i = "org.a11y.atspi.Component";
    let mut questions: Vec<_> =
        ["GetSize", "GetLayer", "GetMDIZOrder", "GetAlpha"].map(|method| plain(i, method)).into();
    for kind in COORDINATES {
        questions.push(with(i, "GetExtents", (kind,)));
        questions.push(with(i, "GetPosition", (kind,)));
        questions.push(with(i, "Contains", (1_i32, 1_i32, kind)));
        questions.push(with(i, "GetAccessibleAtPoint", (1_i32, 1_i32, kind)));
    }
    questions
}

fn of_table() -> Vec<Question> {
    let i = "org.a11y.atspi.Table";
    let mut questions = vec![plain(i, "GetSelectedRows"), plain(i, "GetSelectedColumns")];
    // Cells there are: WebKitGTK 2.50 dies of one that is not.
    for (row, column) in [(0_i32, 0_i32), (1, 1)] {
        for method in ["GetAccessibleAt", "GetIndexAt", "GetRowExtentAt", "GetColumnExtentAt", "IsSelected"] {
            questions.push(with(i, method, (row, column)));
        }
        for method in [
            "GetRowAtIndex",
            "GetColumnAtIndex",
            "GetRowDescription",
            "GetColumnDescription",
            "GetRowHeader",
            "GetColumnHeader",
            "IsRowSelected",
            "IsColumnSelected",
            "GetRowColumnExtentsAtIndex",
        ] {
            questions.push(with(i, method, (row,)));
        }
    }
    questions
}

/// How a screen reader finds the headings below an object: those of this role, in the order of the page.
fn of_headings() -> Question {
    const ALL: i32 = 1;
    const ANY: i32 = 2;
    // Bit 83 of the roles: heading.
    let roles = vec![0, 0, 1_i32 << (83 - 64), 0];
    let nothing = HashMap::<String, String>::new();
    let rule = (vec![0_i32, 0], ALL, nothing, ALL, roles, ANY, Vec::<String>::new(), ALL, false);
    with("org.a11y.atspi.Collection", "GetMatches", (Structure::from(rule), 1_u32, 0_i32, true))
}

/// What was asked of a page.
#[derive(Default)]
struct Tally {
    objects: usize,
    /// So many of them were not asked on an earlier page.
    asked: usize,
    texts: usize,
    answers: usize,
    refusals: usize,
    /// What was not answered, once. It takes long to know.
    missing: BTreeSet<String>,
}

/// Puts everything to an object and to all below it. `above` says what it is below. What stands in the same place with the same
/// words on several pages is asked once.
async fn sweep(bus: &Bus, object: Object, above: &str, asked: &mut HashSet<String>, tally: &mut Tally) -> Result<()> {
    // An object that has gone meanwhile has nothing below it.
    let children = bus.children(&object).await.unwrap_or_default();
    let interfaces = bus.call(&object, ACCESSIBLE, "GetInterfaces", &()).await;
    let interfaces: Vec<String> = interfaces.and_then(|told| told.body().deserialize()).unwrap_or_default();
    let (mut words, mut length) = (String::new(), 0);
    if interfaces.iter().any(|interface| interface == TEXT) {
        words = bus.text(&object).await;
        length = bus.property(&object, TEXT, "CharacterCount").await.unwrap_or_default();
    }
    let kind = bus.call(&object, ACCESSIBLE, "GetRole", &()).await.and_then(|role| role.body().deserialize::<u32>());
    let kind = kind.unwrap_or_default();
    let name: String = bus.property(&object, ACCESSIBLE, "Name").await.unwrap_or_default();
    // The viewer of PDFs is WebKitGTK's own page within the page, and dies of its own toolbar.
    if kind == role::DOCUMENT && above.contains(&format!("/{}/", role::DOCUMENT)) {
        return Ok(());
    }
    tally.objects += 1;
    let place = format!("{above}/{kind}");
    if asked.insert(format!("{place} {name:?} {words:?} {}", children.len())) {
        let mut questions = of_every_object(i32::try_from(children.len())?);
        for interface in &interfaces {
            questions.push(with("org.freedesktop.DBus.Properties", "GetAll", (interface.clone(),)));
            questions.extend(by(interface.trim_start_matches("org.a11y.atspi."), length));
        }
        for question in &questions {
            let Question { interface, method, given } = question;
            let asks = format!("{interface}.{method}");
            // Asked for the word for a header of a table, WebKitGTK 2.50 dies; the number of the role it tells.
            if [role::COLUMN_HEADER, role::ROW_HEADER].contains(&kind) && method.ends_with("RoleName") {
                continue;
            }
            if question.is_never_answered(&object) || tally.missing.contains(&asks) {
                continue;
            }
            let put = question.put(bus, &object).await;
            match put.with_context(|| format!("{asks} {given:?} of {object}, {name:?} {words:?} in {place}"))? {
                Answer::Given => tally.answers += 1,
                Answer::Refused => tally.refusals += 1,
                Answer::Missing => drop(tally.missing.insert(asks)),
            }
        }
        tally.asked += 1;
        tally.texts += usize::from(length > 0);
    }
    for child in children {
        Box::pin(sweep(bus, child, &place, asked, tally)).await?;
    }
    Ok(())
}

#[tokio::test]
async fn no_question_of_a_screen_reader_ends_the_page() -> Result<()> {
    let Some(app) = App::start("fi").await? else { return Ok(()) };
    let bus = Bus::join().await?;
    let top = bus.app(app.process()).await?;
    bus.page(&top).await?;
    let process = app.page_process()?.context("the page runs")?;
    let mut asked = HashSet::new();
    for page in PAGES {
        page.open(&app).await?;
        let mut tally = Tally::default();
        // Below the window there is nothing else: its own few widgets are asked, too.
        sweep(&bus, top.clone(), "", &mut asked, &mut tally)
            .await
            .with_context(|| format!("on the page {}", page.name))?;
        assert_eq!(app.page_process()?, Some(process), "the page {} has died of being read", page.name);
        assert_eq!(app.script("return !!document.querySelector('main')").await?, true, "{}", page.name);
        let Tally { objects, asked, texts, answers, refusals, missing } = tally;
        println!(
            "{}: {objects} objects, {asked} asked, {texts} texts, {answers} answers, {refusals} refusals",
            page.name
        );
        assert!(missing.is_empty(), "on the page {} nobody answers {missing:?}", page.name);
        assert!(objects > 15 && texts > 0 && answers > 200, "little was asked of the page {}", page.name);
    }
    app.close().await
}
