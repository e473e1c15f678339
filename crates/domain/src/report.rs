//! Fault reports: a pothole, a broken lamp.

use serde::{Deserialize, Serialize};

use crate::{
    case::Status,
    id::RemoteId,
    link::HttpsLink,
    text::{Localized, ServerText},
    time::Moment,
};

/// A report of something broken, with its place. Open311 calls it a service request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceRequest {
    /// Its id at the source; some are numbers, some long hexadecimal strings.
    pub id: RemoteId,
    /// What is broken, in the words of the service list.
    pub service: Localized,
    /// The service's code.
    pub service_code: Option<String>,
    /// What the reporter wrote.
    pub description: Option<ServerText>,
    /// Where it stands, with the source's own word.
    pub status: Status,
    /// What the authority wrote about it.
    pub status_notes: Option<ServerText>,
    /// The unit responsible.
    pub agency: Option<ServerText>,
    /// When it was reported.
    pub requested_at: Option<Moment>,
    /// When it last changed.
    pub updated_at: Option<Moment>,
    /// When the authority expects to have mended it.
    pub expected_at: Option<Moment>,
    /// The place in words.
    pub address: Option<ServerText>,
    /// The place on the globe.
    pub position: Option<Position>,
    /// A photograph of it.
    pub media: Option<HttpsLink>,
}

/// A place on the globe, WGS 84, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl Position {
    /// A place, if both numbers are on the globe. (0, 0) is how broken servers say "nowhere". It is kept to a centimetre, seven
    /// decimals: digits beyond those do not come back the same from JSON, and a place would seem to change by being kept.
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let to_centimetre = |degrees: f64| (degrees * 1e7).round() / 1e7;
        let (latitude, longitude) = (to_centimetre(latitude), to_centimetre(longitude));
        let on_globe = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        let nowhere = latitude.abs() < 1e-9 && longitude.abs() < 1e-9;
        (on_globe && !nowhere).then_some(Self { latitude, longitude })
    }
}
