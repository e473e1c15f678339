# Sanasto: hallinnon sanoja, joita asukas kohtaa, ja mitä ne hänelle merkitsevät. Säädös on numerona.

glossary = Sanasto
    .lead = Sanoja, joita päätöksissä on, ja mitä ne sinulle merkitsevät.
    .find = Etsi sana
    .found = { $count ->
        [one] { $count } sana
       *[other] { $count } sanaa
    }
    .none = Sanaa ei ole sanastossa.
glossary-here = Mitä sanat tarkoittavat
glossary-all = Kaikki sanaston sanat

## Päätökset ja muutoksenhaku

# 410/2015 § 134; 434/2003 ch. 7 a
term-review-request = oikaisuvaatimus
    .means = Pyydät viranomaista käsittelemään päätöksensä uudelleen. Teet sen ennen kuin voit valittaa.
# 434/2003 § 46
term-review-instructions = oikaisuvaatimusohje
    .means = Ohje siitä, miten ja mihin mennessä teet oikaisuvaatimuksen. Se on päätöksen liitteenä.
# 434/2003 ch. 7 a; 808/2019
term-seeking-change = muutoksenhaku
    .means = Pyydät, että päätöstä muutetaan tai että se kumotaan. Päätöksessä on ohje siihen.
# 808/2019 ch. 2 and 3
term-appeal = valitus
    .means = Pyydät tuomioistuinta tutkimaan, onko päätös lainmukainen. Joskus on ensin tehtävä oikaisuvaatimus.
# 434/2003 § 47
term-appeal-instructions = valitusosoitus
    .means = Ohje siitä, miten ja mihin mennessä voit hakea muutosta. Se on päätöksen liitteenä.
# 808/2019 §§ 7 and 13
term-administrative-appeal = hallintovalitus
    .means = Valitus hallinto-oikeuteen päätöksestä, joka koskee sinua. Perusteena on, että päätös on lainvastainen.
# 410/2015 §§ 135 and 137
term-municipal-appeal = kunnallisvalitus
    .means = Valitus hallinto-oikeuteen kunnan päätöksestä. Yleensä sen voi tehdä myös kunnan jäsen.
# 808/2019 § 111
term-leave-to-appeal = valituslupa
    .means = Lupa, jonka tarvitset, jotta korkein hallinto-oikeus tutkii valituksesi. Sitä pyydetään oikeudelta itseltään.
# 430/1999
term-administrative-court = hallinto-oikeus
    .means = Tuomioistuin, joka ratkaisee valituksia viranomaisten päätöksistä.
# 808/2019 § 107
term-supreme-administrative-court = korkein hallinto-oikeus
    .means = Suomen ylin tuomioistuin hallinnon asioissa. Yleensä tarvitset sinne valitusluvan.
term-legally-final = lainvoimainen
    .means = Päätökseen ei voi enää hakea muutosta tavallisella tavalla. Se jää voimaan.
# 410/2015 § 143; 434/2003 § 49 f
term-implementation = toimeenpano
    .means = Päätös pannaan käytäntöön. Joskus se tehdään, vaikka muutosta voi vielä hakea.
# 434/2003 § 49 f; 808/2019 § 123
term-stay-of-enforcement = täytäntöönpanokielto
    .means = Määräys, että päätöstä ei saa vielä toteuttaa. Voit pyytää sitä, kun haet muutosta.
# 434/2003 §§ 50 and 51
term-self-correction = itseoikaisu
    .means = Viranomainen korjaa itse virheen päätöksessään. Voit pyytää sitä viranomaiselta.
# 808/2019 § 117
term-annulment = päätöksen purku
    .means = Lopullinen päätös poistetaan poikkeuksellisesti, jos siinä on vakava virhe. Sitä haetaan korkeimmalta hallinto-oikeudelta.
# 434/2003 ch. 7 a; 808/2019
term-dismissed-without-examination = tutkimatta jättäminen
    .means = Vaatimusta ei käsitellä lainkaan. Syy on esimerkiksi se, että se tuli myöhässä.
# 410/2015 §§ 87 and 91
term-officeholder-decision = viranhaltijapäätös
    .means = Päätös, jonka tekee yksi viranhaltija. Lautakunta tai hallitus ei ole tehnyt sitä.
# 410/2015 § 87; 304/2003 § 2
term-officeholder = viranhaltija
    .means = Ihminen, joka on kunnan tai hyvinvointialueen virassa. Hän voi tehdä sinua koskevia päätöksiä.
# 410/2015 § 90
term-presenter = esittelijä
    .means = Viranhaltija, joka valmistelee asian ja ehdottaa, mitä siitä päätetään.
# 410/2015 § 30
term-decision-making-body = toimielin
    .means = Ryhmä, joka tekee päätöksiä kokouksessa. Esimerkiksi lautakunta on toimielin.
# 410/2015 § 30
term-committee = lautakunta
    .means = Valtuuston valitsema ryhmä, joka päättää tietyistä kunnan asioista.
# 410/2015 §§ 107 and 139
term-minutes-extract = pöytäkirjanote
    .means = Osa kokouksen pöytäkirjasta. Siinä on sinua koskeva päätös.
# 910/2014 art. 3
term-electronic-signature = sähköinen allekirjoitus
    .means = Sähköinen merkintä siitä, kuka asiakirjan on allekirjoittanut. Se voi paljastaa, jos asiakirjaa on muutettu.
# 410/2015 § 139
term-certified-copy = oikeaksi todistettu jäljennös
    .means = Kopio, josta on vahvistettu, että se vastaa alkuperäistä.

## Miten asia etenee

# 434/2003 § 11
term-party = asianosainen
    .means = Ihminen, jonka oikeutta, etua tai velvollisuutta asia koskee. Häntä kuullaan yleensä ennen päätöstä.
# 434/2003 § 20
term-initiation = vireilletulo
    .means = Asia on vireillä, kun hakemus on saapunut viranomaiselle. Silloin sen käsittely on alkanut.
# 906/2019 § 26
term-register-number = diaarinumero
    .means = Numero, jolla viranomainen löytää asiasi. Mainitse se, kun otat yhteyttä.
# 434/2003 §§ 22 and 33
term-request-to-supplement = täydennyspyyntö
    .means = Viranomainen pyytää sinulta tietoja tai asiakirjoja, jotka puuttuvat. Toimita ne määräaikaan mennessä.
# 150/1930
term-time-limit = määräaika
    .means = Aika, jonka kuluessa asia on tehtävä. Sen jälkeen on yleensä liian myöhäistä.
# 434/2003 § 34
term-hearing = kuuleminen
    .means = Saat kertoa mielipiteesi ennen kuin asia ratkaistaan. Saat myös vastata muiden väitteisiin.
# 751/2023
term-consultation-of-neighbours = naapurin kuuleminen
    .means = Naapuri saa kertoa mielipiteensä rakennushankkeesta ennen kuin lupa ratkaistaan.
# 434/2003 § 31
term-statement = lausunto
    .means = Asiantuntijan tai toisen viranomaisen kirjallinen näkemys asiasta. Se auttaa päätöksen tekemisessä.
# 434/2003 § 31
term-clarification = selvitys
    .means = Tieto tai asiakirja, jota asian ratkaisemiseen tarvitaan. Sitä voidaan pyytää sinulta.
# 410/2015 § 140; 132/1999 § 65
term-public-inspection = nähtävilläolo
    .means = Asiakirja on tietyn ajan kaikkien luettavissa. Paikka ja aika kerrotaan kuulutuksessa.
# 434/2003 § 62 a; 410/2015 § 108
term-public-notice = kuulutus
    .means = Viranomaisen julkinen ilmoitus, yleensä sen verkkosivuilla. Se kertoo asiasta kaikille.
# 434/2003 §§ 27 and 28
term-conflict-of-interest = esteellisyys
    .means = Esteellinen on se, jolla on liian läheinen suhde asiaan. Hän ei saa käsitellä sitä.
# 434/2003 § 53 e
term-automated-decision = automaattinen päätös
    .means = Tietojärjestelmä tekee päätöksen ilman ihmistä. Voit hakea siihenkin muutosta.
# 434/2003 ch. 8 a
term-administrative-complaint = hallintokantelu
    .means = Ilmoitus valvojalle, että viranomainen on mielestäsi toiminut väärin. Se ei muuta päätöstä.

## Miten päätös annetaan tiedoksi

# 434/2003 ch. 9
term-service-of-notice = tiedoksianto
    .means = Viranomainen antaa päätöksen sinulle virallisesti. Muutoksenhaun aika lasketaan siitä, kun saat sen.
# 434/2003 § 59; 13/2003 § 19; 410/2015 § 139
term-receipt-of-notice = tiedoksisaanti
    .means = Hetki, jona sinun katsotaan saaneen päätöksen. Seuraava päivä on määräajan ensimmäinen.
# 434/2003 § 59; 13/2003 § 19
term-ordinary-service = tavallinen tiedoksianto
    .means = Kirje katsotaan yleensä saaduksi seitsemäntenä päivänä lähettämisestä. Sähköinen viesti katsotaan saaduksi kolmantena päivänä.
# 434/2003 § 60; 13/2003 § 18
term-verified-service = todisteellinen tiedoksianto
    .means = Saat päätöksen niin, että siitä jää todiste. Aika alkaa, kun otat päätöksen vastaan.
# 434/2003 §§ 62 and 62 a
term-public-service-of-notice = yleistiedoksianto
    .means = Päätös annetaan tiedoksi julkisella ilmoituksella. Se katsotaan saaduksi seitsemäntenä päivänä julkaisemisesta.

## Toisen puolesta

# 434/2003 § 12
term-representative = asiamies
    .means = Ihminen, joka hoitaa asiaasi puolestasi. Hän tarvitsee yleensä valtakirjan.
# 434/2003 § 12
term-power-of-attorney = valtakirja
    .means = Annat toiselle luvan hoitaa asioitasi. Siitä näkyy, mitä hän saa tehdä.
# 442/1999
term-guardian = edunvalvoja
    .means = Ihminen, joka hoitaa toisen asioita, kun tämä ei itse voi. Yleensä viranomainen tai tuomioistuin määrää hänet.
# 648/2007
term-continuing-power-of-attorney = edunvalvontavaltuutus
    .means = Päätät etukäteen, kuka hoitaa asioitasi, jos et itse myöhemmin voi.
# 361/1983 § 4
term-custodian = huoltaja
    .means = Aikuinen, joka vastaa lapsen hoidosta ja päättää hänen asioistaan. Yleensä hän on vanhempi.
# 40/1965 ch. 18
term-estate = kuolinpesä
    .means = Kuolleen ihmisen omaisuus ja velat, ennen kuin perintö on jaettu. Osakkaat hoitavat sitä yhdessä.
# 257/2002
term-legal-aid = oikeusapu
    .means = Lakimiehen apua, jonka valtio maksaa kokonaan tai osaksi. Tulosi ja varasi vaikuttavat siihen.

## Omat tiedot

# 2016/679 art. 4(1)
term-personal-data = henkilötieto
    .means = Mikä tahansa tieto, joka koskee sinua. Esimerkiksi nimi, osoite tai terveystieto.
# 2016/679 art. 9
term-special-categories = erityiset henkilötietoryhmät
    .means = Tietoja esimerkiksi terveydestä tai vakaumuksesta. Niitä saa käyttää vain tiukoin ehdoin.
# 2016/679 art. 4(7)
term-controller = rekisterinpitäjä
    .means = Se, joka päättää, miksi ja miten tietojasi käytetään. Se vastaa niistä sinulle.
# 2016/679 art. 4(8)
term-processor = henkilötietojen käsittelijä
    .means = Yritys tai muu, joka käsittelee tietojasi rekisterinpitäjän puolesta. Se ei saa päättää itse niiden käytöstä.
# 2016/679 art. 6
term-legal-basis = käsittelyperuste
    .means = Lain hyväksymä syy käyttää tietojasi. Se on esimerkiksi laissa säädetty tehtävä tai suostumus.
# 2016/679 art. 4(11) and 7
term-consent = suostumus
    .means = Annat itse luvan käyttää tietojasi tiettyyn tarkoitukseen. Voit perua sen milloin tahansa.
# 703/2023; 621/1999 § 26
term-disclosure-permission = luovutuslupa
    .means = Annat luvan siihen, että tietojasi annetaan toiselle. Voit perua luvan milloin tahansa.
# 703/2023
term-disclosure-prohibition = luovutuskielto
    .means = Kiellät, että tietojasi annetaan muille. Voit poistaa kiellon milloin tahansa.
# 2016/679 art. 21
term-right-to-object = vastustamisoikeus
    .means = Saat vastustaa tietojesi käyttöä, jos sinulla on siihen omaan tilanteeseesi liittyvä syy.
# 2016/679 art. 15
term-right-of-access = tarkastusoikeus
    .means = Saat tietää, mitä tietoja sinusta on ja miten niitä käytetään.
# 703/2023
term-log-data = lokitieto
    .means = Merkintä siitä, kuka on käyttänyt tietojasi ja milloin.
# 2016/679 art. 13(2)(a)
term-retention-period = säilytysaika
    .means = Aika, jonka viranomainen säilyttää tietojasi. Sen jälkeen ne poistetaan tai arkistoidaan.
# 621/1999 ch. 6
term-secret = salassa pidettävä
    .means = Tietoa saa näyttää vain niille, joilla on lain mukaan oikeus siihen.
# 661/2009 § 36
term-non-disclosure = turvakielto
    .means = Osoitteesi näkyy väestötiedoista vain niille viranomaisille, jotka tarvitsevat sitä. Se suojaa sinua, jos turvallisuutesi on uhattuna.
# 2016/679 art. 37–39
term-data-protection-officer = tietosuojavastaava
    .means = Ihminen, jolta voit kysyä, miten viranomainen käyttää tietojasi.
# 1050/2018 ch. 3
term-data-protection-ombudsman = tietosuojavaltuutettu
    .means = Valvoo, että henkilötietoja käytetään lain mukaan. Voit viedä asiasi hänelle.
# 617/2009 § 2
term-strong-authentication = vahva tunnistautuminen
    .means = Todistat sähköisesti, kuka olet. Siihen käyvät pankkitunnukset, mobiilivarmenne tai henkilökortti.

## Palvelut

# 611/2021
term-wellbeing-services-county = hyvinvointialue
    .means = Järjestää alueensa sosiaalipalvelut, terveyspalvelut ja pelastustoimen. Ne eivät ole kunnan tehtäviä.
# 201/1994 § 2
term-home-municipality = kotikunta
    .means = Kunta, jossa asut vakituisesti. Moni palvelu riippuu siitä.
# 540/2018
term-early-education = varhaiskasvatus
    .means = Alle kouluikäisen lapsen kasvatusta, opetusta ja hoitoa. Esimerkiksi päiväkoti ja perhepäivähoito kuuluvat siihen.
# 628/1998 § 26 a
term-preprimary-education = esiopetus
    .means = Maksutonta opetusta vuotta ennen kuin lapsi aloittaa koulun. Siihen tai vastaavaan on osallistuttava.
# 1412/1997
term-social-assistance = toimeentulotuki
    .means = Rahaa välttämättömiin menoihin, jos tulosi ja varasi eivät riitä. Ensin sitä haetaan Kelasta.
# 569/2009
term-service-voucher = palveluseteli
    .means = Valitset itse yrityksen, jonka viranomainen on hyväksynyt. Seteli kattaa palvelun hinnan tai osan siitä.
# 734/1992; 1503/2016
term-client-fee = asiakasmaksu
    .means = Hinta, jonka maksat palvelusta. Sitä voidaan joskus alentaa, jos et pysty maksamaan.
# 734/1992 § 6 a
term-payment-ceiling = maksukatto
    .means = Summa, jota enempää et maksa tietyistä palveluista vuodessa. Sen jälkeen useimmat niistä ovat maksuttomia.
# 1412/1997 ch. 3
term-recovery = takaisinperintä
    .means = Sinun on maksettava takaisin raha, jonka olet saanut ilman perustetta.
# 706/2007
term-debt-enforcement = ulosotto
    .means = Maksamaton lasku peritään palkasta tai omaisuudesta. Julkinen maksu voidaan periä ilman tuomiota.
# 1301/2014 § 36
term-service-needs-assessment = palvelutarpeen arviointi
    .means = Selvitetään yhdessä kanssasi, millaista apua tarvitset. Sen jälkeen päätetään palveluista.
# 1301/2014 § 39
term-client-plan = asiakassuunnitelma
    .means = Siihen kirjataan, mitä apua tarvitset ja mitä on sovittu. Saat olla mukana tekemässä sitä.
# 937/2005
term-informal-care = omaishoito
    .means = Hoidat kotona läheistäsi. Sopimuksesta hyvinvointialueen kanssa voit saada palkkion ja vapaata.
# 675/2023 § 9
term-personal-assistance = henkilökohtainen apu
    .means = Toinen ihminen auttaa vammaista henkilöä niissä asioissa, jotka tämä itse valitsee.
# 417/2007 § 25
term-child-welfare-notification = lastensuojeluilmoitus
    .means = Ilmoitus siitä, että lapsi voi tarvita apua. Kuka tahansa voi tehdä sen.
# 739/2023
term-service-ombud = potilasasiavastaava ja sosiaaliasiavastaava
    .means = Neuvoo sinua maksutta, jos olet tyytymätön hoitoon tai palveluun. Hän ei tee päätöksiä.
# 741/2023 § 27
term-self-monitoring = omavalvonta
    .means = Palvelun antaja valvoo itse, että palvelu on hyvää ja turvallista.
# 751/2023 § 42
term-building-permit = rakentamislupa
    .means = Kunnan lupa rakentaa tai muuttaa rakennusta. Työtä ei yleensä saa aloittaa ilman sitä.
# 132/1999 § 50
term-detailed-plan = asemakaava
    .means = Kunnan päätös siitä, mitä ja minne alueelle saa rakentaa.
