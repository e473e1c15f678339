-- Everything one public body knows, as its residents may see it.

-- The feed: one row. `epoch` names this history in cursors, `seal` authenticates them, `head` is the latest sequence
-- number, `kept_from` the oldest one whose tombstones are still here.
create table feed (
  epoch     blob    not null,
  seal      blob    not null,
  head      integer not null,
  kept_from integer not null
) strict;

create table personas (
  id text not null primary key
) strict, without rowid;

create table sees (
  persona text not null,
  party   text not null,
  primary key (persona, party)
) strict, without rowid;

-- The latest change of each record, at the place of that change. `viewer` is the persona for whom alone the row is, ''
-- for everyone who sees the party. `gone` marks a tombstone. `echo` marks the repetition of a party that changed: its
-- first row stays in front of the party's records and takes the new content, the echo tells those who passed it.
create table changes (
  seq    integer not null primary key,
  kind   text    not null,
  id     text    not null,
  viewer text    not null,
  party  text    not null,
  echo   integer not null,
  gone   integer not null,
  change text    not null
) strict;

create table documents (
  id         text    not null primary key,
  party      text    not null,
  file_name  text    not null,
  media_type text    not null,
  sha256     text    not null,
  bytes      blob    not null
) strict;

-- Which record carries which document. A document that no record carries cannot be fetched.
create table attachments (
  document text not null,
  kind     text not null,
  id       text not null,
  primary key (document, kind, id)
) strict, without rowid;

-- Tokens by their SHA-256: who reads the file cannot sign in.
create table tokens (
  digest    blob not null primary key,
  persona   text not null,
  issued_at text not null
) strict, without rowid;

create table openings (
  persona     text not null,
  key         text not null,
  kind        text not null,
  id          text not null,
  opened_at   text not null,
  received_at text not null,
  primary key (persona, key)
) strict;

-- Codes that residents show to one another, by their SHA-256. Each is good once.
create table mandate_codes (
  digest     blob not null primary key,
  persona    text not null,
  expires_at text not null
) strict, without rowid;

-- What was received of rights to act, and how it was answered: the same request gets the same answer.
create table receipts (
  number  integer not null primary key,
  persona text    not null,
  key     text    not null,
  digest  text    not null,
  answer  text    not null,
  unique (persona, key)
) strict;
