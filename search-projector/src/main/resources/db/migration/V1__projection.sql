-- The read model before it goes to OpenSearch: one row per quote or order, folded from its events.

create table projection_document (
    tenant_id      text        not null,
    kind           text        not null check (kind in ('quote', 'order')),
    id             text        not null,
    version        bigint      not null check (version >= 1),
    correlation_id uuid        not null,
    occurred_at    timestamptz not null,
    document       jsonb       not null,
    projected_at   timestamptz not null default now(),
    primary key (tenant_id, kind, id)
);

-- How far a tenant's projection has come.
create index projection_document_progress on projection_document (tenant_id, occurred_at desc);
-- Documents that need names when a catalog version arrives after them.
create index projection_document_catalog on projection_document (tenant_id, (document ->> 'catalogVersionId'));

-- What products are called: quote and order events carry product ids only.
create table catalog_product (
    tenant_id          text not null,
    catalog_version_id text not null,
    product_id         text not null,
    name               text not null,
    primary key (tenant_id, catalog_version_id, product_id)
);
