# Palvelun yhdistäminen, kirjautuminen ja uloskirjautuminen.

connect-title = Yhdistä palvelu
connect-lead = Valitse kunta tai muu viranomainen, jonka asiat haluat hoitaa tässä.
connect-search = Nimi tai postinumero
connect-found = { $count ->
    [one] Löytyi yksi palvelu.
   *[other] Löytyi { $count } palvelua.
}
connect-none = Tällä haulla ei löytynyt palvelua.
    .next = Tarkista nimi tai kokeile postinumeroa. Kaikki viranomaiset eivät ole vielä mukana.
connect-already = Yhdistetty
connect-outdated = Palveluluettelo on vanhentunut. Uusi haetaan, kun verkko toimii.
connect-typed = Tiedätkö palvelun osoitteen?
    .lead = Kirjoita osoite, jonka sait viranomaiselta.
connect-address = Palvelun osoite
connect-address-go = Hae palvelu
connect-back = Takaisin hakuun
connect-first = Yhdistä ensimmäinen palvelu
connect-more = Yhdistä uusi palvelu

service-address = Osoite: { $host }
service-verified = Vahvistettu palvelu
    .why = Palveluluettelon mukaan osoite kuuluu tälle viranomaiselle.
service-unverified = Palvelua ei ole vahvistettu
    .why = Osoitetta ei ole palveluluettelossa. Varmista se viranomaiselta ennen kuin kirjaudut.
    .then = Merkitsemme kaiken, mitä palvelu lähettää, vahvistamattomaksi.
service-languages = Kielet: { $languages }
service-offers = Mitä tälle laitteelle tulee
offer-items = Asiasi, viestisi, päätöksesi ja tehtäväsi. Myös niiden, joiden puolesta asioit.
offer-documents = Asiakirjat, jotka kuuluvat niihin.
offer-hints = Tieto uudesta heti, kun sitä on.
offer-opened = Palvelu saa tietää, minkä viestin avasit.
offer-rights = Voit antaa ja pyytää asiointioikeuksia.
offer-erasing = Voit poistaa palvelusta tietojasi, jos niitä ei ole lukittu.
offer-filing = Arkisto ja roskakori ovat samat täällä ja palvelussa.
offer-letters = Voit kirjoittaa palveluun ja vastata viesteihin.
offer-lookups = Näet, kuka on katsonut tietojasi.
offer-export = Voit ottaa talteen kaiken, mitä palvelu on sinusta tallentanut.
lack-items = Asioita ei tule tälle laitteelle.
lack-documents = Asiakirjoja ei tule tälle laitteelle.
lack-hints = Palvelu ei kerro uudesta heti. Sovellus kysyy siitä muutaman minuutin välein.
lack-opened = Palvelu ei saa tietää, mitä avaat.
lack-rights = Asiointioikeuksia hoidetaan palvelun omilla sivuilla.
lack-erasing = Tietoja ei voi poistaa palvelusta täältä käsin.
lack-filing = Palvelulla ei ole arkistoa eikä roskakoria.
lack-letters = Viesteihin ei voi vastata sovelluksessa. Soita tai käy paikan päällä: yhteystiedot ovat sivulla Ota yhteyttä.
lack-lookups = Palvelu ei kerro, kuka on katsonut tietojasi.
lack-export = Palvelusta ei voi ottaa tietoja talteen sovelluksella.
abilities = Mitä palvelu osaa ja mitä ei
abilities-can = Osaa
abilities-cannot = Ei osaa
    .why = Palvelun järjestelmä ei tarjoa kaikkea. Mitä se ei tarjoa, sitä ei näy sovelluksessa.
service-safe = Tiedot säilyvät salattuina tällä laitteella.
service-sign-in = Kirjaudu selaimessa
    .where = Kirjaudut osoitteessa { $host }. Sovellus ei näe tunnuksiasi.
service-no-sign-in = Tähän palveluun ei voi kirjautua sovelluksella.
    .next = Ota yhteyttä viranomaiseen muulla tavalla.

stage-asking = Valmistellaan kirjautumista
stage-in-browser = Jatka selaimessa
    .lead = Selain avautui. Kun olet kirjautunut siinä, palaa tähän.
    .again = Avaa selain uudelleen
stage-finishing = Viimeistellään kirjautumista
stage-connected = Palvelu on yhdistetty: { $name }
    .lead = Haemme nyt tietojasi. Voit jo käyttää sovellusta.
    .another = Yhdistä toinen palvelu
stage-failed = Kirjautuminen ei onnistunut
stage-again = Kirjaudu uudelleen

sign-in-declined = Kirjautuminen peruttiin, tai palvelu ei hyväksynyt sitä.
    .safe = Mitään ei yhdistetty eikä muutettu.
    .next = Voit yrittää uudelleen. Jos se ei auta, kysy palvelusta.
sign-in-timed-out = Kirjautumista ei tehty loppuun ajoissa.
    .safe = Mitään ei yhdistetty eikä muutettu.
    .next = Yritä uudelleen, kun sinulla on hetki aikaa.
sign-in-unreachable = Palveluun tai sen kirjautumiseen ei saatu yhteyttä.
    .safe = Mitään ei yhdistetty eikä muutettu.
    .next = Tarkista verkkoyhteys ja yritä uudelleen.
sign-in-unavailable = Palvelun kirjautuminen ei toimi juuri nyt.
    .safe = Mitään ei yhdistetty eikä muutettu.
    .next = Yritä myöhemmin uudelleen. Vika on palvelussa, ei sinussa.
sign-in-untrusted = Kirjautuminen keskeytettiin, koska vastaaja ei todistanut olevansa oikea palvelu.
    .safe = Palvelu ei saanut tietojasi sovellukselta.
    .next = Älä yritä heti uudelleen. Kysy ensin viranomaiselta.
sign-in-insufficient = Tunnistautuminen ei riittänyt palvelulle.
    .safe = Kirjautumisesi palveluun on ennallaan.
    .next = Yritä uudelleen ja valitse vahva tunnistautuminen, esimerkiksi pankkitunnukset.
sign-in-clock-wrong = Laitteen kello on väärässä.
    .safe = Mitään ei yhdistetty eikä muutettu.
    .next = Korjaa laitteen kello ja päiväys. Yritä sitten uudelleen.
sign-in-not-offered = Palvelu ei tarjoa kirjautumista tälle sovellukselle.
    .safe = Mitään ei yhdistetty eikä muutettu.
    .next = Tarkista osoite, tai ota yhteyttä viranomaiseen.
sign-in-no-browser = Selain ei auennut.
    .safe = Mitään ei yhdistetty eikä muutettu.
    .next = Valitse laitteelle oletusselain ja yritä uudelleen.
sign-in-somebody-else = Kirjauduit toisena henkilönä kuin ennen.
    .safe = Tiedot säilyivät ennallaan. Henkilöiden asioita ei sekoitettu.
    .next = Kirjaudu samana henkilönä. Toinen henkilö tarvitsee oman käyttäjän.

return-well = Kirjautuminen onnistui
    .text = Voit sulkea tämän sivun ja palata Kotikuntaan.
return-ill = Kirjautuminen ei onnistunut
    .text = Palaa Kotikuntaan. Siellä kerrotaan, mitä voit tehdä.

sign-out = Kirjaudu ulos
sign-out-of = Kirjaudu ulos: { $name }
sign-out-sure = Kirjaudutaanko ulos?
    .warning = Palvelun { $name } tiedot poistetaan tältä laitteelta. Viranomaisen tietoihin tämä ei vaikuta. Voit yhdistää palvelun myöhemmin uudelleen.
signed-out = Olet kirjautunut ulos. Palvelun tiedot on poistettu laitteelta.
signed-out-untold = Olet kirjautunut ulos tällä laitteella. Palveluun ei saatu yhteyttä. Siellä kirjautuminen päättyy itsestään.

erase = Poista kaikki tältä laitteelta
    .lead = Poista tiedot esimerkiksi ennen kuin annat laitteen toiselle.
    .button = Poista kaikki …
erase-sure = Poistetaanko kaikki?
    .warning = Kaikki tiedot, kirjautumiset ja asetukset poistetaan tältä laitteelta. Tätä ei voi perua. Viranomaisten tietoihin tämä ei vaikuta.
    .act = Poista kaikki
erased = Kaikki on poistettu tältä laitteelta.

unverified-mark = Ei vahvistettu
unverified-note = Lähettäjää ei ole vahvistettu. Varmista asia viranomaiselta ennen kuin toimit.
