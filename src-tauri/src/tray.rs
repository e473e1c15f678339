//! The icon in the desktop's tray: how much needs the resident, and what can be done without the window.
//!
//! It is a StatusNotifierItem on the session's bus. A desktop without a place for such icons has nobody who answers to
//! `org.kde.StatusNotifierWatcher`; the icon then waits for one to come. What it says can be read by anybody who passes by: a
//! number, never what it counts, and not even that while the app is locked.

use std::time::Duration;

use domain::text::Language;
use engine::{Engine, Handle};
use ksni::{Icon, MenuItem, OfflineReason, ToolTip, blocking::TrayMethods, menu::StandardItem};
use protocol::{Event, ReadOverview, ReadSettings, SyncNow, Tag};
use tauri::{AppHandle, Manager, Runtime, async_runtime, image::Image, include_image};
use tokio::sync::{
    broadcast::{Receiver, error::RecvError},
    watch,
};
use words::{phrase::tray::title, say};

use crate::{slot::EngineSlot, window};

const ICON: Image<'_> = include_image!("../icons/tray.png");

/// How long a desktop may take to put up its tray, when the app was started at login beside it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether the desktop shows the icon; `None` until it was asked.
#[derive(Clone)]
pub(crate) struct Tray(watch::Sender<Option<bool>>);

impl Default for Tray {
    fn default() -> Self {
        Self(watch::Sender::new(None))
    }
}

impl Tray {
    /// Whether the desktop shows the icon now.
    pub fn is_shown(&self) -> bool {
        *self.0.borrow() == Some(true)
    }

    /// Whether the desktop shows the icon now or in a while.
    pub async fn comes(self) -> bool {
        let mut shown = self.0.subscribe();
        let shown = tokio::time::timeout(PATIENCE, shown.wait_for(|shown| *shown == Some(true))).await;
        shown.is_ok_and(|shown| shown.is_ok())
    }

    fn set(&self, shown: bool) {
        self.0.send_replace(Some(shown));
    }

    /// It is shown, unless the desktop has said otherwise already.
    fn set_placed(&self) {
        self.0.send_if_modified(|shown| {
            let is_news = shown.is_none();
            *shown = shown.or(Some(true));
            is_news
        });
    }
}

/// Puts the icon into the tray and keeps what it says true, for as long as the app runs. Needs a [`Tray`].
pub(crate) fn start<R: Runtime>(app: &AppHandle<R>) {
    let (app, shown) = (app.clone(), app.state::<Tray>().inner().clone());
    async_runtime::spawn(async move {
        let item = Item { app: app.clone(), shown: shown.clone(), says: Says::default() };
        let placed = async_runtime::spawn_blocking(move || {
            item.assume_sni_available(true).spawn().inspect(|_| shown.set_placed()).inspect_err(|_| shown.set(false))
        });
        match (placed.await, app.state::<EngineSlot>().wait().await) {
            (Ok(Ok(placed)), Some(engine)) => follow(&engine, &placed).await,
            (Ok(Err(error)), _) => tracing::debug!(%error, "there is no tray"),
            (Err(_), _) | (_, None) => {}
        }
    });
}

/// What the icon says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Says {
    language: Language,
    /// How much needs the resident; `None` while the app is locked, and before it is known.
    needs_you: Option<u64>,
    can_lock: bool,
}

async fn follow<R: Runtime>(engine: &Engine, placed: &ksni::blocking::Handle<Item<R>>) {
    let mut events = engine.events();
    let mut said = Says::default();
    loop {
        let now = look(engine).await;
        if now != said {
            said.clone_from(&now);
            let placed = placed.clone();
            let told = async_runtime::spawn_blocking(move || placed.update(|item| item.says = now)).await;
            if !matches!(told, Ok(Some(()))) {
                return;
            }
        }
        if !something_changed(&mut events).await {
            return;
        }
    }
}

async fn look(engine: &Engine) -> Says {
    let language = engine.handle(ReadSettings {}).await.map(|settings| settings.language).unwrap_or_default();
    match engine.handle(ReadOverview {}).await {
        Ok(overview) if overview.locked.is_none() => {
            Says { language, needs_you: Some(u64::from(overview.needs_you)), can_lock: overview.lock.is_some() }
        }
        Ok(_) | Err(_) => Says { language, needs_you: None, can_lock: false },
    }
}

/// Returns when what the icon says may be different; `false` when it never will be again.
async fn something_changed(events: &mut Receiver<Event>) -> bool {
    loop {
        match events.recv().await {
            Ok(Event::Changed(tags)) if tags.iter().any(concerns) => break,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => break,
            Err(RecvError::Closed) => return false,
        }
    }
    // Many come at once, and all are answered by one look.
    while events.try_recv().is_ok() {}
    true
}

const fn concerns(tag: &Tag) -> bool {
    matches!(tag, Tag::Inbox | Tag::Parties | Tag::Settings | Tag::Lock)
}

/// The icon as the desktop asks for it.
struct Item<R: Runtime> {
    app: AppHandle<R>,
    shown: Tray,
    says: Says,
}

impl<R: Runtime> Item<R> {
    fn title(&self) -> String {
        title(self.says.language, self.says.needs_you)
    }

    fn with_engine<F: Future<Output = ()> + Send + 'static>(&self, act: impl FnOnce(Engine) -> F) {
        if let Some(engine) = self.app.state::<EngineSlot>().filled() {
            async_runtime::spawn(act(engine));
        }
    }
}

impl<R: Runtime> ksni::Tray for Item<R> {
    fn id(&self) -> String {
        self.app.config().identifier.clone()
    }

    fn title(&self) -> String {
        Self::title(self)
    }

    fn category(&self) -> ksni::Category {
        ksni::Category::Communications
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        let (Ok(width), Ok(height)) = (i32::try_from(ICON.width()), i32::try_from(ICON.height())) else {
            return Vec::new();
        };
        vec![Icon { width, height, data: argb(ICON.rgba()) }]
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: Self::title(self), ..ToolTip::default() }
    }

    fn activate(&mut self, _: i32, _: i32) {
        window::show(&self.app);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let language = self.says.language;
        let entry = |label: String, enabled: bool, activate: fn(&mut Self)| {
            MenuItem::Standard(StandardItem { label, enabled, activate: Box::new(activate), ..StandardItem::default() })
        };
        vec![
            // Not every desktop shows a title.
            entry(Self::title(self), false, |_| {}),
            MenuItem::Separator,
            entry(say!(language, "tray-open"), true, |item| window::show(&item.app)),
            entry(say!(language, "tray-fetch"), true, |item| {
                item.with_engine(|engine| async move {
                    // A service that does not answer says so by its freshness.
                    let _ = engine.handle(SyncNow { source: None }).await;
                });
            }),
            entry(say!(language, "tray-lock"), self.says.can_lock, |item| {
                item.with_engine(|engine| async move { engine.lock().await });
            }),
            MenuItem::Separator,
            entry(say!(language, "tray-quit"), true, |item| item.app.exit(0)),
        ]
    }

    fn watcher_online(&self) {
        self.shown.set(true);
    }

    fn watcher_offline(&self, _: OfflineReason) -> bool {
        self.shown.set(false);
        true
    }
}

/// The same picture as trays want it.
fn argb(rgba: &[u8]) -> Vec<u8> {
    rgba.as_chunks().0.iter().flat_map(|[red, green, blue, alpha]| [*alpha, *red, *green, *blue]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_keeps_its_colour() {
        assert_eq!(argb(&[1, 2, 3, 255, 5, 6, 7, 0]), [255, 1, 2, 3, 0, 5, 6, 7]);
    }
}
