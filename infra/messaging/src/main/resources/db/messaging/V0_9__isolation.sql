-- Row-level security: the database itself keeps tenants apart, also from a statement that forgot its condition. Three roles that
-- whoever makes the database has made (infra/local, infra/compose): cpq_service is what services are members of, cpq_platform what
-- they take on for work that has no tenant, cpq_reader what may look at everything and change nothing. Nobody of them owns a table.
do $$
begin
    if (select count(*) from pg_roles where rolname in ('cpq_service', 'cpq_platform', 'cpq_reader')) < 3 then
        raise exception 'the roles cpq_service, cpq_platform and cpq_reader are missing'
            using hint = 'docs/how-to/prepare-a-database.md has the statements for a superuser.';
    end if;
end $$;

-- The tenant whose rows the transaction is about. An error where none is set: no rows would look like an answer.
create function cpq_tenant() returns text stable language plpgsql as $$
declare
    tenant text := current_setting('cpq.tenant', true);
begin
    if coalesce(tenant, '') = '' then
        -- In the message and not as a hint: what the server says beside it is kept from logs (K14).
        raise exception 'no tenant is set for this statement; work that has none says so (@AcrossTenants, RowScopes)'
            using errcode = 'insufficient_privilege';
    end if;
    return tenant;
end $$;

-- For tables in which a tenant has no business: an error as well, since no rows would look like an answer.
create function cpq_platform_only() returns boolean stable language plpgsql as $$
begin
    raise exception 'this table is the platform''s; work on it says so (@AcrossTenants, RowScopes)'
        using errcode = 'insufficient_privilege';
end $$;

-- Isolates a table, its owner included. By default its rows have a tenant_id; another condition may be given. The owner passes while it
-- migrates (the library says so on the connections of every migration, in cpq.migrating).
-- The coalesce is for the planner: a statement names its tenant itself, and without it the same condition would count twice, so that a
-- page in the order of an index looked dearer than sorting what it took for a handful of rows.
create function cpq_isolate(isolated regclass, own text default 'coalesce(tenant_id = (select cpq_tenant()), false)') returns void
    language plpgsql as $$
begin
    execute format('alter table %s enable row level security', isolated);
    execute format('alter table %s force row level security', isolated);
    execute format('create policy tenant on %s to cpq_service using (%s)', isolated, own);
    execute format('create policy platform on %s to cpq_platform using (true)', isolated);
    execute format('create policy reader on %s for select to cpq_reader using (true)', isolated);
    execute format('create policy migration on %s to current_user using (current_setting(''cpq.migrating'', true) = ''on'')', isolated);
end $$;

-- Partitions too: policies of a table hold for what goes through it, not for who names its partition.
select cpq_isolate(partition.oid::regclass)
  from pg_class partition
 where partition.oid in ('outbox_message'::regclass, 'inbox_message'::regclass)
    or partition.oid in (select inhrelid from pg_inherits where inhparent in ('outbox_message'::regclass, 'inbox_message'::regclass));
select cpq_isolate('outbox_parked');
select cpq_isolate('command_record');
select cpq_isolate('dead_letter');
select cpq_isolate('dead_letter_step', 'exists (select 1 from dead_letter letter where letter.dlq_id = dead_letter_step.dlq_id)');
select cpq_isolate('replay_run');
select cpq_isolate(platforms::regclass, '(select cpq_platform_only())')
  from unnest(array['outbox_relay', 'inbox_watermark', 'inbox_parked_key', 'inbox_parked', 'replay_partition', 'replay_finding']) platforms;

-- The ring turns by truncating, which row-level security knows nothing of.
grant truncate on outbox_message_0, outbox_message_1, outbox_message_2, outbox_message_3,
                  outbox_message_4, outbox_message_5, outbox_message_6, outbox_message_7 to cpq_platform;

-- Days of the inbox come and go at run time, and only an owner may make and drop tables: these two do it in the owner's name.
-- Attaching lets batches go on that are writing into other days; "create … partition of" would not.
create function inbox_day_make(day date, first_id uuid, next_id uuid) returns void security definer language plpgsql as $$
declare
    name text := 'inbox_message_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass(name) is not null then
        return;
    end if;
    perform set_config('cpq.migrating', 'on', true);
    -- Attaching takes this lock anyhow; a row that moves must not be settled by somebody who waits for it.
    lock table inbox_message_rest in access exclusive mode;
    execute format('create table %I (like inbox_message including all)', name);
    perform cpq_isolate(name::regclass);
    -- What came to the rest before the day was made would keep the day from being attached, and every batch with it.
    execute format('with stray as (delete from inbox_message_rest where message_id >= $1 and message_id < $2 returning *)'
                   ' insert into %I select * from stray', name) using first_id, next_id;
    execute format('alter table inbox_message attach partition %I for values from (%L) to (%L)', name, first_id, next_id);
    perform set_config('cpq.migrating', '', true);
end $$;

create function inbox_days_drop(oldest date) returns setof text security definer language plpgsql as $$
declare
    name text;
begin
    for name in
        select child.relname from pg_inherits join pg_class child on child.oid = inhrelid
         where inhparent = 'inbox_message'::regclass and child.relname ~ '^inbox_message_[0-9]{8}$'
           and to_date(right(child.relname, 8), 'YYYYMMDD') < oldest
         order by 1
    loop
        execute format('drop table %I', name);
        return next name;
    end loop;
end $$;

do $$
begin
    execute format('alter function inbox_day_make(date, uuid, uuid) set search_path = %I, pg_temp', current_schema());
    execute format('alter function inbox_days_drop(date) set search_path = %I, pg_temp', current_schema());
end $$;
revoke execute on function inbox_day_make(date, uuid, uuid), inbox_days_drop(date), cpq_isolate(regclass, text) from public;
grant execute on function inbox_day_make(date, uuid, uuid), inbox_days_drop(date) to cpq_platform;
