# Connecting a service, signing in and signing out.

connect-title = Connect a service
connect-lead = Choose the municipality or other authority whose matters you want to handle here.
connect-search = Name or postal code
connect-found = { $count ->
    [one] One service was found.
   *[other] { $count } services were found.
}
connect-none = No service was found.
    .next = Check the name or try the postal code. Not every authority is here yet.
connect-already = Connected
connect-outdated = The list of services is out of date. A new one is fetched when the network works.
connect-typed = Do you know the address of the service?
    .lead = Type the address that the authority gave you.
connect-address = Address of the service
connect-address-go = Find the service
connect-back = Back to the search
connect-first = Connect your first service
connect-more = Connect another service

service-address = Address: { $host }
service-verified = Verified service
    .why = The list of services says that the address belongs to this authority.
service-unverified = The service is not verified
    .why = The address is not in the list of services. Check it with the authority before you sign in.
    .then = We mark everything that the service sends as not verified.
service-languages = Languages: { $languages }
service-offers = What comes to this device
offer-items = Your cases, messages, decisions and tasks. Also those of the people you act for.
offer-documents = The documents that belong to them.
offer-hints = News as soon as there is any.
offer-opened = The service learns which message you opened.
offer-rights = You can give and ask for rights to act.
offer-erasing = You can erase your data in the service unless it is locked.
offer-filing = The archive and the bin are the same here and in the service.
offer-letters = You can write to the service and reply to messages.
offer-lookups = You see who has looked at your data.
offer-export = You can take out everything that the service keeps about you.
lack-items = No cases come to this device.
lack-documents = No documents come to this device.
lack-hints = The service does not tell of news at once. The app asks every few minutes.
lack-opened = The service does not learn what you open.
lack-rights = Rights to act are handled on the service's own pages.
lack-erasing = Data in the service cannot be erased from here.
lack-filing = The service has neither an archive nor a bin.
lack-letters = Messages cannot be replied to in the app. Call or visit: the details are on the page Get in touch.
lack-lookups = The service does not tell who has looked at your data.
lack-export = Data cannot be taken out of the service with the app.
abilities = What the service can and cannot do
abilities-can = It can
abilities-cannot = It cannot
    .why = The service's system does not offer everything. What it lacks is not shown in the app.
service-safe = The information stays encrypted on this device.
service-sign-in = Sign in in the browser
    .where = You sign in at { $host }. The app does not see your passwords.
service-no-sign-in = The app cannot sign in to this service.
    .next = Contact the authority in another way.

stage-asking = Preparing the sign-in
stage-in-browser = Continue in the browser
    .lead = The browser has opened. Come back here when you have signed in there.
    .again = Open the browser again
stage-finishing = Finishing the sign-in
stage-connected = The service is connected: { $name }
    .lead = We are now fetching your information. You can use the app already.
    .another = Connect another service
stage-failed = The sign-in did not succeed
stage-again = Sign in again

sign-in-declined = The sign-in was cancelled, or the service did not accept it.
    .safe = Nothing was connected or changed.
    .next = You can try again. If it does not help, ask the service.
sign-in-timed-out = The sign-in was not finished in time.
    .safe = Nothing was connected or changed.
    .next = Try again when you have a moment.
sign-in-unreachable = The service or its sign-in could not be reached.
    .safe = Nothing was connected or changed.
    .next = Check the network and try again.
sign-in-unavailable = The sign-in of the service does not work right now.
    .safe = Nothing was connected or changed.
    .next = Try again later. The fault is in the service, not in you.
sign-in-untrusted = The sign-in was stopped, because the answer did not prove to be from the right service.
    .safe = The service got nothing about you from the app.
    .next = Do not try again at once. Ask the authority first.
sign-in-insufficient = The way you identified yourself is not enough for the service.
    .safe = Your sign-in to the service is as it was.
    .next = Try again and choose strong identification, such as your bank codes.
sign-in-clock-wrong = The clock of the device is wrong.
    .safe = Nothing was connected or changed.
    .next = Set the clock and the date of the device right. Then try again.
sign-in-not-offered = The service offers no sign-in for this app.
    .safe = Nothing was connected or changed.
    .next = Check the address, or contact the authority.
sign-in-no-browser = The browser did not open.
    .safe = Nothing was connected or changed.
    .next = Choose a default browser on the device and try again.
sign-in-somebody-else = You signed in as another person than before.
    .safe = Everything is as it was. No one's matters were mixed.
    .next = Sign in as the same person. Another person needs a user of their own.

return-well = You are signed in
    .text = You can close this page and go back to Kotikunta.
return-ill = The sign-in did not succeed
    .text = Go back to Kotikunta. It tells you what you can do.

sign-out = Sign out
sign-out-of = Sign out: { $name }
sign-out-sure = Sign out?
    .warning = The information from { $name } is removed from this device. It does not affect what the authority has. You can connect the service again later.
signed-out = You are signed out. The information from the service has been removed from the device.
signed-out-untold = You are signed out on this device. The service could not be reached. There the sign-in ends by itself.

erase = Erase everything from this device
    .lead = Erase the information for example before you give the device to someone else.
    .button = Erase everything …
erase-sure = Erase everything?
    .warning = All information, sign-ins and settings are removed from this device. This cannot be undone. It does not affect what the authorities have.
    .act = Erase everything
erased = Everything has been erased from this device.

unverified-mark = Not verified
unverified-note = The sender is not verified. Check with the authority before you act.
