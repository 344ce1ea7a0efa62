-- Lists show how many products a catalog version has without reading them.
alter table catalog_version add column product_count integer check (product_count >= 0);
update catalog_version set product_count = jsonb_array_length(products);
alter table catalog_version alter column product_count set not null;
