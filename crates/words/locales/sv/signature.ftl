# Den elektroniska underskriften på ett beslut: kontrollerad, saknas, kan inte kontrolleras än, stämmer inte.

signature-heading = Elektronisk underskrift
signature-checked = { $by } har skrivit under beslutet, och underskriften är kontrollerad.
signature-checked-means = Den här enheten kontrollerade den. Beslutet har inte ändrats efter underskriften.
signature-time = Underskrivet
signature-key = Nyckel
signature-revoked = Myndigheten tog nyckeln ur bruk { $when }. Beslutet är underskrivet före det. Om du fick beslutet först efter det ska du kontrollera det hos myndigheten.
signature-unsigned = Beslutet har ingen elektronisk underskrift.
signature-unsigned-means = Alla myndigheter skriver inte under sina beslut elektroniskt. Du behöver inte göra något.
signature-not-yet = Underskriften är inte kontrollerad än.
signature-not-yet-means = Myndighetens nycklar har inte kommit än. Enheten kontrollerar underskriften när de har hämtats.
signature-mismatch = Underskriften stämmer inte
signature-mismatch-altered = Beslutet är inte likadant som när det skrevs under. Det kan ha ändrats på vägen.
signature-mismatch-key = Beslutet är inte underskrivet med den här myndighetens nyckel.
signature-mismatch-time = Nyckeln var inte i bruk när beslutet skrevs under.
signature-mismatch-unreadable = Underskriften är sådan att den inte går att läsa.
signature-mismatch-do = Kontrollera beslutet hos myndigheten innan du handlar enligt det. Ring eller gå dit. Sök kontaktuppgifterna på myndighetens egna sidor, inte i det här beslutet.
signature-mismatch-read = Du kan ändå läsa beslutet. Tidsfristen kan löpa även om underskriften inte stämmer.
signature-mark = Underskriften stämmer inte
