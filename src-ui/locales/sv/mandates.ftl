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

standing-acting = Du uträttar ärenden för någon annan
standing-until = Sista dag: { $day }
standing-matters = Rätten gäller: { $matters }
basis-custody = Grund: vårdnad
basis-guardianship = Grund: intressebevakning
basis-power-of-attorney = Grund: fullmakt
basis-role = Grund: ställning i organisationen
hindrance-heading = Du kan inte uträtta det här ärendet
hindrance-outside = Din rätt gäller inte det här ärendet. Det sköts av { $name } eller någon som har en större rätt.
hindrance-unknown = Tjänsten berättar inte om din rätt gäller det här ärendet. Kontrollera rätten hos tjänsten.
hindrance-not-yet = Din rätt börjar { $day }.
hindrance-unsaid = Tjänsten säger inte längre att du har rätt att uträtta ärenden.
hindrance-reading = Du kan läsa det här.
answers-heading = Vem har svarat
answers-needed = { $count ->
        [one] Ärendet behöver ett svar.
       *[other] Ärendet behöver { $count } svar.
    }
answers-missing = { $count ->
        [one] Ett svar saknas ännu.
       *[other] { $count } svar saknas ännu.
    }
answers-all = Alla har svarat.

error-not-taken = Tjänsten godkände inte namnet, koden eller någon annan uppgift.
    .safe = Ingenting ändrades.
    .next = Kontrollera uppgifterna och be om en ny kod vid behov.
error-not-sent = Tjänsten svarade inte, och ärendet skickas inte av sig självt senare.
    .safe = Dina övriga uppgifter finns kvar.
    .next = Gör samma sak på nytt när förbindelsen fungerar. Ärendet antecknas bara en gång.
kind-given-mandate = Given rätt att uträtta ärenden
kind-mandate-request = Begäran om rätt att uträtta ärenden
kind-act = Något som gjorts för dig
