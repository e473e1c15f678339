kind-data-use = Användning av uppgifter
kind-consent = Samtycke eller förbud
kind-lookup = Läsning av uppgifter
kind-access-log = Uppgifter om loggen

use-basis-consent = Ditt samtycke
    .means = Uppgifterna får användas bara om du samtycker. Du kan ta tillbaka samtycket när som helst.
use-basis-explicit = Ditt uttryckliga samtycke
    .means = Uppgifterna får användas bara om du uttryckligen samtycker. Du kan ta tillbaka samtycket när som helst.
use-basis-contract = Avtal
    .means = Uppgifterna behövs för ett avtal som du har ingått. Därför frågas det inte efter samtycke.
use-basis-obligation = Rättslig förpliktelse
    .means = Lagen kräver att uppgifterna används. Därför frågas det inte efter samtycke.
use-basis-vital = Skydd för liv eller hälsa
    .means = Uppgifterna behövs för att skydda liv eller hälsa. Därför frågas det inte efter samtycke.
use-basis-task = Uppgift av allmänt intresse
    .means = Uppgifterna behövs för en lagstadgad myndighetsuppgift. Därför frågas det inte efter samtycke.
use-basis-interests = Berättigat intresse
    .means = Den som använder uppgifterna har ett berättigat skäl. Du kan invända mot användningen.
use-basis-disclosure = Ditt tillstånd att lämna ut sekretessbelagda uppgifter
    .means = Uppgifterna är sekretessbelagda. De får lämnas ut bara med ditt tillstånd.

data-right-access = Begäran om att få se uppgifter
data-right-rectification = Begäran om rättelse
data-right-erasure = Begäran om radering
data-right-restriction = Begäran om begränsad användning
data-right-objection = Invändning mot användningen
data-right-prohibit = Förbud mot användningen

looked-viewed = Uppgifter lästes
looked-received = Uppgifter hämtades från annat håll
looked-disclosed = Uppgifter lämnades ut
looked-changed = Uppgifter ändrades
looked-erased = Uppgifter raderades

lookup-flag-after = Dina uppgifter användes fast tillståndet hade upphört redan { $when }.
lookup-flag-after-some-day = Dina uppgifter användes fast tillståndet redan hade upphört.
lookup-flag-period = Dina uppgifter användes under en tid då det inte fanns tillstånd till det.
lookup-flag-forbidden = Dina uppgifter användes fast du har förbjudit det.
lookup-flag-purpose = Dina uppgifter användes för ett annat ändamål än det som har uppgetts.
lookup-flag-data = Uppgifter användes som ditt tillstånd inte gäller.
lookup-flag-recipient = Dina uppgifter användes av någon som inte har uppgetts som användare.

view-use = Användning av mina uppgifter
view-use-short = Mina uppgifter
uses-by-choice = { $count ->
    [one] En instans använder dina uppgifter med ditt tillstånd.
   *[other] { $count } instanser använder dina uppgifter med ditt tillstånd.
}
    .none = Ingen använder dina uppgifter med ditt tillstånd.
uses-by-law = { $count ->
    [one] En instans använder dem med stöd av lag eller avtal.
   *[other] { $count } instanser använder dem med stöd av lag eller avtal.
}
uses-wrong = { $count ->
    [one] En läsning ser fel ut.
   *[other] { $count } läsningar ser fel ut.
}
    .none = Ingen läsning ser fel ut.
uses-new = { $count ->
    [one] Det finns en ny läsning.
   *[other] Det finns { $count } nya läsningar.
}
    .none = Det finns inga nya läsningar.
uses-asked = { $count ->
    [one] En förfrågan väntar på ditt svar.
   *[other] { $count } förfrågningar väntar på ditt svar.
}

ask-access = Be att få se uppgifterna
    .means = Du får veta vilka uppgifter om dig som används, och en kopia av dem.
ask-rectification = Be om rättelse
    .means = Felaktiga uppgifter rättas och det som saknas läggs till.
    .words = Vilken uppgift är fel, och hur borde den vara?
ask-erasure = Be om radering
    .means = Uppgifterna raderas, om lagen inte kräver att de bevaras.
ask-restriction = Be om begränsad användning
    .means = Uppgifterna får bara bevaras tills saken är utredd.
ask-objection = Invänd mot användningen
    .means = Användningen upphör, om det inte finns tyngre skäl för den.
    .words = Varför invänder du? Berätta om din egen situation.
ask-prohibit = Förbjud användningen
    .means = Dina uppgifter får inte längre användas till detta. Du kan ta bort förbudet senare.
ask-answer = Svaret kommer inom en månad. Begäran kostar inget.
ask-at-once = Förbudet börjar gälla när det har tagits emot. Det kostar inget.
ask-words = Vad vill du berätta? Du kan lämna detta tomt.
data-about = Vilken användning det gäller

question-title = Fråga om användningen av uppgifter { $day }
question-lead = Hej! Enligt användningsloggen har uppgifter använts så här:
question-when = När: { $when }
question-who = Vem: { $who }
question-what = Vad: { $what }
question-whose = Vems uppgifter: { $name }
question-data = Vilka uppgifter: { $data }
question-use = Ändamål: { $purpose }
question-wrong = Detta ser fel ut för mig. { $why }
question-answer = Berätta varför uppgifterna användes och på vilken grund. Om det var ett misstag, berätta hur ni rättar det.

uses-empty = De anslutna tjänsterna berättar inte hur dina uppgifter används.
    .next = Du kan ändå fråga varje tjänst.
uses-requests = Du får en fråga
uses-flagged = Dessa läsningar ser fel ut
uses-chosen = Detta bestämmer du om
    .none = Ingen användning bygger på ditt tillstånd.
uses-law = Detta bygger på lag eller avtal
    .means = Här frågas inte efter samtycke. Öppna en användning för att se grunden och dina rättigheter.
    .none = Tjänsterna har inte berättat om sådan användning.
uses-reach = Från vilken tid läsningar visas
uses-silent = Dessa tjänster berättar inte om användningen
    .means = Det kan finnas läsningar som inte visas här.
uses-asking = Be att få se alla dina uppgifter
    .means = Tjänsten berättar om alla uppgifter som den har om dig.
uses-save-heading = Spara för dig själv
    .means = Du får en fil med tillstånd, kvitton, användningar och läsningar. Den kan kontrolleras utan appen.
uses-save = Spara filen
    .sure = Ska filen sparas?
    .warning = Filen är inte krypterad. Förvara den så att andra inte ser den.
    .act = Spara
uses-saved = Filen är sparad.

use-one = Användning av uppgifter
use-controller = Vem som bestämmer om användningen
use-whose = Vems uppgifter
    .own = dina
use-basis = På vilken grund
use-choice = Ditt val
use-choice-none = Du har inte ombetts ge tillstånd.
use-no-choice = Denna användning kan inte väljas bort, eftersom den inte bygger på samtycke.
use-may-forbid = Du kan förbjuda denna användning.
use-choice-open = Öppna: { $what }
use-about = Vilka uppgifter och till vad
use-data = Uppgifter
use-recipients = Vem annan som får uppgifterna
    .none = Ingen annan.
use-retention = Hur länge de bevaras
use-location = Var de bevaras
use-unstated = Tjänsten berättar inte.
use-machine = Fattar en maskin beslut ensam
    .alone = Ja. Du kan kräva att en människa behandlar ditt ärende.
    .never = Nej.
    .unstated = Tjänsten berättar inte.
use-rights = Dina rättigheter
    .none = Tjänsten tar inte emot sådana begäranden från appen.
use-last = Senast använt
    .none = Inga läsningar har berättats.
use-lookups-none = Det finns inga läsningar.
use-lookups-count = { $count ->
    [one] 1 läsning
   *[other] { $count } läsningar
}
use-lookups-all = Visa alla dessa läsningar
erasure-try = Pröva först om uppgifterna skulle raderas
erasure-yes = Uppgifterna skulle raderas.
erasure-partly = En del av uppgifterna skulle raderas.
erasure-no = Uppgifterna skulle inte raderas.
erasure-nothing = Detta var bara ett försök. Ingenting har raderats.

lookups-title = Läsningar av uppgifter
lookups-lead = Här ser du vem som har läst, fått eller ändrat uppgifter.
lookups-new = Bara nya
lookups-flagged = Bara sådana som ser fel ut
lookups-filter = Avgränsa läsningar
lookups-source = Tjänst
    .all = Alla tjänster
lookups-from = Från och med
lookups-to = Till och med
lookups-find = Sök bland läsningar
lookups-of-one = Här visas bara läsningar för en användning eller ett tillstånd.
lookups-everything = Visa alla läsningar
lookups-none = Inga läsningar hittades.
    .narrow = Ändra avgränsningen för att se mer.
    .next = När en tjänst berättar om en läsning syns den här.
lookups-more = { $count ->
    [one] En äldre läsning till visas.
   *[other] { $count } äldre läsningar till visas.
}
lookups-no-log = Tjänsten berättar inte vem som har läst uppgifterna.
lookup-for = Till vad
lookup-data = Uppgifter
lookup-system = Ur vilket system
lookup-consent = Tillståndet som läsningen bygger på
lookup-denied = Hindrad, inget visades
lookup-told = Källa: { $sender }
lookup-wrong = Ser fel ut
    .perhaps = Orsaken kan också vara ett fel i loggen. Det klarnar om du frågar.
lookup-ask = Fråga om detta
log-since = { $sender }: läsningar visas från och med: { $when }
log-whose = Vems uppgifter: { $names }
log-systems = System som ingår: { $systems }
log-gaps = I loggen saknas:

help-use =
    .what = På sidan ser du vem som använder dina uppgifter och på vilken grund. Det mesta bygger på lag.
    .answer = När du ombeds ge samtycke eller tillstånd kan du svara fritt. Det är lika lätt att säga ja som nej.
    .back = Du kan ta tillbaka ett samtycke när som helst. Återtagandet skickas först av allt när det finns förbindelse.
    .looked = Läsningarna visar vem som har läst dina uppgifter. Om en läsning ser fel ut ser du varför och kan fråga om den.
    .rights = Du kan be att få se uppgifter eller få dem rättade eller raderade. Öppna först den användning det gäller.
