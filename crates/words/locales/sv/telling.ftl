# Påminnelser, uppskov, aviseringar och kalender.

view-calendar = Kalender
due-lead = Här är sista dagarna, dina egna påminnelser och det du har skjutit upp, dag för dag.
calendar-weekday-headings = Måndag Tisdag Onsdag Torsdag Fredag Lördag Söndag
due-late = Försenat
due-none = Ingen sista dag är på kommande.
    .next = När ett ärende har en sista dag ser du den här.
due-own = Egen påminnelse kl. { $time }
due-snoozed = Kommer tillbaka kl. { $time }
due-save = Spara en kalenderfil
    .short = Du kan ta de sista dagarna med påminnelser till din egen kalender. Det som skyddas av spärrmarkering finns inte i filen.
    .sure = Vill du spara kalenderfilen?
    .warning = I filen syns vad ärendena gäller. Den är inte krypterad.
    .act = Spara
due-saved = Kalenderfilen är sparad.
due-save-item = Spara i kalendern

remind = Påminn eller skjut upp
remind-tools = Påminnelser och uppskov
remind-coming = På kommande: { $list }
remind-none = Inga påminnelser är på kommande om det här.
remind-silent = Påminn inte om sista dagen
remind-own = Egen påminnelse: { $when }
remind-own-remove = Ta bort den egna påminnelsen
remind-day = Dag för egen påminnelse, till exempel 4.12.2026
remind-time = Klockslag
remind-set = Påminn då
remind-done = Påminnelserna är sparade.
remind-past = Välj en dag och ett klockslag som ännu inte har varit.
remind-day-wrong = Skriv dagen så här: 4.12.2026.

snooze-heading = Skjut upp
snooze-lead = Det du skjuter upp lämnar det som väntar på dig och kommer tillbaka när du har valt.
snooze-evening = Till i kväll kl. { $time }
snooze-tomorrow = Till i morgon kl. { $time }
snooze-week = Till nästa vecka: { $when }
snooze-due-first = Till sista dagen: { $when }
snooze-day = Skjut upp till en dag, till exempel 4.12.2026
snooze-to-day = Skjut upp till dagen
snooze-back = Låt det vänta på mig genast
snooze-mark = Uppskjutet: { $when }
snooze-note = Uppskjutet. Kommer tillbaka: { $when }.
snooze-done = Uppskjutet. Kommer tillbaka: { $when }.
snooze-shortened = Sista dagen kommer först, så ärendet kommer tillbaka då: { $when }.
snooze-ended = Ärendet väntar på dig igen.

telling-heading = Aviseringar och påminnelser
telling-lead = Enheten kan berätta om nya ärenden och sista dagar också när appen inte syns.
telling-notifications = Aviseringar
telling-notify = Visa aviseringar
telling-content = Visa i aviseringen vad ärendet gäller
telling-content-more = Annars berättar aviseringen bara hur många ärenden som kom och varifrån. Om det som skyddas av spärrmarkering eller är tystat berättar den aldrig mer.
telling-of = Vad du får veta om
telling-messages = Meddelanden
telling-decisions = Beslut
telling-tasks = Uppgifter
telling-matters = Ändringar i ärenden
telling-reminders = Påminnelser
telling-from = Vems ärenden du får veta om
telling-quiet = Tyst tid
telling-quiet-on = Inga aviseringar under tyst tid
telling-quiet-from = Tyst tid börjar
telling-quiet-to = Tyst tid slutar
telling-quiet-more = Det som kommer då får du veta om på en gång när tiden är slut.
telling-digest = Ärenden där du inte behöver göra något
telling-digest-label = Berätta om ärenden som inte kräver något av dig
telling-digest-now = genast när de kommer
telling-digest-at = en gång om dagen kl. { $time }
telling-days = Påminnelser om sista dagen
telling-day = { $count ->
    [one] 1 dag före
   *[other] { $count } dagar före
}
telling-day-same = Samma morgon
telling-time = Klockslag för påminnelser

help-told = Aviseringar och påminnelser
    .due = I kalendern ser du sista dagarna. Appen påminner en vecka, tre dagar och en dag före samt samma morgon.
    .change = Du kan ändra påminnelserna i inställningarna, och på varje ärendes sida kan du skjuta upp det.
    .open = Du får en påminnelse när appen är öppen eller i bakgrunden. Annars kommer den nästa gång.
