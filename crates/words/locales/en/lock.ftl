# The lock, the people of the device, and use without keeping anything.

lock-title = Kotikunta is locked
    .lead = Your information is safe and encrypted.
lock-pin = PIN
lock-phrase = Passphrase
lock-open = Unlock
lock-news = Something new has come since the app was locked.
lock-opened = The lock is open.
lock-empty = Type your PIN or passphrase first.
lock-wrong = That was not the right one. Try again.
lock-wrong-wait = That was not the right one. You have to wait before the next try.
lock-waiting = There have been too many wrong tries. Wait a moment.
lock-wait-seconds = { $count ->
    [one] You can try in one second.
   *[other] You can try in { $count } seconds.
}
lock-wait-minutes = { $count ->
    [one] You can try in one minute.
   *[other] You can try in { $count } minutes.
}
lock-wait-over = You can try now.
lock-short = A PIN must have at least six digits. A passphrase must have at least eight characters.
lock-simple = This one is too easy to guess. Think of another.
lock-differ = You typed two different ones. Type the same one twice.
lock-other-person = Change user

forgot = Have you forgotten it?
    .next = It cannot be restored, because it is part of the key. You can erase the information on this device and sign in again.
    .safe = The authorities still have everything. It is fetched again when you connect the services.
    .button = Erase and start over …
forgot-unsent = { $count ->
    [one] You have opened one item that its service does not know of yet. It will stay new there.
   *[other] You have opened { $count } items that their services do not know of yet. They will stay new there.
}
forgot-nothing-unsent = Nothing on this device is waiting to be sent.
forgot-unknown-unsent = We do not know whether anything is waiting to be sent.
forgot-sure = Erase the information on this device?
    .warning = What was fetched to this device is erased. It cannot be brought back. The services have to be connected again. What the authorities have is not affected.
    .act = Erase and start over

lock-settings = Lock
    .lead = A locked app opens only with your PIN or passphrase. It is part of the key that encrypts your information.
    .none = There is no lock. Your information opens when the device is open.
    .biometrics = A fingerprint or a face does not open the lock. They cannot be part of the key.
lock-once = No lock is needed, because nothing is kept.
lock-set = Turn on the lock
    .lead = Choose a PIN or a passphrase. If you forget it, your information has to be fetched again.
    .done = The lock is on.
lock-change = Change the PIN or passphrase
    .done = It is changed. The old one opens nothing any more.
lock-remove = Remove the lock
    .lead = Your information stays encrypted. After this it opens without a PIN.
    .done = The lock is removed.
lock-now = Lock now
lock-current = Current PIN or passphrase
lock-new = New PIN or passphrase
lock-again = The same again
lock-after = Lock by itself
lock-after-hidden = As soon as the window is hidden
lock-after-minute = After one minute
lock-after-five = After five minutes
lock-after-fifteen = After 15 minutes
lock-after-sleep = The app also locks when the device goes to sleep.
lock-cover = Cover the page while another window is in front
lock-none-to-lock = There is no lock. You can turn it on in the settings.
keys-renew = Renew the keys
    .lead = The information on this device is encrypted with new keys. Do this if you suspect that somebody has copied its files.
    .done = The keys are renewed. Nothing was lost.
    .button = Renew the keys …
key-lock = Lock the app

profiles-heading = People who use this device
    .lead = Everyone has their own information and their own lock. Nobody sees what is another's.
profile-name = Your name on this device
    .save = Save the name
    .done = The name is saved.
profile-nameless = User without a name
profile-switch = Change to { $name }
profile-add = Add a user
    .name = Name of the new user
    .lead = A new user starts with nothing. Your information is closed meanwhile.
profile-bad-name = Type a name.
profile-remove = Remove yourself from this device …
profile-remove-sure = Erase your information from this device?
    .warning = Your information, your keys and your lock are erased from this device. What others have here is not touched. The authorities still have everything.
    .act = Erase my information
profile-removed = Your information is erased from this device.
profile-changed = The user has changed.
chooser-title = Who is using Kotikunta?
    .lead = Choose your own name. You do not see what is another's.

once-banner = Nothing is kept. When you close the app, everything from this time is gone.
once-heading = Use the app this time
    .lead = You can go on without keeping anything. Sign in to the services, read, and close the app. Nothing stays on this device.
    .safe = What was kept earlier is not touched.
    .button = Go on without keeping anything

error-keyring-full = The device's keyring has no room for another key.
    .safe = Your information is safe and encrypted.
    .next = Remove something you do not need from the keyring and try again.
error-app-locked = The app is locked.
    .safe = Your information is safe and encrypted.
    .next = Open the lock with your PIN or passphrase.
error-no-profile-chosen = Several people use this device, and nobody is chosen.
    .safe = Everybody's information is safe.
    .next = Choose who is using the app.
