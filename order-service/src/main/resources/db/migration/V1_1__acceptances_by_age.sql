-- Retention deletes by age; rows arrive in that order, so a block range index is enough and costs inserts nothing.
create index accepted_quote_by_age on accepted_quote using brin (recorded_at);
