-- Records out of an archive that the resident has taken in, until their source sends them itself.

alter table record add column archived_at integer;   -- when the archive was made; null: from the source
