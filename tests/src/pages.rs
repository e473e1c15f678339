//! Every page and state of the app, once. A new page is checked in the app and in a browser from the day it has an entry.

use anyhow::{Context, Result};

use crate::Screen;

/// A page, or a state of one.
pub struct Page {
    /// What it is called when something is wrong with it.
    pub name: &'static str,
    /// Where it is.
    pub address: &'static str,
    /// What is pressed there, one after the other, each as soon as it is there.
    pub pressed: &'static [&'static str],
    /// What shows that it is all there.
    pub ready: &'static str,
}

const fn page(
    name: &'static str,
    address: &'static str,
    pressed: &'static [&'static str],
    ready: &'static str,
) -> Page {
    Page { name, address, pressed, ready }
}

const MESSAGE: &str = "main article a[href*='/message/']";
const DECISION: &str = "main article a[href*='/decision/']";
const TASK: &str = "main article a[href*='/task/']";

/// All of them.
pub const PAGES: &[Page] = &[
    page("inbox", "/", &[], "main article"),
    page("message", "/", &[MESSAGE], "#reading .letter p"),
    page("decision", "/", &[DECISION], "#reading .first"),
    page("task", "/", &[TASK], "#reading h1[id] ~ *"),
    page("open document", "/", &[DECISION, "#reading .file-name"], "#reading .shown > *"),
    page(
        "warning before a copy",
        "/",
        &[DECISION, "#reading .file-name", "#reading .copies button + button"],
        "dialog[open]",
    ),
    page("cases", "/cases", &[], "main article"),
    page("case", "/cases", &["main article a"], "#reading h2"),
    page("people", "/people", &[], "main .card"),
    page("contact", "/contact", &[], "main .card"),
    page("connections", "/connections", &[], "main .card .fresh-line"),
    page("settings", "/settings", &[], "main fieldset"),
    page("help", "/help", &[], "main .key-list"),
    page("item that is gone", "/item/haikkala/message/no-such-message", &[], "#reading .failure"),
    page("no such page", "/nowhere", &[], "main h1"),
];

impl Page {
    /// Opens it.
    pub async fn open(&self, screen: &Screen) -> Result<()> {
        // Only after the script has answered: a page that goes away takes its answer along.
        screen
            .script(&format!("document.body.dataset.left = ''; setTimeout(() => location.assign({:?}))", self.address))
            .await?;
        screen.until(&format!("return location.pathname === {:?} && document.readyState === 'complete' && !('left' in document.body.dataset)", self.address))
            .await?;
        screen.shown("main[data-ready='true']").await.with_context(|| self.name.to_owned())?;
        for selector in self.pressed {
            let element = screen.shown(selector).await.with_context(|| self.name.to_owned())?;
            element.click().await?;
        }
        screen.shown(self.ready).await.with_context(|| self.name.to_owned())?;
        Ok(())
    }
}

/// The themes in which colours are checked.
pub const THEMES: [&str; 2] = ["light", "dark"];

/// Shows the page in a theme, as the settings would.
pub async fn set_theme(screen: &Screen, theme: &str) -> Result<()> {
    screen.script(&format!("document.documentElement.dataset.theme = {theme:?}")).await?;
    Ok(())
}
