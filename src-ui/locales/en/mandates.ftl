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
