//! What is said about a fault: what happened, what is safe, what to do.

use domain::{source::SyncFailure, text::Language};
use protocol::ErrorCode;

/// A fault in three sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What happened.
    pub happened: String,
    /// What is safe.
    pub safe: String,
    /// What to do.
    pub next: String,
}

macro_rules! fault {
    ($language:expr, $happened:literal, $safe:literal, $next:literal) => {
        Fault { happened: say!($language, $happened), safe: say!($language, $safe), next: say!($language, $next) }
    };
}

/// The sentences for a fault.
#[rustfmt::skip]
pub fn fault(language: Language, code: ErrorCode) -> Fault {
    match code {
        ErrorCode::NotFound => fault!(language, "error-not-found", "error-not-found.safe", "error-not-found.next"),
        ErrorCode::SourceUnreachable => fault!(language, "error-source-unreachable", "error-source-unreachable.safe", "error-source-unreachable.next"),
        ErrorCode::SourceFault => fault!(language, "error-source-fault", "error-source-fault.safe", "error-source-fault.next"),
        ErrorCode::SignInNeeded => fault!(language, "error-sign-in-needed", "error-sign-in-needed.safe", "error-sign-in-needed.next"),
        ErrorCode::StorageFull => fault!(language, "error-storage-full", "error-storage-full.safe", "error-storage-full.next"),
        ErrorCode::StorageDamaged => fault!(language, "error-storage-damaged", "error-storage-damaged.safe", "error-storage-damaged.next"),
        ErrorCode::StorageFault => fault!(language, "error-storage-fault", "error-storage-fault.safe", "error-storage-fault.next"),
        ErrorCode::KeyringMissing => fault!(language, "error-keyring-missing", "error-keyring-missing.safe", "error-keyring-missing.next"),
        ErrorCode::KeyringLocked => fault!(language, "error-keyring-locked", "error-keyring-locked.safe", "error-keyring-locked.next"),
        ErrorCode::KeyMismatch => fault!(language, "error-key-mismatch", "error-key-mismatch.safe", "error-key-mismatch.next"),
        ErrorCode::NewerStore => fault!(language, "error-newer-store", "error-newer-store.safe", "error-newer-store.next"),
        ErrorCode::TooLarge => fault!(language, "error-too-large", "error-too-large.safe", "error-too-large.next"),
        ErrorCode::Altered => fault!(language, "error-altered", "error-altered.safe", "error-altered.next"),
        ErrorCode::LinkRefused => fault!(language, "error-link-refused", "error-link-refused.safe", "error-link-refused.next"),
        ErrorCode::NoAppForIt => fault!(language, "error-no-app-for-it", "error-no-app-for-it.safe", "error-no-app-for-it.next"),
        ErrorCode::NotSaved => fault!(language, "error-not-saved", "error-not-saved.safe", "error-not-saved.next"),
        ErrorCode::BadRequest => fault!(language, "error-bad-request", "error-bad-request.safe", "error-bad-request.next"),
        ErrorCode::Internal => fault!(language, "error-internal", "error-internal.safe", "error-internal.next"),
    }
}

/// Why a source brought nothing, and what that means.
pub fn sync_failure(language: Language, failure: SyncFailure) -> String {
    match failure {
        SyncFailure::Unreachable => say!(language, "sync-unreachable"),
        SyncFailure::TimedOut => say!(language, "sync-timed-out"),
        SyncFailure::Insecure => say!(language, "sync-insecure"),
        SyncFailure::Unavailable => say!(language, "sync-unavailable"),
        SyncFailure::SignInNeeded => say!(language, "sync-sign-in-needed"),
        SyncFailure::Unintelligible => say!(language, "sync-unintelligible"),
        SyncFailure::NotStored => say!(language, "sync-not-stored"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_says_three_different_things_in_every_language() {
        for language in Language::ALL {
            for code in ErrorCode::ALL {
                let Fault { happened, safe, next } = fault(language, code);
                assert!(happened != safe && safe != next && happened != next, "{language:?} {code:?}");
                for sentence in [happened, safe, next] {
                    assert!(sentence.ends_with('.'), "{language:?} {code:?}: {sentence}");
                }
            }
        }
    }
}
