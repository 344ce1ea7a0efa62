-- How far each consumer group has come, beside what it did: the same transaction writes both, so that a database that is restored says
-- what it has not done yet. Kafka's own offsets know nothing of a restore; on assignment the smaller of the two counts.
--
-- A batch adds a row and never updates one: an update would leave a dead version behind for as long as any transaction stays open, and
-- every batch would walk over all of them. The last row counts; those before it are taken away by InboxPositions.
create table inbox_position (
    group_id    text        not null,
    partition   integer     not null,
    id          bigint      generated always as identity,
    next_offset bigint      not null,
    saved_at    timestamptz not null default clock_timestamp(),
    primary key (group_id, partition, id) include (next_offset)
);
select cpq_isolate('inbox_position', '(select cpq_platform_only())');
