//! Decisions: what was decided, why, and how to seek a change.
//!
//! Missing the last day of an appeal costs a resident their right, so the appeal instruction is data, not prose. A last
//! day given by the authority is kept as theirs and decides; where it gives none, [`crate::deadline`] counts one.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    deadline::{self, Counting, NotCounted, Question},
    document::Document,
    id::RemoteId,
    link::HttpsLink,
    need::Need,
    signature::Signature,
    text::{BodyFormat, Localized},
    time::Moment,
};

/// A decision about the party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its id at the source.
    pub id: RemoteId,
    /// Whose matter it is, as the source names them.
    pub party: RemoteId,
    /// What kind of matter it is, in the source's own terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The case it belongs to.
    pub case: Option<RemoteId>,
    /// Its title.
    pub title: Localized,
    /// Who decided: body or office.
    pub authority: Localized,
    /// Register number (diaarinumero).
    pub register_number: Option<String>,
    /// Section (pykälä) of the minutes or of the office holder's decisions.
    pub section: Option<String>,
    /// When it was made.
    pub made_at: Moment,
    /// What came of it.
    pub outcome: Outcome,
    /// The outcome in plain words, one or two sentences.
    pub summary: Localized,
    /// How the summary and the texts of the sections are written.
    #[serde(default)]
    pub text_format: BodyFormat,
    /// The decision itself, in sections: what, why, on what law, what next.
    pub sections: Vec<Section>,
    /// The law it rests on.
    pub legal_basis: Vec<LegalReference>,
    /// How to seek a change.
    pub appeal: Option<AppealInstruction>,
    /// How the resident was told.
    pub notice: Option<Notice>,
    /// Who prepared or made it.
    pub maker: Option<Localized>,
    /// Whom to ask.
    pub contact: Option<Localized>,
    /// The authority's own documents.
    pub documents: Vec<Document>,
    /// The earlier decision that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaced>,
    /// The authority's signature, where it has signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Box<Signature>>,
}

impl Decision {
    /// What it asks of the resident: an appeal is always a possibility, never a duty.
    pub fn need(&self) -> Need {
        match self.appeal.as_ref() {
            Some(appeal) if appeal.kind != AppealKind::NotAppealable => {
                Need::Appeal { appeal: appeal.kind, last_day: self.last_day() }
            }
            _ => Need::Nothing,
        }
    }

    /// The last day on which a change can be sought: the authority's own, else the counted one.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let given = self.appeal.as_ref()?.last_day;
        given.or_else(|| Some(self.counted_last_day()?.ok()?.last_day))
    }

    /// The last day as the law has it counted, or why it is not. `None` where the source says nothing of an appeal or of how
    /// notice was given.
    pub fn counted_last_day(&self) -> Option<Result<Counting, NotCounted>> {
        let (appeal, notice) = (self.appeal.as_ref()?, self.notice.as_ref()?);
        let served_at = notice.served_at.map(|at| Moment::from(at).day_in_finland());
        Some(deadline::count(&Question {
            regime: appeal.regime.clone(),
            appeal: appeal.kind,
            notice: notice.method,
            given_on: notice.sent_at.map(Moment::day_in_finland),
            // The sooner one: whoever keeps to it is never late.
            served_on: notice.deemed_served_on.into_iter().chain(served_at).min(),
            period_days: appeal.period_days,
        }))
    }

    /// Whether the resident is known to have been served. A served decision outlives its retention at the source.
    pub fn is_served(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| notice.served_at.is_some() || notice.deemed_served_on.is_some())
    }
}

/// An earlier decision that another one takes the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// Its id at the source.
    pub decision: RemoteId,
    /// How.
    pub how: Replacement,
}

/// How a decision takes the place of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Replacement {
    /// It puts an error right: in the substance (asiavirhe, Act 434/2003 §50) or in the writing (kirjoitusvirhe, §51).
    Corrected,
    /// The matter was decided anew.
    Renewed,
}

/// What came of the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As applied for.
    Granted,
    /// In part.
    PartlyGranted,
    /// Not.
    Refused,
    /// Left without examination (tutkimatta jättäminen).
    Dismissed,
    /// None of these.
    Other,
}

/// One section of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub heading: Localized,
    /// Its text, in paragraphs separated by blank lines.
    pub body: Localized,
}

/// A statute a decision rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalReference {
    /// The statute's name and number.
    pub statute: Localized,
    /// The section of the statute.
    pub section: Option<String>,
    /// Where it can be read.
    pub link: Option<HttpsLink>,
}

/// The kind of appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealKind {
    /// Request for review (oikaisuvaatimus) to the authority itself.
    ReviewRequest,
    /// Municipal appeal (kunnallisvalitus).
    MunicipalAppeal,
    /// Administrative appeal (hallintovalitus).
    AdministrativeAppeal,
    /// No appeal (muutoksenhakukielto).
    NotAppealable,
}

/// The law that governs an appeal and its period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "name")]
pub enum Regime {
    /// Local Government Act 410/2015.
    LocalGovernmentAct,
    /// Administrative Procedure Act 434/2003 and acts that refer to it.
    AdministrativeProcedureAct,
    /// Act on Wellbeing Services Counties 611/2021.
    WellbeingServicesCountyAct,
    /// Another act, by name.
    SpecialAct(String),
}

/// How to seek a change in a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealInstruction {
    /// The kind of appeal.
    pub kind: AppealKind,
    /// The law it follows, when the source tells.
    pub regime: Option<Regime>,
    /// To whom it goes.
    pub authority: Option<Localized>,
    /// Address, e-mail and opening hours.
    pub address: Option<Localized>,
    /// The period in days.
    pub period_days: Option<u16>,
    /// The last day **as the authority gives it**.
    pub last_day: Option<NaiveDate>,
    /// When the office closes on that day, as local wall-clock time.
    pub office_closes_at: Option<chrono::NaiveTime>,
    /// Who may appeal.
    pub who: Option<Localized>,
    /// What an appeal must contain.
    pub contents: Option<Localized>,
    /// What it costs.
    pub cost: Option<Localized>,
    /// Whether the source itself receives the request for review.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub receives: bool,
}

/// How notice was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeMethod {
    /// Ordinary electronic notice, Act 13/2003 §19.
    Electronic,
    /// Verified electronic notice, Act 13/2003 §18.
    Verified,
    /// Letter.
    Letter,
    /// Minutes on the public network, Local Government Act §140.
    Minutes,
}

/// When and how the resident was told of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// How.
    pub method: NoticeMethod,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// The day on which it is taken to have reached the resident, as the authority states it.
    pub deemed_served_on: Option<NaiveDate>,
    /// When the resident is known to have received it.
    pub served_at: Option<DateTime<Utc>>,
}
