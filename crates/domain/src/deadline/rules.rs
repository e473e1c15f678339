//! What the law says of when a decision is served and how long one may seek a change in it: one set of rules for each time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::decision::{AppealKind, NoticeMethod, Regime};

/// A set of rules, in force for the notices of a time. An old decision keeps the rules of its day.
///
/// Government proposal HE 124/2025 vp makes electronic notice the first way for those who use electronic services. The
/// Administration Committee agreed to it in report HaVM 1/2026 vp of 25 February 2026. It ends the need for consent to
/// electronic notice and opens a box at Suomi.fi Messages; it rewrites Act 13/2003 §§18–19 and adds new sections after them.
/// Neither the act as confirmed nor the day from which it applies could be read, so this set is the law as it stood before,
/// and says when it was last checked. It is to be read against the confirmed act before the set after it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleSet {
    /// Finland since the Administrative Judicial Procedure Act 808/2019 came into force.
    Finland2020,
}

/// A provision of a statute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provision {
    /// Verified electronic notice: served when it is retrieved.
    ElectronicServices18,
    /// Ordinary electronic notice: served on the third day.
    ElectronicServices19,
    /// Periods of a request for review and of a municipal appeal.
    LocalGovernment138,
    /// A letter to a party: served seven days after it was sent.
    LocalGovernment139,
    /// A member of the municipality: seven days after the minutes are on the public network.
    LocalGovernment140,
    /// Wellbeing services counties: the same periods and the same ways of notice as a municipality's.
    WellbeingServicesCounties,
    /// Period of a request for review.
    AdministrativeProcedure49c,
    /// A letter: received on the seventh day after it was sent.
    AdministrativeProcedure59,
    /// Period of an administrative appeal.
    JudicialProcedure13,
    /// The day of service is not counted.
    StatutoryPeriods2,
    /// A period does not end on a day of rest.
    StatutoryPeriods5,
}

impl Provision {
    /// Number of the statute in the Statutes of Finland, and the section.
    pub const fn place(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::ElectronicServices18 => ("13/2003", Some("18")),
            Self::ElectronicServices19 => ("13/2003", Some("19")),
            Self::LocalGovernment138 => ("410/2015", Some("138")),
            Self::LocalGovernment139 => ("410/2015", Some("139")),
            Self::LocalGovernment140 => ("410/2015", Some("140")),
            Self::WellbeingServicesCounties => ("611/2021", None),
            Self::AdministrativeProcedure49c => ("434/2003", Some("49 c")),
            Self::AdministrativeProcedure59 => ("434/2003", Some("59")),
            Self::JudicialProcedure13 => ("808/2019", Some("13")),
            Self::StatutoryPeriods2 => ("150/1930", Some("2")),
            Self::StatutoryPeriods5 => ("150/1930", Some("5")),
        }
    }
}

impl RuleSet {
    /// The set for a notice that was given on this day. `None`: there is none, and nothing is counted.
    pub fn on(day: NaiveDate) -> Option<Self> {
        NaiveDate::from_ymd_opt(2020, 1, 1).filter(|first| day >= *first).map(|_| Self::Finland2020)
    }

    /// The day on which somebody last read it against the statutes.
    pub fn checked_on(self) -> Option<NaiveDate> {
        match self {
            Self::Finland2020 => NaiveDate::from_ymd_opt(2026, 2, 25),
        }
    }

    /// Days from the notice to its service, and the law that says so. `None`: this law knows no such notice.
    pub const fn days_to_service(self, regime: &Regime, notice: NoticeMethod) -> Option<(u64, Provision)> {
        let Self::Finland2020 = self;
        match (notice, regime) {
            (_, Regime::SpecialAct(_)) | (NoticeMethod::Minutes, Regime::AdministrativeProcedureAct) => None,
            (NoticeMethod::Verified, _) => Some((0, Provision::ElectronicServices18)),
            (NoticeMethod::Electronic, _) => Some((3, Provision::ElectronicServices19)),
            (NoticeMethod::Letter, Regime::LocalGovernmentAct) => Some((7, Provision::LocalGovernment139)),
            (NoticeMethod::Letter, Regime::AdministrativeProcedureAct) => {
                Some((7, Provision::AdministrativeProcedure59))
            }
            (NoticeMethod::Minutes, Regime::LocalGovernmentAct) => Some((7, Provision::LocalGovernment140)),
            (NoticeMethod::Letter | NoticeMethod::Minutes, Regime::WellbeingServicesCountyAct) => {
                Some((7, Provision::WellbeingServicesCounties))
            }
        }
    }

    /// Days to seek a change, and the law that says so. `None`: this law knows no such appeal.
    pub const fn period(self, regime: &Regime, appeal: AppealKind) -> Option<(u64, Provision)> {
        let Self::Finland2020 = self;
        match (appeal, regime) {
            (_, Regime::SpecialAct(_))
            | (AppealKind::NotAppealable, _)
            | (AppealKind::MunicipalAppeal, Regime::AdministrativeProcedureAct) => None,
            (AppealKind::ReviewRequest, Regime::LocalGovernmentAct) => Some((14, Provision::LocalGovernment138)),
            (AppealKind::ReviewRequest, Regime::WellbeingServicesCountyAct) => {
                Some((14, Provision::WellbeingServicesCounties))
            }
            (AppealKind::ReviewRequest, Regime::AdministrativeProcedureAct) => {
                Some((30, Provision::AdministrativeProcedure49c))
            }
            (AppealKind::MunicipalAppeal, Regime::LocalGovernmentAct) => Some((30, Provision::LocalGovernment138)),
            (AppealKind::MunicipalAppeal, Regime::WellbeingServicesCountyAct) => {
                Some((30, Provision::WellbeingServicesCounties))
            }
            (AppealKind::AdministrativeAppeal, _) => Some((30, Provision::JudicialProcedure13)),
        }
    }
}
