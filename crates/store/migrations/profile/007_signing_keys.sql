-- The keys by which the source signs decisions: a JWK Set, as JSON. Null: they have not come.
alter table source add column signing_keys text;
