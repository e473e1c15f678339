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
