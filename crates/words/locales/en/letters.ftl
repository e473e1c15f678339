# Writing and sending messages.

view-letters = Outgoing
letters-lead = Messages you are writing, messages waiting to be sent and messages that have been received. Drafts are on this device only.
letters-count = { $count ->
    [one] unsent message
   *[other] unsent messages
}
letters-unsent = Unfinished and waiting
letters-received = Received
letters-none = There are no messages here yet.
letters-write = Write a new message
letters-nowhere = None of your services takes messages from the app. Phone numbers and opening hours are on the page Get in touch.

letter-own = In a matter of your own
letter-of = The matter concerns: { $name }
letter-heading-answer = Reply
letter-heading-new = New message
letter-to = To
letter-whose = Whose matter
letter-answers = You are replying to
letter-answered = Reply to
letter-title = Subject
letter-matter = What it is about
letter-matter-any = I am not sure
letter-matter-choose = Choose
letter-body = Message
letter-limit = At most { $most } characters
letter-count = { $count } / { $most } characters
letter-kept = The draft is saved on this device.
letter-keeping = Saving…
letter-not-kept = The draft could not be saved.
letter-send = Send
letter-close = Close
letter-sure = Send the message?
    .to = To: { $sender }.
    .whose = The matter concerns: { $name }.
letter-going = The message is being sent.
letter-discard = Discard
letter-discard-sure = Discard the message?
    .consequence = The message is not sent, and its text is removed from this device.
letter-discarded = The message was discarded.
letter-continue = Continue writing
letter-edit = Edit
letter-send-now = Send now
letter-send-anyway = Send anyway
letter-open = Open
letter-untitled = No subject

letter-flaw-title-missing = Write a subject.
letter-flaw-body-missing = Write a text.
letter-flaw-matter-missing = Choose what it is about.
letter-flaw-title-long = The subject is too long: at most { $most } characters.
letter-flaw-body-long = The message is too long: at most { $most } characters.
letter-flaw-title = The recipient does not accept the subject.
letter-flaw-body = The recipient does not accept the text.
letter-flaw-matter = The recipient does not accept this kind of matter.

phase-draft = Draft, not sent.
phase-turn = About to be sent.
phase-connection = Waiting for a connection. The message is sent by itself once the service can be reached.
phase-service = The service has a fault. The message is sent again by itself.
phase-asked = The service is busy. The message is sent again by itself, not before { $when }.
phase-sign-in = Waiting for you to sign in. The message is sent once you have signed in to the service again.
phase-doubt = The message may have arrived already, so it can no longer be changed. It is received only once.
phase-sending = Being sent.
phase-received = { $sender } received the message { $when }. The register number is { $number }.
phase-stuck = { $sender } did not take the message.
letter-refused-closed = The case is closed. You can write a new message.
letter-refused-newer = Something new has come in this case since you wrote. Read it, then send the message, changed or as it is.
letter-refused-not-allowed = You no longer have the right to act in this matter.
letter-refused-gone = What you replied to has been removed from the service.
letter-refused-too-large = The message is too large. Shorten it.
letter-refused-not-accepted = Correct the message and send it again.
letter-refused-unsupported = The service no longer takes messages from the app.
letter-news-received = { $sender } has received your message: { $title }.
letter-news-stuck = The message could not be sent: { $title }.

reply = Reply
reply-about = Write about this case
reply-closed = The case is closed, so it can no longer be replied to.
reply-new = Write a new message
reply-not-offered = { $sender } does not take messages from the app.
reply-contact = See the contact details
reply-pending = What you have written
receipt-heading = Receipt

unsent-letters = { $count ->
    [one] There is one message on this device that has not been received. It will be removed and not sent.
   *[other] There are { $count } messages on this device that have not been received. They will be removed and not sent.
}

files-heading = Attachments
files-caps = At most { $count } files, each at most { $size }. The files can be: { $kinds }.
files-add = Add an attachment
files-camera = Take a photo
files-remove = Remove: { $name }
files-removed = The attachment was removed: { $name }
files-place = Keep where the pictures were taken
files-place-why = Otherwise the place and time are removed from the pictures. The picture itself does not change.
files-paste = Paste from the clipboard
files-paste-nothing = There is no file or picture on the clipboard.
files-drop = You can also drop files on this window.
files-smaller = Make large pictures smaller
files-smaller-why = Text in the picture can still be read, and sending is faster.
files-smaller-done = { $size }, made smaller from { $before }
files-attached = { $count ->
    [one] One attachment
   *[other] { $count } attachments
}
files-none = The service takes no attachments.
file-too-many = { $name }: there are already as many attachments as the service takes.
file-too-large = { $name } is too large.
file-kind = { $name }: the service does not take a file of this kind.
file-empty = { $name } is empty.
file-unreadable = The file { $name } cannot be read.
letter-flaw-files = The service does not take one of the attachments.

help-act = Writing and answering
    .letter = You can write a message at the end of an open item or on the page Outgoing. The draft stays even if you close the app.
    .answer = A task is answered on its own page. A matter can be withdrawn on its page, if the service allows it.
    .contact = On the page Get in touch you can ask for a call or a meeting.
    .offline = Without a connection everything waits on the device and goes by itself. The page Outgoing shows what has arrived.
