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

-- Each shard with its last position. One that the release before has made since has none yet: then its own columns count, and it is not
-- taken for a shard with nothing to publish.
create view outbox_stand with (security_invoker = true) as
    select relay.shard, relay.shards, relay.database, latest.id,
           coalesce(latest.published_to, relay.published_to) as published_to,
           case when latest.id is null then relay.target else latest.target end as target,
           coalesce(latest.after_id, relay.after_id) as after_id, coalesce(latest.tick, relay.tick) as tick,
           coalesce(latest.manifested_to, relay.manifested_to) as manifested_to, coalesce(latest.saved_at, relay.saved_at) as saved_at
      from outbox_relay relay left join lateral (
           select * from outbox_position position where position.shard = relay.shard order by position.id desc limit 1) latest on true;
