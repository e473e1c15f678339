# Muutoksenhaun viimeinen päivä laskettuna: jokainen vaihe ja laki, johon se perustuu.

count-heading = Näin viimeinen päivä lasketaan
count-differs = Viranomaisen ilmoittama päivä on toinen kuin tämän laskelman päivä. Viranomaisen päivä ratkaisee. Kysy viranomaiselta, jos olet epävarma.
count-given-electronic = Päätös lähetettiin sähköisesti { $day }.
count-given-verified = Ilmoitus noudettavasta päätöksestä lähetettiin { $day }.
count-given-letter = Päätös lähetettiin kirjeenä { $day }.
count-given-minutes = Pöytäkirja julkaistiin yleisessä tietoverkossa { $day }.
count-presumed = { $days } päivän kuluttua siitä eli { $day } katsotaan, että sait päätöksen tiedoksi ({ $law }).
count-served = Viranomaisen mukaan sait päätöksen tiedoksi { $day }.
count-retrieved = Noudit päätöksen { $day }. Silloin sait sen tiedoksi ({ $law }).
count-period = Siitä on aikaa { $days } päivää ({ $law }). Tiedoksisaannin päivää ei lasketa ({ $counting }).
count-ends = Aika päättyy { $day }.
count-would-end = Aika päättyisi { $day }.
count-rest = { $date } on { $what }. Aika jatkuu silloin seuraavaan arkipäivään ({ $law }).
count-rest-too = Myös { $date } on { $what }.
count-last = Viimeinen päivä on { $day }.
count-arrive = Vaatimuksen on oltava perillä ennen kuin viranomainen sulkee.
count-checked = Laskennan säännöt tarkistettiin { $day }. Viranomaisen ohje ratkaisee.
count-date = { $day }.{ $month }.{ $year }
count-law = laki { $act }, { $section } §
count-law-whole = laki { $act }

count-not-law = Sovellus ei laske viimeistä päivää. Ei tiedetä, mitä lakia sovelletaan, tai laissa on omat määräaikansa.
count-not-notice = Sovellus ei laske viimeistä päivää. Ei tiedetä, milloin sait päätöksen tiedoksi.
count-not-served = Aika alkaa vasta, kun noudat päätöksen.
count-not-rules = Sovellus ei laske viimeistä päivää. Siinä ei ole päätöksen ajan sääntöjä.
count-not-in-law = Sovellus ei laske viimeistä päivää. Laki ei tunne tällaista muutoksenhakua tai tiedoksiantoa.
count-not-alike = Sovellus ei laske viimeistä päivää. Viranomaisen ilmoittama aika on toinen kuin laissa.

rest-new-year = uudenvuodenpäivä
rest-epiphany = loppiainen
rest-good-friday = pitkäperjantai
rest-easter = pääsiäispäivä
rest-easter-monday = toinen pääsiäispäivä
rest-may-day = vapunpäivä
rest-ascension = helatorstai
rest-whit-sunday = helluntaipäivä
rest-midsummer-eve = juhannusaatto
rest-midsummer-day = juhannuspäivä
rest-all-saints = pyhäinpäivä
rest-independence = itsenäisyyspäivä
rest-christmas-eve = jouluaatto
rest-christmas-day = joulupäivä
rest-boxing-day = tapaninpäivä
rest-saturday = lauantai
rest-sunday = sunnuntai
