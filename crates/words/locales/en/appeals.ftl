# Seeking a change: a request for review, and an appeal as a letter.

appeal-otherwise = If you do nothing
    .stands = The decision stays in force as it is.
    .then = After the time limit you usually can no longer appeal it.
appeal-begin = Request a review
appeal-begin-review-letter = Write a request for review
appeal-begin-letter = Write an appeal
appeal-waiting = Your request for review is on its way. The authority has not yet confirmed it.
appeal-stuck = Your request for review was not accepted.
appeal-received = The authority has received your request for review.
appeal-requested = A review of this decision has been requested. You need not do anything now.
appeal-request = How the request for review proceeds
appeal-answer = Decision on the request for review
appeal-original = The decision under review

act-appeal = Appeal
appeal-title-review = Request for review
appeal-title-appeal = Appeal
appeal-lead = Write in your own words. The authority sees which decision this is about.
appeal-lead-letter = This cannot be sent from the app. Write it here, print it and deliver it yourself.
appeal-lead-keep = What you write is kept as a draft on this device.
appeal-by = It must arrive by { $day }.
appeal-by-before = It must arrive on { $day } before { $time }.
appeal-today = Today is the last day. It must arrive today.
appeal-today-before = Today is the last day. It must arrive before { $time }.
appeal-today-else = Make sure it arrives. If the connection fails, deliver it in another way.
appeal-late = The time limit ended on { $day }. What arrives late is usually not examined.
appeal-late-still = You can still send it. Say in the reasons why it is late.
appeal-late-letter = You can still deliver it. Say in the reasons why it is late.
appeal-unknown-day = See the last day in the authority’s instructions.
appeal-where = Another way to deliver it
appeal-where-letter = Where you deliver it

appeal-objection = What in the decision are you dissatisfied with?
    .hint = Say whether this is about the whole decision or a part of it.
appeal-demand = What change do you want?
    .hint = For example: I want my application to be approved.
appeal-reasons = Why should the decision be changed?
    .hint = Give your reasons. Mention the documents you refer to.
appeal-name = Name
appeal-postal = Postal address
appeal-municipality = Municipality of residence
appeal-phone = Telephone number
appeal-email = Email address
appeal-files = Attachments

appeal-look = Check before you send
appeal-look-letter = Show the letter to print
appeal-preview = This is how the authority sees your request for review
appeal-preview-letter = Letter to print
appeal-change = Change the text
appeal-print = Print
appeal-send = Send the request for review
appeal-sure = Send the request for review?
appeal-going = The request for review is on its way.
appeal-news = { $sender } has received your request for review: { $title }.
appeal-closed = A review of this decision cannot be requested in the app. Deliver the request in another way.

appeal-sheet-to = To
appeal-sheet-decision = Decision that is appealed
appeal-sheet-made = Made on { $day }
appeal-sheet-number = register number { $number }
appeal-sheet-objection = What is objected to
appeal-sheet-demand = Demand
appeal-sheet-reasons = Reasons
appeal-sheet-who = Appellant
appeal-sheet-files = Attachments
appeal-sheet-sign = Place and date
    .name = Signature

help-decision = Decisions
    .first = A decision begins with what was decided and until when you can appeal it.
    .appeal = You request a review on the decision’s page. If the service does not take it, you get a letter to print.
    .sealed = Some decisions wait until you receive them. The time limit starts only when you receive the decision.
    .signature = At the end of a decision you see whether the authority’s signature has been checked.
