# Ett ärende, ett meddelande, ett beslut, en uppgift eller en anmälan.

kind-party = Person
kind-mandate = Rätt att uträtta ärenden
kind-case = Ärende
kind-message = Meddelande
kind-decision = Beslut
kind-task = Att göra
kind-service-request = Felanmälan
kind-unknown = Okänd uppgift

whose-own = Eget ärende
whose-other = Gäller: { $name }
register-number = Ärendenummer { $number }
item-when = Kom
item-changed = Ändrat
item-writer = Skribent:
item-case = Ärendet som det här hör till
sent-by-you = Du skickade

need-nothing = Du behöver inte göra något
need-by = Svara senast { $day }
need-late = Sista dagen var { $day }
need-answer = Väntar på ditt svar
need-review-by = Begäran om omprövning senast { $day }
need-review = Du kan begära omprövning
need-municipal-appeal-by = Kommunalbesvär senast { $day }
need-municipal-appeal = Du kan anföra kommunalbesvär
need-administrative-appeal-by = Förvaltningsbesvär senast { $day }
need-administrative-appeal = Du kan anföra förvaltningsbesvär
need-optional-by = Frivilligt, senast { $day }
need-optional = Frivilligt

status-draft = Utkast som du inte har skickat
status-sent = Skickat till myndigheten
status-received = Myndigheten har fått ärendet
status-in-progress = Myndigheten behandlar ärendet
status-needs-you = Väntar på dig
status-waiting = Väntar på någon annan
status-decided = Ärendet är avgjort
status-closed = Ärendet är avslutat
status-withdrawn = Ärendet är återtaget
status-unknown = Skedet är inte känt

stands-draft = Du har inte skickat det här ännu. Ärendet börjar först när du skickar det.
stands-sent = Ärendet är skickat. { $sender } har inte kvitterat det ännu. Du behöver inte göra något.
stands-received = { $sender } har fått ärendet. Behandlingen börjar. Du behöver inte göra något.
stands-decided = Ärendet är avgjort. Läs beslutet och anvisningarna i det.
stands-withdrawn = Ärendet är återtaget. Det behandlas inte längre.
stands-resident = { $sender } väntar på dig. Ärendet går vidare när du har svarat.
stands-authority = { $sender } behandlar ärendet. Du behöver inte göra något.
stands-third-party = Ärendet väntar på någon annan. Du behöver inte göra något.
stands-nobody = Ärendet är avslutat. Du behöver inte göra något.
stands-unknown = { $sender } berättar inte i vilket skede ärendet är. Du kan fråga där.
authority-wording = Med myndighetens ord:

decision-what = Vad som beslutades
decision-to-do = Vad du behöver göra
decision-about = Om beslutet
decision-made = Beslutet fattades
decision-section = Paragraf
decision-maker = Beslutsfattare eller beredare
decision-contact = Vem du kan fråga
decision-law = Lagen som beslutet grundar sig på
outcome-granted = Ansökan godkändes.
outcome-partly-granted = Ansökan godkändes delvis.
outcome-refused = Ansökan avslogs.
outcome-dismissed = Ärendet togs inte upp till prövning.

appeal-heading = Så kan du söka ändring: { $kind }
appeal-review-request = begäran om omprövning
appeal-municipal = kommunalbesvär
appeal-administrative = förvaltningsbesvär
appeal-none = ändring kan inte sökas
appeal-content = Om du är nöjd med beslutet behöver du inte göra något.
appeal-want-review = Om du vill ha en ändring, begär omprövning.
appeal-want-appeal = Om du vill ha en ändring, anför besvär.
appeal-arrive = Skrivelsen ska vara framme senast { $day }.
appeal-arrive-before = Skrivelsen ska vara framme { $day } före kl. { $time }.
appeal-period = { $days ->
    [one] Tiden är 1 dag från det att du fick del av beslutet.
   *[other] Tiden är { $days } dagar från det att du fick del av beslutet.
}
appeal-instruction = Dagen är den som myndigheten har uppgett. Myndighetens anvisning avgör.
appeal-counted = Dagen är räknad enligt lagen. Myndighetens anvisning gäller.
appeal-instruction-only = Se den sista dagen i myndighetens anvisning. Anvisningen avgör.
appeal-over = Ändring skulle sökas senast { $day }. Tiden har gått ut. Myndighetens anvisning avgör.
appeal-none-long = Du behöver inte göra något. Ändring i det här beslutet kan inte sökas.
appeal-unstated = Myndigheten har inte uppgett hur man söker ändring. Du kan fråga den.
appeal-to = Till vem
appeal-address = Adress och öppettider
appeal-who = Vem som kan söka ändring
appeal-contents = Vad som ska framgå
appeal-cost = Vad det kostar
appeal-time = Tid
appeal-last-day = Sista dag enligt myndigheten

notice-heading = Så fick du del av beslutet
notice-how = Sätt
notice-electronic = beslutet skickades elektroniskt
notice-verified = beslutet skickades mot bevis
notice-letter = beslutet skickades som brev
notice-minutes = protokollet publicerades i det allmänna datanätet
notice-served = du fick del av beslutet
notice-deemed = du anses ha fått del av det
notice-last-day = sista dagen att söka ändring

task-supply = Lämna in en handling. Gör det enligt myndighetens anvisning.
task-answer = Svara på frågan. Gör det enligt myndighetens anvisning.
task-browser = Gör uppgiften på myndighetens webbplats.
task-unstated = Läs myndighetens anvisning och följ den.
task-by = Senast
task-done = Uppgiften är gjord
task-cancelled = Myndigheten ber inte längre om det här
task-text = Myndighetens anvisning

case-stands = Var ärendet är nu
case-next = Vad som händer härnäst
case-expected = Beräknas vara klart
case-summary = Vad det gäller
case-timeline = Vad som har hänt
case-items = Meddelanden, beslut och uppgifter
case-opened = Ärendet började
case-retained = Myndigheten raderar ärendet efter den här dagen:
draft-heading = Utkast
draft-open = Du kan fortsätta på utkastet i den tjänst där du började på det.
draft-until = Du kan fortsätta på utkastet i den tjänst där du började på det. Tiden går ut { $when }.
draft-over = Tiden att fortsätta på utkastet gick ut { $when }. Det kan inte längre ändras eller skickas.
draft-erase = Radera utkastet hos myndigheten …
    .sure = Ska utkastet raderas för gott?
    .warning = Utkastet och dess bilagor raderas ur myndighetens uppgifter och från den här enheten. De går inte att få tillbaka.
    .act = Radera för gott
draft-erasing = Utkastet raderas …
draft-erased = Utkastet är raderat ur myndighetens uppgifter och från den här enheten.
draft-not-there = Utkastet fanns inte längre i myndighetens tjänst. Det är raderat från den här enheten.
by-you = (du)
by-third-party = (någon annan)

happened-created = Ärendet började
happened-closed = Ärendet stängdes
happened-removed = Ärendet togs bort
happened-restored = Ärendet återställdes
happened-opened = Ärendet öppnades
happened-letter-opened = Ett meddelande öppnades
happened-letter-confirmed = Ett meddelande kvitterades
happened-sent-to-payment = Betalningen påbörjades
happened-payment-made = Betalningen gjordes
happened-sent-to-signing = Undertecknandet påbörjades
happened-signed = Underskriften gavs
happened-sent-to-form = Ifyllningen av en blankett påbörjades
happened-sent-to-send-in = Insändandet påbörjades
happened-form-saved = Blanketten sparades
happened-form-submitted = Blanketten skickades in

case-additional = Mer om ärendet
case-progress = Hur långt ärendet har kommit
case-percent = { $percent } % enligt myndighetens uppskattning

filing = Var ärendet finns
filed-archive = Ärendet finns i arkivet.
filed-bin = Ärendet finns i papperskorgen.
file-inbox = Flytta tillbaka till inkommet
file-archive = Flytta till arkivet
file-bin = Flytta till papperskorgen
moved-inbox = Ärendet har flyttats tillbaka till inkommet.
moved-archive = Ärendet har flyttats till arkivet.
moved-bin = Ärendet har flyttats till papperskorgen.

missing-rest = På enheten finns bara en översikt av ärendet. Resten hämtas när du öppnar ärendet. Då ser myndigheten att du har öppnat det.
missing-older = Det finns nytt i ärendet som inte är på enheten ännu. Nedan är det som redan har hämtats.
missing-fetching = Hämtas …
missing-fetch = Hämta resten

report-heading = Anmälan
report-place = Plats
report-when = Anmält
report-expected = Beräknas vara lagat
report-notes = Myndighetens svar

gone-withdrawn = Myndigheten har återkallat det här. Det här är exemplaret som blev kvar på din enhet.
gone-retention-ended = Myndigheten bevarar inte längre det här. Ditt eget exemplar finns kvar på enheten.
gone-misdirected = Det här skickades till fel person.
gone-access-ended = Du har inte längre rätt att se det här i myndighetens tjänst.
gone-unstated = Det här finns inte längre i myndighetens tjänst. Ditt eget exemplar finns kvar på enheten.

documents = Handlingar
document-open = Öppna:
document-close = Stäng:
document-unshowable = Den här filen kan inte visas i appen. Den finns på enheten.
document-expires = Kan hämtas till
document-expired = Adressen har slutat gälla
document-renewed = En ny begärs när du öppnar handlingen.
open-in-browser = Öppna i webbläsaren: { $host }

copy-save = Spara en kopia
    .warning = Kopian är inte krypterad och blir kvar på den plats du väljer. Andra program kan läsa den. Ta bort den själv när du inte längre behöver den.
    .act = Välj plats och spara
copy-open = Öppna i ett annat program
    .warning = En okrypterad kopia av filen görs på enheten. Andra program kan läsa den. Kopian tas bort när du stänger Kotikunta.
    .act = Öppna
copy-opened = Öppnad i ett annat program. Kopian tas bort när du stänger Kotikunta.
copy-saved = Sparad. Kopian är inte krypterad och blir kvar på den plats du valde.
cancel = Avbryt

reading-nothing = Det som är öppet

settled = Nöjer du dig med beslutet?
    .lead = Märk det, så väntar beslutet inte längre på dig och du påminns inte om det.
    .done = Du har märkt att du nöjer dig med beslutet. Du påminns inte längre om det.
    .still = Märket är bara för dig. Du kan ändå söka ändring till och med den sista dagen.
    .do = Jag nöjer mig med beslutet
    .undo = Ta bort märket
settled-tag = Du nöjer dig med beslutet
done-settled = Märkt: du nöjer dig med beslutet. Du påminns inte längre om det.
done-unsettled = Märket är borttaget. Du påminns om beslutet igen.
