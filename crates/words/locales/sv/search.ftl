# Sökning.

search-landmark = Sökning
search-label = Sök i inkommet
search-narrow = Begränsa sökningen
search-clear = Töm sökningen
search-results = Söker
search-found = { $count ->
    [one] 1 träff
   *[other] { $count } träffar
}
search-found-more = Över { $count } träffar
search-none = Inget hittades.
    .fewer = Pröva med färre ord eller början av ett ord.
    .spelling = Kontrollera stavningen. Ordets böjningsform spelar ingen roll.
    .quotes = Det som står inom citattecken måste finnas i exakt samma form.
search-widen = Ta bort begränsningarna
search-incomplete = Äldre ärenden förbereds ännu för sökning. Några av dem kan saknas bland träffarna.
search-kind = Slag
search-source = Avsändare
search-status = Ärendets skede
search-any = Alla
search-needs-you = Bara det som väntar på dig
search-documents = Bara det som har en bilaga
search-day-hint = Skriv dagarna så här: 24.12.2026
search-day-wrong = Den dagen finns inte. Skriv dagen så här: 24.12.2026
search-from = Har kommit tidigast
search-to = Har kommit senast
search-due-from = Sista dag tidigast
search-due-to = Sista dag senast
search-saved = Sparade sökningar
search-name = Namn på den här sökningen
search-save = Spara sökningen
search-saved-now = Sökningen är sparad.
search-remove = Ta bort sökningen: { $name }
search-removed = Sökningen är borttagen.
search-full = Du har redan 50 sparade sökningar. Ta bort någon om du vill spara en ny.
key-search = Sök i inkommet
