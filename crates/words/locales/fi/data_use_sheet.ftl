# Tietojen käyttö, vietynä pois sovelluksesta.

sheet-use-title = Tietojeni käyttö
sheet-use-lead = Tässä näkyy, kuka käyttää tietojasi ja millä perusteella. Tiedot ovat niiltä viranomaisilta, joiden palveluun olet kirjautunut.
sheet-use-withheld = Turvakiellon alaisten henkilöiden tietoja ei ole mukana.
sheet-use-lookups = { $count ->
    [one] Kuka on katsonut tietoja: 1 merkintä
   *[other] Kuka on katsonut tietoja: { $count } merkintää
}
sheet-use-reach = Katselut on kerrottu alkaen { $since }.
sheet-use-consents = Suostumukset, luovutusluvat ja kiellot
sheet-use-no-consents = Suostumuksia, luovutuslupia tai kieltoja ei ole.
sheet-use-uses = Mihin tietoja käytetään
sheet-use-no-uses = Tietojen käytöstä ei ole kerrottu.
sheet-use-who = Kuka
sheet-use-recipient = Kenelle tietoja annetaan
sheet-use-basis = Millä perusteella
sheet-use-state = Tilanne
sheet-use-until = Voimassa enintään
sheet-use-data = Mitä tietoja
sheet-use-last = Käytetty viimeksi
sheet-use-wrong = Mikä näyttää väärältä
sheet-use-notice = Mitä sinulle kerrottiin, versio { $version }
sheet-use-history = Mitä on tapahtunut
sheet-use-receipts = Kuitit
sheet-use-unchecked = Kuittia ei ole tarkistettu tässä.
sheet-use-holds = Allekirjoitus on aito.
sheet-use-fails = Allekirjoitus ei täsmää.
sheet-use-check = Näin kuitit tarkistetaan
sheet-use-check-how = Tämä sivu tarkistaa kuitit itse, kun avaat sen selaimessa. Verkkoyhteyttä ei tarvita. Kuitit ovat myös tiedostossa receipts.json ja avaimet kansiossa keys. Allekirjoitus on muotoa JWS (RFC 7515), algoritmi ES256.
file-called-data-uses = tietojen-kaytto
