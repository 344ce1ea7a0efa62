-- A database that moves: a standby is promoted, or the database is put back to a moment of its own past. Its rows and positions come from
-- the same log and keep their meaning; what happened after that moment is gone, though Kafka may know of it.

-- Ids are drawn after the transaction has its own id, so that a mark (below) says something of both.
alter table outbox_message alter column id
    set default case when pg_current_xact_id() is null then 0 else nextval('outbox_message_id') end;

-- Marks in the outbox, a row every few seconds in which something was appended: last_id was read before the row got its xid, so that
-- whatever a transaction of that xid or a later one appends has a greater id. The pages of a backlog begin behind the last mark whose
-- xid no unpublished row can be older than, and don't walk over what is published. Also up to when, and as which cluster and timeline,
-- this database knows of itself.
create table outbox_mark (
    last_id   bigint      not null,
    xid       xid8        primary key default pg_current_xact_id(),
    database  text        not null,
    marked_at timestamptz not null default clock_timestamp()
);

-- What lies on Kafka as this service's and is not in this database: found once after the database has moved. Nobody but a person can say
-- what is to become of it; settled_at says that somebody has.
create table outbox_forgotten (
    topic             text        not null,
    partition         integer     not null,
    record_offset     bigint      not null,
    message_id        uuid        not null,
    record_key        text        not null,
    aggregate_version bigint      not null,
    event_type        text        not null,
    published_at      timestamptz not null,
    found_at          timestamptz not null default clock_timestamp(),
    settled_at        timestamptz,
    settled_by        text,
    note              text,
    primary key (topic, partition, record_offset)
);
create index outbox_forgotten_open on outbox_forgotten (found_at) where settled_at is null;

select cpq_isolate('outbox_mark', '(select cpq_platform_only())');
select cpq_isolate('outbox_forgotten', '(select cpq_platform_only())');

-- Whether this is still the history that an instance has read its position in. One that runs through the promotion of a standby would
-- otherwise go on behind what the promoted database has not done. An empty one is asked nothing.
create function cpq_same_history(known text) returns boolean stable language plpgsql as $$
begin
    if known <> '' and known <> left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) then
        raise exception 'the database goes on from a moment of its past, as after the promotion of a standby' using errcode = 'CPQ01';
    end if;
    return true;
end $$;
