# Frame, views and days.

window-title = { $name } – Kotikunta
skip = Skip to content
menu = Menu
views = Main menu
more-label = Filter and connections
view-inbox = Inbox
view-cases = Cases
view-archive = Archive
view-bin = Bin
folders = Where cases are kept
folder-current = Current
empty-folder = There is nothing here.
view-people = On behalf of others
view-people-short = For others
view-contact = Get in touch
view-contact-short = Contact
view-connections = Connections
view-settings = Settings
view-help = Help
waiting-count = { $count ->
    [one] waits for you
   *[other] wait for you
}
waiting = Reading from this device.
opening = Opening
retry = Try again
to-inbox = Go to inbox
back = Back to the list
choose = Choose something to read from the list.
older = Show older
new-mark = New

filter-label = Showing
filter-everybody = Everyone
filter-gone = Someone you no longer act for
filter-own = My own
filter-you = you
show-everybody = Show everyone’s matters

group-needs-you = Needs you ({ $count })
group-new = New ({ $count })
group-read = Just read
group-cases = Latest change first

empty-inbox = No messages or decisions yet.
    .next = When an authority sends you something, it comes here. You need not do anything.
empty-filtered = There is nothing to show for this person.
    .next = New items come here. You can also look at everyone’s matters.
empty-unconnected = No service is connected yet.
    .next = When a service is connected, its messages, decisions and tasks come here.
empty-cases = You have no cases.
    .next = When an authority starts to handle a matter of yours, you see it here.
see-connections = See connections

fresh-heading = Connected services
fresh-at = { $source }, { $when }
fresh-never = { $source }: not fetched yet
fresh-lost-always = { $source }: not reached yet
fresh-lost-today = { $source }: not reached, last today
fresh-lost-since-time = { $source }: not reached since { $time }
fresh-lost-since-yesterday = { $source }: not reached since yesterday
fresh-lost-since-day = { $source }: not reached, last { $day }
fresh-sign-in = { $source }: the sign-in has expired
fresh-stronger-sign-in = { $source }: it asks you to identify yourself again
fresh-insecure = { $source }: the connection is not secure
fresh-unintelligible = { $source }: the answer could not be read
fresh-not-stored = { $source }: could not be saved here
offline-since = No connection. You see things as they were { $when }.
offline-always = No connection. Your information comes when the connection is back.
needs-connection = This needs a connection. The service cannot be reached now.
    .files = Not all files are on the device. Opening them needs a connection, and there is none now.

people-lead = These are the people and organisations you act for. Everyone’s matters are kept apart.
people-empty = People come here when a service is connected.
person-known = Known by: { $sources }
person-unknown = No connected service knows this person now.
person-show = Show matters: { $name }
person-show-own = Show my own matters
relation-myself = You
relation-child = A child in your care
relation-ward = A person whose guardian you are
relation-principal = A person who has authorised you
relation-company = A company you represent
relation-association = An association you represent
relation-estate = An estate whose matters you handle

connections-lead = Your information comes from these services. What has been fetched stays on this device, also without a connection.
connections-empty = When a service is connected, you see here when its information was last fetched.
sync-all = Update now
sync-one = Update { $source }
syncing = Updating…
source-address = Address:
source-api = Interface:
api-resident = open Resident API
api-open311 = Open311, fault reports
api-atv = Helsinki transaction store (ATV)
api-dialogporten = Dialogporten
api-data-tracker = Data Tracker (Estonia)
api-helsinki-profile = GDPR API of the Helsinki Profile
unread-heading = { $count ->
    [one] One record could not be read
   *[other] { $count } records could not be read
}
unread-lead = Everything else has arrived. These are safe at the service, whose maintainers can mend them. If something is missing, ask the service.
quarantine-malformed = The record is not in the form the service has promised.
quarantine-unknown-kind = The app does not know this kind of record yet.
quarantine-unknown-party = The record concerns a person the service has not told about.
quarantine-too-large = The record is larger than the app can take in.

settings-lead = A choice takes effect at once on this device.
settings-language = Language
settings-theme = Colours
settings-text-size = Text size
settings-fault = The choice could not be saved. The earlier choice stands.
theme-system = As on the device
theme-light = Light
theme-dark = Dark
per-cent = { $amount } %

keys-heading = Keys
keys-lead = These keys work on every page. You can change them.
keys-usual = Back to the usual keys
key-next-region = To the next region
key-previous-region = To the previous region
key-next-waiting = Next one that needs you
key-repeat = Repeat the last announcement
key-change = Change
key-press = Press a new key, Esc cancels
key-set = The key is now { $key }.
key-bare = { $key } will not do. It is needed for writing or by a screen reader. Hold Alt or Ctrl as well.
key-screen-reader = { $key } will not do. A screen reader needs it.
key-device = { $key } will not do. The device needs it for something else. Try Alt and a letter.
key-taken = { $key } is in use already: { $action }. Choose another.

day-today = today
day-today-at = today { $time }
day-yesterday = yesterday
day-yesterday-at = yesterday { $time }
day-tomorrow = tomorrow
date-short = { $weekday } { $day } { $month }
date-short-year = { $weekday } { $day } { $month } { $year }
date-full = { $weekday } { $day } { $month } { $year }
date-at = { $date } at { $time }
time-of-day = { $hour }:{ $minute }
time-on-the-hour = { $hour }:00
month-year = { $month } { $year }
calendar-weekdays-short = Mon Tue Wed Thu Fri Sat Sun
calendar-weekdays = Monday Tuesday Wednesday Thursday Friday Saturday Sunday
calendar-months-short = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
calendar-months = January February March April May June July August September October November December
calendar-month-headings = January February March April May June July August September October November December
days = { $count ->
    [one] 1 day
   *[other] { $count } days
}

size-bytes = { $amount } bytes
size-kilobytes = { $amount } kB
size-megabytes = { $amount } MB
decimal-point = .
media-image = image
media-text = text
media-file = file

contact-lead = This is how you reach the people who handle your matters. The details are on this device, also without a connection.
contact-empty = When a service is connected, its contact details appear here.
contact-unknown = The contact details have not come yet.
contact-untold = The service tells the app no contact details. You find them on the authority’s own pages.
contact-phone = Phone
contact-visit = Visit
contact-email = Email
contact-web = Web page
contact-interpreter = Interpreting
contact-remote = Remote service
contact-other = Another way
contact-hours = Open:

links-heading = Is this the same person?
links-lead = Each service knows people in its own way. That is why the app asks you. You can always change your answer.
links-answered = Your answers about people
link-question = { $name }: the same person?
link-same = Same person
link-different = Different people
link-together = Shown as one person.
link-apart = Shown separately.
link-separate = Show separately
link-ask-again = Answer again

notices-heading = For your information
mended = A file on this device was damaged.
    .safe = The information is being fetched from the services again. Nothing happened to what the authorities hold. You do not need to do anything.
taken-withdrawn = { $sender } took back: { $title }
    .next = It has been removed from your device. You do not need to do anything.
taken-nameless = { $sender } took back something it had sent you.
taken-misdirected = { $sender } sent you a message meant for someone else by mistake.
    .next = The message has been removed from your device. It does not concern you, and you do not need to do anything.
taken-understood = I understand

arrived-one = New: { $title }.
arrived-many = { $count } new items. The newest: { $title }.
connection-lost = No connection: { $sources }. What was fetched before is safe on the device.
connection-found = Connected again: { $sources }.
nothing-announced = There is nothing new to hear.
reopened = The view stopped and was opened again. Your data is safe.
synced = Everything is up to date.
nothing-waits = Nothing is waiting for you.
