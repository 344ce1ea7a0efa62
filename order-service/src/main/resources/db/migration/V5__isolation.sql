-- Tenants are kept apart by the database too (cpq_isolate is the messaging library's).
select cpq_isolate('orders');
select cpq_isolate('accepted_quote');
select cpq_isolate('catalog_snapshot');
select cpq_isolate('fallout');
