# Appen utan fönster och över en anslutning som kostar.

background-heading = Appen i bakgrunden
background-lead = Kotikunta kan hämta nya ärenden och meddela om dem också när fönstret är stängt.
background-stays = Fortsätt i bakgrunden när jag stänger fönstret
background-at-login = Starta när jag loggar in på enheten
background-back-tray = Du får tillbaka fönstret via ikonen i meddelandefältet eller genom att starta Kotikunta på nytt.
background-back = Du får tillbaka fönstret när du startar Kotikunta på nytt.
background-login-tray = När du loggar in startar Kotikunta utan fönster.
background-login = När du loggar in öppnar Kotikunta sitt fönster, eftersom skrivbordet saknar meddelandefält.
background-quit = Avsluta Kotikunta
background-metered = Anslutning med datapriser
background-large = Hämta stora bilagor också över en anslutning med datapriser
background-large-more = Annars hämtas bilagor på över 2 megabyte där först när du öppnar dem.
background-metered-now = Enheten använder nu en anslutning med datapriser.
background-metered-not-now = Enheten använder nu ingen anslutning med datapriser.
background-metered-unknown = Enheten säger inte om anslutningen kostar. Därför hämtas bilagor alltid på samma sätt.

document-waits = Anslutningen har nu datapriser, så filen hämtas först när du öppnar den.
