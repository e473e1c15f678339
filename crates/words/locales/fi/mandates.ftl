ended-heading = Oikeutesi asioida on päättynyt: { $name }
ended-time = Oikeuden viimeinen päivä oli { $day }. Palvelu: { $sender }
ended-withdrawn = Palvelu ilmoitti, että oikeus on päättynyt: { $sender }
ended-unstated = Palvelu ei enää lähetä asioita: { $sender }
ended-last = Asiat on poistettu tältä laitteelta. Sinun ei tarvitse tehdä mitään.
ended-others = Tämän palvelun asiat on poistettu laitteelta. Muiden palvelujen asiat säilyivät.
ended-unsent = { $count ->
        [one] Yksi viesti tai merkintä jäi lähettämättä palvelulle. Sitä ei enää lähetetä.
       *[other] { $count } viestiä tai merkintää jäi lähettämättä palvelulle. Niitä ei enää lähetetä.
    }

standing-acting = Asioit toisen puolesta
standing-until = Viimeinen päivä: { $day }
standing-matters = Oikeus koskee: { $matters }
basis-custody = Peruste: huoltajuus
basis-guardianship = Peruste: edunvalvonta
basis-power-of-attorney = Peruste: valtuutus
basis-role = Peruste: asema yhteisössä
hindrance-heading = Et voi asioida tässä asiassa
hindrance-outside = Oikeutesi ei koske tätä asiaa. Sen hoitaa { $name } tai joku, jolla on laajempi oikeus.
hindrance-unknown = Palvelu ei kerro, koskeeko oikeutesi tätä asiaa. Tarkista oikeus palvelusta.
hindrance-not-yet = Oikeutesi alkaa { $day }.
hindrance-unsaid = Palvelu ei enää kerro, että sinulla on oikeus asioida.
hindrance-reading = Voit lukea tämän.
answers-heading = Kuka on vastannut
answers-needed = { $count ->
        [one] Asia tarvitsee yhden vastauksen.
       *[other] Asia tarvitsee { $count } vastausta.
    }
answers-missing = { $count ->
        [one] Yksi vastaus puuttuu vielä.
       *[other] { $count } vastausta puuttuu vielä.
    }
answers-all = Kaikki ovat vastanneet.

error-not-taken = Palvelu ei hyväksynyt nimeä, koodia tai muuta tietoa.
    .safe = Mikään ei muuttunut.
    .next = Tarkista tiedot ja pyydä tarvittaessa uusi koodi.
error-not-sent = Palvelu ei vastannut, eikä asia lähde myöhemmin itsestään.
    .safe = Muut tietosi ovat tallessa.
    .next = Tee sama uudelleen, kun yhteys toimii. Asia kirjataan vain kerran.
kind-given-mandate = Annettu oikeus asioida
kind-mandate-request = Pyyntö saada asioida
kind-act = Puolesta tehty asia

standing-all = Oikeus koskee kaikkia asioita
right-no-end = Ei viimeistä päivää
right-service = Palvelu: { $sender }
right-received = { $sender } on vastaanottanut asian { $when }. Rekisterinumero on { $number }.
identify-heading = Tunnistaudu uudelleen
identify-why = { $sender } pyytää sinua tunnistautumaan uudelleen, ennen kuin asia lähetetään.
    .then = Mitään ei ole vielä lähetetty. Täyttämäsi tiedot säilyvät tällä sivulla.
identify-go = Tunnistaudu selaimessa
identify-done = Olet tunnistautunut. Asiaa ei ole vielä lähetetty.
right-over = Oikeus on päättynyt. Asiat poistetaan, kun palveluun saadaan yhteys.
right-withheld = Palvelu ei näytä huoltajalle kaikkia alaikäisen asioita.
given-heading = Oikeudet, jotka olet antanut
given-none = Et ole antanut kenellekään oikeutta asioida puolestasi.
given-over = Oikeuden viimeinen päivä on ohi.
given-withdraw = Peru oikeus: { $name }
    .question = Perutaanko oikeus: { $name }?
    .consequence = Hän ei voi enää lukea eikä hoitaa asioitasi tässä palvelussa.
    .act = Peru oikeus
requests-heading = Pyynnöt
request-incoming = { $name } pyytää oikeutta asioida puolestasi
request-own = Pyysit oikeutta asioida puolesta: { $name }
request-asked = Pyyntö tehtiin
request-accept = Anna oikeus
    .question = Annatko oikeuden: { $name }?
request-refuse = Älä anna oikeutta
    .question = Kieltäydytkö antamasta oikeutta: { $name }?
request-waits = Pyyntö odottaa vastausta. Sinun ei tarvitse tehdä mitään.
request-refused = Pyyntöön ei suostuttu.
request-take-back = Peru pyyntö
request-forget = Poista pyyntö
code-heading = Oma koodisi
code-lead = Näytä koodi henkilölle, joka antaa sinulle oikeuden tai pyytää sitä. Älä anna koodia muille.
code-show = Näytä koodi: { $sender }
code-is = Koodisi on { $code }
code-until = Koodi vanhenee
acts-heading = Mitä puolestasi on tehty
acts-lead = Näet tästä, mitä muut ovat tehneet asioissasi.
offer-give = Anna oikeus asioida puolestasi
    .lead = Tarvitset toisen henkilön nimen ja koodin. Hän näkee koodin omassa sovelluksessaan.
    .question = Annatko oikeuden: { $name }?
    .consequence = Hän voi lukea ja hoitaa nämä asiasi. Voit perua oikeuden milloin vain.
    .act = Anna oikeus
offer-ask = Pyydä oikeutta asioida toisen puolesta
    .lead = Tarvitset toisen henkilön nimen ja koodin. Hän vastaa pyyntöösi omassa sovelluksessaan.
    .question = Pyydätkö oikeutta: { $name }?
    .consequence = Hän päättää, antaako hän oikeuden.
    .act = Lähetä pyyntö
offer-service = Missä palvelussa
offer-name = Henkilön nimi
    .missing = Kirjoita etunimi ja sukunimi.
offer-code = Henkilön koodi
    .hint = Kahdeksan merkkiä. Välilyönneillä ei ole väliä.
    .missing = Kirjoita koodi.
offer-matters = Mitä asioita oikeus koskee
    .missing = Valitse vähintään yksi.
offer-all = Kaikki asiat tässä palvelussa
offer-day = Viimeinen päivä
    .hint = Esimerkiksi 31.1.2027. Voit jättää tämän tyhjäksi.
    .wrong = Kirjoita tuleva päivä, esimerkiksi 31.1.2027.
offer-go-on = Jatka
offer-flaws = { $count ->
        [one] Yksi kohta puuttuu tai on väärin.
       *[other] { $count } kohtaa puuttuu tai on väärin.
    }
arrived-quietly = { $count ->
        [one] Saapui uutta.
       *[other] Saapui { $count } uutta.
    }
