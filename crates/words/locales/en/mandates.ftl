ended-heading = Your right to act has ended: { $name }
ended-time = The last day of the right was { $day }. Service: { $sender }
ended-withdrawn = The service says that the right has ended: { $sender }
ended-unstated = The service no longer sends matters: { $sender }
ended-last = The matters are removed from this device. You need not do anything.
ended-others = The matters of this service are removed from the device. Those of other services stay.
ended-unsent = { $count ->
        [one] One message or mark had not been sent to the service. It will not be sent any more.
       *[other] { $count } messages or marks had not been sent to the service. They will not be sent any more.
    }

standing-acting = You act for someone else
standing-until = Last day: { $day }
standing-matters = The right covers: { $matters }
basis-custody = Basis: custody
basis-guardianship = Basis: guardianship
basis-power-of-attorney = Basis: power of attorney
basis-role = Basis: position in the organisation
hindrance-heading = You cannot act in this matter
hindrance-outside = Your right does not cover this matter. { $name }, or someone with a wider right, takes care of it.
hindrance-unknown = The service does not say whether your right covers this matter. Ask the service.
hindrance-not-yet = Your right begins { $day }.
hindrance-unsaid = The service no longer says that you have a right to act.
hindrance-reading = You can read this.
answers-heading = Who has answered
answers-needed = { $count ->
        [one] The matter needs one answer.
       *[other] The matter needs { $count } answers.
    }
answers-missing = { $count ->
        [one] One answer is still missing.
       *[other] { $count } answers are still missing.
    }
answers-all = Everyone has answered.

error-not-taken = The service did not accept the name, the code or something else.
    .safe = Nothing has changed.
    .next = Check what you gave, and ask for a new code if needed.
error-not-sent = The service did not answer, and nothing is sent later by itself.
    .safe = Everything else of yours is safe.
    .next = Do the same again when there is a connection. It is registered only once.
kind-given-mandate = Right to act you have given
kind-mandate-request = Request for a right to act
kind-act = Something done for you

standing-all = The right covers all matters
right-no-end = No last day
right-service = Service: { $sender }
right-received = { $sender } received it { $when }. The register number is { $number }.
identify-heading = Identify yourself again
identify-why = { $sender } asks you to identify yourself again before this is sent.
    .then = Nothing has been sent yet. What you filled in stays on this page.
identify-go = Identify yourself in the browser
identify-done = You have identified yourself. Nothing has been sent yet.
right-over = The right has ended. The matters are removed once the service can be reached.
right-withheld = The service does not show a guardian all matters of a minor.
given-heading = Rights you have given
given-none = You have not given anybody a right to act for you.
given-over = The last day of the right is past.
given-withdraw = Withdraw the right: { $name }
    .question = Withdraw the right: { $name }?
    .consequence = They can no longer read or handle your matters at this service.
    .act = Withdraw the right
requests-heading = Requests
request-incoming = { $name } asks for a right to act for you
request-own = You asked for a right to act for: { $name }
request-asked = The request was made
request-accept = Give the right
    .question = Give the right: { $name }?
request-refuse = Do not give the right
    .question = Refuse to give the right: { $name }?
request-waits = The request waits for an answer. You need not do anything.
request-refused = The request was refused.
request-take-back = Withdraw the request
request-forget = Remove the request
code-heading = Your code
code-lead = Show the code to whoever gives you a right or asks you for one. Give it to nobody else.
code-show = Show the code: { $sender }
code-is = Your code is { $code }
code-until = The code expires
acts-heading = What has been done for you
acts-lead = Here you see what others have done in your matters.
offer-give = Give a right to act for you
    .lead = You need the other person's name and code. They see the code in their own app.
    .question = Give the right: { $name }?
    .consequence = They can read and handle these matters of yours. You can withdraw the right at any time.
    .act = Give the right
offer-ask = Ask for a right to act for someone else
    .lead = You need the other person's name and code. They answer your request in their own app.
    .question = Ask for the right: { $name }?
    .consequence = They decide whether to give it.
    .act = Send the request
offer-service = At which service
offer-name = The person's name
    .missing = Write their first and last name.
offer-code = The person's code
    .hint = Eight characters. Spaces do not matter.
    .missing = Write the code.
offer-matters = Which matters the right covers
    .missing = Choose at least one.
offer-all = All matters at this service
offer-day = Last day
    .hint = For example 31.1.2027. You can leave this empty.
    .wrong = Write a coming day, for example 31.1.2027.
offer-go-on = Go on
offer-flaws = { $count ->
        [one] One thing is missing or wrong.
       *[other] { $count } things are missing or wrong.
    }
arrived-quietly = { $count ->
        [one] A new item.
       *[other] { $count } new items.
    }
