-- Finding: the words of every item. Contentless: what an item says is in `record`, and the index only knows where which
-- word stands. Words come as `domain::search` cuts them, each once a column, so columns are detail enough.

create virtual table search using fts5 (
    title,
    text,
    facet,                                       -- marks of what can be filtered by, each beginning with §
    content            = '',
    contentless_delete = 1,
    detail             = column,
    tokenize           = 'ascii'
);

create virtual table search_word using fts5vocab (search, row);

-- Where an item stands in the index. Places are in the order of time, newest first, so a search by time reads no more
-- than it shows: minutes since 1970, negated, times 256, and a number among those of the minute.
create table search_place (
    place  integer not null primary key,
    number integer not null unique references headline (number) on delete cascade
) strict;

create trigger search_place_gone after delete on search_place begin
    delete from search where rowid = old.place;
    update search_state set untidy = 1 where untidy = 0;
end;

-- Whether the index still holds words of what has gone. They go with the next merge of its segments.
create table search_state (
    one    integer not null primary key check (one = 1),
    untidy integer not null
) strict;

insert into search_state (one, untidy) values (1, 0);

-- Items of older versions of the app, which are indexed little by little.
create table search_todo (
    number integer not null primary key references headline (number) on delete cascade
) strict;

insert into search_todo (number) select number from headline;
