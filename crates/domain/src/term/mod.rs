//! Words of administration that a resident meets, and where a text says them.
//!
//! What each means is in the catalogue (`words::phrase::term`); here stands by which words a text is seen to speak of it.

mod english;
mod find;
mod finnish;
mod swedish;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use find::{Place, places};

use crate::text::Language;

/// The terms with their names in the catalogue.
macro_rules! terms {
    ($($(#[$about:meta])* $term:ident = $name:literal,)*) => {
        /// A word of administration.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Term {
            $($(#[$about])* #[serde(rename = $name)] $term,)*
        }

        impl Term {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$term,)*];

            /// Its name in the catalogue.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$term => $name,)*
                }
            }
        }
    };
}

terms! {
    /// Request for review.
    ReviewRequest = "review-request",
    /// Review instructions.
    ReviewInstructions = "review-instructions",
    /// Seeking a change.
    SeekingChange = "seeking-change",
    /// Appeal.
    Appeal = "appeal",
    /// Appeal instructions.
    AppealInstructions = "appeal-instructions",
    /// Administrative appeal.
    AdministrativeAppeal = "administrative-appeal",
    /// Municipal appeal.
    MunicipalAppeal = "municipal-appeal",
    /// Leave to appeal.
    LeaveToAppeal = "leave-to-appeal",
    /// Administrative court.
    AdministrativeCourt = "administrative-court",
    /// Supreme Administrative Court.
    SupremeAdministrativeCourt = "supreme-administrative-court",
    /// Legally final.
    LegallyFinal = "legally-final",
    /// Implementation.
    Implementation = "implementation",
    /// Stay of enforcement.
    StayOfEnforcement = "stay-of-enforcement",
    /// Self-correction.
    SelfCorrection = "self-correction",
    /// Annulment of a decision.
    Annulment = "annulment",
    /// Dismissal without examination.
    DismissedWithoutExamination = "dismissed-without-examination",
    /// Decision by an officeholder.
    OfficeholderDecision = "officeholder-decision",
    /// Officeholder.
    Officeholder = "officeholder",
    /// Presenting official.
    Presenter = "presenter",
    /// Decision-making body.
    DecisionMakingBody = "decision-making-body",
    /// Committee.
    Committee = "committee",
    /// Extract from the minutes.
    MinutesExtract = "minutes-extract",
    /// Electronic signature.
    ElectronicSignature = "electronic-signature",
    /// Certified copy.
    CertifiedCopy = "certified-copy",
    /// Party to the matter.
    Party = "party",
    /// Initiation of a matter.
    Initiation = "initiation",
    /// Register number.
    RegisterNumber = "register-number",
    /// Request to supplement.
    RequestToSupplement = "request-to-supplement",
    /// Time limit.
    TimeLimit = "time-limit",
    /// Hearing of the parties.
    Hearing = "hearing",
    /// Consultation of neighbours.
    ConsultationOfNeighbours = "consultation-of-neighbours",
    /// Expert opinion.
    Statement = "statement",
    /// Clarification.
    Clarification = "clarification",
    /// Public inspection.
    PublicInspection = "public-inspection",
    /// Public notice.
    PublicNotice = "public-notice",
    /// Conflict of interest.
    ConflictOfInterest = "conflict-of-interest",
    /// Automated decision.
    AutomatedDecision = "automated-decision",
    /// Administrative complaint.
    AdministrativeComplaint = "administrative-complaint",
    /// Service of notice.
    ServiceOfNotice = "service-of-notice",
    /// Receipt of notice.
    ReceiptOfNotice = "receipt-of-notice",
    /// Ordinary service of notice.
    OrdinaryService = "ordinary-service",
    /// Verified service of notice.
    VerifiedService = "verified-service",
    /// Public service of notice.
    PublicServiceOfNotice = "public-service-of-notice",
    /// Representative.
    Representative = "representative",
    /// Power of attorney.
    PowerOfAttorney = "power-of-attorney",
    /// Legal guardian.
    Guardian = "guardian",
    /// Continuing power of attorney.
    ContinuingPowerOfAttorney = "continuing-power-of-attorney",
    /// Custodian.
    Custodian = "custodian",
    /// Estate of a deceased person.
    Estate = "estate",
    /// Legal aid.
    LegalAid = "legal-aid",
    /// Personal data.
    PersonalData = "personal-data",
    /// Special categories of personal data.
    SpecialCategories = "special-categories",
    /// Controller.
    Controller = "controller",
    /// Processor.
    Processor = "processor",
    /// Legal basis.
    LegalBasis = "legal-basis",
    /// Consent.
    Consent = "consent",
    /// Permission to disclose.
    DisclosurePermission = "disclosure-permission",
    /// Prohibition of disclosure.
    DisclosureProhibition = "disclosure-prohibition",
    /// Right to object.
    RightToObject = "right-to-object",
    /// Right of access.
    RightOfAccess = "right-of-access",
    /// Log data.
    LogData = "log-data",
    /// Retention period.
    RetentionPeriod = "retention-period",
    /// Confidential.
    Secret = "secret",
    /// Non-disclosure for personal safety.
    NonDisclosure = "non-disclosure",
    /// Data protection officer.
    DataProtectionOfficer = "data-protection-officer",
    /// Data Protection Ombudsman.
    DataProtectionOmbudsman = "data-protection-ombudsman",
    /// Strong authentication.
    StrongAuthentication = "strong-authentication",
    /// Wellbeing services county.
    WellbeingServicesCounty = "wellbeing-services-county",
    /// Municipality of residence.
    HomeMunicipality = "home-municipality",
    /// Early childhood education and care.
    EarlyEducation = "early-education",
    /// Pre-primary education.
    PreprimaryEducation = "preprimary-education",
    /// Social assistance.
    SocialAssistance = "social-assistance",
    /// Service voucher.
    ServiceVoucher = "service-voucher",
    /// Client fee.
    ClientFee = "client-fee",
    /// Payment ceiling.
    PaymentCeiling = "payment-ceiling",
    /// Recovery of overpayment.
    Recovery = "recovery",
    /// Debt enforcement.
    DebtEnforcement = "debt-enforcement",
    /// Assessment of service needs.
    ServiceNeedsAssessment = "service-needs-assessment",
    /// Client plan.
    ClientPlan = "client-plan",
    /// Informal care.
    InformalCare = "informal-care",
    /// Personal assistance.
    PersonalAssistance = "personal-assistance",
    /// Child welfare notification.
    ChildWelfareNotification = "child-welfare-notification",
    /// Patient ombudsperson and social services ombudsperson.
    ServiceOmbud = "service-ombud",
    /// Self-monitoring.
    SelfMonitoring = "self-monitoring",
    /// Building permit.
    BuildingPermit = "building-permit",
    /// Local detailed plan.
    DetailedPlan = "detailed-plan",
}

/// The words by which a text of this language names it, in their base forms; what else inflects them is told by
/// [`crate::search::Inflected`]. A word after `=` has no other form. One with a capital letter may have it anywhere.
const fn forms_of(term: Term, language: Language) -> &'static [&'static str] {
    match language {
        Language::Fi => finnish::forms_of(term),
        Language::Sv => swedish::forms_of(term),
        Language::En => english::forms_of(term),
    }
}
