# Päätöksen sähköinen allekirjoitus: tarkistettu, ei ole, ei voi vielä tarkistaa, ei täsmää.

signature-heading = Sähköinen allekirjoitus
signature-checked = { $by } on allekirjoittanut päätöksen, ja allekirjoitus on tarkistettu.
signature-checked-means = Tämä laite tarkisti sen. Päätöstä ei ole muutettu allekirjoittamisen jälkeen.
signature-time = Allekirjoitettu
signature-key = Avain
signature-revoked = Viranomainen poisti avaimen käytöstä { $when }. Päätös on allekirjoitettu ennen sitä. Jos sait päätöksen vasta sen jälkeen, varmista se viranomaiselta.
signature-unsigned = Päätöksessä ei ole sähköistä allekirjoitusta.
signature-unsigned-means = Kaikki viranomaiset eivät allekirjoita päätöksiään sähköisesti. Sinun ei tarvitse tehdä mitään.
signature-not-yet = Allekirjoitusta ei ole vielä tarkistettu.
signature-not-yet-means = Viranomaisen avaimia ei ole vielä saatu. Laite tarkistaa allekirjoituksen, kun ne on haettu.
signature-mismatch = Allekirjoitus ei täsmää
signature-mismatch-altered = Päätös ei ole sellainen kuin se oli allekirjoitettaessa. Sitä on voitu muuttaa matkalla.
signature-mismatch-key = Päätöstä ei ole allekirjoitettu tämän viranomaisen avaimella.
signature-mismatch-time = Allekirjoituksen avain ei ollut käytössä, kun päätös allekirjoitettiin.
signature-mismatch-unreadable = Allekirjoitus on sellainen, ettei sitä voi lukea.
signature-mismatch-do = Varmista päätös viranomaiselta ennen kuin toimit sen mukaan. Soita tai käy paikalla. Etsi yhteystiedot viranomaisen omilta sivuilta, älä tästä päätöksestä.
signature-mismatch-read = Voit silti lukea päätöksen. Määräaika voi kulua, vaikka allekirjoitus ei täsmää.
signature-mark = Allekirjoitus ei täsmää
