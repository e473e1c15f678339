//! Fault reports: a pothole, a broken lamp; what can be reported, and a report as a resident makes it.

use serde::{Deserialize, Serialize};

use crate::{
    case::Status,
    form::{Form, Reply},
    id::RemoteId,
    link::HttpsLink,
    text::{Localized, ServerText},
    time::Moment,
};

/// A report of something broken, with its place. Open311 calls it a service request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// By what it is asked for, where the city gave no id at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Token>,
    /// Whether the city wants to hear how it went, now that it is closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks_feedback: bool,
}

/// What a city gives for a report that gets its id later (GeoReport v2, `GET tokens/{token}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// The token.
    pub token: String,
    /// The id, once the city has given one. [`ServiceRequest::id`] stays what it was.
    pub id: Option<RemoteId>,
}

/// A place on the globe, WGS 84, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

// Neither number is ever NaN: that is not on the globe, and JSON has no word for it.
impl Eq for Position {}

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

    /// How far another place is, in metres, on a globe of the mean radius of the Earth (6,371 km). The Earth is flatter: within
    /// a city that is less than half a per cent.
    pub fn metres_to(&self, other: &Self) -> f64 {
        const RADIUS: f64 = 6_371_000.0;
        let (from, to) = (self.latitude.to_radians(), other.latitude.to_radians());
        let north = ((to - from) / 2.0).sin();
        let east = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let half_chord = north.mul_add(north, from.cos() * to.cos() * east * east);
        2.0 * RADIUS * half_chord.sqrt().min(1.0).asin()
    }
}

/// One kind of fault that can be reported, from a city's service list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportService {
    /// Its code, by which reports name it.
    pub code: String,
    /// What it is called. The API does not say in which language.
    pub name: Localized,
    /// What it is for.
    pub description: Option<ServerText>,
    /// The group it is shown in.
    pub group: Option<ServerText>,
    /// Words by which it is found.
    pub keywords: Vec<ServerText>,
    /// Whether a report needs further answers, which `services/{code}` lists.
    pub has_attributes: bool,
    /// When a report gets its id.
    pub service_type: ServiceType,
}

/// When a report gets its id (GeoReport v2, `type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceType {
    /// At once.
    Realtime,
    /// Later; until then there is a token.
    Batch,
    /// Never.
    Blackbox,
    /// The server does not say; be ready for any.
    Unstated,
}

/// A report as a resident makes it. Its description is the text of its letter, and its photographs are the letter's files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What is broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Box<ReportService>>,
    /// What the city asks of this kind of fault, as it was when it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// What is replied to that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
    /// Where it is.
    pub place: Place,
    /// Who reports it; none: nobody is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<Reporter>,
}

/// Where something is: in words, on the globe, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// In words, as the resident wrote them or took them from the city's list; empty: only on the globe.
    pub address: String,
    /// On the globe.
    pub position: Option<Position>,
}

impl Place {
    /// Whether nothing is said.
    pub fn is_blank(&self) -> bool {
        self.address.trim().is_empty() && self.position.is_none()
    }
}

/// Who reports something, as the city may call or write them. It never becomes public.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reporter {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address of electronic mail.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}

impl Reporter {
    /// Whether nothing is said.
    pub fn is_blank(&self) -> bool {
        [&self.first_name, &self.last_name, &self.email, &self.phone].into_iter().all(|said| said.trim().is_empty())
    }
}

/// How a city takes reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportCaps {
    /// Most characters of a description.
    pub description: usize,
    /// Most photographs; none where it takes none.
    pub photos: usize,
    /// Whether a position on the globe must be told, and an address is not enough.
    pub position_needed: bool,
    /// Whether who reports must be told.
    pub reporter_needed: bool,
    /// Whether the reports of all are shown to all, so that one can look whether a fault is reported already.
    pub public: bool,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(latitude: f64, longitude: f64) -> Position {
        Position::new(latitude, longitude).unwrap()
    }

    #[test]
    fn a_minute_of_latitude_is_a_nautical_mile_and_one_of_longitude_half_of_it_at_sixty_degrees() {
        let mile = 1852.0;
        assert!((at(60.0, 24.0).metres_to(&at(60.0 + 1.0 / 60.0, 24.0)) - mile).abs() < 5.0);
        assert!((at(60.0, 24.0).metres_to(&at(60.0, 24.0 + 1.0 / 60.0)) - mile / 2.0).abs() < 5.0);
        assert!(at(60.0, 24.0).metres_to(&at(60.0, 24.0)) < 0.001);
    }

    #[test]
    fn the_other_side_of_the_date_line_is_near() {
        assert!(at(0.5, 179.999).metres_to(&at(0.5, -179.999)) < 250.0);
    }
}
