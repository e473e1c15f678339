# One case, message, decision, task or report.

kind-party = Person
kind-mandate = Right to act
kind-case = Case
kind-message = Message
kind-decision = Decision
kind-task = To do
kind-service-request = Fault report
kind-unknown = Unknown record

whose-own = Your own matter
whose-other = Concerns: { $name }
register-number = Register number { $number }
item-when = Received
item-changed = Changed
item-writer = Written by:
item-case = The case this belongs to
sent-by-you = You sent this

need-nothing = Nothing for you to do
need-by = Answer by { $day }
need-late = Was due { $day }
need-answer = Waits for your answer
need-review-by = Request for review by { $day }
need-review = You can request a review
need-municipal-appeal-by = Municipal appeal by { $day }
need-municipal-appeal = You can make a municipal appeal
need-administrative-appeal-by = Administrative appeal by { $day }
need-administrative-appeal = You can make an administrative appeal
need-optional-by = Voluntary, until { $day }
need-optional = Voluntary

status-draft = A draft you have not sent
status-sent = Sent to the authority
status-received = The authority has received it
status-in-progress = The authority is handling it
status-needs-you = Waits for you
status-waiting = Waits for someone else
status-decided = Decided
status-closed = Ended
status-withdrawn = Taken back
status-unknown = Stage not known

stands-draft = You have not sent this yet. The case begins only when you send it.
stands-sent = It has been sent. { $sender } has not confirmed it yet. Nothing for you to do.
stands-received = { $sender } has received it. Handling begins. Nothing for you to do.
stands-decided = The case has been decided. Read the decision and its instructions.
stands-withdrawn = The case was taken back. It is no longer handled.
stands-resident = { $sender } is waiting for you. The case moves on when you have answered.
stands-authority = { $sender } is handling this. Nothing for you to do.
stands-third-party = The case waits for someone else. Nothing for you to do.
stands-nobody = The case has ended. Nothing for you to do.
stands-unknown = { $sender } does not tell where the case stands. You can ask there.
authority-wording = In the authority’s words:

decision-what = What was decided
decision-to-do = What you need to do
decision-about = About the decision
decision-made = Decided on
decision-section = Section
decision-maker = Made or prepared by
decision-contact = Whom you can ask
decision-law = The law it rests on
outcome-granted = The application was approved.
outcome-partly-granted = The application was approved in part.
outcome-refused = The application was refused.
outcome-dismissed = The matter was not examined.

appeal-heading = How you can seek a change: { $kind }
appeal-review-request = request for review
appeal-municipal = municipal appeal
appeal-administrative = administrative appeal
appeal-none = no appeal
appeal-content = If you are content with the decision, you need not do anything.
appeal-want-review = If you want it changed, make a request for review.
appeal-want-appeal = If you want it changed, make an appeal.
appeal-arrive = It must arrive by { $day }.
appeal-arrive-before = It must arrive on { $day } before { $time }.
appeal-period = { $days ->
    [one] You have 1 day from when you were notified of the decision.
   *[other] You have { $days } days from when you were notified of the decision.
}
appeal-instruction = The day is the one the authority gives. The authority’s instruction decides.
appeal-counted = The day is counted as the law has it. The authority’s instruction decides.
appeal-instruction-only = See the last day in the authority’s instruction. The instruction decides.
appeal-over = The last day to seek a change was { $day }. The time is over. The authority’s instruction decides.
appeal-none-long = You need not do anything. This decision cannot be appealed.
appeal-unstated = The authority has not said how to seek a change. You can ask it.
appeal-to = To whom
appeal-address = Address and hours
appeal-who = Who may seek a change
appeal-contents = What it must say
appeal-cost = What it costs
appeal-time = Time
appeal-last-day = Last day as the authority gives it

notice-heading = How you were notified
notice-how = Way
notice-electronic = the decision was sent electronically
notice-verified = the decision was sent against proof of receipt
notice-letter = the decision was sent by letter
notice-minutes = the minutes were published on the public network
notice-served = you were notified of the decision
notice-deemed = you are taken to have been notified
notice-last-day = last day to seek a change

task-supply = Supply a document. Do it as the authority instructs.
task-answer = Answer the question. Do it as the authority instructs.
task-browser = Do this on the authority’s website.
task-unstated = Read the authority’s instruction and follow it.
task-by = By
task-done = This is done
task-cancelled = The authority no longer asks for this
task-text = The authority’s instruction

case-stands = Where it stands
case-next = What happens next
case-expected = Expected to be ready
case-summary = What it is about
case-timeline = What has happened
case-items = Messages, decisions and tasks
case-opened = The case began
case-retained = The authority deletes the case after this day:
draft-heading = Draft
draft-open = You can go on with the draft in the service where you began it.
draft-until = You can go on with the draft in the service where you began it. The time ends { $when }.
draft-over = The time to go on with the draft ended { $when }. It can no longer be changed or sent.
draft-erase = Erase the draft at the authority …
    .sure = Erase the draft for good?
    .warning = The draft and its attachments are erased from the authority’s records and from this device. They cannot be brought back.
    .act = Erase for good
draft-erasing = Erasing the draft …
draft-erased = The draft has been erased from the authority’s records and from this device.
draft-not-there = The authority’s service no longer had the draft. It has been erased from this device.
by-you = (you)
by-third-party = (someone else)

happened-created = The case began
happened-closed = The case was closed
happened-removed = The case was removed
happened-restored = The case was brought back
happened-opened = The case was opened
happened-letter-opened = A message was opened
happened-letter-confirmed = Receipt of a message was confirmed
happened-sent-to-payment = Payment was begun
happened-payment-made = Payment was made
happened-sent-to-signing = Signing was begun
happened-signed = A signature was given
happened-sent-to-form = Filling in a form was begun
happened-sent-to-send-in = Sending in was begun
happened-form-saved = The form was saved
happened-form-submitted = The form was sent

case-additional = More about it
case-progress = How far it has come
case-percent = { $percent } % by the authority’s estimate

filing = Where the case is kept
filed-archive = The case is in the archive.
filed-bin = The case is in the bin.
file-inbox = Back to inbox
file-archive = Move to archive
file-bin = Move to bin
moved-inbox = The case is back in the inbox.
moved-archive = The case is in the archive.
moved-bin = The case is in the bin.

missing-rest = Only an outline of this case is on the device. The rest is fetched when you open the case. The authority then sees that you have opened it.
missing-older = There is more in this case than is on the device. Below is what has been fetched.
missing-fetching = Being fetched …
missing-fetch = Fetch the rest

report-heading = Report
report-place = Place
report-when = Reported
report-expected = Expected to be mended
report-notes = The authority’s answer

gone-withdrawn = The authority has taken this back. This is the copy left on your device.
gone-retention-ended = The authority no longer keeps this. Your own copy stays on the device.
gone-misdirected = This was sent to the wrong person.
gone-access-ended = You may no longer see this in the authority’s service.
gone-unstated = This is no longer in the authority’s service. Your own copy stays on the device.

documents = Documents
document-open = Open:
document-close = Close:
document-unshowable = This file cannot be shown in the app. It is on the device.
document-expires = Can be fetched until
document-expired = The address stopped working
document-renewed = Another is asked for when you open the document.
open-in-browser = Open in the browser: { $host }

copy-save = Save a copy
    .warning = The copy is not encrypted and stays in the place you choose. Other apps can read it. Remove it yourself when you no longer need it.
    .act = Choose a place and save
copy-open = Open in another app
    .warning = An unencrypted copy of the file will be made on this device. Other apps can read it. The copy is removed when you close Kotikunta.
    .act = Open
copy-opened = Opened in another app. The copy is removed when you close Kotikunta.
copy-saved = Saved. The copy is not encrypted and stays in the place you chose.
cancel = Cancel

reading-nothing = What is open

settled = Do you accept the decision?
    .lead = Mark it, and the decision no longer waits for you, nor are you reminded of it.
    .done = You have marked that you accept the decision. You are no longer reminded of it.
    .still = The mark is only for you. You can still seek a change until the last day.
    .do = I accept the decision
    .undo = Remove the mark
settled-tag = You accept the decision
done-settled = Marked: you accept the decision. You are no longer reminded of it.
done-unsettled = The mark is removed. You are reminded of the decision again.
