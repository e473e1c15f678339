//! Errors of the layers below, as the codes for which the interface has sentences.

use connector::ConnectorError;
use domain::{id::SourceId, source::SyncFailure};
use protocol::{ErrorCode, ErrorView};
use store::StoreError;

/// The code for an error of the store.
pub(crate) fn store_code(error: &StoreError) -> ErrorCode {
    match error {
        StoreError::Full => ErrorCode::StorageFull,
        StoreError::Damaged { .. } => ErrorCode::StorageDamaged,
        _ => ErrorCode::StorageFault,
    }
}

/// An error of the store as a command answers it.
pub(crate) fn of_store(error: &StoreError) -> ErrorView {
    tracing::error!(%error, "the store failed");
    store_code(error).into()
}

/// An error of a source as a command answers it.
pub(crate) fn of_source(source: &SourceId, error: &ConnectorError) -> ErrorView {
    tracing::warn!(%source, %error, "a source failed");
    let code = match error {
        ConnectorError::NotFound => ErrorCode::NotFound,
        ConnectorError::TooLarge => ErrorCode::TooLarge,
        ConnectorError::Altered => ErrorCode::Altered,
        ConnectorError::ChangedMeanwhile => ErrorCode::ChangedMeanwhile,
        other => match other.sync_failure() {
            SyncFailure::Unreachable | SyncFailure::TimedOut => ErrorCode::SourceUnreachable,
            SyncFailure::SignInNeeded => ErrorCode::SignInNeeded,
            SyncFailure::StrongerSignInNeeded => ErrorCode::StrongerSignInNeeded,
            _ => ErrorCode::SourceFault,
        },
    };
    ErrorView { code, source: Some(source.clone()) }
}
