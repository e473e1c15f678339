# Sovellus ilman ikkunaa ja maksullisessa verkossa.

background-heading = Sovellus taustalla
background-lead = Kotikunta voi hakea uusia asioita, vaikka sen ikkuna on kiinni.
background-stays = Jatka taustalla, kun suljen ikkunan
background-at-login = Käynnistä, kun kirjaudun laitteelle
background-back-tray = Ikkunan saat takaisin ilmaisinalueen kuvakkeesta tai käynnistämällä Kotikunnan uudelleen.
background-back = Ikkunan saat takaisin, kun käynnistät Kotikunnan uudelleen.
background-login-tray = Kirjautuessasi Kotikunta käynnistyy ilman ikkunaa.
background-login = Kirjautuessasi Kotikunta avaa ikkunansa, koska työpöydällä ei ole ilmaisinaluetta.
background-quit = Lopeta Kotikunta
background-metered = Maksullinen verkko
background-large = Hae suuret liitteet myös maksullisessa verkossa
background-large-more = Muuten yli 2 megatavun liitteet haetaan siellä vasta, kun avaat ne.
background-metered-now = Laite käyttää nyt maksullista verkkoa.
background-metered-not-now = Laite ei käytä nyt maksullista verkkoa.
background-metered-unknown = Laite ei kerro, onko verkko maksullinen. Siksi liitteet haetaan aina samalla tavalla.

document-waits = Verkko on nyt maksullinen, joten tiedosto haetaan vasta, kun avaat sen.
