-- A catalog version comes in parts. It says how much of it has come, and when it was whole: only then it names products.
create table catalog_version (
    tenant_id          text        not null,
    catalog_version_id text        not null,
    parts              integer     not null default 0 check (parts >= 0),
    products           integer     not null default 0 check (products >= 0),
    -- The chain over the products so far; of a version that came in one event there is none.
    hash               text,
    recorded_at        timestamptz not null default now(),
    whole_at           timestamptz,
    primary key (tenant_id, catalog_version_id)
);
insert into catalog_version (tenant_id, catalog_version_id, products, whole_at)
select tenant_id, catalog_version_id, count(*), now() from catalog_product group by tenant_id, catalog_version_id;
select cpq_isolate('catalog_version');

alter table catalog_product
    add foreign key (tenant_id, catalog_version_id) references catalog_version on delete cascade;
