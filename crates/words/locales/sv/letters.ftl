# Att skriva och skicka meddelanden.

view-letters = Utgående
letters-lead = Meddelanden som du skriver, som väntar på att skickas och som har tagits emot. Utkasten finns bara på den här enheten.
letters-count = { $count ->
    [one] meddelande som inte har skickats
   *[other] meddelanden som inte har skickats
}
letters-unsent = Pågående och väntande
letters-received = Mottagna
letters-none = Här finns inga meddelanden ännu.
letters-write = Skriv ett nytt meddelande
letters-nowhere = Ingen av dina tjänster tar emot meddelanden från appen. Telefonnummer och öppettider finns på sidan Ta kontakt.

letter-own = I ditt eget ärende
letter-of = Ärendet gäller: { $name }
letter-heading-answer = Svar
letter-heading-new = Nytt meddelande
letter-to = Mottagare
letter-whose = Vems ärende
letter-answers = Du svarar på
letter-answered = Svar på
letter-title = Rubrik
letter-matter = Vad ärendet gäller
letter-matter-any = Jag vet inte
letter-matter-choose = Välj
letter-body = Meddelande
letter-limit = Högst { $most } tecken
letter-count = { $count } / { $most } tecken
letter-kept = Utkastet är sparat på den här enheten.
letter-keeping = Sparar…
letter-not-kept = Utkastet kunde inte sparas.
letter-send = Skicka
letter-close = Stäng
letter-sure = Vill du skicka meddelandet?
    .to = Mottagare: { $sender }.
    .whose = Ärendet gäller: { $name }.
letter-going = Meddelandet skickas.
letter-discard = Kasta
letter-discard-sure = Vill du kasta meddelandet?
    .consequence = Meddelandet skickas inte och texten tas bort från den här enheten.
letter-discarded = Meddelandet kastades.
letter-continue = Fortsätt skriva
letter-edit = Ändra
letter-send-now = Skicka nu
letter-send-anyway = Skicka ändå
letter-open = Öppna
letter-untitled = Ingen rubrik

letter-flaw-title-missing = Skriv en rubrik.
letter-flaw-body-missing = Skriv en text.
letter-flaw-matter-missing = Välj vad ärendet gäller.
letter-flaw-title-long = Rubriken är för lång: högst { $most } tecken.
letter-flaw-body-long = Meddelandet är för långt: högst { $most } tecken.
letter-flaw-title = Mottagaren godtar inte rubriken.
letter-flaw-body = Mottagaren godtar inte texten.
letter-flaw-matter = Mottagaren godtar inte ärendetypen.

phase-draft = Utkast, inte skickat.
phase-turn = På väg.
phase-connection = Väntar på förbindelse. Meddelandet skickas av sig självt när tjänsten kan nås.
phase-service = Tjänsten har en störning. Meddelandet skickas om av sig självt.
phase-asked = Tjänsten är överbelastad. Meddelandet skickas om av sig självt, tidigast { $when }.
phase-sign-in = Väntar på inloggning. Meddelandet skickas när du har loggat in i tjänsten igen.
phase-doubt = Meddelandet kan redan vara framme, så det kan inte längre ändras. Det tas emot bara en gång.
phase-sending = Skickas.
phase-received = { $sender } har tagit emot meddelandet { $when }. Diarienumret är { $number }.
phase-stuck = { $sender } tog inte emot meddelandet.
letter-refused-closed = Ärendet är avslutat. Du kan skriva ett nytt meddelande.
letter-refused-newer = Något nytt har kommit i ärendet efter att du skrev. Läs det och skicka sedan meddelandet, ändrat eller som det är.
letter-refused-not-allowed = Du har inte längre rätt att uträtta det här ärendet.
letter-refused-gone = Det som du svarade på har tagits bort från tjänsten.
letter-refused-too-large = Meddelandet är för stort. Förkorta det.
letter-refused-not-accepted = Rätta meddelandet och skicka det igen.
letter-refused-unsupported = Tjänsten tar inte längre emot meddelanden från appen.
letter-news-received = { $sender } har tagit emot ditt meddelande: { $title }.
letter-news-stuck = Meddelandet kunde inte skickas: { $title }.

reply = Svara
reply-about = Skriv om det här ärendet
reply-closed = Ärendet är avslutat, så det går inte längre att svara.
reply-new = Skriv ett nytt meddelande
reply-not-offered = { $sender } tar inte emot meddelanden från appen.
reply-contact = Se kontaktuppgifterna
reply-pending = Det du har skrivit
receipt-heading = Mottagningsbevis

unsent-letters = { $count ->
    [one] På enheten finns ett meddelande som inte har tagits emot. Det tas bort och skickas inte.
   *[other] På enheten finns { $count } meddelanden som inte har tagits emot. De tas bort och skickas inte.
}

files-heading = Bilagor
files-caps = Högst { $count } filer, var och en högst { $size }. Filerna kan vara: { $kinds }.
files-add = Lägg till en bilaga
files-camera = Ta en bild
files-remove = Ta bort: { $name }
files-removed = Bilagan togs bort: { $name }
files-place = Behåll uppgiften om var bilderna är tagna
files-place-why = Annars tas plats och tid bort ur bilderna. Själva bilden ändras inte.
files-paste = Klistra in från urklipp
files-paste-nothing = Det finns ingen fil eller bild i urklipp.
files-drop = Du kan också släppa filer i det här fönstret.
files-smaller = Förminska stora bilder
files-smaller-why = Text i bilden kan ändå läsas, och det går snabbare att skicka.
files-smaller-done = { $size }, förminskad från { $before }
files-attached = { $count ->
    [one] En bilaga
   *[other] { $count } bilagor
}
files-none = Tjänsten tar inte emot bilagor.
file-too-many = { $name }: det finns redan så många bilagor som tjänsten tar emot.
file-too-large = { $name } är för stor.
file-kind = { $name }: tjänsten tar inte emot en sådan fil.
file-empty = { $name } är tom.
file-unreadable = Filen { $name } kan inte läsas.
letter-flaw-files = Tjänsten tar inte emot någon av bilagorna.

help-act = Att skriva och svara
    .letter = Ett meddelande kan du skriva i slutet av ett öppnat ärende eller på sidan Utgående. Utkastet finns kvar även om du stänger appen.
    .answer = En uppgift besvarar du på dess egen sida. Ett ärende kan du återta på dess sida, om tjänsten tillåter det.
    .contact = På sidan Ta kontakt kan du be om ett samtal eller ett möte.
    .offline = Utan förbindelse väntar allt på enheten och skickas av sig självt. På sidan Utgående ser du vad som har kommit fram.
