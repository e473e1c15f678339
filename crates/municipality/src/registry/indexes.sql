-- Made after the first filling: that is several times faster than keeping them up row by row.
create unique index changes_record on changes (kind, id, viewer, echo);
-- The feed is walked in this index alone; the changes' text is touched only for the rows of the page.
create index changes_visible on changes (seq, viewer, party, echo);
create index changes_party on changes (party);
create index attachments_record on attachments (kind, id);
