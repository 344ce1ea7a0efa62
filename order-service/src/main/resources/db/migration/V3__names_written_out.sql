-- Who asked for an order; nobody kept it before.
alter table orders add column created_by text;

-- Rows of the worklist name types and repairs as contracts do, not as the source once called them.
update fallout
   set type = lower(type),
       repairs = string_to_array(replace(lower(array_to_string(repairs, ',')), 'complete_manually', 'completeManually'), ','),
       repair = replace(lower(repair), 'complete_manually', 'completeManually');

-- Skipping was offered for billing when the partner called its refusal something else. Where nobody has taken it, it is withdrawn:
-- the documents are read the same way.
update fallout set repairs = array_remove(repairs, 'skip') where partner = 'billing' and closed_at is null;
