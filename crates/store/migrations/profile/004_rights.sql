-- Whether the source has ever said a right to act for the party. Only then does its silence mean that there is none.
alter table party_ref add column mandated integer not null default 0;

-- Rights to act that have ended, until the resident has been told. What they gave access to is gone, with its vault when
-- it was the last one, so this is all that is left of it.
create table ended_right (
    source   text    not null references source (id),
    key      text    not null,                   -- how the source named the party
    name     text    not null,                   -- as the resident knew them; empty once told
    relation text    not null,
    born_on  integer,                            -- days from the common era
    cause    text    not null check (cause in ('time', 'withdrawn', 'unstated')),
    last_day integer,                            -- days from the common era
    at       integer not null,
    unsent   integer not null,                   -- what the resident had done and the source had not been told
    last     integer not null,                   -- whether no other source names the party
    settled  integer not null default 0,         -- 0: the rows are on their way out
    held     integer not null,                   -- 1: what the source still sends of the party is not taken in
    told     integer not null default 0,
    primary key (source, key)
) strict, without rowid;
