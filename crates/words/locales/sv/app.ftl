# Ramen, vyerna och dagarna.

window-title = { $name } – Kotikunta
skip = Gå till innehållet
menu = Meny
views = Huvudmeny
more-label = Urval och anslutningar
view-inbox = Inkommet
view-cases = Ärenden
view-archive = Arkiv
view-bin = Papperskorg
folders = Var ärenden finns
folder-current = Aktuella
empty-folder = Här finns ingenting.
view-people = För någon annan
view-people-short = För andra
view-contact = Ta kontakt
view-contact-short = Kontakt
view-connections = Anslutningar
view-settings = Inställningar
view-help = Hjälp
waiting-count = { $count ->
    [one] väntar på dig
   *[other] väntar på dig
}
waiting = Hämtar uppgifter från enheten.
opening = Öppnar
retry = Försök igen
to-inbox = Till inkommet
back = Tillbaka till listan
choose = Välj i listan vad du vill läsa.
older = Visa äldre
new-mark = Ny

filter-label = Visas
filter-everybody = Allas ärenden
filter-gone = Någon vars ärenden du inte längre sköter
filter-own = Egna ärenden
filter-you = du
show-everybody = Visa allas ärenden

group-needs-you = Väntar på dig ({ $count })
group-new = Nytt ({ $count })
group-read = Nyss läst
group-cases = Senast ändrade först

empty-inbox = Inga meddelanden eller beslut ännu.
    .next = När en myndighet skickar dig något kommer det hit. Du behöver inte göra något.
empty-filtered = Det finns inget att visa om den här personen.
    .next = Nya ärenden kommer hit. Du kan också se allas ärenden.
empty-unconnected = Ingen tjänst är ansluten ännu.
    .next = När en tjänst är ansluten kommer dess meddelanden, beslut och uppgifter hit.
empty-cases = Du har inga ärenden.
    .next = När en myndighet börjar behandla ditt ärende ser du det här.
see-connections = Se anslutningarna

fresh-heading = Anslutna tjänster
fresh-at = { $source }, { $when }
fresh-never = { $source }: inte hämtat ännu
fresh-lost-always = { $source }: ingen kontakt ännu
fresh-lost-today = { $source }: ingen kontakt, senast i dag
fresh-lost-since-time = { $source }: ingen kontakt sedan kl. { $time }
fresh-lost-since-yesterday = { $source }: ingen kontakt sedan i går
fresh-lost-since-day = { $source }: ingen kontakt, senast { $day }
fresh-sign-in = { $source }: inloggningen har gått ut
fresh-stronger-sign-in = { $source }: tjänsten ber dig identifiera dig på nytt
fresh-insecure = { $source }: förbindelsen är inte säker
fresh-unintelligible = { $source }: svaret gick inte att läsa
fresh-not-stored = { $source }: uppgifterna kunde inte sparas
offline-since = Ingen förbindelse. Du ser uppgifterna som de var { $when }.
offline-always = Ingen förbindelse. Uppgifterna kommer när förbindelsen är tillbaka.
needs-connection = Det här kräver en förbindelse. Tjänsten kan inte nås just nu.
    .files = Alla filer finns inte på enheten. För att öppna dem behövs en förbindelse, som saknas just nu.

people-lead = Här är de personer och sammanslutningar vars ärenden du sköter. Allas ärenden hålls åtskilda.
people-empty = Personerna kommer hit när en tjänst är ansluten.
person-known = Känd av: { $sources }
person-unknown = Ingen ansluten tjänst känner den här personen just nu.
person-show = Visa ärenden: { $name }
person-show-own = Visa egna ärenden
relation-myself = Du själv
relation-child = Barn som du är vårdnadshavare för
relation-ward = Person som du är intressebevakare för
relation-principal = Person som har gett dig fullmakt
relation-company = Företag som du företräder
relation-association = Förening som du företräder
relation-estate = Dödsbo vars ärenden du sköter

connections-lead = Från de här tjänsterna kommer dina uppgifter. Det som redan är hämtat finns kvar på enheten också utan kontakt.
connections-empty = När en tjänst är ansluten ser du här när dess uppgifter senast hämtades.
sync-all = Uppdatera nu
sync-one = Uppdatera { $source }
syncing = Uppdaterar…
source-address = Adress:
source-api = Gränssnitt:
api-resident = öppet invånargränssnitt
api-open311 = Open311, felanmälningar
api-atv = Helsingfors ärendedatalager (ATV)
api-dialogporten = Dialogporten
api-data-tracker = Data Tracker (Estland)
api-helsinki-profile = Helsingforsprofilens GDPR-gränssnitt
unread-heading = { $count ->
    [one] En uppgift gick inte att läsa
   *[other] { $count } uppgifter gick inte att läsa
}
unread-lead = De andra uppgifterna kom fram. De här finns kvar i tjänsten, och dess underhåll kan rätta dem. Om något saknas, fråga tjänsten.
quarantine-malformed = Uppgiften har inte den form som tjänsten har lovat.
quarantine-unknown-kind = Appen känner ännu inte till en sådan uppgift.
quarantine-unknown-party = Uppgiften gäller en person som tjänsten inte har berättat om.
quarantine-too-large = Uppgiften är större än appen kan ta emot.

settings-lead = Valet gäller genast på den här enheten.
settings-language = Språk
settings-theme = Färger
settings-text-size = Textstorlek
settings-fault = Valet kunde inte sparas. Det tidigare valet gäller.
theme-system = Som på enheten
theme-light = Ljus
theme-dark = Mörk
per-cent = { $amount } %

keys-heading = Tangenter
keys-lead = De här tangenterna fungerar på alla sidor. Du kan byta dem.
keys-usual = Återställ de vanliga tangenterna
key-next-region = Till nästa område
key-previous-region = Till föregående område
key-next-waiting = Nästa som väntar på dig
key-repeat = Upprepa det senaste meddelandet
key-change = Byt
key-press = Tryck på en ny tangent, Esc avbryter
key-set = Tangenten är nu { $key }.
key-bare = { $key } går inte. Den behövs för att skriva eller för skärmläsaren. Håll också ned Alt eller Ctrl.
key-screen-reader = { $key } går inte. Skärmläsaren behöver den.
key-device = { $key } går inte. Enheten behöver den till annat. Pröva Alt och en bokstav.
key-taken = { $key } används redan: { $action }. Välj en annan.

day-today = i dag
day-today-at = i dag { $time }
day-yesterday = i går
day-yesterday-at = i går { $time }
day-tomorrow = i morgon
date-short = { $weekday } { $day }.{ $month }
date-short-year = { $weekday } { $day }.{ $month }.{ $year }
date-full = { $weekday } den { $day } { $month } { $year }
date-at = { $date } kl. { $time }
time-of-day = { $hour }.{ $minute }
time-on-the-hour = { $hour }
month-year = { $month } { $year }
calendar-weekdays-short = mån tis ons tors fre lör sön
calendar-weekdays = måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen
calendar-months-short = 1 2 3 4 5 6 7 8 9 10 11 12
calendar-months = januari februari mars april maj juni juli augusti september oktober november december
calendar-month-headings = Januari Februari Mars April Maj Juni Juli Augusti September Oktober November December
days = { $count ->
    [one] 1 dag
   *[other] { $count } dagar
}

size-bytes = { $amount } byte
size-kilobytes = { $amount } kB
size-megabytes = { $amount } MB
decimal-point = ,
media-image = bild
media-text = text
media-file = fil

contact-lead = Så här når du dem som sköter dina ärenden. Uppgifterna finns på enheten också utan kontakt.
contact-empty = När en tjänst är ansluten syns dess kontaktuppgifter här.
contact-unknown = Kontaktuppgifterna har inte kommit ännu.
contact-untold = Tjänsten ger inte appen några kontaktuppgifter. De finns på myndighetens egna sidor.
contact-phone = Telefon
contact-visit = Besöksadress
contact-email = E-post
contact-web = Webbsida
contact-interpreter = Tolkning
contact-remote = Distansservice
contact-other = Annat sätt
contact-hours = Öppet:

links-heading = Är det samma person?
links-lead = Varje tjänst känner personer på sitt eget sätt. Därför frågar appen dig. Du kan alltid ändra ditt svar.
links-answered = Dina svar om personer
link-question = { $name }: samma person?
link-same = Samma person
link-different = Olika personer
link-together = Visas som en person.
link-apart = Visas var för sig.
link-separate = Visa var för sig
link-ask-again = Svara på nytt

notices-heading = För kännedom
mended = En fil på den här enheten var skadad.
    .safe = Uppgifterna hämtas på nytt från tjänsterna. Myndigheternas uppgifter är oförändrade. Du behöver inte göra något.
taken-withdrawn = { $sender } drog tillbaka: { $title }
    .next = Det har tagits bort från din enhet. Du behöver inte göra något.
taken-nameless = { $sender } drog tillbaka något som skickats till dig.
taken-misdirected = { $sender } skickade av misstag dig ett meddelande som hör till någon annan.
    .next = Meddelandet har tagits bort från din enhet. Det gäller inte dig och du behöver inte göra något.
taken-understood = Jag förstår

arrived-one = Nytt har kommit: { $title }.
arrived-many = { $count } nya har kommit. Den nyaste: { $title }.
connection-lost = Ingen kontakt: { $sources }. Det som redan har hämtats finns kvar på enheten.
connection-found = Kontakten är tillbaka: { $sources }.
nothing-announced = Det finns inga nya meddelanden att höra.
reopened = Vyn stannade och öppnades på nytt. Dina uppgifter är kvar.
synced = Allt är uppdaterat.
nothing-waits = Ingenting väntar på dig.
