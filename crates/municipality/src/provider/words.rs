//! What the provider's pages say.

use crate::world::wording::Language;

/// The words of one language.
pub(super) struct Words {
    pub(super) language: &'static str,
    pub(super) own_name: &'static str,
    pub(super) footer: &'static str,
    pub(super) error: &'static str,

    pub(super) sign_in: &'static str,
    pub(super) lead: &'static str,
    pub(super) who: &'static str,
    pub(super) who_hint: &'static str,
    pub(super) how: &'static str,
    pub(super) strong: &'static str,
    pub(super) strong_hint: &'static str,
    pub(super) strong_only: &'static str,
    pub(super) basic: &'static str,
    pub(super) basic_hint: &'static str,
    pub(super) gets: &'static str,
    pub(super) reads: &'static str,
    pub(super) stays: &'static str,
    pub(super) go: &'static str,
    pub(super) cancel: &'static str,
    pub(super) not_yet: &'static str,
    pub(super) choose_who: &'static str,
    pub(super) choose_how: &'static str,

    pub(super) run_out: Notice,
    pub(super) unknown_app: Notice,
    pub(super) foreign_form: Notice,
    pub(super) signed_out: Notice,
    pub(super) ask_sign_out: Notice,
    pub(super) sign_out: &'static str,
}

/// A heading and what is under it.
pub(super) struct Notice {
    pub(super) title: &'static str,
    pub(super) text: &'static str,
}

impl Words {
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::Fi => &FI,
            Language::Sv => &SV,
            Language::En => &EN,
        }
    }
}

const FI: Words = Words {
    language: "Kieli",
    own_name: "Suomi",
    footer: "Esittelyn palvelin. Se vastaa vain tällä koneella.",
    error: "Virhe",
    sign_in: "Kirjaudu sisään",
    lead: "Kotikunta-sovellus pyytää kirjautumista. Kirjautumisen jälkeen palaat sovellukseen.",
    who: "Kuka kirjautuu?",
    who_hint: "Tämä on esittely: henkilöt ovat keksittyjä eikä salasanaa kysytä.",
    how: "Miten tunnistaudut?",
    strong: "Pankkitunnuksilla tai mobiilivarmenteella",
    strong_hint: "vahva tunnistautuminen",
    strong_only: "Sovellus pyytää vahvaa tunnistautumista.",
    basic: "Käyttäjätunnuksella ja salasanalla",
    basic_hint: "ei vahva tunnistautuminen",
    gets: "Mitä sovellus saa",
    reads: "Sovellus saa lukea asiasi, viestisi, päätöksesi ja asiakirjasi sekä niiden henkilöiden ja yhteisöjen, joiden \
            puolesta toimit. Se kertoo meille, mitä olet avannut.",
    stays: "Se saa hakea uutta, kunnes kirjaudut sovelluksesta ulos.",
    go: "Kirjaudu",
    cancel: "Peruuta",
    not_yet: "Et ole vielä kirjautunut",
    choose_who: "Valitse, kuka kirjautuu.",
    choose_how: "Valitse, miten tunnistaudut.",
    run_out: Notice { title: "Tämä kirjautuminen on vanhentunut", text: "Palaa sovellukseen ja aloita alusta." },
    unknown_app: Notice {
        title: "Kirjautumista ei voi aloittaa",
        text: "Sovellusta, joka lähetti sinut tänne, ei tunneta, tai se ilmoitti sivun, joka ei ole sen oma. Sille ei \
               lähetetty mitään. Sulje tämä sivu ja aloita sovelluksessa alusta.",
    },
    foreign_form: Notice {
        title: "Lomake ei ole tältä sivulta",
        text: "Mitään ei tehty. Palaa sovellukseen ja aloita alusta.",
    },
    signed_out: Notice { title: "Olet kirjautunut ulos", text: "Voit sulkea tämän sivun." },
    ask_sign_out: Notice {
        title: "Haluatko kirjautua ulos?",
        text: "Tämä selain unohtaa, kuka olet. Sovelluksista kirjaudutaan ulos sovelluksissa.",
    },
    sign_out: "Kirjaudu ulos",
};

const SV: Words = Words {
    language: "Språk",
    own_name: "Svenska",
    footer: "En server i demonstrationen. Den svarar bara på den här datorn.",
    error: "Fel",
    sign_in: "Logga in",
    lead: "Appen Kotikunta ber dig logga in. När du har loggat in är du tillbaka i appen.",
    who: "Vem loggar in?",
    who_hint: "Det här är en demonstration: personerna är påhittade och inget lösenord behövs.",
    how: "Hur identifierar du dig?",
    strong: "Med bankkoder eller mobilcertifikat",
    strong_hint: "stark autentisering",
    strong_only: "Appen begär stark autentisering.",
    basic: "Med användarnamn och lösenord",
    basic_hint: "inte stark autentisering",
    gets: "Vad appen får",
    reads: "Appen får läsa dina ärenden, meddelanden, beslut och handlingar och deras som du företräder. Den talar om för \
            oss vad du har öppnat.",
    stays: "Den får hämta nytt tills du loggar ut ur appen.",
    go: "Logga in",
    cancel: "Avbryt",
    not_yet: "Du är inte inloggad ännu",
    choose_who: "Välj vem som loggar in.",
    choose_how: "Välj hur du identifierar dig.",
    run_out: Notice { title: "Den här inloggningen har gått ut", text: "Gå tillbaka till appen och börja om." },
    unknown_app: Notice {
        title: "Inloggningen kan inte börja",
        text: "Appen som skickade dig hit är inte känd här, eller så angav den en sida som inte är dess egen. Inget \
               skickades till den. Stäng den här sidan och börja om i appen.",
    },
    foreign_form: Notice {
        title: "Formuläret kommer inte från den här sidan",
        text: "Inget gjordes. Gå tillbaka till appen och börja om.",
    },
    signed_out: Notice { title: "Du är utloggad", text: "Du kan stänga den här sidan." },
    ask_sign_out: Notice {
        title: "Vill du logga ut?",
        text: "Den här webbläsaren glömmer vem du är. Ur en app loggar du ut i appen.",
    },
    sign_out: "Logga ut",
};

const EN: Words = Words {
    language: "Language",
    own_name: "English",
    footer: "A server of the demonstration. It answers on this machine only.",
    error: "Error",
    sign_in: "Sign in",
    lead: "The app Kotikunta asks you to sign in. Once you have, you are back in the app.",
    who: "Who signs in?",
    who_hint: "This is a demonstration: the people are made up, and no password is asked for.",
    how: "How do you identify yourself?",
    strong: "With bank codes or a mobile certificate",
    strong_hint: "strong authentication",
    strong_only: "The app asks for strong authentication.",
    basic: "With a user name and a password",
    basic_hint: "not strong authentication",
    gets: "What the app gets",
    reads: "The app may read your cases, messages, decisions and documents, and those of the people and organisations you \
            act for. It tells us what you have opened.",
    stays: "It may fetch what is new until you sign out in the app.",
    go: "Sign in",
    cancel: "Cancel",
    not_yet: "You are not signed in yet",
    choose_who: "Choose who signs in.",
    choose_how: "Choose how you identify yourself.",
    run_out: Notice { title: "This sign-in has run out", text: "Go back to the app and begin again." },
    unknown_app: Notice {
        title: "Sign-in cannot begin",
        text: "The app that sent you here is not known here, or it named a page that is not its own. Nothing was sent to \
               it. Close this page and begin again in the app.",
    },
    foreign_form: Notice {
        title: "This form does not come from this page",
        text: "Nothing was done. Go back to the app and begin again.",
    },
    signed_out: Notice { title: "You are signed out", text: "You can close this page." },
    ask_sign_out: Notice {
        title: "Do you want to sign out?",
        text: "This browser forgets who you are. You sign out of an app in the app.",
    },
    sign_out: "Sign out",
};
