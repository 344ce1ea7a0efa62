-- The second generation of the projection while a rebuild fills it, and which rebuild that is.
create table projection_rebuild (like projection_document including all);
create table projection_rebuild_owner (
    kind       text primary key check (kind in ('quote', 'order')),
    rebuild_id uuid not null
);

-- Which index is live. Live batches write to the index that is named here, a swap names another one in the transaction that
-- also replaces the rows, and the alias that queries read follows after the commit.
create table projection_index (
    kind       text primary key check (kind in ('quote', 'order')),
    index_name text not null
);
