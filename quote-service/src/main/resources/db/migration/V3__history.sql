-- Who opened a quote, and when. Rows from before this migration get the instant that their id was made at; nobody knows by whom.
-- A former release that still runs beside this one inserts without both, so the default is now and the name may be missing.
alter table quote
    add column created_at timestamptz not null default now(),
    add column created_by text check (char_length(created_by) between 1 and 255);
update quote set created_at = coalesce(uuid_extract_timestamp(quote_id), changed_at);

-- An approval that is pending lapses with its quote.
drop index quote_overdue;
create index quote_overdue on quote (valid_until) where state in ('draft', 'priced', 'pendingApproval', 'approved');
