//! The desktop as the engine's platform.

#[cfg(desktop)]
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::{link::HttpsLink, text::Language};
#[cfg(desktop)]
use engine::Clipped;
use engine::{BrowserError, Host, SecretError};
#[cfg(desktop)]
use protocol::background::PresenceView;
use protocol::telling::NotificationView;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;
use url::Url;
use zeroize::Zeroizing;

use crate::{announce::Announcer, secrets::Secrets};
#[cfg(desktop)]
use crate::{background, dropped::Dropped};

/// A desktop.
pub(crate) struct Desktop<R: Runtime> {
    app: AppHandle<R>,
    secrets: Secrets,
    announcer: Announcer,
}

impl<R: Runtime> Desktop<R> {
    pub fn new(app: AppHandle<R>) -> Self {
        // A demo set apart from the real app keeps its keys apart, too.
        let secrets = Secrets::new(if cfg!(feature = "demo") { "fi.kotikunta.demo" } else { crate::KEYRING_SERVICE });
        let announcer = Announcer::new(app.clone());
        Self { app, secrets, announcer }
    }
}

impl<R: Runtime> Host for Desktop<R> {
    fn now(&self) -> DateTime<Utc> {
        #[cfg(feature = "demo")]
        if let Some(now) = crate::demo::now() {
            return now;
        }
        Utc::now()
    }

    fn system_time(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        if let Err(error) = getrandom::fill(buffer) {
            // Without randomness there are no keys; going on would be worse than ending.
            tracing::error!(%error, "the system gives no random bytes");
            std::process::abort();
        }
    }

    fn read_secret(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        self.secrets.read(name)
    }

    fn write_secret(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        self.secrets.write(name, secret)
    }

    fn delete_secret(&self, name: &str) -> Result<(), SecretError> {
        self.secrets.delete(name)
    }

    fn open_in_browser(&self, link: &HttpsLink) -> Result<(), BrowserError> {
        self.app.opener().open_url(link.as_str(), None::<&str>).map_err(|error| BrowserError(error.to_string()))
    }

    fn open_sign_in(&self, address: &Url) -> Result<(), BrowserError> {
        self.app.opener().open_url(address.as_str(), None::<&str>).map_err(|error| BrowserError(error.to_string()))
    }

    #[cfg(mobile)]
    fn sign_in_link(&self) -> Option<Url> {
        crate::sign_in_link::address()
    }

    fn secret_names(&self) -> Result<Vec<String>, SecretError> {
        self.secrets.names()
    }

    fn forget_everything(&self) {
        self.secrets.forget_all();
        #[cfg(desktop)]
        if let Err(error) =
            background::keep(&self.app, PresenceView { stays: Some(false), at_login: Some(false), tray: false })
        {
            tracing::warn!(%error, "the app still runs beside its window");
        }
        for window in self.app.webview_windows().values() {
            if let Err(error) = window.clear_all_browsing_data() {
                tracing::warn!(%error, "what the web view keeps is not cleared");
            }
        }
    }

    fn open_file(&self, path: &Path) -> Result<(), BrowserError> {
        let path = path.to_str().ok_or_else(|| BrowserError("the path is not Unicode".to_owned()))?;
        self.app.opener().open_path(path, None::<&str>).map_err(|error| BrowserError(error.to_string()))
    }

    fn ask_where_to_save(&self, proposed: &str) -> Option<PathBuf> {
        self.app.dialog().file().set_file_name(proposed).blocking_save_file()?.into_path().ok()
    }

    fn ask_what_to_attach(&self) -> Vec<PathBuf> {
        let chosen = self.app.dialog().file().blocking_pick_files().unwrap_or_default();
        chosen.into_iter().filter_map(|path| path.into_path().ok()).collect()
    }

    #[cfg(desktop)]
    fn take_dropped(&self) -> Vec<PathBuf> {
        self.app.state::<Dropped>().take()
    }

    #[cfg(desktop)]
    fn clipboard(&self) -> Clipped {
        let Ok(mut clipboard) = arboard::Clipboard::new() else { return Clipped::Nothing };
        if let Ok(files) = clipboard.get().file_list()
            && !files.is_empty()
        {
            return Clipped::Files(files);
        }
        let Ok(picture) = clipboard.get_image() else { return Clipped::Nothing };
        match (u32::try_from(picture.width), u32::try_from(picture.height)) {
            (Ok(width), Ok(height)) => Clipped::Picture(width, height, picture.bytes.into_owned()),
            _ => Clipped::Nothing,
        }
    }

    fn ask_which_to_read(&self) -> Option<PathBuf> {
        self.app.dialog().file().add_filter("zip", &["zip"]).blocking_pick_file()?.into_path().ok()
    }

    fn notify(&self, notification: &NotificationView) {
        crate::notify::show(&self.app, notification);
    }

    #[cfg(desktop)]
    fn presence(&self) -> PresenceView {
        background::presence(&self.app)
    }

    #[cfg(desktop)]
    fn keep_presence(&self, wanted: PresenceView) -> io::Result<()> {
        background::keep(&self.app, wanted)
    }

    fn is_metered(&self) -> Option<bool> {
        #[cfg(target_os = "linux")]
        return self.app.state::<crate::connection::Connection>().is_metered();
        #[cfg(not(target_os = "linux"))]
        None
    }

    fn quit(&self) {
        self.app.exit(0);
    }

    fn announce(&self, words: &str) -> bool {
        self.announcer.announce(words)
    }

    /// Windows and macOS leave the window out of pictures of the screen and of their switchers. Linux has nothing of the
    /// kind; there the page can cover itself while another window is in front.
    fn hide_content(&self, hide: bool) -> bool {
        #[cfg(any(target_os = "macos", target_os = "windows"))]
        {
            let window = self.app.get_webview_window(crate::window::LABEL);
            return match window.map(|window| window.set_content_protected(hide)) {
                Some(Ok(())) => true,
                Some(Err(error)) => {
                    tracing::warn!(%error, "the system does not hide the window's content");
                    false
                }
                None => false,
            };
        }
        #[cfg(not(any(target_os = "macos", target_os = "windows")))]
        {
            let _ = hide;
            false
        }
    }

    fn system_language(&self) -> Option<Language> {
        #[cfg(feature = "demo")]
        if let Some(language) = crate::demo::language() {
            return Some(language);
        }
        sys_locale::get_locales().find_map(|tag| Language::from_tag(&tag))
    }
}
