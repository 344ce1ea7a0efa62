package io.cpqoms.messaging.replay;

import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.internal.DatabaseFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How the events of a run are handled in its mode: what the handler is given, and what must hold at the end. */
sealed interface ReplayPass extends AutoCloseable {

    void open();

    /** Handles the events and records the progress with what was found. */
    void step(List<ReceivedEvent> events, Consumer<List<String>> progress);

    /** Removes what the run leaves behind. */
    void tidy();

    @Override
    void close();

    /** How a run came out: its last state, why, and the comparison if it made one. */
    record Verdict(ReplayRun.State state, String note, Optional<Replayable.Comparison> comparison) {}

    /** REPLAY_REBUILD and SHADOW: effect and progress commit together; only the first ever swaps. */
    record Building(Replayable.Rebuild rebuild, boolean swaps, boolean acceptDifferences, int timeoutSeconds)
            implements ReplayPass {

        @Override
        public void open() {
            rebuild.open();
        }

        @Override
        public void step(List<ReceivedEvent> events, Consumer<List<String>> progress) {
            QuarkusTransaction.requiringNew().timeout(timeoutSeconds).run(() -> {
                rebuild.apply(events);
                progress.accept(List.of());
            });
        }

        /** Compares and, if the mode swaps and the shadow is good enough, swaps; live writers are already kept out. */
        Verdict judge() {
            Replayable.Comparison comparison = rebuild.compare();
            if (!comparison.complete()) {
                return rejected(
                        comparison,
                        comparison.missing() + " documents are missing and " + comparison.older()
                                + " are older than live; has retention taken their first events away?");
            }
            if (comparison.different() > 0 && !acceptDifferences) {
                return rejected(
                        comparison,
                        comparison.different() + " documents of equal version differ from live; if the logic was"
                                + " changed to make them differ, ask with acceptDifferences");
            }
            if (!swaps) {
                return new Verdict(
                        ReplayRun.State.COMPLETED,
                        "compared with live; the shadow is dropped",
                        Optional.of(comparison));
            }
            rebuild.swapIn();
            return new Verdict(ReplayRun.State.COMPLETED, "swapped in", Optional.of(comparison));
        }

        private static Verdict rejected(Replayable.Comparison comparison, String why) {
            return new Verdict(ReplayRun.State.REJECTED, "not swapped in, live stays: " + why, Optional.of(comparison));
        }

        @Override
        public void tidy() {
            rebuild.tidy();
        }

        @Override
        public void close() {
            // The shadow lives in the service's own stores.
        }
    }

    /** REPLAY_VALIDATE_ONLY: the handler has a connection that can only select, and the datasource is read-only around it. */
    record Checking(Replayable.Validation validation, SelectOnlyDatabase database, Connection selectOnly)
            implements ReplayPass {

        @Override
        public void open() {
            // Nothing is built.
        }

        @Override
        public void step(List<ReceivedEvent> events, Consumer<List<String>> progress) {
            List<String> findings = events.isEmpty() ? List.of() : check(events);
            QuarkusTransaction.requiringNew().run(() -> progress.accept(findings));
        }

        private List<String> check(List<ReceivedEvent> events) {
            try {
                return database.withoutWrites(() -> validation.check(selectOnly, events));
            } catch (SQLException e) {
                throw new DatabaseFailure("The validation failed", e);
            }
        }

        @Override
        public void tidy() {
            // Nothing was built.
        }

        @Override
        public void close() {
            try {
                selectOnly.close();
            } catch (SQLException e) {
                throw new DatabaseFailure("The select-only connection could not be closed", e);
            }
        }
    }
}
