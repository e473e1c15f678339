-- What the resident wants to be told of an item and when, and what they were told. Like marks it comes from this device alone, and
-- is kept by the name of the item. Times are those of the clock on the wall in Finland, in seconds since 1970 on it.

create table reminder (
    source        text    not null,
    kind          text    not null,
    id            text    not null,
    party         text,                               -- how the source names the party; null for fault reports
    silent        integer not null default 0,         -- no reminders of its day
    own           integer,                            -- a moment of the resident's own choice
    snoozed_until integer,                            -- it waits for nobody until then
    told_through  integer,                            -- the moment for which it was told last
    told_at       integer,
    primary key (source, kind, id)
) strict, without rowid;

create index reminder_own    on reminder (own) where own is not null;
create index reminder_snooze on reminder (snoozed_until) where snoozed_until is not null;

-- What waits for the resident until a day.
create index headline_due on headline (day, source, kind, id) where waits > 0 and day < 9999999;
