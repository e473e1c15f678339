-- Files that residents send in pieces, until they are part of a letter. Made where it is missing.
create table if not exists uploads (
  id         text    not null primary key,
  persona    text    not null,
  key        text    not null,
  name       text    not null,
  media_type text    not null,
  size       integer not null,
  sha256     text    not null,
  bytes      blob    not null,
  unique (persona, key)
) strict;
