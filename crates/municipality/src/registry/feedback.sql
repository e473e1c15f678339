-- How cases went, as residents told it. Made where it is missing.
create table if not exists feedback (
  case_id text not null,
  body    text not null
) strict;
