# Vian ilmoittaminen ja ilmoitusten seuraaminen.

view-report = Ilmoita viasta
view-report-short = Ilmoita
report-title = Vikailmoitus
report-lead = Kerro kaupungille rikkinäisestä lampusta, kuopasta tai muusta viasta.
report-begin = Ilmoita viasta
    .in = Ilmoita viasta: { $name }
report-go-on = Jatka keskeneräistä ilmoitusta
    .in = Jatka keskeneräistä ilmoitusta: { $name }
report-nowhere = Yksikään yhdistetyistä palveluistasi ei ota vastaan vikailmoituksia.
    .next = Etsi kaupunkisi palvelu ja ota se käyttöön.
report-elsewhere = { $name } ottaa vikailmoituksia vastaan vain omassa palvelussaan.
report-connect = Etsi palvelu
report-own = Omat ja seuraamasi ilmoitukset
report-none = Et ole vielä ilmoittanut mistään viasta.

report-step = Vaihe { $step }/3
report-what = Mikä on vialla?
report-where = Missä vika on?
report-nearby = Onko tästä jo ilmoitettu?
report-details = Kerro lisää
report-check = Tarkista ja lähetä
report-next = Jatka
report-back = Takaisin

report-find = Etsi vikaa, esimerkiksi katuvalo tai kuoppa
report-found = { $count ->
    [one] Löytyi yksi vaihtoehto.
   *[other] Löytyi { $count } vaihtoehtoa.
}
report-found-none = Tällä sanalla ei löytynyt mitään.
    .next = Kokeile toista sanaa. Kun tyhjennät kentän, näet koko luettelon.
report-all = Kaikki viat
report-others = Muut viat
report-chosen = Valittu:
report-list-old = Luetteloa ei voitu hakea uudelleen. Tämä on haettu { $when }.
report-list-empty = Kaupunki ei kerro, mistä voi ilmoittaa.

report-position = Käytä nykyistä sijaintia
report-position-asked = Sijaintia haetaan.
report-position-found = Sijainti löytyi.
report-position-names = Mikä näistä on lähinnä vikaa?
report-position-refused = Sovellus ei saa käyttää sijaintiasi. Kirjoita osoite tai paikan nimi.
report-position-unknown = Sijaintia ei saatu selville. Kirjoita osoite tai paikan nimi.
report-place-label = Osoite tai paikan nimi
report-place-hint = Kirjoita osoite tai paikan nimi. Voit myös kuvailla paikan omin sanoin.
report-place-here = Sijaintisi lähtee ilmoituksen mukana. Kerro paikka myös sanoin.
report-place-known = Paikka on löytynyt kartalta. Voit vielä tarkentaa sitä sanoin.
report-place-other = Valitse toinen paikka
report-place-chosen = Paikka: { $place }.
report-place-map = Paikka on merkitty kartalle, osoitetta ei ole.
report-place-on-map = Paikka on merkitty myös kartalle.
report-places-found = { $count ->
    [one] Löytyi yksi paikka.
   *[other] Löytyi { $count } paikkaa.
}
report-places-none = Kaupungin luettelossa ei ole tällaista paikkaa. Voit silti jatkaa.
report-places-failed = Paikkoja ei voi nyt hakea. Voit silti jatkaa.
report-metres = Noin { $metres } metrin päässä

report-nearby-asked = Katsotaan, onko samasta viasta jo ilmoitettu.
report-nearby-found = { $count ->
    [one] Lähellä on yksi samanlainen ilmoitus. Jos vika on sama, seuraa sitä.
   *[other] Lähellä on { $count } samanlaista ilmoitusta. Jos vika on sama, seuraa sitä.
}
report-nearby-none = Lähellä ei ole ilmoitettu tällaisesta viasta.
report-nearby-failed = Muiden ilmoituksia ei voi nyt katsoa. Voit silti jatkaa.
report-follow = Seuraa tätä
report-open-followed = Avaa, seuraat jo
report-not-these = Mikään näistä ei ole sama vika
report-following = Seuraat nyt tätä ilmoitusta.

report-body = Kuvaile vikaa
report-photos = Kuvat
report-photos-add = Lisää kuva
report-who = Kuka ilmoittaa
report-who-nobody = Nimettömänä
report-who-me = Kerron yhteystietoni
report-who-why = Kaupunki voi kysyä sinulta lisää. Tietosi eivät näy muille.
report-who-needed = Kaupunki ottaa vastaan ilmoituksia vain, jos kerrot yhteystietosi.
report-first-name = Etunimi
report-last-name = Sukunimi
report-email = Sähköposti
report-phone = Puhelinnumero

report-row-what = Vika
report-row-body = Kuvaus
report-change-what = Muuta vikaa
report-change-where = Muuta paikkaa
report-change-details = Muuta kuvausta ja muita tietoja
report-public = Ilmoituksesi näkyy kaikille: paikka, kuvaus ja kuvat.
    .who = Nimesi ja yhteystietosi eivät näy.
report-private = Ilmoituksesi näkee vain kaupunki.
report-unanswered = Kaupunki ei anna tälle ilmoitukselle numeroa.
    .then = Sovellus ei siksi voi kertoa, mitä sille tapahtuu.
report-send = Lähetä ilmoitus
report-sure = Lähetetäänkö ilmoitus?
report-going = Ilmoitus lähtee.

report-flaw-service = Valitse, mikä on vialla.
report-flaw-place-missing = Kerro, missä vika on.
report-flaw-place-long = Paikan kuvaus on liian pitkä: enintään { $most } merkkiä.
report-flaw-place = Kaupunki tarvitsee paikan kartalta. Valitse paikka luettelosta tai käytä sijaintiasi.
report-flaw-body-missing = Kuvaile vikaa lyhyesti.
report-flaw-body-long = Kuvaus on liian pitkä: enintään { $most } merkkiä.
report-flaw-reporter-missing = Kirjoita nimesi ja sähköposti tai puhelinnumero.
report-flaw-reporter = Tarkista yhteystietosi.

report-waits = Ilmoitus lähetetään, kun yhteys toimii.
report-doubt = Tämä on ehkä jo perillä. Ennen uutta lähetystä sovellus tarkistaa sen.
report-received = { $sender } on ottanut ilmoituksen vastaan { $when }.
report-received-number = { $sender } on ottanut ilmoituksen vastaan { $when }. Ilmoituksen numero on { $number }.
report-stuck = { $sender } ei ottanut ilmoitusta vastaan.
report-refused = Kaupunki ei ota vastaan tällaista ilmoitusta sovelluksesta.
report-too-large = Ilmoitus on liian suuri. Poista kuvia tai lyhennä kuvausta.
report-news = { $sender } on ottanut vastaan ilmoituksesi: { $title }.
report-news-number = Sen numero on { $number }.

report-number = Ilmoituksen numero
report-photo = Kuva
report-followed = Seuraat tätä ilmoitusta. Sen on tehnyt joku muu.
report-unfollow = Lopeta seuraaminen
report-unfollow-sure = Lopetetaanko seuraaminen?
    .consequence = Ilmoitus poistetaan tältä laitteelta. Kaupungin tietoihin tämä ei vaikuta.
report-unfollowed = Et enää seuraa ilmoitusta.

moment-day = Päivä
    .hint = Esimerkiksi 28.11.2026
moment-time = Kellonaika
    .hint = Esimerkiksi 9.30
answer-number = Kirjoita luku, esimerkiksi 3,5.
answer-moment = Kirjoita päivä ja kellonaika, esimerkiksi 28.11.2026 ja 9.30.

service-open = Palveluun ei tarvitse kirjautua.
    .then = Kun otat sen käyttöön, voit ilmoittaa vioista ja seurata ilmoituksia.
service-open-go = Ota käyttöön
service-open-done = Palvelu on käytössä: { $name }. Voit nyt ilmoittaa viasta.
offer-reports = Vikailmoituksesi ja tieto siitä, mitä niille tapahtuu.
lack-reports = Palvelu ei ota vastaan vikailmoituksia.
remove = Poista
remove-of = Poista: { $name }
remove-sure = Poistetaanko palvelu?
    .warning = Palvelun { $name } ilmoitukset poistetaan tältä laitteelta. Kaupungin tietoihin tämä ei vaikuta. Voit ottaa palvelun myöhemmin uudelleen käyttöön.
removed = Palvelu ja sen tiedot on poistettu tältä laitteelta.

help-report = Vian ilmoittaminen
    .steps = Ilmoitus tehdään sivulla Ilmoita viasta kolmessa vaiheessa. Luonnos säilyy, vaikka suljet sovelluksen.
    .place = Karttaa ei tarvita. Paikan voi kirjoittaa, valita luettelosta tai hakea laitteen sijainnista.
    .nearby = Jos joku on jo ilmoittanut samasta viasta, voit seurata hänen ilmoitustaan.
    .public = Ennen lähettämistä näet, mitä ilmoituksesta näkyy muille. Voit ilmoittaa nimettömänä, jos kaupunki sallii sen.
    .follow = Ilman yhteyttä ilmoitus odottaa laitteella ja lähtee itsestään. Korjauksen vaiheet tulevat saapuneisiin.
