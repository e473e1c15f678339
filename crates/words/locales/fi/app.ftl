# Runko, näkymät ja päivät.

window-title = { $name } – Kotikunta
skip = Siirry sisältöön
menu = Valikko
views = Päävalikko
more-label = Rajaus ja palveluyhteydet
view-inbox = Saapuneet
view-cases = Asiat
view-archive = Arkisto
view-bin = Roskakori
folders = Asioiden paikat
folder-current = Ajankohtaiset
empty-folder = Täällä ei ole mitään.
view-people = Puolesta asiointi
view-people-short = Puolesta
view-contact = Ota yhteyttä
view-contact-short = Yhteystiedot
view-connections = Yhteydet
view-settings = Asetukset
view-help = Ohje
waiting-count = { $count ->
    [one] odottaa sinua
   *[other] odottaa sinua
}
waiting = Haetaan tietoja laitteelta.
opening = Avataan
retry = Yritä uudelleen
to-inbox = Saapuneisiin
back = Takaisin luetteloon
choose = Valitse luettelosta, mitä haluat lukea.
older = Näytä vanhempia
new-mark = Uusi

filter-label = Näytetään
filter-everybody = Kaikkien asiat
filter-gone = Henkilö, jonka asioita et enää hoida
filter-own = Omat asiat
filter-you = sinä
show-everybody = Näytä kaikkien asiat

group-needs-you = Odottaa sinua ({ $count })
group-new = Uutta ({ $count })
group-read = Juuri luettu
group-cases = Viimeksi muuttuneet ensin

empty-inbox = Ei vielä viestejä eikä päätöksiä.
    .next = Kun viranomainen lähettää sinulle jotain, se tulee tähän. Sinun ei tarvitse tehdä mitään.
empty-filtered = Tästä henkilöstä ei ole mitään näytettävää.
    .next = Uudet asiat tulevat tähän. Voit myös katsoa kaikkien asiat.
empty-unconnected = Yhtään palvelua ei ole vielä yhdistetty.
    .next = Kun palvelu on yhdistetty, sen viestit, päätökset ja tehtävät tulevat tähän.
empty-cases = Sinulla ei ole asioita.
    .next = Kun viranomainen alkaa käsitellä asiaasi, näet sen tässä.
see-connections = Katso yhteydet

fresh-heading = Palveluyhteydet
fresh-at = { $source }, { $when }
fresh-never = { $source }: ei vielä haettu
fresh-lost-always = { $source }: ei vielä yhteyttä
fresh-lost-today = { $source }: ei yhteyttä, viimeksi tänään
fresh-lost-since-time = { $source }: ei yhteyttä kello { $time } jälkeen
fresh-lost-since-yesterday = { $source }: ei yhteyttä eilisen jälkeen
fresh-lost-since-day = { $source }: ei yhteyttä, viimeksi { $day }
fresh-sign-in = { $source }: kirjautuminen on vanhentunut
fresh-stronger-sign-in = { $source }: palvelu pyytää tunnistautumaan uudelleen
fresh-insecure = { $source }: yhteys ei ole turvallinen
fresh-unintelligible = { $source }: vastausta ei voitu lukea
fresh-not-stored = { $source }: tietoja ei voitu tallentaa
offline-since = Ei yhteyttä. Näet tiedot sellaisina kuin ne olivat { $when }.
offline-always = Ei yhteyttä. Tiedot tulevat, kun yhteys palaa.
needs-connection = Tähän tarvitaan yhteys. Palveluun ei saada nyt yhteyttä.
    .files = Kaikki tiedostot eivät ole laitteella. Niiden avaamiseen tarvitaan yhteys, jota nyt ei ole.

people-lead = Tässä ovat henkilöt ja yhteisöt, joiden asioita hoidat. Jokaisen asiat pysyvät erillään.
people-empty = Henkilöt tulevat tähän, kun palvelu on yhdistetty.
person-known = Tuntevat palvelut: { $sources }
person-unknown = Mikään yhdistetty palvelu ei nyt tunne tätä henkilöä.
person-show = Näytä asiat: { $name }
person-show-own = Näytä omat asiat
relation-myself = Sinä itse
relation-child = Lapsi, jonka huoltaja olet
relation-ward = Henkilö, jonka edunvalvoja olet
relation-principal = Henkilö, joka on valtuuttanut sinut
relation-company = Yritys, jota edustat
relation-association = Yhdistys, jota edustat
relation-estate = Kuolinpesä, jonka asioita hoidat

connections-lead = Näistä palveluista tietosi tulevat. Jo haetut tiedot ovat tallessa laitteella myös ilman yhteyttä.
connections-empty = Kun palvelu on yhdistetty, näet tässä, milloin sen tiedot on viimeksi haettu.
sync-all = Päivitä nyt
sync-one = Päivitä { $source }
syncing = Päivitetään…
source-address = Osoite:
source-api = Rajapinta:
api-resident = avoin asukasrajapinta
api-open311 = Open311, vikailmoitukset
api-atv = Helsingin asiointitietovaranto (ATV)
api-dialogporten = Dialogporten
api-data-tracker = Data Tracker (Viro)
api-helsinki-profile = Helsinki-profiilin GDPR-rajapinta
unread-heading = { $count ->
    [one] Yhtä tietoa ei voitu lukea
   *[other] { $count } tietoa ei voitu lukea
}
unread-lead = Muut tiedot tulivat perille. Nämä ovat tallessa palvelussa, ja sen ylläpito voi korjata ne. Jos jotain puuttuu, kysy palvelusta.
quarantine-malformed = Tieto ei ole siinä muodossa, jonka palvelu on luvannut.
quarantine-unknown-kind = Sovellus ei vielä tunne tällaista tietoa.
quarantine-unknown-party = Tieto koskee henkilöä, josta palvelu ei ole kertonut.
quarantine-too-large = Tieto on suurempi kuin sovellus voi ottaa vastaan.

settings-lead = Valinta tulee heti voimaan tällä laitteella.
settings-language = Kieli
settings-theme = Väritys
settings-text-size = Tekstin koko
settings-fault = Valintaa ei voitu tallentaa. Entinen valinta on voimassa.
theme-system = Laitteen mukaan
theme-light = Vaalea
theme-dark = Tumma
per-cent = { $amount } %

keys-heading = Näppäimet
keys-lead = Nämä näppäimet toimivat joka sivulla. Voit vaihtaa ne.
keys-usual = Palauta tavalliset näppäimet
key-next-region = Seuraavalle alueelle
key-previous-region = Edelliselle alueelle
key-next-waiting = Seuraava, joka odottaa sinua
key-repeat = Toista viimeisin ilmoitus
key-change = Vaihda
key-press = Paina uutta näppäintä, Esc peruu
key-set = Näppäin on nyt { $key }.
key-bare = { $key } ei käy. Kirjoittaminen tai ruudunlukija tarvitsee sen. Paina lisäksi Alt tai Ctrl.
key-screen-reader = { $key } ei käy. Ruudunlukija tarvitsee sen.
key-device = { $key } ei käy. Laite tarvitsee sen muuhun. Kokeile Alt ja kirjain.
key-taken = { $key } on jo käytössä: { $action }. Valitse toinen.

day-today = tänään
day-today-at = tänään { $time }
day-yesterday = eilen
day-yesterday-at = eilen { $time }
day-tomorrow = huomenna
date-short = { $weekday } { $day }.{ $month }.
date-short-year = { $weekday } { $day }.{ $month }.{ $year }
date-full = { $weekday } { $day }.{ $month }.{ $year }
date-at = { $date } klo { $time }
time-of-day = { $hour }.{ $minute }
time-on-the-hour = { $hour }
month-year = { $month } { $year }
calendar-weekdays-short = ma ti ke to pe la su
calendar-weekdays = maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
calendar-months-short = 1 2 3 4 5 6 7 8 9 10 11 12
calendar-months = 1 2 3 4 5 6 7 8 9 10 11 12
calendar-month-headings = Tammikuu Helmikuu Maaliskuu Huhtikuu Toukokuu Kesäkuu Heinäkuu Elokuu Syyskuu Lokakuu Marraskuu Joulukuu
days = { $count ->
    [one] 1 päivä
   *[other] { $count } päivää
}

size-bytes = { $amount } tavua
size-kilobytes = { $amount } kt
size-megabytes = { $amount } Mt
decimal-point = ,
media-image = kuva
media-text = teksti
media-file = tiedosto

contact-lead = Näin tavoitat ihmiset, jotka hoitavat asioitasi. Tiedot ovat laitteella myös ilman yhteyttä.
contact-empty = Kun palvelu on yhdistetty, sen yhteystiedot tulevat tähän.
contact-unknown = Yhteystietoja ei ole vielä saatu.
contact-untold = Palvelu ei kerro yhteystietoja sovellukselle. Löydät ne viranomaisen omilta sivuilta.
contact-phone = Puhelin
contact-visit = Käyntiosoite
contact-email = Sähköposti
contact-web = Verkkosivu
contact-interpreter = Tulkkaus
contact-remote = Etäpalvelu
contact-other = Muu tapa
contact-hours = Avoinna:

links-heading = Onko kyse samasta henkilöstä?
links-lead = Jokainen palvelu tuntee ihmiset omalla tavallaan. Siksi sovellus kysyy sinulta. Voit aina muuttaa vastaustasi.
links-answered = Vastauksesi henkilöistä
link-question = { $name }: sama henkilö?
link-same = Sama henkilö
link-different = Eri henkilöt
link-together = Näytetään yhtenä henkilönä.
link-apart = Näytetään erikseen.
link-separate = Näytä erikseen
link-ask-again = Vastaa uudelleen

notices-heading = Tiedoksi sinulle
mended = Yksi tiedosto tällä laitteella oli vaurioitunut.
    .safe = Tiedot haetaan palveluista uudelleen. Viranomaisten tiedoille ei tapahtunut mitään. Sinun ei tarvitse tehdä mitään.
taken-withdrawn = { $sender } perui: { $title }
    .next = Se on poistettu laitteeltasi. Sinun ei tarvitse tehdä mitään.
taken-nameless = { $sender } perui sinulle lähettämänsä asian.
taken-misdirected = { $sender } lähetti sinulle vahingossa toiselle kuuluvan viestin.
    .next = Viesti on poistettu laitteeltasi. Se ei koske sinua, eikä sinun tarvitse tehdä mitään.
taken-understood = Selvä

arrived-one = Saapui uutta: { $title }.
arrived-many = Saapui { $count } uutta. Uusin: { $title }.
connection-lost = Ei yhteyttä: { $sources }. Jo haetut tiedot ovat tallessa laitteella.
connection-found = Yhteys palasi: { $sources }.
nothing-announced = Uusia ilmoituksia ei ole.
reopened = Näkymä pysähtyi ja avattiin uudelleen. Tietosi ovat tallessa.
synced = Kaikki on ajan tasalla.
nothing-waits = Mikään ei odota sinua.
