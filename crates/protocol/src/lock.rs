//! What the interface is told of the lock and of the profiles of this device, and the passcode it sends.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A PIN or passphrase on its way to the engine. Wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Passcode(String);

impl Passcode {
    /// Takes what was typed.
    pub const fn new(typed: String) -> Self {
        Self(typed)
    }

    /// What was typed.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passcode(…)")
    }
}

/// How an answer to a passcode ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasscodeView {
    /// It was the right one, and what was asked is done.
    Accepted,
    /// It was another one.
    Wrong {
        /// Seconds until the next try is looked at.
        wait: u32,
    },
    /// It was not looked at: there were too many wrong ones.
    Wait {
        /// Seconds until the next try is looked at.
        wait: u32,
    },
    /// The new one has too few signs, or too many.
    Length,
    /// The new one is what anybody would try first.
    Simple,
}

/// What the lock is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LockKind {
    /// Digits.
    Pin,
    /// Anything that can be typed.
    Phrase,
}

/// When the app locks by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LockAfter {
    /// As soon as its window is hidden.
    Hidden,
    /// After a minute of no use.
    OneMinute,
    /// After five minutes of no use.
    #[default]
    FiveMinutes,
    /// After a quarter of an hour of no use.
    FifteenMinutes,
}

impl LockAfter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Hidden, Self::OneMinute, Self::FiveMinutes, Self::FifteenMinutes];

    /// Seconds of no use. Who locks at hiding is not at it either after a quarter of an hour.
    pub const fn seconds(self) -> u64 {
        match self {
            Self::OneMinute => 60,
            Self::FiveMinutes => 5 * 60,
            Self::Hidden | Self::FifteenMinutes => 15 * 60,
        }
    }
}

/// How the lock behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockOptionsView {
    /// When the app locks by itself.
    pub after: LockAfter,
    /// Whether the page is covered while another window is in front.
    pub cover: bool,
}

/// What has not been sent and would be lost with the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsentView {
    /// Opened items of which their source has not been told.
    pub opened: u32,
    /// Letters that no public body has received, drafts among them.
    pub letters: u32,
}

/// The lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockView {
    /// What it is made of; none where there is no lock.
    pub kind: Option<LockKind>,
    /// Seconds until the next try is looked at.
    pub wait: u32,
    /// Whether something new has come since it locked.
    pub news: bool,
    /// What has not been sent; none when nobody can tell.
    pub unsent: Option<UnsentView>,
    /// How it behaves. While locked, the usual.
    pub options: LockOptionsView,
    /// Whether the system itself hides the window's content where it shows all windows small.
    pub hidden_by_system: bool,
}

/// One resident's profile on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// Its id.
    pub id: String,
    /// Its name; empty until it is given one.
    pub name: String,
    /// Whether it is the one in use.
    pub current: bool,
}

/// The profiles of this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfilesView {
    /// All of them, oldest first.
    pub profiles: Vec<ProfileView>,
}
