//! Copies of documents outside the vault, made only when the resident asks.
//!
//! A copy that another app opens lies in a folder of its own beside the store, readable by the resident alone, until
//! Kotikunta closes; what a crash left is removed at the next start. A saved copy is the resident's and stays.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use domain::{
    document::safe_file_name,
    id::{RecordKey, RemoteId},
};
use protocol::{ErrorCode, ErrorView, view::SavedView};
use store::StoreError;

use crate::Engine;

/// Folder of copies that other apps have opened, beside the store's files.
const FOLDER: &str = "opened";
/// Name of a document whose own name leaves nothing usable.
const NAMELESS: &str = "document";

impl Engine {
    pub(crate) async fn save_document(&self, item: RecordKey, document: String) -> Result<SavedView, ErrorView> {
        let DocumentCopy { name, .. } = self.document_copy(item.clone(), document.clone()).await?;
        let host = self.inner.host.clone();
        let path = tokio::task::spawn_blocking(move || host.ask_where_to_save(&name)).await;
        let Some(path) = path.map_err(|_| ErrorView::from(ErrorCode::Internal))? else {
            return Ok(SavedView::Cancelled);
        };
        // Only now, for the app may have been locked while it was asked.
        let DocumentCopy { bytes, .. } = self.document_copy(item, document).await?;
        let saved = tokio::task::spawn_blocking(move || write_whole(&path, &bytes).map(|()| SavedView::Saved));
        saved.await.map_err(|_| ErrorView::from(ErrorCode::Internal))?.map_err(|error| {
            tracing::warn!(%error, "a copy is not saved");
            ErrorView::from(if is_full(&error) { ErrorCode::NoRoomForCopy } else { ErrorCode::NotSaved })
        })
    }

    pub(crate) async fn open_elsewhere(&self, item: RecordKey, document: String) -> Result<(), ErrorView> {
        let DocumentCopy { name, bytes, openable } = self.document_copy(item, document).await?;
        if !openable {
            return Err(ErrorCode::MayBeProgram.into());
        }
        let (host, folder) = (self.inner.host.clone(), self.copies());
        let mut unique = [0_u8; 8];
        host.fill_random(&mut unique);
        let folder = folder.join(format!("{:016x}", u64::from_ne_bytes(unique)));
        let path = tokio::task::spawn_blocking(move || {
            let path = folder.join(name);
            let written = private_folder(&folder).and_then(|()| write_private(&path, &bytes));
            if written.is_err() {
                let _ = fs::remove_dir_all(&folder);
            }
            written.map(|()| path)
        });
        let path = path.await.map_err(|_| ErrorView::from(ErrorCode::Internal))?.map_err(|error| {
            tracing::warn!(%error, "a copy for another app is not written");
            ErrorView::from(if is_full(&error) { ErrorCode::StorageFull } else { ErrorCode::StorageFault })
        })?;
        let host = self.inner.host.clone();
        let opened = tokio::task::spawn_blocking(move || host.open_file(&path)).await;
        match opened {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::warn!(?error, "no other app opens it");
                Err(ErrorCode::NoAppForIt.into())
            }
            Err(_) => Err(ErrorCode::Internal.into()),
        }
    }

    /// Removes every copy that another app has opened.
    pub(crate) async fn remove_copies(&self) {
        let folder = self.copies();
        let removed = tokio::task::spawn_blocking(move || match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        });
        if let Ok(Err(error)) = removed.await {
            tracing::error!(%error, "copies of opened documents remain; they are removed at the next start");
        }
    }

    fn copies(&self) -> PathBuf {
        self.inner.dir.join(FOLDER)
    }

    /// A document whole, under a name that is safe on every system. Fetched first when it is not on the device.
    async fn document_copy(&self, item: RecordKey, document: String) -> Result<DocumentCopy, ErrorView> {
        self.fetch_document(item.clone(), document.clone()).await?;
        let (key, id, language) = (item, RemoteId::new(document), self.language());
        let found = self
            .in_store(move |store| {
                let Some(stored) = store.document(&key, &id)? else { return Ok(None) };
                let bytes = store.read_document(&key, &id, 0..stored.size)?;
                Ok::<_, StoreError>(Some((stored, bytes)))
            })
            .await?;
        let (stored, bytes) = found.ok_or(ErrorView::from(ErrorCode::NotFound))?;
        let called = stored.document.name.pick(language).map(|(_, name)| name.to_string()).unwrap_or_default();
        let endings = endings(&stored.media_type);
        Ok(DocumentCopy { name: file_name(&called, endings), bytes, openable: !endings.is_empty() })
    }
}

/// A document on its way out of the vault.
struct DocumentCopy {
    name: String,
    bytes: Vec<u8>,
    /// Whether the system may be asked to open it.
    openable: bool,
}

/// The endings of a kind of file that another app may open, the usual one first. None for every other kind: whatever is
/// not known to be a document may be a program, and the system would run it.
pub(crate) fn endings(media_type: &str) -> &'static [&'static str] {
    match media_type {
        "application/pdf" => &[".pdf"],
        "image/png" => &[".png"],
        "image/jpeg" => &[".jpg", ".jpeg"],
        "image/gif" => &[".gif"],
        "image/webp" => &[".webp"],
        "image/tiff" => &[".tif", ".tiff"],
        "text/plain" => &[".txt", ".csv", ".md"],
        "application/rtf" => &[".rtf"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => &[".docx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => &[".xlsx"],
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => &[".pptx"],
        "application/vnd.oasis.opendocument.text" => &[".odt"],
        "application/vnd.oasis.opendocument.spreadsheet" => &[".ods"],
        "application/vnd.oasis.opendocument.presentation" => &[".odp"],
        _ => &[],
    }
}

/// A safe name with the ending that belongs to what the bytes are, so that no app is misled by the sender's word.
pub(crate) fn file_name(called: &str, endings: &[&str]) -> String {
    let name = safe_file_name(called, NAMELESS);
    let lower = name.to_lowercase();
    match endings.first() {
        Some(usual) if !endings.iter().any(|ending| lower.ends_with(ending)) => format!("{name}{usual}"),
        _ => name,
    }
}

pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

/// Writes beside the place first, so that neither a full disk nor a crash leaves half a file under the chosen name.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    /// Longest part of the name in the name beside it, so that the latter is not too long where the former just fits.
    const SHORT: usize = 60;

    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_string_lossy();
    let (short, _) = name.split_at(name.floor_char_boundary(SHORT));
    let beside = path.with_file_name(format!(".{short}.part"));
    let written = write_durably(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_is_what_the_bytes_are() {
        for (called, media_type, wanted) in [
            ("Päätös", "application/pdf", "Päätös.pdf"),
            ("paatos.PDF", "application/pdf", "paatos.PDF"),
            ("lasku.exe", "application/pdf", "lasku.exe.pdf"),
            ("../..", "image/png", "document.png"),
            ("kuva.jpeg", "image/jpeg", "kuva.jpeg"),
            ("asenna.sh", "text/plain", "asenna.sh.txt"),
            ("liite.bin", "application/octet-stream", "liite.bin"),
        ] {
            assert_eq!(file_name(called, endings(media_type)), wanted);
        }
    }
}
