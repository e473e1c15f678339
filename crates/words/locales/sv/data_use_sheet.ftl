# Användningen av uppgifter, uttagen ur appen.

sheet-use-title = Användning av mina uppgifter
sheet-use-lead = Här ser du vem som använder dina uppgifter och på vilken grund. Uppgifterna kommer från de myndigheter vars tjänst du har loggat in i.
sheet-use-withheld = Uppgifter om personer med spärrmarkering är inte med.
sheet-use-lookups = { $count ->
    [one] Vem som har läst uppgifter: 1 anteckning
   *[other] Vem som har läst uppgifter: { $count } anteckningar
}
sheet-use-reach = Läsningar har berättats från och med { $since }.
sheet-use-consents = Samtycken, tillstånd att lämna ut uppgifter och förbud
sheet-use-no-consents = Det finns inga samtycken, tillstånd eller förbud.
sheet-use-uses = Vad uppgifterna används till
sheet-use-no-uses = Ingen har berättat om användningen av uppgifter.
sheet-use-who = Vem
sheet-use-recipient = Till vem uppgifter lämnas
sheet-use-basis = På vilken grund
sheet-use-state = Läge
sheet-use-until = I kraft längst
sheet-use-data = Vilka uppgifter
sheet-use-last = Senast använda
sheet-use-wrong = Vad som ser fel ut
sheet-use-notice = Vad du fick veta, version { $version }
sheet-use-history = Vad som har hänt
sheet-use-receipts = Kvitton
sheet-use-unchecked = Kvittot har inte kontrollerats här.
sheet-use-holds = Underskriften är äkta.
sheet-use-fails = Underskriften stämmer inte.
sheet-use-check = Så kontrolleras kvittona
sheet-use-check-how = Den här sidan kontrollerar kvittona själv när du öppnar den i en webbläsare. Ingen nätförbindelse behövs. Kvittona finns också i filen receipts.json och nycklarna i mappen keys. Underskriften är en JWS (RFC 7515) med algoritmen ES256.
file-called-data-uses = anvandning-av-uppgifter
