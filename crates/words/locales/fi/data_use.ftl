kind-data-use = Tietojen käyttö
kind-consent = Suostumus tai kielto
kind-lookup = Tietojen katselu
kind-access-log = Lokin tiedot
