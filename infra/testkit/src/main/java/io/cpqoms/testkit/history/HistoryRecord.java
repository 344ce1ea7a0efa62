package io.cpqoms.testkit.history;

/** One thing that a run did, as it was read from the place that can't be wrong about it. */
public sealed interface HistoryRecord {

    AggregateKey key();

    /** What a client was told about its command. */
    enum Outcome {
        /** The client has the answer: the state is changed. */
        ACKNOWLEDGED,
        /** The client has the answer: nothing is changed. */
        REFUSED,
        /** The answer never came; both is allowed. */
        UNKNOWN
    }

    /** A command as its client saw it. One command commits one message. */
    record Commanded(String commandId, AggregateKey key, Outcome outcome) implements HistoryRecord {}

    /** A change of state and its message, from the tables of the service that owns the aggregate. */
    record Committed(String messageId, String commandId, AggregateKey key, long version) implements HistoryRecord {}

    /** A record on the topic; the same message may be there more than once. */
    record Published(String messageId, AggregateKey key, long version, int partition, long offset)
            implements HistoryRecord {}

    /** A message that the relay put aside instead of publishing it, for a reason that somebody can read. */
    record Withheld(String messageId, AggregateKey key, String reason) implements HistoryRecord {}

    /**
     * A visible effect of a message.
     *
     * @param position where the effect stands among the effects of this consumer on this aggregate
     */
    record Applied(String consumer, String messageId, AggregateKey key, long version, long position)
            implements HistoryRecord {}

    /** A message that a consumer gave up on, durably and with its dead letter. */
    record Buried(String consumer, String messageId, AggregateKey key, String reason) implements HistoryRecord {}
}
