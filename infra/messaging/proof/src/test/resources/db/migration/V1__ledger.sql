-- An aggregate to lock and an effect to count.
create table ledger_account (id text primary key, version bigint not null);
create table ledger_effect (message_id uuid not null, aggregate_id text not null, aggregate_version bigint not null);
create table ledger_fact (message_id uuid not null, aggregate_id text not null);
create table ledger_task (
    id bigint generated always as identity, aggregate_id text not null, aggregate_version bigint not null, task text not null);
