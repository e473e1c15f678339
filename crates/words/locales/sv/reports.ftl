# Att anmäla fel och följa anmälningar.

view-report = Felanmälan
view-report-short = Anmäl
report-title = Felanmälan
report-lead = Berätta för staden om en trasig lampa, ett hål i gatan eller något annat fel.
report-begin = Anmäl ett fel
    .in = Anmäl ett fel: { $name }
report-go-on = Fortsätt på din påbörjade anmälan
    .in = Fortsätt på din påbörjade anmälan: { $name }
report-nowhere = Ingen av dina anslutna tjänster tar emot felanmälningar.
    .next = Sök din stads tjänst och ta den i bruk.
report-elsewhere = { $name } tar emot felanmälningar bara i sin egen tjänst.
report-connect = Sök en tjänst
report-own = Dina anmälningar och de som du följer
report-none = Du har inte anmält något fel ännu.

report-step = Steg { $step }/3
report-what = Vad är det för fel?
report-where = Var är felet?
report-nearby = Är det här redan anmält?
report-details = Berätta mer
report-check = Kontrollera och skicka
report-next = Fortsätt
report-back = Tillbaka

report-find = Sök ett fel, till exempel gatlampa eller hål
report-found = { $count ->
    [one] Ett alternativ hittades.
   *[other] { $count } alternativ hittades.
}
report-found-none = Inget hittades med det ordet.
    .next = Pröva ett annat ord. När du tömmer fältet ser du hela listan.
report-all = Alla fel
report-others = Andra fel
report-chosen = Valt:
report-list-old = Listan kunde inte hämtas på nytt. Den här hämtades { $when }.
report-list-empty = Staden berättar inte vad man kan anmäla.

report-position = Använd min nuvarande plats
report-position-asked = Platsen söks.
report-position-found = Platsen hittades.
report-position-names = Vilken av de här är närmast felet?
report-position-refused = Appen får inte använda din plats. Skriv en adress eller platsens namn.
report-position-unknown = Det gick inte att ta reda på var du är. Skriv en adress eller platsens namn.
report-place-label = Adress eller platsens namn
report-place-hint = Skriv en adress eller platsens namn. Du kan också beskriva platsen med egna ord.
report-place-here = Din plats skickas med anmälan. Beskriv platsen också med ord.
report-place-known = Platsen finns på kartan. Du kan ännu förtydliga den med ord.
report-place-other = Välj en annan plats
report-place-chosen = Plats: { $place }.
report-place-map = Platsen är märkt på kartan, adress saknas.
report-place-on-map = Platsen är märkt också på kartan.
report-places-found = { $count ->
    [one] En plats hittades.
   *[other] { $count } platser hittades.
}
report-places-none = Platsen finns inte i stadens lista. Du kan ändå fortsätta.
report-places-failed = Det går inte att söka platser just nu. Du kan ändå fortsätta.
report-metres = Ungefär { $metres } meter bort

report-nearby-asked = Vi ser efter om samma fel redan är anmält.
report-nearby-found = { $count ->
    [one] I närheten finns en likadan anmälan. Följ den, om felet är detsamma.
   *[other] I närheten finns { $count } likadana anmälningar. Följ en av dem, om felet är detsamma.
}
report-nearby-none = I närheten har inget sådant fel anmälts.
report-nearby-failed = Andras anmälningar kan inte visas just nu. Du kan ändå fortsätta.
report-follow = Följ den här
report-open-followed = Öppna, du följer den redan
report-not-these = Inget av de här är samma fel
report-following = Du följer nu den här anmälan.

report-body = Beskriv felet
report-photos = Bilder
report-photos-add = Lägg till en bild
report-who = Vem anmäler
report-who-nobody = Anonymt
report-who-me = Jag ger mina kontaktuppgifter
report-who-why = Staden kan fråga dig mer. Andra ser inte dina uppgifter.
report-who-needed = Staden tar emot anmälningar bara om du ger dina kontaktuppgifter.
report-first-name = Förnamn
report-last-name = Efternamn
report-email = E-post
report-phone = Telefonnummer

report-row-what = Fel
report-row-body = Beskrivning
report-change-what = Ändra felet
report-change-where = Ändra platsen
report-change-details = Ändra beskrivningen och övriga uppgifter
report-public = Din anmälan kan ses av alla: platsen, beskrivningen och bilderna.
    .who = Ditt namn och dina kontaktuppgifter syns inte.
report-private = Bara staden ser din anmälan.
report-unanswered = Staden ger inte den här anmälan något nummer.
    .then = Därför kan appen inte berätta vad som händer med den.
report-send = Skicka anmälan
report-sure = Vill du skicka anmälan?
report-going = Anmälan skickas.

report-flaw-service = Välj vad det är för fel.
report-flaw-place-missing = Berätta var felet är.
report-flaw-place-long = Beskrivningen av platsen är för lång: högst { $most } tecken.
report-flaw-place = Staden behöver platsen på kartan. Välj en plats i listan eller använd din nuvarande plats.
report-flaw-body-missing = Beskriv felet kort.
report-flaw-body-long = Beskrivningen är för lång: högst { $most } tecken.
report-flaw-reporter-missing = Skriv ditt namn och e-post eller telefonnummer.
report-flaw-reporter = Kontrollera dina kontaktuppgifter.

report-waits = Anmälan skickas när förbindelsen fungerar.
report-doubt = Det här kan redan vara framme. Innan det skickas igen kontrollerar appen det.
report-received = { $sender } har tagit emot anmälan { $when }.
report-received-number = { $sender } har tagit emot anmälan { $when }. Anmälans nummer är { $number }.
report-stuck = { $sender } tog inte emot anmälan.
report-refused = Staden tar inte emot en sådan anmälan från appen.
report-too-large = Anmälan är för stor. Ta bort bilder eller förkorta beskrivningen.
report-news = { $sender } har tagit emot din anmälan: { $title }.
report-news-number = Dess nummer är { $number }.

report-number = Anmälans nummer
report-photo = Bild
report-followed = Du följer den här anmälan. Någon annan har gjort den.
report-unfollow = Sluta följa
report-unfollow-sure = Vill du sluta följa anmälan?
    .consequence = Anmälan tas bort från den här enheten. Stadens uppgifter påverkas inte.
report-unfollowed = Du följer inte längre anmälan.

moment-day = Dag
    .hint = Till exempel 28.11.2026
moment-time = Klockslag
    .hint = Till exempel 9.30
answer-number = Skriv ett tal, till exempel 3,5.
answer-moment = Skriv dag och klockslag, till exempel 28.11.2026 och 9.30.

service-open = Tjänsten kräver ingen inloggning.
    .then = När du tar den i bruk kan du anmäla fel och följa anmälningar.
service-open-go = Ta i bruk
service-open-done = Tjänsten är i bruk: { $name }. Nu kan du anmäla fel.
offer-reports = Dina felanmälningar och vad som händer med dem.
lack-reports = Tjänsten tar inte emot felanmälningar.
remove = Ta bort
remove-of = Ta bort: { $name }
remove-sure = Vill du ta bort tjänsten?
    .warning = Anmälningarna från { $name } tas bort från den här enheten. Stadens uppgifter påverkas inte. Du kan ta tjänsten i bruk på nytt senare.
removed = Tjänsten och dess uppgifter har tagits bort från den här enheten.

help-report = Att anmäla fel
    .steps = En anmälan görs i tre steg på sidan Felanmälan. Utkastet finns kvar även om du stänger appen.
    .place = Ingen karta behövs. Du kan skriva platsen, välja den i en lista eller använda enhetens plats.
    .nearby = Om någon redan har anmält samma fel kan du följa den anmälan.
    .public = Innan du skickar ser du vad andra får se. Du kan anmäla anonymt, om staden tillåter det.
    .follow = Utan förbindelse väntar anmälan på enheten och skickas av sig själv. Hur reparationen framskrider ser du i inkommet.
