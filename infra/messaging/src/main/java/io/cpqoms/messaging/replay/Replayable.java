package io.cpqoms.messaging.replay;

import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * A consumer that can be replayed. What a replay may do is what the port of its mode can do, and it gets no other: a {@link
 * Rebuild} writes a shadow, a {@link Validation} has nothing to write with. The declaration says which of them is allowed.
 */
public interface Replayable extends EventConsumer {

    /** The shadow that this replay builds; asked for again when a run goes on after a crash. */
    default Rebuild rebuild(UUID replayId) {
        throw new UnsupportedOperationException(declaration().name() + " allows rebuilds but offers none");
    }

    /** The check of old events against what is stored. */
    default Validation validation() {
        throw new UnsupportedOperationException(declaration().name() + " allows validation but offers none");
    }

    /** The port of REPLAY_REBUILD and SHADOW: a second generation of the projection beside the live one. */
    interface Rebuild {

        /** Makes an empty shadow, or finds the one that an interrupted run has left. */
        void open();

        /** Applies the events to the shadow, in the transaction that records the progress. */
        void apply(List<ReceivedEvent> events);

        /** What is wrong with the shadow in itself, one sentence each; it may take long, live consumption goes on. */
        List<String> faults();

        /** Keeps the live consumer from writing until the transaction ends. */
        void holdLive();

        /** The shadow beside what is live. */
        Comparison compare();

        /**
         * Puts the shadow in the place of what is live, all of it by the transaction that ends the run: the last step before
         * the commit. What cannot roll back must not change here; it follows in {@link #tidy}.
         */
        void swapIn();

        /**
         * Lets what lies outside of the database follow a swap, then removes what is not live: the shadow of a run that ended
         * without it, or what a swap has left. It comes after the commit, or never if the process dies in between.
         */
        void tidy();
    }

    /** The port of REPLAY_VALIDATE_ONLY. */
    @FunctionalInterface
    interface Validation {

        /** What is wrong with the events, one sentence each, judged with a connection whose role can only select. */
        List<String> check(Connection selectOnly, List<ReceivedEvent> events) throws SQLException;
    }

    /** How many documents a generation has, and one hash over all of them with their versions. */
    record Generation(long count, String hash) {}

    /**
     * A shadow against the live generation, document by document.
     *
     * @param missing documents that only the live generation has
     * @param older documents that are newer in the live generation
     * @param different documents of equal version and other content
     * @param newer documents that are newer in the shadow
     * @param added documents that only the shadow has
     * @param samples some of the missing, older and different ones in words
     */
    record Comparison(
            Generation live,
            Generation shadow,
            long missing,
            long older,
            long different,
            long newer,
            long added,
            List<String> samples) {

        public Comparison {
            samples = List.copyOf(samples);
        }

        /** Whether the shadow has everything that is live, in a version at least as new. */
        public boolean complete() {
            return missing == 0 && older == 0;
        }
    }
}
