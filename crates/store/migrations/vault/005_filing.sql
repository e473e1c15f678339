-- How the resident has filed their items. Unlike what their sources sent, this comes from this device alone; so it is kept by
-- the name of the item, and stays when a reading misses the item and a later one brings it again.

create table mark (
    source   text    not null,
    kind     text    not null,
    id       text    not null,
    party    text,                               -- how the source names the party; null for fault reports
    archived integer not null default 0,
    returned integer not null default 0,         -- it came back from the archive, because something needed the resident
    pinned   integer not null default 0,
    muted    integer not null default 0,         -- of a case
    quiet    integer not null default 0,         -- marked as read and not opened: its opening is still to be noted
    primary key (source, kind, id)
) strict, without rowid;

create table labelled (
    source text    not null,
    kind   text    not null,
    id     text    not null,
    label  integer not null,
    party  text,
    newest integer not null,                     -- of the item's headline
    primary key (source, kind, id, label)
) strict, without rowid;

create index labelled_list on labelled (label, newest, source, kind, id);

-- 0: in the lists, 1: in the archive by itself, 2: with its case.
alter table headline add column filed integer not null default 0;
alter table headline add column pinned integer not null default 0;

-- `shown` from now on: 0: in no list, 1: in its group, 2: pinned, before all groups.
create index headline_pinned on headline (newest, source, kind, id, day, waits, new) where shown = 2;
create index headline_filed  on headline (newest, source, kind, id) where filed = 1;

-- A case in the archive is not among the cases.
drop index headline_matter;
create index headline_matter on headline (newest, source, kind, id) where matter = 1 and (filed = 0);
