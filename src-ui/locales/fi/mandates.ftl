ended-heading = Oikeutesi asioida on päättynyt: { $name }
ended-time = Oikeuden viimeinen päivä oli { $day }. Palvelu: { $sender }
ended-withdrawn = Palvelu ilmoitti, että oikeus on päättynyt: { $sender }
ended-unstated = Palvelu ei enää lähetä asioita: { $sender }
ended-last = Asiat on poistettu tältä laitteelta. Sinun ei tarvitse tehdä mitään.
ended-others = Tämän palvelun asiat on poistettu laitteelta. Muiden palvelujen asiat säilyivät.
ended-unsent = { $count ->
        [one] Yksi merkintä jäi lähettämättä palvelulle. Sitä ei enää lähetetä.
       *[other] { $count } merkintää jäi lähettämättä palvelulle. Niitä ei enää lähetetä.
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
