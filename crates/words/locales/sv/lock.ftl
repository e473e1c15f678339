# Låset, personerna och användning utan att spara.

lock-title = Kotikunta är låst
    .lead = Dina uppgifter är i tryggt förvar och krypterade.
lock-pin = PIN-kod
lock-phrase = Lösenfras
lock-open = Öppna
lock-news = Det har kommit något nytt sedan appen låstes.
lock-opened = Låset är öppet.
lock-empty = Skriv först koden eller lösenfrasen.
lock-wrong = Koden var fel. Försök igen.
lock-wrong-wait = Koden var fel. Du måste vänta innan du försöker igen.
lock-waiting = Det har varit för många felaktiga försök. Vänta en stund.
lock-wait-seconds = { $count ->
    [one] Du kan försöka om en sekund.
   *[other] Du kan försöka om { $count } sekunder.
}
lock-wait-minutes = { $count ->
    [one] Du kan försöka om en minut.
   *[other] Du kan försöka om { $count } minuter.
}
lock-wait-over = Du kan försöka nu.
lock-short = En PIN-kod ska ha minst sex siffror. En lösenfras ska ha minst åtta tecken.
lock-simple = Den här är för lätt att gissa. Hitta på en annan.
lock-differ = Du skrev två olika koder. Skriv samma kod två gånger.
lock-other-person = Byt användare

forgot = Har du glömt koden?
    .next = Koden kan inte återställas, eftersom den är en del av nyckeln. Du kan radera uppgifterna på enheten och logga in i tjänsterna igen.
    .safe = Myndigheterna har allt kvar. Uppgifterna hämtas till enheten när du ansluter tjänsterna.
    .button = Radera uppgifterna och börja om …
forgot-unsent = { $count ->
    [one] Du har öppnat en sak som tjänsten inte vet om än. I tjänsten förblir den ny.
   *[other] Du har öppnat { $count } saker som tjänsterna inte vet om än. I tjänsterna förblir de nya.
}
forgot-nothing-unsent = Det finns inget osänt på enheten.
forgot-unknown-unsent = Vi vet inte om det finns något osänt på enheten.
forgot-sure = Ska uppgifterna på enheten raderas?
    .warning = De hämtade uppgifterna raderas från enheten. De kan inte återställas. Tjänsterna måste anslutas igen. Det här påverkar inte myndigheternas uppgifter.
    .act = Radera och börja om

lock-settings = Lås
    .lead = En låst app öppnas bara med din kod. Koden är en del av nyckeln som krypterar uppgifterna.
    .none = Det finns inget lås. Uppgifterna öppnas när enheten är öppen.
    .biometrics = Fingeravtryck eller ansikte öppnar inte låset. De kan inte vara en del av nyckeln.
lock-once = Inget lås behövs, eftersom ingenting sparas.
lock-set = Ta låset i bruk
    .lead = Välj en PIN-kod eller en lösenfras. Om du glömmer den måste uppgifterna hämtas igen.
    .done = Låset är i bruk.
lock-change = Byt kod
    .done = Koden är bytt. Den gamla koden öppnar inte längre något.
lock-remove = Ta bort låset
    .lead = Uppgifterna förblir krypterade. Efter det öppnas de utan kod.
    .done = Låset är borttaget.
lock-now = Lås nu
lock-current = Nuvarande kod eller lösenfras
lock-new = Ny PIN-kod eller lösenfras
lock-again = Samma en gång till
lock-after = Automatisk låsning
lock-after-hidden = Genast när fönstret är dolt
lock-after-minute = Efter en minut
lock-after-five = Efter fem minuter
lock-after-fifteen = Efter 15 minuter
lock-after-sleep = Appen låses också när enheten går i viloläge.
lock-cover = Täck sidan när ett annat fönster är framför
lock-none-to-lock = Det finns inget lås. Du kan ta det i bruk i inställningarna.
keys-renew = Förnya nycklarna
    .lead = Uppgifterna på enheten krypteras med nya nycklar. Gör så om du misstänker att någon har kopierat enhetens filer.
    .done = Nycklarna är förnyade. Ingenting gick förlorat.
    .button = Förnya nycklarna …
key-lock = Lås appen

profiles-heading = Enhetens användare
    .lead = Varje användare har egna uppgifter och ett eget lås. Man ser inte varandras uppgifter.
profile-name = Ditt namn på den här enheten
    .save = Spara namnet
    .done = Namnet är sparat.
profile-nameless = Användare utan namn
profile-switch = Byt till { $name }
profile-add = Lägg till en användare
    .name = Den nya användarens namn
    .lead = En ny användare börjar från noll. Dina uppgifter stängs under tiden.
profile-bad-name = Skriv ett namn.
profile-remove = Ta bort dig från den här enheten …
profile-remove-sure = Ska dina uppgifter raderas från den här enheten?
    .warning = Dina uppgifter, dina nycklar och ditt lås raderas från enheten. De andra användarnas uppgifter berörs inte. Myndigheterna har allt kvar.
    .act = Radera mina uppgifter
profile-removed = Dina uppgifter är raderade från enheten.
profile-changed = Användaren är bytt.
chooser-title = Vem använder Kotikunta?
    .lead = Välj ditt eget namn. De andras uppgifter ser du inte.

once-banner = Ingenting sparas. När du stänger appen försvinner allt från den här gången.
once-heading = Använd appen den här gången
    .lead = Du kan fortsätta utan att spara något. Logga in i tjänsterna, läs och stäng appen. Ingenting blir kvar på enheten.
    .safe = Det som har sparats tidigare förblir orört.
    .button = Fortsätt utan att spara

error-keyring-full = Enhetens nyckelring rymmer ingen ny nyckel.
    .safe = Dina uppgifter är i tryggt förvar och krypterade.
    .next = Ta bort något onödigt ur nyckelringen och försök igen.
error-app-locked = Appen är låst.
    .safe = Dina uppgifter är i tryggt förvar och krypterade.
    .next = Öppna låset med din egen kod.
error-no-profile-chosen = Enheten har flera användare, och ingen är vald.
    .safe = Allas uppgifter är i tryggt förvar.
    .next = Välj vem som använder appen.
