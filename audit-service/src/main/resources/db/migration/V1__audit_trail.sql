-- The audit trail: one hash chain per tenant, append-only.

-- The end of each tenant's chain. Its row is locked by whoever appends, so that sequence numbers have no holes.
create table audit_chain (
    tenant_id     text   primary key,
    last_sequence bigint not null default 0,
    last_hash     bytea  not null default decode(repeat('00', 32), 'hex'),
    check (last_sequence >= 0),
    check (octet_length(last_hash) = 32)
);

create table audit_fact (
    tenant_id         text        not null references audit_chain,
    sequence          bigint      not null,
    message_id        uuid        not null,
    topic             text        not null,
    partition_number  integer     not null,
    record_offset     bigint      not null,
    aggregate_type    text        not null,
    aggregate_id      text        not null,
    aggregate_version bigint      not null,
    event_type        text        not null,
    occurred_at       timestamptz not null,
    recorded_at       timestamptz not null,
    correlation_id    uuid        not null,
    causation_id      uuid        not null,
    actor_kind        text        not null,
    actor_subject     text        not null,
    -- Canonical JSON as text, not jsonb: the hash covers these very characters.
    envelope          text        not null,
    prev_hash         bytea       not null,
    hash              bytea       not null,
    primary key (tenant_id, sequence),
    unique (message_id)
);

create index audit_fact_conversation on audit_fact (tenant_id, correlation_id, occurred_at, sequence);
create index audit_fact_aggregate on audit_fact (tenant_id, aggregate_type, aggregate_id, aggregate_version);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege',
              hint = 'A correction is a new event; it never changes a recorded one.';
end
$$;

create trigger audit_fact_append_only
    before update or delete or truncate on audit_fact
    for each statement execute function refuse_audit_change();

create trigger audit_chain_stays
    before delete or truncate on audit_chain
    for each statement execute function refuse_audit_change();
