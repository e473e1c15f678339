//! Every page and state of the app, once. A new page is checked in the app and in a browser from the day it has an entry.

use anyhow::{Context, Result};

use crate::Screen;

/// A page, or a state of one.
pub struct Page {
    /// What it is called when something is wrong with it.
    pub name: &'static str,
    /// Where it is.
    pub address: &'static str,
    /// A field, and what is written in it before anything is pressed.
    pub written: Option<(&'static str, &'static str)>,
    /// What is pressed there, one after the other, each as soon as it is there.
    pub pressed: &'static [&'static str],
    /// What shows that it is all there.
    pub ready: &'static str,
    /// Its first heading, in Finnish.
    pub heading: &'static str,
    /// What has the focus, or where reading by the arrow keys goes on; the first words of its name.
    pub focus: &'static str,
    /// The view that the navigation tells as the current one.
    pub view: Option<&'static str>,
}

/// A page on which reading begins at the first heading.
const fn page(
    name: &'static str,
    address: &'static str,
    pressed: &'static [&'static str],
    ready: &'static str,
    heading: &'static str,
    view: Option<&'static str>,
) -> Page {
    Page { name, address, written: None, pressed, ready, heading, focus: heading, view }
}

const MESSAGE: &str = "main article a[href*='/message/']";
const DECISION: &str = "main article a[href*='/decision/']";
const TASK: &str = "main article a[href*='/task/']";

const INBOX: Option<&str> = Some("Saapuneet");
const CASES: Option<&str> = Some("Asiat");
const USE: Option<&str> = Some("Tietojeni käyttö");
const LETTERS: Option<&str> = Some("Lähtevät");
const REPORTS: Option<&str> = Some("Ilmoita viasta");

/// All of them.
pub const PAGES: &[Page] = &[
    page("inbox", "/", &[], "main article", "Saapuneet", INBOX),
    Page {
        name: "what was found",
        address: "/",
        written: Some(("#search", "palsta")),
        pressed: &[],
        ready: "main .results mark",
        heading: "Saapuneet",
        focus: "Hae saapuneista",
        view: INBOX,
    },
    Page {
        name: "nothing found",
        address: "/",
        written: Some(("#search", "avaruusraketti")),
        pressed: &[],
        ready: "main .results .empty",
        heading: "Saapuneet",
        focus: "Hae saapuneista",
        view: INBOX,
    },
    Page {
        name: "narrowing a search",
        address: "/",
        written: Some(("#search", "helmi")),
        pressed: &["main .narrow-toggle"],
        ready: "main .narrowing #search-name",
        heading: "Saapuneet",
        focus: "Rajaa hakua",
        view: INBOX,
    },
    page(
        "message",
        "/",
        &[MESSAGE],
        "#reading .letter p",
        "Koskee: Helmi Lehto Helmin kotihoitokäynti siirtyy maanantaihin",
        INBOX,
    ),
    page(
        "decision",
        "/",
        &[DECISION],
        "#reading .first",
        "Koskee: Elsa Virta Elsan iltapäivätoiminta myönnettiin osittain",
        INBOX,
    ),
    page("task", "/", &[TASK], "#reading h1[id] ~ *", "Täydennä hakemusta: vuokrasopimuksen kopio", INBOX),
    Page {
        name: "open document",
        address: "/",
        written: None,
        pressed: &[DECISION, "#reading .file-name"],
        ready: "#reading .shown > *",
        heading: "Koskee: Elsa Virta Elsan iltapäivätoiminta myönnettiin osittain",
        focus: "Sulje: Päätös suomeksi",
        view: INBOX,
    },
    Page {
        name: "warning before a copy",
        address: "/",
        written: None,
        pressed: &[DECISION, "#reading .file-name", "#reading .copies button + button"],
        ready: "dialog[open]",
        heading: "Avaa muussa ohjelmassa",
        focus: "Peru",
        view: INBOX,
    },
    Page {
        name: "archive of the device",
        address: "/",
        written: None,
        pressed: &["main .shelves li + li a"],
        ready: "main .results .empty",
        heading: "Arkisto",
        focus: "Arkisto",
        view: INBOX,
    },
    Page {
        name: "selecting several",
        address: "/",
        written: None,
        pressed: &["main .select-begin button"],
        ready: "main .pick input",
        heading: "Saapuneet",
        focus: "Valitse: Elsan iltapäivätoiminta",
        view: INBOX,
    },
    Page {
        name: "filing an item",
        address: "/",
        written: None,
        pressed: &[DECISION, "#reading .item-tools button[aria-expanded]"],
        ready: "#item-new-label",
        heading: "Koskee: Elsa Virta Elsan iltapäivätoiminta myönnettiin osittain",
        focus: "Muut toiminnot",
        view: INBOX,
    },
    Page {
        name: "reminding of an item",
        address: "/",
        written: None,
        pressed: &[DECISION, "#reading .reminders button[aria-expanded]"],
        ready: "#remind-day",
        heading: "Koskee: Elsa Virta Elsan iltapäivätoiminta myönnettiin osittain",
        focus: "Muistuta tai lykkää",
        view: INBOX,
    },
    page("cases", "/cases", &[], "main article", "Asiat", CASES),
    page("case", "/cases", &["main article a"], "#reading h2", "Koskee: Helmi Lehto Helmin kotihoito", CASES),
    page("archive", "/archive", &[], "main .empty", "Arkisto", CASES),
    page("bin", "/bin", &[], "main .empty", "Roskakori", CASES),
    page("people", "/people", &[], "main .card", "Puolesta asiointi", Some("Puolesta asiointi")),
    Page {
        name: "giving a right",
        address: "/people",
        written: None,
        pressed: &["main .rights ~ .actions button"],
        ready: "main .right-form",
        heading: "Puolesta asiointi",
        focus: "Anna oikeus asioida puolestasi",
        view: Some("Puolesta asiointi"),
    },
    page("use of data", "/use", &[], "main [data-part='by-law'] article", "Tietojeni käyttö", USE),
    page(
        "a use",
        "/use",
        &["main [data-part='chosen'] article h3 a"],
        "main [data-part='rights']",
        "Perheelle sopivien asuntojen ehdottaminen",
        USE,
    ),
    page("lookups", "/use/lookups", &[], "main .lookup", "Tietojen katselut", USE),
    Page {
        name: "nothing found among lookups",
        address: "/use/lookups",
        written: Some(("#lookups-find", "avaruusraketti")),
        pressed: &[],
        ready: "main .empty",
        heading: "Tietojen katselut",
        focus: "Etsi katseluista",
        view: USE,
    },
    page("contact", "/contact", &[], "main .card", "Ota yhteyttä", Some("Ota yhteyttä")),
    page("letters", "/letters", &[], "main .ways a", "Lähtevät", LETTERS),
    page("a new letter", "/letters", &["main .ways a"], "#letter-body", "Uusi viesti", LETTERS),
    Page {
        name: "an answer",
        address: "/",
        written: None,
        pressed: &["main article a[href*='/kaarna/message/']", "#reading .reply a.button"],
        ready: "#letter-body",
        heading: "Vastaus",
        focus: "Vastaus",
        view: LETTERS,
    },
    Page {
        name: "question before sending",
        address: "/letters",
        written: None,
        pressed: &["main .ways a", "main form .primary"],
        ready: "dialog[open]",
        heading: "Lähetetäänkö viesti?",
        focus: "Peru",
        view: LETTERS,
    },
    page(
        "questions of a task",
        "/item/kaarna/task/task-1aaf98c60dee",
        &[],
        "#reading #question-0 input",
        "Koskee: Elsa Virta Vahvista Elsan hammastarkastuksen aika",
        INBOX,
    ),
    Page {
        name: "questions that are missed",
        address: "/item/kaarna/task/task-8d196c511174",
        written: None,
        pressed: &["#reading .answer-form .primary"],
        ready: "#reading .question [aria-invalid]",
        heading: "Koskee: Helmi Lehto Ilmoita Helmin tulot kotihoidon maksua varten",
        focus: "Eläkkeet ennen veroja",
        view: INBOX,
    },
    Page {
        name: "why a case cannot be withdrawn",
        address: "/cases/kaarna/case/case-bdf71e7f07b7",
        written: None,
        pressed: &["#reading .why-not button"],
        ready: "#withdraw-why p",
        heading: "Koskee: Helmi Lehto Helmin kotihoidon maksun tarkistus",
        focus: "Voiko tämän asian perua?",
        view: CASES,
    },
    page(
        "withdrawing a case",
        "/write/withdrawal/haikkala/case-16a9a01bf28d",
        &[],
        "#letter-body",
        "Asian peruminen",
        LETTERS,
    ),
    page(
        "asking to be called",
        "/contact",
        &["main a[href^='/write/contact/haikkala/']"],
        "#question-3",
        "Soitto- tai tapaamispyyntö",
        LETTERS,
    ),
    page(
        "saying how a case went",
        "/write/feedback/haikkala/case-4e63937b59b8",
        &[],
        "#question-1",
        "Palaute asian hoidosta",
        LETTERS,
    ),
    page(
        "requesting a review",
        "/",
        &[DECISION, "#reading .first a.button"],
        "#question-7 textarea",
        "Oikaisuvaatimus",
        LETTERS,
    ),
    page("calendar", "/calendar", &[], "main .due-day", "Kalenteri", Some("Kalenteri")),
    page("fault reports", "/report", &[], "main .page .button", "Ilmoita viasta", REPORTS),
    page("connections", "/connections", &[], "main .card .fresh-line", "Yhteydet", Some("Yhteydet")),
    page("connect", "/connect", &[], "main .public-body", "Yhdistä palvelu", Some("Yhteydet")),
    Page {
        name: "connect with nothing found",
        address: "/connect",
        written: Some(("#connect-search", "Atlantis")),
        pressed: &[],
        ready: "main .found + p:not(.note)",
        heading: "Yhdistä palvelu",
        focus: "Nimi tai postinumero",
        view: Some("Yhteydet"),
    },
    Page {
        name: "service",
        address: "/connect",
        written: None,
        pressed: &["main .public-body"],
        ready: "main .service .primary",
        heading: "Yhdistä palvelu",
        focus: "Haikkala",
        view: Some("Yhteydet"),
    },
    page("settings", "/settings", &[], "main fieldset", "Asetukset", Some("Asetukset")),
    page("taking out", "/take-out", &[], "main .fingerprint", "Ota tietosi talteen", Some("Asetukset")),
    Page {
        name: "warning before taking out",
        address: "/take-out",
        written: None,
        pressed: &["main .part .primary"],
        ready: "dialog[open]",
        heading: "Otetaanko tiedot talteen?",
        focus: "Peru",
        view: Some("Asetukset"),
    },
    Page {
        name: "a new lock",
        address: "/settings",
        written: None,
        pressed: &["[aria-labelledby='lock'] .actions button"],
        ready: "#lock-new",
        heading: "Asetukset",
        focus: "Uusi PIN-koodi tai salalause",
        view: Some("Asetukset"),
    },
    page("help", "/help", &[], "main .key-list", "Ohje", Some("Ohje")),
    page("glossary", "/glossary", &[], "main .facts-list", "Sanasto", Some("Ohje")),
    Page {
        name: "narrowing the glossary",
        address: "/glossary",
        written: Some(("#glossary-find", "tiedoksi")),
        pressed: &[],
        ready: "main .glossary .found",
        heading: "Sanasto",
        focus: "Etsi sana",
        view: Some("Ohje"),
    },
    page(
        "item that is gone",
        "/item/haikkala/message/no-such-message",
        &[],
        "#reading .failure",
        "Tätä ei löydy laitteelta.",
        INBOX,
    ),
    page("no such page", "/nowhere", &[], "main h1", "Tätä sivua ei ole", None),
];

impl Page {
    /// Opens it.
    pub async fn open(&self, screen: &Screen) -> Result<()> {
        // Only after the script has answered: a page that goes away takes its answer along.
        screen
            .script(&format!("document.body.dataset.left = ''; setTimeout(() => location.assign({:?}))", self.address))
            .await?;
        screen.until(&format!("return location.pathname === {:?} && document.readyState === 'complete' && !('left' in document.body.dataset)", self.address))
            .await?;
        screen.shown("main[data-ready='true']").await.with_context(|| self.name.to_owned())?;
        if let Some((field, text)) = self.written {
            screen.shown(field).await?.send_keys(text).await?;
        }
        for selector in self.pressed {
            let element = screen.shown(selector).await.with_context(|| self.name.to_owned())?;
            element.click().await?;
        }
        screen.shown(self.ready).await.with_context(|| self.name.to_owned())?;
        Ok(())
    }
}

/// The themes in which colours are checked.
pub const THEMES: [&str; 2] = ["light", "dark"];

/// Shows the page in a theme, as the settings would.
pub async fn set_theme(screen: &Screen, theme: &str) -> Result<()> {
    screen.script(&format!("document.documentElement.dataset.theme = {theme:?}")).await?;
    Ok(())
}
