# Reminders, putting off, notifications and the calendar.

view-calendar = Calendar
due-lead = Here are due dates, your own reminders and what you have put off, day by day.
calendar-weekday-headings = Monday Tuesday Wednesday Thursday Friday Saturday Sunday
due-late = Late
due-none = No due date is coming up.
    .next = When something has a due date, you see it here.
due-own = Your own reminder at { $time }
due-snoozed = Comes back at { $time }
due-save = Save a calendar file
    .short = You can take due dates with their reminders into your own calendar. What is protected by a non-disclosure order is not in the file.
    .sure = Save the calendar file?
    .warning = The file shows what the matters are about. It is not encrypted.
    .act = Save
due-saved = The calendar file has been saved.
due-save-item = Save to calendar

remind = Remind or put off
remind-tools = Reminders and putting off
remind-coming = Coming: { $list }
remind-none = No reminders of this are coming.
remind-silent = Do not remind me of the due date
remind-own = Your own reminder: { $when }
remind-own-remove = Remove your own reminder
remind-day = Day of your own reminder, for example 4.12.2026
remind-time = Time of day
remind-set = Remind me then
remind-done = Reminders have been saved.
remind-past = Choose a day and a time that are still to come.
remind-day-wrong = Write the day like this: 4.12.2026.

snooze-heading = Put off
snooze-lead = What you put off leaves what waits for you and comes back when you have chosen.
snooze-evening = Until this evening at { $time }
snooze-tomorrow = Until tomorrow at { $time }
snooze-week = Until next week: { $when }
snooze-due-first = Until the due date: { $when }
snooze-day = Put off until a day, for example 4.12.2026
snooze-to-day = Put off until the day
snooze-back = Let it wait for me again now
snooze-mark = Put off: { $when }
snooze-note = Put off. Comes back: { $when }.
snooze-done = Put off. Comes back: { $when }.
snooze-shortened = The due date comes first, so it comes back then: { $when }.
snooze-ended = It waits for you again.

telling-heading = Notifications and reminders
telling-lead = The device can tell you of new things and due dates. It does so also when the app is not in sight.
telling-notifications = Notifications
telling-notify = Show notifications
telling-content = Let a notification say what it is about
telling-content-more = Otherwise a notification only says how much came and from where. Of what is protected by a non-disclosure order or muted it never says more.
telling-of = What you are told of
telling-messages = Messages
telling-decisions = Decisions
telling-tasks = Tasks
telling-matters = Changes in cases
telling-reminders = Reminders
telling-from = Whose matters you are told of
telling-quiet = Quiet hours
telling-quiet-on = No notifications in quiet hours
telling-quiet-from = Quiet hours begin
telling-quiet-to = Quiet hours end
telling-quiet-more = What came meanwhile is told together when they end.
telling-digest = Matters in which you need not do anything
telling-digest-label = Tell me of what asks nothing of me
telling-digest-now = at once, as they come
telling-digest-at = once a day at { $time }
telling-days = Reminders of a due date
telling-day = { $count ->
    [one] 1 day before
   *[other] { $count } days before
}
telling-day-same = The same morning
telling-time = Time of reminders

help-told = Notifications and reminders
    .due = In the calendar you see due dates. The app reminds you a week, three days and a day before, and the same morning.
    .change = You can change the reminders in the settings. On the page of each item you can put it off.
    .open = You get a reminder when the app is open or runs in the background. Otherwise it comes the next time.
