# Systemets aviseringar.

notification-locked = Något nytt har kommit. Lås upp för att se vad.
notification-news = { $sender }: { $count ->
    [one] 1 nytt ärende
   *[other] { $count } nya ärenden
}
notification-reminders = { $count ->
    [one] 1 påminnelse om en sista dag
   *[other] { $count } påminnelser om sista dagar
}
notification-reminder = Påminnelse: { $title }
notification-lookups = { $count ->
    [one] Dina uppgifter lästes en gång
   *[other] Dina uppgifter lästes { $count } gånger
}
notification-open = Öppna
