-- Replays of this service's consumers: what was asked for, who agreed, and how far it has come.
create table replay_run (
    id           uuid        primary key,
    consumer     text        not null,
    mode         text        not null check (mode in ('REPLAY_REBUILD', 'REPLAY_VALIDATE_ONLY', 'SHADOW')),
    state        text        not null
        check (state in ('PLANNED', 'RUNNING', 'PAUSED', 'STOPPING', 'STOPPED', 'COMPLETED', 'REJECTED')),
    request      jsonb       not null,
    plan         jsonb       not null,
    tenant_id    text        not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    approved_by  text,
    approved_at  timestamptz,
    started_at   timestamptz,
    ended_at     timestamptz,
    -- Why it waits or stands still, or how it ended.
    note         text        not null default '',
    comparison   jsonb,
    findings     bigint      not null default 0,
    -- Audit facts told about this run: the aggregate version of the last one.
    facts        integer     not null default 0,
    check (approved_by is null or approved_by <> requested_by),
    check ((state in ('STOPPED', 'COMPLETED', 'REJECTED')) = (ended_at is not null))
);
-- Two runs of one consumer would share its shadow.
create unique index replay_run_open on replay_run (consumer) where state in ('RUNNING', 'PAUSED', 'STOPPING');
create index replay_run_recent on replay_run (requested_at desc);

-- The bounds of a run, captured at its start, and the next offset to read; it moves in the transaction of the effect.
create table replay_partition (
    replay_id    uuid    not null references replay_run,
    topic        text    not null,
    partition    integer not null,
    begin_offset bigint  not null,
    end_offset   bigint  not null,
    next_offset  bigint  not null,
    applied      bigint  not null default 0,
    ignored      bigint  not null default 0,
    unselected   bigint  not null default 0,
    unreadable   bigint  not null default 0,
    primary key (replay_id, topic, partition)
);

-- What a validating replay found, the first hundred in words.
create table replay_finding (
    replay_id uuid   not null references replay_run,
    number    bigint not null generated always as identity,
    finding   text   not null,
    primary key (replay_id, number)
);
