# Filing: the archive, labels, pins, mutes, unread, selecting and undoing.

shelves = Places of the list
archive-lead = The archive is on this device only.
    .returns = A case comes back by itself when it needs you.
archive-count = In the archive ({ $count })
label-count = { $name } ({ $count })
archive-empty = The archive is empty.
    .next = You can move messages and cases there when you are done with them.
label-empty = Nothing has this label.
    .next = You can add the label on the page of a message or case.
group-pinned = Pinned ({ $count })

pinned-mark = Pinned
archived-mark = Archived
muted-mark = Muted
returned-mark = Back from the archive
labels-mark = Labels:
returned-note = This came back from the archive because there is something for you to do.
archived-note = This is in the archive on this device.
muted-note = This case is muted. You are told of news only when you are needed.
arrived-returned = { $count ->
    [one] A case came back from the archive because there is something for you to do.
   *[other] { $count } cases came back from the archive because there is something for you to do.
}

do-archive = Move to archive
do-archive-case = Move case to archive
do-unarchive = Move to inbox
do-read = Mark as read
do-unread = Mark as unread
do-pin = Pin to top
do-unpin = Unpin
do-mute = Mute case
do-unmute = Unmute case
do-more = More actions
item-tools = File

done-archived = { $what } moved to the archive.
done-unarchived = { $what } moved to the inbox.
done-read = { $what } marked as read.
done-unread = { $what } marked as unread.
done-pinned = { $what } pinned to the top.
done-unpinned = { $what } unpinned.
done-muted = { $what } muted.
done-unmuted = { $what } unmuted.
done-labelled = { $what }: label added.
done-unlabelled = { $what }: label removed.
done-nothing = Nothing changed.
what-messages = { $count ->
    [one] 1 message
   *[other] { $count } messages
}
what-decisions = { $count ->
    [one] 1 decision
   *[other] { $count } decisions
}
what-tasks = { $count ->
    [one] 1 task
   *[other] { $count } tasks
}
what-cases = { $count ->
    [one] 1 case
   *[other] { $count } cases
}
what-reports = { $count ->
    [one] 1 fault report
   *[other] { $count } fault reports
}
what-items = { $count ->
    [one] 1 item
   *[other] { $count } items
}
undo = Undo
undo-close = Close
undo-region = Latest change
undone = Undone. Everything is as it was.
undo-gone = This can no longer be undone.

select-begin = Select several
select-end = Stop selecting
select-all = Select all shown
select-count = { $count ->
    [one] 1 selected
   *[other] { $count } selected
}
select-item = Select: { $title }
select-tools = Selected
select-none = First select something in the list.

labels-heading = Labels
labels-lead = Labels are your own. They are on this device only.
labels-none = You have no labels yet.
labels-full = There are 100 labels already. Remove one to add another.
label-filter = Label
label-any = All
label-name = Name of the new label
label-create = Add label
label-created = The label has been added.
label-rename = Rename: { $name }
label-new-name = New name of the label
label-keep = Save the name
label-renamed = The label has a new name.
label-taken = Another label has this name already.
label-remove = Remove label: { $name }
    .sure = Remove the label { $name }?
    .warning = It goes from everything that has it. Your messages and cases stay.
    .act = Remove label
label-removed = The label has been removed.

help-undo = Ctrl+Z
    .does = Undoes the latest move or mark
help-select = Shift+arrow
    .does = Selects several in a row in the list
