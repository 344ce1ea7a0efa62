-- Lists can be sorted by their instants: keyset pages read on behind (instant, id), so each order has an index of just that.
create index quote_by_creation on quote (tenant_id, created_at, quote_id);
create index quote_by_change on quote (tenant_id, changed_at, quote_id);
create index quote_by_validity on quote (tenant_id, valid_until, quote_id);
-- What a client looks its own quotes up by.
create index quote_by_reference on quote (tenant_id, external_reference, quote_id) where external_reference is not null;
