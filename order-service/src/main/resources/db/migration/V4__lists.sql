-- Lists can be sorted by their instants: keyset pages read on behind (instant, id), so each order has an index of just that.
create index orders_by_creation on orders (tenant_id, created_at, id);
-- Every step of fulfilment moves the row in this one, and so touches the other indexes too: the price of following changes by REST.
create index orders_by_change on orders (tenant_id, updated_at, id);
-- What a client looks its own orders up by.
create index orders_by_customer on orders (tenant_id, customer_id, id desc);
create index orders_by_reference on orders (tenant_id, external_reference, id desc) where external_reference is not null;
