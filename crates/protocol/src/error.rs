//! Errors as the interface sees them: a code it has a sentence for, and the data that sentence needs.

use domain::id::SourceId;
use serde::{Deserialize, Serialize};

/// What went wrong, in the terms of the resident's next step. The catalogue has a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// There is no such item any more.
    NotFound,
    /// The source could not be reached; what is on the device is safe.
    SourceUnreachable,
    /// The source answered, but not with what was asked.
    SourceFault,
    /// The source asks for a new sign-in.
    SignInNeeded,
    /// The source knows the resident, but for this wants them to identify themselves once more: more strongly, or more recently.
    StrongerSignInNeeded,
    /// What was to be changed had been changed elsewhere meanwhile. Nothing was done.
    ChangedMeanwhile,
    /// The source no longer offers the document.
    DocumentExpired,
    /// The device has no room left.
    StorageFull,
    /// A file of the store is damaged.
    StorageDamaged,
    /// The store could not be read or written for another reason.
    StorageFault,
    /// The platform has no place for keys.
    KeyringMissing,
    /// The platform's place for keys is locked.
    KeyringLocked,
    /// The platform's place for keys does not work.
    KeyringFault,
    /// The platform's place for keys takes nothing more.
    KeyringFull,
    /// The app is locked: it takes the passcode.
    AppLocked,
    /// There are several profiles on this device, and none has been chosen.
    NoProfileChosen,
    /// The store was locked with another key than the platform holds now.
    KeyMismatch,
    /// The store was written by a newer version of the app.
    NewerStore,
    /// What was typed is no address of a service, or not a secure one.
    NoAddress,
    /// What answers at the address is no service that the app can connect to.
    NoServiceThere,
    /// The document is larger than the app opens.
    TooLarge,
    /// The document's bytes are not what its source announced.
    Altered,
    /// The address is not one the app opens.
    LinkRefused,
    /// The device has no app for this kind of file, or it did not start.
    NoAppForIt,
    /// The file may be a program or hold one; the app hands no such file to the system.
    MayBeProgram,
    /// The system browser does not open.
    NoBrowser,
    /// The copy could not be written where the resident chose.
    NotSaved,
    /// There is no room for the copy where the resident chose.
    NoRoomForCopy,
    /// The interface asked something the engine does not understand.
    BadRequest,
    /// The source did not take what was given: a name, a code, a day.
    NotTaken,
    /// The source could not be reached, so nothing was sent, or its answer did not come.
    NotSent,
    /// The source was asked, and no answer came: what was asked for may be done all the same.
    AnswerLost,
    /// The authority has taken the decision back.
    DecisionWithdrawn,
    /// The time to receive the decision is over.
    ReceiptOver,
    /// The decision counts as received, and its key does not open it.
    NotOpened,
    /// The source erases nothing that has been sent, or that can no longer be changed.
    ErasureOver,
    /// The source has to keep it.
    ErasureRefused,
    /// A fault of the app itself.
    Internal,
}

impl ErrorCode {
    /// Every code.
    pub const ALL: [Self; 38] = [
        Self::NotFound,
        Self::SourceUnreachable,
        Self::SourceFault,
        Self::SignInNeeded,
        Self::StrongerSignInNeeded,
        Self::ChangedMeanwhile,
        Self::DocumentExpired,
        Self::StorageFull,
        Self::StorageDamaged,
        Self::StorageFault,
        Self::KeyringMissing,
        Self::KeyringLocked,
        Self::KeyringFault,
        Self::KeyringFull,
        Self::AppLocked,
        Self::NoProfileChosen,
        Self::KeyMismatch,
        Self::NewerStore,
        Self::NoAddress,
        Self::NoServiceThere,
        Self::TooLarge,
        Self::Altered,
        Self::LinkRefused,
        Self::NoAppForIt,
        Self::MayBeProgram,
        Self::NoBrowser,
        Self::NotSaved,
        Self::NoRoomForCopy,
        Self::BadRequest,
        Self::NotTaken,
        Self::NotSent,
        Self::AnswerLost,
        Self::DecisionWithdrawn,
        Self::ReceiptOver,
        Self::NotOpened,
        Self::ErasureOver,
        Self::ErasureRefused,
        Self::Internal,
    ];

    /// Whether a store locked for this reason may be given up: nothing else the resident can do opens it, or they have
    /// forgotten their passcode. A keyring that is locked or missing, a full disk and a newer version's store all leave it to be opened later.
    pub const fn can_start_over(self) -> bool {
        matches!(self, Self::KeyMismatch | Self::StorageDamaged | Self::AppLocked)
    }

    /// Whether the app may be used for this once without keeping anything: the place for keys is not to be had, or has
    /// another key.
    pub const fn can_use_once(self) -> bool {
        matches!(
            self,
            Self::KeyringMissing | Self::KeyringLocked | Self::KeyringFault | Self::KeyringFull | Self::KeyMismatch
        )
    }
}

/// An error of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorView {
    /// What went wrong.
    pub code: ErrorCode,
    /// The source concerned, if one is.
    pub source: Option<SourceId>,
}

impl From<ErrorCode> for ErrorView {
    fn from(code: ErrorCode) -> Self {
        Self { code, source: None }
    }
}
