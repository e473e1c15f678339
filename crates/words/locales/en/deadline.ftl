# The last day to seek a change, counted: each step, and the law it rests on.

count-heading = How the last day is counted
count-differs = The authority gives another day than this counting comes to. The authority’s day decides. Ask the authority if you are unsure.
count-given-electronic = The decision was sent electronically on { $day }.
count-given-verified = The notice that the decision can be collected was sent on { $day }.
count-given-letter = The decision was sent by letter on { $day }.
count-given-minutes = The minutes were published on the public network on { $day }.
count-presumed = { $days } days later, on { $day }, you are taken to have received it ({ $law }).
count-served = According to the authority you received the decision on { $day }.
count-retrieved = You collected the decision on { $day }. That is when you received it ({ $law }).
count-period = From then on you have { $days } days ({ $law }). The day of service is not counted ({ $counting }).
count-ends = The time ends on { $day }.
count-would-end = The time would end on { $day }.
count-rest = { $date } is { $what }. The time then goes on to the next working day ({ $law }).
count-rest-too = { $date } is { $what }, too.
count-last = The last day is { $day }.
count-arrive = What you send must have arrived before the authority closes.
count-checked = The rules were last checked on { $day }. The authority’s instruction decides.
count-date = { $day } { $month } { $year }
count-law = Act { $act }, section { $section }
count-law-whole = Act { $act }

count-not-law = The app does not count the last day. The law is not known, or has periods of its own.
count-not-notice = The app does not count the last day. It is not known when you were told of the decision.
count-not-served = The time begins only when you collect the decision.
count-not-rules = The app does not count the last day. It does not have the rules of that time.
count-not-in-law = The app does not count the last day. The law knows no such appeal or no such notice.
count-not-alike = The app does not count the last day. The authority gives another period than the law does.

rest-new-year = New Year’s Day
rest-epiphany = Epiphany
rest-good-friday = Good Friday
rest-easter = Easter Sunday
rest-easter-monday = Easter Monday
rest-may-day = May Day
rest-ascension = Ascension Day
rest-whit-sunday = Whit Sunday
rest-midsummer-eve = Midsummer Eve
rest-midsummer-day = Midsummer Day
rest-all-saints = All Saints’ Day
rest-independence = Independence Day
rest-christmas-eve = Christmas Eve
rest-christmas-day = Christmas Day
rest-boxing-day = Boxing Day
rest-saturday = a Saturday
rest-sunday = a Sunday
