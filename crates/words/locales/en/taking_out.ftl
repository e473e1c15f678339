# Printing, taking data out, and taking it in from an archive.

take-out-title = Take your data out
take-out-short = Save your cases and their attachments in one file. You can also bring them in from another device.
take-out-lead = You get one file (zip) with everything: cases, messages, decisions, tasks and attachments. You can read it in any browser without this app.
take-out-whose = Whose data to take out
take-out-everybody = Everybody whose matters you handle
take-out-button = Take out
take-out-sure = Take the data out?
    .warning = The file is not encrypted, and it stays where you choose. Anybody who gets hold of it can read it.
    .protected = A person whose data is taken out is protected by a non-disclosure order. The file may show an address, or something else that tells where they are. Of other protected people, only the day and the kind of each item are taken out.
    .act = Choose a place and save
take-out-withholding = A non-disclosure order protects a person whose matters you handle. Only the day and the kind of their items are taken out. The content could tell where they are.
taking-out = Taking the data out. This may take a while.
take-out-stop = Stop
take-out-stopped = The data was not taken out. Nothing was saved.
taken-out = { $items ->
    [one] 1 item
   *[other] { $items } items
} and { $files ->
    [one] 1 attachment
   *[other] { $files } attachments
} were taken out. The file is not encrypted, and it stays where you chose.
taken-out-withheld = { $count ->
    [one] The content of 1 item was left out because of a non-disclosure order.
   *[other] The content of { $count } items was left out because of a non-disclosure order.
}
missing-files = { $count ->
    [one] 1 attachment could not be included:
   *[other] { $count } attachments could not be included:
}
missing-file = { $name } ({ $item }). { $why }
fingerprint-heading = How this device is known
fingerprint-lead = Archives made on this device are known by this. The instructions in the archive show the same.

take-in-heading = Bring in an archive
take-in-lead = Bring in data that was taken out on another device. You can read and search it, but not answer it. When you connect the same service, its own data takes the place of the archive’s.
take-in-choose = Choose an archive
take-in-checking = Checking the archive.
take-in-sound = The archive is in order. Nothing has been changed since it was made.
take-in-made = The archive was made
take-in-whose = Whose data it holds
take-in-person = { $name }, { $count ->
    [one] 1 item
   *[other] { $count } items
}
take-in-sources = From which services
take-in-files = Attachments
take-in-signer = Made by the device known as
take-in-own = this device
take-in-act = Bring in this data
taking-in = Bringing the data in.
take-in-done = { $added ->
    [one] 1 item was brought in from the archive.
   *[other] { $added } items were brought in from the archive.
}
take-in-present = { $present ->
    [one] 1 item was on this device already and was not changed.
   *[other] { $present } items were on this device already and were not changed.
}
taken-in-heading = Data from archives
taken-in-from = { $name }, archive made { $when }
taken-in-remove = Remove: { $name }
taken-in-sure = Remove the data brought in from the archive?
    .warning = The data is removed from this device. The archive file itself stays where it is, and you can bring the data in again.
    .act = Remove
taken-in-removed = The data from the archive has been removed from this device.
from-archive = This is from an archive made { $when }. You can read it, but not answer it. The service it came from is not connected, or no longer sends it.

refused-not-zip = The file is not a zip file, or it is damaged. Nothing was brought in. Choose another file.
refused-not-archive = The file is not a Kotikunta archive. Nothing was brought in. Choose another file.
refused-newer = The archive was made with a newer version of Kotikunta. Nothing was brought in. Update the app and try again.
refused-unsafe = The archive holds a file that tries to get elsewhere on the device. Nothing was brought in. Do not open the file with other programs either.
refused-too-large = The archive holds more or larger files than the app can bring in. Nothing was brought in.
refused-bad-signature = The signature of the archive does not match. It has been changed. Nothing was brought in. Use the original file.
refused-altered = The archive has been changed: the file { $file } is not as it was when the archive was made. Nothing was brought in. Use the original file.
refused-another-resident = The archive was made by { $name }. Its data cannot be joined with yours. Nothing was brought in.
refused-unreadable = The file could not be read. Nothing was brought in. Check that the file is in its place.

save-all = Save all documents
    .case = Save all documents of the case
save-all-sure = Save all documents?
saving-all = Saving the documents.
saved-all = { $count ->
    [one] 1 document has been saved. It is not encrypted, and it stays where you chose.
   *[other] { $count } documents have been saved. They are not encrypted, and they stay where you chose.
}
saved-none = The documents could not be saved.

print = Print
print-sure = Print in spite of the non-disclosure order?
    .warning = The person whose matter this is is protected by a non-disclosure order. The paper may tell where the person is. See to it that nobody else sees it.
    .act = Print
print-source = { $source }, fetched { $when }
print-source-unknown = { $source }
print-whose = Whose matter: { $name }
print-printed = Printed from Kotikunta { $when }
key-print = Print what is open
