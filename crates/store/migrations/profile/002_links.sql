-- What the resident says of two names: whether they are one person. The lesser name is the first.
create table party_link (
    first_source  text    not null,
    first_key     text    not null,
    second_source text    not null,
    second_key    text    not null,
    state         text    not null check (state in ('confirmed', 'refused')),
    decided_at    integer not null,
    primary key (first_source, first_key, second_source, second_key),
    foreign key (first_source, first_key) references party_ref (source, key),
    foreign key (second_source, second_key) references party_ref (source, key)
) strict, without rowid;

create index party_link_second on party_link (second_source, second_key);

-- Whether the vault may hold rows of names that are no longer, or not yet, its party's: records were being moved.
alter table vault add column unsettled integer not null default 0;
