-- Tenants in the engine's own tables. Instances begin with their tenant from now on, and the engine writes it into every row of theirs;
-- here those that run or have ended get it, from the links that every instance has had from the beginning.
-- The history of 180 days is rewritten, which no session's bound is made for; the links are looked up in memory, not in files.
set local statement_timeout = 0;
set local work_mem = '256MB';

-- All locks first: who still holds one makes this fail after the login's lock_timeout, not after hours, and nothing is written meanwhile.
do $$
declare
    part record;
begin
    lock table process_link in share mode;
    for part in
        select attrelid::regclass as rows from pg_attribute join pg_class on pg_class.oid = attrelid
         where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname like 'act\_%'
           and attname = 'tenant_id_' and not attisdropped
    loop
        execute format('lock table %s in access exclusive mode', part.rows);
    end loop;
end $$;

-- Not of act_ge_bytearray, act_hi_dec_in and act_hi_dec_out: the engine writes no tenant there, now or later.
do $$
declare
    part record;
    strays record;
begin
    for part in
        select tenants.attrelid::regclass as rows,
               (select instance.attname from pg_attribute instance
                 where instance.attrelid = tenants.attrelid and not instance.attisdropped
                   and instance.attname in ('proc_inst_id_', 'process_instance_id_', 'root_proc_inst_id_')
                 order by array_position(array['proc_inst_id_', 'process_instance_id_', 'root_proc_inst_id_'], instance.attname::text)
                 limit 1) as instance
          from pg_attribute tenants join pg_class on pg_class.oid = tenants.attrelid
         where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname like 'act\_%'
           and relname not in ('act_ge_bytearray', 'act_hi_dec_in', 'act_hi_dec_out')
           and tenants.attname = 'tenant_id_' and not tenants.attisdropped
    loop
        if part.instance is not null then
            execute format('update %s of_instance set tenant_id_ = link.tenant_id from process_link link'
                           ' where link.process_instance_id = of_instance.%I and of_instance.tenant_id_ is null',
                           part.rows, part.instance);
            execute format('analyze %s', part.rows);
        end if;
    end loop;
    update act_ru_identitylink of_task set tenant_id_ = task.tenant_id_
      from act_ru_task task where task.id_ = of_task.task_id_ and of_task.tenant_id_ is null;
    select count(distinct proc_inst_id_) as many, min(proc_inst_id_) as one into strays
      from act_ru_execution where tenant_id_ is null;
    if strays.many > 0 then
        raise exception '% running processes have no link that says whose they are; the first is %', strays.many, strays.one
            using hint = 'Start the former release, delete them in Cockpit (or insert what they lack into process_link), and try again.';
    end if;
end $$;

-- A former bridge states no tenant when it starts a process, and nobody would ever find that one: its start fails instead.
alter table act_ru_execution add constraint act_ru_execution_of_tenant check (tenant_id_ is not null);

-- A row that has no tenant is nobody's but the platform's: what the engine forgot to say is not shown to all.
-- Without the coalesce of other tables: the engine's statements name no tenant themselves, so that the condition is the planner's only
-- hint that a tenant has few rows, and its way to the engine's indexes by tenant.
do $$
declare
    engines regclass;
begin
    for engines in
        select attrelid::regclass from pg_attribute join pg_class on pg_class.oid = attrelid
         where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname like 'act\_%'
           and attname = 'tenant_id_' and not attisdropped
    loop
        perform cpq_isolate(engines, 'tenant_id_ = (select cpq_tenant())');
    end loop;
end $$;

-- Models are for everybody to read, and for the platform to deploy.
create policy shared on act_re_deployment       for select to cpq_service using (tenant_id_ is null);
create policy shared on act_re_procdef          for select to cpq_service using (tenant_id_ is null);
create policy shared on act_re_camformdef       for select to cpq_service using (tenant_id_ is null);
create policy shared on act_re_decision_def     for select to cpq_service using (tenant_id_ is null);
create policy shared on act_re_decision_req_def for select to cpq_service using (tenant_id_ is null);
create policy shared on act_re_case_def         for select to cpq_service using (tenant_id_ is null);
create policy shared on act_ru_jobdef           for select to cpq_service using (tenant_id_ is null);
create policy shared on act_ge_bytearray        for select to cpq_service using (tenant_id_ is null and deployment_id_ is not null);
