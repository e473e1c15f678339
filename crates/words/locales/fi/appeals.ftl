# Muutoksen hakeminen: oikaisuvaatimus, ja valitus kirjeenä.

appeal-otherwise = Jos et tee mitään
    .stands = Päätös jää voimaan sellaisena kuin se on.
    .then = Määräajan jälkeen siihen ei yleensä voi enää hakea muutosta.
appeal-begin = Tee oikaisuvaatimus
appeal-begin-review-letter = Kirjoita oikaisuvaatimus
appeal-begin-letter = Kirjoita valitus
appeal-waiting = Oikaisuvaatimuksesi on lähdössä. Viranomainen ei ole vielä vahvistanut sitä.
appeal-stuck = Oikaisuvaatimustasi ei otettu vastaan.
appeal-received = Viranomainen on ottanut oikaisuvaatimuksesi vastaan.
appeal-requested = Tähän päätökseen on pyydetty oikaisua. Sinun ei tarvitse nyt tehdä mitään.
appeal-request = Näin oikaisuvaatimus etenee
appeal-answer = Päätös oikaisuvaatimukseen
appeal-original = Päätös, johon oikaisua pyydettiin

act-appeal = Muutoksenhaku
appeal-title-review = Oikaisuvaatimus
appeal-title-appeal = Valitus
appeal-lead = Kirjoita omin sanoin. Viranomainen näkee, mitä päätöstä tämä koskee.
appeal-lead-letter = Tätä ei voi lähettää sovelluksesta. Kirjoita se tässä, tulosta se ja toimita se itse.
appeal-lead-keep = Kirjoittamasi säilyy luonnoksena tällä laitteella.
appeal-by = Sen on oltava perillä viimeistään { $day }.
appeal-by-before = Sen on oltava perillä { $day } ennen klo { $time }.
appeal-today = Tänään on viimeinen päivä. Sen on oltava perillä tänään.
appeal-today-before = Tänään on viimeinen päivä. Sen on oltava perillä ennen klo { $time }.
appeal-today-else = Varmista, että se menee perille. Jos yhteys ei toimi, toimita se muulla tavalla.
appeal-late = Määräaika päättyi { $day }. Myöhässä tullut jätetään yleensä tutkimatta.
appeal-late-still = Voit silti lähettää sen. Kerro perusteluissa, miksi se on myöhässä.
appeal-late-letter = Voit silti toimittaa sen. Kerro perusteluissa, miksi se on myöhässä.
appeal-unknown-day = Katso viimeinen päivä viranomaisen ohjeesta.
appeal-where = Muu tapa toimittaa
appeal-where-letter = Minne toimitat sen

appeal-objection = Mihin päätöksessä et ole tyytyväinen?
    .hint = Kerro, koskeeko tämä koko päätöstä vai jotain sen kohtaa.
appeal-demand = Millaisen muutoksen haluat?
    .hint = Esimerkiksi: haluan, että hakemukseni hyväksytään.
appeal-reasons = Miksi päätöstä pitäisi muuttaa?
    .hint = Kerro syyt. Mainitse asiakirjat, joihin vetoat.
appeal-name = Nimi
appeal-postal = Postiosoite
appeal-municipality = Kotikunta
appeal-phone = Puhelinnumero
appeal-email = Sähköpostiosoite
appeal-files = Liitteet

appeal-look = Tarkista ennen lähettämistä
appeal-look-letter = Näytä tulostettava kirje
appeal-preview = Näin viranomainen näkee oikaisuvaatimuksesi
appeal-preview-letter = Tulostettava kirje
appeal-change = Muuta tekstiä
appeal-print = Tulosta
appeal-send = Lähetä oikaisuvaatimus
appeal-sure = Lähetetäänkö oikaisuvaatimus?
appeal-going = Oikaisuvaatimus lähtee.
appeal-news = { $sender } on ottanut vastaan oikaisuvaatimuksesi: { $title }.
appeal-closed = Tähän päätökseen ei voi pyytää oikaisua sovelluksesta. Toimita oikaisuvaatimus muulla tavalla.

appeal-sheet-to = Vastaanottaja
appeal-sheet-decision = Päätös, johon haetaan muutosta
appeal-sheet-made = Tehty { $day }
appeal-sheet-number = diaarinumero { $number }
appeal-sheet-objection = Mihin haetaan muutosta
appeal-sheet-demand = Vaatimus
appeal-sheet-reasons = Perustelut
appeal-sheet-who = Muutoksenhakija
appeal-sheet-files = Liitteet
appeal-sheet-sign = Paikka ja päiväys
    .name = Allekirjoitus

help-decision = Päätökset
    .first = Päätöksen alussa kerrotaan, mitä päätettiin ja mihin mennessä voit hakea muutosta.
    .appeal = Oikaisuvaatimuksen teet päätöksen sivulla. Jos palvelu ei ota sitä vastaan, saat tulostettavan kirjeen.
    .sealed = Osa päätöksistä odottaa, että otat ne vastaan. Määräaika alkaa vasta siitä, kun otat päätöksen vastaan.
    .signature = Päätöksen lopussa näet, onko viranomaisen allekirjoitus tarkistettu.
