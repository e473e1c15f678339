# The archive taken out: pages that are read in a browser without the app.

file-called-archive = kotikunta-archive
file-called-attachments = attachments
file-called-file = file

archive-title = Your data, taken out
archive-made = Taken out { $when }
archive-lead = Here are the cases, messages, decisions and tasks taken out of the Kotikunta app. The pages work in any browser, without a network.
archive-private = The data is not encrypted. Keep it where nobody else can get at it.
archive-whose = Whose data is here
archive-sources = Where the data comes from
archive-source-fresh = { $source }, fetched { $when }
archive-source-never = { $source }, not everything has been fetched
archive-own = { $name } (you)
archive-you = Your own data
archive-count = { $count ->
    [one] 1 item
   *[other] { $count } items
}
archive-items-of = { $name }: all items, newest first
archive-column-day = Day
archive-column-what = What
archive-column-title = Title
archive-column-sender = From
archive-nothing = There is nothing about this person.
archive-withheld = This data is protected by a non-disclosure order. Its content has not been taken out, because it could tell an address, a place of residence or a school.
archive-withheld-of = { $name }: items whose content has been left out
archive-sent = What you have sent
archive-sent-lead = The messages you have sent with the app, and the receipts of the authorities.
archive-sent-to = To
archive-sent-received = Received by the authority
archive-sent-number = Registered under number
archive-sent-hash = Checksum of the message received (SHA-256)
archive-more = Also in this archive
archive-data = All data for programs (JSON)
archive-readme = How to check the archive
archive-back = All items
archive-skip = Skip to content
archive-kind = What
archive-from = From
archive-concerns = Whose matter
archive-came = Received
archive-changed = Changed
archive-register = Case number
archive-writer = Written by
archive-missing-file = { $name }: the file was not on the device and could not be fetched.
archive-readme-text =
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
