# Ordlista: förvaltningens ord som invånaren möter, och vad de betyder för hen. Författningen står med nummer.

glossary = Ordlista
    .lead = Ord som finns i beslut, och vad de betyder för dig.
    .find = Sök ett ord
    .found = { $count ->
        [one] { $count } ord
       *[other] { $count } ord
    }
    .none = Ordet finns inte i ordlistan.
glossary-here = Vad orden betyder
glossary-all = Alla ord i ordlistan

## Beslut och ändringssökande

# 410/2015 § 134; 434/2003 ch. 7 a
term-review-request = begäran om omprövning
    .means = Du ber myndigheten behandla sitt beslut på nytt. Det gör du innan du kan överklaga.
# 434/2003 § 46
term-review-instructions = anvisning om hur man begär omprövning
    .means = Berättar hur och senast när du kan begära omprövning. Den finns som bilaga till beslutet.
# 434/2003 ch. 7 a; 808/2019
term-seeking-change = sökande av ändring
    .means = Du ber att ett beslut ändras eller upphävs. Anvisningen finns i beslutet.
# 808/2019 ch. 2 and 3
term-appeal = överklagande
    .means = Du ber en domstol pröva om beslutet är lagligt. Ibland måste du först begära omprövning.
# 434/2003 § 47
term-appeal-instructions = besvärsanvisning
    .means = Berättar hur och senast när du kan söka ändring. Den finns som bilaga till beslutet.
# 808/2019 §§ 7 and 13
term-administrative-appeal = förvaltningsbesvär
    .means = Ett överklagande till förvaltningsdomstolen av ett beslut som gäller dig. Grunden är att beslutet strider mot lag.
# 410/2015 §§ 135 and 137
term-municipal-appeal = kommunalbesvär
    .means = Ett överklagande till förvaltningsdomstolen av kommunens beslut. I allmänhet får också en kommunmedlem göra det.
# 808/2019 § 111
term-leave-to-appeal = besvärstillstånd
    .means = Ett tillstånd som du behöver för att högsta förvaltningsdomstolen ska pröva dina besvär. Du ber domstolen själv om det.
# 430/1999
term-administrative-court = förvaltningsdomstol
    .means = En domstol som avgör besvär över myndigheters beslut.
# 808/2019 § 107
term-supreme-administrative-court = högsta förvaltningsdomstolen
    .means = Finlands högsta domstol i förvaltningens ärenden. I allmänhet behöver du besvärstillstånd dit.
term-legally-final = laga kraft
    .means = Ändring i beslutet kan inte längre sökas på vanligt sätt. Det står fast.
# 410/2015 § 143; 434/2003 § 49 f
term-implementation = verkställighet
    .means = Beslutet genomförs. Ibland sker det fastän man ännu kan söka ändring.
# 434/2003 § 49 f; 808/2019 § 123
term-stay-of-enforcement = förbud mot verkställighet
    .means = En order om att beslutet inte får genomföras ännu. Du kan be om det när du söker ändring.
# 434/2003 §§ 50 and 51
term-self-correction = självrättelse
    .means = Myndigheten rättar själv ett fel i sitt beslut. Du kan be myndigheten om det.
# 808/2019 § 117
term-annulment = återbrytande av beslut
    .means = Ett slutligt beslut upphävs undantagsvis, om det har ett allvarligt fel. Det söks hos högsta förvaltningsdomstolen.
# 434/2003 ch. 7 a; 808/2019
term-dismissed-without-examination = avvisande
    .means = Ett yrkande behandlas inte alls. Orsaken är till exempel att det kom för sent.
# 410/2015 §§ 87 and 91
term-officeholder-decision = tjänsteinnehavarbeslut
    .means = Ett beslut som en enda tjänsteinnehavare fattar. Det är inte fattat av en nämnd eller styrelse.
# 410/2015 § 87; 304/2003 § 2
term-officeholder = tjänsteinnehavare
    .means = En person som har en tjänst vid kommunen eller välfärdsområdet. Hen kan fatta beslut om dig.
# 410/2015 § 90
term-presenter = föredragande
    .means = En tjänsteinnehavare som bereder ärendet och föreslår vad som ska beslutas.
# 410/2015 § 30
term-decision-making-body = organ
    .means = En grupp som fattar beslut vid ett möte. Till exempel är en nämnd ett organ.
# 410/2015 § 30
term-committee = nämnd
    .means = En grupp som fullmäktige har valt och som beslutar om vissa av kommunens ärenden.
# 410/2015 §§ 107 and 139
term-minutes-extract = protokollsutdrag
    .means = En del av protokollet från ett möte. Där finns beslutet som gäller dig.
# 910/2014 art. 3
term-electronic-signature = elektronisk underskrift
    .means = En elektronisk uppgift om vem som har undertecknat en handling. Den kan avslöja om handlingen har ändrats.
# 410/2015 § 139
term-certified-copy = bestyrkt kopia
    .means = En kopia som någon har intygat att stämmer med originalet.

## Hur ett ärende går vidare

# 434/2003 § 11
term-party = part
    .means = Den vars rätt, fördel eller skyldighet ärendet gäller. En part hörs i allmänhet före beslutet.
# 434/2003 § 20
term-initiation = anhängiggörande
    .means = Ett ärende är anhängigt när ansökan har kommit till myndigheten. Då har behandlingen börjat.
# 906/2019 § 26
term-register-number = diarienummer
    .means = Numret som myndigheten hittar ditt ärende med. Nämn det när du tar kontakt.
# 434/2003 §§ 22 and 33
term-request-to-supplement = begäran om komplettering
    .means = Myndigheten ber dig om uppgifter eller handlingar som saknas. Lämna in dem inom tidsfristen.
# 150/1930
term-time-limit = tidsfrist
    .means = Tiden inom vilken något ska göras. Efter den är det oftast för sent.
# 434/2003 § 34
term-hearing = hörande
    .means = Du får säga din åsikt innan ärendet avgörs. Du får också svara på vad andra påstår.
# 751/2023
term-consultation-of-neighbours = hörande av grannar
    .means = En granne får säga sin åsikt om ett byggprojekt innan tillståndet avgörs.
# 434/2003 § 31
term-statement = utlåtande
    .means = En experts eller en annan myndighets skriftliga syn på ärendet. Det hjälper när beslutet fattas.
# 434/2003 § 31
term-clarification = utredning
    .means = Uppgifter eller handlingar som behövs för att avgöra ärendet. Du kan bli ombedd att ge dem.
# 410/2015 § 140; 132/1999 § 65
term-public-inspection = framläggande till påseende
    .means = Alla kan läsa handlingen under en viss tid. Platsen och tiden står i kungörelsen.
# 434/2003 § 62 a; 410/2015 § 108
term-public-notice = kungörelse
    .means = Myndighetens offentliga meddelande, oftast på dess webbplats. Det berättar om ärendet för alla.
# 434/2003 §§ 27 and 28
term-conflict-of-interest = jäv
    .means = Jävig är den som har en för nära relation till ärendet. Hen får inte behandla det.
# 434/2003 § 53 e
term-automated-decision = automatiserat beslut
    .means = Ett datasystem fattar beslutet utan en människa. Också i det kan du söka ändring.
# 434/2003 ch. 8 a
term-administrative-complaint = förvaltningsklagan
    .means = En anmälan till den som övervakar, om du tycker att myndigheten har gjort fel. Den ändrar inte beslutet.

## Hur ett beslut delges

# 434/2003 ch. 9
term-service-of-notice = delgivning
    .means = Myndigheten ger dig beslutet officiellt. Tiden för att söka ändring räknas från det att du får det.
# 434/2003 § 59; 13/2003 § 19; 410/2015 § 139
term-receipt-of-notice = delfående
    .means = Tidpunkten då du anses ha fått beslutet. Tidsfristens första dag är dagen efter.
# 434/2003 § 59; 13/2003 § 19
term-ordinary-service = vanlig delgivning
    .means = Ett brev anses i regel mottaget den sjunde dagen efter att det sändes. Ett elektroniskt meddelande anses mottaget den tredje.
# 434/2003 § 60; 13/2003 § 18
term-verified-service = bevislig delgivning
    .means = Du får beslutet så att det finns bevis på det. Tiden börjar när du tar emot beslutet.
# 434/2003 §§ 62 and 62 a
term-public-service-of-notice = offentlig delgivning
    .means = Beslutet delges med ett offentligt meddelande. Det anses mottaget den sjunde dagen efter publiceringen.

## För någon annan

# 434/2003 § 12
term-representative = ombud
    .means = En person som sköter ditt ärende för dig. Hen behöver i allmänhet en fullmakt.
# 434/2003 § 12
term-power-of-attorney = fullmakt
    .means = Du ger någon rätt att sköta dina ärenden. Av den framgår vad hen får göra.
# 442/1999
term-guardian = intressebevakare
    .means = En person som sköter någons ärenden när denna inte själv kan. I allmänhet förordnas hen av en myndighet eller domstol.
# 648/2007
term-continuing-power-of-attorney = intressebevakningsfullmakt
    .means = Du bestämmer på förhand vem som sköter dina ärenden om du inte längre kan.
# 361/1983 § 4
term-custodian = vårdnadshavare
    .means = En vuxen som svarar för barnets vård och beslutar om dess ärenden. I allmänhet en förälder.
# 40/1965 ch. 18
term-estate = dödsbo
    .means = Vad en avliden ägde och var skyldig innan arvet har skiftats. Delägarna sköter det tillsammans.
# 257/2002
term-legal-aid = rättshjälp
    .means = Hjälp av en jurist som staten betalar helt eller delvis. Dina inkomster och tillgångar inverkar.

## Egna uppgifter

# 2016/679 art. 4(1)
term-personal-data = personuppgift
    .means = Vilken uppgift som helst som gäller dig. Till exempel namn, adress eller hälsouppgift.
# 2016/679 art. 9
term-special-categories = särskilda kategorier av personuppgifter
    .means = Uppgifter om till exempel hälsa eller övertygelse. De får användas bara på stränga villkor.
# 2016/679 art. 4(7)
term-controller = personuppgiftsansvarig
    .means = Den som bestämmer varför och hur dina uppgifter används. Den svarar för dem inför dig.
# 2016/679 art. 4(8)
term-processor = personuppgiftsbiträde
    .means = Ett företag eller någon annan som behandlar dina uppgifter för den personuppgiftsansvarige. Det får inte själv bestämma hur de används.
# 2016/679 art. 6
term-legal-basis = rättslig grund
    .means = Ett skäl som lagen godkänner för att använda dina uppgifter. Till exempel en lagstadgad uppgift eller ditt samtycke.
# 2016/679 art. 4(11) and 7
term-consent = samtycke
    .means = Du ger själv lov att använda dina uppgifter för ett visst ändamål. Du kan återta det när som helst.
# 703/2023; 621/1999 § 26
term-disclosure-permission = tillstånd för utlämnande
    .means = Du tillåter att dina uppgifter lämnas ut till någon annan. Du kan återta tillståndet när som helst.
# 703/2023
term-disclosure-prohibition = förbud mot utlämnande
    .means = Du förbjuder att dina uppgifter lämnas ut till andra. Du kan ta bort förbudet när som helst.
# 2016/679 art. 21
term-right-to-object = rätt att göra invändningar
    .means = Du får invända mot att dina uppgifter används, om din egen situation ger dig skäl till det.
# 2016/679 art. 15
term-right-of-access = rätt till tillgång
    .means = Du får veta vilka uppgifter som finns om dig och hur de används.
# 703/2023
term-log-data = logguppgift
    .means = En anteckning om vem som har använt dina uppgifter och när.
# 2016/679 art. 13(2)(a)
term-retention-period = förvaringstid
    .means = Tiden som myndigheten förvarar dina uppgifter. Efter den tas de bort eller arkiveras.
# 621/1999 ch. 6
term-secret = sekretessbelagd
    .means = Uppgiften får visas bara för den som enligt lag har rätt till den.
# 661/2009 § 36
term-non-disclosure = spärrmarkering
    .means = Bara de myndigheter som behöver det ser din adress i befolkningsdatasystemet. Den skyddar dig om din säkerhet är hotad.
# 2016/679 art. 37–39
term-data-protection-officer = dataskyddsombud
    .means = En person som du kan fråga hur myndigheten använder dina uppgifter.
# 1050/2018 ch. 3
term-data-protection-ombudsman = dataombudsmannen
    .means = Övervakar att personuppgifter används enligt lag. Du kan vända dig dit i ditt ärende.
# 617/2009 § 2
term-strong-authentication = stark autentisering
    .means = Du bevisar elektroniskt vem du är. Det går med bankkoder, mobilcertifikat eller identitetskort.

## Tjänster

# 611/2021
term-wellbeing-services-county = välfärdsområde
    .means = Ordnar social- och hälsovård och räddningsväsende i sitt område. De hör inte till kommunens uppgifter.
# 201/1994 § 2
term-home-municipality = hemkommun
    .means = Kommunen där du bor stadigvarande. Många tjänster beror på den.
# 540/2018
term-early-education = småbarnspedagogik
    .means = Fostran, undervisning och vård för barn under skolåldern. Till exempel daghem och familjedagvård hör dit.
# 628/1998 § 26 a
term-preprimary-education = förskoleundervisning
    .means = Avgiftsfri undervisning året innan barnet börjar skolan. Barnet ska delta i den eller i något motsvarande.
# 1412/1997
term-social-assistance = utkomststöd
    .means = Pengar för nödvändiga utgifter om dina inkomster och tillgångar inte räcker. Först söks det hos FPA.
# 569/2009
term-service-voucher = servicesedel
    .means = Du väljer själv ett företag som myndigheten har godkänt. Sedeln täcker tjänstens pris eller en del av det.
# 734/1992; 1503/2016
term-client-fee = klientavgift
    .means = Priset som du betalar för en tjänst. Ibland kan den sänkas om du inte klarar av att betala.
# 734/1992 § 6 a
term-payment-ceiling = avgiftstak
    .means = Det högsta du betalar för vissa tjänster under ett år. Efter det är de flesta av dem avgiftsfria.
# 1412/1997 ch. 3
term-recovery = återkrav
    .means = Du ska betala tillbaka pengar som du har fått utan grund.
# 706/2007
term-debt-enforcement = utsökning
    .means = En obetald räkning drivs in ur lön eller egendom. En offentlig avgift kan drivas in utan dom.
# 1301/2014 § 36
term-service-needs-assessment = bedömning av servicebehovet
    .means = Man utreder tillsammans med dig vilken hjälp du behöver. Efter det beslutas om tjänsterna.
# 1301/2014 § 39
term-client-plan = klientplan
    .means = Där antecknas vilken hjälp du behöver och vad som har avtalats. Du får vara med och göra den.
# 937/2005
term-informal-care = närståendevård
    .means = Du vårdar en närstående hemma. Med ett avtal med välfärdsområdet kan du få arvode och lediga dagar.
# 675/2023 § 9
term-personal-assistance = personlig assistans
    .means = En annan människa hjälper en person med funktionsnedsättning med det som hen själv väljer.
# 417/2007 § 25
term-child-welfare-notification = barnskyddsanmälan
    .means = En anmälan om att ett barn kan behöva hjälp. Vem som helst kan göra den.
# 739/2023
term-service-ombud = patientombud och socialombud
    .means = Ger dig råd gratis om du är missnöjd med vård eller service. Hen fattar inga beslut.
# 741/2023 § 27
term-self-monitoring = egenkontroll
    .means = Den som ger en tjänst övervakar själv att tjänsten är bra och säker.
# 751/2023 § 42
term-building-permit = bygglov
    .means = Kommunens tillstånd att bygga eller ändra en byggnad. I allmänhet får arbetet inte börja utan det.
# 132/1999 § 50
term-detailed-plan = detaljplan
    .means = Kommunens beslut om vad som får byggas i ett område och var.
