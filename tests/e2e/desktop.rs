//! A desktop's tray, which the session of the tests lacks: it takes the icons that programs bring it, and asks them what they
//! say, as a panel does.

use std::{collections::HashMap, time::Duration};

use anyhow::{Context, Result};
use futures_util::StreamExt;
use tokio::{
    sync::{Mutex, mpsc},
    time::timeout,
};
use zbus::{
    Connection, Proxy, connection, interface,
    zvariant::{OwnedValue, Structure, Value},
};

/// Longest wait for what a program brings or says. Nothing is measured by it; it only ends a hang.
const PATIENCE: Duration = Duration::from_mins(1);

/// A tray in which there is one icon.
pub struct Tray {
    bus: Connection,
    brought: Mutex<mpsc::UnboundedReceiver<String>>,
}

/// What takes the icons (`org.kde.StatusNotifierWatcher`).
struct Watcher {
    brought: mpsc::UnboundedSender<String>,
    has_host: bool,
    version: i32,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        // Nobody may look any more.
        let _ = self.brought.send(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        self.has_host
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        self.version
    }
}

/// A picture: its width, its height and its bytes.
type Pixels = (i32, i32, Vec<u8>);

/// An icon.
pub struct Icon {
    item: Proxy<'static>,
    menu: Proxy<'static>,
}

/// An entry of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it says; nothing where it is a line between others.
    pub label: String,
    /// Whether it can be chosen.
    pub enabled: bool,
    id: i32,
}

impl Tray {
    /// Puts a tray onto the desktop.
    pub async fn open() -> Result<Self> {
        let (brought, taken) = mpsc::unbounded_channel();
        let bus = connection::Builder::session()?
            .serve_at("/StatusNotifierWatcher", Watcher { brought, has_host: true, version: 0 })?
            .name("org.kde.StatusNotifierWatcher")?
            .build()
            .await?;
        Ok(Self { bus, brought: Mutex::new(taken) })
    }

    /// The next icon that is brought. A program may bring its icon more than once; what has gone with its program is passed over.
    pub async fn icon(&self) -> Result<Icon> {
        let mut brought = self.brought.lock().await;
        loop {
            let service = timeout(PATIENCE, brought.recv()).await.context("no icon is brought")?;
            let service = service.context("the tray is open")?;
            let item =
                Proxy::new(&self.bus, service.clone(), "/StatusNotifierItem", "org.kde.StatusNotifierItem").await?;
            let menu = item.get_property::<zbus::zvariant::OwnedObjectPath>("Menu").await;
            if menu.is_err() && !self.is_there(&service).await? {
                continue;
            }
            let menu = Proxy::new(&self.bus, service, menu?, "com.canonical.dbusmenu").await?;
            return Ok(Icon { item, menu });
        }
    }

    /// Whether a program still has this name on the bus.
    async fn is_there(&self, service: &str) -> Result<bool> {
        let bus = zbus::fdo::DBusProxy::new(&self.bus).await?;
        Ok(bus.name_has_owner(service.try_into()?).await?)
    }

    /// Takes the tray from the desktop.
    pub async fn close(self) -> Result<()> {
        Ok(self.bus.close().await?)
    }
}

impl Icon {
    /// Waits until its title is this.
    pub async fn until_titled(&self, wanted: &str) -> Result<()> {
        let mut changes = self.item.receive_signal("NewTitle").await?;
        let mut last = String::new();
        let titled = timeout(PATIENCE, async {
            loop {
                // Not what the proxy remembers: the title has no signal of a property.
                last = self.asked("Title").await?;
                if last == wanted {
                    return Ok::<_, anyhow::Error>(());
                }
                changes.next().await.context("the icon is gone")?;
            }
        });
        titled.await.with_context(|| format!("the title is {last:?} and never {wanted:?}"))?
    }

    /// The heading of what is shown beside the pointer.
    pub async fn tool_tip(&self) -> Result<String> {
        let tip: (String, Vec<Pixels>, String, String) = self.asked("ToolTip").await?;
        Ok(tip.2)
    }

    /// How wide its picture is, and of how many bytes.
    pub async fn picture(&self) -> Result<(i32, usize)> {
        let pictures: Vec<Pixels> = self.asked("IconPixmap").await?;
        pictures.first().map(|(width, _, data)| (*width, data.len())).context("it has a picture")
    }

    /// Its menu.
    pub async fn menu(&self) -> Result<Vec<Entry>> {
        type Layout = (u32, (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>));
        let (_, (_, _, entries)): Layout = self.menu.call("GetLayout", &(0, -1, Vec::<String>::new())).await?;
        entries
            .into_iter()
            .map(|entry| {
                let (id, said, _): (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>) =
                    Structure::try_from(entry)?.try_into()?;
                let label = said.get("label").and_then(|label| String::try_from(label.try_clone().ok()?).ok());
                // What can be chosen need not say so.
                let enabled = said.get("enabled").is_none_or(|enabled| bool::try_from(enabled) == Ok(true));
                Ok(Entry { label: label.unwrap_or_default(), enabled, id })
            })
            .collect()
    }

    /// Chooses the entry of this label.
    pub async fn choose(&self, label: &str) -> Result<()> {
        let entries = self.menu().await?;
        let entry = entries.iter().find(|entry| entry.label == label).with_context(|| format!("{entries:?}"))?;
        Ok(self.menu.call("Event", &(entry.id, "clicked", Value::from(0), 0_u32)).await?)
    }

    async fn asked<T>(&self, property: &str) -> Result<T>
    where
        T: TryFrom<OwnedValue>,
        zbus::Error: From<T::Error>,
    {
        let bus = self.item.connection();
        let answer = bus
            .call_method(
                Some(self.item.destination()),
                self.item.path(),
                Some("org.freedesktop.DBus.Properties"),
                "Get",
                &(self.item.interface(), property),
            )
            .await?;
        let value: OwnedValue = answer.body().deserialize()?;
        Ok(T::try_from(value).map_err(zbus::Error::from)?)
    }
}
