# Tulostaminen, tietojen ottaminen talteen ja tuominen arkistosta.

take-out-title = Ota tietosi talteen
take-out-short = Tallenna asiasi ja niiden liitteet yhdeksi tiedostoksi. Voit myös tuoda ne toiselta laitteelta.
take-out-lead = Saat yhden tiedoston (zip), jossa on kaikki: asiat, viestit, päätökset, tehtävät ja liitteet. Voit lukea sen millä tahansa selaimella ilman tätä sovellusta.
take-out-whose = Keiden tiedot otetaan talteen
take-out-everybody = Kaikkien, joiden asioita hoidat
take-out-button = Ota talteen
take-out-sure = Otetaanko tiedot talteen?
    .warning = Tiedosto ei ole salattu, ja se jää valitsemaasi paikkaan. Kuka tahansa, joka saa sen käsiinsä, voi lukea sen.
    .protected = Henkilöä, jonka tietoja otetaan talteen, suojaa turvakielto. Tiedostossa voi näkyä osoite tai muu tieto, josta selviää, missä hän on. Muita henkilöitä voi myös suojata turvakielto. Heidän tiedoistaan tallennetaan vain päivä ja laji.
    .act = Valitse paikka ja tallenna
take-out-withholding = Turvakielto suojaa henkilöä, jonka asioita hoidat. Hänen tiedoistaan tallennetaan vain päivä ja laji. Sisällöstä voisi selvitä, missä hän on.
taking-out = Tietoja otetaan talteen. Tämä voi kestää.
take-out-stop = Keskeytä
take-out-stopped = Tietoja ei otettu talteen. Mitään ei tallennettu.
taken-out = { $items ->
    [one] Talteen otettiin 1 tieto
   *[other] Talteen otettiin { $items } tietoa
} ja { $files ->
    [one] 1 liite
   *[other] { $files } liitettä
}. Tiedosto ei ole salattu, ja se jää valitsemaasi paikkaan.
taken-out-withheld = { $count ->
    [one] Yhden tiedon sisältö jätettiin pois turvakiellon vuoksi.
   *[other] { $count } tiedon sisältö jätettiin pois turvakiellon vuoksi.
}
missing-files = { $count ->
    [one] Yhtä liitettä ei saatu mukaan:
   *[other] { $count } liitettä ei saatu mukaan:
}
missing-file = { $name } ({ $item }). { $why }
fingerprint-heading = Tämän laitteen tunniste
fingerprint-lead = Arkistot, jotka on tehty tällä laitteella, tunnistaa tästä. Arkiston ohjeessa on sama tunniste.

take-in-heading = Tuo arkistosta
take-in-lead = Tuo tiedot, jotka on otettu talteen toisella laitteella. Niitä voi lukea ja hakea, mutta niihin ei voi vastata. Kun yhdistät saman palvelun, sen omat tiedot tulevat arkiston tietojen tilalle.
take-in-choose = Valitse arkisto
take-in-checking = Arkistoa tarkistetaan.
take-in-sound = Arkisto on kunnossa. Mitään ei ole muutettu sen jälkeen, kun se tehtiin.
take-in-made = Arkisto on tehty
take-in-whose = Keiden tietoja siinä on
take-in-person = { $name }, { $count ->
    [one] 1 tieto
   *[other] { $count } tietoa
}
take-in-sources = Mistä palveluista
take-in-files = Liitteitä
take-in-signer = Tehnyt laite, tunniste
take-in-own = tämä laite
take-in-act = Tuo nämä tiedot
taking-in = Tietoja tuodaan.
take-in-done = { $added ->
    [one] Arkistosta tuotiin 1 tieto.
   *[other] Arkistosta tuotiin { $added } tietoa.
}
take-in-present = { $present ->
    [one] 1 tieto oli jo tällä laitteella, eikä sitä muutettu.
   *[other] { $present } tietoa oli jo tällä laitteella, eikä niitä muutettu.
}
taken-in-heading = Arkistosta tuodut tiedot
taken-in-from = { $name }, arkisto tehty { $when }
taken-in-remove = Poista: { $name }
taken-in-sure = Poistetaanko arkistosta tuodut tiedot?
    .warning = Tiedot poistetaan tältä laitteelta. Itse arkistotiedosto jää sinne, missä se on, ja voit tuoda tiedot uudelleen.
    .act = Poista
taken-in-removed = Arkistosta tuodut tiedot on poistettu tältä laitteelta.
from-archive = Tämä on arkistosta, joka on tehty { $when }. Voit lukea sen, mutta siihen ei voi vastata. Palvelua ei ole yhdistetty, tai se ei enää lähetä tätä.

refused-not-zip = Tiedosto ei ole zip-tiedosto tai se on vaurioitunut. Mitään ei tuotu. Valitse toinen tiedosto.
refused-not-archive = Tiedosto ei ole Kotikunnan arkisto. Mitään ei tuotu. Valitse toinen tiedosto.
refused-newer = Arkisto on tehty uudemmalla Kotikunnalla. Mitään ei tuotu. Päivitä sovellus ja yritä uudelleen.
refused-unsafe = Arkistossa on tiedosto, joka yrittää päästä muualle laitteelle. Mitään ei tuotu. Älä avaa tiedostoa muillakaan ohjelmilla.
refused-too-large = Arkistossa on enemmän tai suurempia tiedostoja kuin sovellus voi tuoda. Mitään ei tuotu.
refused-bad-signature = Arkiston allekirjoitus ei täsmää. Sitä on muutettu. Mitään ei tuotu. Käytä alkuperäistä tiedostoa.
refused-altered = Arkistoa on muutettu: tiedosto { $file } ei ole sellainen kuin arkistoa tehtäessä. Mitään ei tuotu. Käytä alkuperäistä tiedostoa.
refused-another-resident = Arkiston on tehnyt { $name }. Sen tietoja ei voi yhdistää omiisi. Mitään ei tuotu.
refused-unreadable = Tiedostoa ei voitu lukea. Mitään ei tuotu. Tarkista, että tiedosto on paikallaan.

save-all = Tallenna kaikki asiakirjat
    .case = Tallenna asian kaikki asiakirjat
save-all-sure = Tallennetaanko kaikki asiakirjat?
saving-all = Asiakirjoja tallennetaan.
saved-all = { $count ->
    [one] 1 asiakirja on tallennettu. Se ei ole salattu, ja se jää valitsemaasi paikkaan.
   *[other] { $count } asiakirjaa on tallennettu. Ne eivät ole salattuja, ja ne jäävät valitsemaasi paikkaan.
}
saved-none = Asiakirjoja ei voitu tallentaa.

print = Tulosta
print-sure = Tulostetaanko turvakiellosta huolimatta?
    .warning = Henkilöä, jonka asia tämä on, suojaa turvakielto. Paperista voi selvitä, missä hän on. Huolehdi siitä, ettei kukaan muu näe sitä.
    .act = Tulosta
print-source = { $source }, tiedot haettu { $when }
print-source-unknown = { $source }
print-whose = Kenen asia: { $name }
print-printed = Tulostettu Kotikunnasta { $when }
key-print = Tulosta avoinna oleva
