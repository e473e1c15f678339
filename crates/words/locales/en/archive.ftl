# The archive taken out: pages that are read in a browser without the app.

file-called-archive = kotikunta-archive
file-called-attachments = attachments
file-called-calendar = calendar
file-called-file = file

sheet-title = Your data, taken out
sheet-made = Taken out { $when }
sheet-lead = Here are the cases, messages, decisions and tasks taken out of the Kotikunta app. The pages work in any browser, without a network.
sheet-private = The data is not encrypted. Keep it where nobody else can get at it.
sheet-whose = Whose data is here
sheet-sources = Where the data comes from
sheet-source-fresh = { $source }, fetched { $when }
sheet-source-never = { $source }, not everything has been fetched
sheet-own = { $name } (you)
sheet-you = Your own data
sheet-count = { $count ->
    [one] 1 item
   *[other] { $count } items
}
sheet-items-of = { $name }: all items, newest first
sheet-column-day = Day
sheet-column-what = What
sheet-column-title = Title
sheet-column-sender = From
sheet-nothing = There is nothing about this person.
sheet-withheld = This data is protected by a non-disclosure order. Its content has not been taken out, because it could tell an address, a place of residence or a school.
sheet-withheld-of = { $name }: items whose content has been left out
sheet-sent = What you have sent
sheet-sent-lead = The messages you have sent with the app, and the receipts of the authorities.
sheet-sent-to = To
sheet-sent-received = Received by the authority
sheet-sent-number = Registered under number
sheet-sent-hash = Checksum of the message received (SHA-256)
sheet-more = Also in this archive
sheet-data = All data for programs (JSON)
sheet-readme = How to check the archive
sheet-back = All items
sheet-skip = Skip to content
sheet-kind = What
sheet-from = From
sheet-concerns = Whose matter
sheet-came = Received
sheet-changed = Changed
sheet-register = Case number
sheet-writer = Written by
sheet-missing-file = { $name }: the file was not on the device and could not be fetched.
sheet-readme-text =
    YOUR DATA, TAKEN OUT

    Open index.html in a browser. No network and no app are needed.
    Files are in the folder attachments. All data for programs is in data.json.

    The data is not encrypted. Keep it where nobody else can get at it.

    HOW TO CHECK THAT NOTHING HAS BEEN CHANGED

    1. Unpack the archive and go to its folder.
    2. Check the signature:
       openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig
    3. Check the files:
       sha256sum -c SHA256SUMS
    4. Compare: manifest.json lists, under files, the same checksums as SHA256SUMS.

    The signature tells that the archive is as the device wrote it. The key of the device
    that made this archive is known by
       { $fingerprint }
    Kotikunta shows the same on the page on which the archive was made. If it is another, another device has made the archive.
