# Talteen otettu arkisto: sivut, jotka luetaan selaimessa ilman sovellusta.

file-called-archive = kotikunta-arkisto
file-called-attachments = liitteet
file-called-calendar = kalenteri
file-called-file = tiedosto

sheet-title = Talteen otetut tietosi
sheet-made = Otettu talteen { $when }
sheet-lead = Tässä ovat Kotikunta-sovelluksesta talteen otetut asiat, viestit, päätökset ja tehtävät. Sivut toimivat missä tahansa selaimessa ilman verkkoyhteyttä.
sheet-private = Tiedot eivät ole salattuja. Säilytä niitä niin, ettei kukaan muu pääse niihin.
sheet-whose = Keiden tietoja tässä on
sheet-sources = Mistä tiedot ovat
sheet-source-fresh = { $source }, tiedot haettu { $when }
sheet-source-never = { $source }, kaikkia tietoja ei ole haettu
sheet-own = { $name } (sinä)
sheet-you = Omat tiedot
sheet-count = { $count ->
    [one] 1 tieto
   *[other] { $count } tietoa
}
sheet-items-of = { $name }: kaikki tiedot, uusin ensin
sheet-column-day = Päivä
sheet-column-what = Mikä
sheet-column-title = Otsikko
sheet-column-sender = Lähettäjä
sheet-nothing = Tästä henkilöstä ei ole tietoja.
sheet-withheld = Turvakielto suojaa näitä tietoja. Niiden sisältöä ei ole otettu talteen, koska siitä voisi selvitä osoite, asuinpaikka tai koulu.
sheet-withheld-of = { $name }: tiedot, joiden sisältö on jätetty pois
sheet-sent = Mitä olet lähettänyt
sheet-sent-lead = Viestit, jotka olet lähettänyt sovelluksella, ja viranomaisten kuittaukset.
sheet-sent-to = Vastaanottaja
sheet-sent-received = Viranomainen vastaanotti
sheet-sent-number = Kirjattu numerolla
sheet-sent-hash = Vastaanotetun viestin tunniste (SHA-256)
sheet-more = Muuta tässä arkistossa
sheet-data = Kaikki tiedot ohjelmille (JSON)
sheet-readme = Ohje arkiston tarkistamiseen
sheet-back = Kaikki tiedot
sheet-skip = Siirry sisältöön
sheet-kind = Mikä
sheet-from = Lähettäjä
sheet-concerns = Kenen asia
sheet-came = Saapunut
sheet-changed = Muuttunut
sheet-register = Asianumero
sheet-writer = Kirjoittaja
sheet-missing-file = { $name }: tiedostoa ei ollut laitteella, eikä sitä voitu hakea.
sheet-readme-text =
    TALTEEN OTETUT TIETOSI

    Avaa index.html selaimessa. Verkkoyhteyttä tai sovellusta ei tarvita.
    Tiedostot ovat kansiossa attachments. Kaikki tiedot ohjelmille ovat tiedostossa data.json.

    Tiedot eivät ole salattuja. Säilytä niitä niin, ettei kukaan muu pääse niihin.

    NÄIN TARKISTAT, ETTÄ MITÄÄN EI OLE MUUTETTU

    1. Pura arkisto ja siirry sen kansioon.
    2. Tarkista allekirjoitus:
       openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig
    3. Tarkista tiedostot:
       sha256sum -c SHA256SUMS
    4. Vertaa: tiedoston manifest.json kohdassa files on samat tarkisteet kuin tiedostossa SHA256SUMS.

    Allekirjoitus kertoo, että arkisto on sellainen kuin laite sen kirjoitti. Sen laitteen avaimen
    tunniste, jolla arkisto tehtiin, on
       { $fingerprint }
    Sama tunniste näkyy Kotikunnassa sivulla, jolla arkisto tehtiin. Jos tunniste on toinen, arkiston on tehnyt toinen laite.
