-- Tenants in the engine's own tables. Instances begin with their tenant from now on, and the engine writes it into every row of theirs;
-- here those that run or have ended get it, from the links that every instance has had from the beginning.
-- The history of 180 days is rewritten, which no session's bound is made for.
set local statement_timeout = 0;
do $$
declare
    part record;
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
           and tenants.attname = 'tenant_id_' and not tenants.attisdropped
    loop
        if part.instance is not null then
            execute format('update %s of_instance set tenant_id_ = link.tenant_id from process_link link'
                           ' where link.process_instance_id = of_instance.%I and of_instance.tenant_id_ is null',
                           part.rows, part.instance);
        end if;
    end loop;
    update act_ru_identitylink of_task set tenant_id_ = task.tenant_id_
      from act_ru_task task where task.id_ = of_task.task_id_ and of_task.tenant_id_ is null;
    if exists (select 1 from act_ru_execution where tenant_id_ is null) then
        raise exception 'process % runs and has no link that says whose it is',
            (select min(proc_inst_id_) from act_ru_execution where tenant_id_ is null);
    end if;
end $$;

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
