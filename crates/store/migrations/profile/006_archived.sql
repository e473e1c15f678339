-- Sources of which there are only records out of an archive: when the archive was made. Null: the source is connected.
alter table source add column archived_at integer;
