//! By what a English text names each term. How it is written: [`super::forms_of`].

use super::Term;

#[allow(clippy::too_many_lines)] // a line for each term
pub(super) const fn forms_of(term: Term) -> &'static [&'static str] {
    match term {
        Term::ReviewRequest => &[
            "request for review",
            "request a review",
            "request for an administrative review",
            "request for administrative review",
            "administrative review",
            "claim for a revised decision",
        ],
        Term::ReviewInstructions => {
            &["review instructions", "instructions for requesting a review", "instructions on how to request a review"]
        }
        Term::SeekingChange => &["seek a change", "seeking a change", "seek review", "appeal procedure"],
        Term::Appeal => &["appeal", "appellant"],
        Term::AppealInstructions => &["appeal instructions", "instructions for appeal", "instructions for appealing"],
        Term::AdministrativeAppeal => &["administrative appeal", "appeal to the administrative court"],
        Term::MunicipalAppeal => &["municipal appeal", "appeal under the local government act"],
        Term::LeaveToAppeal => &["leave to appeal"],
        Term::AdministrativeCourt => &["Administrative Court"],
        Term::SupremeAdministrativeCourt => &["Supreme Administrative Court"],
        Term::LegallyFinal => &["legally final", "legal force", "final and binding", "finally binding"],
        Term::Implementation => &["implementation", "enforcement of the decision", "enforceable"],
        Term::StayOfEnforcement => {
            &["stay of enforcement", "prohibition of enforcement", "prohibition of implementation"]
        }
        Term::SelfCorrection => {
            &["self-correction", "correction of a material error", "correction of an error in the decision"]
        }
        Term::Annulment => &["annulment of a decision", "annulment of the decision", "reversal of a final decision"],
        Term::DismissedWithoutExamination => &[
            "dismissal without examination",
            "dismissed without examination",
            "dismissed without examining",
            "inadmissible",
        ],
        Term::OfficeholderDecision => {
            &["decision by an officeholder", "decision of an officeholder", "officeholder decision"]
        }
        Term::Officeholder => &["officeholder", "office holder"],
        Term::Presenter => &["presenting official", "presenting officer", "referendary"],
        Term::DecisionMakingBody => &["decision-making body", "decision-making bodies"],
        Term::Committee => &["committee"],
        Term::MinutesExtract => &["extract from the minutes", "extract of the minutes"],
        Term::ElectronicSignature => &["electronic signature"],
        Term::CertifiedCopy => &["certified copy", "certified copies"],
        Term::Party => &[
            "party to the matter",
            "parties to the matter",
            "party concerned",
            "parties concerned",
            "interested party",
        ],
        Term::Initiation => &["initiation of a matter", "initiation of the matter", "pending"],
        Term::RegisterNumber => &["register number", "record number", "case number"],
        Term::RequestToSupplement => {
            &["request to supplement", "request for supplementary information", "request for additional information"]
        }
        Term::TimeLimit => &["time limit", "deadline"],
        Term::Hearing => &[
            "hearing of the parties",
            "hearing of parties",
            "hearing of a party",
            "opportunity to be heard",
            "right to be heard",
        ],
        Term::ConsultationOfNeighbours => {
            &["consultation of neighbours", "consultation of the neighbours", "hearing of neighbours"]
        }
        Term::Statement => &["expert opinion", "expert statement", "written opinion"],
        Term::Clarification => &["clarification", "further clarification"],
        Term::PublicInspection => &["public inspection", "on public display", "public display"],
        Term::PublicNotice => &["public notice"],
        Term::ConflictOfInterest => &["conflict of interest", "conflicts of interest"],
        Term::AutomatedDecision => &["automated decision", "automated decision-making"],
        Term::AdministrativeComplaint => &["administrative complaint"],
        Term::ServiceOfNotice => {
            &["service of notice", "notice of the decision", "notification of the decision", "service of the decision"]
        }
        Term::ReceiptOfNotice => &["receipt of notice", "date of service", "day of service", "receipt of the decision"],
        Term::OrdinaryService => &["ordinary service of notice", "ordinary service", "ordinary electronic service"],
        Term::VerifiedService => &[
            "verified service of notice",
            "verified service",
            "verifiable service",
            "verified electronic service",
            "acknowledgement of receipt",
        ],
        Term::PublicServiceOfNotice => &["public service of notice", "service by public notice"],
        Term::Representative => &["authorised representative", "attorney", "legal counsel"],
        Term::PowerOfAttorney => &["power of attorney", "powers of attorney"],
        Term::Guardian => &["legal guardian", "guardianship"],
        Term::ContinuingPowerOfAttorney => &["continuing power of attorney", "continuing powers of attorney"],
        Term::Custodian => &["custodian"],
        Term::Estate => &["estate of a deceased person", "estate of the deceased", "death estate"],
        Term::LegalAid => &["legal aid"],
        Term::PersonalData => &["personal data", "personal information"],
        Term::SpecialCategories => &["special categories of personal data", "sensitive personal data"],
        Term::Controller => &["data controller", "controller"],
        Term::Processor => &["data processor", "processor of personal data"],
        Term::LegalBasis => &["legal basis", "lawful basis", "legal ground for processing"],
        Term::Consent => &["consent"],
        Term::DisclosurePermission => &["permission to disclose", "permission for disclosure", "disclosure permission"],
        Term::DisclosureProhibition => &["prohibition of disclosure", "prohibition on disclosure"],
        Term::RightToObject => &["right to object"],
        Term::RightOfAccess => &["right of access"],
        Term::LogData => &["log data", "log entry", "log entries"],
        Term::RetentionPeriod => &["retention period", "storage period"],
        Term::Secret => &["confidential", "confidentiality"],
        Term::NonDisclosure => &["non-disclosure for personal safety", "non-disclosure order"],
        Term::DataProtectionOfficer => &["data protection officer"],
        Term::DataProtectionOmbudsman => &["Data Protection Ombudsman"],
        Term::StrongAuthentication => {
            &["strong authentication", "strong electronic identification", "strong identification"]
        }
        Term::WellbeingServicesCounty => &["wellbeing services county", "wellbeing services counties"],
        Term::HomeMunicipality => &["municipality of residence", "home municipality"],
        Term::EarlyEducation => &["early childhood education and care", "early childhood education"],
        Term::PreprimaryEducation => &["pre-primary education"],
        Term::SocialAssistance => &["social assistance"],
        Term::ServiceVoucher => &["service voucher"],
        Term::ClientFee => &["client fee", "client charge"],
        Term::PaymentCeiling => &["payment ceiling", "maximum annual fee"],
        Term::Recovery => &["recovery of overpayment", "recovery of overpaid", "recovery of the overpayment"],
        Term::DebtEnforcement => {
            &["debt enforcement", "enforcement authority", "enforcement authorities", "directly enforceable"]
        }
        Term::ServiceNeedsAssessment => {
            &["assessment of service needs", "assessment of service need", "service needs assessment"]
        }
        Term::ClientPlan => &["client plan", "service plan"],
        Term::InformalCare => &["informal care", "informal carer", "support for informal care"],
        Term::PersonalAssistance => &["personal assistance", "personal assistant"],
        Term::ChildWelfareNotification => &["child welfare notification"],
        Term::ServiceOmbud => {
            &["patient ombudsperson", "social services ombudsperson", "patient ombudsman", "social ombudsman"]
        }
        Term::SelfMonitoring => &["self-monitoring", "self-monitoring plan"],
        Term::BuildingPermit => &["building permit"],
        Term::DetailedPlan => &["local detailed plan", "detailed plan"],
    }
}
