# A service that sends no matters: what it keeps, and who has looked at data.

kept-heading = What the service keeps about you
kept-lead = No matters or messages come from this service. It keeps data about you. You can take the data out or ask the service to erase it.
kept-save = Take out what the service keeps
    .of = Take out what the service keeps: { $name }
    .means = You get one file (zip) that any browser can show. The file is not encrypted.
kept-saved = { $data ->
    [one] 1 piece of data was taken out.
   *[other] { $data } pieces of data were taken out.
} The file is not encrypted, and it stays where you chose.
kept-saved-withheld = { $count ->
    [one] The service withholds the content of one more. The reason is in the file.
   *[other] The service withholds the content of { $count } more. The reasons are in the file.
}
kept-saved-unread = { $count ->
    [one] One was left out because the app could not read it.
   *[other] { $count } were left out because the app could not read them.
}
kept-nothing = The service keeps nothing about you. No file was saved.
kept-erase = Erase my data at the service
    .of = Erase my data at the service: { $name }
    .means = The app first asks the service whether the data can be erased. Nothing is erased before you confirm.
kept-asking = The service is being asked whether the data can be erased.
kept-sure = Erase your data at the service?
    .warning = { $name } will erase all your data for good. You cannot get it back. The connection to the service ends in this app. Files that you have saved stay with you.
    .act = Erase my data
kept-erasing = The service is being asked to erase your data.
kept-erased = { $name } has erased your data. The connection to the service has ended. Files that you have saved are still yours.
kept-refused = The service will not erase your data. Nothing was erased.
    .why = The service gives the reason:
    .unsaid = The service gave no reason. You can ask the service for it.
kept-unsaved = Nothing was saved. At the service your data is as it was.
kept-unerased = Nothing was erased.
kept-unknown = It is not certain whether the service erased your data. The connection to it is as it was.
    .next = Try again in a while. Asking twice does no harm.
kept-sign-in = Sign in to the service again. Then do the same once more.
kept-too-large = The service gave more data than the app can take in.
    .next = Ask the service for your data in another way.

tells-lookups = This service tells who has looked at your data. No matters or messages come from it.
    .all = Show the lookups

service-keeps = What you can do
    .nothing-comes = Nothing comes from the service to this device unless you ask for it.
stage-connected-kept = Nothing comes from the service by itself. You find it on the page Connections.
