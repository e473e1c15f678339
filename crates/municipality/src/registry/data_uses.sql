-- Texts by which residents were informed, in each version in which a consent has named them.
create table if not exists notices (
  id       text not null,
  version  text not null,
  language text not null,
  text     text not null,
  primary key (id, version, language)
) strict, without rowid;

-- The kind of matter to which a use of data belongs.
create table if not exists data_use_matters (
  data_use text not null primary key,
  matter   text not null
) strict, without rowid;
