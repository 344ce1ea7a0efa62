-- Dead letters of this service's consumers and their way to an end: OPEN, ASSIGNED, FIXED (repaired) and then RESOLVED by a
-- redrive, or DISCARDED with a reason. The original is never changed; a repair stands beside it.
create table dead_letter (
    dlq_id            uuid        primary key,
    consumer          text        not null,
    message_id        uuid        not null,
    tenant_id         text        not null,
    aggregate_key     text        not null,
    aggregate_version bigint      not null,
    event_type        text        not null,
    topic             text        not null,
    partition         integer     not null,
    record_offset     bigint      not null,
    record_time       bigint      not null,
    record_key        text,
    headers           text        not null,
    value             bytea,
    repaired_value    bytea,
    failure_type      text        not null,
    failure_class     text        not null,
    failure_message   text        not null,
    failure_group     text        not null,
    attempts          integer     not null,
    first_failed_at   timestamptz not null,
    last_failed_at    timestamptz not null,
    state             text        not null default 'OPEN'
        check (state in ('OPEN', 'ASSIGNED', 'FIXED', 'RESOLVED', 'DISCARDED')),
    owner             text,
    closed_at         timestamptz,
    unique (consumer, message_id)
);
create index dead_letter_open on dead_letter (consumer, aggregate_key, topic, partition, record_offset)
    where state in ('OPEN', 'ASSIGNED', 'FIXED');

-- What was done about a dead letter, by whom and with what proof; written once, never changed.
create table dead_letter_step (
    id       bigint      generated always as identity primary key,
    dlq_id   uuid        not null references dead_letter,
    at       timestamptz not null default clock_timestamp(),
    actor    text        not null,
    action   text        not null,
    note     text        not null,
    evidence text        not null default '{}'
);
create index dead_letter_step_of on dead_letter_step (dlq_id, id);
