//! Rights to act: those the resident has, those they have given, what is asked, and what was done by them.

use chrono::NaiveDate;
use domain::id::{PartyId, PartyRef, RemoteId, SourceId};
use serde::{Deserialize, Serialize};

use crate::view::{PartyView, StandingView, Text, When};

/// Everything about rights to act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsView {
    /// By what right the resident acts, for each person at each service.
    pub held: Vec<HeldRightView>,
    /// Rights the resident has given.
    pub given: Vec<GivenRightView>,
    /// Requests that wait or were refused, of others first.
    pub requests: Vec<RightRequestView>,
    /// What others have done for the resident, newest first.
    pub acts: Vec<ActView>,
    /// Services at which rights are given and asked for.
    pub offers: Vec<RightsOfferedView>,
}

/// By what right the resident acts for somebody at one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRightView {
    /// For whom.
    pub party: PartyId,
    /// How the service names them.
    pub reference: PartyRef,
    /// The public body.
    pub sender: Text,
    /// The right.
    pub standing: StandingView,
    /// Whether it is over and what it gave access to is out of sight until the service has been reached.
    pub over: bool,
    /// Whether the service keeps some of their matters from the resident, as a minor may wish.
    pub withheld: bool,
}

/// A right the resident has given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenRightView {
    /// The service.
    pub source: SourceId,
    /// The right, for [`crate::WithdrawRight`].
    pub right: RemoteId,
    /// The public body.
    pub sender: Text,
    /// Who has it.
    pub holder: String,
    /// The matters it covers; none: all of them.
    pub matters: Option<Vec<Text>>,
    /// First day, if it has one.
    pub from: Option<NaiveDate>,
    /// Last day, if it has one.
    pub until: Option<NaiveDate>,
    /// Whether its last day is over.
    pub over: bool,
}

/// A request for a right to act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightRequestView {
    /// The service.
    pub source: SourceId,
    /// The request, for [`crate::AnswerRightRequest`] and [`crate::WithdrawRight`].
    pub request: RemoteId,
    /// The public body.
    pub sender: Text,
    /// Whether somebody asks the resident; else the resident asks.
    pub incoming: bool,
    /// Who asks, or who is asked.
    pub other: String,
    /// The matters it would cover; none: all of them.
    pub matters: Option<Vec<Text>>,
    /// Its last day, if it would have one.
    pub until: Option<NaiveDate>,
    /// When it was made.
    pub asked: When,
    /// Whether it was refused.
    pub refused: bool,
}

/// Something that somebody did for the resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActView {
    /// The service.
    pub source: SourceId,
    /// Its id there.
    pub id: RemoteId,
    /// The public body.
    pub sender: Text,
    /// When.
    pub when: When,
    /// Who.
    pub actor: String,
    /// What they did.
    pub what: Text,
}

/// A service at which rights to act are given and asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsOfferedView {
    /// The service.
    pub source: SourceId,
    /// The public body.
    pub sender: Text,
    /// The resident, as this service names them.
    pub myself: PartyView,
    /// The matters by which a right may be limited.
    pub matters: Vec<MatterView>,
}

/// A kind of matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterView {
    /// Its id at the service.
    pub id: String,
    /// What it is called.
    pub name: Text,
}

/// To whom a right is given, or whom the resident asks for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightOffer {
    /// The other person's name.
    pub name: String,
    /// The code they show.
    pub code: String,
    /// Ids of the matters it covers; none: all of them.
    pub matters: Option<Vec<String>>,
    /// Its last day, if it has one.
    pub until: Option<NaiveDate>,
}

/// A code to show to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCodeView {
    /// The code, in groups that are easy to read aloud.
    pub code: String,
    /// Until when it is good.
    pub until: When,
}

/// That a service has received something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// The public body.
    pub sender: Text,
    /// When.
    pub when: When,
    /// Under which number it is registered.
    pub register_number: String,
}
