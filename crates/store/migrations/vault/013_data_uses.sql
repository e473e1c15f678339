-- Uses of data, consents and lookups. What they say is in `record`; here stands what lists and counts need of it.

-- Few of each, and all of a kind are read together.
create index record_of_data on record (kind, source, id) where kind in ('data_use', 'consent', 'access_log');

create table lookup (
    record   integer not null primary key references record (number) on delete cascade,
    source   text    not null,
    id       text    not null,
    newest   integer not null,                   -- milliseconds since 1970, negated: ascending is newest first
    data_use text    not null,                   -- id of the use; empty: the source names none
    consent  text    not null,                   -- id of the consent it is held against; empty: none
    flag     text,                               -- what is wrong with it
    new      integer not null,                   -- the resident has not looked since it came
    words    text    not null                    -- what it says, folded, each word after a blank
) strict;

create index lookup_newest  on lookup (newest, source, id);
create index lookup_use     on lookup (source, data_use, newest, id);
create index lookup_consent on lookup (source, consent, newest, id) where consent <> '';
create index lookup_new     on lookup (newest, source, id) where new = 1;
create index lookup_flagged on lookup (newest, source, id) where flag is not null;

-- How many lookups each use has. Kept by the triggers below, so that an overview need not count.
create table lookup_tally (
    source   text    not null,
    data_use text    not null,
    lookups  integer not null,
    new      integer not null,
    flagged  integer not null,
    primary key (source, data_use)
) strict, without rowid;

create trigger lookup_came after insert on lookup begin
    insert into lookup_tally (source, data_use, lookups, new, flagged)
    values (new.source, new.data_use, 1, new.new, new.flag is not null)
        on conflict (source, data_use) do update
       set lookups = lookups + 1,
           new     = new + excluded.new,
           flagged = flagged + excluded.flagged;
end;

create trigger lookup_went after delete on lookup begin
    update lookup_tally
       set lookups = lookups - 1,
           new     = new - old.new,
           flagged = flagged - (old.flag is not null)
     where source = old.source and data_use = old.data_use;
    delete from lookup_tally where source = old.source and data_use = old.data_use and lookups = 0;
end;

create trigger lookup_changed after update of new, flag on lookup begin
    update lookup_tally
       set new     = new + new.new - old.new,
           flagged = flagged + (new.flag is not null) - (old.flag is not null)
     where source = new.source and data_use = new.data_use;
end;
