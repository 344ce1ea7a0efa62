-- Retention deletes by age. Messages arrive in that order, so a block range index is enough; links end in another order than they begin.
create index process_message_by_age on process_message using brin (recorded_at);
create index process_link_by_end on process_link (ended_at) where ended_at is not null;
