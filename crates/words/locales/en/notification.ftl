# Notifications of the system.

notification-locked = Something new has come. Unlock to see what.
notification-news = { $sender }: { $count ->
    [one] 1 new item
   *[other] { $count } new items
}
notification-reminders = { $count ->
    [one] 1 reminder of a due date
   *[other] { $count } reminders of due dates
}
notification-reminder = Reminder: { $title }
notification-lookups = { $count ->
    [one] Your data were looked at once
   *[other] Your data were looked at { $count } times
}
notification-open = Open
