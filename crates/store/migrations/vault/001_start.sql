-- Everything about one party. Times are microseconds since 1970, UTC, unless a column says otherwise.

-- How far each source has been written here: this vault's own copy of the cursor.
create table progress (
    source     text    not null primary key,
    page       integer not null,
    generation integer not null,
    cursor     text    not null
) strict, without rowid;

create table record (
    number      integer not null primary key,
    source      text    not null,
    kind        text    not null,
    id          text    not null,
    party       text,                            -- how the source names the party; null for fault reports
    payload     text    not null,                -- JSON
    generation  integer not null,
    received_at integer not null,                -- when this payload came
    gone        text,                            -- why the source no longer has it, for what the resident may keep
    unique (source, kind, id)
) strict;

-- What a list shows of a record, with everything a list is ordered and filtered by. Derived from the record alone but
-- for `unopened` and `shown`.
create table headline (
    number   integer not null primary key references record (number) on delete cascade,
    source   text    not null,
    kind     text    not null,
    id       text    not null,
    case_id  text,
    newest   integer not null,                   -- milliseconds since 1970, negated: ascending is newest first
    day      integer not null,                   -- day of the need, days from the common era; no day: after all days
    waits    integer not null,                   -- 0: no, 1: a duty, always, 2: an offer, to the end of its day
    unopened integer not null,                   -- not opened on this device since it last moved forward
    new      integer not null,                   -- unopened, and of a sort that can be new
    shown    integer not null,                   -- 0: a case for which something in it speaks
    matter   integer not null,                   -- 1: a case or a fault report
    gone     text,
    headline text    not null                    -- JSON
) strict;

-- The parentheses matter: SQLite takes columns out of `a and (b and c)` as known, and so answers from the index alone;
-- of `a and b and c` it takes only the last.
create index headline_duty  on headline (day, newest, source, kind, id) where shown = 1 and waits = 1;
create index headline_offer on headline (day, newest, source, kind, id) where shown = 1 and waits = 2;
create index headline_new   on headline (newest, source, kind, id) where shown = 1 and (waits = 0 and new = 1);
create index headline_rest  on headline (newest, source, kind, id) where shown = 1 and (waits = 0 and new = 0);
-- Offers by time, for those whose day is past.
create index headline_offer_new
    on headline (newest, source, kind, id, day) where shown = 1 and (waits = 2 and new = 1);
create index headline_offer_rest
    on headline (newest, source, kind, id, day) where shown = 1 and (waits = 2 and new = 0);
create index headline_matter on headline (newest, source, kind, id) where matter = 1;
create index headline_case   on headline (source, case_id, newest, kind, id) where case_id is not null;

create table document (
    number      integer not null primary key,
    record      integer not null references record (number) on delete cascade,
    id          text    not null,
    position    integer not null,
    description text    not null,                -- JSON
    size        integer,                         -- bytes, as described
    source      text    not null,
    newest      integer not null,                -- of the record's headline
    here        integer not null default 0,      -- whether its bytes are in `content`
    unique (record, id)
) strict;

create index document_wanted on document (source, newest, number) where here = 0;

create table content (
    document   integer not null primary key references document (number) on delete cascade,
    media_type text    not null,
    size       integer not null,
    sha256     text    not null
) strict;

create table chunk (
    document integer not null references content (document) on delete cascade,
    ordinal  integer not null,
    bytes    blob    not null,
    primary key (document, ordinal)
) strict;

create table opened (
    record integer not null primary key references record (number) on delete cascade,
    at     integer not null,
    sent   integer not null default 0
) strict;

create index opened_unsent on opened (at) where sent = 0;

-- What was taken back, so that the resident can be told. The title only of what was theirs to read.
create table told (
    source text    not null,
    kind   text    not null,
    id     text    not null,
    party  text,
    reason text    not null,
    at     integer not null,
    title  text,                                 -- JSON
    primary key (source, kind, id)
) strict, without rowid;
