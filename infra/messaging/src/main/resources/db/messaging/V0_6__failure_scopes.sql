-- What a message said, as the first half of the SHA-256 of its value: the same id with other content is bad data. Rows from
-- before this column have none and count as the same.
alter table inbox_message add column content uuid;

-- The key of a record as it came, where text can't hold it (a null character, too long for an index).
alter table inbox_parked add column record_key_bytes bytea;
alter table dead_letter add column record_key_bytes bytea;

-- Held because of their topic, not of themselves: the relay publishes them in order when the topic takes them again.
alter table outbox_parked add column topic_held boolean not null default false;
create index outbox_parked_keys on outbox_parked (shard, record_key, outbox_id)
    where state in ('PARKED', 'RELEASED') and not topic_held;
create index outbox_parked_held on outbox_parked (shard, topic, outbox_id) where topic_held and state = 'PARKED';
