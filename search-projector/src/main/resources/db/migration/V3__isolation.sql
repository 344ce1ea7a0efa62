-- Tenants are kept apart by the database too (cpq_isolate is the messaging library's).
select cpq_isolate('projection_document');
select cpq_isolate('projection_rebuild');
select cpq_isolate('catalog_product');
