//! The accessibility bus: what assistive technology is told of the app, asked object by object.
//!
//! The interfaces are those of AT-SPI (`org.a11y.atspi`), called by their names. The page is not among the children that
//! the window tells: it hangs on a socket, which tells it only when asked for a child by its number, and calls it by a
//! name of the web view's own instead of a unique one.

use std::{collections::HashMap, fmt, time::Duration};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use tokio::time::sleep;
use zbus::{
    Connection, Message,
    connection::Builder,
    zvariant::{DynamicDeserialize, DynamicType, OwnedObjectPath, OwnedValue, Type},
};

/// An object that does not answer for so long has hung. Nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often the tree is looked at for something that must come, and how long between.
const LOOKS: u32 = 300;
const LOOK: Duration = Duration::from_millis(100);
/// A tree deeper than this goes round.
const DEEPEST: usize = 60;

/// Every object.
pub const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
/// Objects with text.
pub const TEXT: &str = "org.a11y.atspi.Text";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// Numbers of roles, as AT-SPI has them.
pub mod role {
    pub const CHECK_BOX: u32 = 7;
    pub const COLUMN_HEADER: u32 = 10;
    pub const COMBO_BOX: u32 = 11;
    pub const DIALOG: u32 = 16;
    pub const PANEL: u32 = 39;
    pub const PASSWORD: u32 = 40;
    pub const BUTTON: u32 = 43;
    pub const RADIO: u32 = 44;
    pub const ROW_HEADER: u32 = 47;
    pub const ENTRY: u32 = 79;
    pub const HEADING: u32 = 83;
    pub const LINK: u32 = 88;
    pub const DOCUMENT: u32 = 95;
    pub const ARTICLE: u32 = 109;
    pub const LANDMARK: u32 = 110;
}

/// Numbers of states, as AT-SPI has them.
pub mod state {
    pub const CHECKED: u32 = 4;
    pub const EXPANDABLE: u32 = 9;
    pub const EXPANDED: u32 = 10;
    pub const FOCUSABLE: u32 = 11;
    pub const FOCUSED: u32 = 12;
    pub const MODAL: u32 = 16;
    pub const SENSITIVE: u32 = 24;
    pub const SHOWING: u32 = 25;
    pub const VISIBLE: u32 = 30;
}

/// Numbers of relations, as AT-SPI has them.
pub mod relation {
    pub const LABELLED_BY: u32 = 2;
    pub const DESCRIBED_BY: u32 = 18;
}

/// Where an object is: the name of a program on the bus, and a path in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
pub struct Object {
    pub program: String,
    pub path: OwnedObjectPath,
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.program, self.path)
    }
}

/// The bus.
pub struct Bus(Connection);

impl Bus {
    /// Joins the bus of this session.
    pub async fn join() -> Result<Self> {
        let session = Connection::session().await?;
        let answer =
            session.call_method(Some("org.a11y.Bus"), "/org/a11y/bus", Some("org.a11y.Bus"), "GetAddress", &());
        let address: String = answer.await.context("there is no accessibility bus")?.body().deserialize()?;
        Ok(Self(Builder::address(address.as_str())?.method_timeout(PATIENCE).build().await?))
    }

    /// Calls a method.
    pub async fn call<B>(&self, object: &Object, interface: &str, method: &str, given: &B) -> zbus::Result<Message>
    where
        B: Serialize + DynamicType,
    {
        self.0.call_method(Some(object.program.as_str()), &object.path, Some(interface), method, given).await
    }

    async fn ask<B, A>(&self, object: &Object, method: &str, given: &B) -> zbus::Result<A>
    where
        B: Serialize + DynamicType,
        A: for<'a> DynamicDeserialize<'a>,
    {
        self.call(object, ACCESSIBLE, method, given).await?.body().deserialize()
    }

    /// What a property of an object is.
    pub async fn property<A>(&self, object: &Object, interface: &str, name: &str) -> zbus::Result<A>
    where
        A: TryFrom<OwnedValue>,
        zbus::Error: From<A::Error>,
    {
        let value: OwnedValue = self.call(object, PROPERTIES, "Get", &(interface, name)).await?.body().deserialize()?;
        Ok(A::try_from(value)?)
    }

    /// The object at the top of the app whose process this is, as soon as it has joined the bus.
    pub async fn app(&self, process: u32) -> Result<Object> {
        let registry = Object {
            program: "org.a11y.atspi.Registry".to_owned(),
            path: OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root")?,
        };
        let bus = Object {
            program: "org.freedesktop.DBus".to_owned(),
            path: OwnedObjectPath::try_from("/org/freedesktop/DBus")?,
        };
        for _ in 0..LOOKS {
            for app in self.children(&registry).await? {
                let asked = self.call(&bus, "org.freedesktop.DBus", "GetConnectionUnixProcessID", &app.program).await;
                // An app that is ending is still listed for a moment.
                let Ok(answer) = asked else { continue };
                if answer.body().deserialize::<u32>()? == process {
                    return Ok(app);
                }
            }
            // That an app joins is told to nobody who does not already listen to it.
            sleep(LOOK).await;
        }
        bail!("the app is not on the accessibility bus")
    }

    /// The children of an object, in order.
    pub async fn children(&self, object: &Object) -> zbus::Result<Vec<Object>> {
        let told: Vec<Object> = self.ask(object, "GetChildren", &()).await?;
        if !told.is_empty() {
            return Ok(told);
        }
        let count: i32 = self.property(object, ACCESSIBLE, "ChildCount").await?;
        let mut found = Vec::new();
        for index in 0..count {
            found.push(self.ask(object, "GetChildAtIndex", &index).await?);
        }
        Ok(found)
    }

    /// An object and everything below it.
    pub async fn tree(&self, top: &Object) -> Result<Node> {
        Box::pin(self.below(top.clone(), 0)).await
    }

    async fn below(&self, object: Object, depth: usize) -> Result<Node> {
        if depth > DEEPEST {
            bail!("the tree goes round at {object}");
        }
        let mut node = self.node(object).await?;
        for child in self.children(&node.object).await? {
            node.children.push(Box::pin(self.below(child, depth + 1)).await?);
        }
        Ok(node)
    }

    async fn node(&self, object: Object) -> Result<Node> {
        let at = &object;
        let (role, states, attributes, relations, name, description, locale) = tokio::join!(
            self.ask(at, "GetRole", &()),
            self.ask::<_, Vec<u32>>(at, "GetState", &()),
            self.ask(at, "GetAttributes", &()),
            self.ask(at, "GetRelationSet", &()),
            self.property(at, ACCESSIBLE, "Name"),
            self.property(at, ACCESSIBLE, "Description"),
            self.property(at, ACCESSIBLE, "Locale"),
        );
        let states = states?.into_iter().rev().fold(0, |all, part| all << 32 | u64::from(part));
        Ok(Node {
            role: role?,
            states,
            attributes: attributes?,
            relations: relations?,
            name: name?,
            description: description?,
            locale: locale?,
            text: self.text(at).await,
            caret: self.property(at, TEXT, "CaretOffset").await.unwrap_or(-1),
            object,
            children: Vec::new(),
        })
    }

    /// The text of an object, where it has any; objects within it are left out.
    pub async fn text(&self, object: &Object) -> String {
        let text = self.call(object, TEXT, "GetText", &(0_i32, -1_i32)).await;
        let text = text.and_then(|text| text.body().deserialize::<String>()).unwrap_or_default();
        text.replace('\u{fffc}', "").trim().to_owned()
    }

    /// The page of an app: the document that holds all of what the interface shows, as soon as it has something in it.
    pub async fn page(&self, app: &Object) -> Result<Object> {
        for _ in 0..LOOKS {
            if let Some(page) = self.page_now(app).await? {
                return Ok(page);
            }
            // A page that comes or goes is told only to those who listen to the program that shows it.
            sleep(LOOK).await;
        }
        bail!("the app has no page on the accessibility bus")
    }

    /// As [`Bus::page`], if it is there now.
    pub async fn page_now(&self, app: &Object) -> Result<Option<Object>> {
        Box::pin(self.find_page(app.clone(), 0)).await
    }

    async fn find_page(&self, object: Object, depth: usize) -> Result<Option<Object>> {
        // What is taken away while it is looked at answers with an error; it is looked for again.
        let Ok(role) = self.ask::<_, u32>(&object, "GetRole", &()).await else { return Ok(None) };
        let Ok(children) = self.children(&object).await else { return Ok(None) };
        if role == role::DOCUMENT {
            return Ok((!children.is_empty()).then_some(object));
        }
        for child in children.into_iter().filter(|_| depth < DEEPEST) {
            if let Some(page) = Box::pin(self.find_page(child, depth + 1)).await? {
                return Ok(Some(page));
            }
        }
        Ok(None)
    }
}

/// An object as it was when it was asked, with what is below it.
#[derive(Debug)]
pub struct Node {
    pub object: Object,
    pub role: u32,
    pub name: String,
    pub description: String,
    pub locale: String,
    pub text: String,
    /// Where in its text the caret is; negative where it is elsewhere.
    pub caret: i32,
    pub attributes: HashMap<String, String>,
    pub children: Vec<Node>,
    states: u64,
    relations: Vec<(u32, Vec<Object>)>,
}

impl Node {
    /// It and everything below it, in the order of the page.
    pub fn all(&self) -> Vec<&Self> {
        let mut found = vec![self];
        found.extend(self.children.iter().flat_map(Self::all));
        found
    }

    /// As [`Node::all`], without what is inside other documents that the page shows.
    pub fn own(&self) -> Vec<&Self> {
        let mut found = vec![self];
        found.extend(self.children.iter().filter(|child| child.role != role::DOCUMENT).flat_map(Self::own));
        found
    }

    /// Everything of a role in it, without what is inside other documents that the page shows.
    pub fn every(&self, role: u32) -> Vec<&Self> {
        self.own().into_iter().filter(|node| node.role == role).collect()
    }

    pub fn is(&self, state: u32) -> bool {
        self.states >> state & 1 == 1
    }

    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// What it is related to in this way.
    pub fn related(&self, relation: u32) -> &[Object] {
        self.relations.iter().find(|(kind, _)| *kind == relation).map_or(&[], |(_, objects)| objects)
    }

    /// It and everything below it, a line each: its states by their numbers, then its attributes.
    pub fn outline(&self) -> String {
        let states: Vec<String> = (0..64).filter(|state| self.is(*state)).map(|state| state.to_string()).collect();
        let mut attributes: Vec<String> =
            self.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
        attributes.sort_unstable();
        let Self { description, text, caret, locale, .. } = self;
        let states = states.join(" ");
        let attributes = attributes.join(" ");
        let mut lines = format!("{self} {description:?} {text:?} caret {caret} {locale} [{states}] {attributes}\n");
        for child in &self.children {
            lines.extend(child.outline().lines().map(|line| format!("  {line}\n")));
        }
        lines
    }

    /// All words in it, in the order of the page.
    pub fn words(&self) -> String {
        let words: Vec<&str> =
            self.all().iter().map(|node| node.text.as_str()).filter(|text| !text.is_empty()).collect();
        words.join(" ")
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.attributes.get("tag").map_or("object", String::as_str), self.name)?;
        write!(f, " (role {})", self.role)
    }
}
