//! One encrypted SQLite file: a connection that writes and a few that read.
//!
//! * Raw 32-byte keys: SQLCipher derives nothing from them, so a connection opens in well under a millisecond.
//! * WAL: a sync that writes for seconds never holds up a list that reads.
//! * `synchronous`: `full` for the profile, whose commits are promises (a key that was deleted, a cursor that moved);
//!   `normal` for vaults. A vault may thus lose its last transactions when the power fails, never its integrity, and
//!   the profile notices it at the next start by the page number (see `apply.rs`).
//! * `secure_delete`: what is erased is overwritten, in the encrypted file as well.
//! * `temp_store = memory`: nothing is sorted or spilled outside the encrypted files.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::search::Vocabulary;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::{
    error::{Result, StoreError},
    file,
    key::FileKey,
    migration::{self, Schema},
    table,
};

/// Idle reading connections kept per file.
const IDLE_READERS: usize = 2;
/// Prepared statements kept per connection; more than any file has.
const STATEMENTS: usize = 96;
/// Kibibytes of pages kept per connection, negated as SQLite wants it.
const WRITER_CACHE: i64 = -8_000;
const READER_CACHE: i64 = -2_000;

/// What a commit has waited for when it returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Durability {
    /// It is on the disk, and stays when the power fails.
    OnDisk,
    /// It is in the write-ahead log. When the power fails the latest commits may be gone, and nothing else.
    InLog,
}

impl Durability {
    const fn of(schema: Schema) -> Self {
        match schema {
            Schema::Profile => Self::OnDisk,
            Schema::Vault => Self::InLog,
        }
    }

    const fn synchronous(self) -> &'static str {
        match self {
            Self::OnDisk => "full",
            Self::InLog => "normal",
        }
    }
}

pub(crate) struct Database {
    name: String,
    path: PathBuf,
    /// Wiped when the file is closed.
    key: Mutex<Option<FileKey>>,
    usual: Durability,
    writer: Mutex<Option<Connection>>,
    readers: Mutex<Vec<Connection>>,
    /// Held shared by every use, alone by [`Database::close`].
    uses: RwLock<()>,
    open: AtomicBool,
    /// The whole store was closed, and not this file alone to be set aside.
    ended: AtomicBool,
    /// Of a vault: the words of its index, once they were asked for.
    words: Mutex<Option<Words>>,
}

/// The words of an index, kept in memory while the file is open. Words of what has gone may be among them.
#[derive(Default)]
struct Words {
    vocabulary: Arc<Vocabulary>,
    /// Texts that have come since, each words with blanks between.
    fresh: Vec<String>,
}

impl Database {
    /// Opens the file, or makes it, and brings its schema up to date. `name` is what errors call it.
    pub(crate) fn open(path: &Path, key: FileKey, schema: Schema, name: &str) -> Result<Self> {
        Self::open_unnamed(path, &key, schema)
            .map(|writer| Self {
                name: name.to_owned(),
                path: path.to_owned(),
                key: Mutex::new(Some(key)),
                usual: Durability::of(schema),
                writer: Mutex::new(Some(writer)),
                readers: Mutex::default(),
                uses: RwLock::default(),
                open: AtomicBool::new(true),
                ended: AtomicBool::new(false),
                words: Mutex::default(),
            })
            .map_err(|error| match (schema, error) {
                // Only the key of the profile comes from outside and can be another one.
                (Schema::Profile, StoreError::WrongKey) => StoreError::WrongKey,
                (_, error) => error.in_file(name),
            })
    }

    fn open_unnamed(path: &Path, key: &FileKey, schema: Schema) -> Result<Connection> {
        file::private_file(path)?;
        let mut writer = connect(path, key)?;
        writer.pragma_update(None, "synchronous", Durability::of(schema).synchronous())?;
        writer.pragma_update(None, "secure_delete", true)?;
        writer.pragma_update(None, "cache_size", WRITER_CACHE)?;
        let mode: String = writer.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
        if mode != "wal" {
            tracing::warn!(mode, "this file system does not take a write-ahead log");
        }
        migration::migrate(&mut writer, schema.migrations())?;
        Ok(writer)
    }

    /// Runs `query` on a reading connection.
    pub(crate) fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let _use = self.uses.read().unwrap_or_else(PoisonError::into_inner);
        if !self.open.load(Ordering::Acquire) {
            return Err(self.closed());
        }
        let reader = match lock(&self.readers).pop() {
            Some(idle) => idle,
            None => self.connect_reader().map_err(|error| error.in_file(&self.name))?,
        };
        let answer = query(&reader).map_err(|error| error.in_file(&self.name));
        let mut readers = lock(&self.readers);
        if readers.len() < IDLE_READERS {
            readers.push(reader);
        }
        answer
    }

    fn connect_reader(&self) -> Result<Connection> {
        let key = lock(&self.key);
        let reader = connect(&self.path, key.as_ref().ok_or_else(|| self.closed())?)?;
        drop(key);
        reader.pragma_update(None, "cache_size", READER_CACHE)?;
        reader.pragma_update(None, "query_only", true)?;
        Ok(reader)
    }

    /// Runs `change` in one transaction of the writing connection. An error undoes all of it.
    pub(crate) fn write<T>(&self, change: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.write_as(self.usual, change)
    }

    /// Like [`Database::write`], and waits until the change is on the disk to stay: something else is about to be
    /// deleted on the strength of it.
    pub(crate) fn write_durably<T>(&self, change: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.write_as(Durability::OnDisk, change)
    }

    /// Like [`Database::write`], for what comes again by itself when the power fails: it does not wait for the disk.
    pub(crate) fn write_lightly<T>(&self, change: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.write_as(Durability::InLog, change)
    }

    fn write_as<T>(&self, durability: Durability, change: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let _use = self.uses.read().unwrap_or_else(PoisonError::into_inner);
        let mut writer = lock(&self.writer);
        let writer = writer.as_mut().ok_or_else(|| self.closed())?;
        let is_usual = durability == self.usual;
        if !is_usual {
            writer.pragma_update(None, "synchronous", durability.synchronous())?;
        }
        let answer = transact(writer, change).map_err(|error| error.in_file(&self.name));
        if !is_usual {
            writer.pragma_update(None, "synchronous", self.usual.synchronous())?;
        }
        answer
    }

    /// The words of a vault's index.
    pub(crate) fn vocabulary(&self) -> Result<Arc<Vocabulary>> {
        let mut kept = lock(&self.words);
        let words = match &mut *kept {
            Some(words) => words,
            // Read while the lock is held: what is written meanwhile waits with telling of it.
            empty => {
                let vocabulary = self.read(table::search::words)?.into_iter().collect();
                empty.insert(Words { vocabulary: Arc::new(vocabulary), fresh: Vec::new() })
            }
        };
        if !words.fresh.is_empty() {
            let fresh = std::mem::take(&mut words.fresh);
            let known = Arc::clone(&words.vocabulary);
            let mut unknown =
                fresh.iter().flat_map(|text| text.split(' ')).filter(|word| !known.contains(word)).peekable();
            if unknown.peek().is_some() {
                words.vocabulary = Arc::new(known.with(unknown));
            }
        }
        Ok(Arc::clone(&words.vocabulary))
    }

    /// Tells of texts that the index has now, after they were committed.
    pub(crate) fn learn_words(&self, texts: Vec<String>) {
        if let Some(words) = &mut *lock(&self.words) {
            words.fresh.extend(texts);
        }
    }

    /// Has the words read anew when they are next asked for.
    pub(crate) fn forget_words(&self) {
        lock(&self.words).take();
    }

    /// Waits for the uses under way and closes the file. Needed before the file is renamed or removed: the last
    /// connection to close deletes the write-ahead log **by its name**, which may by then be that of a new file.
    pub(crate) fn close(&self) {
        let alone = self.uses.write().unwrap_or_else(PoisonError::into_inner);
        self.open.store(false, Ordering::Release);
        lock(&self.readers).clear();
        lock(&self.writer).take();
        lock(&self.key).take();
        drop(alone);
        // Who reads the words holds them while it waits for the file, which is closed by now.
        lock(&self.words).take();
    }

    /// Closes the file because the store is closed: whoever still asks is told so.
    pub(crate) fn end(&self) {
        self.ended.store(true, Ordering::Release);
        self.close();
    }

    fn closed(&self) -> StoreError {
        if self.ended.load(Ordering::Acquire) {
            return StoreError::Closed;
        }
        StoreError::Damaged { what: self.name.clone() }
    }

    /// Reads every page: first whether it is what was written, then whether the whole makes sense.
    pub(crate) fn check(&self) -> Result<()> {
        if self.read(is_sound)? { Ok(()) } else { Err(StoreError::Damaged { what: self.name.clone() }) }
    }

    /// Lets the file grow by no more than this many pages, as a full disk would.
    #[cfg(test)]
    pub(crate) fn limit_growth(&self, pages: i64) -> Result<()> {
        let writer = lock(&self.writer);
        let writer = writer.as_ref().ok_or_else(|| self.closed())?;
        let now: i64 = writer.pragma_query_value(None, "page_count", |row| row.get(0))?;
        writer.pragma_update(None, "max_page_count", now + pages)?;
        Ok(())
    }
}

/// Whether every page is what was written, and the whole makes sense.
pub(crate) fn is_sound(connection: &Connection) -> Result<bool> {
    let mut pages = connection.prepare("pragma cipher_integrity_check")?;
    let faulty = pages.exists([])?;
    let verdict: String = connection.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    Ok(!faulty && verdict == "ok")
}

fn transact<T>(writer: &mut Connection, change: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let answer = change(&transaction)?;
    transaction.commit()?;
    Ok(answer)
}

pub(crate) fn connect(path: &Path, key: &FileKey) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "key", key.literal().as_str())?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // The key is only tried when the file is first read.
    connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// A thread that panicked left a rolled-back transaction behind, nothing worse.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
