# Haku.

search-landmark = Haku
search-label = Hae saapuneista
search-narrow = Rajaa hakua
search-clear = Tyhjennä haku
search-results = Haetaan
search-found = { $count ->
    [one] 1 osuma
   *[other] { $count } osumaa
}
search-found-more = Yli { $count } osumaa
search-none = Mitään ei löytynyt.
    .fewer = Kokeile vähemmillä sanoilla tai sanan alkua.
    .spelling = Tarkista kirjoitusasu. Sanan taivutusmuodolla ei ole väliä.
    .quotes = Lainausmerkeissä olevan pitää löytyä täsmälleen samassa muodossa.
search-widen = Poista rajaukset
search-incomplete = Vanhempia asioita valmistellaan vielä hakua varten. Niitä voi puuttua osumista.
search-kind = Laji
search-source = Lähettäjä
search-status = Asian vaihe
search-any = Kaikki
search-needs-you = Vain sinua odottavat
search-documents = Vain ne, joissa on liite
search-day-hint = Kirjoita päivät näin: 24.12.2026
search-day-wrong = Tätä päivää ei ole. Kirjoita päivä näin: 24.12.2026
search-from = Saapunut aikaisintaan
search-to = Saapunut viimeistään
search-due-from = Määräpäivä aikaisintaan
search-due-to = Määräpäivä viimeistään
search-saved = Tallennetut haut
search-name = Nimi tälle haulle
search-save = Tallenna haku
search-saved-now = Haku on tallennettu.
search-remove = Poista haku: { $name }
search-removed = Haku on poistettu.
search-full = Tallennettuja hakuja on jo 50. Poista jokin, jos haluat tallentaa uuden.
key-search = Hae saapuneista
