-- Signed decisions, and decisions that take the place of earlier ones. The signature itself is in the record.

create table signature (
    record   integer not null primary key references record (number) on delete cascade,
    source   text    not null,
    due      integer not null,                   -- 1: it was not yet held against keys that came after it
    mismatch integer not null                    -- as it was found last
) strict;

create index signature_due on signature (source, record) where due = 1;

create table replacement (
    record  integer not null primary key references record (number) on delete cascade,
    source  text    not null,
    earlier text    not null                     -- the id of the earlier decision
) strict;

create index replacement_earlier on replacement (source, earlier);
