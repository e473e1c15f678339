-- Decisions that are given by verified notice: what is in them, and the key. `served_at` is when one was first received.
create table if not exists sealed (
  id        text not null primary key,
  kid       text not null,
  key       blob not null,
  until     text not null,
  record    text not null,
  served_at text
) strict;

-- Their documents as they are, in place of the sealed ones once the decision has been received.
create table if not exists sealed_documents (
  id         text not null primary key,
  decision   text not null,
  party      text not null,
  file_name  text not null,
  media_type text not null,
  bytes      blob not null
) strict;

-- Who has received which decision, once for each key of a request.
create table if not exists services (
  persona     text not null,
  key         text not null,
  decision    text not null,
  received_at text not null,
  primary key (persona, key)
) strict;
