-- The secret that the cursors of this service's lists are sealed with: one row, made here, never changed. Two random UUIDs of the
-- database's strong random source; 244 of the 256 bits are random.
create table cursor_key (
    only_one boolean primary key default true check (only_one),
    secret   bytea   not null check (octet_length(secret) = 32)
);
insert into cursor_key (secret)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
