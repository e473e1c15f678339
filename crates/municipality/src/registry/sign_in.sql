-- What the OpenID provider remembers. It came after the rest of the schema and is made where it is missing.
-- Times are seconds since 1970, real ones: never the demo's day.

-- One sign-in of one app and everything given for it. `jkt` is the thumbprint of the key its tokens are bound to.
create table if not exists token_families (
  id        text    not null primary key,
  persona   text    not null,
  client    text    not null,
  scope     text    not null,
  jkt       text,
  acr       text    not null,
  auth_time integer not null,
  ended     integer not null
) strict, without rowid;

-- Tokens by their SHA-256, as in `tokens`.
create table if not exists access_tokens (
  digest     blob    not null primary key,
  family     text    not null,
  scope      text    not null,
  expires_at integer not null
) strict, without rowid;

-- A used token stays: it must be known when it comes back.
create table if not exists refresh_tokens (
  digest     blob    not null primary key,
  family     text    not null,
  expires_at integer not null,
  used       integer not null
) strict, without rowid;

create index if not exists access_tokens_family on access_tokens (family);
create index if not exists refresh_tokens_family on refresh_tokens (family);
create index if not exists token_families_persona on token_families (persona);
