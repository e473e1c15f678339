# Sista dagen att söka ändring, räknad: varje steg och den lag det bygger på.

count-heading = Så räknas sista dagen
count-differs = Myndigheten har angett en annan dag än den här uträkningen. Myndighetens dag gäller. Fråga myndigheten om du är osäker.
count-given-electronic = Beslutet skickades elektroniskt { $day }.
count-given-verified = Meddelandet om att beslutet kan hämtas skickades { $day }.
count-given-letter = Beslutet skickades som brev { $day }.
count-given-minutes = Protokollet publicerades i det allmänna datanätet { $day }.
count-presumed = { $days } dagar efter det, { $day }, anses du ha fått del av beslutet ({ $law }).
count-served = Enligt myndigheten fick du del av beslutet { $day }.
count-retrieved = Du hämtade beslutet { $day }. Då fick du del av det ({ $law }).
count-period = Därefter har du { $days } dagar på dig ({ $law }). Dagen för delgivningen räknas inte ({ $counting }).
count-ends = Tiden går ut { $day }.
count-would-end = Tiden skulle gå ut { $day }.
count-rest = { $date } är { $what }. Då fortsätter tiden till följande vardag ({ $law }).
count-rest-too = Också { $date } är { $what }.
count-last = Sista dagen är { $day }.
count-arrive = Det du skickar ska vara framme innan myndigheten stänger.
count-checked = Reglerna för uträkningen granskades { $day }. Myndighetens anvisning gäller.
count-date = den { $day } { $month } { $year }
count-law = lag { $act }, { $section } §
count-law-whole = lag { $act }

count-not-law = Appen räknar inte ut sista dagen. Lagen är inte känd, eller så har den egna tidsfrister.
count-not-notice = Appen räknar inte ut sista dagen. Det är inte känt när du fick del av beslutet.
count-not-served = Tiden börjar först när du hämtar beslutet.
count-not-rules = Appen räknar inte ut sista dagen. Den saknar reglerna från beslutets tid.
count-not-in-law = Appen räknar inte ut sista dagen. Lagen känner inte till ett sådant ändringssökande eller en sådan delgivning.
count-not-alike = Appen räknar inte ut sista dagen. Myndigheten har angett en annan tid än lagen.

rest-new-year = nyårsdagen
rest-epiphany = trettondagen
rest-good-friday = långfredagen
rest-easter = påskdagen
rest-easter-monday = annandag påsk
rest-may-day = första maj
rest-ascension = Kristi himmelsfärdsdag
rest-whit-sunday = pingstdagen
rest-midsummer-eve = midsommarafton
rest-midsummer-day = midsommardagen
rest-all-saints = alla helgons dag
rest-independence = självständighetsdagen
rest-christmas-eve = julafton
rest-christmas-day = juldagen
rest-boxing-day = annandag jul
rest-saturday = en lördag
rest-sunday = en söndag
