//! Connected services: how each is asked, and how it is signed out of.
//!
//! A service's address, name and provider are in the profile database. What opens it is only in the platform's keyring: the
//! refresh token and the device's own key for it, or a token that nobody renews. Access tokens are in memory alone.
//!
//! A sign-in has one session for as long as its profile is in use, also over a lock: two that renew the same refresh token would
//! end it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use connector::{
    Access, Secret, Service,
    sign_in::{Client, Clock, Demanded, DpopKey, Granted, Keeper, NotKept, Session, Subject},
};
use domain::{
    id::SourceId,
    source::{Freshness, SourceKind, SyncFailure},
    text::Localized,
};
use protocol::{ErrorCode, ErrorView, Tag, sign_in::SignedOutView};
use serde::{Deserialize, Serialize};
use store::{NewSource, SourceRow};
use url::Url;
use zeroize::{Zeroize, Zeroizing};

use crate::{Engine, failure, finding, host::SecretError, key, line::Line, scope::Pinned};

/// How long a service is given to hear that its resident signs out.
const FAREWELL: std::time::Duration = std::time::Duration::from_secs(5);

/// A service to connect by a token that nobody renews.
pub struct Connection {
    /// What the app calls it.
    pub source: SourceId,
    /// The API it speaks.
    pub kind: SourceKind,
    /// Where it is.
    pub base_url: Url,
    /// What opens it.
    pub token: Secret,
}

/// How the resident signed in to a service. Kept with it; holds no secret.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Enrolment {
    pub client: Client,
    pub subject: Subject,
    /// Who that is in the provider's words, for a service that wants to be told. It is personal data, and is not printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

impl Enrolment {
    pub fn of(row: &SourceRow) -> Option<Self> {
        serde_json::from_str(row.enrolment.as_deref()?).ok()
    }
}

/// A service that the resident has just signed in to.
pub(crate) struct NewAccount {
    pub source: SourceId,
    pub kind: SourceKind,
    pub base_url: Url,
    pub name: Localized,
    pub enrolment: Enrolment,
}

/// What the keyring holds for a service.
#[derive(Clone, Copy)]
enum Kept {
    /// A token that nobody renews.
    Token,
    /// A sign-in.
    SignIn,
}

impl Kept {
    const ALL: [Self; 2] = [Self::Token, Self::SignIn];

    fn name(self, source: &SourceId) -> String {
        match self {
            Self::Token => format!("token/{source}"),
            Self::SignIn => format!("sign-in/{source}"),
        }
    }
}

/// A sign-in as the keyring holds it. One secret, for neither part is worth anything without the other.
#[derive(Serialize, Deserialize)]
struct KeptSignIn {
    /// What renews access tokens.
    refresh: String,
    /// The device's key to which they are bound, hexadecimal PKCS #8, where they are.
    key: Option<String>,
}

impl Drop for KeptSignIn {
    fn drop(&mut self) {
        self.refresh.zeroize();
        self.key.zeroize();
    }
}

impl KeptSignIn {
    fn json(refresh: &Secret, key: Option<&str>) -> Option<Zeroizing<Vec<u8>>> {
        let kept = Self { refresh: refresh.expose().to_owned(), key: key.map(str::to_owned) };
        serde_json::to_vec(&kept).ok().map(Zeroizing::new)
    }
}

/// Where a session keeps what a renewal brings.
struct Place {
    pinned: Pinned,
    key: Zeroizing<Option<String>>,
}

impl Keeper for Place {
    fn keep(&self, refresh: &Secret) -> Result<(), NotKept> {
        let json = KeptSignIn::json(refresh, self.key.as_deref()).ok_or(NotKept)?;
        self.pinned.write(&json).map_err(|_| NotKept)
    }
}

/// The names under which the keyring holds what opens a service.
pub(crate) fn secret_names(source: &SourceId) -> [String; 2] {
    Kept::ALL.map(|kept| kept.name(source))
}

/// Whether a secret of this name, within a profile, is one of those.
pub(crate) fn opens_a_service(name: &str) -> bool {
    ["token/", "sign-in/"].iter().any(|kind| name.starts_with(kind))
}

/// Tells providers that sign-ins have ended, as far as they can be reached. Returns at once: who cannot be told finds out when
/// the sign-in ends by itself.
pub(crate) fn bid_farewell(lines: Vec<(SourceId, Arc<Line>)>) {
    let farewells = lines.into_iter().map(|(_, line)| async move { line.api.end_session().await });
    tokio::spawn(async move {
        let _ = tokio::time::timeout(FAREWELL, futures_util::future::join_all(farewells)).await;
    });
}

/// The sessions of the profile in use.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<BTreeMap<SourceId, Session>>);

impl Sessions {
    fn get(&self, source: &SourceId) -> Option<Session> {
        self.lock().get(source).cloned()
    }

    fn put(&self, source: &SourceId, session: Session) {
        self.lock().insert(source.clone(), session);
    }

    fn take(&self, source: &SourceId) -> Option<Session> {
        self.lock().remove(source)
    }

    /// Ends all of them: the profile is left or erased.
    pub fn close(&self) {
        for session in std::mem::take(&mut *self.lock()).into_values() {
            session.close();
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<SourceId, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine {
    /// Connects a service by a token, or gives a connected one a new address and token.
    ///
    /// # Errors
    /// When the store is locked or full, the keyring does not take the token, or the address is not acceptable.
    pub async fn connect(&self, connection: Connection) -> Result<(), ErrorView> {
        let Connection { source, kind, base_url, token } = connection;
        let access = Access::token(token.clone()).map_err(|error| failure::of_source(&source, &error))?;
        let api = Service::new(kind, self.inner.http.clone(), base_url.clone(), access)
            .map_err(|error| failure::of_source(&source, &error))?;
        self.keep_secret(Kept::Token.name(&source), token.expose().as_bytes()).await?;
        let known = {
            let source = source.clone();
            self.in_store(move |store| store.source(&source)).await?
        };
        let name = known.map_or_else(|| Self::working_name(&source), |row| row.name);
        self.enrol(source, &base_url, name, None, api).await
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
        self.connect(Connection { source, kind: SourceKind::Resident, base_url, token }).await
    }

    /// Connects a service by a sign-in that has just succeeded, or goes on with a connected one.
    pub(crate) async fn connect_signed_in(&self, account: NewAccount, granted: Granted) -> Result<(), ErrorView> {
        let NewAccount { source, kind, base_url, name: called, enrolment } = account;
        let key = Zeroizing::new(granted.key.as_ref().map(|key| hex::encode(key.document())));
        let name = Kept::SignIn.name(&source);
        // What the one before still has under way must not take this one's place.
        self.close_session(&source);
        match &granted.refresh {
            Some(refresh) => {
                let json = KeptSignIn::json(refresh, key.as_deref()).ok_or(ErrorCode::Internal)?;
                self.keep_secret(name, &json).await?;
            }
            None => self.forget_secrets_of(&source).await?,
        }
        let session = Session::new(granted, self.place_of_sign_in(&source, key));
        self.inner.sessions.put(&source, session.clone());
        let api = Service::new(kind, self.inner.http.clone(), base_url.clone(), session.into())
            .map_err(|error| failure::of_source(&source, &error))?;
        self.enrol(source.clone(), &base_url, called, Some(&enrolment), api).await?;
        self.keep_fresh(source);
        Ok(())
    }

    /// Connects a service that wants no sign-in, or gives a connected one a new address.
    pub(crate) async fn enrol_openly(&self, service: finding::Service) -> Result<(), ErrorView> {
        let finding::Service { source, base_url, name, .. } = service;
        let api = Service::openly(self.inner.http.clone(), base_url.clone())
            .map_err(|error| failure::of_source(&source, &error))?;
        let name = if name.is_empty() { Self::working_name(&source) } else { name };
        self.enrol(source, &base_url, name, None, api).await
    }

    async fn enrol(
        &self,
        source: SourceId,
        base_url: &Url,
        name: Localized,
        enrolment: Option<&Enrolment>,
        api: Service,
    ) -> Result<(), ErrorView> {
        let json =
            enrolment.map(serde_json::to_string).transpose().map_err(|_| ErrorView::from(ErrorCode::Internal))?;
        let row = NewSource { id: source.clone(), kind: api.kind(), base_url: base_url.to_string(), name };
        let freshness = self
            .in_store(move |store| {
                store.enrol_source(&row)?;
                store.set_enrolment(&row.id, json.as_deref())?;
                Ok(store.source(&row.id)?.map(|row| row.freshness))
            })
            .await?;
        // A failure of the earlier sign-in is none of this one.
        let freshness = Freshness { failure: None, ..freshness.unwrap_or_default() };
        self.opened()?.put_line(source, Arc::new(Line::new(api, freshness)));
        self.emit([Tag::Sources]);
        Ok(())
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
        // Of what came out of an archive nobody is asked.
        for row in rows.into_iter().filter(|row| row.archived_at.is_none()) {
            match self.line_of(&row).await {
                Ok(line) => opened.put_line(row.id, Arc::new(line)),
                Err(error) => tracing::error!(source = %row.id, ?error, "a service cannot be asked"),
            }
        }
    }

    async fn line_of(&self, row: &SourceRow) -> Result<Line, ErrorView> {
        if row.kind == SourceKind::Open311 {
            let base_url = Url::parse(&row.base_url).map_err(|_| ErrorView::from(ErrorCode::StorageDamaged))?;
            let api = Service::openly(self.inner.http.clone(), base_url);
            return Ok(Line::new(api.map_err(|error| failure::of_source(&row.id, &error))?, row.freshness));
        }
        let access = match Enrolment::of(row) {
            Some(enrolment) => self.resumed(&row.id, enrolment).await,
            None => self.read_text(Kept::Token.name(&row.id)).await.and_then(|token| Access::token(token).ok()),
        };
        let missing = access.is_none();
        let access = match access {
            Some(access) => access,
            None => Access::token(Secret::new(String::new())).map_err(|error| failure::of_source(&row.id, &error))?,
        };
        let base_url = Url::parse(&row.base_url).map_err(|_| ErrorView::from(ErrorCode::StorageDamaged))?;
        let api = Service::new(row.kind, self.inner.http.clone(), base_url, access)
            .map_err(|error| failure::of_source(&row.id, &error))?;
        let failure = if missing { Some(SyncFailure::SignInNeeded) } else { row.freshness.failure };
        Ok(Line::new(api, Freshness { failure, ..row.freshness }))
    }

    /// The sign-in of an earlier start, if the keyring still has what it takes; or the one that was there before the app was
    /// locked, which may know more than the keyring does.
    async fn resumed(&self, source: &SourceId, enrolment: Enrolment) -> Option<Access> {
        if let Some(session) = self.inner.sessions.get(source) {
            return Some(session.into());
        }
        let kept = self.read_secret(Kept::SignIn.name(source)).await.ok().flatten()?;
        let kept: KeptSignIn = serde_json::from_slice(&kept).ok()?;
        let key = Zeroizing::new(kept.key.clone());
        let document = match key.as_ref() {
            Some(key) => Some(Zeroizing::new(hex::decode(key).ok()?)),
            None => None,
        };
        let device_key = match document {
            Some(document) => Some(DpopKey::from_document(&document).ok()?),
            None => None,
        };
        let refresh = Secret::new(kept.refresh.clone());
        let (http, place) = (self.inner.http.clone(), self.place_of_sign_in(source, key));
        let mut session = Session::resumed(http, self.clock(), enrolment.client, refresh, device_key, place);
        if let Some(person) = enrolment.person {
            session = session.of_person(Secret::new(person));
        }
        self.inner.sessions.put(source, session.clone());
        Some(session.into())
    }

    /// Signs out of a service. What is here goes first and needs no network; the service is told if it can be.
    pub(crate) async fn sign_out(&self, source: SourceId) -> Result<SignedOutView, ErrorView> {
        let line = {
            // No other profile comes in the way.
            let _door = self.inner.door.lock().await;
            let row = self.source_row(&source).await?;
            self.close_session(&source);
            self.forget_secrets_of(&source).await?;
            let line = self.opened()?.take_line(&source);
            self.in_store(move |store| store.remove_source(&row.id)).await?;
            self.inner.sessions.take(&source);
            line
        };
        self.everything_changed();
        let told = match line {
            Some(line) => tokio::time::timeout(FAREWELL, line.api.end_session()).await.is_ok_and(|told| told.is_ok()),
            None => false,
        };
        Ok(SignedOutView { told })
    }

    /// What a service demanded of the resident's authentication, since the sign-in that goes on did not do for something. It is
    /// forgotten with that sign-in.
    pub(crate) fn demanded_by(&self, source: &SourceId) -> Option<Demanded> {
        self.inner.sessions.get(source)?.demanded()
    }

    /// Keeps nothing more of a source's sign-in.
    fn close_session(&self, source: &SourceId) {
        if let Some(session) = self.inner.sessions.get(source) {
            session.close();
        }
    }

    /// Removes what the keyring holds for a service.
    pub(crate) async fn forget_secrets_of(&self, source: &SourceId) -> Result<(), ErrorView> {
        let (host, source) = (self.inner.host.clone(), source.clone());
        tokio::task::spawn_blocking(move || {
            secret_names(&source).into_iter().try_for_each(|name| host.delete_secret(&name))
        })
        .await
        .map_err(|_| ErrorView::from(ErrorCode::Internal))?
        .map_err(|error| key::keyring_code(&error).into())
    }

    pub(crate) fn clock(&self) -> Clock {
        let host = self.inner.host.clone();
        Clock::new(move || host.system_time())
    }

    fn place_of_sign_in(&self, source: &SourceId, key: Zeroizing<Option<String>>) -> Place {
        Place { pinned: self.inner.scoped.pin(&Kept::SignIn.name(source)), key }
    }

    async fn keep_secret(&self, name: String, secret: &[u8]) -> Result<(), ErrorView> {
        let (host, secret) = (self.inner.host.clone(), Zeroizing::new(secret.to_vec()));
        match tokio::task::spawn_blocking(move || host.write_secret(&name, &secret)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(key::keyring_code(&error).into()),
            Err(_) => Err(ErrorCode::Internal.into()),
        }
    }

    async fn read_secret(&self, name: String) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        let host = self.inner.host.clone();
        tokio::task::spawn_blocking(move || host.read_secret(&name))
            .await
            .unwrap_or_else(|error| Err(SecretError::Failed(error.to_string())))
    }

    async fn read_text(&self, name: String) -> Option<Secret> {
        let bytes = self.read_secret(name).await.ok().flatten()?;
        String::from_utf8(bytes.to_vec()).ok().map(Secret::new)
    }
}
