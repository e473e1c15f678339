# Lukko, henkilöt ja käyttö tallentamatta.

lock-title = Kotikunta on lukossa
    .lead = Tietosi ovat tallessa ja salattuina.
lock-pin = PIN-koodi
lock-phrase = Salalause
lock-open = Avaa
lock-news = Lukituksen jälkeen on tullut uutta.
lock-opened = Lukko on auki.
lock-empty = Kirjoita ensin koodi tai salalause.
lock-wrong = Koodi oli väärä. Yritä uudelleen.
lock-wrong-wait = Koodi oli väärä. Seuraavaa yritystä on odotettava.
lock-waiting = Vääriä yrityksiä on liikaa. Odota hetki.
lock-wait-seconds = { $count ->
    [one] Voit yrittää yhden sekunnin kuluttua.
   *[other] Voit yrittää { $count } sekunnin kuluttua.
}
lock-wait-minutes = { $count ->
    [one] Voit yrittää minuutin kuluttua.
   *[other] Voit yrittää { $count } minuutin kuluttua.
}
lock-wait-over = Voit yrittää nyt.
lock-short = PIN-koodissa on oltava vähintään kuusi numeroa. Salalauseessa on oltava vähintään kahdeksan merkkiä.
lock-simple = Tämä on liian helppo arvata. Keksi toinen.
lock-differ = Kirjoitit kaksi eri koodia. Kirjoita sama kahdesti.
lock-other-person = Vaihda käyttäjää

forgot = Unohditko koodin?
    .next = Koodia ei voi palauttaa, koska se on osa avainta. Voit poistaa laitteen tiedot ja kirjautua palveluihin uudelleen.
    .safe = Viranomaisilla on yhä kaikki. Tiedot haetaan laitteelle, kun yhdistät palvelut.
    .button = Poista tiedot ja aloita alusta …
forgot-unsent = { $count ->
    [one] Olet avannut yhden kohteen, josta palvelu ei vielä tiedä. Palvelussa se jää uudeksi.
   *[other] Olet avannut { $count } kohdetta, joista palvelu ei vielä tiedä. Palvelussa ne jäävät uusiksi.
}
forgot-nothing-unsent = Laitteelta ei ole mitään lähettämättä.
forgot-unknown-unsent = Emme tiedä, onko laitteella jotain lähettämättä.
forgot-sure = Poistetaanko laitteen tiedot?
    .warning = Laitteelle haetut tiedot poistetaan. Niitä ei voi enää palauttaa. Palvelut on yhdistettävä uudelleen. Viranomaisten tietoihin tämä ei vaikuta.
    .act = Poista ja aloita alusta

lock-settings = Lukko
    .lead = Lukittu sovellus aukeaa vain koodillasi. Se on osa avainta, jolla tiedot on salattu.
    .none = Lukkoa ei ole. Tiedot aukeavat, kun laite on auki.
    .biometrics = Sormenjälki tai kasvot eivät avaa lukkoa. Ne eivät voi olla osa avainta.
lock-once = Lukkoa ei tarvita, koska mitään ei tallenneta.
lock-set = Ota lukko käyttöön
    .lead = Valitse PIN-koodi tai salalause. Jos unohdat sen, laitteen tiedot on haettava uudelleen.
    .done = Lukko on käytössä.
lock-change = Vaihda koodi
    .done = Koodi on vaihdettu. Vanha koodi ei enää avaa mitään.
lock-remove = Poista lukko
    .lead = Tiedot pysyvät salattuina. Ne aukeavat sen jälkeen ilman koodia.
    .done = Lukko on poistettu.
lock-now = Lukitse nyt
lock-current = Nykyinen koodi tai salalause
lock-new = Uusi PIN-koodi tai salalause
lock-again = Sama uudelleen
lock-after = Automaattinen lukitus
lock-after-hidden = Heti, kun ikkuna on piilossa
lock-after-minute = Minuutin jälkeen
lock-after-five = Viiden minuutin jälkeen
lock-after-fifteen = 15 minuutin jälkeen
lock-after-sleep = Sovellus lukittuu myös, kun laite menee lepotilaan.
lock-cover = Peitä sivu, kun toinen ikkuna on edessä
lock-none-to-lock = Lukkoa ei ole. Voit ottaa sen käyttöön asetuksissa.
keys-renew = Vaihda salausavaimet
    .lead = Laitteen tiedot salataan uusilla avaimilla. Tee näin, jos epäilet, että joku on kopioinut laitteen tiedostot.
    .done = Salausavaimet on vaihdettu. Mitään ei kadonnut.
    .button = Vaihda salausavaimet …
key-lock = Lukitse sovellus

profiles-heading = Laitteen käyttäjät
    .lead = Jokaisella käyttäjällä on omat tiedot ja oma lukko. Toisen tietoja ei näe.
profile-name = Nimesi tällä laitteella
    .save = Tallenna nimi
    .done = Nimi on tallennettu.
profile-nameless = Nimetön käyttäjä
profile-switch = Vaihda käyttäjään { $name }
profile-add = Lisää käyttäjä
    .name = Uuden käyttäjän nimi
    .lead = Uusi käyttäjä aloittaa tyhjästä. Sinun tietosi suljetaan siksi ajaksi.
profile-bad-name = Kirjoita nimi.
profile-remove = Poista sinut tältä laitteelta …
profile-remove-sure = Poistetaanko sinun tietosi tältä laitteelta?
    .warning = Sinun tietosi, avaimesi ja lukkosi poistetaan laitteelta. Muiden käyttäjien tietoihin ei kosketa. Viranomaisilla on yhä kaikki.
    .act = Poista tietoni
profile-removed = Tietosi on poistettu laitteelta.
profile-changed = Käyttäjä on vaihdettu.
chooser-title = Kuka käyttää Kotikuntaa?
    .lead = Valitse oma nimesi. Toisten tietoja et näe.

once-banner = Mitään ei tallenneta. Kun suljet sovelluksen, kaikki tältä kerralta häviää.
once-heading = Käytä sovellusta tämän kerran
    .lead = Voit jatkaa tallentamatta mitään. Kirjaudu palveluihin, lue ja sulje sovellus. Mitään ei jää laitteelle.
    .safe = Aiemmin tallennetut tiedot pysyvät koskemattomina.
    .button = Jatka tallentamatta

error-keyring-full = Laitteen avainnippuun ei mahdu uutta avainta.
    .safe = Tietosi ovat tallessa ja salattuina.
    .next = Poista avainnipusta jotain tarpeetonta ja yritä uudelleen.
error-app-locked = Sovellus on lukossa.
    .safe = Tietosi ovat tallessa ja salattuina.
    .next = Avaa lukko omalla koodillasi.
error-no-profile-chosen = Laitteella on monta käyttäjää, eikä ketään ole valittu.
    .safe = Kaikkien tiedot ovat tallessa.
    .next = Valitse, kuka käyttää sovellusta.
