-- The second generation of the projection while a rebuild fills it, and which rebuild that is.
create table projection_rebuild (like projection_document including all);
create table projection_rebuild_owner (
    kind       text primary key check (kind in ('quote', 'order')),
    rebuild_id uuid not null
);
