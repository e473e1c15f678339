# The icon in the desktop's tray.

tray-waiting = Kotikunta: { $count ->
    [one] 1 item is waiting for you
   *[other] { $count } items are waiting for you
}
tray-nothing-waits = Kotikunta: nothing is waiting for you
tray-open = Open Kotikunta
tray-fetch = Update now
tray-lock = Lock
tray-quit = Quit
