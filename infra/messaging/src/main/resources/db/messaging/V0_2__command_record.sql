-- The first answer of every command, kept for its repetitions. The row commits with the command's own writes; it is written once and
-- never updated (the claim on a running command is a transaction-level advisory lock, which leaves no row behind when it fails).
create table command_record (
    tenant_id       text        not null,
    operation       text        not null,
    idempotency_key text        not null,
    body_hash       text        not null,
    status          smallint    not null,
    headers         text        not null,
    body            text        not null,
    recorded_at     timestamptz not null default now(),
    primary key (tenant_id, operation, idempotency_key)
);

-- Retention deletes by age; rows arrive in that order, so a block range index is enough and costs inserts nothing.
create index command_record_by_age on command_record using brin (recorded_at);
