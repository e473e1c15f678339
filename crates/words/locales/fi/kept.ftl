# Palvelu, joka ei lähetä asioita: mitä se säilyttää, ja kuka on katsonut tietoja.

kept-heading = Mitä palvelu säilyttää sinusta
kept-lead = Tästä palvelusta ei tule asioita eikä viestejä. Palvelu säilyttää tietoja sinusta. Voit ottaa ne talteen tai pyytää palvelua poistamaan ne.
kept-save = Ota talteen, mitä palvelu säilyttää
    .of = Ota talteen, mitä palvelu säilyttää: { $name }
    .means = Saat yhden tiedoston (zip), jonka voi lukea millä tahansa selaimella. Tiedosto ei ole salattu.
kept-saved = { $data ->
    [one] Talteen otettiin 1 tieto.
   *[other] Talteen otettiin { $data } tietoa.
} Tiedosto ei ole salattu, ja se jää valitsemaasi paikkaan.
kept-saved-withheld = { $count ->
    [one] Yhden tiedon sisältöä palvelu ei anna. Syy on tiedostossa.
   *[other] { $count } tiedon sisältöä palvelu ei anna. Syyt ovat tiedostossa.
}
kept-saved-unread = { $count ->
    [one] Yksi tieto jäi pois, koska sovellus ei osannut lukea sitä.
   *[other] { $count } tietoa jäi pois, koska sovellus ei osannut lukea niitä.
}
kept-nothing = Palvelu ei säilytä sinusta mitään. Tiedostoa ei tallennettu.
kept-erase = Poista tietoni palvelusta
    .of = Poista tietoni palvelusta: { $name }
    .means = Sovellus kysyy ensin palvelulta, voiko tiedot poistaa. Mitään ei poisteta ennen kuin vahvistat.
kept-asking = Palvelulta kysytään, voiko tiedot poistaa.
kept-sure = Poistetaanko tietosi palvelusta?
    .warning = { $name } poistaa kaikki tietosi lopullisesti. Niitä ei saa takaisin. Yhteys palveluun päättyy tässä sovelluksessa. Tiedostot, jotka olet tallentanut, jäävät sinulle.
    .act = Poista tietoni
kept-erasing = Palvelua pyydetään poistamaan tietosi.
kept-erased = { $name } on poistanut tietosi. Yhteys palveluun on päättynyt. Tiedostot, jotka olet tallentanut, ovat yhä sinulla.
kept-refused = Palvelu ei poista tietojasi. Mitään ei poistettu.
    .why = Palvelu kertoo syyn:
    .unsaid = Palvelu ei kertonut syytä. Voit kysyä sitä palvelusta.
kept-unsaved = Mitään ei tallennettu. Palvelussa tietosi ovat ennallaan.
kept-unerased = Mitään ei poistettu.
kept-unknown = Ei ole varmaa, poistiko palvelu tietosi. Yhteys siihen on ennallaan.
    .next = Yritä hetken kuluttua uudelleen. Toinen pyyntö ei haittaa.
kept-sign-in = Kirjaudu palveluun uudelleen. Tee sitten sama uudelleen.
kept-too-large = Palvelu antoi enemmän tietoja kuin sovellus voi ottaa vastaan.
    .next = Pyydä tietosi palvelulta muulla tavalla.

tells-lookups = Tämä palvelu kertoo, kuka on katsonut tietojasi. Asioita tai viestejä siitä ei tule.
    .all = Näytä katselut

service-keeps = Mitä voit tehdä
    .nothing-comes = Palvelusta ei tule tälle laitteelle mitään, ellet itse pyydä.
stage-connected-kept = Palvelusta ei tule mitään itsestään. Löydät sen sivulta Yhteydet.
