-- Tenants are kept apart by the database too (cpq_isolate is the messaging library's). The engine's own tables are not: its jobs and
-- its schema upgrades know one schema owner and no tenant of the session; its queries are bound to tenants by the engine.
select cpq_isolate('process_link');
select cpq_isolate('process_message', 'exists (select 1 from process_link link where link.business_key = process_message.business_key)');
select cpq_isolate('fallout_repair');
select cpq_isolate('decided_task');
