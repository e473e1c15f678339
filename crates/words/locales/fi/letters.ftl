# Viestien kirjoittaminen ja lähettäminen.

view-letters = Lähtevät
letters-lead = Viestit, joita kirjoitat, jotka odottavat lähtöä ja jotka on otettu vastaan. Luonnokset ovat vain tällä laitteella.
letters-count = { $count ->
    [one] lähettämätön viesti
   *[other] lähettämätöntä viestiä
}
letters-unsent = Kesken ja odottamassa
letters-received = Vastaanotetut
letters-none = Täällä ei ole vielä viestejä.
letters-write = Kirjoita uusi viesti
letters-nowhere = Yksikään palveluistasi ei ota vastaan viestejä sovelluksesta. Puhelinnumerot ja aukioloajat ovat sivulla Ota yhteyttä.

letter-own = Omassa asiassasi
letter-of = Asia koskee: { $name }
letter-heading-answer = Vastaus
letter-heading-new = Uusi viesti
letter-to = Vastaanottaja
letter-whose = Kenen asia
letter-answers = Vastaat tähän
letter-answered = Vastaus viestiin
letter-title = Aihe
letter-matter = Mitä asia koskee
letter-matter-any = En osaa sanoa
letter-matter-choose = Valitse
letter-body = Viesti
letter-limit = Enintään { $most } merkkiä
letter-count = { $count } / { $most } merkkiä
letter-kept = Luonnos on tallessa tällä laitteella.
letter-keeping = Tallennetaan…
letter-not-kept = Luonnosta ei voitu tallentaa.
letter-send = Lähetä
letter-close = Sulje
letter-sure = Lähetetäänkö viesti?
    .to = Vastaanottaja: { $sender }.
    .whose = Asia koskee: { $name }.
letter-going = Viesti lähtee.
letter-discard = Hylkää
letter-discard-sure = Hylätäänkö viesti?
    .consequence = Viestiä ei lähetetä, ja sen teksti poistetaan tältä laitteelta.
letter-discarded = Viesti hylättiin.
letter-continue = Jatka kirjoittamista
letter-edit = Muokkaa
letter-send-now = Lähetä nyt
letter-send-anyway = Lähetä silti
letter-open = Avaa
letter-untitled = Ei aihetta

letter-flaw-title-missing = Kirjoita viestille aihe.
letter-flaw-body-missing = Kirjoita viestiin tekstiä.
letter-flaw-matter-missing = Valitse, mitä asia koskee.
letter-flaw-title-long = Aihe on liian pitkä: enintään { $most } merkkiä.
letter-flaw-body-long = Viesti on liian pitkä: enintään { $most } merkkiä.
letter-flaw-title = Aihe ei kelpaa vastaanottajalle.
letter-flaw-body = Teksti ei kelpaa vastaanottajalle.
letter-flaw-matter = Asian laji ei kelpaa vastaanottajalle.

phase-draft = Luonnos, ei lähetetty.
phase-turn = Lähdössä.
phase-connection = Odottaa yhteyttä. Viesti lähtee itsestään, kun palveluun saa yhteyden.
phase-service = Palvelussa on häiriö. Viesti lähetetään itsestään uudelleen.
phase-asked = Palvelu on ruuhkautunut. Viesti lähetetään itsestään uudelleen, aikaisintaan { $when }.
phase-sign-in = Odottaa kirjautumista. Viesti lähtee, kun olet kirjautunut palveluun uudelleen.
phase-doubt = Viesti on ehkä jo perillä, joten sitä ei voi enää muuttaa. Se otetaan vastaan vain kerran.
phase-sending = Lähetetään.
phase-received = { $sender } on ottanut viestin vastaan { $when }. Kirjaamisnumero on { $number }.
phase-stuck = { $sender } ei ottanut viestiä vastaan.
letter-refused-closed = Asia on päättynyt. Voit kirjoittaa uuden viestin.
letter-refused-newer = Asiassa on tullut jotain uutta sen jälkeen, kun kirjoitit. Lue se ja lähetä viesti sitten, muutettuna tai sellaisenaan.
letter-refused-not-allowed = Sinulla ei ole enää oikeutta toimia tässä asiassa.
letter-refused-gone = Se, mihin vastasit, on poistettu palvelusta.
letter-refused-too-large = Viesti on liian suuri. Lyhennä sitä.
letter-refused-not-accepted = Korjaa viesti ja lähetä se uudelleen.
letter-refused-unsupported = Palvelu ei enää ota vastaan viestejä sovelluksesta.
letter-news-received = { $sender } on ottanut vastaan viestisi: { $title }.
letter-news-stuck = Viestiä ei voitu lähettää: { $title }.

reply = Vastaa
reply-about = Kirjoita tästä asiasta
reply-closed = Asia on päättynyt, joten siihen ei voi enää vastata.
reply-new = Kirjoita uusi viesti
reply-not-offered = { $sender } ei ota vastaan viestejä sovelluksesta.
reply-contact = Katso yhteystiedot
reply-pending = Kirjoittamasi
receipt-heading = Vastaanottokuittaus

unsent-letters = { $count ->
    [one] Laitteella on yksi viesti, jota ei ole otettu vastaan. Se poistetaan, eikä sitä lähetetä.
   *[other] Laitteella on { $count } viestiä, joita ei ole otettu vastaan. Ne poistetaan, eikä niitä lähetetä.
}

files-heading = Liitteet
files-caps = Enintään { $count } tiedostoa, kukin enintään { $size }. Tiedostot voivat olla: { $kinds }.
files-add = Lisää liite
files-camera = Ota kuva
files-remove = Poista: { $name }
files-removed = Liite poistettiin: { $name }
files-place = Säilytä kuvissa tieto ottopaikasta
files-place-why = Muuten kuvista poistetaan ottopaikka ja -aika. Kuva itse ei muutu.
files-paste = Liitä leikepöydältä
files-paste-nothing = Leikepöydällä ei ole tiedostoa eikä kuvaa.
files-drop = Voit myös pudottaa tiedostoja tähän ikkunaan.
files-smaller = Pienennä suuret kuvat
files-smaller-why = Teksti kuvassa on silti luettavissa, ja lähettäminen on nopeampaa.
files-smaller-done = { $size }, pienennetty koosta { $before }
files-attached = { $count ->
    [one] Yksi liite
   *[other] { $count } liitettä
}
files-none = Palvelu ei ota vastaan liitteitä.
file-too-many = { $name }: liitteitä on jo niin monta kuin palvelu ottaa vastaan.
file-too-large = { $name } on liian suuri.
file-kind = { $name }: palvelu ei ota vastaan tällaista tiedostoa.
file-empty = { $name } on tyhjä.
file-unreadable = Tiedostoa { $name } ei voi lukea.
letter-flaw-files = Palvelu ei ota vastaan jotakin liitteistä.

help-act = Kirjoittaminen ja vastaaminen
    .letter = Viestin voit kirjoittaa avatun asian lopussa tai sivulla Lähtevät. Luonnos säilyy, vaikka suljet sovelluksen.
    .answer = Tehtävään vastaat sen omalla sivulla. Asian voit perua sen sivulla, jos palvelu sallii sen.
    .contact = Soittoa tai tapaamista voit pyytää sivulla Ota yhteyttä.
    .offline = Ilman yhteyttä kaikki odottaa laitteella ja lähtee itsestään. Sivulla Lähtevät näet, mikä on perillä.
