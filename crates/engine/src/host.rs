//! What the engine asks of a platform.

use std::{
    io,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use domain::{link::HttpsLink, text::Language};
use protocol::{background::PresenceView, telling::NotificationView};
use url::Url;
use zeroize::Zeroizing;

pub use store::SecretError;

/// When the process was first asked for its uptime.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// A platform: its clock, its randomness, its place for secrets, its browser. Faked in tests.
pub trait Host: Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;

    /// The system's time, which sign-ins are held against. [`Host::now`] is the same, unless a demo stands on another day.
    fn system_time(&self) -> DateTime<Utc> {
        self.now()
    }

    /// A time that only goes forward and that nobody can set. It may stand still while the device sleeps.
    fn uptime(&self) -> Duration {
        START.elapsed()
    }

    /// Fills the buffer with random bytes fit for keys.
    fn fill_random(&self, buffer: &mut [u8]);

    /// Reads a secret from the platform's keyring; `None` when there is none of this name.
    fn read_secret(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError>;

    /// Writes a secret, replacing an earlier one. Never falls back to a file.
    fn write_secret(&self, name: &str, secret: &[u8]) -> Result<(), SecretError>;

    /// Removes a secret; it is no error when there is none.
    fn delete_secret(&self, name: &str) -> Result<(), SecretError>;

    /// Opens an address in the system browser.
    fn open_in_browser(&self, link: &HttpsLink) -> Result<(), BrowserError>;

    /// Opens a sign-in's page in the system browser: `https`, or `http` on this machine.
    fn open_sign_in(&self, address: &Url) -> Result<(), BrowserError>;

    /// The link by which this platform's browser hands a sign-in back to the app; `None` where the app listens on the loopback
    /// interface instead.
    fn sign_in_link(&self) -> Option<Url> {
        None
    }

    /// The names of all secrets that the keyring holds for the app.
    fn secret_names(&self) -> Result<Vec<String>, SecretError>;

    /// Removes what the platform itself keeps for the app: every secret, and what the web view has stored.
    fn forget_everything(&self) {}

    /// Opens a file in the app that the device uses for its kind.
    fn open_file(&self, path: &Path) -> Result<(), BrowserError>;

    /// Asks the resident where to save a copy, proposing a name; `None` when they choose no place. Waits for them.
    fn ask_where_to_save(&self, proposed: &str) -> Option<PathBuf>;

    /// Lets the resident choose files that go with a letter. Blocks until they have; none: they chose none.
    fn ask_what_to_attach(&self) -> Vec<PathBuf>;

    /// The files that were dropped on the window last, once.
    fn take_dropped(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    /// What is on the clipboard that can go with a letter. Blocks.
    fn clipboard(&self) -> Clipped {
        Clipped::Nothing
    }

    /// Asks the resident which file to read; `None` when they choose none. Waits for them.
    fn ask_which_to_read(&self) -> Option<PathBuf>;

    /// Has the platform's screen reader say something, after what it was asked to say before. `false` where only the page
    /// itself can do that. Returns at once.
    fn announce(&self, words: &str) -> bool;

    /// Tells the resident something while the app is not in front of them. Returns at once.
    fn notify(&self, notification: &NotificationView) {
        let _ = notification;
    }

    /// From now on hides the window's content where the system shows all windows small, or shows it there again. Answers
    /// whether the system can.
    fn hide_content(&self, hide: bool) -> bool {
        let _ = hide;
        false
    }

    /// How the app runs beside its window. Blocks.
    fn presence(&self) -> PresenceView {
        PresenceView::default()
    }

    /// From now on the app runs so beside its window, as far as the platform can. Blocks.
    fn keep_presence(&self, wanted: PresenceView) -> io::Result<()> {
        let _ = wanted;
        Ok(())
    }

    /// Whether what goes over the connection costs now; `None` where the platform does not say.
    fn is_metered(&self) -> Option<bool> {
        None
    }

    /// Ends the app.
    fn quit(&self) {}

    /// The language the system is set to, if the interface speaks it.
    fn system_language(&self) -> Option<Language>;
}

/// What is on the clipboard, beside text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clipped {
    /// Nothing that can go with a letter.
    Nothing,
    /// Files.
    Files(Vec<PathBuf>),
    /// A picture: its width and height in pixels, and its pixels as red, green, blue and alpha.
    Picture(u32, u32, Vec<u8>),
}

/// Another app could not be started; the words are for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserError(pub String);

/// The host's keyring as the store asks for it.
pub(crate) struct HostKeyring(pub std::sync::Arc<dyn Host>);

impl store::Keyring for HostKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        self.0.read_secret(name)
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        self.0.write_secret(name, secret)
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.0.delete_secret(name)
    }
}

/// The host's randomness as the store asks for it.
pub(crate) struct HostRandom(pub std::sync::Arc<dyn Host>);

impl store::Random for HostRandom {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.fill_random(buffer);
    }
}
