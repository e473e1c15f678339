//! Terms in sentences as authorities write them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use super::*;

/// The words that were found in a text, each with its term.
fn found(text: &str, language: Language) -> Vec<(&str, Term)> {
    places(text, language).into_iter().map(|place| (&text[place.at], place.term)).collect()
}

fn finds(language: Language, sentences: &[(&str, &[(&str, Term)])]) {
    for (sentence, wanted) in sentences {
        assert_eq!(found(sentence, language), *wanted, "{sentence}");
    }
}

fn finds_nothing(language: Language, sentences: &[&str]) {
    for sentence in sentences {
        assert_eq!(found(sentence, language), [], "{sentence}");
    }
}

#[test]
fn finnish_terms_are_found_in_their_forms() {
    use Term::*;
    finds(
        Language::Fi,
        &[
            ("Jos haluat päätökseen muutosta, tee oikaisuvaatimus.", &[("oikaisuvaatimus", ReviewRequest)]),
            ("Oikaisuvaatimuksen saa tehdä 14 päivän kuluessa.", &[("Oikaisuvaatimuksen", ReviewRequest)]),
            ("Oikaisuvaatimuksessa on ilmoitettava päätös.", &[("Oikaisuvaatimuksessa", ReviewRequest)]),
            (
                "Lautakunta hylkäsi oikaisuvaatimuksesi.",
                &[("Lautakunta", Committee), ("oikaisuvaatimuksesi", ReviewRequest)],
            ),
            ("Tähän ei ole tehty oikaisuvaatimusta eikä valitettu.", &[("oikaisuvaatimusta", ReviewRequest)]),
            ("Oikaisuvaatimusten käsittely kestää kolme kuukautta.", &[("Oikaisuvaatimusten", ReviewRequest)]),
            ("Katso liitteenä oleva oikaisuvaatimusohje.", &[("oikaisuvaatimusohje", ReviewInstructions)]),
            ("Päätös on lainvoimainen.", &[("lainvoimainen", LegallyFinal)]),
            ("Lupa on voimassa lainvoimaiseksi tulosta lukien.", &[("lainvoimaiseksi", LegallyFinal)]),
            ("Päätös saa lainvoiman 1.12.2026.", &[("lainvoiman", LegallyFinal)]),
            ("Kuulemme kaikkia asianosaisia ennen ratkaisua.", &[("asianosaisia", Party)]),
            ("Asianosaisella on oikeus saada tieto asiakirjasta.", &[("Asianosaisella", Party)]),
            ("Tiedoksiannon katsotaan tapahtuneen kolmantena päivänä.", &[("Tiedoksiannon", ServiceOfNotice)]),
            ("Aika lasketaan päätöksen tiedoksisaannista.", &[("tiedoksisaannista", ReceiptOfNotice)]),
            (
                "Päätös annetaan todisteellisella tiedoksiannolla.",
                &[("todisteellisella tiedoksiannolla", VerifiedService)],
            ),
            ("Kirje lähetetään tavallisena tiedoksiantona.", &[("tavallisena tiedoksiantona", OrdinaryService)]),
            ("Ilmoita diaarinumerolla 1482/2026.", &[("diaarinumerolla", RegisterNumber)]),
            ("Valitusosoituksessa kerrotaan, miten toimit.", &[("Valitusosoituksessa", AppealInstructions)]),
            (
                "Voit tehdä hallintovalituksen hallinto-oikeuteen.",
                &[("hallintovalituksen", AdministrativeAppeal), ("hallinto-oikeuteen", AdministrativeCourt)],
            ),
            ("Kunnallisvalituksen voi tehdä kunnan jäsen.", &[("Kunnallisvalituksen", MunicipalAppeal)]),
            (
                "Korkeimpaan hallinto-oikeuteen tarvitaan valituslupaa.",
                &[("Korkeimpaan hallinto-oikeuteen", SupremeAdministrativeCourt), ("valituslupaa", LeaveToAppeal)],
            ),
            ("Asian esittelijänä toimi johtava rehtori.", &[("esittelijänä", Presenter)]),
            ("Viranhaltijapäätöksestä ei peritä maksua.", &[("Viranhaltijapäätöksestä", OfficeholderDecision)]),
            ("Päätöksen täytäntöönpanoa ei keskeytetä.", &[("täytäntöönpanoa", Implementation)]),
            ("Hakemus tuli vireille 3.11.2026.", &[("vireille", Initiation)]),
            ("Täydennyspyyntöön on vastattava viikossa.", &[("Täydennyspyyntöön", RequestToSupplement)]),
            ("Sinulle varataan tilaisuus tulla kuulluksi: kuulemisen aika on 7 päivää.", &[("kuulemisen", Hearing)]),
            ("Naapurien kuulemista ei tarvittu.", &[("Naapurien kuulemista", ConsultationOfNeighbours)]),
            (
                "Voit käyttää asiamiestä, jolla on valtakirja.",
                &[("asiamiestä", Representative), ("valtakirja", PowerOfAttorney)],
            ),
            ("Helmin edunvalvojalle on ilmoitettu.", &[("edunvalvojalle", Guardian)]),
            ("Molempien huoltajien on hyväksyttävä hakemus.", &[("huoltajien", Custodian)]),
            ("Muutoksenhaussa noudatetaan kuntalakia.", &[("Muutoksenhaussa", SeekingChange)]),
            ("Haku päätöksen purkamiseksi hylättiin.", &[("päätöksen purkamiseksi", Annulment)]),
            ("Rekisterinpitäjän on vastattava kuukaudessa.", &[("Rekisterinpitäjän", Controller)]),
            (
                "Henkilötietojasi käsitellään suostumuksesi perusteella.",
                &[("Henkilötietojasi", PersonalData), ("suostumuksesi", Consent)],
            ),
            ("Henkilötietojen käsittelijänä toimii Palvelu Oy.", &[("Henkilötietojen käsittelijänä", Processor)]),
            ("Turvakiellon voimassaolo päättyy.", &[("Turvakiellon", NonDisclosure)]),
            ("Pöytäkirjanotteessa on virhe.", &[("Pöytäkirjanotteessa", MinutesExtract)]),
            (
                "Kaavaehdotus on nähtävillä 30 päivää, katso kuulutusta.",
                &[("nähtävillä", PublicInspection), ("kuulutusta", PublicNotice)],
            ),
            (
                "Pyydämme lausuntoja ja lisäselvityksiä.",
                &[("lausuntoja", Statement), ("lisäselvityksiä", Clarification)],
            ),
            ("Hakemus jätetään tutkimatta.", &[("jätetään tutkimatta", DismissedWithoutExamination)]),
            ("Varhaiskasvatuksessa on tilaa.", &[("Varhaiskasvatuksessa", EarlyEducation)]),
            (
                "Hait toimeentulotukea ja palveluseteliä.",
                &[("toimeentulotukea", SocialAssistance), ("palveluseteliä", ServiceVoucher)],
            ),
            (
                "Asiakasmaksuista päättää hyvinvointialueen hallitus.",
                &[("Asiakasmaksuista", ClientFee), ("hyvinvointialueen", WellbeingServicesCounty)],
            ),
            (
                "Määräajassa saapunut asiakirja on salassa pidettävää.",
                &[("Määräajassa", TimeLimit), ("salassa pidettävää", Secret)],
            ),
            ("Palvelu vaatii vahvaa tunnistautumista.", &[("vahvaa tunnistautumista", StrongAuthentication)]),
            (
                "Kuolinpesän osakas ja omaishoitaja allekirjoittivat.",
                &[("Kuolinpesän", Estate), ("omaishoitaja", InformalCare)],
            ),
        ],
    );
}

#[test]
fn what_only_looks_like_a_finnish_term_is_none() {
    finds_nothing(
        Language::Fi,
        &[
            "Voit valita päiväkodin itse. Valitaan sopiva aika.",
            "Kunnanvaltuutettu Virta ja valtuutettu Lehto olivat paikalla.",
            "Huolla polkupyöräsi keväällä. Huolto on auki.",
            "Lääkärinlausunnon hinta on 30 euroa.",
            "Lue lisää: haikkala.fi/oikaisuvaatimus tai oikaisuvaatimus@haikkala.fi.",
            "Yhtiön nimi on Asianajotoimisto Valtakirja.",
            "Terveisin Liisa Huoltaja",
            "Kokouksessa kuultiin kuorolaulua.",
            "Taide-esittelijät opastavat museossa kello kaksi.",
            "Seteli putosi lattialle.",
        ],
    );
}

#[test]
fn swedish_terms_are_found_in_their_forms() {
    use Term::*;
    finds(
        Language::Sv,
        &[
            ("Om du vill ha beslutet ändrat ska du begära omprövning.", &[("begära omprövning", ReviewRequest)]),
            ("Begäran om omprövning ska göras inom 14 dagar.", &[("Begäran om omprövning", ReviewRequest)]),
            ("Beslutet har vunnit laga kraft.", &[("laga kraft", LegallyFinal)]),
            ("Parterna har hörts.", &[("Parterna", Party)]),
            ("Delgivningen skedde den 3 november.", &[("Delgivningen", ServiceOfNotice)]),
            ("Bevislig delgivning används inte.", &[("Bevislig delgivning", VerifiedService)]),
            ("Tiden räknas från delfåendet av beslutet.", &[("delfåendet", ReceiptOfNotice)]),
            ("Uppge diarienumret 1482/2026.", &[("diarienumret", RegisterNumber)]),
            ("Besvärsanvisningen finns som bilaga.", &[("Besvärsanvisningen", AppealInstructions)]),
            (
                "Du kan anföra kommunalbesvär hos förvaltningsdomstolen.",
                &[("kommunalbesvär", MunicipalAppeal), ("förvaltningsdomstolen", AdministrativeCourt)],
            ),
            (
                "Högsta förvaltningsdomstolen beviljade besvärstillståndet.",
                &[("Högsta förvaltningsdomstolen", SupremeAdministrativeCourt), ("besvärstillståndet", LeaveToAppeal)],
            ),
            ("Ett tjänsteinnehavarbeslut fattades av rektorn.", &[("tjänsteinnehavarbeslut", OfficeholderDecision)]),
            ("Ärendet är anhängigt vid nämnden.", &[("anhängigt", Initiation), ("nämnden", Committee)]),
            ("Vårdnadshavarnas samtycke behövs.", &[("Vårdnadshavarnas", Custodian), ("samtycke", Consent)]),
            (
                "Den personuppgiftsansvarige behandlar personuppgifterna.",
                &[("personuppgiftsansvarige", Controller), ("personuppgifterna", PersonalData)],
            ),
            ("Klientavgiften och servicesedlar", &[("Klientavgiften", ClientFee), ("servicesedlar", ServiceVoucher)]),
            ("Småbranspedagogik heter småbarnspedagogiken.", &[("småbarnspedagogiken", EarlyEducation)]),
            (
                "En fullmakt av intressebevakaren krävs.",
                &[("fullmakt", PowerOfAttorney), ("intressebevakaren", Guardian)],
            ),
        ],
    );
}

#[test]
fn what_only_looks_like_a_swedish_term_is_none() {
    finds_nothing(
        Language::Sv,
        &[
            "Den ovan nämnda platsen är ledig, som vi nämnde.",
            "Ett par partier och partnerna kom till festen.",
            "Organisationen spelar orgel.",
            "Läs mer på haikkala.fi/delgivning.",
            "Verksamhetens namn är Café Ombud.",
        ],
    );
}

#[test]
fn english_terms_are_found_in_their_forms() {
    use Term::*;
    finds(
        Language::En,
        &[
            ("If you want the decision changed, request a review.", &[("request a review", ReviewRequest)]),
            ("Requests for review are free of charge.", &[("Requests for review", ReviewRequest)]),
            ("The decision is legally final.", &[("legally final", LegallyFinal)]),
            (
                "You can appeal to the Helsinki Administrative Court.",
                &[("appeal", Appeal), ("Administrative Court", AdministrativeCourt)],
            ),
            (
                "The Supreme Administrative Court may grant leave to appeal.",
                &[("Supreme Administrative Court", SupremeAdministrativeCourt), ("leave to appeal", LeaveToAppeal)],
            ),
            ("The parties to the matter have been heard.", &[("parties to the matter", Party)]),
            ("The deadlines are strict.", &[("deadlines", TimeLimit)]),
            ("Powers of attorney must be signed.", &[("Powers of attorney", PowerOfAttorney)]),
            (
                "A continuing power of attorney is in force.",
                &[("continuing power of attorney", ContinuingPowerOfAttorney)],
            ),
            (
                "Wellbeing services counties provide health care.",
                &[("Wellbeing services counties", WellbeingServicesCounty)],
            ),
            (
                "The controller processes personal data with your consent.",
                &[("controller", Controller), ("personal data", PersonalData), ("consent", Consent)],
            ),
            ("Your matter has been pending since May.", &[("pending", Initiation)]),
        ],
    );
}

#[test]
fn what_only_looks_like_an_english_term_is_none() {
    finds_nothing(
        Language::En,
        &[
            "The party is on Friday, it takes ten minutes.",
            "Write to appeal@haikkala.example or see haikkala.example/consent.",
            "The shop Little Consent is closed.",
            "Hearing tests are on Monday.",
        ],
    );
}

#[test]
fn a_term_is_shown_once_and_the_longest_wins() {
    let text = "Valitus tehdään hallinto-oikeudelle. Valitukseen liitetään\nvaltakirja, ja valituksessa on todisteellisen\n\
                tiedoksiannon päivä. Hallinto-oikeus ratkaisee valituksen.";
    let terms: Vec<Term> = places(text, Language::Fi).into_iter().map(|place| place.term).collect();
    assert_eq!(terms, [Term::Appeal, Term::AdministrativeCourt, Term::PowerOfAttorney, Term::VerifiedService]);
}

#[test]
fn every_term_is_found_by_each_of_its_forms_and_no_two_share_one() {
    for language in Language::ALL {
        let mut owners = BTreeMap::new();
        for term in Term::ALL {
            for form in forms_of(*term, language) {
                let form = form.trim_start_matches('=');
                assert_eq!(owners.insert(form, term), None, "{language:?}: {form}");
                assert_eq!(found(form, language), [(form, *term)], "{language:?}: {form}");
            }
        }
    }
}

#[test]
fn nothing_that_is_written_breaks_the_search() {
    for text in
        ["", "-", "oikaisuvaatimus", "é", "ä-ä", "hallinto-", "a\u{301}", "hallinto- ja oikeus", "\u{AD}valitus"]
    {
        for language in Language::ALL {
            for place in places(text, language) {
                assert!(text.get(place.at).is_some());
            }
        }
    }
}
