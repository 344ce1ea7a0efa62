-- What was decided about fallouts of orders, whoever decided and wherever: order-service's fact, which may come before the process
-- asks anybody.
create table fallout_repair (
    tenant_id   text        not null,
    fallout_id  uuid        not null,
    repair      text        not null,
    repaired_by text        not null,
    reason      text        not null,
    repaired_at timestamptz not null,
    primary key (tenant_id, fallout_id)
);
create index fallout_repair_by_age on fallout_repair using brin (repaired_at);

-- Tasks that nobody can decide any more, for those who come too late.
create table decided_task (
    task_id    text        primary key,
    tenant_id  text        not null,
    decision   text        not null,
    decided_by text        not null,
    decided_at timestamptz not null
);
create index decided_task_by_age on decided_task using brin (decided_at);
