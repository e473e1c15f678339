-- The keys by which decisions are signed, those of earlier days too. Times in seconds since 1970.
create table if not exists signing_keys (
  kid     text    not null primary key,
  pkcs8   blob    not null,
  x       text    not null,
  y       text    not null,
  nbf     integer not null,
  exp     integer,
  revoked integer
) strict;
