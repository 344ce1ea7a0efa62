-- A projection to replay, and its shadow.
create table shelf (id text primary key, version bigint not null, content text not null);
create table shelf_shadow (id text primary key, version bigint not null, content text not null, times integer not null default 1);
