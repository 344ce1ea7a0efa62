-- Tenants are kept apart by the database too (cpq_isolate is the messaging library's).
select cpq_isolate('catalog_version');
select cpq_isolate('quote');
