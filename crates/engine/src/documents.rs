//! Documents: fetched after a pull while they are small, on demand when they are not, and always shown from the vault. Where what
//! goes over the connection costs, "small" is less; what waits only for that comes when it no longer costs.

use std::ops::Range;

use domain::{
    document::Document,
    id::{RecordKey, RecordKind, RemoteId, SourceId},
};
use percent_encoding::percent_decode_str;
use protocol::{ErrorCode, ErrorView, Tag, view::DocumentView};

use crate::{Engine, answer, background, detail, failure, line::Line};

/// Largest document fetched without being asked for, in bytes.
const UNASKED: u64 = 10 * 1024 * 1024;
/// The same where what goes over the connection costs. A decision with its annexes is smaller, so what is read is here; what is
/// larger are plans, scans and pictures, of which one inbox full would use up a small monthly allowance.
const UNASKED_METERED: u64 = 2 * 1024 * 1024;
/// Documents fetched after one pull; the rest follow after the next.
const AFTER_A_PULL: usize = 200;
/// Most bytes answered at once to a request for a range; a longer one is answered in part, as RFC 9110 allows.
const AT_ONCE: u64 = 4 * 1024 * 1024;

/// What a web view is told of a document's bytes. These types cannot run anything; all else is only bytes.
const SHOWN: [(&str, &str); 6] = [
    ("application/pdf", "application/pdf"),
    ("image/png", "image/png"),
    ("image/jpeg", "image/jpeg"),
    ("image/gif", "image/gif"),
    ("image/webp", "image/webp"),
    ("text/plain", "text/plain; charset=utf-8"),
];

/// A part of a document, for whoever serves it to a web view.
pub struct Served {
    /// The bytes asked for.
    pub bytes: Vec<u8>,
    /// What the bytes are, found out when they arrived.
    pub media_type: String,
    /// Size of the whole document in bytes.
    pub size: u64,
    /// Which bytes of it these are; none when they are all.
    pub range: Option<Range<u64>>,
}

/// Which bytes are wanted: from the first, to the last included or to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServedRange {
    /// First byte.
    pub first: u64,
    /// Last byte, included.
    pub last: Option<u64>,
}

impl Served {
    /// What a web view is told that the bytes are. What cannot be shown safely is `application/octet-stream`.
    pub fn content_type(&self) -> &'static str {
        let shown = SHOWN.iter().find(|(found, _)| *found == self.media_type);
        shown.map_or("application/octet-stream", |(_, told)| *told)
    }
}

impl ServedRange {
    /// The one range a web view asks for by the header `Range`: `bytes=FIRST-` or `bytes=FIRST-LAST`. Anything else means
    /// the whole document, as RFC 9110 §14.2 allows.
    pub fn asked(header: &str) -> Option<Self> {
        let (first, last) = header.strip_prefix("bytes=")?.split_once('-')?;
        let last = if last.is_empty() { None } else { Some(last.parse().ok()?) };
        Some(Self { first: first.parse().ok()?, last })
    }
}

impl Engine {
    /// A document of the vault by its [`protocol::view::DocumentView::path`]. It never goes to a source: what is not on
    /// the device is [`ErrorCode::NotFound`] until [`protocol::FetchDocument`] has brought it.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], [`ErrorCode::BadRequest`] for a path that names nothing, and errors of the store.
    pub async fn serve_document(&self, path: &str, wanted: Option<ServedRange>) -> Result<Served, ErrorView> {
        let (item, document) = parse_path(path).ok_or(ErrorView::from(ErrorCode::BadRequest))?;
        let served = self
            .in_store(move |store| {
                let Some(stored) = store.document(&item, &document)? else { return Ok(None) };
                let size = stored.size;
                let range = match wanted {
                    None => None,
                    Some(ServedRange { first, last }) => {
                        let end = last.map_or(size, |last| last.saturating_add(1)).min(size);
                        Some(first.min(size)..end.min(first.saturating_add(AT_ONCE)).max(first.min(size)))
                    }
                };
                let bytes = store.read_document(&item, &document, range.clone().unwrap_or(0..size))?;
                Ok::<_, store::StoreError>(Some(Served { bytes, media_type: stored.media_type, size, range }))
            })
            .await?;
        served.ok_or(ErrorCode::NotFound.into())
    }

    pub(crate) async fn fetch_document(&self, item: RecordKey, document: String) -> Result<(), ErrorView> {
        let line = self.line(&item.source)?;
        let (key, id) = (item.clone(), RemoteId::new(document));
        let described = self
            .in_store(move |store| {
                if store.documents_on_device(&key)?.contains(&id) {
                    return Ok(Some(None));
                }
                let stored = store.record(&key)?;
                let found = stored
                    .and_then(|stored| stored.record.documents().iter().find(|document| document.id == id).cloned());
                Ok::<_, store::StoreError>(found.map(Some))
            })
            .await?;
        match described {
            None => Err(ErrorView { code: ErrorCode::NotFound, source: Some(item.source) }),
            Some(None) => Ok(()),
            Some(Some(document)) => self.while_open(self.fetch_valid(&line, &item, document)).await.flatten(),
        }
    }

    /// Fetches a document whose address may have stopped working: then the case is asked for anew, which brings another one.
    async fn fetch_valid(&self, line: &Line, item: &RecordKey, document: Document) -> Result<(), ErrorView> {
        let is_over =
            |document: &Document| document.expires_at.is_some_and(|at| answer::begins(at) <= self.inner.host.now());
        let first = if is_over(&document) { None } else { Some(self.fetch_into_vault(line, item, &document).await) };
        match first {
            Some(Err(ErrorView { code: ErrorCode::NotFound, .. })) | None if document.expires_at.is_some() => {}
            Some(other) => return other,
            None => return Ok(()),
        }
        let key = item.clone();
        let case = self.in_store(move |store| detail::case_of(store, &key)).await?;
        let expired = || ErrorView { code: ErrorCode::DocumentExpired, source: Some(item.source.clone()) };
        let Some(case) = case else { return Err(expired()) };
        self.fetch_detail(line, &item.source, &case.id).await?;
        let (key, id) = (item.clone(), document.id);
        let stored = self.in_store(move |store| store.record(&key)).await?;
        let documents = stored.map(|stored| stored.record.documents().to_vec()).unwrap_or_default();
        let renewed = documents.into_iter().find(|document| document.id == id).filter(|document| !is_over(document));
        let fetched = self.fetch_into_vault(line, item, &renewed.ok_or_else(expired)?).await;
        fetched.map_err(|error| if error.code == ErrorCode::NotFound { expired() } else { error })
    }

    /// Fetches the documents that are described but not here yet. One that fails is tried again after the next pull.
    pub(crate) async fn fetch_wanted_documents(&self, source: &SourceId, line: &Line) {
        if !line.api.fetches_ahead() {
            return;
        }
        let wanted = {
            let (source, spares) = (source.clone(), self.inner.host.is_metered() == Some(true));
            self.in_store(move |store| {
                let spares = spares && !background::fetches_large(store)?;
                // What does not say its size is among the answers and not fetched then; it must not be in the way of the rest.
                let most = if spares { usize::MAX } else { AFTER_A_PULL };
                let mut wanted = store.wanted_documents(&source, most_unasked(spares), most)?;
                wanted.retain(|wanted| !waits(&wanted.document, spares));
                wanted.truncate(AFTER_A_PULL);
                Ok::<_, store::StoreError>((wanted, spares))
            })
            .await
        };
        let (wanted, spares) = wanted.unwrap_or_default();
        for wanted in wanted {
            // The connection may have changed meanwhile; what waits then comes after the next pull.
            if !spares && waits(&wanted.document, self.spares().await) {
                continue;
            }
            let fetched = self.fetch_into_vault(line, &wanted.item, &wanted.document).await;
            let hopeless =
                |error: ErrorView| matches!(error.code, ErrorCode::SourceUnreachable | ErrorCode::StorageFull);
            if fetched.is_err_and(hopeless) {
                return;
            }
        }
    }

    /// Whether large documents are left where they are until the resident asks for them or the connection no longer costs.
    async fn spares(&self) -> bool {
        self.inner.host.is_metered() == Some(true)
            && !self.in_store(background::fetches_large).await.unwrap_or_default()
    }

    /// Says of an item's documents which wait for another connection.
    pub(crate) async fn mark_waiting(&self, source: &SourceId, documents: &[Document], views: &mut [DocumentView]) {
        if !self.line(source).is_ok_and(|line| line.api.fetches_ahead()) || !self.spares().await {
            return;
        }
        for (document, view) in documents.iter().zip(views) {
            view.waits = !view.on_device && waits(document, true);
        }
    }

    async fn fetch_into_vault(&self, line: &Line, item: &RecordKey, document: &Document) -> Result<(), ErrorView> {
        let fetched = line.api.document(document).await.map_err(|error| failure::of_source(&item.source, &error))?;
        let (key, id) = (item.clone(), document.id.clone());
        self.in_store(move |store| store.put_document(&key, &id, &fetched.bytes, &fetched.media_type)).await?;
        self.emit([Tag::Item(item.clone())]);
        Ok(())
    }
}

const fn most_unasked(spares: bool) -> u64 {
    if spares { UNASKED_METERED } else { UNASKED }
}

/// Whether a document would come by itself if the connection did not cost, and so does not.
fn waits(document: &Document, spares: bool) -> bool {
    spares && document.size.is_none_or(|size| (UNASKED_METERED + 1..=UNASKED).contains(&size))
}

fn parse_path(path: &str) -> Option<(RecordKey, RemoteId)> {
    let mut parts = path.trim_start_matches('/').split('/').map(|part| percent_decode_str(part).decode_utf8().ok());
    let mut next = || parts.next().flatten().filter(|part| !part.is_empty()).map(std::borrow::Cow::into_owned);
    let (source, kind, id, document) = (next()?, next()?, next()?, next()?);
    if next().is_some() {
        return None;
    }
    let kind = RecordKind::from_name(&kind)?;
    Some((RecordKey { source: SourceId::new(source), kind, id: RemoteId::new(id) }, RemoteId::new(document)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::answer::document_path;

    #[test]
    fn only_plain_ranges_are_taken() {
        assert_eq!(ServedRange::asked("bytes=0-499"), Some(ServedRange { first: 0, last: Some(499) }));
        assert_eq!(ServedRange::asked("bytes=500-"), Some(ServedRange { first: 500, last: None }));
        for other in ["bytes=-500", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"] {
            assert_eq!(ServedRange::asked(other), None, "{other}");
        }
    }

    #[test]
    fn what_could_run_is_only_bytes() {
        for (found, told) in [
            ("text/html", "application/octet-stream"),
            ("image/svg+xml", "application/octet-stream"),
            ("application/pdf", "application/pdf"),
            ("text/plain", "text/plain; charset=utf-8"),
        ] {
            let served = Served { bytes: b"x".to_vec(), media_type: found.into(), size: 1, range: None };
            assert_eq!(served.content_type(), told, "{found}");
        }
    }

    #[test]
    fn a_path_comes_back_as_it_went_even_with_slashes_in_ids() {
        let item = RecordKey {
            source: SourceId::new("haikkala"),
            kind: RecordKind::Decision,
            id: RemoteId::new("urn:x/1?ä%2F"),
        };
        let (key, document) = parse_path(&document_path(&item, "../päätös.pdf")).unwrap();
        assert_eq!((key, document.as_str()), (item, "../päätös.pdf"));
    }

    #[test]
    fn other_paths_name_nothing() {
        for path in
            ["", "/", "haikkala", "haikkala/decision/1", "haikkala/nonsense/1/2", "a/decision/1/2/3", "a/decision//2"]
        {
            assert!(parse_path(path).is_none(), "{path}");
        }
    }
}
