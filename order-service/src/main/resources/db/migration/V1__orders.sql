-- Orders: one row each. Columns are what the database guards or finds by; the document is the whole aggregate.
create table orders (
    id                uuid primary key,
    tenant_id         text        not null,
    version           bigint      not null check (version > 0),
    state             text        not null check (state in ('acknowledged', 'inProgress', 'held', 'completed')),
    open_fallouts     integer     not null check (open_fallouts between 0 and fallouts),
    fallouts          integer     not null check (fallouts >= 0),
    quote_id          uuid        not null,
    quote_revision    integer     not null check (quote_revision > 0),
    customer_id       text        not null,
    external_reference text,
    currency          char(3)     not null,
    exact_total       numeric     not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    document          jsonb       not null,
    -- Exactly one order per accepted quote revision, whoever asks and however often.
    constraint one_order_per_quote_revision unique (tenant_id, quote_id, quote_revision)
)
-- Every step of fulfilment rewrites the row; room on its page keeps the update off the indexes that don't change.
with (fillfactor = 70);

create index orders_by_tenant on orders (tenant_id, id desc);
create index orders_by_state on orders (tenant_id, state, id desc);
create index orders_with_fallouts on orders (tenant_id, id desc) where fallouts > 0;

-- What the quote side has told: acceptances that an order may be made from, catalog versions it is fulfilled by.
create table accepted_quote (
    tenant_id   text        not null,
    quote_id    uuid        not null,
    revision    integer     not null,
    document    jsonb       not null,
    recorded_at timestamptz not null default now(),
    primary key (tenant_id, quote_id, revision)
);

create table catalog_snapshot (
    tenant_id          text        not null,
    catalog_version_id uuid        not null,
    document           jsonb       not null,
    recorded_at        timestamptz not null default now(),
    primary key (tenant_id, catalog_version_id)
);
