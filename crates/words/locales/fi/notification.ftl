# Järjestelmän ilmoitukset.

notification-locked = Uutta on tullut. Avaa lukitus, niin näet mitä.
notification-news = { $sender }: { $count ->
    [one] 1 uusi asia
   *[other] { $count } uutta asiaa
}
notification-reminders = { $count ->
    [one] 1 muistutus määräpäivästä
   *[other] { $count } muistutusta määräpäivistä
}
notification-reminder = Muistutus: { $title }
notification-lookups = { $count ->
    [one] Tietojasi katsottiin kerran
   *[other] Tietojasi katsottiin { $count } kertaa
}
notification-open = Avaa
