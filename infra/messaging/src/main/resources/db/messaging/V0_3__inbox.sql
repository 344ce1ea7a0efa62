-- Inbox: one row per consumer and message, committed with the effect of the message. Partitioned by day: message ids are
-- UUIDv7, so a range of ids is a range of time and the primary key still holds over all of it. Days are made when their
-- first message comes and dropped when retention is over; ids without a usable time go to the rest.
create table inbox_message (
    consumer          text        not null,
    message_id        uuid        not null,
    topic             text        not null,
    partition         integer     not null,
    record_offset     bigint      not null,
    tenant_id         text        not null,
    aggregate_key     text        not null,
    aggregate_version bigint      not null,
    event_type        text        not null,
    status            text        not null
        check (status in ('DONE', 'IGNORED', 'STALE', 'REFUSED', 'PARKED', 'DEAD')),
    failure           text,
    received_at       timestamptz not null,
    committed_at      timestamptz not null default clock_timestamp(),
    primary key (message_id, consumer)
) partition by range (message_id);
create table inbox_message_rest partition of inbox_message default;

-- The last version of each aggregate that a consumer applied, 0 where none was, and whether the key is held back (there is
-- a row in inbox_parked_key). The row is also the lock on the key.
create table inbox_watermark (
    consumer      text    not null,
    aggregate_key text    not null,
    version       bigint  not null,
    held          boolean not null default false,
    primary key (consumer, aggregate_key)
) with (fillfactor = 80);

-- A key that is held back, and why: RETRYING an unknown failure of its head, GAP waiting for a missing version, WAITING
-- for a person to deal with a dead letter.
create table inbox_parked_key (
    consumer        text        not null,
    aggregate_key   text        not null,
    state           text        not null check (state in ('RETRYING', 'GAP', 'WAITING')),
    attempts        integer     not null default 0,
    failure         text        not null,
    dlq_id          uuid,
    parked_at       timestamptz not null default clock_timestamp(),
    next_attempt_at timestamptz not null default clock_timestamp(),
    primary key (consumer, aggregate_key)
);
create index inbox_parked_key_due on inbox_parked_key (next_attempt_at) where state <> 'WAITING';

-- The held-back messages of parked keys as they came from Kafka; worked off by aggregate version, then arrival.
create table inbox_parked (
    id                bigint      generated always as identity primary key,
    consumer          text        not null,
    aggregate_key     text        not null,
    aggregate_version bigint      not null,
    message_id        uuid        not null,
    topic             text        not null,
    partition         integer     not null,
    record_offset     bigint      not null,
    record_time       bigint      not null,
    record_key        text,
    headers           text        not null,
    value             bytea,
    received_at       timestamptz not null
);
create index inbox_parked_order on inbox_parked (consumer, aggregate_key, aggregate_version, id);
