# Kuvake työpöydän ilmaisinalueella.

tray-waiting = Kotikunta: { $count ->
    [one] 1 odottaa sinua
   *[other] { $count } odottaa sinua
}
tray-nothing-waits = Kotikunta: mikään ei odota sinua
tray-open = Avaa Kotikunta
tray-fetch = Päivitä nyt
tray-lock = Lukitse
tray-quit = Lopeta
