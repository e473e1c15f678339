kind-data-use = Tietojen käyttö
kind-consent = Suostumus tai kielto
kind-lookup = Tietojen katselu
kind-access-log = Lokin tiedot

use-basis-consent = Suostumuksesi
    .means = Tietoja saa käyttää vain, jos annat suostumuksen. Voit perua sen milloin tahansa.
use-basis-explicit = Nimenomainen suostumuksesi
    .means = Näitä tietoja saa käyttää vain, jos suostut siihen nimenomaisesti. Voit perua suostumuksen milloin tahansa.
use-basis-contract = Sopimus
    .means = Tietoja tarvitaan sopimukseen, jonka olet tehnyt. Siihen ei kysytä suostumusta.
use-basis-obligation = Lakisääteinen velvoite
    .means = Laki velvoittaa käyttämään tietoja. Siihen ei kysytä suostumusta.
use-basis-vital = Hengen tai terveyden suojaaminen
    .means = Tietoja tarvitaan hengen tai terveyden suojaamiseen. Siihen ei kysytä suostumusta.
use-basis-task = Julkinen tehtävä
    .means = Tietoja tarvitaan viranomaisen lakisääteiseen tehtävään. Siihen ei kysytä suostumusta.
use-basis-interests = Oikeutettu etu
    .means = Tietojen käyttäjällä on siihen perusteltu syy. Voit vastustaa käyttöä.
use-basis-disclosure = Lupasi luovuttaa salaisia tietoja
    .means = Tiedot ovat salassa pidettäviä. Ne saa luovuttaa vain sinun luvallasi.

data-right-access = Pyyntö nähdä tiedot
data-right-rectification = Pyyntö korjata tiedot
data-right-erasure = Pyyntö poistaa tiedot
data-right-restriction = Pyyntö rajoittaa tietojen käyttöä
data-right-objection = Tietojen käytön vastustaminen
data-right-prohibit = Tietojen käytön kieltäminen

looked-viewed = Tietoja katsottiin
looked-received = Tietoja saatiin muualta
looked-disclosed = Tietoja luovutettiin
looked-changed = Tietoja muutettiin
looked-erased = Tietoja poistettiin

lookup-flag-after = Tietojasi käytettiin, vaikka lupa oli päättynyt jo { $when }.
lookup-flag-after-some-day = Tietojasi käytettiin, vaikka lupa oli jo päättynyt.
lookup-flag-period = Tietojasi käytettiin aikana, jolloin siihen ei ollut lupaa.
lookup-flag-forbidden = Tietojasi käytettiin, vaikka olet kieltänyt sen.
lookup-flag-purpose = Tietojasi käytettiin muuhun tarkoitukseen kuin on kerrottu.
lookup-flag-data = Käytettiin tietoja, joita lupasi ei koske.
lookup-flag-recipient = Tietojasi käytti taho, jota ei ole nimetty niiden käyttäjäksi.

view-use = Tietojeni käyttö
view-use-short = Tietoni
uses-by-choice = { $count ->
    [one] Yksi taho käyttää tietojasi luvallasi.
   *[other] { $count } tahoa käyttää tietojasi luvallasi.
}
    .none = Kukaan ei käytä tietojasi sinun luvallasi.
uses-by-law = { $count ->
    [one] Yksi taho käyttää niitä lain tai sopimuksen perusteella.
   *[other] { $count } tahoa käyttää niitä lain tai sopimuksen perusteella.
}
uses-wrong = { $count ->
    [one] Yksi katselu näyttää väärältä.
   *[other] { $count } katselua näyttää väärältä.
}
    .none = Mikään katselu ei näytä väärältä.
uses-new = { $count ->
    [one] Uusia katseluja on yksi.
   *[other] Uusia katseluja on { $count }.
}
    .none = Uusia katseluja ei ole.
uses-asked = { $count ->
    [one] Yksi pyyntö odottaa vastaustasi.
   *[other] { $count } pyyntöä odottaa vastaustasi.
}

ask-access = Pyydä nähdä tiedot
    .means = Saat tiedon, mitä tietoja sinusta käytetään, ja kopion niistä.
ask-rectification = Pyydä korjaamaan tiedot
    .means = Väärät tiedot korjataan ja puuttuvat täydennetään.
    .words = Mikä tieto on väärin, ja miten sen pitäisi olla?
ask-erasure = Pyydä poistamaan tiedot
    .means = Tiedot poistetaan, jos laki ei vaadi säilyttämään niitä.
ask-restriction = Pyydä rajoittamaan käyttöä
    .means = Tietoja saa vain säilyttää, kunnes asia on selvitetty.
ask-objection = Vastusta käyttöä
    .means = Käyttö päättyy, jos sille ei ole painavampaa syytä.
    .words = Miksi vastustat käyttöä? Kerro omasta tilanteestasi.
ask-prohibit = Kiellä käyttö
    .means = Tietojasi ei enää saa käyttää tähän. Voit poistaa kiellon myöhemmin.
ask-answer = Vastaus tulee kuukauden kuluessa. Pyyntö on maksuton.
ask-at-once = Kielto tulee voimaan, kun se on vastaanotettu. Se on maksuton.
ask-words = Mitä haluat kertoa? Voit jättää tämän tyhjäksi.
data-about = Mitä käyttöä tämä koskee

question-title = Kysymys tietojen käytöstä { $day }
question-lead = Hei! Käyttölokin mukaan tietoja on käytetty näin:
question-when = Milloin: { $when }
question-who = Kuka: { $who }
question-what = Mitä: { $what }
question-whose = Kenen tiedot: { $name }
question-data = Mitkä tiedot: { $data }
question-use = Tarkoitus: { $purpose }
question-wrong = Tämä näyttää minusta väärältä. { $why }
question-answer = Kertokaa, miksi tietoja käytettiin ja millä perusteella. Jos käyttö oli virhe, kertokaa, miten korjaatte sen.

uses-empty = Yhdistetyt palvelut eivät kerro, miten tietojasi käytetään.
    .next = Voit silti kysyä sitä jokaiselta palvelulta.
uses-requests = Sinulta kysytään
uses-flagged = Nämä katselut näyttävät vääriltä
uses-chosen = Näistä päätät sinä
    .none = Mikään käyttö ei perustu sinun lupaasi.
uses-law = Nämä perustuvat lakiin tai sopimukseen
    .means = Näihin ei kysytä suostumusta. Avaa käyttö, niin näet perusteen ja oikeutesi.
    .none = Palvelut eivät ole kertoneet tällaisista käytöistä.
uses-reach = Miltä ajalta katselut näkyvät
uses-silent = Nämä palvelut eivät kerro tietojen käytöstä
    .means = Katseluja voi olla, vaikka niitä ei näy tässä.
uses-asking = Pyydä nähdä kaikki tietosi
    .means = Palvelu kertoo kaikki tiedot, joita sillä on sinusta.
uses-save-heading = Tallenna itsellesi
    .means = Saat yhden tiedoston, jossa ovat luvat, kuittaukset, käytöt ja katselut. Sen voi tarkistaa ilman sovellusta.
uses-save = Tallenna tiedosto
    .sure = Tallennetaanko tiedosto?
    .warning = Tiedostoa ei ole salattu. Pidä se tallessa niin, etteivät muut näe sitä.
    .act = Tallenna
uses-saved = Tiedosto on tallennettu.

use-one = Tietojen käyttö
use-controller = Kuka päättää käytöstä
use-whose = Kenen tiedot
    .own = sinun
use-basis = Millä perusteella
use-choice = Sinun valintasi
use-choice-none = Sinulta ei ole pyydetty lupaa.
use-no-choice = Tätä käyttöä ei voi ottaa pois, koska se ei perustu suostumukseen.
use-may-forbid = Voit kieltää tämän käytön.
use-choice-open = Avaa: { $what }
use-about = Mitä tietoja ja mihin
use-data = Tiedot
use-recipients = Kuka muu saa tiedot
    .none = Ei kukaan muu.
use-retention = Kuinka kauan säilytetään
use-location = Missä säilytetään
use-unstated = Palvelu ei kerro.
use-machine = Tekeekö kone päätöksiä yksin
    .alone = Kyllä. Voit vaatia, että ihminen käsittelee asiasi.
    .never = Ei.
    .unstated = Palvelu ei kerro.
use-rights = Oikeutesi
    .none = Palvelu ei ota tällaisia pyyntöjä vastaan sovelluksesta.
use-last = Käytetty viimeksi
    .none = Katseluja ei ole kerrottu.
use-lookups-none = Katseluja ei ole.
use-lookups-count = { $count ->
    [one] 1 katselu
   *[other] { $count } katselua
}
use-lookups-all = Näytä kaikki nämä katselut
erasure-try = Kokeile ensin, poistettaisiinko tiedot
erasure-yes = Tiedot poistettaisiin.
erasure-partly = Osa tiedoista poistettaisiin.
erasure-no = Tietoja ei poistettaisi.
erasure-nothing = Tämä oli vain kokeilu. Mitään ei ole poistettu.

lookups-title = Tietojen katselut
lookups-lead = Tässä näet, kuka on katsonut, saanut tai muuttanut tietoja.
lookups-new = Vain uudet
lookups-flagged = Vain väärältä näyttävät
lookups-filter = Rajaa katseluja
lookups-source = Palvelu
    .all = Kaikki palvelut
lookups-from = Alkaen
lookups-to = Päättyen
lookups-find = Etsi katseluista
lookups-of-one = Näkyvissä ovat vain yhden käytön tai luvan katselut.
lookups-everything = Näytä kaikki katselut
lookups-none = Katseluja ei löytynyt.
    .narrow = Muuta rajausta, niin näet enemmän.
    .next = Kun palvelu kertoo katselusta, se näkyy tässä.
lookups-more = { $count ->
    [one] Näytetään yksi vanhempi katselu lisää.
   *[other] Näytetään { $count } vanhempaa katselua lisää.
}
lookups-no-log = Palvelu ei kerro, kuka tietoja on katsonut.
lookup-for = Mihin
lookup-data = Tiedot
lookup-system = Mistä järjestelmästä
lookup-consent = Lupa, johon katselu perustuu
lookup-denied = Estetty, mitään ei nähty
lookup-told = Kertoja: { $sender }
lookup-wrong = Näyttää väärältä
    .perhaps = Syy voi olla myös virhe lokissa. Se selviää kysymällä.
lookup-ask = Kysy asiasta
log-since = { $sender }: katselut näkyvät tästä alkaen: { $when }
log-whose = Kenen tiedot: { $names }
log-systems = Mukana olevat järjestelmät: { $systems }
log-gaps = Lokista puuttuu:

help-use =
    .what = Sivulla näet, kuka käyttää tietojasi ja millä perusteella. Suurin osa käytöstä perustuu lakiin.
    .answer = Kun sinulta pyydetään suostumusta tai lupaa, voit vastata vapaasti. Luvan antaminen ja kieltäytyminen ovat yhtä helppoja.
    .back = Voit perua suostumuksen milloin tahansa. Peruutus lähtee ensimmäisenä, kun yhteys on.
    .looked = Katselut kertovat, kuka on katsonut tietojasi. Jos katselu näyttää väärältä, näet syyn ja voit kysyä siitä.
    .rights = Voit pyytää tietoja nähtäväksi, korjattavaksi tai poistettavaksi. Avaa ensin käyttö, jota pyyntö koskee.
