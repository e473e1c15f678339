//! What the app does while its window is closed, and what it fetches by itself over a connection that costs.

use serde::{Deserialize, Serialize};

/// How the app runs beside its window, on this device and for everybody who uses it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceView {
    /// Closing the window leaves the app running; `None` where it would not come back.
    pub stays: Option<bool>,
    /// The app starts when somebody logs in to the device; `None` where it cannot.
    pub at_login: Option<bool>,
    /// The desktop shows the app's icon in its tray.
    pub tray: bool,
}

/// What the resident has chosen, and what the device can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackgroundView {
    /// How the app runs beside its window.
    pub presence: PresenceView,
    /// Whether what goes over the connection costs now; `None` where the device does not say.
    pub metered: Option<bool>,
    /// Large documents are fetched by themselves over such a connection, too.
    pub large_when_metered: bool,
}
