# En tjänst som inte skickar ärenden: vad den sparar och vem som har läst uppgifter.

kept-heading = Vad tjänsten sparar om dig
kept-lead = Från den här tjänsten kommer inga ärenden eller meddelanden. Tjänsten sparar uppgifter om dig. Du kan ta ut dem eller be tjänsten radera dem.
kept-save = Ta ut det som tjänsten sparar
    .of = Ta ut det som tjänsten sparar: { $name }
    .means = Du får en fil (zip) som kan läsas i vilken webbläsare som helst. Filen är inte krypterad.
kept-saved = { $data ->
    [one] 1 uppgift togs ut.
   *[other] { $data } uppgifter togs ut.
} Filen är inte krypterad och stannar på den plats du valde.
kept-saved-withheld = { $count ->
    [one] Innehållet i en uppgift lämnar tjänsten inte ut. Orsaken står i filen.
   *[other] Innehållet i { $count } uppgifter lämnar tjänsten inte ut. Orsakerna står i filen.
}
kept-saved-unread = { $count ->
    [one] En uppgift blev borta eftersom appen inte kunde läsa den.
   *[other] { $count } uppgifter blev borta eftersom appen inte kunde läsa dem.
}
kept-nothing = Tjänsten sparar ingenting om dig. Ingen fil sparades.
kept-erase = Radera mina uppgifter i tjänsten
    .of = Radera mina uppgifter i tjänsten: { $name }
    .means = Appen frågar först tjänsten om uppgifterna kan raderas. Ingenting raderas innan du bekräftar.
kept-asking = Tjänsten tillfrågas om uppgifterna kan raderas.
kept-sure = Vill du radera dina uppgifter i tjänsten?
    .warning = { $name } raderar alla dina uppgifter för gott. De går inte att få tillbaka. Anslutningen till tjänsten upphör i den här appen. Filer som du har sparat har du kvar.
    .act = Radera mina uppgifter
kept-erasing = Tjänsten ombeds radera dina uppgifter.
kept-erased = { $name } har raderat dina uppgifter. Anslutningen till tjänsten har upphört. Filer som du har sparat har du kvar.
kept-refused = Tjänsten raderar inte dina uppgifter. Ingenting raderades.
    .why = Tjänsten uppger orsaken:
    .unsaid = Tjänsten uppgav ingen orsak. Du kan fråga tjänsten om den.
kept-unsaved = Ingenting sparades. I tjänsten är dina uppgifter som förut.
kept-unerased = Ingenting raderades.
kept-unknown = Det är inte säkert om tjänsten raderade dina uppgifter. Anslutningen till den är som förut.
    .next = Försök igen om en stund. Det gör inget om du ber en gång till.
kept-sign-in = Logga in i tjänsten på nytt. Gör sedan om samma sak.
kept-too-large = Tjänsten gav fler uppgifter än appen kan ta emot.
    .next = Be tjänsten om dina uppgifter på något annat sätt.

tells-lookups = Den här tjänsten berättar vem som har läst dina uppgifter. Ärenden eller meddelanden kommer inte därifrån.
    .all = Visa läsningarna

service-keeps = Vad du kan göra
    .nothing-comes = Från tjänsten kommer ingenting till den här enheten om du inte själv ber om det.
stage-connected-kept = Från tjänsten kommer ingenting av sig självt. Du hittar den på sidan Anslutningar.
