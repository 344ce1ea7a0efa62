-- Outbox: insert-only. A row is found by the transaction that wrote it (xid) and ordered by id; it is never updated.
--
-- The table is a ring of eight segments, one per day of the clock: a row goes where its day falls. When every shard has
-- passed a segment's last day and retention is over, the segment is truncated before its day comes round again.
create sequence outbox_message_id cache 1;

create table outbox_message (
    id                bigint      not null default nextval('outbox_message_id'),
    xid               xid8        not null default pg_current_xact_id(),
    segment           smallint    not null default (extract(epoch from clock_timestamp())::bigint / 86400 % 8),
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
) partition by list (segment);
create table outbox_message_0 partition of outbox_message for values in (0);
create table outbox_message_1 partition of outbox_message for values in (1);
create table outbox_message_2 partition of outbox_message for values in (2);
create table outbox_message_3 partition of outbox_message for values in (3);
create table outbox_message_4 partition of outbox_message for values in (4);
create table outbox_message_5 partition of outbox_message for values in (5);
create table outbox_message_6 partition of outbox_message for values in (6);
create table outbox_message_7 partition of outbox_message for values in (7);
-- What became visible since a snapshot is found by xid; the pages of a frozen backlog are walked by id. The second index
-- leaves the shard out, or the planner would take it for the first question while a segment is still empty.
create index outbox_message_fresh on outbox_message (shard, xid);
create index outbox_message_backlog on outbox_message (id);

-- One row per shard: everything visible in published_to is on Kafka; while a backlog is paged, target is the frozen
-- snapshot that is being worked off and after_id the last row of it that is on Kafka. Manifests cover manifested_to.
-- Database says which cluster and timeline wrote the position: after a restore the position means nothing.
create table outbox_relay (
    shard         smallint    primary key,
    shards        smallint    not null,
    database      text        not null,
    published_to  pg_snapshot not null,
    target        pg_snapshot,
    after_id      bigint      not null default 0,
    tick          bigint      not null default 0,
    manifested_to pg_snapshot not null,
    saved_at      timestamptz not null default clock_timestamp()
) with (fillfactor = 20);

-- Rows that could not be published, and the later rows of the same key behind them: whole copies, so that the ring can
-- turn without them. PARKED waits for an operator, RELEASED for the relay; PUBLISHED and DISCARDED are the evidence.
create table outbox_parked (
    outbox_id         bigint      primary key,
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
    original_value    text,
    failure           text        not null,
    behind            boolean     not null,
    state             text        not null default 'PARKED'
                      check (state in ('PARKED', 'RELEASED', 'PUBLISHED', 'DISCARDED')),
    parked_at         timestamptz not null default clock_timestamp(),
    changed_at        timestamptz not null default clock_timestamp(),
    changed_by        text,
    reason            text
);
create index outbox_parked_waiting on outbox_parked (record_key, outbox_id) where state in ('PARKED', 'RELEASED');
create index outbox_parked_released on outbox_parked (shard) where state = 'RELEASED';
