//! Views of finding a service, signing in to it and signing out.

use domain::id::SourceId;
use serde::{Deserialize, Serialize};

use crate::{ErrorCode, view::Text};

/// Which service is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceAddress {
    /// One of the directory.
    Listed(SourceId),
    /// One whose address the resident typed.
    Typed(String),
    /// One that is connected.
    Connected(SourceId),
}

/// Public bodies of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryView {
    /// The ones meant, the likeliest first.
    pub bodies: Vec<PublicBodyView>,
    /// Whether the directory's signer no longer stands by it, so that a newer one should be fetched.
    pub outdated: bool,
}

/// A public body of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicBodyView {
    /// What the app calls it.
    pub id: SourceId,
    /// Its name.
    pub name: Text,
    /// The host it answers at.
    pub host: String,
    /// Whether it is connected already.
    pub connected: bool,
}

/// A service that has said who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    /// How it is meant.
    pub at: ServiceAddress,
    /// The public body's name, as the directory writes it, or else as the service itself does.
    pub name: Text,
    /// The host it answers at.
    pub host: String,
    /// Whether the directory vouches that this address belongs to this public body.
    pub verified: bool,
    /// The languages it serves in, as BCP 47 tags.
    pub languages: Vec<String>,
    /// What it can do, in the order in which it is told.
    pub offers: Vec<ServiceOffer>,
    /// Where the resident will sign in; none where the service offers no sign-in.
    pub sign_in_host: Option<String>,
    /// Whether it is connected already.
    pub connected: bool,
}

/// Something a service can do, as it matters to a resident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceOffer {
    /// Cases, messages, decisions and tasks come to this device.
    Items,
    /// Files come along.
    Documents,
    /// It tells at once when there is something new.
    Hints,
    /// It is told which items were opened here.
    Opened,
    /// Rights to act are given, asked for and withdrawn there.
    Rights,
    /// What it keeps can be erased there.
    Erasing,
    /// Its archive and bin are the ones that the resident uses here.
    Filing,
    /// Residents can write to it.
    Letters,
    /// It tells who looked at the resident's data.
    Lookups,
    /// Everything that it keeps about the resident can be taken out.
    Export,
    /// It takes fault reports, and tells what became of them.
    Reports,
}

impl ServiceOffer {
    /// Everything that services differ in, in the order in which it is told.
    pub const ALL: [Self; 11] = [
        Self::Items,
        Self::Documents,
        Self::Letters,
        Self::Hints,
        Self::Opened,
        Self::Rights,
        Self::Erasing,
        Self::Filing,
        Self::Lookups,
        Self::Export,
        Self::Reports,
    ];
}

/// What the browser shows when it has come back: the words are the interface's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnPage {
    /// Language of the words, BCP 47.
    pub lang: String,
    /// After a sign-in that succeeded.
    pub well: ReturnWords,
    /// After one that did not.
    pub ill: ReturnWords,
}

/// A heading and a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnWords {
    /// Heading.
    pub heading: String,
    /// Paragraph.
    pub text: String,
}

/// How the latest sign-in goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// The public body's name.
    pub name: Text,
    /// Where it stands; none when there is no sign-in.
    pub stage: Option<SignInStage>,
}

/// Where a sign-in stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInStage {
    /// The provider is asked how to sign in.
    Asking,
    /// The resident signs in, in the browser.
    InBrowser,
    /// The resident is back and the provider gives the tokens.
    Finishing,
    /// It succeeded; the service is connected.
    Connected(SourceId),
    /// It did not.
    Failed(SignInFailure),
}

/// Why a sign-in did not succeed, in the terms of the resident's next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInFailure {
    /// The resident declined, or was not let in.
    Declined,
    /// Nobody came back from the browser in time.
    TimedOut,
    /// The service or its sign-in cannot be reached.
    Unreachable,
    /// The service or its sign-in does not work right now.
    Unavailable,
    /// Its certificate is not in order, or it is not who it must be.
    Untrusted,
    /// The resident signed in, but longer ago or by weaker means than the service demands.
    Insufficient,
    /// The device's clock is wrong.
    ClockWrong,
    /// The service offers no sign-in that this app can do.
    NotOffered,
    /// The system browser does not open.
    NoBrowser,
    /// Somebody else signed in than the one whose items are on this device.
    SomebodyElse,
    /// What came could not be kept on this device.
    NotKept(ErrorCode),
}

impl SignInFailure {
    /// Every failure, with one code for those that carry one.
    pub const ALL: [Self; 11] = [
        Self::Declined,
        Self::TimedOut,
        Self::Unreachable,
        Self::Unavailable,
        Self::Untrusted,
        Self::Insufficient,
        Self::ClockWrong,
        Self::NotOffered,
        Self::NoBrowser,
        Self::SomebodyElse,
        Self::NotKept(ErrorCode::StorageFull),
    ];
}

/// A service was signed out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedOutView {
    /// Whether the service was told. If not, the sign-in there ends by itself.
    pub told: bool,
}
