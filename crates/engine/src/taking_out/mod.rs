//! Taking things out of the app: all files of an item, or everything as an archive.
//!
//! What is written is the resident's own, in the open. It is written beside the place they chose and gets its name only when
//! it is whole (`unfinished.rs`); one chunk of one file is in memory at a time. The store is asked for each piece
//! anew, so that the app can be locked meanwhile: then the writing ends and nothing is left of it.

mod attachments;
mod everything;
mod kept;
mod unfinished;

use std::{
    io,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use archive::SigningKey;
use domain::id::{RecordKey, RemoteId};
use protocol::{ErrorCode, ErrorView, archive::MissingFileView, view::DocumentView};
use store::{Store, StoreError, StoredDocument};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

pub(crate) use self::unfinished::Unfinished;
use crate::{Engine, answer::Names, copies};

/// The setting that holds the seed of the device's signing key, hexadecimal.
const SEED: &str = "archive_seed";
/// Bytes read of a document at once.
const CHUNK: u64 = 1024 * 1024;

/// What is being taken out or in.
#[derive(Default)]
pub(crate) struct Taking {
    /// Ends what is being written.
    running: Mutex<Option<CancellationToken>>,
    /// The archive that was chosen and checked.
    chosen: Mutex<Option<PathBuf>>,
}

impl Taking {
    /// The archive that was chosen and checked, or none any more.
    pub fn set_chosen(&self, file: Option<PathBuf>) {
        *lock(&self.chosen) = file;
    }

    pub fn chosen(&self) -> Option<PathBuf> {
        lock(&self.chosen).clone()
    }

    fn begin(&self) -> CancellationToken {
        let token = CancellationToken::new();
        if let Some(before) = lock(&self.running).replace(token.clone()) {
            before.cancel();
        }
        token
    }

    /// Stops what is being saved, and forgets what was chosen.
    pub fn forget(&self) {
        self.stop();
        self.set_chosen(None);
    }

    pub fn stop(&self) {
        if let Some(running) = lock(&self.running).take() {
            running.cancel();
        }
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why the writing ended before its end.
pub(crate) enum Halt {
    /// The resident stopped it.
    Stopped,
    /// What was to be written cannot be had.
    Asking(ErrorView),
    /// It cannot be written.
    Writing(io::Error),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Self::Writing(error)
    }
}

impl From<ErrorView> for Halt {
    fn from(error: ErrorView) -> Self {
        Self::Asking(error)
    }
}

/// Asks the engine from a thread that may wait.
pub(crate) struct Asking {
    engine: Engine,
    handle: Handle,
    stop: CancellationToken,
}

impl Asking {
    pub(crate) fn store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Halt> {
        self.go_on()?;
        Ok(self.handle.block_on(self.engine.in_store(work))?)
    }

    fn wait<T>(&self, work: impl Future<Output = Result<T, ErrorView>>) -> Result<T, Halt> {
        self.go_on()?;
        Ok(self.handle.block_on(work)?)
    }

    fn go_on(&self) -> Result<(), Halt> {
        if self.stop.is_cancelled() { Err(Halt::Stopped) } else { Ok(()) }
    }

    /// The document, fetched when it is not on the device; or why it cannot be had.
    fn document(&self, item: &RecordKey, document: &DocumentView) -> Result<Result<StoredDocument, ErrorCode>, Halt> {
        let id = RemoteId::new(document.id.clone());
        if !document.on_device {
            self.go_on()?;
            if let Err(error) = self.handle.block_on(self.engine.fetch_document(item.clone(), document.id.clone())) {
                // What happened to the store itself happens to all that follows.
                self.wait(async { self.engine.opened().map(drop) })?;
                return Ok(Err(error.code));
            }
        }
        let key = item.clone();
        let stored = self.store(move |store| store.document(&key, &id))?;
        Ok(stored.ok_or(ErrorCode::NotFound))
    }

    /// Writes the bytes of a document, chunk by chunk.
    fn copy(&self, item: &RecordKey, document: &StoredDocument, out: &mut dyn io::Write) -> Result<(), Halt> {
        let mut at = 0;
        while at < document.size {
            let (key, id, range) = (item.clone(), document.document.id.clone(), at..(at + CHUNK).min(document.size));
            at = range.end;
            let bytes = self.store(move |store| store.read_document(&key, &id, range))?;
            out.write_all(&bytes)?;
        }
        Ok(())
    }
}

/// What a document is called outside.
fn file_name(names: &Names, stored: &StoredDocument) -> String {
    copies::file_name(&names.line(&stored.document.name).value, copies::endings(&stored.media_type))
}

fn missing(document: &DocumentView, item: &protocol::view::Text, why: ErrorCode) -> MissingFileView {
    MissingFileView { name: document.name.clone(), item: item.clone(), why }
}

impl Engine {
    /// Has the resident choose a place and writes there. `write` answers also whether there is anything to keep. `None` when
    /// they choose no place, or stop it.
    pub(crate) async fn write_out<T: Send + 'static>(
        &self,
        proposed: String,
        write: impl FnOnce(&Asking, &mut Unfinished) -> Result<(T, bool), Halt> + Send + 'static,
    ) -> Result<Option<T>, ErrorView> {
        let host = self.inner.host.clone();
        let path = tokio::task::spawn_blocking(move || host.ask_where_to_save(&proposed)).await;
        let Some(path) = path.map_err(|_| ErrorView::from(ErrorCode::Internal))? else { return Ok(None) };
        let stop = self.inner.taking.begin();
        let asking = Asking { engine: self.clone(), handle: Handle::current(), stop };
        let (mut unique, notes) = ([0_u8; 8], self.inner.dir.clone());
        self.inner.host.fill_random(&mut unique);
        let written = tokio::task::spawn_blocking(move || {
            let mut out = Unfinished::begin(&notes, &path, u64::from_ne_bytes(unique))?;
            let (answer, keep) = write(&asking, &mut out)?;
            asking.go_on()?;
            if keep {
                out.finish()?;
            }
            Ok(answer)
        });
        match written.await.map_err(|_| ErrorView::from(ErrorCode::Internal))? {
            Ok(answer) => Ok(Some(answer)),
            // By the resident, or because the app was locked.
            Err(Halt::Stopped) => self.opened().map(|_| None),
            Err(Halt::Asking(error)) => Err(error),
            Err(Halt::Writing(error)) => {
                tracing::warn!(%error, "what is taken out is not saved");
                Err(if copies::is_full(&error) { ErrorCode::NoRoomForCopy } else { ErrorCode::NotSaved }.into())
            }
        }
    }

    /// Removes what a crash left of files that were being written.
    pub(crate) async fn remove_unfinished(&self) {
        let dir = self.inner.dir.clone();
        let removed = tokio::task::spawn_blocking(move || unfinished::remove_left(&dir));
        if let Ok(Err(error)) = removed.await {
            tracing::warn!(%error, "an unfinished copy remains where it was being saved");
        }
    }

    /// The device's own key, made when it is first wanted.
    pub(crate) async fn signing_key(&self) -> Result<SigningKey, ErrorView> {
        let mut fresh = [0_u8; 32];
        self.inner.host.fill_random(&mut fresh);
        let seed = self
            .in_store(move |store| {
                if let Some(seed) = store.setting(SEED)? {
                    return Ok(seed);
                }
                let seed = hex::encode(fresh);
                store.set_setting(SEED, &seed)?;
                Ok::<_, StoreError>(seed)
            })
            .await?;
        let seed = hex::decode(seed).map_err(|_| ErrorView::from(ErrorCode::StorageFault))?;
        SigningKey::from_seed(&seed).ok_or(ErrorCode::StorageFault.into())
    }
}
