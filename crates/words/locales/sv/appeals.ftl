# Att söka ändring: begäran om omprövning, och besvär som brev.

appeal-otherwise = Om du inte gör något
    .stands = Beslutet förblir i kraft som det är.
    .then = Efter tidsfristen går det i allmänhet inte längre att söka ändring i det.
appeal-begin = Begär omprövning
appeal-begin-review-letter = Skriv en begäran om omprövning
appeal-begin-letter = Skriv besvär
appeal-waiting = Din begäran om omprövning är på väg. Myndigheten har ännu inte bekräftat den.
appeal-stuck = Din begäran om omprövning togs inte emot.
appeal-received = Myndigheten har tagit emot din begäran om omprövning.
appeal-requested = Omprövning av det här beslutet har begärts. Du behöver inte göra något nu.
appeal-request = Så framskrider begäran om omprövning
appeal-answer = Beslut om begäran om omprövning
appeal-original = Beslutet som begäran gäller

act-appeal = Ändringssökande
appeal-title-review = Begäran om omprövning
appeal-title-appeal = Besvär
appeal-lead = Skriv med egna ord. Myndigheten ser vilket beslut det gäller.
appeal-lead-letter = Det här kan inte skickas från appen. Skriv det här, skriv ut det och lämna in det själv.
appeal-lead-keep = Det du skriver sparas som utkast på den här enheten.
appeal-by = Den ska vara framme senast { $day }.
appeal-by-before = Den ska vara framme { $day } före kl. { $time }.
appeal-today = I dag är sista dagen. Den ska vara framme i dag.
appeal-today-before = I dag är sista dagen. Den ska vara framme före kl. { $time }.
appeal-today-else = Se till att den kommer fram. Om förbindelsen inte fungerar, lämna in den på annat sätt.
appeal-late = Tidsfristen gick ut { $day }. Det som kommer för sent prövas i allmänhet inte.
appeal-late-still = Du kan ändå skicka den. Berätta i motiveringen varför den är sen.
appeal-late-letter = Du kan ändå lämna in den. Berätta i motiveringen varför den är sen.
appeal-unknown-day = Se sista dagen i myndighetens anvisning.
appeal-where = Annat sätt att lämna in
appeal-where-letter = Dit lämnar du in den

appeal-objection = Vad i beslutet är du missnöjd med?
    .hint = Berätta om det gäller hela beslutet eller någon punkt i det.
appeal-demand = Hurdan ändring vill du ha?
    .hint = Till exempel: jag vill att min ansökan godkänns.
appeal-reasons = Varför borde beslutet ändras?
    .hint = Berätta orsakerna. Nämn de handlingar som du hänvisar till.
appeal-name = Namn
appeal-postal = Postadress
appeal-municipality = Hemkommun
appeal-phone = Telefonnummer
appeal-email = E-postadress
appeal-files = Bilagor

appeal-look = Kontrollera innan du skickar
appeal-look-letter = Visa brevet som kan skrivas ut
appeal-preview = Så här ser myndigheten din begäran om omprövning
appeal-preview-letter = Brev att skriva ut
appeal-change = Ändra texten
appeal-print = Skriv ut
appeal-send = Skicka begäran om omprövning
appeal-sure = Ska begäran om omprövning skickas?
appeal-going = Begäran om omprövning skickas.
appeal-news = { $sender } har tagit emot din begäran om omprövning: { $title }.
appeal-closed = Omprövning av det här beslutet kan inte begäras i appen. Lämna in din begäran på annat sätt.

appeal-sheet-to = Mottagare
appeal-sheet-decision = Beslut som ändring söks i
appeal-sheet-made = Fattat { $day }
appeal-sheet-number = diarienummer { $number }
appeal-sheet-objection = Vad ändringssökandet gäller
appeal-sheet-demand = Yrkande
appeal-sheet-reasons = Motivering
appeal-sheet-who = Ändringssökande
appeal-sheet-files = Bilagor
appeal-sheet-sign = Ort och datum
    .name = Underskrift

help-decision = Beslut
    .first = I början av ett beslut står vad som beslutades och till vilken dag du kan söka ändring.
    .appeal = Omprövning begär du på beslutets sida. Om tjänsten inte tar emot den får du ett brev att skriva ut.
    .sealed = Vissa beslut väntar på att du tar emot dem. Tidsfristen börjar först när du tar emot beslutet.
    .signature = I slutet av beslutet ser du om myndighetens underskrift har kontrollerats.
