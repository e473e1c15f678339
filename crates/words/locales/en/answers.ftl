# Answering tasks and withdrawing cases.

answer-heading = Your answer
answer-heading-page = Answer to the task
answer-how = Answer the questions below.
answer-optional = optional
answer-several = You can choose several.
answer-missing = Answer this.
answer-missing-files = Add a file.
answer-long = The text is too long: at most { $most } characters.
answer-wrong = The recipient does not accept this answer.
answer-send = Send the answer
answer-sure = Send the answer?
answer-going = The answer is being sent.
answer-waiting = Answered, not yet sent
answer-received = Answered and received
answer-stuck = The answer was not received
answer-news = { $sender } has received your answer: { $title }.
answer-closed = The task has already been answered, or the authority no longer asks for it.

withdraw = Withdraw this case
withdraw-heading = Withdrawing a case
withdraw-lead = When you withdraw the case, the authority stops handling it. This cannot be undone. You can apply again later.
withdraw-note = What follows from it
withdraw-reason = Reason, if you want to give one
withdraw-send = Withdraw the case
withdraw-sure = Withdraw the case?
    .consequence = The handling ends. This cannot be undone. You can apply again later.
withdraw-going = The withdrawal is being sent.
withdraw-under-way = You have withdrawn this case. The authority has not confirmed it yet.
withdraw-news = { $sender } has received your withdrawal: { $title }.
withdraw-closed = The case can no longer be withdrawn.
withdraw-ask = Can this case be withdrawn?
withdraw-no = The case cannot be withdrawn in the app. Ask the authority.

act-about = About
act-answer = Answer to a task
act-withdrawal = Withdrawal of a case
act-connection = Waiting for a connection. It is sent by itself once the service can be reached.
act-service = The service has a fault. It is sent again by itself.
act-waits = The service is busy. It is sent again by itself, not before { $when }.
act-sign-in = Waiting for you to sign in. It is sent once you have signed in to the service again.
act-doubt = This may have arrived already, so it can no longer be changed. It is received only once.
act-unconfirmed = This may have arrived already, but that cannot be checked. You can send it again or delete it.
act-received = { $sender } received this { $when }. The register number is { $number }.
act-stuck = { $sender } did not take this.
act-gone = What this is about has been removed from the service.
act-too-large = This is too large. Shorten the text or remove attachments.
act-not-accepted = Correct what is wrong and send it again.
act-unsupported = The service does not take this from the app.
act-news-stuck = This could not be sent: { $title }.
act-discard-sure = Discard this?
    .consequence = Nothing is sent, and what you have written is removed from this device.
act-discarded = Discarded. Nothing was sent.

request = Ask for a call or a meeting
request-heading = Request for a call or a meeting
request-lead = The authority gets in touch with you. The time is confirmed by a message or by telephone.
request-where = A call or a meeting
request-send = Send the request
request-sure = Send the request?
request-going = The request is on its way.
request-news = { $sender } has received your request and will be in touch.

feedback-heading = Feedback on how the matter was handled
feedback-ask = The matter has ended. You can say how it went.
feedback-give = Give feedback
feedback-lead = Feedback is about the service. It does not change the decision or how the matter is handled.
feedback-contacts = { $count ->
    [one] Also tell that you sent one message in the matter
   *[other] Also tell that you sent { $count } messages in the matter
 }
    .none = Also tell that you did not need to get in touch along the way
feedback-send = Send the feedback
feedback-sure = Send the feedback?
    .contacts = Messages in the matter: { $count }.
    .none = Messages in the matter: none.
feedback-going = The feedback is on its way.
feedback-given = You have given feedback on this matter.
feedback-stuck = The feedback was not accepted.
feedback-news = { $sender } has received your feedback: { $title }.
feedback-closed = Feedback is no longer asked for, or you have already given it.

act-contact = Request for a call or a meeting
act-feedback = Feedback
