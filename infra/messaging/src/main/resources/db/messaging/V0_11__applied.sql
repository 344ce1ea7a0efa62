-- The highest version of the aggregate that the consumer applied, where that is not the highest it has seen: because the later ones were
-- dead-lettered, discarded, or none of its concern. A redrive is judged by what was applied. Null where both are the same, as they are for
-- almost every key: so the rows from before this column need no rewriting, and a flowing key's row is as small as it was.
--
-- It counts only while version is what it was written with (applied_seen): an instance of the release before moves version alone, and
-- means that it applied it.
alter table inbox_watermark add column applied bigint, add column applied_seen bigint;

-- The release before raised version over a dead message too. Where the highest versions of a key are letters that are still open, none of
-- them was applied: what lies right below them is the most that can have been.
update inbox_watermark mark set applied = dead.first - 1, applied_seen = mark.version
  from (select consumer, aggregate_key, min(aggregate_version) as first, max(aggregate_version) as last
          from (select consumer, aggregate_key, aggregate_version, aggregate_version
                       - dense_rank() over (partition by consumer, aggregate_key order by aggregate_version) as run
                  from dead_letter
                 where state in ('OPEN', 'ASSIGNED', 'FIXED') and aggregate_key <> '' and aggregate_version > 0) letter
         group by consumer, aggregate_key, run) dead
 where mark.consumer = dead.consumer and mark.aggregate_key = dead.aggregate_key and mark.version = dead.last;

-- A letter that was redriven after a newer version had been applied: processed to its end, and without an effect.
alter table dead_letter
    drop constraint dead_letter_state_check,
    add constraint dead_letter_state_check check (state in ('OPEN', 'ASSIGNED', 'FIXED', 'RESOLVED', 'OVERTAKEN', 'DISCARDED'));
