# Att ansluta en tjänst, logga in och logga ut.

connect-title = Anslut en tjänst
connect-lead = Välj den kommun eller annan myndighet vars ärenden du vill sköta här.
connect-search = Namn eller postnummer
connect-found = { $count ->
    [one] En tjänst hittades.
   *[other] { $count } tjänster hittades.
}
connect-none = Sökningen gav ingen tjänst.
    .next = Kontrollera namnet eller försök med postnumret. Alla myndigheter är ännu inte med.
connect-already = Ansluten
connect-outdated = Förteckningen över tjänster är föråldrad. En ny hämtas när nätet fungerar.
connect-typed = Vet du tjänstens adress?
    .lead = Skriv adressen som du fick av myndigheten.
connect-address = Tjänstens adress
connect-address-go = Sök tjänsten
connect-back = Tillbaka till sökningen
connect-first = Anslut den första tjänsten
connect-more = Anslut en ny tjänst

service-address = Adress: { $host }
service-verified = Bekräftad tjänst
    .why = Enligt förteckningen över tjänster hör adressen till den här myndigheten.
service-unverified = Tjänsten är inte bekräftad
    .why = Adressen finns inte i förteckningen. Kontrollera den med myndigheten innan du loggar in.
    .then = Vi märker allt som tjänsten skickar som obekräftat.
service-languages = Språk: { $languages }
service-offers = Det här kommer till enheten
offer-items = Dina ärenden, meddelanden, beslut och uppgifter. Också för dem som du företräder.
offer-documents = Handlingar som hör till dem.
offer-hints = Besked om nytt genast när det finns.
offer-opened = Tjänsten får veta vilket meddelande du öppnade.
offer-rights = Du kan ge och be om rätt att uträtta ärenden.
offer-erasing = Du kan radera dina uppgifter i tjänsten om de inte är låsta.
offer-filing = Arkivet och papperskorgen är desamma här och i tjänsten.
offer-letters = Du kan skriva till tjänsten och svara på meddelanden.
offer-lookups = Du ser vem som har läst dina uppgifter.
offer-export = Du kan ta ut allt som tjänsten har sparat om dig.
lack-items = Inga ärenden kommer till enheten.
lack-documents = Inga handlingar kommer till enheten.
lack-hints = Tjänsten meddelar inte genast om nytt. Appen frågar med några minuters mellanrum.
lack-opened = Tjänsten får inte veta vad du öppnar.
lack-rights = Rätten att uträtta ärenden sköts på tjänstens egna sidor.
lack-erasing = Uppgifter i tjänsten kan inte raderas härifrån.
lack-filing = Tjänsten har varken arkiv eller papperskorg.
lack-letters = Det går inte att svara på meddelanden i appen. Ring eller besök tjänsten: kontaktuppgifterna finns på sidan Ta kontakt.
lack-lookups = Tjänsten berättar inte vem som har läst dina uppgifter.
lack-export = Uppgifter kan inte tas ut ur tjänsten med appen.
abilities = Vad tjänsten klarar och inte klarar
abilities-can = Klarar
abilities-cannot = Klarar inte
    .why = Tjänstens system erbjuder inte allt. Det som saknas syns inte i appen.
service-safe = Uppgifterna sparas krypterade på den här enheten.
service-sign-in = Logga in i webbläsaren
    .where = Du loggar in på { $host }. Appen ser inte dina koder.
service-no-sign-in = Det går inte att logga in i den här tjänsten med appen.
    .next = Kontakta myndigheten på något annat sätt.

stage-asking = Inloggningen förbereds
stage-in-browser = Fortsätt i webbläsaren
    .lead = Webbläsaren har öppnats. Kom tillbaka hit när du har loggat in där.
    .again = Öppna webbläsaren igen
stage-finishing = Inloggningen slutförs
stage-connected = Tjänsten är ansluten: { $name }
    .lead = Vi hämtar nu dina uppgifter. Du kan redan använda appen.
    .another = Anslut en annan tjänst
stage-failed = Inloggningen lyckades inte
stage-again = Logga in igen

sign-in-declined = Inloggningen avbröts, eller tjänsten godkände den inte.
    .safe = Ingenting anslöts eller ändrades.
    .next = Du kan försöka igen. Fråga tjänsten om det inte hjälper.
sign-in-timed-out = Inloggningen blev inte klar i tid.
    .safe = Ingenting anslöts eller ändrades.
    .next = Försök igen när du har en stund tid.
sign-in-unreachable = Tjänsten eller dess inloggning kunde inte nås.
    .safe = Ingenting anslöts eller ändrades.
    .next = Kontrollera nätet och försök igen.
sign-in-unavailable = Tjänstens inloggning fungerar inte just nu.
    .safe = Ingenting anslöts eller ändrades.
    .next = Försök igen senare. Felet ligger hos tjänsten, inte hos dig.
sign-in-untrusted = Inloggningen avbröts, för den som svarade visade inte att den är rätt tjänst.
    .safe = Tjänsten fick inga uppgifter om dig av appen.
    .next = Försök inte genast igen. Fråga först myndigheten.
sign-in-insufficient = Ditt sätt att identifiera dig räckte inte för tjänsten.
    .safe = Din inloggning i tjänsten är som förut.
    .next = Försök igen och välj stark autentisering, till exempel nätbankskoder.
sign-in-clock-wrong = Enhetens klocka går fel.
    .safe = Ingenting anslöts eller ändrades.
    .next = Ställ enhetens klocka och datum rätt. Försök sedan igen.
sign-in-not-offered = Tjänsten erbjuder ingen inloggning för den här appen.
    .safe = Ingenting anslöts eller ändrades.
    .next = Kontrollera adressen eller kontakta myndigheten.
sign-in-no-browser = Webbläsaren öppnades inte.
    .safe = Ingenting anslöts eller ändrades.
    .next = Välj en standardwebbläsare på enheten och försök igen.
sign-in-somebody-else = Du loggade in som en annan person än förut.
    .safe = Uppgifterna är som de var. Personernas ärenden blandades inte.
    .next = Logga in som samma person. En annan person behöver en egen användare.

return-well = Inloggningen lyckades
    .text = Du kan stänga den här sidan och återvända till Kotikunta.
return-ill = Inloggningen lyckades inte
    .text = Återvänd till Kotikunta. Där står vad du kan göra.

sign-out = Logga ut
sign-out-of = Logga ut: { $name }
sign-out-sure = Vill du logga ut?
    .warning = Uppgifterna från { $name } tas bort från den här enheten. Myndighetens uppgifter påverkas inte. Du kan ansluta tjänsten på nytt senare.
signed-out = Du är utloggad. Tjänstens uppgifter har tagits bort från enheten.
signed-out-untold = Du är utloggad på den här enheten. Tjänsten kunde inte nås. Där slutar inloggningen av sig själv.

erase = Ta bort allt från den här enheten
    .lead = Ta bort uppgifterna till exempel innan du ger enheten till någon annan.
    .button = Ta bort allt …
erase-sure = Vill du ta bort allt?
    .warning = Alla uppgifter, inloggningar och inställningar tas bort från den här enheten. Det går inte att ångra. Myndigheternas uppgifter påverkas inte.
    .act = Ta bort allt
erased = Allt har tagits bort från den här enheten.

unverified-mark = Obekräftad
unverified-note = Avsändaren är inte bekräftad. Kontrollera saken med myndigheten innan du gör något.
