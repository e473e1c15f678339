//! Connected services.
//!
//! A service's address and name are in the profile database, its token only in the platform's keyring.

use std::sync::Arc;

use connector::{Secret, resident::ResidentApi};
use domain::{
    id::SourceId,
    source::{Freshness, SourceKind, SyncFailure},
};
use protocol::{ErrorCode, ErrorView, Tag};
use store::{NewSource, SourceRow};
use url::Url;

use crate::{Engine, failure, host::SecretError, key, line::Line};

/// A service to connect, once its owner has signed in.
pub struct Connection {
    /// What the app calls it.
    pub source: SourceId,
    /// Where it is.
    pub base_url: Url,
    /// What the sign-in gave.
    pub token: Secret,
}

impl Engine {
    /// Connects a service of the Resident API, or gives a connected one a new address and token.
    ///
    /// # Errors
    /// When the store is locked or full, the keyring does not take the token, or the address is not acceptable.
    pub async fn connect(&self, connection: Connection) -> Result<(), ErrorView> {
        let Connection { source, base_url, token } = connection;
        let api = ResidentApi::new(self.inner.http.clone(), base_url.clone(), token.clone())
            .map_err(|error| failure::of_source(&source, &error))?;
        self.keep_token(&source, &token).await?;
        let known = {
            let source = source.clone();
            self.in_store(move |store| store.source(&source)).await?
        };
        let name = known.as_ref().map_or_else(|| Self::working_name(&source), |row| row.name.clone());
        let freshness = known.map(|row| row.freshness).unwrap_or_default();
        let row = NewSource { id: source.clone(), kind: SourceKind::Resident, base_url: base_url.to_string(), name };
        self.in_store(move |store| store.enrol_source(&row)).await?;
        self.opened()?.put_line(source, Arc::new(Line::new(api, freshness)));
        self.emit([Tag::Sources]);
        Ok(())
    }

    /// Connects a reference municipality on this machine without sign-in.
    ///
    /// # Errors
    /// As [`Engine::connect`], and when the municipality gives no token.
    #[cfg(feature = "loopback-token")]
    pub async fn connect_loopback(&self, source: SourceId, base_url: Url, persona: &str) -> Result<(), ErrorView> {
        let token = connector::resident::loopback_token(&self.inner.http, &base_url, persona)
            .await
            .map_err(|error| failure::of_source(&source, &error))?;
        self.connect(Connection { source, base_url, token }).await
    }

    /// Makes a line for every connected service of the store. A service whose token is gone says that it needs a new
    /// sign-in.
    pub(crate) async fn draw_lines(&self) {
        let Ok(opened) = self.opened() else { return };
        let rows = match self.in_store(store::Store::sources).await {
            Ok(rows) => rows,
            Err(error) => {
                tracing::error!(?error, "the connected services cannot be read");
                return;
            }
        };
        for row in rows {
            match self.line_of(&row).await {
                Ok(line) => opened.put_line(row.id, Arc::new(line)),
                Err(error) => tracing::error!(source = %row.id, ?error, "a service cannot be asked"),
            }
        }
    }

    async fn line_of(&self, row: &SourceRow) -> Result<Line, ErrorView> {
        let (token, missing) = match self.read_token(&row.id).await {
            Ok(Some(token)) => (token, false),
            Ok(None) | Err(_) => (Secret::new(String::new()), true),
        };
        let base_url = Url::parse(&row.base_url).map_err(|_| ErrorView::from(ErrorCode::StorageDamaged))?;
        let api = ResidentApi::new(self.inner.http.clone(), base_url, token)
            .map_err(|error| failure::of_source(&row.id, &error))?;
        let failure = if missing { Some(SyncFailure::SignInNeeded) } else { row.freshness.failure };
        Ok(Line::new(api, Freshness { failure, ..row.freshness }))
    }

    async fn keep_token(&self, source: &SourceId, token: &Secret) -> Result<(), ErrorView> {
        let (host, name, token) = (self.inner.host.clone(), token_name(source), token.clone());
        let kept = tokio::task::spawn_blocking(move || host.write_secret(&name, token.expose().as_bytes())).await;
        match kept {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(key::keyring_code(&error).into()),
            Err(_) => Err(ErrorCode::Internal.into()),
        }
    }

    async fn read_token(&self, source: &SourceId) -> Result<Option<Secret>, SecretError> {
        let (host, name) = (self.inner.host.clone(), token_name(source));
        tokio::task::spawn_blocking(move || {
            let secret = host.read_secret(&name)?;
            Ok(secret.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()).map(Secret::new))
        })
        .await
        .unwrap_or_else(|error| Err(SecretError::Failed(error.to_string())))
    }
}

/// The name of a source's token in the keyring.
pub(crate) fn token_name(source: &SourceId) -> String {
    format!("token/{source}")
}
