# Att svara på uppgifter och återta ärenden.

answer-heading = Ditt svar
answer-heading-page = Svar på uppgiften
answer-how = Svara på frågorna nedan.
answer-optional = frivillig
answer-several = Du kan välja flera.
answer-missing = Svara på det här.
answer-missing-files = Lägg till en fil.
answer-long = Texten är för lång: högst { $most } tecken.
answer-wrong = Mottagaren godtar inte det här svaret.
answer-send = Skicka svaret
answer-sure = Vill du skicka svaret?
answer-going = Svaret skickas.
answer-waiting = Besvarad, inte skickad än
answer-received = Besvarad och mottagen
answer-stuck = Svaret togs inte emot
answer-news = { $sender } har tagit emot ditt svar: { $title }.
answer-closed = Uppgiften är redan besvarad, eller så begär myndigheten den inte längre.

withdraw = Återta det här ärendet
withdraw-heading = Återta ett ärende
withdraw-lead = När du återtar ärendet slutar myndigheten behandla det. Det går inte att ångra. Du kan söka på nytt senare.
withdraw-note = Vad som följer av återtagandet
withdraw-reason = Orsak, om du vill berätta den
withdraw-send = Återta ärendet
withdraw-sure = Vill du återta ärendet?
    .consequence = Behandlingen upphör. Det går inte att ångra. Du kan söka på nytt senare.
withdraw-going = Återtagandet skickas.
withdraw-under-way = Du har återtagit ärendet. Myndigheten har inte bekräftat det än.
withdraw-news = { $sender } har tagit emot att du återtar ärendet: { $title }.
withdraw-closed = Ärendet kan inte längre återtas.
withdraw-ask = Kan ärendet återtas?
withdraw-no = Ärendet kan inte återtas i appen. Fråga myndigheten.

act-about = Gäller
act-answer = Svar på en uppgift
act-withdrawal = Återtagande av ett ärende
act-connection = Väntar på förbindelse. Skickas av sig självt när tjänsten kan nås.
act-service = Tjänsten har en störning. Skickas om av sig självt.
act-waits = Tjänsten är överbelastad. Skickas om av sig självt, tidigast { $when }.
act-sign-in = Väntar på inloggning. Skickas när du har loggat in i tjänsten igen.
act-doubt = Det här kan redan vara framme, så det kan inte längre ändras. Det tas emot bara en gång.
act-unconfirmed = Det här kan redan vara framme, men det går inte att kontrollera. Du kan skicka det igen eller ta bort det.
act-received = { $sender } har tagit emot det här { $when }. Diarienumret är { $number }.
act-stuck = { $sender } tog inte emot det här.
act-gone = Det som det här gäller har tagits bort från tjänsten.
act-too-large = Det här är för stort. Förkorta texten eller ta bort bilagor.
act-not-accepted = Rätta uppgifterna och skicka dem igen.
act-unsupported = Tjänsten tar inte emot sådant från appen.
act-news-stuck = Det gick inte att skicka: { $title }.
act-discard-sure = Vill du kasta det här?
    .consequence = Inget skickas, och det du har skrivit tas bort från den här enheten.
act-discarded = Kastat. Inget skickades.

request = Be om ett samtal eller ett möte
request-heading = Önskan om samtal eller möte
request-lead = Myndigheten kontaktar dig. Tiden bekräftas med ett meddelande eller per telefon.
request-where = Samtal eller möte
request-send = Skicka önskan
request-sure = Ska önskan skickas?
request-going = Din önskan skickas.
request-news = { $sender } har tagit emot din önskan och kontaktar dig.

feedback-heading = Respons på hur ärendet sköttes
feedback-ask = Ärendet är avslutat. Du kan berätta hur det gick.
feedback-give = Ge respons
feedback-lead = Responsen gäller servicen. Den ändrar inte beslutet eller hur ärendet behandlas.
feedback-contacts = { $count ->
    [one] Berätta också att du skickade ett meddelande i ärendet
   *[other] Berätta också att du skickade { $count } meddelanden i ärendet
 }
    .none = Berätta också att du inte behövde ta kontakt under ärendets gång
feedback-send = Skicka responsen
feedback-sure = Ska responsen skickas?
    .contacts = Meddelanden i ärendet: { $count }.
    .none = Meddelanden i ärendet: inga.
feedback-going = Responsen skickas.
feedback-given = Du har gett respons på det här ärendet.
feedback-stuck = Responsen togs inte emot.
feedback-news = { $sender } har tagit emot din respons: { $title }.
feedback-closed = Ingen respons begärs längre i ärendet, eller så har du redan gett den.

act-contact = Önskan om samtal eller möte
act-feedback = Respons
