-- What lists show has columns and rows of its own: nobody reads a document of two thousand tasks to answer a summary.
alter table orders
    add column rounded_total numeric,
    add column correlation_id uuid;
update orders
   set rounded_total = (document #>> '{quote,roundedTotal}')::numeric,
       correlation_id = (document #>> '{quote,correlationId}')::uuid;
alter table orders
    alter column rounded_total set not null,
    alter column correlation_id set not null;
drop index orders_with_fallouts;

-- The operators' worklist: one row per fallout, written with its order. The document still has the fallouts, because the aggregate
-- decides by them; nothing decides by these rows.
create table fallout (
    tenant_id   text        not null,
    order_id    uuid        not null references orders,
    number      integer     not null check (number > 0),
    fallout_id  uuid        not null unique,
    task_id     uuid        not null,
    task        text        not null,
    partner     text        not null,
    line_id     uuid,
    attempt     integer     not null,
    type        text        not null,
    cause       text        not null,
    impact      text        not null,
    repairs     text[]      not null,
    owner       text        not null,
    opened_at   timestamptz not null,
    -- The decision, all of it or nothing.
    repair      text,
    repaired_by text,
    reason      text,
    closed_at   timestamptz,
    primary key (order_id, number),
    check (num_nonnulls(repair, repaired_by, reason, closed_at) in (0, 4))
);
create index fallout_list on fallout (tenant_id, order_id desc, number);
create index fallout_open on fallout (tenant_id, order_id desc, number) where closed_at is null;
create index fallout_closed on fallout (tenant_id, order_id desc, number) where closed_at is not null;

insert into fallout
select o.tenant_id, o.id, (f ->> 'number')::integer, (f ->> 'id')::uuid, (f ->> 'taskId')::uuid, t ->> 'name', t ->> 'partner',
       (t ->> 'lineId')::uuid, (f ->> 'attempt')::integer, f ->> 'type', f ->> 'cause', f ->> 'impact',
       array(select jsonb_array_elements_text(f -> 'repairs')), f ->> 'owner', (f ->> 'openedAt')::timestamptz,
       f #>> '{decided,repair}', f #>> '{decided,repairedBy}', f #>> '{decided,reason}', (f #>> '{decided,closedAt}')::timestamptz
  from orders o
 cross join jsonb_array_elements(o.document #> '{work,fallouts}') f
  join lateral (select t from jsonb_array_elements(o.document #> '{work,tasks}') t where t ->> 'id' = f ->> 'taskId') task on true
 where o.fallouts > 0;
