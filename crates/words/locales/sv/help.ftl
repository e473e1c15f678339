# Hjälp och tillgänglighetsutlåtande.

help-lead = Så här använder du appen med tangenter och skärmläsare.
help-tab = Tab, Shift+Tab
    .does = Till nästa eller föregående länk, knapp eller fält
help-enter = Enter
    .does = Öppnar en länk eller trycker på en knapp
help-space = Blanksteg
    .does = Trycker på en knapp eller rullar sidan
help-escape = Esc
    .does = Går tillbaka till listan eller stänger en meny eller fråga
help-arrows = Pilar
    .does = Rullar sidan och byter alternativ i en grupp
help-change-keys = Byt tangenter i inställningarna

help-reader = Med skärmläsare
    .headings = I listan har varje ärende en rubrik som är en länk. Gå från rubrik till rubrik och öppna med Enter.
    .open = När du öppnar ett ärende kommer du till dess område. Läs vidare därifrån. Esc för dig tillbaka till samma ställe i listan.
    .regions = Områdena är huvudmenyn, urvalet, listan och det öppna ärendet. Fönstrets rubrik berättar vad som är öppet.

statement = Tillgänglighetsutlåtande
    .law = Lagen om tillhandahållande av digitala tjänster (306/2019) kräver att appen är tillgänglig. Målet är WCAG 2.2, nivå AA.
    .state = Appen uppfyller kraven delvis. Bedömningen har gjorts av appens utvecklare. Ingen utomstående har ännu bedömt appen.
shortcomings = Brister som vi känner till
    .files = PDF-filer visas så som myndigheten skickade dem. Alla går inte att läsa med skärmläsare.
    .texts = Myndighetens text kan vara svår. Ibland finns den bara på ett språk.
    .arrows = Orca 43 läser inte knappar med pilarna. Till dem kommer du med tabbtangenten. Tangenten H hittar rubriker bara på den sida där du först tryckte på den.
    .tried = Appen har prövats bara i Linux. På andra enheter kan det finnas brister som vi inte känner till.
tried = Vad appen har prövats med
    .system = Enhet
    .technology = Skärmläsare
    .result = Resultat
    .yes = Prövad
    .no = Inte prövad
feedback = Berätta om en brist
    .how = Berätta om den för myndigheten vars tjänst du använder. Den ska svara inom två veckor. Kontaktuppgifterna finns på sidan Ta kontakt.
authority = Tillsynsmyndighet
    .who = Får du inget svar, eller räcker svaret inte? Du kan klaga hos tillsynsmyndigheten. Den är Transport- och kommunikationsverket Traficom.
