kind-data-use = Use of data
kind-consent = Consent or prohibition
kind-lookup = Lookup
kind-access-log = About the log

use-basis-consent = Your consent
    .means = The data may be used only if you consent. You can take your consent back at any time.
use-basis-explicit = Your explicit consent
    .means = These data may be used only if you explicitly consent. You can take your consent back at any time.
use-basis-contract = Contract
    .means = The data are needed for a contract that you have made. Consent is not asked for.
use-basis-obligation = Legal obligation
    .means = The law requires this use of data. Consent is not asked for.
use-basis-vital = Protecting life or health
    .means = The data are needed to protect life or health. Consent is not asked for.
use-basis-task = Public task
    .means = The data are needed for a task that the law gives to the authority. Consent is not asked for.
use-basis-interests = Legitimate interest
    .means = The user of the data has a justified reason. You can object to the use.
use-basis-disclosure = Your permission to disclose secret data
    .means = The data are secret. They may be disclosed only with your permission.

data-right-access = Request to see data
data-right-rectification = Request to correct data
data-right-erasure = Request to erase data
data-right-restriction = Request to restrict the use of data
data-right-objection = Objection to the use of data
data-right-prohibit = Prohibition of the use of data

looked-viewed = Data were looked at
looked-received = Data were received from elsewhere
looked-disclosed = Data were disclosed
looked-changed = Data were changed
looked-erased = Data were erased

lookup-flag-after = Your data were used although the permission had ended already { $when }.
lookup-flag-after-some-day = Your data were used although the permission had already ended.
lookup-flag-period = Your data were used at a time when there was no permission for it.
lookup-flag-forbidden = Your data were used although you have forbidden it.
lookup-flag-purpose = Your data were used for another purpose than has been told.
lookup-flag-data = Data were used that your permission does not cover.
lookup-flag-recipient = Your data were used by somebody who is not named as their user.

view-use = Use of my data
view-use-short = My data
uses-by-choice = { $count ->
    [one] One body uses your data with your permission.
   *[other] { $count } bodies use your data with your permission.
}
    .none = Nobody uses your data with your permission.
uses-by-law = { $count ->
    [one] One body uses them on the basis of law or a contract.
   *[other] { $count } bodies use them on the basis of law or a contract.
}
uses-wrong = { $count ->
    [one] One lookup looks wrong.
   *[other] { $count } lookups look wrong.
}
    .none = No lookup looks wrong.
uses-new = { $count ->
    [one] There is one new lookup.
   *[other] There are { $count } new lookups.
}
    .none = There are no new lookups.
uses-asked = { $count ->
    [one] One request waits for your answer.
   *[other] { $count } requests wait for your answer.
}

ask-access = Ask to see the data
    .means = You are told which data about you are used, and get a copy of them.
ask-rectification = Ask to correct the data
    .means = What is wrong is corrected, and what is missing is added.
    .words = What is wrong, and how should it be?
ask-erasure = Ask to erase the data
    .means = The data are erased unless the law requires that they are kept.
ask-restriction = Ask to restrict the use
    .means = The data may only be kept until the matter has been settled.
ask-objection = Object to the use
    .means = The use ends unless there is a weightier reason for it.
    .words = Why do you object? Tell about your own situation.
ask-prohibit = Forbid the use
    .means = Your data may no longer be used for this. You can remove the prohibition later.
ask-answer = The answer comes within a month. The request is free.
ask-at-once = The prohibition takes effect when it has been received. It is free.
ask-words = What do you want to tell? You may leave this empty.
data-about = Which use this is about

question-title = Question about the use of data { $day }
question-lead = Hello! According to the access log, data were used like this:
question-when = When: { $when }
question-who = Who: { $who }
question-what = What: { $what }
question-whose = Whose data: { $name }
question-data = Which data: { $data }
question-use = Purpose: { $purpose }
question-wrong = This looks wrong to me. { $why }
question-answer = Please tell me why the data were used and on which basis. If it was a mistake, tell me how you will put it right.

uses-empty = The connected services do not tell how your data are used.
    .next = You can still ask each service.
uses-requests = You are asked
uses-flagged = These lookups look wrong
uses-chosen = You decide on these
    .none = No use rests on your permission.
uses-law = These rest on law or a contract
    .means = Consent is not asked for these. Open a use to see its basis and your rights.
    .none = The services have not told of such uses.
uses-reach = From which time lookups are shown
uses-silent = These services do not tell how they use data
    .means = There may be lookups that are not shown here.
uses-asking = Ask to see all your data
    .means = The service tells you all the data that it has about you.
uses-save-heading = Save for yourself
    .means = You get one file with permissions, receipts, uses and lookups. It can be checked without the app.
uses-save = Save the file
    .sure = Save the file?
    .warning = The file is not encrypted. Keep it where others do not see it.
    .act = Save
uses-saved = The file has been saved.

use-one = Use of data
use-controller = Who decides on the use
use-whose = Whose data
    .own = yours
use-basis = On which basis
use-choice = Your choice
use-choice-none = You have not been asked for permission.
use-no-choice = This use cannot be switched off because it does not rest on consent.
use-may-forbid = You can forbid this use.
use-choice-open = Open: { $what }
use-about = Which data, and for what
use-data = Data
use-recipients = Who else receives the data
    .none = Nobody else.
use-retention = How long they are kept
use-location = Where they are kept
use-unstated = The service does not tell.
use-machine = Does a machine decide alone
    .alone = Yes. You can demand that a person handles your case.
    .never = No.
    .unstated = The service does not tell.
use-rights = Your rights
    .none = The service does not take such requests from the app.
use-last = Last used
    .none = No lookups have been told.
use-lookups-none = There are no lookups.
use-lookups-count = { $count ->
    [one] 1 lookup
   *[other] { $count } lookups
}
use-lookups-all = Show all these lookups
erasure-try = First try out whether the data would be erased
erasure-yes = The data would be erased.
erasure-partly = Some of the data would be erased.
erasure-no = The data would not be erased.
erasure-nothing = This was only a trial. Nothing has been erased.

lookups-title = Lookups of data
lookups-lead = Here you see who has looked at, received or changed data.
lookups-new = Only new ones
lookups-flagged = Only those that look wrong
lookups-filter = Narrow the lookups
lookups-source = Service
    .all = All services
lookups-from = From
lookups-to = To
lookups-find = Search the lookups
lookups-of-one = Only the lookups of one use or permission are shown.
lookups-everything = Show all lookups
lookups-none = No lookups were found.
    .narrow = Change what narrows the list to see more.
    .next = When a service tells of a lookup, it is shown here.
lookups-more = { $count ->
    [one] One more older lookup is shown.
   *[other] { $count } more older lookups are shown.
}
lookups-no-log = The service does not tell who has looked at the data.
lookup-for = For what
lookup-data = Data
lookup-system = From which system
lookup-consent = The permission on which the lookup rests
lookup-denied = Denied, nothing was seen
lookup-told = Told by: { $sender }
lookup-wrong = Looks wrong
    .perhaps = The reason may also be an error in the log. Asking settles it.
lookup-ask = Ask about this
log-since = { $sender }: lookups are shown from: { $when }
log-whose = Whose data: { $names }
log-systems = Systems that are included: { $systems }
log-gaps = Missing from the log:

help-use =
    .what = The page shows who uses your data and on which basis. Most of the use rests on law.
    .answer = When you are asked for consent or permission, you are free to answer. Giving and refusing are equally easy.
    .back = You can withdraw a consent at any time. The withdrawal goes before everything else when there is a connection.
    .looked = The lookups tell who has looked at your data. If one looks wrong, you see why and can ask about it.
    .rights = You can ask to see data, or to have them corrected or erased. First open the use that it is about.
