//! A connected service, whatever API it speaks.

use chrono::{DateTime, Utc};
use domain::{
    case::{Filing, Folder},
    change::Cursor,
    document::Document,
    id::{RecordKey, RemoteId},
    source::SourceKind,
};
use url::Url;

use crate::{
    Access, ConnectorError, DocumentBytes, Http, Landed, Pulled,
    atv::AtvApi,
    data_tracker::DataTracker,
    dialogporten::Dialogporten,
    helsinki_profile::HelsinkiProfile,
    open311::Open311,
    resident::{Hints, ResidentApi},
};

/// A connected service. What only one API has is asked of that API itself.
#[derive(Clone, Debug)]
pub enum Service {
    /// The open Resident API.
    Resident(ResidentApi),
    /// Altinn Dialogporten.
    Dialogporten(Dialogporten),
    /// Helsinki's case and document store.
    Atv(AtvApi),
    /// Estonia's Data Tracker.
    DataTracker(DataTracker),
    /// Helsinki Profile's GDPR API.
    HelsinkiProfile(HelsinkiProfile),
    /// A city's fault reports.
    Open311(Open311),
}

/// Whether a service has anything new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Whether it has.
    pub any: bool,
    /// The entity tag with which to ask next.
    pub etag: Option<String>,
}

impl Service {
    /// The service below `base_url`. One that wants no sign-in makes no use of `access`.
    ///
    /// # Errors
    /// [`ConnectorError::Insecure`] for an address that is neither `https` nor loopback, and
    /// [`ConnectorError::Unintelligible`] for one that cannot be of this API.
    pub fn new(kind: SourceKind, http: Http, base_url: Url, access: Access) -> Result<Self, ConnectorError> {
        match kind {
            SourceKind::Resident => ResidentApi::new(http, base_url, access).map(Self::Resident),
            SourceKind::Atv => AtvApi::new(http, base_url, access).map(Self::Atv),
            SourceKind::Dialogporten => Dialogporten::new(http, base_url, access).map(Self::Dialogporten),
            SourceKind::DataTracker => DataTracker::new(http, base_url, access).map(Self::DataTracker),
            SourceKind::HelsinkiProfile => HelsinkiProfile::new(http, base_url, access).map(Self::HelsinkiProfile),
            SourceKind::Open311 => Self::openly(http, base_url),
        }
    }

    /// The service below `base_url` that wants no sign-in: a city's fault reports.
    ///
    /// # Errors
    /// [`ConnectorError::Insecure`] for an address that is neither `https` nor loopback.
    pub fn openly(http: Http, base_url: Url) -> Result<Self, ConnectorError> {
        Open311::new(http, base_url).map(Self::Open311)
    }

    /// The API it speaks.
    pub const fn kind(&self) -> SourceKind {
        match self {
            Self::Resident(_) => SourceKind::Resident,
            Self::Dialogporten(_) => SourceKind::Dialogporten,
            Self::Atv(_) => SourceKind::Atv,
            Self::DataTracker(_) => SourceKind::DataTracker,
            Self::HelsinkiProfile(_) => SourceKind::HelsinkiProfile,
            Self::Open311(_) => SourceKind::Open311,
        }
    }

    /// The Resident API, where the service speaks it.
    pub const fn resident(&self) -> Option<&ResidentApi> {
        match self {
            Self::Resident(api) => Some(api),
            _ => None,
        }
    }

    /// Open311, where the service speaks it.
    pub const fn open311(&self) -> Option<&Open311> {
        match self {
            Self::Open311(api) => Some(api),
            _ => None,
        }
    }

    /// ATV, where the service is one.
    pub const fn atv(&self) -> Option<&AtvApi> {
        match self {
            Self::Atv(api) => Some(api),
            _ => None,
        }
    }

    /// Helsinki Profile's GDPR API, where the service speaks it.
    pub const fn helsinki_profile(&self) -> Option<&HelsinkiProfile> {
        match self {
            Self::HelsinkiProfile(api) => Some(api),
            _ => None,
        }
    }

    /// The changes after a place, or from the beginning; at most `limit` of them. `etag` is the one that came with the last
    /// page at this place, and `now` the device's time.
    ///
    /// # Errors
    /// [`ConnectorError::CursorExpired`] when everything must be read again, which is also how a service without tombstones
    /// finds what is gone; else why nothing came.
    pub async fn pull(
        &self,
        after: Option<&Cursor>,
        etag: Option<&str>,
        limit: usize,
        now: DateTime<Utc>,
    ) -> Result<Pulled, ConnectorError> {
        match self {
            Self::Resident(api) => api.pull(after, etag, limit).await,
            Self::Dialogporten(api) => api.pull(after, limit, now).await,
            Self::Atv(api) => api.pull(after, limit).await,
            Self::DataTracker(api) => api.pull(after, limit, now).await,
            Self::HelsinkiProfile(api) => Ok(api.pull(after)),
            // What becomes of reports is asked for by their ids, which only the app has.
            Self::Open311(api) => Ok(api.pull(after)),
        }
    }

    /// Whether anything has come after a place. As little as possible is fetched, and no cursor moves.
    ///
    /// # Errors
    /// When it could not be found out.
    pub async fn news(&self, after: &Cursor, etag: Option<&str>) -> Result<News, ConnectorError> {
        match self {
            Self::Resident(api) => Ok(match api.pull(Some(after), etag, 1).await? {
                Pulled::Page { page, etag, .. } => {
                    News { any: page.more || !page.changes.is_empty() || !page.quarantined.is_empty(), etag }
                }
                Pulled::NothingNew { .. } => News { any: false, etag: etag.map(str::to_owned) },
            }),
            Self::Atv(api) => Ok(News { any: api.has_news(after).await?, etag: None }),
            Self::Dialogporten(api) => Ok(News { any: api.has_news(after).await?, etag: None }),
            Self::DataTracker(api) => Ok(News { any: api.has_news(after).await?, etag: None }),
            Self::HelsinkiProfile(_) | Self::Open311(_) => Ok(News { any: false, etag: None }),
        }
    }

    /// Whether it is to be told what the resident opened.
    pub const fn is_told_openings(&self) -> bool {
        match self {
            Self::Resident(_) => true,
            // It takes note when a dialog is fetched, and of nothing else.
            Self::Atv(_)
            | Self::Dialogporten(_)
            | Self::DataTracker(_)
            | Self::HelsinkiProfile(_)
            | Self::Open311(_) => false,
        }
    }

    /// Tells the service that the resident opened an item at this time, where the service wants to know.
    ///
    /// # Errors
    /// When it was not told.
    pub async fn mark_opened(&self, key: &RecordKey, at: DateTime<Utc>) -> Result<(), ConnectorError> {
        match self {
            Self::Resident(api) => api.mark_opened(key, at).await,
            Self::Atv(_)
            | Self::Dialogporten(_)
            | Self::DataTracker(_)
            | Self::HelsinkiProfile(_)
            | Self::Open311(_) => Ok(()),
        }
    }

    /// Everything of a case of which the feed tells only an outline; `None` where the feed tells everything. The service takes
    /// it for reading, so it is only for what the resident opens.
    ///
    /// # Errors
    /// [`ConnectorError::NotFound`] when the case is gone; else why it did not come.
    pub async fn detail(&self, case: &RemoteId, now: DateTime<Utc>) -> Result<Option<Landed>, ConnectorError> {
        match self {
            Self::Resident(_) | Self::Atv(_) | Self::DataTracker(_) | Self::HelsinkiProfile(_) | Self::Open311(_) => {
                Ok(None)
            }
            Self::Dialogporten(api) => api.detail(case, now).await.map(Some),
        }
    }

    /// Puts a case into another folder; `None` where the service has none.
    ///
    /// # Errors
    /// [`ConnectorError::ChangedMeanwhile`] when it was moved since `revision`; else why it is not known to be done.
    pub async fn file(
        &self,
        case: &RemoteId,
        folder: Folder,
        revision: Option<&str>,
    ) -> Result<Option<Filing>, ConnectorError> {
        match self {
            Self::Resident(_) | Self::Atv(_) | Self::DataTracker(_) | Self::HelsinkiProfile(_) | Self::Open311(_) => {
                Ok(None)
            }
            Self::Dialogporten(api) => api.file(case, folder, revision).await.map(Some),
        }
    }

    /// Whether an API of this kind takes tokens that are bound to a key of the device (RFC 9449). One that does not would refuse
    /// every question.
    pub const fn takes_bound_tokens(kind: SourceKind) -> bool {
        match kind {
            SourceKind::Resident | SourceKind::Dialogporten | SourceKind::Open311 => true,
            SourceKind::Atv | SourceKind::DataTracker | SourceKind::HelsinkiProfile => false,
        }
    }

    /// Whether an API of this kind is asked for the data of somebody whom it wants to be told. For it, who signed in is kept.
    pub const fn wants_person(kind: SourceKind) -> bool {
        match kind {
            SourceKind::DataTracker | SourceKind::HelsinkiProfile => true,
            SourceKind::Resident | SourceKind::Dialogporten | SourceKind::Open311 | SourceKind::Atv => false,
        }
    }

    /// Whether documents may be fetched before the resident asks for them. Where they lie with others, who note who fetches
    /// them, they may not.
    pub const fn fetches_ahead(&self) -> bool {
        match self {
            Self::Resident(_) | Self::Atv(_) => true,
            // The last three have none.
            Self::Dialogporten(_) | Self::DataTracker(_) | Self::HelsinkiProfile(_) | Self::Open311(_) => false,
        }
    }

    /// A document's bytes.
    ///
    /// # Errors
    /// [`ConnectorError::Altered`] when they are not those that the record describes; else why they did not come.
    pub async fn document(&self, document: &Document) -> Result<DocumentBytes, ConnectorError> {
        match self {
            Self::Resident(api) => api.document(document).await,
            Self::Dialogporten(api) => api.document(document).await,
            Self::Atv(api) => api.document(document).await,
            Self::DataTracker(_) | Self::HelsinkiProfile(_) | Self::Open311(_) => Err(ConnectorError::NotFound),
        }
    }

    /// Hints that a pull is worth while; `None` for an API that has none.
    ///
    /// # Errors
    /// When the stream does not open.
    pub async fn hints(&self) -> Result<Option<Hints>, ConnectorError> {
        match self {
            Self::Resident(api) => api.hints().await.map(Some),
            Self::Atv(_)
            | Self::Dialogporten(_)
            | Self::DataTracker(_)
            | Self::HelsinkiProfile(_)
            | Self::Open311(_) => Ok(None),
        }
    }

    /// Tells the provider that the sign-in has ended. From then on the service is asked in vain.
    ///
    /// # Errors
    /// When the provider was not told.
    pub async fn end_session(&self) -> Result<(), ConnectorError> {
        match self {
            Self::Resident(api) => api.end_session().await,
            Self::Dialogporten(api) => api.end_session().await,
            Self::Atv(api) => api.end_session().await,
            Self::DataTracker(api) => api.end_session().await,
            Self::HelsinkiProfile(api) => api.end_session().await,
            // There is none.
            Self::Open311(_) => Ok(()),
        }
    }
}
