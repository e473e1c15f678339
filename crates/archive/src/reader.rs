//! Reading an archive that anybody may have written.

use std::{
    collections::BTreeMap,
    io::{self, Read, Seek, Write},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::{
    format::{DATA, Data, FORMAT, FileEntry, Head, MANIFEST, Manifest, SIGNATURE, VERSION},
    key::{Fingerprint, is_signed},
};

/// Bytes of a signature.
const SIGNATURE_SIZE: u64 = 64;
/// From this size on a file that shrinks by more than [`Caps::ratio`] is a trap.
const SMALL: u64 = 4 * 1024 * 1024;

/// How much is read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Files.
    pub files: usize,
    /// Bytes of all files together, unpacked.
    pub total: u64,
    /// Bytes of one attachment.
    pub attachment: u64,
    /// Bytes of the records, which are in memory while they are taken in.
    pub data: u64,
    /// How many times larger a file may be than it is packed.
    pub ratio: u64,
}

impl Default for Caps {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self { files: 200_000, total: 32 * 1024 * MIB, attachment: 512 * MIB, data: 512 * MIB, ratio: 200 }
    }
}

/// Why a file is not taken in.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It is no zip file.
    #[error("it is no zip file")]
    NotZip,
    /// It is a zip file of something else: it has no manifest, or one that is no archive's.
    #[error("it is no archive")]
    NotArchive,
    /// A later version of the app has written it.
    #[error("it is of version {0}")]
    Newer(u32),
    /// It holds a name that would lead elsewhere, or a link.
    #[error("a name in it leads elsewhere")]
    Unsafe,
    /// It has more or larger files than are read.
    #[error("it is too large")]
    TooLarge,
    /// The manifest is not as it was signed.
    #[error("its signature does not fit")]
    BadSignature,
    /// A file is not as the manifest says, missing, or not in the manifest.
    #[error("a file in it has been changed")]
    Altered(String),
    /// The file cannot be read.
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// An archive whose every file is what its manifest says, and whose manifest is what was signed.
pub struct Archive<R> {
    zip: ZipArchive<R>,
    manifest: Manifest,
    fingerprint: Fingerprint,
    files: BTreeMap<String, FileEntry>,
    caps: Caps,
}

impl<R: Read + Seek> Archive<R> {
    /// Checks all of it.
    ///
    /// # Errors
    /// The first reason against it.
    pub fn open(reader: R, caps: Caps) -> Result<Self, Refusal> {
        let mut zip = ZipArchive::new(reader).map_err(|_| Refusal::NotZip)?;
        check_entries(&mut zip, caps)?;
        let manifest_bytes = read_named(&mut zip, MANIFEST, caps.data)?.ok_or(Refusal::NotArchive)?;
        let head: Head = serde_json::from_slice(&manifest_bytes).map_err(|_| Refusal::NotArchive)?;
        if head.format != FORMAT {
            return Err(Refusal::NotArchive);
        }
        if head.version > VERSION {
            return Err(Refusal::Newer(head.version));
        }
        let manifest: Manifest = serde_json::from_slice(&manifest_bytes).map_err(|_| Refusal::NotArchive)?;
        let signature = read_named(&mut zip, SIGNATURE, SIGNATURE_SIZE)?.ok_or(Refusal::BadSignature)?;
        let public = STANDARD.decode(&manifest.public_key).map_err(|_| Refusal::BadSignature)?;
        if !is_signed(&public, &manifest_bytes, &signature) {
            return Err(Refusal::BadSignature);
        }
        let files = manifest.files.iter().map(|file| (file.path.clone(), file.clone())).collect();
        let fingerprint = Fingerprint::of(&public);
        let mut archive = Self { zip, manifest, fingerprint, files, caps };
        archive.check_files()?;
        Ok(archive)
    }

    /// What it says of itself.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Who has signed it.
    pub const fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
    }

    /// Its records.
    ///
    /// # Errors
    /// [`Refusal::Altered`] when they cannot be read, or have changed since they were checked.
    pub fn data(&mut self) -> Result<Data, Refusal> {
        let bytes = self.file(DATA, self.caps.data)?;
        serde_json::from_slice(&bytes).map_err(|_| Refusal::Altered(DATA.to_owned()))
    }

    /// The bytes of an attachment.
    ///
    /// # Errors
    /// [`Refusal::Altered`] for one that is not there or has changed since it was checked, [`Refusal::TooLarge`].
    pub fn attachment(&mut self, path: &str) -> Result<Vec<u8>, Refusal> {
        self.file(path, self.caps.attachment)
    }

    fn file(&mut self, path: &str, most: u64) -> Result<Vec<u8>, Refusal> {
        let altered = || Refusal::Altered(path.to_owned());
        let listed = self.files.get(path).ok_or_else(altered)?;
        if listed.size > most {
            return Err(Refusal::TooLarge);
        }
        let sha256 = listed.sha256.clone();
        let bytes = read_named(&mut self.zip, path, most)?.ok_or_else(altered)?;
        if hex::encode(Sha256::digest(&bytes)) == sha256 { Ok(bytes) } else { Err(altered()) }
    }

    fn check_files(&mut self) -> Result<(), Refusal> {
        let mut wanted = self.files.clone();
        for index in 0..self.zip.len() {
            let mut entry = self.zip.by_index(index).map_err(|_| Refusal::NotZip)?;
            let path = entry.name().map_err(|_| Refusal::Unsafe)?.into_owned();
            if path == MANIFEST || path == SIGNATURE {
                continue;
            }
            let Some(listed) = wanted.remove(&path) else { return Err(Refusal::Altered(path)) };
            let mut hash = Hash(Sha256::new());
            // One byte more than it may have tells that there is more.
            let read = io::copy(&mut (&mut entry).take(listed.size.saturating_add(1)), &mut hash);
            let same = read.is_ok_and(|size| size == listed.size) && hex::encode(hash.0.finalize()) == listed.sha256;
            if !same {
                return Err(Refusal::Altered(path));
            }
        }
        match wanted.into_keys().next() {
            Some(missing) => Err(Refusal::Altered(missing)),
            None => Ok(()),
        }
    }
}

/// Everything that can be told before anything is unpacked.
fn check_entries<R: Read + Seek>(zip: &mut ZipArchive<R>, caps: Caps) -> Result<(), Refusal> {
    if zip.len() > caps.files {
        return Err(Refusal::TooLarge);
    }
    let mut total = 0_u64;
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(|_| Refusal::NotZip)?;
        let name = entry.name().map_err(|_| Refusal::Unsafe)?;
        if !is_plain(&name) || entry.is_symlink() || entry.is_dir() {
            return Err(Refusal::Unsafe);
        }
        if entry.encrypted() {
            return Err(Refusal::NotArchive);
        }
        total = total.saturating_add(entry.size());
        let expanded = entry.size() / entry.compressed_size().max(1);
        if total > caps.total || (entry.size() > SMALL && expanded > caps.ratio) {
            return Err(Refusal::TooLarge);
        }
    }
    if zip.has_duplicate_names() {
        return Err(Refusal::Unsafe);
    }
    // Files that lie over one another unpack to more than is there.
    if zip.has_overlapping_files().map_err(|_| Refusal::NotZip)? {
        return Err(Refusal::TooLarge);
    }
    Ok(())
}

/// Whether it is a relative path that stays where it is.
fn is_plain(path: &str) -> bool {
    let forbidden = |c: char| c.is_control() || matches!(c, '\\' | ':');
    !path.is_empty() && !path.contains(forbidden) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn read_named<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str, most: u64) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(index) = zip.index_for_name(name) else { return Ok(None) };
    let entry = zip.by_index(index).map_err(|_| Refusal::Altered(name.to_owned()))?;
    let mut bytes = Vec::new();
    entry.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| Refusal::Altered(name.to_owned()))?;
    if bytes.len() as u64 > most { Err(Refusal::TooLarge) } else { Ok(Some(bytes)) }
}

struct Hash(Sha256);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
