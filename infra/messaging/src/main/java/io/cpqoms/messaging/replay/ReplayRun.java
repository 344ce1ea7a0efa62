package io.cpqoms.messaging.replay;

import io.cpqoms.messaging.ProcessingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A replay as its rows tell it: what was asked for, who agreed, how far it is and how it ended.
 *
 * @param tenantId the tenant whose operator asked; the audit facts are told there
 * @param note why it waits or stands still, or how it ended
 * @param facts audit facts told so far
 */
record ReplayRun(
        UUID id,
        State state,
        Request request,
        Plan plan,
        String tenantId,
        Signature requested,
        Optional<Signature> approved,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String note,
        List<Progress> progress,
        long findings,
        List<String> findingSamples,
        Optional<Replayable.Comparison> comparison,
        int facts) {

    /** Where a replay stands. */
    enum State {
        PLANNED,
        RUNNING,
        PAUSED,
        /** Somebody asked it to end; the shadow is still to be removed. */
        STOPPING,
        STOPPED,
        /** Did what it was for: swapped in, or found nothing wrong. */
        COMPLETED,
        /** Ran to its end and was not good enough, or found something; nothing live changed. */
        REJECTED
    }

    /** What people can ask of a replay, and in which states. */
    enum Verb {
        APPROVE(Map.of(State.PLANNED, State.PLANNED)),
        START(Map.of(State.PLANNED, State.RUNNING)),
        PAUSE(Map.of(State.RUNNING, State.PAUSED)),
        RESUME(Map.of(State.PAUSED, State.RUNNING)),
        STOP(Map.of(State.PLANNED, State.STOPPED, State.RUNNING, State.STOPPING, State.PAUSED, State.STOPPING));

        private final Map<State, State> transitions;

        Verb(Map<State, State> transitions) {
            this.transitions = transitions;
        }

        /** The state after the verb; empty where it makes no sense. */
        Optional<State> from(State state) {
            return Optional.ofNullable(transitions.get(state));
        }
    }

    /** Who, and when. */
    record Signature(String by, Instant at) {}

    /**
     * What somebody asks for.
     *
     * @param rate records a second at most
     * @param acceptDifferences swap in although documents differ, because the logic was changed to make them differ
     * @param reason for the audit record
     */
    record Request(
            String consumer,
            ProcessingMode mode,
            ReplaySelection selection,
            int rate,
            boolean acceptDifferences,
            String reason) {

        /** Whether it reads that tenant's records, judges them, and does nothing else. */
        boolean staysWithin(String tenant) {
            return mode == ProcessingMode.REPLAY_VALIDATE_ONLY
                    && selection.tenants().equals(Set.of(tenant));
        }

        /** The same of another selection. */
        Request of(ReplaySelection other) {
            return new Request(consumer, mode, other, rate, acceptDifferences, reason);
        }
    }

    /**
     * What would happen, before anything does.
     *
     * @param records in the window, all partitions
     * @param exact whether the counts below are of all records; otherwise they are projected from the first ones
     * @param applied events for the handler, by type
     * @param passedOver events that the filters or the consumer's declaration leave out, by type
     * @param remarks where the window is not what was asked for
     * @param suppressed what handling does not do in this mode
     */
    record Plan(
            long records,
            boolean exact,
            List<Bounds> partitions,
            Map<String, Long> applied,
            Map<String, Long> passedOver,
            long unreadable,
            long estimatedSeconds,
            List<String> remarks,
            List<String> suppressed,
            boolean approvalNeeded,
            Instant plannedAt) {}

    /** Offsets of a partition, the end excluded. */
    record Bounds(String topic, int partition, long begin, long end) {
        long records() {
            return end - begin;
        }
    }

    /** What became of the records of a partition so far; offsets also count what producers' transactions leave behind. */
    record Progress(Bounds bounds, long next, Tally tally) {
        boolean done() {
            return next >= bounds.end();
        }
    }

    /** Every record that was read is in exactly one of these counts. */
    record Tally(long applied, long ignored, long unselected, long unreadable) {
        static final Tally NONE = new Tally(0, 0, 0, 0);

        Tally plus(Tally more) {
            return new Tally(
                    applied + more.applied,
                    ignored + more.ignored,
                    unselected + more.unselected,
                    unreadable + more.unreadable);
        }

        long read() {
            return applied + ignored + unselected + unreadable;
        }
    }

    Tally total() {
        return progress.stream().map(Progress::tally).reduce(Tally.NONE, Tally::plus);
    }

    /** Share of the offsets that are behind it, in percent. */
    int percent() {
        long all = progress.stream().mapToLong(part -> part.bounds().records()).sum();
        long done = progress.stream()
                .mapToLong(part -> part.next() - part.bounds().begin())
                .sum();
        return all == 0 ? (progress.isEmpty() ? 0 : 100) : (int) Math.min(100, done * 100 / all);
    }

    ReplayRun in(State next, String why) {
        return with(next, approved, startedAt, endedAt, why, facts);
    }

    ReplayRun noted(String why) {
        return in(state, why);
    }

    ReplayRun approvedBy(Signature signature) {
        return with(state, Optional.of(signature), startedAt, endedAt, note, facts);
    }

    ReplayRun startedAt(Instant at) {
        return with(state, approved, Optional.of(at), endedAt, note, facts);
    }

    ReplayRun endedAt(Instant at) {
        return with(state, approved, startedAt, Optional.of(at), note, facts);
    }

    ReplayRun afterOneMoreFact() {
        return with(state, approved, startedAt, endedAt, note, facts + 1);
    }

    ReplayRun compared(Replayable.Comparison result) {
        return new ReplayRun(
                id,
                state,
                request,
                plan,
                tenantId,
                requested,
                approved,
                startedAt,
                endedAt,
                note,
                progress,
                findings,
                findingSamples,
                Optional.of(result),
                facts);
    }

    private ReplayRun with(
            State next,
            Optional<Signature> approval,
            Optional<Instant> started,
            Optional<Instant> ended,
            String why,
            int told) {
        return new ReplayRun(
                id,
                next,
                request,
                plan,
                tenantId,
                requested,
                approval,
                started,
                ended,
                why,
                progress,
                findings,
                findingSamples,
                comparison,
                told);
    }
}
