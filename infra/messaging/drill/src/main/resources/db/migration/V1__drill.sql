-- The state of the drill service: what it changed, and what it made of what it read.
create table drill_account (
    tenant  text   not null,
    id      text   not null,
    version bigint not null,
    primary key (tenant, id)
);

-- One row per command, in the transaction that changes the account and appends the event.
create table drill_commit (
    command_id   text        primary key,
    message_id   uuid        not null,
    tenant       text        not null,
    account      text        not null,
    version      bigint      not null,
    kind         text        not null,
    committed_at timestamptz not null default clock_timestamp()
);
create index drill_commit_tenant on drill_commit (tenant);

-- One row per effect. Nothing here keeps a second effect out: that is the library's task, and what the drills look at.
create table drill_effect (
    position   bigint      generated always as identity primary key,
    message_id uuid        not null,
    tenant     text        not null,
    account    text        not null,
    version    bigint      not null,
    applied_at timestamptz not null default clock_timestamp()
);
create index drill_effect_tenant on drill_effect (tenant);
