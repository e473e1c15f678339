# Ohje ja saavutettavuusseloste.

help-lead = Näin käytät sovellusta näppäimillä ja ruudunlukijalla.
help-tab = Tab, Shift+Tab
    .does = Seuraavaan tai edelliseen linkkiin, painikkeeseen tai kenttään
help-enter = Enter
    .does = Avaa linkin tai painaa painiketta
help-space = Välilyönti
    .does = Painaa painiketta tai vierittää sivua
help-escape = Esc
    .does = Palaa luetteloon tai sulkee valikon tai kysymyksen
help-arrows = Nuolet
    .does = Vierittävät sivua ja vaihtavat vaihtoehtoa ryhmässä
help-change-keys = Vaihda näppäimiä asetuksissa

help-reader = Ruudunlukijalla
    .headings = Luettelossa jokaisella asialla on otsikko, joka on linkki. Siirry otsikosta toiseen ja avaa asia painamalla Enter.
    .open = Kun avaat asian, siirryt sen alueelle. Lue siitä eteenpäin. Esc vie takaisin luetteloon samaan kohtaan.
    .regions = Alueita ovat päävalikko, rajaus, luettelo ja avattu asia. Ikkunan otsikko kertoo, mitä on auki.

statement = Saavutettavuusseloste
    .law = Laki digitaalisten palvelujen tarjoamisesta (306/2019) vaatii, että sovellus on saavutettava. Tavoite on WCAG 2.2, taso AA.
    .state = Sovellus täyttää vaatimukset osittain. Arvion on tehnyt sovelluksen tekijä. Ulkopuolinen ei ole vielä arvioinut sovellusta.
shortcomings = Puutteet, jotka tiedämme
    .files = PDF-tiedostot näytetään sellaisina kuin viranomainen lähetti ne. Kaikkia ei voi lukea ruudunlukijalla.
    .texts = Viranomaisen teksti voi olla vaikeaa. Joskus se on vain yhdellä kielellä.
    .arrows = Orca 43 ei lue painikkeita nuolilla. Niihin pääset sarkaimella. Näppäin H löytää otsikot vain siltä sivulta, jolla painoit sitä ensin.
    .tried = Sovellusta on kokeiltu vain Linuxissa. Muilla laitteilla voi olla puutteita, joita emme tiedä.
tried = Millä sovellusta on kokeiltu
    .system = Laite
    .technology = Ruudunlukija
    .result = Tulos
    .yes = Kokeiltu
    .no = Ei kokeiltu
feedback = Kerro puutteesta
    .how = Kerro siitä viranomaiselle, jonka palvelua käytät. Sen on vastattava kahden viikon kuluessa. Yhteystiedot ovat sivulla Ota yhteyttä.
authority = Valvova viranomainen
    .who = Etkö saa vastausta, tai eikö se riitä? Voit kannella valvojalle. Valvoja on Liikenne- ja viestintävirasto Traficom.
