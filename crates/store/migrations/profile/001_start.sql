-- What one resident's device knows apart from the vaults: which sources are connected and how far each was read, who
-- the parties are, and the key of each party's vault. Times are microseconds since 1970, UTC. JSON columns say so.

create table source (
    id            text    not null primary key,
    kind          text    not null,
    base_url      text    not null,
    name          text    not null,              -- JSON, in the source's languages
    card          text,                          -- JSON, the source's description of itself
    cursor        text,                          -- where the next pull begins; null: at the beginning
    etag          text,
    page          integer not null default 0,    -- pages taken in so far, over all generations
    generation    integer not null default 1,    -- which reading from the beginning this is
    pass_complete integer not null default 0,    -- whether this generation has reached the end once
    complete_at   integer,
    failure       text,
    leaving       integer not null default 0     -- being removed; the next start finishes it
) strict;

create table vault (
    party text not null primary key,
    key   blob not null check (length(key) = 32)
) strict;

-- How a source names a party. Two refs with one party are one person on this device.
create table party_ref (
    source     text    not null references source (id),
    key        text    not null,
    party      text    not null references vault (party),
    name       text    not null,
    relation   text    not null,
    protected  integer not null,
    generation integer not null,
    primary key (source, key)
) strict, without rowid;

create index party_ref_party on party_ref (party);

-- The latest page of a source that wrote to a vault. A vault that has seen less has lost something.
create table vault_progress (
    source   text    not null references source (id),
    party    text    not null references vault (party),
    page     integer not null,
    complete integer not null,                   -- whether the vault has had a first full pass of the source
    primary key (source, party)
) strict, without rowid;

-- A damaged vault file that was set aside, until everything in it has come again.
create table set_aside (
    party text not null primary key references vault (party),
    key   blob not null check (length(key) = 32)
) strict;

create table quarantine (
    digest      text    not null primary key,    -- of all that follows, so that a page taken in twice counts once
    source      text    not null references source (id),
    kind        text,
    id          text,
    reason      text    not null,
    detail      text    not null,
    generation  integer not null,
    received_at integer not null
) strict;

create index quarantine_source on quarantine (source, received_at);
create index quarantine_record on quarantine (source, kind, id);

create table setting (
    name  text not null primary key,
    value text not null
) strict, without rowid;
