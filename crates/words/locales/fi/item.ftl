# Yksi asia, viesti, päätös, tehtävä tai ilmoitus.

kind-party = Henkilö
kind-mandate = Asiointioikeus
kind-case = Asia
kind-message = Viesti
kind-decision = Päätös
kind-task = Tehtävä
kind-service-request = Vikailmoitus
kind-unknown = Tuntematon tieto

whose-own = Oma asia
whose-other = Koskee: { $name }
register-number = Asianumero { $number }
item-when = Saapunut
item-changed = Muuttunut
item-writer = Kirjoittaja:
item-case = Asia, johon tämä kuuluu
sent-by-you = Lähetit

need-nothing = Sinun ei tarvitse tehdä mitään
need-by = Vastaa viimeistään { $day }
need-late = Määräpäivä oli { $day }
need-answer = Odottaa vastaustasi
need-review-by = Oikaisuvaatimus viimeistään { $day }
need-review = Voit tehdä oikaisuvaatimuksen
need-municipal-appeal-by = Kunnallisvalitus viimeistään { $day }
need-municipal-appeal = Voit tehdä kunnallisvalituksen
need-administrative-appeal-by = Hallintovalitus viimeistään { $day }
need-administrative-appeal = Voit tehdä hallintovalituksen
need-optional-by = Vapaaehtoinen, viimeistään { $day }
need-optional = Vapaaehtoinen

status-draft = Luonnos, jota et ole lähettänyt
status-sent = Lähetetty viranomaiselle
status-received = Viranomainen on saanut asian
status-in-progress = Viranomainen käsittelee asiaa
status-needs-you = Odottaa sinua
status-waiting = Odottaa muuta osapuolta
status-decided = Asia on päätetty
status-closed = Asia on päättynyt
status-withdrawn = Asia on peruttu
status-unknown = Vaihe ei ole tiedossa

stands-draft = Et ole vielä lähettänyt tätä. Asia alkaa vasta, kun lähetät sen.
stands-sent = Asia on lähetetty. { $sender } ei ole vielä kuitannut sitä. Sinun ei tarvitse tehdä mitään.
stands-received = { $sender } on saanut asian. Käsittely alkaa. Sinun ei tarvitse tehdä mitään.
stands-decided = Asia on päätetty. Lue päätös ja sen ohjeet.
stands-withdrawn = Asia on peruttu. Sitä ei enää käsitellä.
stands-resident = { $sender } odottaa sinua. Asia etenee, kun olet vastannut.
stands-authority = { $sender } käsittelee asiaa. Sinun ei tarvitse tehdä mitään.
stands-third-party = Asia odottaa muuta osapuolta. Sinun ei tarvitse tehdä mitään.
stands-nobody = Asia on päättynyt. Sinun ei tarvitse tehdä mitään.
stands-unknown = { $sender } ei kerro, missä vaiheessa asia on. Voit kysyä sieltä.
authority-wording = Viranomaisen sanoin:

decision-what = Mitä päätettiin
decision-to-do = Mitä sinun pitää tehdä
decision-about = Päätöksen tiedot
decision-made = Päätös tehtiin
decision-section = Pykälä
decision-maker = Päättäjä tai valmistelija
decision-contact = Keneltä voit kysyä
decision-law = Mihin lakiin päätös perustuu
outcome-granted = Hakemus hyväksyttiin.
outcome-partly-granted = Hakemus hyväksyttiin osittain.
outcome-refused = Hakemus hylättiin.
outcome-dismissed = Asia jätettiin tutkimatta.

appeal-heading = Miten voit hakea muutosta: { $kind }
appeal-review-request = oikaisuvaatimus
appeal-municipal = kunnallisvalitus
appeal-administrative = hallintovalitus
appeal-none = ei muutoksenhakua
appeal-content = Jos olet tyytyväinen päätökseen, sinun ei tarvitse tehdä mitään.
appeal-want-review = Jos haluat päätökseen muutosta, tee oikaisuvaatimus.
appeal-want-appeal = Jos haluat päätökseen muutosta, tee valitus.
appeal-arrive = Sen on oltava perillä viimeistään { $day }.
appeal-arrive-before = Sen on oltava perillä { $day } ennen klo { $time }.
appeal-period = { $days ->
    [one] Aikaa on 1 päivä siitä, kun sait päätöksen tiedoksi.
   *[other] Aikaa on { $days } päivää siitä, kun sait päätöksen tiedoksi.
}
appeal-instruction = Päivä on viranomaisen ilmoittama. Viranomaisen ohje ratkaisee.
appeal-counted = Päivä on laskettu lain mukaan. Viranomaisen ohje ratkaisee.
appeal-instruction-only = Katso viimeinen päivä viranomaisen ohjeesta. Ohje ratkaisee.
appeal-over = Muutosta piti hakea viimeistään { $day }. Aika on päättynyt. Viranomaisen ohje ratkaisee.
appeal-none-long = Sinun ei tarvitse tehdä mitään. Tähän päätökseen ei voi hakea muutosta.
appeal-unstated = Viranomainen ei ole ilmoittanut, miten muutosta haetaan. Voit kysyä siltä.
appeal-to = Kenelle
appeal-address = Osoite ja aukiolo
appeal-who = Kuka voi hakea
appeal-contents = Mitä pitää kertoa
appeal-cost = Mitä se maksaa
appeal-time = Aikaa on
appeal-last-day = Viimeinen päivä viranomaisen mukaan

notice-heading = Miten sait päätöksen tiedoksi
notice-how = Tapa
notice-electronic = päätös lähetettiin sähköisesti
notice-verified = päätös lähetettiin todisteellisesti
notice-letter = päätös lähetettiin kirjeenä
notice-minutes = pöytäkirja julkaistiin yleisessä tietoverkossa
notice-served = sait päätöksen tiedoksi
notice-deemed = katsotaan, että sait sen tiedoksi
notice-last-day = viimeinen päivä hakea muutosta

task-supply = Toimita asiakirja. Tee se viranomaisen ohjeen mukaan.
task-answer = Vastaa kysymykseen. Tee se viranomaisen ohjeen mukaan.
task-browser = Tee tehtävä viranomaisen verkkosivulla.
task-unstated = Lue viranomaisen ohje ja toimi sen mukaan.
task-by = Viimeistään
task-done = Tehtävä on tehty
task-cancelled = Viranomainen ei enää pyydä tätä
task-text = Viranomaisen ohje

case-stands = Missä mennään
case-next = Mitä tapahtuu seuraavaksi
case-expected = Arvioitu valmistuminen
case-summary = Mistä on kyse
case-timeline = Mitä on tapahtunut
case-items = Viestit, päätökset ja tehtävät
case-opened = Asia alkoi
case-retained = Viranomainen poistaa asian tämän päivän jälkeen:
draft-heading = Luonnos
draft-open = Voit jatkaa luonnosta siinä palvelussa, jossa aloitit sen.
draft-until = Voit jatkaa luonnosta siinä palvelussa, jossa aloitit sen. Aika päättyy { $when }.
draft-over = Aika jatkaa luonnosta päättyi { $when }. Sitä ei voi enää muuttaa eikä lähettää.
draft-erase = Poista luonnos viranomaiselta …
    .sure = Poistetaanko luonnos pysyvästi?
    .warning = Luonnos ja sen liitteet poistetaan viranomaisen tiedoista ja tältä laitteelta. Niitä ei saa takaisin.
    .act = Poista pysyvästi
draft-erasing = Luonnosta poistetaan …
draft-erased = Luonnos on poistettu viranomaisen tiedoista ja tältä laitteelta.
draft-not-there = Luonnosta ei enää ollut viranomaisen palvelussa. Se on poistettu tältä laitteelta.
by-you = (sinä)
by-third-party = (muu osapuoli)

happened-created = Asia alkoi
happened-closed = Asia suljettiin
happened-removed = Asia poistettiin
happened-restored = Asia palautettiin
happened-opened = Asia avattiin
happened-letter-opened = Viesti avattiin
happened-letter-confirmed = Viesti kuitattiin vastaanotetuksi
happened-sent-to-payment = Maksu aloitettiin
happened-payment-made = Maksu suoritettiin
happened-sent-to-signing = Allekirjoittaminen aloitettiin
happened-signed = Allekirjoitus annettiin
happened-sent-to-form = Lomakkeen täyttäminen aloitettiin
happened-sent-to-send-in = Lähettäminen aloitettiin
happened-form-saved = Lomake tallennettiin
happened-form-submitted = Lomake lähetettiin

case-additional = Lisätietoja
case-progress = Kuinka pitkällä asia on
case-percent = { $percent } % viranomaisen arvion mukaan

filing = Asian paikka
filed-archive = Asia on arkistossa.
filed-bin = Asia on roskakorissa.
file-inbox = Palauta saapuneisiin
file-archive = Siirrä arkistoon
file-bin = Siirrä roskakoriin
moved-inbox = Asia on palautettu saapuneisiin.
moved-archive = Asia on siirretty arkistoon.
moved-bin = Asia on siirretty roskakoriin.

missing-rest = Laitteella on tästä asiasta vain yhteenveto. Loput haetaan, kun avaat asian. Silloin viranomainen näkee, että olet avannut sen.
missing-older = Asiassa on uutta, jota laitteella ei vielä ole. Alla on se, mikä on jo haettu.
missing-fetching = Haetaan …
missing-fetch = Hae loput

report-heading = Ilmoitus
report-place = Paikka
report-when = Ilmoitettu
report-expected = Arvioitu korjausaika
report-notes = Viranomaisen vastaus

gone-withdrawn = Viranomainen on perunut tämän. Tämä on laitteellesi jäänyt kappale.
gone-retention-ended = Viranomainen ei enää säilytä tätä. Oma kappaleesi on tallessa laitteella.
gone-misdirected = Tämä lähetettiin väärälle henkilölle.
gone-access-ended = Sinulla ei enää ole oikeutta nähdä tätä viranomaisen palvelussa.
gone-unstated = Tätä ei enää ole viranomaisen palvelussa. Oma kappaleesi on tallessa laitteella.

documents = Asiakirjat
document-open = Avaa:
document-close = Sulje:
document-unshowable = Tätä tiedostoa ei voi näyttää sovelluksessa. Se on tallessa laitteella.
document-expires = Haettavissa viimeistään
document-expired = Osoite on vanhentunut
document-renewed = Uusi osoite pyydetään, kun avaat asiakirjan.
open-in-browser = Avaa selaimessa: { $host }

copy-save = Tallenna kopio
    .warning = Kopio ei ole salattu, ja se jää valitsemaasi paikkaan. Muut ohjelmat voivat lukea sen. Poista se itse, kun et enää tarvitse sitä.
    .act = Valitse paikka ja tallenna
copy-open = Avaa muussa ohjelmassa
    .warning = Tiedostosta tehdään laitteelle salaamaton kopio. Muut ohjelmat voivat lukea sen. Kopio poistetaan, kun suljet Kotikunnan.
    .act = Avaa
copy-opened = Avattu muussa ohjelmassa. Kopio poistetaan, kun suljet Kotikunnan.
copy-saved = Tallennettu. Kopio ei ole salattu, ja se jää valitsemaasi paikkaan.
cancel = Peru

reading-nothing = Avattu kohde

settled = Tyydytkö päätökseen?
    .lead = Merkitse se, niin päätös ei enää odota sinua eikä siitä muistuteta.
    .done = Olet merkinnyt, että tyydyt päätökseen. Siitä ei enää muistuteta.
    .still = Merkintä on vain sinua varten. Voit silti hakea muutosta viimeiseen päivään asti.
    .do = Tyydyn päätökseen
    .undo = Poista merkintä
settled-tag = Tyydyt päätökseen
done-settled = Merkitty: tyydyt päätökseen. Siitä ei enää muistuteta.
done-unsettled = Merkintä on poistettu. Päätöksestä muistutetaan taas.
