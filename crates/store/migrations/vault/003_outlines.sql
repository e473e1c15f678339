-- Cases of which a list tells only an outline, and cases that the resident has put away at their source.

-- 1: a case that speaks for itself whatever is in it, because what is in it is older than the case.
alter table headline add column alone integer not null default 0;

-- `matter` from now on: 1: a case or a fault report, 2: a case in the archive, 3: a case in the bin. What belongs to a case
-- that was put away is not shown either.
create index headline_archive on headline (newest, source, kind, id) where matter = 2;
create index headline_bin     on headline (newest, source, kind, id) where matter = 3;
