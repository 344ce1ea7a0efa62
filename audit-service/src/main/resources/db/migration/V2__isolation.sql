-- Tenants are kept apart by the database too (cpq_isolate is the messaging library's).
select cpq_isolate('audit_chain');
select cpq_isolate('audit_fact');
