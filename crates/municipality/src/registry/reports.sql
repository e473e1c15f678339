-- Fault reports. `record` is the report as JSON; beside it stands what it is looked up by.
create table reports (
  number    integer not null primary key,
  id        text    unique,
  token     text    unique,
  requested integer not null, -- seconds from 1970
  record    text    not null
) strict;

create index reports_by_time on reports (requested);

create table report_photos (
  report integer not null references reports (number),
  place  integer not null, -- from 0
  bytes  blob    not null,
  primary key (report, place)
) strict;
