-- A fact of the former form could not be read by this release any more, so none may be left.
do $$
begin
    if exists (select from inbox_parked where topic = 'cpq.catalog.publications.v1'
                  and position('"CatalogVersionPublished"'::bytea in value) > 0 and position('"partCount"'::bytea in value) = 0)
       or exists (select from dead_letter where topic = 'cpq.catalog.publications.v1' and state in ('OPEN', 'ASSIGNED', 'FIXED')
                  and event_type = 'CatalogVersionPublished' and position('"partCount"'::bytea in value) = 0) then
        raise exception 'catalog versions of the former release wait here, held back or as open dead letters: start that release again, see them to their end, then upgrade';
    end if;
end $$;

-- A catalog version comes in parts. It says how much of it has come, and when it was whole: only then it names products.
create table catalog_version (
    tenant_id          text        not null,
    catalog_version_id text        not null,
    parts              integer     not null default 0 check (parts >= 0),
    products           integer     not null default 0 check (products >= 0),
    -- The chain over the products so far; of a version that came in one event there is none.
    hash               text,
    -- The message of its first part: another one begins it again.
    telling            uuid,
    recorded_at        timestamptz not null default now(),
    whole_at           timestamptz,
    primary key (tenant_id, catalog_version_id)
);
insert into catalog_version (tenant_id, catalog_version_id, products, whole_at)
select tenant_id, catalog_version_id, count(*), now() from catalog_product group by tenant_id, catalog_version_id;
select cpq_isolate('catalog_version');

alter table catalog_product
    add foreign key (tenant_id, catalog_version_id) references catalog_version on delete cascade;
