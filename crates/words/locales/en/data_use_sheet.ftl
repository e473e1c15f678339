# The use of data, taken out of the app.

sheet-use-title = Use of my data
sheet-use-lead = This shows who uses your data and on which basis. It comes from the public bodies whose service you have signed in to.
sheet-use-withheld = Data of people under a protection order are not included.
sheet-use-lookups = { $count ->
    [one] Who has looked at data: 1 entry
   *[other] Who has looked at data: { $count } entries
}
sheet-use-reach = Lookups are told from { $since } on.
sheet-use-consents = Consents, permissions to disclose and prohibitions
sheet-use-no-consents = There are no consents, permissions or prohibitions.
sheet-use-uses = What data are used for
sheet-use-no-uses = Nobody has told of uses of data.
sheet-use-who = Who
sheet-use-recipient = To whom data are given
sheet-use-basis = On which basis
sheet-use-state = Where it stands
sheet-use-until = In force at the longest until
sheet-use-data = Which data
sheet-use-last = Last used
sheet-use-wrong = What looks wrong
sheet-use-notice = What you were told, version { $version }
sheet-use-history = What has happened
sheet-use-receipts = Receipts
sheet-use-unchecked = The receipt was not checked here.
sheet-use-holds = The signature is genuine.
sheet-use-fails = The signature does not match.
sheet-use-check = How receipts are checked
sheet-use-check-how = This page checks the receipts itself when you open it in a browser. It needs no connection. The receipts are also in the file receipts.json and the keys in the folder keys. The signature is a JWS (RFC 7515) with the algorithm ES256.
file-called-data-uses = use-of-data
