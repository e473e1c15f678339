//! Writing, one file after the other and each chunk by chunk.

use std::io::{self, Seek, Write};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use domain::text::Language;
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    format::{FileEntry, Head, MANIFEST, Manifest, SIGNATURE},
    key::SigningKey,
};

/// A zip file that is being written. Dropped before it is finished, it is no zip file.
pub struct Writer<W: Write + Seek> {
    zip: ZipWriter<W>,
    files: Vec<FileEntry>,
}

/// With what an archive is sealed.
pub struct Sealed<'a> {
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The language of its pages.
    pub language: Language,
    /// Who signs.
    pub key: &'a SigningKey,
}

impl<W: Write + Seek> Writer<W> {
    /// Begins.
    pub fn new(out: W) -> Self {
        Self { zip: ZipWriter::new(out), files: Vec::new() }
    }

    /// Writes a file whole.
    ///
    /// # Errors
    /// As the output.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.stream(path, |out| out.write_all(bytes))
    }

    /// Writes a file piece by piece. After an error nothing more may be written.
    ///
    /// # Errors
    /// As the output, and as `write` says.
    pub fn stream<E: From<io::Error>>(
        &mut self,
        path: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        // Its own size is not known before it is written, and videos may be large.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(0o600)
            .large_file(true);
        self.zip.start_file(path, options).map_err(of_zip)?;
        let mut hashed = Hashed { out: &mut self.zip, hash: Sha256::new(), size: 0 };
        write(&mut hashed)?;
        let Hashed { hash, size, .. } = hashed;
        self.files.push(FileEntry { path: path.to_owned(), size, sha256: hex::encode(hash.finalize()) });
        Ok(())
    }

    /// Ends a zip file that is no archive.
    ///
    /// # Errors
    /// As the output.
    pub fn finish(self) -> io::Result<W> {
        self.zip.finish().map_err(of_zip)
    }

    /// Ends an archive: adds what it is checked by.
    ///
    /// # Errors
    /// As the output.
    pub fn seal(mut self, sealed: &Sealed<'_>) -> io::Result<W> {
        self.put("public-key.pem", sealed.key.pem().as_bytes())?;
        let sums: Vec<String> = self.files.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect();
        self.put("SHA256SUMS", sums.concat().as_bytes())?;
        let manifest = Manifest {
            head: Head::current(),
            made_at: sealed.made_at,
            language: sealed.language,
            public_key: STANDARD.encode(sealed.key.public()),
            files: std::mem::take(&mut self.files),
        };
        let manifest = serde_json::to_vec_pretty(&manifest).map_err(io::Error::other)?;
        self.put(MANIFEST, &manifest)?;
        self.put(SIGNATURE, &sealed.key.sign(&manifest))?;
        self.finish()
    }
}

fn of_zip(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}

struct Hashed<'a, W: Write> {
    out: &'a mut W,
    hash: Sha256,
    size: u64,
}

impl<W: Write> Write for Hashed<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
