# Ikonen i skrivbordets meddelandefält.

tray-waiting = Kotikunta: { $count ->
    [one] 1 väntar på dig
   *[other] { $count } väntar på dig
}
tray-nothing-waits = Kotikunta: ingenting väntar på dig
tray-open = Öppna Kotikunta
tray-fetch = Uppdatera nu
tray-lock = Lås
tray-quit = Avsluta
