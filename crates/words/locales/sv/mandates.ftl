ended-heading = Din rätt att uträtta ärenden har upphört: { $name }
ended-time = Rättens sista dag var { $day }. Tjänst: { $sender }
ended-withdrawn = Tjänsten meddelade att rätten har upphört: { $sender }
ended-unstated = Tjänsten skickar inte längre ärenden: { $sender }
ended-last = Ärendena har tagits bort från enheten. Du behöver inte göra något.
ended-others = Den här tjänstens ärenden har tagits bort från enheten. Ärendena från andra tjänster finns kvar.
ended-unsent = { $count ->
        [one] Ett meddelande eller en anteckning hann inte skickas till tjänsten. Det skickas inte längre.
       *[other] { $count } meddelanden eller anteckningar hann inte skickas till tjänsten. De skickas inte längre.
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

standing-all = Rätten gäller alla ärenden
right-no-end = Ingen sista dag
right-service = Tjänst: { $sender }
right-received = { $sender } tog emot ärendet { $when }. Registernumret är { $number }.
identify-heading = Identifiera dig på nytt
identify-why = { $sender } ber dig identifiera dig på nytt innan ärendet skickas.
    .then = Ingenting har skickats ännu. Det du har fyllt i finns kvar på sidan.
identify-go = Identifiera dig i webbläsaren
identify-done = Du har identifierat dig. Ärendet har inte skickats ännu.
right-over = Rätten har upphört. Ärendena tas bort när tjänsten kan nås.
right-withheld = Tjänsten visar inte alla en minderårigs ärenden för vårdnadshavaren.
given-heading = Rättigheter som du har gett
given-none = Du har inte gett någon rätt att uträtta ärenden för dig.
given-over = Rättens sista dag har gått.
given-withdraw = Återkalla rätten: { $name }
    .question = Vill du återkalla rätten: { $name }?
    .consequence = Personen kan inte längre läsa eller sköta dina ärenden i den här tjänsten.
    .act = Återkalla rätten
requests-heading = Begäranden
request-incoming = { $name } ber om rätt att uträtta ärenden för dig
request-own = Du bad om rätt att uträtta ärenden för: { $name }
request-asked = Begäran gjordes
request-accept = Ge rätten
    .question = Vill du ge rätten: { $name }?
request-refuse = Ge inte rätten
    .question = Vill du låta bli att ge rätten: { $name }?
request-waits = Begäran väntar på svar. Du behöver inte göra något.
request-refused = Begäran godkändes inte.
request-take-back = Återta begäran
request-forget = Ta bort begäran
code-heading = Din kod
code-lead = Visa koden för den som ger dig en rätt eller ber om en. Ge inte koden till andra.
code-show = Visa koden: { $sender }
code-is = Din kod är { $code }
code-until = Koden går ut
acts-heading = Vad som har gjorts för dig
acts-lead = Här ser du vad andra har gjort i dina ärenden.
offer-give = Ge rätt att uträtta ärenden för dig
    .lead = Du behöver den andra personens namn och kod. Personen ser koden i sin egen app.
    .question = Vill du ge rätten: { $name }?
    .consequence = Personen kan läsa och sköta de här ärendena. Du kan återkalla rätten när som helst.
    .act = Ge rätten
offer-ask = Be om rätt att uträtta ärenden för någon annan
    .lead = Du behöver den andra personens namn och kod. Personen svarar på din begäran i sin egen app.
    .question = Vill du be om rätten: { $name }?
    .consequence = Personen avgör om du får rätten.
    .act = Skicka begäran
offer-service = I vilken tjänst
offer-name = Personens namn
    .missing = Skriv förnamn och efternamn.
offer-code = Personens kod
    .hint = Åtta tecken. Mellanslag spelar ingen roll.
    .missing = Skriv koden.
offer-matters = Vilka ärenden rätten gäller
    .missing = Välj minst ett.
offer-all = Alla ärenden i den här tjänsten
offer-day = Sista dag
    .hint = Till exempel 31.1.2027. Du kan lämna fältet tomt.
    .wrong = Skriv en kommande dag, till exempel 31.1.2027.
offer-go-on = Fortsätt
offer-flaws = { $count ->
        [one] En uppgift saknas eller är fel.
       *[other] { $count } uppgifter saknas eller är fel.
    }
arrived-quietly = { $count ->
        [one] Nytt har kommit.
       *[other] { $count } nya har kommit.
    }
