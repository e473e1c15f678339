# Talteen otettu arkisto: sivut, jotka luetaan selaimessa ilman sovellusta.

file-called-archive = kotikunta-arkisto
file-called-attachments = liitteet
file-called-file = tiedosto

archive-title = Talteen otetut tietosi
archive-made = Otettu talteen { $when }
archive-lead = Tässä ovat Kotikunta-sovelluksesta talteen otetut asiat, viestit, päätökset ja tehtävät. Sivut toimivat missä tahansa selaimessa ilman verkkoyhteyttä.
archive-private = Tiedot eivät ole salattuja. Säilytä niitä niin, ettei kukaan muu pääse niihin.
archive-whose = Keiden tietoja tässä on
archive-sources = Mistä tiedot ovat
archive-source-fresh = { $source }, tiedot haettu { $when }
archive-source-never = { $source }, kaikkia tietoja ei ole haettu
archive-own = { $name } (sinä)
archive-you = Omat tiedot
archive-count = { $count ->
    [one] 1 tieto
   *[other] { $count } tietoa
}
archive-items-of = { $name }: kaikki tiedot, uusin ensin
archive-column-day = Päivä
archive-column-what = Mikä
archive-column-title = Otsikko
archive-column-sender = Lähettäjä
archive-nothing = Tästä henkilöstä ei ole tietoja.
archive-withheld = Turvakielto suojaa näitä tietoja. Niiden sisältöä ei ole otettu talteen, koska siitä voisi selvitä osoite, asuinpaikka tai koulu.
archive-withheld-of = { $name }: tiedot, joiden sisältö on jätetty pois
archive-sent = Mitä olet lähettänyt
archive-sent-lead = Viestit, jotka olet lähettänyt sovelluksella, ja viranomaisten kuittaukset.
archive-sent-to = Vastaanottaja
archive-sent-received = Viranomainen vastaanotti
archive-sent-number = Kirjattu numerolla
archive-sent-hash = Vastaanotetun viestin tunniste (SHA-256)
archive-more = Muuta tässä arkistossa
archive-data = Kaikki tiedot ohjelmille (JSON)
archive-readme = Ohje arkiston tarkistamiseen
archive-back = Kaikki tiedot
archive-skip = Siirry sisältöön
archive-kind = Mikä
archive-from = Lähettäjä
archive-concerns = Kenen asia
archive-came = Saapunut
archive-changed = Muuttunut
archive-register = Asianumero
archive-writer = Kirjoittaja
archive-missing-file = { $name }: tiedostoa ei ollut laitteella, eikä sitä voitu hakea.
archive-readme-text =
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
