-- The request for review of a decision is a case that names it: found from the decision.
create index record_reviews on record (source, payload ->> '$.record.reviews') where kind = 'case';
