# Muistutukset, lykkääminen, ilmoitukset ja kalenteri.

view-calendar = Kalenteri
due-lead = Tässä ovat määräpäivät, omat muistutuksesi ja lykkäämäsi asiat päivän mukaan.
calendar-weekday-headings = Maanantai Tiistai Keskiviikko Torstai Perjantai Lauantai Sunnuntai
due-late = Myöhässä
due-none = Mitään määräpäivää ei ole tulossa.
    .next = Kun jollakin asialla on määräpäivä, näet sen tässä.
due-own = Oma muistutus klo { $time }
due-snoozed = Palaa lykkäyksestä klo { $time }
due-save = Tallenna kalenteritiedosto
    .short = Voit ottaa määräpäivät muistutuksineen omaan kalenteriisi. Turvakiellon suojaamia asioita tiedostossa ei ole.
    .sure = Tallennetaanko kalenteritiedosto?
    .warning = Tiedostossa näkyy, mitä asiat koskevat. Se ei ole salattu.
    .act = Tallenna
due-saved = Kalenteritiedosto on tallennettu.
due-save-item = Tallenna kalenteriin

remind = Muistuta tai lykkää
remind-tools = Muistutukset ja lykkääminen
remind-coming = Tulossa: { $list }
remind-none = Tästä ei ole tulossa muistutuksia.
remind-silent = Älä muistuta määräpäivästä
remind-own = Oma muistutus: { $when }
remind-own-remove = Poista oma muistutus
remind-day = Oman muistutuksen päivä, esimerkiksi 4.12.2026
remind-time = Kellonaika
remind-set = Muistuta silloin
remind-done = Muistutukset on tallennettu.
remind-past = Valitse päivä ja kellonaika, jotka ovat vasta tulossa.
remind-day-wrong = Kirjoita päivä muodossa 4.12.2026.

snooze-heading = Lykkää
snooze-lead = Lykätty asia poistuu odottavista ja palaa valitsemanasi aikana.
snooze-evening = Tähän iltaan klo { $time }
snooze-tomorrow = Huomiseen klo { $time }
snooze-week = Ensi viikkoon: { $when }
snooze-due-first = Määräpäivään: { $when }
snooze-day = Lykkää päivään, esimerkiksi 4.12.2026
snooze-to-day = Lykkää päivään
snooze-back = Palauta heti odottaviin
snooze-mark = Lykätty: { $when }
snooze-note = Lykätty. Palaa odottaviin: { $when }.
snooze-done = Lykätty. Palaa odottaviin: { $when }.
snooze-shortened = Määräpäivä tulee ensin, joten asia palaa silloin: { $when }.
snooze-ended = Asia odottaa sinua taas.

telling-heading = Ilmoitukset ja muistutukset
telling-lead = Laite voi kertoa uusista asioista ja määräpäivistä. Niin se tekee myös, kun sovellus ei ole näkyvissä.
telling-notifications = Ilmoitukset
telling-notify = Näytä ilmoituksia
telling-content = Näytä ilmoituksessa, mitä asia koskee
telling-content-more = Muuten ilmoitus kertoo vain, kuinka monta asiaa tuli ja mistä. Turvakiellon suojaamista ja mykistetyistä asioista se ei kerro enempää koskaan.
telling-of = Mistä kerrotaan
telling-messages = Viestit
telling-decisions = Päätökset
telling-tasks = Tehtävät
telling-matters = Muutokset asioissa
telling-reminders = Muistutukset
telling-from = Kenen asioista kerrotaan
telling-quiet = Hiljainen aika
telling-quiet-on = Ei ilmoituksia hiljaisena aikana
telling-quiet-from = Hiljainen aika alkaa
telling-quiet-to = Hiljainen aika päättyy
telling-quiet-more = Sinä aikana tulleista kerrotaan yhdessä, kun aika päättyy.
telling-digest = Asiat, joissa sinun ei tarvitse tehdä mitään
telling-digest-label = Kerro asioista, jotka eivät vaadi sinulta mitään
telling-digest-now = heti, kun ne tulevat
telling-digest-at = kerran päivässä klo { $time }
telling-days = Muistutukset määräpäivästä
telling-day = { $count ->
    [one] 1 päivä ennen
   *[other] { $count } päivää ennen
}
telling-day-same = Samana aamuna
telling-time = Muistutusten kellonaika

help-told = Ilmoitukset ja muistutukset
    .due = Kalenterissa näet määräpäivät. Sovellus muistuttaa niistä 7, 3 ja 1 päivää ennen sekä samana aamuna.
    .change = Voit muuttaa muistutuksia asetuksissa. Asiaa voit lykätä sen omalla sivulla.
    .open = Muistutuksen saat, kun sovellus on auki tai toimii taustalla. Muuten se tulee seuraavalla kerralla.
