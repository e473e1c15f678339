//! What is said about a fault: what happened, what is safe, what to do.

use domain::{source::SyncFailure, text::Language};
use protocol::{ErrorCode, sign_in::SignInFailure};

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

impl Fault {
    /// All of it, one sentence after the other.
    pub fn whole(&self) -> String {
        let Self { happened, safe, next } = self;
        format!("{happened} {safe} {next}")
    }
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
        ErrorCode::StrongerSignInNeeded => fault!(language, "error-stronger-sign-in-needed", "error-stronger-sign-in-needed.safe", "error-stronger-sign-in-needed.next"),
        ErrorCode::ChangedMeanwhile => fault!(language, "error-changed-meanwhile", "error-changed-meanwhile.safe", "error-changed-meanwhile.next"),
        ErrorCode::DocumentExpired => fault!(language, "error-document-expired", "error-document-expired.safe", "error-document-expired.next"),
        ErrorCode::StorageFull => fault!(language, "error-storage-full", "error-storage-full.safe", "error-storage-full.next"),
        ErrorCode::StorageDamaged => fault!(language, "error-storage-damaged", "error-storage-damaged.safe", "error-storage-damaged.next"),
        ErrorCode::StorageFault => fault!(language, "error-storage-fault", "error-storage-fault.safe", "error-storage-fault.next"),
        ErrorCode::KeyringMissing => fault!(language, "error-keyring-missing", "error-keyring-missing.safe", "error-keyring-missing.next"),
        ErrorCode::KeyringLocked => fault!(language, "error-keyring-locked", "error-keyring-locked.safe", "error-keyring-locked.next"),
        ErrorCode::KeyringFault => fault!(language, "error-keyring-fault", "error-keyring-fault.safe", "error-keyring-fault.next"),
        ErrorCode::KeyringFull => fault!(language, "error-keyring-full", "error-keyring-full.safe", "error-keyring-full.next"),
        ErrorCode::AppLocked => fault!(language, "error-app-locked", "error-app-locked.safe", "error-app-locked.next"),
        ErrorCode::NoProfileChosen => fault!(language, "error-no-profile-chosen", "error-no-profile-chosen.safe", "error-no-profile-chosen.next"),
        ErrorCode::KeyMismatch => fault!(language, "error-key-mismatch", "error-key-mismatch.safe", "error-key-mismatch.next"),
        ErrorCode::NewerStore => fault!(language, "error-newer-store", "error-newer-store.safe", "error-newer-store.next"),
        ErrorCode::NoAddress => fault!(language, "error-no-address", "error-no-address.safe", "error-no-address.next"),
        ErrorCode::NoServiceThere => fault!(language, "error-no-service-there", "error-no-service-there.safe", "error-no-service-there.next"),
        ErrorCode::TooLarge => fault!(language, "error-too-large", "error-too-large.safe", "error-too-large.next"),
        ErrorCode::Altered => fault!(language, "error-altered", "error-altered.safe", "error-altered.next"),
        ErrorCode::LinkRefused => fault!(language, "error-link-refused", "error-link-refused.safe", "error-link-refused.next"),
        ErrorCode::NoAppForIt => fault!(language, "error-no-app-for-it", "error-no-app-for-it.safe", "error-no-app-for-it.next"),
        ErrorCode::MayBeProgram => fault!(language, "error-may-be-program", "error-may-be-program.safe", "error-may-be-program.next"),
        ErrorCode::NoBrowser => fault!(language, "error-no-browser", "error-no-browser.safe", "error-no-browser.next"),
        ErrorCode::NoRoomForCopy => fault!(language, "error-no-room-for-copy", "error-no-room-for-copy.safe", "error-no-room-for-copy.next"),
        ErrorCode::NotSaved => fault!(language, "error-not-saved", "error-not-saved.safe", "error-not-saved.next"),
        ErrorCode::BadRequest => fault!(language, "error-bad-request", "error-bad-request.safe", "error-bad-request.next"),
        ErrorCode::NotTaken => fault!(language, "error-not-taken", "error-not-taken.safe", "error-not-taken.next"),
        ErrorCode::NotSent => fault!(language, "error-not-sent", "error-not-sent.safe", "error-not-sent.next"),
        ErrorCode::AnswerLost => fault!(language, "error-answer-lost", "error-answer-lost.safe", "error-answer-lost.next"),
        ErrorCode::DecisionWithdrawn => fault!(language, "error-decision-withdrawn", "error-decision-withdrawn.safe", "error-decision-withdrawn.next"),
        ErrorCode::ReceiptOver => fault!(language, "error-receipt-over", "error-receipt-over.safe", "error-receipt-over.next"),
        ErrorCode::NotOpened => fault!(language, "error-not-opened", "error-not-opened.safe", "error-not-opened.next"),
        ErrorCode::ErasureOver => fault!(language, "error-erasure-over", "error-erasure-over.safe", "error-erasure-over.next"),
        ErrorCode::ErasureRefused => fault!(language, "error-erasure-refused", "error-erasure-refused.safe", "error-erasure-refused.next"),
        ErrorCode::Internal => fault!(language, "error-internal", "error-internal.safe", "error-internal.next"),
    }
}

/// Why a source brought nothing, and what that means.
#[rustfmt::skip]
pub fn sync_failure(language: Language, failure: SyncFailure) -> Fault {
    match failure {
        SyncFailure::Unreachable => fault!(language, "sync-unreachable", "sync-unreachable.safe", "sync-unreachable.next"),
        SyncFailure::TimedOut => fault!(language, "sync-timed-out", "sync-timed-out.safe", "sync-timed-out.next"),
        SyncFailure::Insecure => fault!(language, "sync-insecure", "sync-insecure.safe", "sync-insecure.next"),
        SyncFailure::Unavailable => fault!(language, "sync-unavailable", "sync-unavailable.safe", "sync-unavailable.next"),
        SyncFailure::SignInNeeded => fault!(language, "sync-sign-in-needed", "sync-sign-in-needed.safe", "sync-sign-in-needed.next"),
        SyncFailure::StrongerSignInNeeded => fault!(language, "sync-stronger-sign-in-needed", "sync-stronger-sign-in-needed.safe", "sync-stronger-sign-in-needed.next"),
        SyncFailure::Unintelligible => fault!(language, "sync-unintelligible", "sync-unintelligible.safe", "sync-unintelligible.next"),
        SyncFailure::NotStored => fault!(language, "sync-not-stored", "sync-not-stored.safe", "sync-not-stored.next"),
    }
}

/// Why a sign-in did not succeed.
#[rustfmt::skip]
pub fn sign_in_failure(language: Language, failure: SignInFailure) -> Fault {
    match failure {
        SignInFailure::Declined => fault!(language, "sign-in-declined", "sign-in-declined.safe", "sign-in-declined.next"),
        SignInFailure::TimedOut => fault!(language, "sign-in-timed-out", "sign-in-timed-out.safe", "sign-in-timed-out.next"),
        SignInFailure::Unreachable => fault!(language, "sign-in-unreachable", "sign-in-unreachable.safe", "sign-in-unreachable.next"),
        SignInFailure::Unavailable => fault!(language, "sign-in-unavailable", "sign-in-unavailable.safe", "sign-in-unavailable.next"),
        SignInFailure::Untrusted => fault!(language, "sign-in-untrusted", "sign-in-untrusted.safe", "sign-in-untrusted.next"),
        SignInFailure::Insufficient => fault!(language, "sign-in-insufficient", "sign-in-insufficient.safe", "sign-in-insufficient.next"),
        SignInFailure::ClockWrong => fault!(language, "sign-in-clock-wrong", "sign-in-clock-wrong.safe", "sign-in-clock-wrong.next"),
        SignInFailure::NotOffered => fault!(language, "sign-in-not-offered", "sign-in-not-offered.safe", "sign-in-not-offered.next"),
        SignInFailure::NoBrowser => fault!(language, "sign-in-no-browser", "sign-in-no-browser.safe", "sign-in-no-browser.next"),
        SignInFailure::SomebodyElse => fault!(language, "sign-in-somebody-else", "sign-in-somebody-else.safe", "sign-in-somebody-else.next"),
        SignInFailure::NotKept(code) => fault(language, code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_says_three_different_things_in_every_language() {
        for language in Language::ALL {
            let codes = ErrorCode::ALL.map(|code| (format!("{code:?}"), fault(language, code)));
            let failures = SyncFailure::ALL.map(|failure| (format!("{failure:?}"), sync_failure(language, failure)));
            let mut beginnings = std::collections::BTreeSet::new();
            for (which, Fault { happened, safe, next }) in codes.into_iter().chain(failures) {
                assert!(happened != safe && safe != next && happened != next, "{language:?} {which}");
                for sentence in [&happened, &safe, &next] {
                    // Only what introduces an address ends otherwise.
                    assert!(sentence.ends_with(['.', ':']), "{language:?} {which}: {sentence}");
                }
                beginnings.insert(happened);
            }
            // A source may fail in a command and in a sync in the same words; nothing else is told alike.
            assert!(beginnings.len() >= ErrorCode::ALL.len() + SyncFailure::ALL.len() - 2, "{language:?}");
        }
    }

    #[test]
    fn a_sign_in_that_did_not_succeed_ends_in_a_sentence_and_a_way_on() {
        for language in Language::ALL {
            let all = SignInFailure::ALL.map(|failure| sign_in_failure(language, failure));
            let different = all.iter().map(|fault| &fault.happened).collect::<std::collections::BTreeSet<_>>();
            assert_eq!(different.len(), all.len(), "{language:?}");
            assert!(all.iter().all(|fault| fault.next.ends_with('.') && fault.safe.ends_with('.')), "{language:?}");
        }
    }

    #[test]
    fn a_connection_that_is_not_secure_is_called_so() {
        let says = |language| sync_failure(language, SyncFailure::Insecure).happened;
        assert!(says(Language::Fi).contains("ei ole turvallinen"));
        assert!(says(Language::Sv).contains("inte säker"));
        assert!(says(Language::En).contains("not secure"));
    }
}
