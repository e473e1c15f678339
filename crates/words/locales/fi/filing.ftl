# Järjestely: arkisto, tunnisteet, kiinnitys, mykistys, lukematon, valinta ja kumoaminen.

shelves = Luettelon paikat
archive-lead = Arkisto on vain tällä laitteella.
    .returns = Asia palaa saapuneisiin itse, jos siihen tulee sinulle tehtävää.
archive-count = Arkistossa ({ $count })
label-count = { $name } ({ $count })
archive-empty = Arkistossa ei ole mitään.
    .next = Voit siirtää sinne viestejä ja asioita, jotka olet hoitanut.
label-empty = Tällä tunnisteella ei ole mitään.
    .next = Voit lisätä tunnisteen viestin tai asian omalta sivulta.
group-pinned = Kiinnitetyt ({ $count })

pinned-mark = Kiinnitetty
archived-mark = Arkistossa
muted-mark = Mykistetty
returned-mark = Palasi arkistosta
labels-mark = Tunnisteet:
returned-note = Tämä palasi arkistosta, koska siinä on sinulle tehtävää.
archived-note = Tämä on arkistossa tällä laitteella.
muted-note = Asia on mykistetty. Uudesta kerrotaan vain, jos sinua tarvitaan.
arrived-returned = { $count ->
    [one] Asia palasi arkistosta, koska siinä on sinulle tehtävää.
   *[other] { $count } asiaa palasi arkistosta, koska niissä on sinulle tehtävää.
}

do-archive = Siirrä arkistoon
do-archive-case = Siirrä asia arkistoon
do-unarchive = Siirrä saapuneisiin
do-read = Merkitse luetuksi
do-unread = Merkitse lukemattomaksi
do-pin = Kiinnitä ylimmäksi
do-unpin = Poista kiinnitys
do-mute = Mykistä asia
do-unmute = Poista mykistys
do-more = Muut toiminnot
item-tools = Järjestele

done-archived = { $what } siirretty arkistoon.
done-unarchived = { $what } siirretty saapuneisiin.
done-read = { $what } merkitty luetuksi.
done-unread = { $what } merkitty lukemattomaksi.
done-pinned = { $what } kiinnitetty ylimmäksi.
done-unpinned = { $what }: kiinnitys poistettu.
done-muted = { $what } mykistetty.
done-unmuted = { $what }: mykistys poistettu.
done-labelled = { $what }: tunniste lisätty.
done-unlabelled = { $what }: tunniste poistettu.
done-nothing = Mikään ei muuttunut.
what-messages = { $count ->
    [one] 1 viesti
   *[other] { $count } viestiä
}
what-decisions = { $count ->
    [one] 1 päätös
   *[other] { $count } päätöstä
}
what-tasks = { $count ->
    [one] 1 tehtävä
   *[other] { $count } tehtävää
}
what-cases = { $count ->
    [one] 1 asia
   *[other] { $count } asiaa
}
what-reports = { $count ->
    [one] 1 vikailmoitus
   *[other] { $count } vikailmoitusta
}
what-items = { $count ->
    [one] 1 kohde
   *[other] { $count } kohdetta
}
undo = Kumoa
undo-close = Sulje
undo-region = Viimeisin muutos
undone = Kumottu. Kaikki on niin kuin ennen.
undo-gone = Tätä ei voi enää kumota.

select-begin = Valitse useita
select-end = Lopeta valinta
select-all = Valitse kaikki näkyvät
select-count = { $count ->
    [one] 1 valittu
   *[other] { $count } valittu
}
select-item = Valitse: { $title }
select-tools = Valitut
select-none = Valitse ensin jotain luettelosta.

labels-heading = Tunnisteet
labels-lead = Tunnisteet ovat omiasi. Ne ovat vain tällä laitteella.
labels-none = Sinulla ei ole vielä tunnisteita.
labels-full = Tunnisteita on jo 100. Poista jokin, jos haluat lisätä uuden.
label-filter = Tunniste
label-any = Kaikki
label-name = Uuden tunnisteen nimi
label-create = Lisää tunniste
label-created = Tunniste on lisätty.
label-rename = Nimeä uudelleen: { $name }
label-new-name = Tunnisteen uusi nimi
label-keep = Tallenna nimi
label-renamed = Tunnisteella on nyt uusi nimi.
label-taken = Toisella tunnisteella on jo tämä nimi.
label-remove = Poista tunniste: { $name }
    .sure = Poistetaanko tunniste { $name }?
    .warning = Tunniste poistuu kaikesta, missä se on. Viestit ja asiat säilyvät.
    .act = Poista tunniste
label-removed = Tunniste on poistettu.

help-undo = Ctrl+Z
    .does = Kumoaa viimeisimmän siirron tai merkinnän
help-select = Shift+nuoli
    .does = Valitsee luettelosta useita peräkkäin
