# Det arkiv som sparats: sidor som läses i en webbläsare utan appen.

file-called-archive = kotikunta-arkiv
file-called-attachments = bilagor
file-called-file = fil

archive-title = Dina sparade uppgifter
archive-made = Sparade { $when }
archive-lead = Här finns de ärenden, meddelanden, beslut och uppgifter att göra som har sparats från appen Kotikunta. Sidorna fungerar i vilken webbläsare som helst utan nätförbindelse.
archive-private = Uppgifterna är inte krypterade. Förvara dem så att ingen annan kommer åt dem.
archive-whose = Vems uppgifter som finns här
archive-sources = Varifrån uppgifterna kommer
archive-source-fresh = { $source }, uppgifterna hämtades { $when }
archive-source-never = { $source }, alla uppgifter har inte hämtats
archive-own = { $name } (du)
archive-you = Egna uppgifter
archive-count = { $count ->
    [one] 1 uppgift
   *[other] { $count } uppgifter
}
archive-items-of = { $name }: alla uppgifter, de nyaste först
archive-column-day = Dag
archive-column-what = Vad
archive-column-title = Rubrik
archive-column-sender = Avsändare
archive-nothing = Det finns inga uppgifter om den här personen.
archive-withheld = De här uppgifterna skyddas av en spärrmarkering. Innehållet har inte sparats, eftersom det kan avslöja en adress, en bostadsort eller en skola.
archive-withheld-of = { $name }: uppgifter vars innehåll har utelämnats
archive-sent = Det du har skickat
archive-sent-lead = De meddelanden som du har skickat med appen och myndigheternas kvitteringar.
archive-sent-to = Mottagare
archive-sent-received = Myndigheten tog emot
archive-sent-number = Registrerat med nummer
archive-sent-hash = Det mottagna meddelandets kontrollsumma (SHA-256)
archive-more = Annat i det här arkivet
archive-data = Alla uppgifter för program (JSON)
archive-readme = Anvisning för att kontrollera arkivet
archive-back = Alla uppgifter
archive-skip = Gå till innehållet
archive-kind = Vad
archive-from = Avsändare
archive-concerns = Vems ärende
archive-came = Kom
archive-changed = Ändrades
archive-register = Ärendenummer
archive-writer = Skrivet av
archive-missing-file = { $name }: filen fanns inte på enheten och kunde inte hämtas.
archive-readme-text =
    DINA SPARADE UPPGIFTER

    Öppna index.html i en webbläsare. Ingen nätförbindelse och ingen app behövs.
    Filerna finns i mappen attachments. Alla uppgifter för program finns i filen data.json.

    Uppgifterna är inte krypterade. Förvara dem så att ingen annan kommer åt dem.

    SÅ KONTROLLERAR DU ATT INGET HAR ÄNDRATS

    1. Packa upp arkivet och gå till dess mapp.
    2. Kontrollera underskriften:
       openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig
    3. Kontrollera filerna:
       sha256sum -c SHA256SUMS
    4. Jämför: i filen manifest.json finns under files samma kontrollsummor som i filen SHA256SUMS.

    Underskriften visar att arkivet är sådant som enheten skrev det. Nyckeln på den enhet
    som gjorde arkivet känns igen på
       { $fingerprint }
    Samma tecken visas i Kotikunta på den sida där arkivet gjordes. Är de andra har en annan enhet gjort arkivet.
