-- How far each relay has come, insert-only: an update leaves a dead version of its row for as long as any transaction of the database stays
-- open, and every tick after it would walk over all of them. The last row of a shard counts, found at the end of the index; those before
-- it are deleted by the relay itself, once a second.
--
-- outbox_relay keeps what hardly ever changes: how many shards there are, and which database this is. Its position columns are those of
-- the release before, for as long as instances of it may run beside this one.
create table outbox_position (
    shard         smallint    not null,
    id            bigint      generated always as identity,
    published_to  pg_snapshot not null,
    target        pg_snapshot,
    after_id      bigint      not null default 0,
    tick          bigint      not null default 0,
    manifested_to pg_snapshot not null,
    saved_at      timestamptz not null default clock_timestamp(),
    primary key (shard, id)
);
select cpq_isolate('outbox_position', '(select cpq_platform_only())');
insert into outbox_position (shard, published_to, target, after_id, tick, manifested_to, saved_at)
    select shard, published_to, target, after_id, tick, manifested_to, saved_at from outbox_relay order by shard;

-- Each shard with its last position.
create view outbox_stand with (security_invoker = true) as
    select relay.shard, relay.shards, relay.database, latest.id, latest.published_to, latest.target, latest.after_id, latest.tick,
           latest.manifested_to, latest.saved_at
      from outbox_relay relay cross join lateral (
           select * from outbox_position position where position.shard = relay.shard order by position.id desc limit 1) latest;
