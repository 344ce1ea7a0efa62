package io.cpqoms.messaging.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides where a group goes on reading its topic: at the smaller of what Kafka and its own database say. What the database has
 * seen already is dropped by its inbox rows, so going back costs time and nothing else; going on too far would lose in silence.
 */
final class Resumption {

    /**
     * What may lie between the last record that was read and the first that is left, without a record being lost: relays of a former
     * release wrote in transactions, each of which ended with a marker that takes an offset. Those of today write none, and a record takes
     * one offset as well: nothing here can tell the two. Only where topics hold no transaction any more it is certain that one was lost.
     */
    private static final long MARKER = 1;

    private final Map<Integer, Partition> topic;
    private final Map<Integer, Long> database;

    /**
     * @param topic all partitions of the topic
     * @param database what the database knows of them
     */
    Resumption(Map<Integer, Partition> topic, Map<Integer, Long> database) {
        this.topic = Map.copyOf(topic);
        this.database = Map.copyOf(database);
    }

    /** What decided where a partition is read on; the meter's label. */
    enum Source {
        /** Kafka's offset. */
        KAFKA("reading on"),
        /** The database's, because Kafka's is ahead of it or was forgotten. */
        DATABASE("the consumer's database is behind its offsets on Kafka, reading again from there"),
        /** The beginning: the database knows nothing of what Kafka says was read, or the topic is shorter than what was read. */
        BEGINNING("the topic is not the one that the consumer has read, reading it all"),
        /** The beginning of what is left: retention has removed what the group had not read. */
        LOST("records are gone from the topic that the consumer has not read"),
        /** The same, of one offset only: a record that the group had not read, or the marker of a former release's transaction. */
        MAYBE_LOST(
                "one offset is gone from the topic: a record that the consumer has not read, or the mark of a transaction");

        private final String told;

        Source(String told) {
            this.told = told;
        }

        /** What the log says of it. */
        String told() {
            return told;
        }
    }

    /** A partition on Kafka: what the group committed there, and which offsets there are. */
    record Partition(Optional<Long> committed, long begin, long end) {}

    /** Where to read on, and why there. */
    record Start(Source source, long offset) {}

    /** Where the partition goes on; empty where the group has read nothing, so that its own setting decides. */
    Optional<Start> of(int number) {
        Partition partition = Optional.ofNullable(topic.get(number)).orElseThrow();
        Optional<Long> ours = Optional.ofNullable(database.get(number));
        if (partition.committed().isEmpty()) {
            // Kafka forgets what a group that stood still had committed; its own database doesn't.
            return ours.filter(former -> former != partition.begin())
                    .map(former -> within(partition, new Start(Source.DATABASE, former)));
        }
        long theirs = partition.committed().get();
        if (isNew()) {
            return Optional.of(within(partition, new Start(Source.KAFKA, theirs)));
        }
        if (ours.isEmpty()) {
            return Optional.of(new Start(Source.BEGINNING, partition.begin()));
        }
        Start smaller = ours.get() < theirs ? new Start(Source.DATABASE, ours.get()) : new Start(Source.KAFKA, theirs);
        return Optional.of(within(partition, smaller));
    }

    /** The start, or where to begin instead because the topic does not reach it: {@code LOST}, {@code MAYBE_LOST} or {@code BEGINNING}. */
    static Start within(Partition partition, Start start) {
        if (start.offset() < partition.begin()) {
            boolean maybeMarker = start.offset() > 0 && partition.begin() - start.offset() <= MARKER;
            return new Start(maybeMarker ? Source.MAYBE_LOST : Source.LOST, partition.begin());
        }
        return start.offset() > partition.end() ? new Start(Source.BEGINNING, partition.begin()) : start;
    }

    /** Whether the database has no position of the group at all: a new group, or the release that brought positions. */
    private boolean isNew() {
        return database.isEmpty();
    }

    /**
     * What the database has to be told, so that it says where the group is that begins at {@code starts}. Of a new group all partitions,
     * also those that other instances read: from then on, one without a position is one that a restore has forgotten.
     */
    Reached toSave(String group, String history, Map<Integer, Start> starts) {
        Map<Integer, Long> positions = new HashMap<>();
        if (isNew()) {
            topic.forEach((number, partition) ->
                    positions.put(number, partition.committed().orElse(partition.begin())));
        }
        starts.forEach((number, start) -> {
            if (!Long.valueOf(start.offset()).equals(database.get(number))) {
                positions.put(number, start.offset());
            }
        });
        return new Reached(group, history, positions);
    }
}
