-- What the resident sends in this party's matters. Unlike everything else here it comes from this device alone.
create table outgoing (
    number     integer not null primary key,
    id         text    not null unique,          -- the key by which the source knows that it comes again
    source     text    not null,
    party      text    not null,                 -- how the source names the party
    case_id    text,
    state      text    not null,                 -- draft, waiting, sending, stuck, received
    not_before integer,                          -- of what waits: when it may be tried; null: at once
    record     text,                             -- of what was received: the record that it became
    phase      text    not null,                 -- JSON
    letter     text    not null,                 -- JSON
    begun_at   integer not null,
    changed_at integer not null
) strict;

create index outgoing_due    on outgoing (source, begun_at, not_before) where state = 'waiting';
create index outgoing_unsent on outgoing (source, party) where state <> 'received';
create index outgoing_case   on outgoing (source, case_id) where case_id is not null;
create index outgoing_record on outgoing (source, record) where record is not null;

-- The bytes of the files that go with what the resident sends, until the source has it.
create table enclosure (
    outgoing text    not null,
    id       text    not null,
    ordinal  integer not null,
    bytes    blob    not null,
    primary key (outgoing, id, ordinal)
) strict, without rowid;

create trigger outgoing_gone after delete on outgoing begin
    delete from enclosure where outgoing = old.id;
end;
