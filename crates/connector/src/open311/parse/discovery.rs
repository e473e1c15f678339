//! What a server says of itself (GeoReport v2, "Service Discovery"), and what it can beyond the specification.

use url::Url;

use super::super::{Format, tree::Part};
use crate::{Limits, Unreadable};

/// Most endpoints that are looked at: versions, and each for production and for tests.
const MOST_ENDPOINTS: usize = 50;
/// Most photographs that go with a report, whatever a server takes.
const MOST_PHOTOS: usize = 20;

/// What a server says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// Where it speaks GeoReport v2; for production first.
    pub endpoints: Vec<Endpoint>,
    /// What it can beyond the specification; nothing where it says nothing.
    pub extensions: Extensions,
}

/// Where a server speaks GeoReport v2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Its address.
    pub url: Url,
    /// Whether it is for residents, and not for tests.
    pub production: bool,
    /// The forms in which it answers, as far as the app knows them.
    pub formats: Vec<Format>,
}

/// What a server can beyond the specification (`extensions`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extensions {
    /// It has a list of places: `GET places.json`.
    pub places: bool,
    /// It wants to hear how a closed report went: `POST requests/{id}/feedback.json`.
    pub feedback: bool,
    /// How many photographs it takes, as files `media[]` of a `multipart/form-data` body.
    pub photos: Option<usize>,
    /// Whether a position must be told.
    pub position_needed: Option<bool>,
    /// Whether who reports must be told.
    pub reporter_needed: Option<bool>,
}

/// Reads a discovery document.
///
/// # Errors
/// When it is none.
pub fn discovery(bytes: &[u8], limits: &Limits) -> Result<Discovery, Unreadable> {
    let whole = Part::read(bytes, limits)?;
    let document = whole.part("discovery").unwrap_or(&whole);
    let listed = document.list("endpoints", "endpoint");
    if document.part("endpoints").is_none() && document.part("extensions").is_none() {
        return Err(Unreadable::new("not a discovery document"));
    }
    let mut endpoints: Vec<_> = listed.into_iter().take(MOST_ENDPOINTS).filter_map(endpoint).collect();
    endpoints.sort_by_key(|endpoint| !endpoint.production);
    let extensions = document.part("extensions").map(extensions).unwrap_or_default();
    Ok(Discovery { endpoints, extensions })
}

fn endpoint(part: &Part) -> Option<Endpoint> {
    let specification = part.text(&["specification"])?.to_ascii_lowercase();
    if !specification.contains("georeport_v2") && !specification.contains("georeport/v2") {
        return None;
    }
    let formats = part.list("formats", "format").into_iter().filter_map(|format| Format::of_media_type(format.said()?));
    Some(Endpoint {
        url: part.text(&["url"])?.parse().ok()?,
        production: part.text(&["type"]).is_none_or(|kind| kind.eq_ignore_ascii_case("production")),
        formats: formats.collect(),
    })
}

fn extensions(part: &Part) -> Extensions {
    let photos = part.text(&["photos"]).and_then(|count| count.parse::<usize>().ok());
    Extensions {
        places: part.flag("places").unwrap_or(false),
        feedback: part.flag("feedback").unwrap_or(false),
        photos: photos.map(|count| count.min(MOST_PHOTOS)),
        position_needed: part.flag("position_needed"),
        reporter_needed: part.flag("reporter_needed"),
    }
}
