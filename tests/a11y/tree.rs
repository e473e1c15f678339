//! What assistive technology is told of every page: its name, landmarks, headings, controls, focus.
//!
//! axe-core reads the markup; this reads what WebKitGTK makes of it, where a wrong or missing word is heard.

use std::{collections::HashSet, time::Duration};

use anyhow::{Context, Result, bail};
use fantoccini::key::Key;
use tests::{
    app::App,
    pages::{PAGES, Page},
};
use tokio::time::sleep;

use crate::atspi::{Bus, Node, relation, role, state};

/// How often a page is looked at before what is wrong with it counts, and how long between.
const LOOKS: u32 = 12;
const LOOK: Duration = Duration::from_millis(100);

/// What a person acts on.
const CONTROLS: [u32; 7] =
    [role::LINK, role::BUTTON, role::RADIO, role::CHECK_BOX, role::ENTRY, role::PASSWORD, role::COMBO_BOX];

/// The same in the markup, as far as it is shown and nothing covers it; and the articles.
const MARKUP: &str = "
    const open = document.querySelector('dialog[open]') || document;
    const shown = selector => [...open.querySelectorAll(selector)]
        .filter(element => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible');
    return [
        shown('a[href], button, [role=button], input, select, textarea')
            .map(element => element.tagName === 'INPUT' ? element.type : element.role ?? element.tagName.toLowerCase()),
        shown('article').map(() => 'article'),
    ]";

/// The app, and the bus on which it is told of.
pub struct Told {
    pub app: App,
    pub bus: Bus,
}

impl Told {
    /// Starts the app. `None` where it cannot run.
    pub async fn start(language: &str) -> Result<Option<Self>> {
        let Some(app) = App::start(language).await? else { return Ok(None) };
        Ok(Some(Self { app, bus: Bus::join().await? }))
    }

    /// The page as it is now.
    pub async fn page(&self) -> Result<Node> {
        page(&self.bus, &self.app).await
    }

    /// Waits until the page is as wanted: what has changed is told a moment later than it is shown. What is still wrong
    /// with it then is the error, above the whole page as it is told.
    async fn until_right(&self, name: &str, look: impl AsyncFn(&Node) -> Result<Vec<String>>) -> Result<Node> {
        let mut last = None;
        for _ in 0..LOOKS {
            // What is taken away while it is looked at is no longer there to ask.
            match self.page().await {
                Ok(page) => match look(&page).await? {
                    wrong if wrong.is_empty() => return Ok(page),
                    wrong => last = Some((wrong.join("\n"), page.outline())),
                },
                Err(error) => last = Some((format!("{error:#}"), String::new())),
            }
            // Nobody tells that everything has been told.
            sleep(LOOK).await;
        }
        let (wrong, outline) = last.unwrap_or_default();
        bail!("{name}:\n{wrong}\nas it was told:\n{outline}")
    }
}

/// The page of an app as it is now.
pub async fn page(bus: &Bus, app: &App) -> Result<Node> {
    let page = bus.page_now(&bus.app(app.process()).await?).await?;
    bus.tree(&page.context("there is no page")?).await
}

#[tokio::test]
async fn every_page_is_told_as_it_is() -> Result<()> {
    let Some(told) = Told::start("fi").await? else { return Ok(()) };
    let mut wrong = Vec::new();
    for page in PAGES {
        page.open(&told.app).await?;
        let look = async |top: &Node| {
            let title = told.app.window.title().await?;
            let (controls, articles) = serde_json::from_value(told.app.script(MARKUP).await?)?;
            Ok(faults(page, top, &Markup { title, controls, articles }))
        };
        match told.until_right(page.name, look).await {
            Ok(_) => {}
            Err(error) => wrong.push(format!("{error:#}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    told.app.close().await
}

/// What of the page's markup must be told.
struct Markup {
    title: String,
    controls: Vec<String>,
    articles: Vec<String>,
}

/// What is wrong with a page as it is told.
fn faults(page: &Page, top: &Node, markup: &Markup) -> Vec<String> {
    let mut wrong = of_controls(top, markup);
    if top.role != role::DOCUMENT || top.name != markup.title || !top.name.ends_with(" – Kotikunta") {
        wrong.push(format!("the page is {top}, its title is {:?}", markup.title));
    }
    wrong.extend(of_headings(page, top));
    wrong.extend(of_focus(page, top));
    wrong.extend(of_articles(page, top, markup));
    match top.every(role::DIALOG)[..] {
        [] => wrong.extend(of_landmarks(page, top)),
        [dialog] => wrong.extend(of_dialog(top, dialog)),
        _ => wrong.push("there is more than one dialog".to_owned()),
    }
    let foreign = top.own().into_iter().filter(|node| !["fi", ""].contains(&node.locale.as_str()));
    let languages = foreign.map(|node| format!("{node} is told in {:?}", node.locale));
    // Of what the pages show only the names of languages are in another one.
    wrong.extend(languages.filter(|_| page.address != "/settings"));
    wrong
}

/// Every control is there, in the order of the page, with a name, and can be used.
fn of_controls(top: &Node, markup: &Markup) -> Vec<String> {
    let controls: Vec<&Node> = top.own().into_iter().filter(|node| CONTROLS.contains(&node.role)).collect();
    let role_of = |kind: &String| match kind.as_str() {
        "a" => role::LINK,
        "button" => role::BUTTON,
        "radio" => role::RADIO,
        "checkbox" => role::CHECK_BOX,
        "select" => role::COMBO_BOX,
        "password" => role::PASSWORD,
        _ => role::ENTRY,
    };
    let told: Vec<u32> = controls.iter().map(|node| node.role).collect();
    let shown: Vec<u32> = markup.controls.iter().map(role_of).collect();
    let mut wrong = Vec::new();
    if shown.len() < 2 || told != shown {
        wrong.push(format!("controls are {shown:?} in the page, told are {told:?}"));
    }
    for node in controls {
        if node.name.trim().is_empty() {
            wrong.push(format!("{node} has no name"));
        }
        for (state, word) in [
            (state::FOCUSABLE, "takes no focus"),
            (state::SENSITIVE, "is not active"),
            (state::VISIBLE, "is not visible"),
        ] {
            if !node.is(state) {
                wrong.push(format!("{node} {word}"));
            }
        }
    }
    wrong
}

/// Headings have words, their levels go down one by one, and the first one of the page is the one that is wanted.
fn of_headings(page: &Page, top: &Node) -> Vec<String> {
    let headings = top.every(role::HEADING);
    let mut wrong = Vec::new();
    let mut above = 1;
    for heading in &headings {
        let level = heading.attribute("level").parse().unwrap_or(0);
        if heading.name.trim().is_empty() || level == 0 || level > above + 1 {
            wrong.push(format!("{heading} has the level {level} below {above}"));
        }
        above = level;
    }
    let first = if top.every(role::DIALOG).is_empty() { "1" } else { "2" };
    let firsts: Vec<&str> =
        headings.iter().filter(|node| node.attribute("level") == first).map(|node| node.name.as_str()).collect();
    if firsts != [page.heading] {
        wrong.push(format!("headings of the level {first} are {firsts:?}, wanted is {:?}", page.heading));
    }
    wrong
}

/// One thing has the focus, or the caret where a screen reader reads on, and it is the wanted one, and in sight.
fn of_focus(page: &Page, top: &Node) -> Option<String> {
    let own = top.own();
    let focused: Vec<&&Node> =
        own.iter().filter(|node| node.is(state::FOCUSED) && node.role != role::DOCUMENT).collect();
    // A caret in the text takes the focus from a heading. It stands before the first letter.
    let at = if focused.is_empty() { own.iter().filter(|node| node.caret == 0).collect() } else { focused };
    let is_right = matches!(at[..], [node] if node.name.starts_with(page.focus) && node.is(state::SHOWING));
    let at: Vec<String> = at.into_iter().map(ToString::to_string).collect();
    (!is_right).then(|| format!("the focus is on {at:?}, wanted is {:?}", page.focus))
}

/// Every article begins with a heading; in a list of items that is a link.
fn of_articles(page: &Page, top: &Node, markup: &Markup) -> Vec<String> {
    let articles = top.every(role::ARTICLE);
    let mut wrong = Vec::new();
    if articles.len() != markup.articles.len() {
        wrong.push(format!("{} articles are in the page, {} are told", markup.articles.len(), articles.len()));
    }
    let items = ["/", "/cases"].contains(&page.address);
    for article in articles {
        let heading = article.every(role::HEADING).into_iter().next();
        let first = article.children.first().map(|child| &child.object);
        if heading.is_none() || heading.map(|heading| &heading.object) != first {
            wrong.push(format!("{article} does not begin with a heading"));
        }
        let link = heading.map(|heading| heading.every(role::LINK)).unwrap_or_default();
        if items && !matches!(link[..], [link] if link.name == article.name) {
            wrong.push(format!("the heading of {article} is no link"));
        }
    }
    wrong
}

/// One header, one navigation, one main part; all others have names; the current view is told as such.
fn of_landmarks(page: &Page, top: &Node) -> Vec<String> {
    let landmarks = top.every(role::LANDMARK);
    let of = |kind: &str| landmarks.iter().filter(|node| node.attribute("xml-roles") == kind).collect::<Vec<_>>();
    let mut wrong = Vec::new();
    for kind in ["banner", "navigation", "complementary", "main"] {
        if of(kind).len() != 1 {
            wrong.push(format!("{} times there is {kind}", of(kind).len()));
        }
    }
    let main = of("main");
    if !main.iter().any(|main| main.every(role::HEADING).iter().any(|node| node.name == page.heading)) {
        wrong.push("the first heading is not in the main part".to_owned());
    }
    let nameless = landmarks
        .iter()
        .filter(|node| node.name.is_empty() && !["banner", "main"].contains(&node.attribute("xml-roles")));
    wrong.extend(nameless.map(|node| format!("{node} {} has no name", node.attribute("xml-roles"))));
    let links = of("navigation").into_iter().flat_map(|navigation| navigation.every(role::LINK));
    let current: Vec<&str> =
        links.filter(|link| link.attribute("current") == "page").map(|link| link.name.as_str()).collect();
    let is_right = match page.view {
        Some(view) => matches!(current[..], [current] if current.starts_with(view)),
        None => current.is_empty(),
    };
    if !is_right {
        wrong.push(format!("current in the navigation are {current:?}, wanted is {:?}", page.view));
    }
    wrong
}

/// A dialog says what it asks and what would follow, and nothing beside it can be read.
fn of_dialog(top: &Node, dialog: &Node) -> Vec<String> {
    let mut wrong = Vec::new();
    if !dialog.is(state::MODAL) {
        wrong.push(format!("{dialog} is not modal"));
    }
    let inside: HashSet<_> = dialog.all().into_iter().map(|node| &node.object).collect();
    let beside = top.own().into_iter().filter(|node| !inside.contains(&node.object) && node.object != top.object);
    wrong.extend(
        beside.filter(|node| !node.name.is_empty() || !node.text.is_empty()).map(|node| format!("{node} is beside it")),
    );
    for (relation, word, said) in
        [(relation::LABELLED_BY, "named", &dialog.name), (relation::DESCRIBED_BY, "described", &dialog.description)]
    {
        let by = dialog.all().into_iter().find(|node| dialog.related(relation).contains(&node.object));
        if said.is_empty() || by.is_none_or(|node| node.text != *said) {
            wrong.push(format!("{dialog} is not {word} by what it shows: {said:?}"));
        }
    }
    wrong
}

#[tokio::test]
async fn the_choices_of_the_settings_tell_what_is_chosen() -> Result<()> {
    let Some(told) = Told::start("fi").await? else { return Ok(()) };
    let app = &told.app;
    let page = PAGES.iter().find(|page| page.name == "settings").context("there are settings")?;
    page.open(app).await?;
    told.until_right("settings", async |page| Ok(wrong_choices(page, ["Suomi", "Laitteen mukaan", "100 %"]))).await?;
    app.tab_to("Laitteen mukaan").await?;
    app.press(&[], Key::Down).await?;
    told.until_right("settings", async |page| Ok(wrong_choices(page, ["Suomi", "Vaalea", "100 %"]))).await?;
    // Each language is told in itself.
    let page = told.page().await?;
    let languages: Vec<_> = page.every(role::RADIO).into_iter().take(3).map(|radio| radio.locale.as_str()).collect();
    assert_eq!(languages, ["fi", "sv", "en"]);
    told.app.close().await
}

/// The groups with their choices, of which these are chosen.
fn wrong_choices(page: &Node, chosen: [&str; 3]) -> Vec<String> {
    let groups: Vec<&Node> =
        page.every(role::PANEL).into_iter().filter(|group| !group.every(role::RADIO).is_empty()).collect();
    let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    let mut wrong = Vec::new();
    if names != ["Kieli", "Väritys", "Tekstin koko"] {
        wrong.push(format!("the groups are {names:?}"));
    }
    for (group, chosen) in groups.iter().zip(chosen) {
        let radios = group.every(role::RADIO);
        let checked: Vec<&str> =
            radios.iter().filter(|radio| radio.is(state::CHECKED)).map(|radio| radio.name.as_str()).collect();
        if radios.len() < 3 || checked != [chosen] {
            wrong.push(format!("of {} in {group} these are chosen: {checked:?}, wanted is {chosen:?}", radios.len()));
        }
    }
    wrong
}

#[tokio::test]
async fn what_can_be_opened_tells_whether_it_is_open() -> Result<()> {
    let Some(told) = Told::start("fi").await? else { return Ok(()) };
    let app = &told.app;
    let file = PAGES.iter().find(|page| page.name == "open document").context("there is a document")?;
    file.open(app).await?;
    let files = async |page: &Node| Ok(wrong_buttons(page, "Päätös ", &[true, false, false]));
    told.until_right("an open document", files).await?;
    app.shown("#reading .file-name").await?.click().await?;
    let files = async |page: &Node| Ok(wrong_buttons(page, "Päätös ", &[false, false, false]));
    told.until_right("a closed document", files).await?;

    // On a phone the menu is a button, and what is in it is told only while it is open.
    app.resize(360, 740).await?;
    let menu = async |page: &Node, open: bool| {
        let mut wrong = wrong_buttons(page, "Valikko", &[open]);
        let inside = page.every(role::LINK).into_iter().any(|link| link.name == "Asetukset");
        if inside != open {
            wrong.push(format!("the menu is open: {open}, what is in it is told: {inside}"));
        }
        Ok(wrong)
    };
    told.until_right("the closed menu", async |page| menu(page, false).await).await?;
    app.shown(".menu").await?.click().await?;
    told.until_right("the open menu", async |page| menu(page, true).await).await?;
    app.press(&[], Key::Escape).await?;
    told.until_right("the menu closed again", async |page| menu(page, false).await).await?;
    told.app.close().await
}

/// The buttons with this in their name can be opened, and are open or not as told here.
fn wrong_buttons(page: &Node, name: &str, open: &[bool]) -> Vec<String> {
    let buttons: Vec<&Node> =
        page.every(role::BUTTON).into_iter().filter(|button| button.name.contains(name)).collect();
    let told: Vec<bool> = buttons.iter().map(|button| button.is(state::EXPANDED)).collect();
    let mut wrong: Vec<String> = buttons
        .iter()
        .filter(|button| !button.is(state::EXPANDABLE))
        .map(|button| format!("{button} does not tell that it can be opened"))
        .collect();
    if told != open {
        wrong.push(format!("open of {name:?} are {told:?}, wanted are {open:?}"));
    }
    wrong
}

#[tokio::test]
async fn words_of_another_language_are_told_in_it() -> Result<()> {
    let Some(told) = Told::start("sv").await? else { return Ok(()) };
    let app = &told.app;
    let (aino, _) = app.haikkala.parties("aino")?.remove(0);
    app.haikkala.send("m-language", &aino, "Kirjastoauto tulee torille")?;
    app.shown("[data-row$='/m-language'] a").await?.click().await?;
    app.shown("#reading .letter p").await?;
    let look = async |page: &Node| {
        let words = ["Kirjastoauto tulee torille", "Sinun ei tarvitse tehdä mitään.", "Inkommet"];
        let wanted = ["fi", "fi", "sv"];
        let mut wrong = Vec::new();
        for (words, wanted) in words.into_iter().zip(wanted) {
            // A heading tells the words of its link, too; they are the link's.
            let says = |node: &&Node| node.text == words && node.children.iter().all(|child| child.text != words);
            let said = page.own().into_iter().filter(says).collect::<Vec<_>>();
            if said.is_empty() {
                wrong.push(format!("{words:?} is not told"));
            }
            let other = said.into_iter().filter(|node| node.locale != wanted);
            wrong.extend(other.map(|node| format!("{node} is told in {:?}", node.locale)));
        }
        Ok(wrong)
    };
    told.until_right("a Finnish message in the Swedish app", look).await?;
    told.app.close().await
}
