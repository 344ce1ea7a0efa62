-- Outbox: insert-only. A row is found by the transaction that wrote it (xid) and ordered by id; it is never updated.
create sequence outbox_message_id cache 1;

create table outbox_message (
    id                bigint      not null default nextval('outbox_message_id'),
    xid               xid8        not null default pg_current_xact_id(),
    shard             smallint    not null,
    message_id        uuid        not null,
    topic             text        not null,
    record_key        text        not null,
    event_type        text        not null,
    schema_id         text        not null,
    tenant_id         text        not null,
    aggregate_type    text        not null,
    aggregate_id      text        not null,
    aggregate_version bigint      not null,
    occurred_at       timestamptz not null,
    traceparent       text,
    tracestate        text,
    value             text        not null,
    created_at        timestamptz not null default clock_timestamp()
);
create index outbox_message_position on outbox_message (shard, xid);

-- One row per shard: everything visible in published_to is on Kafka; while a backlog is paged, target is the frozen
-- snapshot that is being worked off and after_id the last row of it that is on Kafka.
create table outbox_relay (
    shard        smallint    primary key,
    published_to pg_snapshot not null,
    target       pg_snapshot,
    after_id     bigint      not null default 0,
    saved_at     timestamptz not null default clock_timestamp()
);

-- Rows that Kafka refused for good, and the later rows of the same key behind them.
create table outbox_parked (
    outbox_id  bigint      primary key,
    record_key text        not null,
    topic      text        not null,
    message_id uuid        not null,
    failure    text        not null,
    parked_at  timestamptz not null default clock_timestamp()
);
create index outbox_parked_key on outbox_parked (record_key);
