package io.cpqoms.messaging.internal;

import static io.cpqoms.command.retention.TableRule.kept;
import static io.cpqoms.command.retention.TableRule.purged;
import static io.cpqoms.command.retention.TableRule.removed;

import io.cpqoms.command.retention.TableOwner;
import io.cpqoms.command.retention.TableRule;
import io.cpqoms.messaging.ConsumerGroups;
import io.cpqoms.messaging.MessagingConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What becomes of the rows of the library's tables. */
@Singleton
class MessagingTables implements TableOwner {

    private final MessagingConfig config;
    private final ConsumerGroups groups;

    MessagingTables(MessagingConfig config, ConsumerGroups groups) {
        this.config = config;
        this.groups = groups;
    }

    /** As literals; a group's name is made of words, dots and dashes. */
    private String runningGroups() {
        return groups.topicByGroup().keySet().stream()
                .map(group -> "'" + group.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<TableRule> tables() {
        Duration letters = config.inbox().letterRetention();
        Duration replays = config.replay().retention();
        return List.of(
                removed("outbox_message", "a ring of daily segments, truncated by OutboxCare"),
                kept("outbox_relay", "one row for each shard"),
                removed("outbox_position", "a row for each tick, deleted by the relay when a later one stands"),
                removed("outbox_mark", "a row every few seconds, deleted when every shard has passed a later one"),
                purged("outbox_forgotten", config.outbox().parkedRetention(), "settled_at", "settled_at is not null"),
                // What still waits behind a settled row is released by comparing with it.
                purged(
                        "outbox_parked",
                        config.outbox().parkedRetention(),
                        "changed_at",
                        "state in ('PUBLISHED', 'DISCARDED') and not exists (select from outbox_parked waiting where"
                                + " waiting.record_key = outbox_parked.record_key"
                                + " and waiting.state in ('PARKED', 'RELEASED'))"),
                removed("inbox_message", "partitions of a day, dropped by InboxDays; its rest is purged there"),
                // It refuses what is older than what was applied, also long after the inbox has forgotten the message:
                // a letter
                // may be redriven and an archive replayed after years. Without a row, whatever comes first would count
                // as new.
                kept(
                        "inbox_watermark",
                        "one row of about 120 bytes (and as much index) for each aggregate and consumer, however many events:"
                                + " it grows with the business, not with time, and nothing else knows that an event is old"),
                // Live groups are cut to one row a partition by InboxPositions, however long nothing comes for them. Of
                // the others nobody reads in those that say nothing for longer than any topic keeps its records.
                new TableRule.Purged("inbox_position", config.inbox().retention(), """
                        delete from inbox_position where ctid = any (array(
                            select ctid from inbox_position where group_id in (
                                select group_id from inbox_position where group_id <> all (array[%s]::text[])
                                group by group_id
                                having max(saved_at) < now() - make_interval(secs => ?)) limit ?))""".formatted(runningGroups())),
                removed("inbox_parked_key", "goes when the key is worked off"),
                removed("inbox_parked", "goes when the message is worked off"),
                new TableRule.Purged("dead_letter", letters, """
                        with old as (select dlq_id from dead_letter
                                      where closed_at < now() - make_interval(secs => ?)
                                        and state in ('RESOLVED', 'OVERTAKEN', 'DISCARDED') limit ?),
                             steps as (delete from dead_letter_step where dlq_id in (select dlq_id from old))
                        delete from dead_letter where dlq_id in (select dlq_id from old)"""),
                removed("dead_letter_step", "goes with its letter"),
                new TableRule.Purged("replay_run", replays, """
                        with old as (select id from replay_run
                                      where ended_at < now() - make_interval(secs => ?) limit ?),
                             parts as (delete from replay_partition where replay_id in (select id from old)),
                             findings as (delete from replay_finding where replay_id in (select id from old))
                        delete from replay_run where id in (select id from old)"""),
                removed("replay_partition", "goes with its run"),
                removed("replay_finding", "goes with its run"),
                kept("cpq_messaging_history", "one row for each migration of these tables"));
    }
}
