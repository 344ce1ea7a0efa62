-- A publication of the former form could not be read by this release's readers any more, so none may be left.
do $$
begin
    if exists (select from outbox_message m
                where m.topic = 'cpq.catalog.publications.v1' and m.event_type = 'CatalogVersionPublished'
                  and position('"partCount"' in m.value) = 0
                  and not exists (select from outbox_stand s where s.shard = m.shard and pg_visible_in_snapshot(m.xid, s.published_to)))
       or exists (select from outbox_parked
                   where topic = 'cpq.catalog.publications.v1' and event_type = 'CatalogVersionPublished'
                     and position('"partCount"' in value) = 0 and state in ('PARKED', 'RELEASED')) then
        raise exception 'catalog versions of the former release are not on Kafka yet: start that release again, let its relay and its readers catch up, then upgrade';
    end if;
end $$;

-- The products of a catalog version are rows: a draft takes them in portions, a quote reads those of its lines, publication reads one
-- page after another. They are in the order of their ids, by bytes, however they came.
create table catalog_product (
    catalog_version_id uuid    not null references catalog_version,
    product_id         text    collate "C" not null,
    tenant_id          text    not null,
    name               text    not null,
    product_class      text    not null,
    -- What it takes to tell of it, so that a draft knows how large it is; of rows from before this migration the length of their document.
    bytes              integer not null check (bytes > 0),
    document           jsonb   not null,
    primary key (catalog_version_id, product_id)
);

-- A document of the first form was a bare list. Each product takes the form of its list with it, and is lifted when it is read.
insert into catalog_product
select v.catalog_version_id, p ->> 'productId', v.tenant_id, p ->> 'name', p ->> 'productClass', octet_length(p::text),
       case when jsonb_typeof(v.products) = 'object' then p || jsonb_build_object('form', v.products -> 'form') else p end
  from catalog_version v
 cross join jsonb_array_elements(case when jsonb_typeof(v.products) = 'object' then v.products -> 'products' else v.products end) p;
select cpq_isolate('catalog_product');

alter table catalog_version drop column products;
-- Changes of a draft count in its version and are no facts, so the facts are counted beside it. What they hash to, once it is told.
alter table catalog_version
    add column told bigint not null default 0 check (told >= 0),
    add column content_hash text;
update catalog_version set told = version;
