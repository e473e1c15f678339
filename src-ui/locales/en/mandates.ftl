ended-heading = Your right to act has ended: { $name }
ended-time = The last day of the right was { $day }. Service: { $sender }
ended-withdrawn = The service says that the right has ended: { $sender }
ended-unstated = The service no longer sends matters: { $sender }
ended-last = The matters are removed from this device. You need not do anything.
ended-others = The matters of this service are removed from the device. Those of other services stay.
ended-unsent = { $count ->
        [one] One mark had not been sent to the service. It will not be sent any more.
       *[other] { $count } marks had not been sent to the service. They will not be sent any more.
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
