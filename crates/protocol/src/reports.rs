//! Reporting a fault: where, what can be reported, what is reported nearby. The report itself is a letter, see
//! [`crate::letters`].

use domain::{
    case::CaseStatus,
    form::Reply,
    id::{RecordKey, RemoteId, SourceId},
    report::{Place, Position, ReportCaps, Reporter},
};
use serde::{Deserialize, Serialize};

use crate::{
    ErrorCode,
    letters::QuestionView,
    view::{HeadlineView, Text, When},
};

/// Where faults can be reported, and what was reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingView {
    /// The cities that are connected.
    pub cities: Vec<ReportCityView>,
    /// The resident's own reports and those that they follow, the latest change first.
    pub reports: Vec<HeadlineView>,
}

/// A city that takes reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportCityView {
    /// The service.
    pub source: SourceId,
    /// Its name.
    pub name: Text,
    /// Whether a report to it has been begun.
    pub drafted: bool,
    /// Whether reports can be sent to it from here: some cities want a key that the app does not have.
    pub takes: bool,
}

/// What can be reported in a city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportServicesView {
    /// The city.
    pub name: Text,
    /// Kinds of faults: those that are looked for, the likeliest first; else all, by their groups.
    pub services: Vec<ReportServiceView>,
    /// How many there are in all.
    pub total: usize,
    /// How the city takes reports.
    pub caps: ReportCaps,
    /// When the list was fetched.
    pub fetched: When,
    /// Why it could not be fetched anew now; then it is as it was.
    pub failure: Option<ErrorCode>,
}

/// One kind of fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportServiceView {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: Text,
    /// What it is for.
    pub description: Option<Text>,
    /// The group it is shown in.
    pub group: Option<Text>,
}

/// What a city asks of one kind of fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFormView {
    /// The kind.
    pub service: ReportServiceView,
    /// The questions; none: only the place and the description.
    pub questions: Vec<QuestionView>,
    /// What the city says beside its questions, which nobody answers.
    pub notes: Vec<Text>,
    /// Whether the city gives no number, so that what became of it cannot be followed.
    pub unanswered: bool,
}

/// A report that is being made, as the interface holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportGiven {
    /// The code of the kind of fault.
    pub service: Option<String>,
    /// What is replied to its questions.
    #[serde(default)]
    pub replies: Vec<Reply>,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// Who reports it; none: nobody is told.
    #[serde(default)]
    pub reporter: Option<Reporter>,
}

/// Places that are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacesView {
    /// The likeliest first.
    pub places: Vec<PlaceView>,
    /// Whether the city has a list of places. Where it has none, the place is only written.
    pub listed: bool,
    /// Why nothing could be looked up now.
    pub failure: Option<ErrorCode>,
}

/// A place of a city's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceView {
    /// What it is called: a street with its number, a park, a school.
    pub name: Text,
    /// In which part of the city.
    pub area: Option<Text>,
    /// Where.
    pub position: Position,
    /// How far from the place that was asked about, in metres.
    pub metres: Option<u32>,
}

/// Reports near a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearbyView {
    /// Those of the same kind that are not closed, the nearest first.
    pub reports: Vec<NearbyReportView>,
    /// Why it could not be looked up now.
    pub failure: Option<ErrorCode>,
}

/// A report that somebody made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearbyReportView {
    /// Its id.
    pub id: RemoteId,
    /// What is broken.
    pub service: Text,
    /// What was written of it.
    pub description: Option<Text>,
    /// Where it is, in words.
    pub address: Option<Text>,
    /// Where it stands.
    pub status: CaseStatus,
    /// When it was reported.
    pub requested: Option<When>,
    /// How far it is, in metres.
    pub metres: u32,
    /// The item, when it is followed already.
    pub item: Option<RecordKey>,
}
