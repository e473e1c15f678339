-- What the resident sends goes in an order: what cannot wait first.
alter table outgoing add column priority integer not null default 2;   -- domain::outgoing::Priority; 2: usual

drop index outgoing_due;
create index outgoing_due on outgoing (source, priority, begun_at, not_before) where state = 'waiting';
