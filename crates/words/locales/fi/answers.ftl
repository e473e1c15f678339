# Tehtäviin vastaaminen ja asioiden peruminen.

answer-heading = Vastauksesi
answer-heading-page = Vastaus tehtävään
answer-how = Vastaa alla oleviin kysymyksiin.
answer-optional = ei pakollinen
answer-several = Voit valita useita.
answer-missing = Vastaa tähän.
answer-missing-files = Lisää tiedosto.
answer-long = Teksti on liian pitkä: enintään { $most } merkkiä.
answer-wrong = Vastaanottaja ei hyväksy tätä vastausta.
answer-send = Lähetä vastaus
answer-sure = Lähetetäänkö vastaus?
answer-going = Vastaus lähtee.
answer-waiting = Vastattu, ei vielä lähetetty
answer-received = Vastattu ja otettu vastaan
answer-stuck = Vastausta ei otettu vastaan
answer-news = { $sender } on ottanut vastaan vastauksesi: { $title }.
answer-closed = Tehtävään on jo vastattu, tai viranomainen ei enää pyydä sitä.

withdraw = Peru tämä asia
withdraw-heading = Asian peruminen
withdraw-lead = Kun perut asian, viranomainen lopettaa sen käsittelyn. Perumista ei voi kumota. Voit hakea samaa asiaa myöhemmin uudelleen.
withdraw-note = Mitä perumisesta seuraa
withdraw-reason = Syy, jos haluat kertoa sen
withdraw-send = Peru asia
withdraw-sure = Perutaanko asia?
    .consequence = Käsittely päättyy. Perumista ei voi kumota. Voit hakea samaa asiaa myöhemmin uudelleen.
withdraw-going = Peruminen lähtee.
withdraw-under-way = Olet perunut tämän asian. Viranomainen ei ole vielä vahvistanut sitä.
withdraw-news = { $sender } on ottanut vastaan asian perumisen: { $title }.
withdraw-closed = Asiaa ei voi enää perua.
withdraw-ask = Voiko tämän asian perua?
withdraw-no = Asiaa ei voi perua sovelluksessa. Kysy viranomaiselta.

act-about = Koskee
act-answer = Vastaus tehtävään
act-withdrawal = Asian peruminen
act-connection = Odottaa yhteyttä. Lähtee itsestään, kun palveluun saa yhteyden.
act-service = Palvelussa on häiriö. Lähetetään itsestään uudelleen.
act-waits = Palvelu on ruuhkautunut. Lähetetään itsestään uudelleen, aikaisintaan { $when }.
act-sign-in = Odottaa kirjautumista. Lähtee, kun olet kirjautunut palveluun uudelleen.
act-doubt = Tämä on ehkä jo perillä, joten sitä ei voi enää muuttaa. Se otetaan vastaan vain kerran.
act-unconfirmed = Tämä on ehkä jo perillä, mutta sitä ei voi tarkistaa. Voit lähettää tämän uudelleen tai poistaa tämän.
act-received = { $sender } on ottanut tämän vastaan { $when }. Kirjaamisnumero on { $number }.
act-stuck = { $sender } ei ottanut tätä vastaan.
act-gone = Se, mitä tämä koskee, on poistettu palvelusta.
act-too-large = Tämä on liian suuri. Lyhennä tekstiä tai poista liitteitä.
act-not-accepted = Korjaa tiedot ja lähetä ne uudelleen.
act-unsupported = Palvelu ei ota tällaista vastaan sovelluksesta.
act-news-stuck = Lähettäminen ei onnistunut: { $title }.
act-discard-sure = Hylätäänkö tämä?
    .consequence = Mitään ei lähetetä, ja kirjoittamasi poistetaan tältä laitteelta.
act-discarded = Hylätty. Mitään ei lähetetty.

request = Pyydä soittoa tai tapaamista
request-heading = Soitto- tai tapaamispyyntö
request-lead = Viranomainen ottaa sinuun yhteyttä. Aika vahvistetaan viestillä tai puhelimessa.
request-where = Soitto tai tapaaminen
request-send = Lähetä pyyntö
request-sure = Lähetetäänkö pyyntö?
request-going = Pyyntö lähtee.
request-news = { $sender } on ottanut vastaan pyyntösi ja ottaa sinuun yhteyttä.

feedback-heading = Palaute asian hoidosta
feedback-ask = Asia on päättynyt. Voit kertoa, miten sen hoito sujui.
feedback-give = Anna palautetta
feedback-lead = Palaute koskee palvelua. Se ei muuta päätöstä eikä asian käsittelyä.
feedback-contacts = { $count ->
    [one] Kerro myös, että lähetit asiasta yhden viestin
   *[other] Kerro myös, että lähetit asiasta { $count } viestiä
 }
    .none = Kerro myös, että et joutunut ottamaan yhteyttä kesken asian
feedback-send = Lähetä palaute
feedback-sure = Lähetetäänkö palaute?
    .contacts = Viestejä asiasta: { $count }.
    .none = Viestejä asiasta: ei yhtään.
feedback-going = Palaute lähtee.
feedback-given = Olet antanut palautetta tästä asiasta.
feedback-stuck = Palautetta ei otettu vastaan.
feedback-news = { $sender } on ottanut vastaan palautteesi: { $title }.
feedback-closed = Asiasta ei enää kysytä palautetta, tai olet jo antanut sitä.

act-contact = Soitto- tai tapaamispyyntö
act-feedback = Palaute
