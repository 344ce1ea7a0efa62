package io.cpqoms.cli.explain;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the services answered about one quote or order and what belongs to it, before anybody judges it.
 *
 * @param asked the id as it was typed
 * @param aggregates what was found: the quote, the order made from it, or both, in the order of the business
 * @param absent what was not answered, and why
 * @param cut lists that go on behind what was read of them
 */
record Facts(
        String asked,
        String tenant,
        Instant at,
        List<Aggregate> aggregates,
        List<Process> processes,
        List<Task> tasks,
        List<Mail> mails,
        List<Absent> absent,
        List<Cut> cut,
        Places places) {

    private static final Set<String> DRIVING = Set.of("order-service", "workflow-bridge");

    Duration age(Instant since) {
        Duration age = Duration.between(since, at);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Whether it moves quotes and orders on, or owns one of these; everybody else only tells of them. */
    boolean isDriving(String service) {
        return DRIVING.contains(service)
                || aggregates.stream()
                        .anyMatch(aggregate -> aggregate.truth().service().equals(service));
    }

    /** One quote or order with what messaging, search and audit know of it. */
    record Aggregate(
            Truth truth,
            Outbox outbox,
            List<Standing> standings,
            List<Letter> letters,
            Optional<Hit> hit,
            Trail trail) {}

    /** What the owning service says. */
    record Truth(
            String service,
            String kind,
            String id,
            String state,
            long version,
            Instant since,
            List<Fallout> fallouts,
            List<Step> steps) {

        String name() {
            return kind + " " + id;
        }
    }

    /** An open fallout: the partner's last answer, and what may be done about it. */
    record Fallout(
            String id, String task, String partner, String cause, String owner, Instant since, List<String> repairs) {}

    /** A step of fulfilment that is under way or has failed. */
    record Step(String task, String partner, String state, int attempt) {}

    /**
     * What of it is not on its topic.
     *
     * @param known whether the owner told; otherwise all of it is empty
     * @param behind when more waits than the owner looks through, so that there may be other unpublished ones of it
     * @param relayMissing whether nobody publishes some shard of the service's outbox
     */
    record Outbox(
            boolean known,
            List<Unpublished> unpublished,
            Optional<Backlog> behind,
            List<Withheld> withheld,
            boolean relayMissing) {}

    /** So many events of whatever aggregates are known to wait in the outbox, the oldest since then. */
    record Backlog(long atLeast, Optional<Instant> oldest) {}

    /** Committed; no relay has come to it. */
    record Unpublished(String eventType, long version, String topic, Instant since) {}

    /** Not publishable, by itself, behind another or with its topic. */
    record Withheld(
            long outboxId,
            String eventType,
            long version,
            String topic,
            String state,
            String failure,
            boolean behind,
            boolean topicHeld,
            Instant since) {}

    /** A consumer, how it is, and how far it is with the aggregate. */
    record Standing(
            String service,
            String consumer,
            boolean seesEveryVersion,
            long seen,
            long applied,
            Condition condition,
            Optional<Held> held) {

        /** Whether the consumer takes what comes. */
        boolean runs() {
            return condition.state().equals("running");
        }
    }

    /** How a consumer is, and how much lies before it, of whatever aggregates. */
    record Condition(
            String state, Optional<String> why, Optional<Instant> since, long waiting, Optional<Instant> oldest) {}

    /** The aggregate's key is held back in a consumer. */
    record Held(String state, int attempts, String failure, Instant since, Instant nextAttempt, long messages) {}

    /** What a consumer gave up. */
    record Letter(
            String service,
            String id,
            String consumer,
            String state,
            String eventType,
            long version,
            String failureType,
            String failure,
            Instant since) {

        /** Whether nothing is known of it but its key: no redrive will ever make it readable. */
        boolean isUnreadable() {
            return failureType.equals("bad-data") && version == 0;
        }
    }

    /** What a search finds. */
    record Hit(Optional<Long> version, Optional<String> state, String freshness) {}

    /**
     * What the audit trail has: its last fact of the aggregate, and the versions it lacks before that.
     *
     * @param whole whether all of it was read; what was not may have what seems to be missing
     */
    record Trail(boolean whole, long version, Optional<String> last, Optional<Instant> at, List<Long> missing) {

        static Trail empty(boolean whole) {
            return new Trail(whole, 0, Optional.empty(), Optional.empty(), List.of());
        }
    }

    /** A process of the quote or order. */
    record Process(
            String key,
            String businessKey,
            String state,
            Instant since,
            List<Incident> incidents,
            List<Attempt> attempts) {}

    /** A step that a worker does or has tried. */
    record Attempt(String activity, Optional<Integer> triesLeft, Optional<Instant> next, Optional<String> message) {}

    /** A step that stands still. */
    record Incident(String activity, String message, Instant since) {}

    /** A decision that somebody is asked for. */
    record Task(
            String id,
            String kind,
            String group,
            String reason,
            String requestedBy,
            Instant since,
            Optional<Instant> due) {}

    /** A notification. */
    record Mail(String id, String template, String recipient, String state, String cause, Instant since) {}

    /** Where the services answer, for requests that a person may send. */
    record Places(URI orders, URI bridge, URI notifications) {}

    /**
     * What was not answered.
     *
     * @param question empty when the service answered nothing at all
     */
    record Absent(String service, Optional<String> question, String why) {

        String what() {
            return service + question.map(path -> " at " + path).orElse("");
        }
    }

    /** A list that is longer than what was read of it. */
    record Cut(String service, String question, int read) {

        String what() {
            return String.format(Locale.ROOT, "%s at %s: only the first %,d were read", service, question, read);
        }
    }
}
