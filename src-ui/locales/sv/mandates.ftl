ended-heading = Din rätt att uträtta ärenden har upphört: { $name }
ended-time = Rättens sista dag var { $day }. Tjänst: { $sender }
ended-withdrawn = Tjänsten meddelade att rätten har upphört: { $sender }
ended-unstated = Tjänsten skickar inte längre ärenden: { $sender }
ended-last = Ärendena har tagits bort från enheten. Du behöver inte göra något.
ended-others = Den här tjänstens ärenden har tagits bort från enheten. Ärendena från andra tjänster finns kvar.
ended-unsent = { $count ->
        [one] En anteckning hann inte skickas till tjänsten. Den skickas inte längre.
       *[other] { $count } anteckningar hann inte skickas till tjänsten. De skickas inte längre.
    }
