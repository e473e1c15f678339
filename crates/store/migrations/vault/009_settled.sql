-- The resident is content with a decision: it waits for nobody. A decision with another last day is one they have not seen.
alter table mark add column settled integer not null default 0;
