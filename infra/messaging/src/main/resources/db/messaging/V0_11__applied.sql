-- The highest version of the aggregate that the consumer applied, where that is not the highest it has seen: because the later ones were
-- dead-lettered, discarded, or none of its concern. A redrive is judged by what was applied. Null where both are the same, as they are for
-- almost every key: so the rows from before this column need no rewriting, and a flowing key's row is as small as it was.
alter table inbox_watermark add column applied bigint;

-- A letter that was redriven after a newer version had been applied: processed to its end, and without an effect.
alter table dead_letter
    drop constraint dead_letter_state_check,
    add constraint dead_letter_state_check check (state in ('OPEN', 'ASSIGNED', 'FIXED', 'RESOLVED', 'OVERTAKEN', 'DISCARDED'));
