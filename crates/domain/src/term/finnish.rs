//! By what a Finnish text names each term. How it is written: [`super::forms_of`].

use super::Term;

#[allow(clippy::too_many_lines)] // a line for each term
pub(super) const fn forms_of(term: Term) -> &'static [&'static str] {
    match term {
        Term::ReviewRequest => &["oikaisuvaatimus", "oikaisuvaatimusmenettely"],
        Term::ReviewInstructions => &["oikaisuvaatimusohje", "oikaisuvaatimusohjeet", "oikaisuohje"],
        Term::SeekingChange => &[
            "muutoksenhaku",
            "muutoksenhakija",
            "muutoksenhakuaika",
            "hakea muutosta",
            "haet muutosta",
            "haetaan muutosta",
        ],
        Term::Appeal => &["valitus", "valitusaika", "valittaja"],
        Term::AppealInstructions => {
            &["valitusosoitus", "muutoksenhakuohje", "muutoksenhakuohjeet", "muutoksenhakuosoitus"]
        }
        Term::AdministrativeAppeal => &["hallintovalitus"],
        Term::MunicipalAppeal => &["kunnallisvalitus"],
        Term::LeaveToAppeal => &["valituslupa", "valituslupahakemus"],
        Term::AdministrativeCourt => &["hallinto-oikeus"],
        Term::SupremeAdministrativeCourt => &[
            "korkein hallinto-oikeus",
            "korkeimman hallinto-oikeuden",
            "korkeimpaan hallinto-oikeuteen",
            "korkeimmassa hallinto-oikeudessa",
            "korkeimmalta hallinto-oikeudelta",
            "korkeimmalle hallinto-oikeudelle",
        ],
        Term::LegallyFinal => &["lainvoimainen", "lainvoima", "lainvoimaisuus"],
        Term::Implementation => &["toimeenpano", "täytäntöönpano", "täytäntöönpantava"],
        Term::StayOfEnforcement => &["täytäntöönpanokielto", "täytäntöönpanon kielto"],
        Term::SelfCorrection => &["itseoikaisu", "asiavirheen korjaaminen", "kirjoitusvirheen korjaaminen"],
        Term::Annulment => &["päätöksen purku", "päätöksen purkaminen", "purkuhakemus"],
        Term::DismissedWithoutExamination => &[
            "tutkimatta jättäminen",
            "jättää tutkimatta",
            "jätetään tutkimatta",
            "jätettiin tutkimatta",
            "jätti tutkimatta",
        ],
        Term::OfficeholderDecision => &["viranhaltijapäätös", "viranhaltijan päätös"],
        Term::Officeholder => &["viranhaltija"],
        Term::Presenter => &["esittelijä"],
        Term::DecisionMakingBody => &["toimielin"],
        Term::Committee => &["lautakunta"],
        Term::MinutesExtract => &["pöytäkirjanote", "pöytäkirjan ote", "ote pöytäkirjasta"],
        Term::ElectronicSignature => &["sähköinen allekirjoitus"],
        Term::CertifiedCopy => &["oikeaksi todistettu jäljennös", "oikeaksi todistettu kopio"],
        Term::Party => &["asianosainen", "asianosaisasema"],
        Term::Initiation => &["vireilletulo", "vireille", "vireillä"],
        Term::RegisterNumber => &["diaarinumero", "diaari", "asianumero"],
        Term::RequestToSupplement => &["täydennyspyyntö", "lisätietopyyntö", "lisäselvityspyyntö"],
        Term::TimeLimit => &["määräaika", "määräpäivä"],
        Term::Hearing => &["kuuleminen", "kuulemiskirje", "kuulemispyyntö"],
        Term::ConsultationOfNeighbours => &["naapurin kuuleminen", "naapurien kuuleminen", "naapureiden kuuleminen"],
        Term::Statement => &["lausunto"],
        Term::Clarification => &["selvitys", "lisäselvitys"],
        Term::PublicInspection => &["nähtävilläolo", "nähtävilläoloaika", "nähtävillä", "nähtäville"],
        Term::PublicNotice => &["kuulutus"],
        Term::ConflictOfInterest => &["esteellisyys", "esteellinen", "jääviys"],
        Term::AutomatedDecision => {
            &["automaattinen päätös", "automaattinen päätöksenteko", "automaattinen ratkaiseminen"]
        }
        Term::AdministrativeComplaint => &["hallintokantelu", "kantelu"],
        Term::ServiceOfNotice => &["tiedoksianto"],
        Term::ReceiptOfNotice => &["tiedoksisaanti", "tiedoksisaantipäivä", "tiedoksisaantiaika"],
        Term::OrdinaryService => &["tavallinen tiedoksianto", "tavallinen sähköinen tiedoksianto"],
        Term::VerifiedService => {
            &["todisteellinen tiedoksianto", "todisteellinen sähköinen tiedoksianto", "saantitodistus"]
        }
        Term::PublicServiceOfNotice => &["yleistiedoksianto"],
        Term::Representative => &["asiamies"],
        Term::PowerOfAttorney => &["valtakirja", "valtuutus"],
        Term::Guardian => &["edunvalvoja", "edunvalvonta"],
        Term::ContinuingPowerOfAttorney => {
            &["edunvalvontavaltuutus", "edunvalvontavaltuutettu", "edunvalvontavaltakirja"]
        }
        Term::Custodian => &["huoltaja"],
        Term::Estate => &["kuolinpesä"],
        Term::LegalAid => &["oikeusapu", "oikeusaputoimisto"],
        Term::PersonalData => &["henkilötieto"],
        Term::SpecialCategories => &[
            "erityinen henkilötietoryhmä",
            "erityiset henkilötietoryhmät",
            "erityisiin henkilötietoryhmiin",
            "erityisten henkilötietoryhmien",
            "arkaluonteinen henkilötieto",
            "arkaluonteinen tieto",
        ],
        Term::Controller => &["rekisterinpitäjä"],
        Term::Processor => &["henkilötietojen käsittelijä"],
        Term::LegalBasis => &["käsittelyperuste", "oikeusperuste", "käsittelyn oikeusperuste"],
        Term::Consent => &["suostumus"],
        Term::DisclosurePermission => &["luovutuslupa"],
        Term::DisclosureProhibition => &["luovutuskielto", "tietojen luovutuskielto"],
        Term::RightToObject => &["vastustamisoikeus", "oikeus vastustaa"],
        Term::RightOfAccess => &["tarkastusoikeus", "tarkastuspyyntö"],
        Term::LogData => &["lokitieto", "lokimerkintä"],
        Term::RetentionPeriod => &["säilytysaika"],
        Term::Secret => &["salassa pidettävä", "salassapito", "salassapidettävä", "salassapitovelvollisuus"],
        Term::NonDisclosure => &["turvakielto"],
        Term::DataProtectionOfficer => &["tietosuojavastaava"],
        Term::DataProtectionOmbudsman => &["tietosuojavaltuutettu"],
        Term::StrongAuthentication => &[
            "vahva tunnistautuminen",
            "vahva tunnistaminen",
            "vahva sähköinen tunnistautuminen",
            "vahva sähköinen tunnistaminen",
        ],
        Term::WellbeingServicesCounty => &["hyvinvointialue"],
        Term::HomeMunicipality => &["kotikunta"],
        Term::EarlyEducation => &["varhaiskasvatus"],
        Term::PreprimaryEducation => &["esiopetus"],
        Term::SocialAssistance => &["toimeentulotuki", "perustoimeentulotuki"],
        Term::ServiceVoucher => &["palveluseteli"],
        Term::ClientFee => &["asiakasmaksu"],
        Term::PaymentCeiling => &["maksukatto"],
        Term::Recovery => &["takaisinperintä", "periä takaisin", "peritään takaisin"],
        Term::DebtEnforcement => &["ulosotto", "ulosottokelpoinen"],
        Term::ServiceNeedsAssessment => {
            &["palvelutarpeen arviointi", "palvelutarpeen arvio", "palvelutarpeenarviointi"]
        }
        Term::ClientPlan => &["asiakassuunnitelma", "palvelusuunnitelma"],
        Term::InformalCare => &["omaishoito", "omaishoitaja", "omaishoidon tuki"],
        Term::PersonalAssistance => &["henkilökohtainen apu", "henkilökohtainen avustaja"],
        Term::ChildWelfareNotification => &["lastensuojeluilmoitus"],
        Term::ServiceOmbud => &["potilasasiavastaava", "sosiaaliasiavastaava", "potilasasiamies", "sosiaaliasiamies"],
        Term::SelfMonitoring => &["omavalvonta", "omavalvontasuunnitelma"],
        Term::BuildingPermit => &["rakentamislupa", "rakennuslupa"],
        Term::DetailedPlan => &["asemakaava", "asemakaavoitus"],
    }
}
