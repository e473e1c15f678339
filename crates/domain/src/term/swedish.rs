//! By what a Swedish text names each term. How it is written: [`super::forms_of`].

use super::Term;

#[allow(clippy::too_many_lines)] // a line for each term
pub(super) const fn forms_of(term: Term) -> &'static [&'static str] {
    match term {
        Term::ReviewRequest => &[
            "begäran om omprövning",
            "begära omprövning",
            "begär omprövning",
            "omprövningsbegäran",
            "omprövning",
            "rättelseyrkande",
        ],
        Term::ReviewInstructions => {
            &["anvisning om hur man begär omprövning", "anvisning om begäran om omprövning", "omprövningsanvisning"]
        }
        Term::SeekingChange => &["sökande av ändring", "söka ändring", "söker ändring", "ändringssökande"],
        Term::Appeal => &["överklagande", "överklaga", "överklagar", "besvärstid"],
        Term::AppealInstructions => &[
            "besvärsanvisning",
            "fullföljdsanvisning",
            "anvisning om sökande av ändring",
            "anvisning för sökande av ändring",
        ],
        Term::AdministrativeAppeal => &["förvaltningsbesvär"],
        Term::MunicipalAppeal => &["kommunalbesvär"],
        Term::LeaveToAppeal => &["besvärstillstånd"],
        Term::AdministrativeCourt => &["förvaltningsdomstol"],
        Term::SupremeAdministrativeCourt => &["högsta förvaltningsdomstolen"],
        Term::LegallyFinal => &["laga kraft", "lagakraftvunnen", "lagakraftvunnet", "lagakraftvunna"],
        Term::Implementation => &["verkställighet", "verkställande", "verkställs"],
        Term::StayOfEnforcement => &["förbud mot verkställighet", "verkställighetsförbud"],
        Term::SelfCorrection => &["självrättelse", "rättelse av sakfel", "rättelse av skrivfel"],
        Term::Annulment => &[
            "återbrytande av beslut",
            "återbrytande av ett beslut",
            "återbrytning av beslut",
            "återbrytande av beslutet",
        ],
        Term::DismissedWithoutExamination => {
            &["avvisande", "avvisas", "avvisades", "lämnas utan prövning", "lämnades utan prövning"]
        }
        Term::OfficeholderDecision => {
            &["tjänsteinnehavarbeslut", "tjänsteinnehavarens beslut", "beslut av tjänsteinnehavare"]
        }
        Term::Officeholder => &["tjänsteinnehavare"],
        Term::Presenter => &["föredragande", "föredraganden"],
        Term::DecisionMakingBody => &["organ"],
        Term::Committee => &["=nämnd", "=nämnden", "=nämndens", "=nämnder", "=nämnderna"],
        Term::MinutesExtract => &["protokollsutdrag", "utdrag ur protokollet"],
        Term::ElectronicSignature => &["elektronisk underskrift", "elektronisk signatur"],
        Term::CertifiedCopy => &["bestyrkt kopia", "styrkt kopia"],
        Term::Party => &["part"],
        Term::Initiation => &["anhängiggörande", "anhängig"],
        Term::RegisterNumber => &["diarienummer", "diarienumret", "ärendenummer", "ärendenumret", "diarium"],
        Term::RequestToSupplement => {
            &["begäran om komplettering", "kompletteringsbegäran", "begäran om kompletterande uppgifter"]
        }
        Term::TimeLimit => &["tidsfrist", "utsatt tid", "frist"],
        Term::Hearing => &["hörande"],
        Term::ConsultationOfNeighbours => &["hörande av grannar", "hörande av grannarna", "hörande av granne"],
        Term::Statement => &["utlåtande"],
        Term::Clarification => &["utredning", "tilläggsutredning"],
        Term::PublicInspection => &[
            "framläggande till påseende",
            "framlagd till påseende",
            "framlagt till påseende",
            "till påseende",
            "offentligt framlagd",
        ],
        Term::PublicNotice => &["kungörelse"],
        Term::ConflictOfInterest => &["jäv", "jävig", "jävsgrund"],
        Term::AutomatedDecision => {
            &["automatiserat beslut", "automatiserade beslut", "automatiserat beslutsfattande", "automatiskt avgörande"]
        }
        Term::AdministrativeComplaint => &["förvaltningsklagan", "klagan"],
        Term::ServiceOfNotice => &["delgivning", "delges", "delgetts"],
        Term::ReceiptOfNotice => &["delfående", "delfåendet", "delfåendedag"],
        Term::OrdinaryService => &["vanlig delgivning", "vanlig elektronisk delgivning"],
        Term::VerifiedService => &["bevislig delgivning", "bevislig elektronisk delgivning", "mottagningsbevis"],
        Term::PublicServiceOfNotice => &["offentlig delgivning"],
        Term::Representative => &["ombud"],
        Term::PowerOfAttorney => &["fullmakt", "befullmäktigande"],
        Term::Guardian => &["intressebevakare", "intressebevakning"],
        Term::ContinuingPowerOfAttorney => &["intressebevakningsfullmakt", "intressebevakningsfullmäktig"],
        Term::Custodian => &["vårdnadshavare"],
        Term::Estate => &["dödsbo"],
        Term::LegalAid => &["rättshjälp", "rättshjälpsbyrå"],
        Term::PersonalData => &["personuppgift"],
        Term::SpecialCategories => {
            &["särskilda kategorier av personuppgifter", "känslig personuppgift", "känsliga personuppgifter"]
        }
        Term::Controller => &["personuppgiftsansvarig", "registeransvarig"],
        Term::Processor => &["personuppgiftsbiträde"],
        Term::LegalBasis => &["rättslig grund", "rättsliga grunden", "rättsliga grunder", "behandlingsgrund"],
        Term::Consent => &["samtycke"],
        Term::DisclosurePermission => &["tillstånd för utlämnande", "tillstånd till utlämnande", "utlämnandetillstånd"],
        Term::DisclosureProhibition => &["förbud mot utlämnande", "utlämnandeförbud"],
        Term::RightToObject => &["rätt att göra invändningar", "rätt att invända"],
        Term::RightOfAccess => &["rätt till tillgång", "rätt att få tillgång", "rätt till insyn"],
        Term::LogData => &["logguppgift"],
        Term::RetentionPeriod => &["förvaringstid", "bevaringstid", "lagringstid"],
        Term::Secret => &["sekretessbelagd", "sekretessbelagt", "sekretessbelagda", "sekretess", "tystnadsplikt"],
        Term::NonDisclosure => &["spärrmarkering"],
        Term::DataProtectionOfficer => &["dataskyddsombud"],
        Term::DataProtectionOmbudsman => &["dataombudsman"],
        Term::StrongAuthentication => {
            &["stark autentisering", "stark identifiering", "stark elektronisk identifiering"]
        }
        Term::WellbeingServicesCounty => &["välfärdsområde"],
        Term::HomeMunicipality => &["hemkommun"],
        Term::EarlyEducation => &["småbarnspedagogik"],
        Term::PreprimaryEducation => &["förskoleundervisning"],
        Term::SocialAssistance => &["utkomststöd"],
        Term::ServiceVoucher => &["servicesedel"],
        Term::ClientFee => &["klientavgift"],
        Term::PaymentCeiling => &["avgiftstak"],
        Term::Recovery => &["återkrav", "återkräva", "återkrävs"],
        Term::DebtEnforcement => &["utsökning", "utmätning", "utsökbar"],
        Term::ServiceNeedsAssessment => {
            &["bedömning av servicebehov", "bedömning av servicebehovet", "bedömningen av servicebehovet"]
        }
        Term::ClientPlan => &["klientplan", "serviceplan"],
        Term::InformalCare => &["närståendevård", "närståendevårdare", "stöd för närståendevård"],
        Term::PersonalAssistance => &["personlig assistans", "personlig assistent"],
        Term::ChildWelfareNotification => &["barnskyddsanmälan", "barnskyddsanmälningar"],
        Term::ServiceOmbud => &["patientombud", "socialombud", "patientombudsman", "socialombudsman"],
        Term::SelfMonitoring => &["egenkontroll", "plan för egenkontroll"],
        Term::BuildingPermit => &["bygglov"],
        Term::DetailedPlan => &["detaljplan"],
    }
}
