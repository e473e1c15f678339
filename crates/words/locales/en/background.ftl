# The app without its window and over a connection that costs.

background-heading = In the background
background-lead = Kotikunta can fetch what is new and tell you about it while its window is closed, too.
background-stays = Keep running when I close the window
background-at-login = Start when I log in to this device
background-back-tray = You get the window back from the icon in the system tray, or by starting Kotikunta again.
background-back = You get the window back by starting Kotikunta again.
background-login-tray = When you log in, Kotikunta starts without its window.
background-login = When you log in, Kotikunta opens its window, because this desktop has no system tray.
background-quit = Quit Kotikunta
background-metered = Metered connections
background-large = Fetch large attachments over a metered connection, too
background-large-more = Otherwise attachments of more than 2 megabytes are fetched there only when you open them.
background-metered-now = The device is on a metered connection now.
background-metered-not-now = The device is not on a metered connection now.
background-metered-unknown = The device does not say whether the connection is metered. So attachments are always fetched in the same way.

document-waits = The connection is metered now, so the file is fetched only when you open it.
