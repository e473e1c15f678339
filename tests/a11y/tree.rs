//! The app as assistive technology gets it: the tree of accessible objects on the accessibility bus.

use std::{collections::HashMap, pin::Pin};

use anyhow::{Context, Result, bail};
use atspi::{
    AccessibilityConnection, CoordType, Granularity, ObjectRefOwned, RelationType, State, StateSet,
    proxy::{accessible::ObjectRefExt, proxy_ext::ProxyExt, text::TextProxy},
    zbus,
};
use tokio::process::Child;

use crate::orca::launch_bus;

/// The name of the app on the bus: its binary's.
const APP: &str = "kotikunta";

/// How deep a page may be. Deeper is a loop.
const DEPTH: usize = 60;

/// An accessible object.
#[derive(Debug)]
pub struct Node {
    pub role: String,
    pub name: String,
    pub description: String,
    pub attributes: HashMap<String, String>,
    pub states: StateSet,
    pub relations: Vec<RelationType>,
    pub children: Vec<Node>,
}

impl Node {
    /// This and everything below, in reading order.
    pub fn all(&self) -> Vec<&Node> {
        let below = self.children.iter().flat_map(Node::all);
        std::iter::once(self).chain(below).collect()
    }

    pub fn is(&self, state: State) -> bool {
        self.states.contains(state)
    }

    /// Its level, for a heading.
    pub fn level(&self) -> Option<&str> {
        (self.role == "heading").then(|| self.attributes.get("level").map(String::as_str)).flatten()
    }

    /// Whether it is a landmark of this ARIA role.
    pub fn is_landmark(&self, role: &str) -> bool {
        self.attributes.get("xml-roles").is_some_and(|roles| roles.split_whitespace().any(|name| name == role))
    }
}

/// The accessibility bus of the session. Ends with this.
pub struct Bus {
    bus: AccessibilityConnection,
    _launcher: Child,
}

impl Bus {
    pub async fn open() -> Result<Self> {
        let launcher = launch_bus()?;
        let bus = AccessibilityConnection::new().await.context("no accessibility bus")?;
        Ok(Self { bus, _launcher: launcher })
    }

    /// The page that the app shows now, whole.
    pub async fn page(&self) -> Result<Node> {
        let page = self.document().await?;
        self.read(page, 0).await
    }

    /// Asks every object of the window everything that assistive technology asks. Answers how many there were; an error
    /// tells after which question the page's process was gone.
    pub async fn sweep(&self) -> Result<usize> {
        let app = self.app().await?;
        self.sweep_below(app, 0).await
    }

    async fn app(&self) -> Result<ObjectRefOwned> {
        let root = self.bus.root_accessible_on_registry().await?;
        for app in root.get_children().await? {
            // An app that is just ending does not answer.
            let name = app.as_accessible_proxy(self.wire()).await?.name().await;
            if name.is_ok_and(|name| name == APP) {
                return Ok(app);
            }
        }
        bail!("{APP} is not on the accessibility bus")
    }

    async fn document(&self) -> Result<ObjectRefOwned> {
        let mut wave = vec![self.app().await?];
        while !wave.is_empty() {
            let mut next = Vec::new();
            for object in wave {
                let proxy = object.as_accessible_proxy(self.wire()).await?;
                if proxy.get_role_name().await? == "document web" {
                    return Ok(object);
                }
                next.extend(proxy.get_children().await?.into_iter().filter(|child| !child.is_null()));
            }
            wave = next;
        }
        bail!("the app has no page on the accessibility bus")
    }

    fn read(&self, object: ObjectRefOwned, depth: usize) -> Boxed<'_, Node> {
        Box::pin(async move {
            let proxy = object.as_accessible_proxy(self.wire()).await?;
            let mut children = Vec::new();
            if depth < DEPTH {
                for child in proxy.get_children().await?.into_iter().filter(|child| !child.is_null()) {
                    children.push(self.read(child, depth + 1).await?);
                }
            }
            Ok(Node {
                role: proxy.get_role_name().await?,
                name: proxy.name().await?,
                description: proxy.description().await?,
                attributes: proxy.get_attributes().await?,
                states: proxy.get_state().await?,
                relations: proxy.get_relation_set().await?.into_iter().map(|(kind, _)| kind).collect(),
                children,
            })
        })
    }

    fn sweep_below(&self, object: ObjectRefOwned, depth: usize) -> Boxed<'_, usize> {
        Box::pin(async move {
            let proxy = object.as_accessible_proxy(self.wire()).await?;
            let who = format!("{} {:?}", proxy.get_role_name().await?, proxy.name().await?);
            alive(&who, "state", proxy.get_state().await)?;
            alive(&who, "relations", proxy.get_relation_set().await)?;
            alive(&who, "attributes", proxy.get_attributes().await)?;
            alive(&who, "description", proxy.description().await)?;
            let proxies = proxy.proxies().await?;
            if let Ok(action) = proxies.action().await {
                alive(&who, "action name", action.get_name(0).await)?;
                alive(&who, "key binding", action.get_key_binding(0).await)?;
            }
            if let Ok(component) = proxies.component().await {
                alive(&who, "extents", component.get_extents(CoordType::Screen).await)?;
            }
            if let Ok(text) = proxies.text().await {
                sweep_text(&who, &text).await?;
            }
            let mut count = 1;
            if depth < DEPTH {
                for child in proxy.get_children().await?.into_iter().filter(|child| !child.is_null()) {
                    count += self.sweep_below(child, depth + 1).await?;
                }
            }
            Ok(count)
        })
    }

    fn wire(&self) -> &zbus::Connection {
        self.bus.connection()
    }
}

type Boxed<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + 'a>>;

/// What screen readers ask of a text.
async fn sweep_text(who: &str, text: &TextProxy<'_>) -> Result<()> {
    /// AT-SPI's `TextBoundaryType`: words and lines by their starts.
    const WORD: u32 = 1;
    const LINE: u32 = 5;
    let length = alive(who, "length", text.character_count().await)?.unwrap_or_default();
    for at in 0..length.min(40) {
        alive(who, "attribute run", text.get_attribute_run(at, true).await)?;
        alive(who, "attributes", text.get_attributes(at).await)?;
    }
    for at in [0, (length - 1).max(0), length] {
        alive(who, "sentence", text.get_string_at_offset(at, Granularity::Line).await)?;
        alive(who, "line", text.get_text_at_offset(at, LINE).await)?;
        alive(who, "word", text.get_text_at_offset(at, WORD).await)?;
        alive(who, "character's place", text.get_character_extents(at, CoordType::Screen).await)?;
    }
    alive(who, "text", text.get_text(0, length).await)?;
    alive(who, "text's place", text.get_range_extents(0, length, CoordType::Screen).await)?;
    alive(who, "selections", text.get_n_selections().await)?;
    alive(who, "caret", text.caret_offset().await)?;
    alive(who, "own attributes", text.get_default_attributes().await)?;
    Ok(())
}

/// A refusal is an answer; a process that is gone is not.
fn alive<T>(who: &str, question: &str, answer: zbus::Result<T>) -> Result<Option<T>> {
    const GONE: [&str; 5] = ["ServiceUnknown", "NoReply", "Disconnected", "NameHasNoOwner", "UnknownObject"];
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(zbus::Error::MethodError(name, _, _)) if !GONE.iter().any(|gone| name.ends_with(gone)) => Ok(None),
        Err(zbus::Error::Variant(_) | zbus::Error::IncorrectEndian) => Ok(None),
        Err(error) => bail!("no answer any more after asking {question} of {who}: {error}"),
    }
}
