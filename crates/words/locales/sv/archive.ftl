# Det arkiv som sparats: sidor som läses i en webbläsare utan appen.

file-called-archive = kotikunta-arkiv
file-called-attachments = bilagor
file-called-calendar = kalender
file-called-file = fil

sheet-title = Dina sparade uppgifter
sheet-made = Sparade { $when }
sheet-lead = Här finns de ärenden, meddelanden, beslut och uppgifter att göra som har sparats från appen Kotikunta. Sidorna fungerar i vilken webbläsare som helst utan nätförbindelse.
sheet-private = Uppgifterna är inte krypterade. Förvara dem så att ingen annan kommer åt dem.
sheet-whose = Vems uppgifter som finns här
sheet-sources = Varifrån uppgifterna kommer
sheet-source-fresh = { $source }, uppgifterna hämtades { $when }
sheet-source-never = { $source }, alla uppgifter har inte hämtats
sheet-own = { $name } (du)
sheet-you = Egna uppgifter
sheet-count = { $count ->
    [one] 1 uppgift
   *[other] { $count } uppgifter
}
sheet-items-of = { $name }: alla uppgifter, de nyaste först
sheet-column-day = Dag
sheet-column-what = Vad
sheet-column-title = Rubrik
sheet-column-sender = Avsändare
sheet-nothing = Det finns inga uppgifter om den här personen.
sheet-withheld = De här uppgifterna skyddas av en spärrmarkering. Innehållet har inte sparats, eftersom det kan avslöja en adress, en bostadsort eller en skola.
sheet-withheld-of = { $name }: uppgifter vars innehåll har utelämnats
sheet-sent = Det du har skickat
sheet-sent-lead = De meddelanden som du har skickat med appen och myndigheternas kvitteringar.
sheet-sent-to = Mottagare
sheet-sent-received = Myndigheten tog emot
sheet-sent-number = Registrerat med nummer
sheet-sent-hash = Det mottagna meddelandets kontrollsumma (SHA-256)
sheet-more = Annat i det här arkivet
sheet-data = Alla uppgifter för program (JSON)
sheet-readme = Anvisning för att kontrollera arkivet
sheet-back = Alla uppgifter
sheet-skip = Gå till innehållet
sheet-kind = Vad
sheet-from = Avsändare
sheet-concerns = Vems ärende
sheet-came = Kom
sheet-changed = Ändrades
sheet-register = Ärendenummer
sheet-writer = Skrivet av
sheet-missing-file = { $name }: filen fanns inte på enheten och kunde inte hämtas.
sheet-readme-text =
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
