# Reporting problems and following reports.

view-report = Report a problem
view-report-short = Report
report-title = Fault report
report-lead = Tell the city about a broken lamp, a hole in the street or another fault.
report-begin = Report a problem
    .in = Report a problem: { $name }
report-go-on = Go on with your unfinished report
    .in = Go on with your unfinished report: { $name }
report-nowhere = None of your connected services takes fault reports.
    .next = Find your city’s service and start using it.
report-elsewhere = { $name } takes fault reports only in its own service.
report-connect = Find a service
report-own = Your reports and those you follow
report-none = You have not reported any problem yet.

report-step = Step { $step } of 3
report-what = What is wrong?
report-where = Where is it?
report-nearby = Has this been reported already?
report-details = Tell more
report-check = Check and send
report-next = Continue
report-back = Back

report-find = Look for the fault, for example street light or pothole
report-found = { $count ->
    [one] Found one choice.
   *[other] Found { $count } choices.
}
report-found-none = Nothing was found for this word.
    .next = Try another word. Empty the field to see the whole list.
report-all = All faults
report-others = Other faults
report-chosen = Chosen:
report-list-old = The list could not be fetched again. This one was fetched { $when }.
report-list-empty = The city does not say what can be reported.

report-position = Use my current location
report-position-asked = Finding your location.
report-position-found = Your location was found.
report-position-names = Which of these is nearest to the fault?
report-position-refused = The app may not use your location. Write an address or the name of the place.
report-position-unknown = Your location could not be found. Write an address or the name of the place.
report-place-label = Address or name of the place
report-place-hint = Write an address or the name of the place. You can also describe the place in your own words.
report-place-here = Your location goes with the report. Tell the place in words, too.
report-place-known = The place has been found on the map. You can still add to it in words.
report-place-other = Choose another place
report-place-chosen = Place: { $place }.
report-place-map = The place is marked on the map and has no address.
report-place-on-map = The place is also marked on the map.
report-places-found = { $count ->
    [one] Found one place.
   *[other] Found { $count } places.
}
report-places-none = The city’s list has no such place. You can go on all the same.
report-places-failed = Places cannot be looked up now. You can go on all the same.
report-metres = About { $metres } metres away

report-nearby-asked = Looking whether the same fault has been reported already.
report-nearby-found = { $count ->
    [one] There is one similar report nearby. If the fault is the same, follow it.
   *[other] There are { $count } similar reports nearby. If the fault is the same, follow that one.
}
report-nearby-none = No such fault has been reported nearby.
report-nearby-failed = The reports of others cannot be shown now. You can go on all the same.
report-follow = Follow this
report-open-followed = Open, you follow it already
report-not-these = None of these is the same fault
report-following = You now follow this report.

report-body = Describe the fault
report-photos = Photos
report-photos-add = Add a photo
report-who = Who reports
report-who-nobody = Without a name
report-who-me = I give my contact details
report-who-why = The city can ask you for more. Others do not see your details.
report-who-needed = The city takes reports only with your contact details.
report-first-name = First name
report-last-name = Last name
report-email = E-mail
report-phone = Telephone number

report-row-what = Fault
report-row-body = Description
report-change-what = Change the fault
report-change-where = Change the place
report-change-details = Change the description and the rest
report-public = Everybody can see your report: the place, the description and the photos.
    .who = Your name and contact details are not shown.
report-private = Only the city sees your report.
report-unanswered = The city gives this report no number.
    .then = So the app cannot tell what becomes of it.
report-send = Send the report
report-sure = Send the report?
report-going = The report is on its way.

report-flaw-service = Choose what is wrong.
report-flaw-place-missing = Tell where it is.
report-flaw-place-long = The place is described at too great length: at most { $most } characters.
report-flaw-place = The city needs the place on the map. Choose a place from the list, or use your location.
report-flaw-body-missing = Describe the fault in a few words.
report-flaw-body-long = The description is too long: at most { $most } characters.
report-flaw-reporter-missing = Write your name, and an e-mail address or a telephone number.
report-flaw-reporter = Check your contact details.

report-waits = The report is sent once there is a connection.
report-doubt = This may have arrived already. The app checks that before it sends it again.
report-received = { $sender } received the report { $when }.
report-received-number = { $sender } received the report { $when }. The report’s number is { $number }.
report-stuck = { $sender } did not take the report.
report-refused = The city does not take such a report from the app.
report-too-large = The report is too large. Remove photos or shorten the description.
report-news = { $sender } has received your report: { $title }.
report-news-number = Its number is { $number }.

report-number = Number of the report
report-photo = Photo
report-followed = You follow this report. Somebody else made it.
report-unfollow = Stop following
report-unfollow-sure = Stop following?
    .consequence = The report is removed from this device. It does not affect what the city has.
report-unfollowed = You no longer follow the report.

moment-day = Day
    .hint = For example 28.11.2026
moment-time = Time
    .hint = For example 9:30
answer-number = Write a number, for example 3.5.
answer-moment = Write a day and a time, for example 28.11.2026 and 9:30.

service-open = The service needs no sign-in.
    .then = Once you use it, you can report problems and follow reports.
service-open-go = Start using it
service-open-done = The service is in use: { $name }. You can now report a problem.
offer-reports = Your fault reports, and what becomes of them.
lack-reports = The service takes no fault reports.
remove = Remove
remove-of = Remove: { $name }
remove-sure = Remove the service?
    .warning = The reports from { $name } are removed from this device. It does not affect what the city has. You can use the service again later.
removed = The service and its information have been removed from this device.

help-report = Reporting a problem
    .steps = A report is made in three steps on the page Report a problem. The draft stays even if you close the app.
    .place = No map is needed. Write the place, choose it from a list, or use the device’s location.
    .nearby = If somebody has reported the same fault already, you can follow that report.
    .public = Before you send, you see what others will see. You can report without a name, if the city allows it.
    .follow = Without a connection the report waits on the device and is sent by itself. How the repair goes comes to the inbox.
