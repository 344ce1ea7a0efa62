-- One row per process and business key, for ever: inserted first, it lets exactly one start through (V1 is the engine's own
-- schema, see V1__EngineSchema). It is also the aggregate behind the process's events; version counts its facts,
-- command_version the commands it sent.
create table process_link (
    process_key         text        not null,
    business_key        text        not null,
    tenant_id           text        not null,
    subject_type        text        not null check (subject_type in ('quote', 'order')),
    subject_id          uuid        not null,
    correlation_id      uuid        not null,
    causation_id        uuid        not null,
    process_instance_id text        unique,
    definition_version  integer,
    version             bigint      not null default 0,
    command_version     bigint      not null default 0,
    outcome             text,
    linked_at           timestamptz not null default clock_timestamp(),
    started_at          timestamptz,
    ended_at            timestamptz,
    primary key (process_key, business_key)
);
create index process_link_page on process_link (tenant_id, linked_at desc, business_key desc, process_key desc);
create index process_link_subject on process_link (tenant_id, subject_id);

-- What became of each message that was brought to a process.
create table process_message (
    message_id   uuid        not null,
    name         text        not null,
    business_key text        not null,
    result       text        not null check (result in ('applied', 'ignored')),
    reason       text        not null,
    recorded_at  timestamptz not null default clock_timestamp(),
    primary key (message_id, name)
);
create index process_message_business_key on process_message (business_key);
