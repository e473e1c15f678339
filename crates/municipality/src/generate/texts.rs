//! What the invented items say: topics and sentences in three languages. Nothing here needs escaping in JSON.

/// Finnish, Swedish, English.
pub(super) type Three = [&'static str; 3];

/// To whom a topic can matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Audience {
    Child,
    Adult,
    Organisation,
}

use Audience::{Adult, Child, Organisation};

/// A kind of matter.
pub(super) struct Topic {
    pub(super) audiences: &'static [Audience],
    pub(super) title: Three,
    pub(super) unit: Three,
    pub(super) statute: Three,
    /// Sentences that only make sense here.
    pub(super) sentences: &'static [Three],
}

const ECEC_ACT: Three = [
    "Varhaiskasvatuslaki 540/2018",
    "Lagen om småbarnspedagogik 540/2018",
    "Act on Early Childhood Education and Care 540/2018",
];
const EDUCATION_ACT: Three =
    ["Perusopetuslaki 628/1998", "Lagen om grundläggande utbildning 628/1998", "Basic Education Act 628/1998"];
const MUNICIPAL_ACT: Three = ["Kuntalaki 410/2015", "Kommunallagen 410/2015", "Local Government Act 410/2015"];
const WATER_ACT: Three = ["Vesihuoltolaki 119/2001", "Lagen om vattentjänster 119/2001", "Water Services Act 119/2001"];
const BUILDING_ACT: Three = ["Rakentamislaki 751/2023", "Bygglagen 751/2023", "Building Act 751/2023"];
const LIBRARY_ACT: Three = [
    "Laki yleisistä kirjastoista 1492/2016",
    "Lagen om allmänna bibliotek 1492/2016",
    "Public Libraries Act 1492/2016",
];
const HEALTH_ACT: Three =
    ["Terveydenhuoltolaki 1326/2010", "Hälso- och sjukvårdslagen 1326/2010", "Health Care Act 1326/2010"];
const SOCIAL_ACT: Three =
    ["Sosiaalihuoltolaki 1301/2014", "Socialvårdslagen 1301/2014", "Social Welfare Act 1301/2014"];
const HEALTH_PROTECTION_ACT: Three =
    ["Terveydensuojelulaki 763/1994", "Hälsoskyddslagen 763/1994", "Health Protection Act 763/1994"];

/// Matters of a municipality.
pub(super) const MUNICIPAL: &[Topic] = &[
    Topic {
        audiences: &[Child],
        title: ["Varhaiskasvatuspaikka", "Plats i småbarnspedagogiken", "Place in early childhood education"],
        unit: ["Varhaiskasvatus", "Småbarnspedagogik", "Early childhood education"],
        statute: ECEC_ACT,
        sentences: &[
            [
                "Ilmoitattehan hoitoajat viimeistään edellisen viikon sunnuntaina.",
                "Meddela vårdtiderna senast på söndagen veckan innan.",
                "Please report the care hours by Sunday of the week before.",
            ],
            [
                "Päiväkodin piha aidataan uudelleen, ja ulkoilu siirtyy siksi puistoon {{place}}.",
                "Daghemmets gård får ett nytt staket och utevistelsen sker därför i parken {{place}}.",
                "The day-care yard gets a new fence, so outdoor time moves to the park at {{place}}.",
            ],
            [
                "Asiakasmaksu tarkistetaan, kun perheen tulot tai koko muuttuvat.",
                "Klientavgiften justeras när familjens inkomster eller storlek ändras.",
                "The fee is reviewed when the income or the size of the family changes.",
            ],
        ],
    },
    Topic {
        audiences: &[Child],
        title: ["Koulukuljetus", "Skolskjuts", "School transport"],
        unit: ["Perusopetus", "Grundläggande utbildning", "Basic education"],
        statute: EDUCATION_ACT,
        sentences: &[
            [
                "Kuljetus lähtee pysäkiltä {{place}} kello 7.40 ja palaa viimeisen tunnin jälkeen.",
                "Skjutsen avgår från hållplatsen {{place}} klockan 7.40 och återvänder efter sista lektionen.",
                "The bus leaves from the stop at {{place}} at 7.40 and returns after the last lesson.",
            ],
            [
                "Oikeus kuljetukseen perustuu koulumatkan pituuteen ja vaarallisuuteen.",
                "Rätten till skjuts beror på hur lång och farlig skolvägen är.",
                "The right to transport depends on how long and how dangerous the way to school is.",
            ],
        ],
    },
    Topic {
        audiences: &[Child],
        title: ["Harrastusryhmä", "Hobbygrupp", "Hobby group"],
        unit: ["Liikunta ja nuoriso", "Idrott och ungdom", "Sports and youth"],
        statute: MUNICIPAL_ACT,
        sentences: &[
            [
                "Ryhmä kokoontuu koulun salissa heti koulupäivän jälkeen.",
                "Gruppen samlas i skolans sal genast efter skoldagen.",
                "The group meets in the school hall right after school.",
            ],
            [
                "Mukaan tarvitaan sisäpelikengät ja juomapullo; välineet saa lainaksi.",
                "Ta med inneskor och en vattenflaska; redskapen får man låna.",
                "Bring indoor shoes and a water bottle; equipment can be borrowed.",
            ],
        ],
    },
    Topic {
        audiences: &[Adult, Organisation],
        title: ["Vesilasku", "Vattenräkning", "Water bill"],
        unit: ["Vesilaitos", "Vattenverket", "Water works"],
        statute: WATER_ACT,
        sentences: &[
            [
                "Mittarin lukema osoitteessa {{place}} on arvioitu, koska lukemaa ei ole ilmoitettu.",
                "Mätarställningen på {{place}} är uppskattad eftersom ingen avläsning har meddelats.",
                "The meter reading at {{place}} is an estimate because no reading was reported.",
            ],
            [
                "Seuraava tasauslasku lähetetään, kun uusi lukema on saatu.",
                "Följande utjämningsräkning skickas när en ny avläsning har kommit in.",
                "The next balancing bill follows when a new reading has arrived.",
            ],
        ],
    },
    Topic {
        audiences: &[Adult, Organisation],
        title: ["Katutyöt", "Gatuarbeten", "Street works"],
        unit: ["Katu ja puistot", "Gator och parker", "Streets and parks"],
        statute: MUNICIPAL_ACT,
        sentences: &[
            [
                "Katu {{place}} päällystetään uudelleen, ja liikenne ohjataan kiertoreitille.",
                "Gatan {{place}} får ny beläggning och trafiken leds om.",
                "The street {{place}} gets a new surface and traffic is diverted.",
            ],
            [
                "Tonttiliittymä on käytössä iltaisin ja viikonloppuisin koko työn ajan.",
                "Infarten till tomten kan användas kvällar och veckoslut under hela arbetet.",
                "The driveway can be used in the evenings and at weekends throughout the works.",
            ],
        ],
    },
    Topic {
        audiences: &[Adult, Organisation],
        title: ["Rakentamislupa", "Bygglov", "Building permit"],
        unit: ["Rakennusvalvonta", "Byggnadstillsynen", "Building control"],
        statute: BUILDING_ACT,
        sentences: &[
            [
                "Hanke osoitteessa {{place}} on kuulutettu naapureille, eikä huomautuksia ole tullut.",
                "Grannarna har hörts om projektet på {{place}} och inga anmärkningar har kommit in.",
                "The neighbours were heard about the project at {{place}} and made no remarks.",
            ],
            [
                "Pääpiirustuksista puuttuu vielä julkisivun värimerkintä.",
                "I huvudritningarna saknas ännu uppgift om fasadens färg.",
                "The main drawings still lack the colour of the façade.",
            ],
        ],
    },
    Topic {
        audiences: &[Adult, Child],
        title: ["Kirjaston varaus", "Reservation på biblioteket", "Library reservation"],
        unit: ["Kirjasto", "Biblioteket", "Library"],
        statute: LIBRARY_ACT,
        sentences: &[
            [
                "Varaus odottaa noutohyllyssä numerolla {{number}} seitsemän päivää.",
                "Reservationen väntar på avhämtningshyllan med numret {{number}} i sju dagar.",
                "The reservation waits on the pick-up shelf under number {{number}} for seven days.",
            ],
            [
                "Lainan voi uusia viisi kertaa, jos kukaan muu ei ole varannut sitä.",
                "Lånet kan förnyas fem gånger om ingen annan har reserverat det.",
                "The loan can be renewed five times if nobody else has reserved it.",
            ],
        ],
    },
    Topic {
        audiences: &[Adult],
        title: ["Asuntohakemus", "Bostadsansökan", "Housing application"],
        unit: ["Asuntotoimi", "Bostadsbyrån", "Housing office"],
        statute: MUNICIPAL_ACT,
        sentences: &[
            [
                "Kolmen huoneen asunto osoitteessa {{place}} vapautuu ensi kuussa.",
                "En trerummare på {{place}} blir ledig nästa månad.",
                "A three-room flat at {{place}} becomes free next month.",
            ],
            [
                "Hakemus on voimassa kolme kuukautta, ja sen voi uusia muuttamatta tietoja.",
                "Ansökan gäller i tre månader och kan förnyas utan ändringar.",
                "The application is valid for three months and can be renewed as it is.",
            ],
        ],
    },
    Topic {
        audiences: &[Organisation],
        title: ["Yritystontti", "Företagstomt", "Business plot"],
        unit: ["Elinvoimapalvelut", "Näringslivstjänster", "Business services"],
        statute: MUNICIPAL_ACT,
        sentences: &[
            [
                "Tontti {{place}} soveltuu toimisto- ja pienteollisuuskäyttöön.",
                "Tomten {{place}} lämpar sig för kontor och småindustri.",
                "The plot at {{place}} is suited to offices and small industry.",
            ],
            [
                "Vuokrasopimuksen luonnos on luettavissa, ja siihen voi ehdottaa muutoksia.",
                "Utkastet till arrendeavtal kan läsas och ändringar föreslås.",
                "The draft lease can be read and changes to it proposed.",
            ],
        ],
    },
];

/// Matters of a wellbeing services county.
pub(super) const WELLBEING: &[Topic] = &[
    Topic {
        audiences: &[Adult, Child],
        title: ["Terveysaseman aika", "Tid på hälsostationen", "Health centre appointment"],
        unit: ["Terveysasema", "Hälsostationen", "Health centre"],
        statute: HEALTH_ACT,
        sentences: &[
            [
                "Verikoe otetaan ennen vastaanottoa; olkaa ravinnotta kaksitoista tuntia.",
                "Blodprov tas före mottagningen; ät ingenting på tolv timmar.",
                "A blood sample is taken before the appointment; do not eat for twelve hours.",
            ],
            [
                "Vastaanotto on toimipisteessä {{place}}, ja sisäänkäynti on pihan puolelta.",
                "Mottagningen är på {{place}} och ingången finns på gårdssidan.",
                "The appointment is at {{place}}, and the entrance is from the yard.",
            ],
        ],
    },
    Topic {
        audiences: &[Adult, Child],
        title: ["Hammastarkastus", "Tandkontroll", "Dental check-up"],
        unit: ["Suun terveydenhuolto", "Mun- och tandvården", "Oral health care"],
        statute: HEALTH_ACT,
        sentences: &[
            [
                "Edellisestä tarkastuksesta on kaksi vuotta, ja uuden ajan voi nyt varata.",
                "Den förra kontrollen var för två år sedan och en ny tid kan nu bokas.",
                "The last check-up was two years ago and a new time can now be booked.",
            ],
            [
                "Ajan voi perua maksutta viimeistään edellisenä päivänä.",
                "Tiden kan avbokas utan avgift senast dagen innan.",
                "The time can be cancelled free of charge up to the day before.",
            ],
        ],
    },
    Topic {
        audiences: &[Adult],
        title: ["Kotihoito", "Hemvård", "Home care"],
        unit: ["Ikäihmisten palvelut", "Tjänster för äldre", "Services for older people"],
        statute: SOCIAL_ACT,
        sentences: &[
            [
                "Palvelusuunnitelma tarkistetaan kotikäynnillä yhdessä omaisen kanssa.",
                "Serviceplanen ses över på ett hembesök tillsammans med en anhörig.",
                "The service plan is reviewed during a home visit together with a relative.",
            ],
            [
                "Ateriat tuodaan osoitteeseen {{place}} arkisin kello yhdentoista jälkeen.",
                "Måltiderna levereras till {{place}} på vardagar efter klockan elva.",
                "Meals are delivered to {{place}} on weekdays after eleven.",
            ],
        ],
    },
    Topic {
        audiences: &[Child],
        title: ["Neuvolan määräaikaistarkastus", "Hälsoundersökning på rådgivningen", "Child health clinic check"],
        unit: ["Neuvola ja kouluterveys", "Rådgivning och skolhälsovård", "Child health clinic and school health"],
        statute: HEALTH_ACT,
        sentences: &[
            [
                "Tarkastuksessa mitataan kasvu ja keskustellaan arjen sujumisesta.",
                "Vid undersökningen mäts tillväxten och vi talar om hur vardagen fungerar.",
                "At the check we measure growth and talk about how everyday life goes.",
            ],
            [
                "Rokotukset annetaan samalla käynnillä, jos huoltajat suostuvat niihin.",
                "Vaccinationerna ges vid samma besök om vårdnadshavarna samtycker.",
                "Vaccinations are given at the same visit if the guardians agree.",
            ],
        ],
    },
    Topic {
        audiences: &[Organisation],
        title: ["Omavalvontasuunnitelma", "Plan för egenkontroll", "Self-monitoring plan"],
        unit: ["Ympäristöterveys", "Miljöhälsan", "Environmental health"],
        statute: HEALTH_PROTECTION_ACT,
        sentences: &[
            [
                "Toimitila {{place}} tarkastetaan suunnitelman mukaan kerran kahdessa vuodessa.",
                "Lokalen på {{place}} inspekteras enligt planen vartannat år.",
                "The premises at {{place}} are inspected every second year according to the plan.",
            ],
            [
                "Ilmanvaihdon mittauspöytäkirja pyydetään liittämään suunnitelmaan.",
                "Mätprotokollet för ventilationen ska fogas till planen.",
                "Please attach the ventilation measurement report to the plan.",
            ],
        ],
    },
];

/// Sentences that fit every matter.
pub(super) const ANYWHERE: &[Three] = &[
    [
        "Asia on kirjattu numerolla {{number}}.",
        "Ärendet har registrerats med numret {{number}}.",
        "The matter is registered under number {{number}}.",
    ],
    ["Teidän ei tarvitse tehdä mitään.", "Ni behöver inte göra något.", "You do not need to do anything."],
    [
        "Käsittely kestää tavallisesti kahdesta neljään viikkoa.",
        "Behandlingen tar vanligen två till fyra veckor.",
        "Handling usually takes two to four weeks.",
    ],
    [
        "Ilmoitamme heti, kun asia etenee.",
        "Vi meddelar genast när ärendet går framåt.",
        "We will tell you as soon as the matter moves on.",
    ],
    [
        "Jos tiedoissa on virhe, pyytäkää sen korjaamista tällä samalla palstalla.",
        "Om uppgifterna är felaktiga kan ni be om rättelse i samma tråd.",
        "If something in the information is wrong, ask us to correct it in this same thread.",
    ],
    [
        "Voitte myös soittaa neuvontaan arkisin kello 9–15.",
        "Ni kan också ringa rådgivningen på vardagar klockan 9–15.",
        "You can also call the advice line on weekdays from 9 to 15.",
    ],
    [
        "Palvelupiste {{place}} palvelee ilman ajanvarausta maanantaisin.",
        "Servicestället {{place}} betjänar utan tidsbokning på måndagar.",
        "The service point at {{place}} serves without an appointment on Mondays.",
    ],
    [
        "Pyydämme anteeksi, että vastaus on viipynyt.",
        "Vi beklagar att svaret har dröjt.",
        "We are sorry that the answer took so long.",
    ],
    [
        "Liitteet saa pyynnöstä myös paperilla.",
        "Bilagorna fås på begäran också på papper.",
        "The enclosures are available on paper on request.",
    ],
    [
        "Tulkki voidaan tilata, kun tarve ilmoitetaan viimeistään viikkoa ennen.",
        "En tolk kan beställas om behovet meddelas senast en vecka innan.",
        "An interpreter can be arranged when we know a week in advance.",
    ],
    [
        "Tietoja on käytetty vain tämän asian käsittelyyn.",
        "Uppgifterna har använts endast för att behandla detta ärende.",
        "The information was used only to handle this matter.",
    ],
    ["Maksua ei peritä.", "Ingen avgift tas ut.", "There is no charge."],
    [
        "Päätös annetaan kirjallisena, ja siihen liitetään ohjeet muutoksenhausta.",
        "Beslutet ges skriftligt och anvisningar om ändringssökande bifogas.",
        "The decision is given in writing with instructions for appeal.",
    ],
    [
        "Olemme saaneet lähettämänne selvityksen, ja se riittää.",
        "Vi har fått er utredning och den räcker.",
        "We have received your explanation and it is sufficient.",
    ],
    [
        "Käsittelijä on vaihtunut, mutta asian vaiheet säilyvät ennallaan.",
        "Handläggaren har bytts, men ärendets skeden är oförändrade.",
        "The handler has changed, but the stages of the matter stay as they were.",
    ],
    [
        "Aikataulu muuttui, koska lausunto saatiin odotettua myöhemmin.",
        "Tidtabellen ändrades eftersom utlåtandet kom senare än väntat.",
        "The timetable changed because a statement arrived later than expected.",
    ],
    [
        "Samassa asiassa ei tarvitse lähettää uutta hakemusta.",
        "Ingen ny ansökan behövs i samma ärende.",
        "No new application is needed in the same matter.",
    ],
    [
        "Kiitos palautteesta, se on välitetty eteenpäin yksikköön.",
        "Tack för responsen, den har förmedlats till enheten.",
        "Thank you for the feedback; it was passed on to the unit.",
    ],
];

/// What a letter is about, put after the topic.
pub(super) const LETTERS: &[Three] = &[
    ["lisätietoja", "mer information", "more information"],
    ["muutos aikatauluun", "ändrad tidtabell", "change of timetable"],
    ["vahvistus", "bekräftelse", "confirmation"],
    ["vastaus kysymykseenne", "svar på er fråga", "answer to your question"],
    ["tiedote", "meddelande", "notice"],
];

/// What is asked of the resident.
pub(super) const REQUESTS: &[Three] = &[
    ["Lähettäkää puuttuva liite", "Skicka den bilaga som saknas", "Send the missing enclosure"],
    ["Vahvistakaa tiedot", "Bekräfta uppgifterna", "Confirm the information"],
    ["Vastatkaa kyselyyn", "Besvara enkäten", "Answer the survey"],
];

/// Streets of invented places.
pub(super) const PLACES: &[&str] = &[
    "Koivukuja",
    "Rantaraitti",
    "Myllytie",
    "Harjukatu",
    "Niittypolku",
    "Asemakatu",
    "Kivisillantie",
    "Lehtokuja",
    "Sepänkatu",
    "Tervatie",
    "Lukkarinmäki",
    "Vesitorninkatu",
    "Ahjotie",
    "Käpypolku",
    "Satamakatu",
    "Pellavatie",
];
