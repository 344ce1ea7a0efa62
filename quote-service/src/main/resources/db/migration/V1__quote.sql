-- Catalog versions: immutable content; only state and version move.
create table catalog_version (
    catalog_version_id uuid        primary key,
    tenant_id          text        not null,
    version            bigint      not null check (version >= 0),
    state              text        not null check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
    name               text        not null,
    products           jsonb       not null,
    changed_at         timestamptz not null
);
create index catalog_version_list on catalog_version (tenant_id, catalog_version_id);

-- Quotes: one row per aggregate; columns for what is guarded, indexed or listed, the document for the rest.
create table quote (
    quote_id           uuid        primary key,
    tenant_id          text        not null,
    version            bigint      not null check (version >= 1),
    revision           integer     not null check (revision >= 1),
    state              text        not null check (state in ('draft', 'priced', 'pendingApproval', 'approved', 'rejected',
                                                             'accepted', 'ordered', 'expired', 'cancelled')),
    customer_id        text        not null,
    currency           text        not null check (currency ~ '^[A-Z]{3}$'),
    catalog_version_id uuid        not null references catalog_version,
    external_reference text,
    valid_until        timestamptz not null,
    exact_total        numeric,
    rounded_total      numeric,
    document           jsonb       not null,
    changed_at         timestamptz not null,
    check ((exact_total is null) = (rounded_total is null))
);
create index quote_list on quote (tenant_id, quote_id);
create index quote_by_state on quote (tenant_id, state, quote_id);
create index quote_by_customer on quote (tenant_id, customer_id, quote_id);
-- The expiry sweep's work list: only what can still expire.
create index quote_overdue on quote (valid_until) where state in ('draft', 'priced', 'approved');
