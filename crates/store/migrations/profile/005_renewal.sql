-- A vault whose file is being written anew under another key. Which of the two keys is the right one is told by the first
-- bytes of the file that bears the vault's name.
create table renewal (
    party text not null primary key references vault (party),
    key   blob not null check (length(key) = 32),
    head  blob not null check (length(head) = 16)   -- first bytes of the new file
) strict;
