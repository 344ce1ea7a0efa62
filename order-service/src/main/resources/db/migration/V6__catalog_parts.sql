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

-- A catalog version comes in parts, so its rules are rows, one for each product; an order reads those of its lines. The version itself says
-- how much of it has come, and when it was whole: nobody decomposes by one that isn't.
create table catalog_rule (
    tenant_id          text        not null,
    catalog_version_id uuid        not null,
    product_id         text        not null,
    document           jsonb       not null,
    recorded_at        timestamptz not null default now(),
    primary key (tenant_id, catalog_version_id, product_id),
    foreign key (tenant_id, catalog_version_id) references catalog_snapshot on delete cascade
);

-- A document of the first form was the bare map, in which a product may be called "form". Each product takes the form of its map with it.
insert into catalog_rule (tenant_id, catalog_version_id, product_id, document, recorded_at)
select s.tenant_id, s.catalog_version_id, p.key,
       case when jsonb_typeof(s.document -> 'form') = 'number'
            then jsonb_build_object('form', s.document -> 'form', 'rules', p.value)
            else jsonb_build_object('rules', p.value) end,
       s.recorded_at
  from catalog_snapshot s
 cross join jsonb_each(case when jsonb_typeof(s.document -> 'form') = 'number' then s.document -> 'products' else s.document end) p;
select cpq_isolate('catalog_rule');

alter table catalog_snapshot
    drop column document,
    add column parts integer not null default 0 check (parts >= 0),
    add column products integer not null default 0 check (products >= 0),
    -- The chain over the products so far; of a version that came in one event there is none.
    add column hash text,
    -- The message of its first part: another one begins it again.
    add column telling uuid,
    add column whole_at timestamptz;
update catalog_snapshot
   set whole_at = recorded_at,
       products = (select count(*) from catalog_rule r
                    where r.tenant_id = catalog_snapshot.tenant_id and r.catalog_version_id = catalog_snapshot.catalog_version_id);
