kind-data-use = Användning av uppgifter
kind-consent = Samtycke eller förbud
kind-lookup = Läsning av uppgifter
kind-access-log = Uppgifter om loggen
