# Utskrift, att spara sina uppgifter och att hämta dem från ett arkiv.

take-out-title = Spara dina uppgifter
take-out-short = Spara dina ärenden och deras bilagor i en enda fil. Du kan också hämta dem från en annan enhet.
take-out-lead = Du får en fil (zip) med allt: ärenden, meddelanden, beslut, uppgifter att göra och bilagor. Du kan läsa den i vilken webbläsare som helst utan den här appen.
take-out-whose = Vems uppgifter som sparas
take-out-everybody = Alla vars ärenden du sköter
take-out-button = Spara
take-out-sure = Vill du spara uppgifterna?
    .warning = Filen är inte krypterad och stannar på den plats du väljer. Vem som helst som kommer över den kan läsa den.
    .protected = En person vars uppgifter sparas skyddas av en spärrmarkering. I filen kan det stå en adress eller något annat som avslöjar var personen finns. Av andra spärrmarkerade personers uppgifter sparas bara dagen och vad det är för uppgift.
    .act = Välj plats och spara
take-out-withholding = Av en spärrmarkerad persons uppgifter sparas bara dagen och vad det är för uppgift. Innehållet sparas inte, eftersom det kan avslöja var personen finns.
taking-out = Uppgifterna sparas. Det kan ta en stund.
take-out-stop = Avbryt
take-out-stopped = Uppgifterna sparades inte. Ingenting lämnades kvar.
taken-out = { $items ->
    [one] 1 uppgift
   *[other] { $items } uppgifter
} och { $files ->
    [one] 1 bilaga
   *[other] { $files } bilagor
} har sparats. Filen är inte krypterad och stannar på den plats du valde.
taken-out-withheld = { $count ->
    [one] Innehållet i en uppgift utelämnades på grund av spärrmarkering.
   *[other] Innehållet i { $count } uppgifter utelämnades på grund av spärrmarkering.
}
missing-files = { $count ->
    [one] En bilaga kom inte med:
   *[other] { $count } bilagor kom inte med:
}
missing-file = { $name } ({ $item }). { $why }
fingerprint-heading = Den här enhetens kännetecken
fingerprint-lead = Arkiv som har gjorts på den här enheten känns igen på detta. Samma kännetecken finns i arkivets anvisning.

take-in-heading = Hämta från ett arkiv
take-in-lead = Hämta uppgifter som har sparats på en annan enhet. De kan läsas och sökas, men inte besvaras. När du ansluter samma tjänst ersätter tjänstens egna uppgifter arkivets.
take-in-choose = Välj ett arkiv
take-in-checking = Arkivet kontrolleras.
take-in-sound = Arkivet är i sin ordning. Ingenting har ändrats sedan det gjordes.
take-in-made = Arkivet gjordes
take-in-whose = Vems uppgifter som finns i det
take-in-person = { $name }, { $count ->
    [one] 1 uppgift
   *[other] { $count } uppgifter
}
take-in-sources = Från vilka tjänster
take-in-files = Bilagor
take-in-signer = Enheten som gjorde det, kännetecken
take-in-own = den här enheten
take-in-act = Hämta de här uppgifterna
taking-in = Uppgifterna hämtas.
take-in-done = { $added ->
    [one] 1 uppgift hämtades från arkivet.
   *[other] { $added } uppgifter hämtades från arkivet.
}
take-in-present = { $present ->
    [one] 1 uppgift fanns redan på enheten och ändrades inte.
   *[other] { $present } uppgifter fanns redan på enheten och ändrades inte.
}
taken-in-heading = Uppgifter från arkiv
taken-in-from = { $name }, arkivet gjordes { $when }
taken-in-remove = Ta bort: { $name }
taken-in-sure = Vill du ta bort uppgifterna från arkivet?
    .warning = Uppgifterna tas bort från den här enheten. Själva arkivfilen blir kvar där den är, och du kan hämta uppgifterna på nytt.
    .act = Ta bort
taken-in-removed = Uppgifterna från arkivet har tagits bort från den här enheten.
from-archive = Det här är från ett arkiv som gjordes { $when }. Du kan läsa det, men inte svara på det. Tjänsten som det kom från är inte ansluten eller skickar det inte längre.

refused-not-zip = Filen är ingen zip-fil, eller så är den skadad. Ingenting hämtades. Välj en annan fil.
refused-not-archive = Filen är inget arkiv från Kotikunta. Ingenting hämtades. Välj en annan fil.
refused-newer = Arkivet har gjorts med en nyare version av Kotikunta. Ingenting hämtades. Uppdatera appen och försök igen.
refused-unsafe = I arkivet finns en fil som försöker ta sig till en annan plats på enheten. Ingenting hämtades. Öppna inte filen med andra program heller.
refused-too-large = I arkivet finns fler eller större filer än appen kan hämta. Ingenting hämtades.
refused-bad-signature = Arkivets underskrift stämmer inte. Det har ändrats. Ingenting hämtades. Använd den ursprungliga filen.
refused-altered = Arkivet har ändrats: filen { $file } är inte som den var när arkivet gjordes. Ingenting hämtades. Använd den ursprungliga filen.
refused-another-resident = Arkivet har gjorts av { $name }. Uppgifterna kan inte förenas med dina egna. Ingenting hämtades.
refused-unreadable = Filen kunde inte läsas. Ingenting hämtades. Kontrollera att filen finns på sin plats.

save-all = Spara alla handlingar
    .case = Spara ärendets alla handlingar
save-all-sure = Vill du spara alla handlingar?
saving-all = Handlingarna sparas.
saved-all = { $count ->
    [one] 1 handling har sparats. Den är inte krypterad och stannar på den plats du valde.
   *[other] { $count } handlingar har sparats. De är inte krypterade och stannar på den plats du valde.
}
saved-none = Handlingarna kunde inte sparas.

print = Skriv ut
print-sure = Vill du skriva ut trots spärrmarkeringen?
    .warning = Personen som ärendet gäller skyddas av en spärrmarkering. Papperet kan avslöja var personen finns. Se till att ingen annan ser det.
    .act = Skriv ut
print-source = { $source }, uppgifterna hämtades { $when }
print-source-unknown = { $source }
print-whose = Vems ärende: { $name }
print-printed = Utskrivet från Kotikunta { $when }
key-print = Skriv ut det som är öppet
