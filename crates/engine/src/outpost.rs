//! While the app is locked: whether anything new has come, and nothing else.
//!
//! Where each source was left (its address and token, the cursor and the entity tag) is remembered in memory when the app
//! locks, for the store that knows it is closed. A source is asked for the one next change; that there is one is all that is
//! taken note of. Nothing is stored, no item is fetched, and the cursor does not move: what came is pulled once the app is
//! unlocked. An app that starts locked remembers nothing and asks nobody.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use connector::{News, Service};
use domain::change::Cursor;
use protocol::{Tag, lock::LockKind};
use tokio_util::sync::CancellationToken;

use crate::Engine;

/// Between two questions.
const BETWEEN: Duration = Duration::from_mins(10);

/// Where a source was left.
pub(crate) struct Outpost {
    pub api: Service,
    pub cursor: Cursor,
    pub etag: Option<String>,
}

/// The app while it is locked.
pub(crate) struct Locked {
    pub kind: LockKind,
    pub stop: CancellationToken,
    outposts: Vec<Outpost>,
    news: AtomicBool,
    /// The entity tag with which each is asked next.
    tags: Mutex<Vec<Option<String>>>,
}

impl Locked {
    pub fn new(kind: LockKind, outposts: Vec<Outpost>, stop: CancellationToken) -> Self {
        let tags = outposts.iter().map(|outpost| outpost.etag.clone()).collect();
        Self { kind, stop, outposts, news: AtomicBool::new(false), tags: Mutex::new(tags) }
    }

    pub fn has_news(&self) -> bool {
        self.news.load(Ordering::Relaxed)
    }

    /// Asks every source. Answers whether this was the first time that something new has come.
    async fn ask(&self) -> bool {
        if self.has_news() {
            return false;
        }
        for (index, outpost) in self.outposts.iter().enumerate() {
            let tag = self.tags().get(index).cloned().flatten();
            // One that fails is asked again later; nobody is there to be told of it.
            match outpost.api.news(&outpost.cursor, tag.as_deref()).await {
                Ok(News { any: true, .. }) => return !self.news.swap(true, Ordering::Relaxed),
                Ok(News { any: false, etag }) => {
                    if let Some(tag) = self.tags().get_mut(index) {
                        *tag = etag;
                    }
                }
                Err(_) => {}
            }
        }
        false
    }

    fn tags(&self) -> std::sync::MutexGuard<'_, Vec<Option<String>>> {
        self.tags.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine {
    /// Asks every source of the locked app whether anything new has come, and tells of it once.
    pub(crate) async fn ask_outposts(&self, locked: &Locked) {
        let asked = locked.stop.run_until_cancelled(locked.ask()).await;
        if asked == Some(true) {
            self.emit([Tag::Lock]);
            self.tell_behind_lock();
        }
    }

    /// Asks now and then, until the app is unlocked.
    pub(crate) fn watch_outposts(&self, locked: std::sync::Arc<Locked>) {
        if locked.outposts.is_empty() {
            return;
        }
        let engine = self.clone();
        tokio::spawn(async move {
            while !locked.stop.is_cancelled() && !locked.has_news() {
                let wait = engine.jittered(BETWEEN);
                if locked.stop.run_until_cancelled(tokio::time::sleep(wait)).await.is_none() {
                    return;
                }
                engine.ask_outposts(&locked).await;
            }
        });
    }
}
