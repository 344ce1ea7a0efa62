package io.cpqoms.testkit.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run of the fuzzer found, and how much it tried. */
public final class FuzzReport {

    private static final int MOST_FINDINGS = 40;

    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_REDIRECTION = 300;

    private final long seed;
    private final List<String> operations;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Integer> answered = new TreeMap<>();
    private final Set<String> succeeded = new TreeSet<>();
    private final Map<String, Set<String>> foreign = new TreeMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Integer> mutations = new TreeMap<>();
    private final Map<String, Long> nanos = new TreeMap<>();
    private int cases;
    private int rounds;

    /**
     * What is wrong.
     *
     * @param request the command line that sends the request again
     */
    public record Finding(String operation, String mutation, String fault, String request, String answer) {

        @Override
        public String toString() {
            return "%s, %s: %s%n    %s%n    answer: %s".formatted(operation, mutation, fault, request, answer);
        }
    }

    /** @param operations all that there are to be reached */
    FuzzReport(long seed, List<String> operations) {
        this.seed = seed;
        this.operations = List.copyOf(operations);
    }

    void tried(String operation, String mutation, int status) {
        cases++;
        answered.merge(operation, 1, Integer::sum);
        if (status >= FIRST_SUCCESS && status < FIRST_REDIRECTION) {
            succeeded.add(operation);
        }
        statuses.merge(status, 1, Integer::sum);
        mutations.merge(mutation, 1, Integer::sum);
    }

    /** Adds to what a part of the work has taken. */
    void took(String part, long since) {
        nanos.merge(part, System.nanoTime() - since, Long::sum);
    }

    /** Says that a thing of the other tenant was named to an operation. */
    void namedForeign(String kind, String operation) {
        foreign.computeIfAbsent(kind, any -> new TreeSet<>()).add(operation);
    }

    void endedRound() {
        rounds++;
    }

    /** @param kind findings of one kind are told once */
    void found(String kind, Finding finding) {
        findings.putIfAbsent(kind, finding);
    }

    boolean isFull() {
        return findings.size() >= MOST_FINDINGS;
    }

    /** How many requests were sent. */
    public int cases() {
        return cases;
    }

    /** How often every operation met every mutation that fits it. */
    public int rounds() {
        return rounds;
    }

    /** What is wrong, each with the request that shows it. */
    public List<Finding> findings() {
        return new ArrayList<>(findings.values());
    }

    /** Everything that the documents offer. */
    public List<String> operations() {
        return operations;
    }

    /** How many requests each operation has had; one that has had none is not there. */
    public Map<String, Integer> reached() {
        return Map.copyOf(answered);
    }

    /** The operations that did at least once what was asked of them. */
    public Set<String> succeeded() {
        return Set.copyOf(succeeded);
    }

    /** By kind of thing, the operations that were asked for one of the other tenant. */
    public Map<String, Set<String>> foreign() {
        return Map.copyOf(foreign);
    }

    long seed() {
        return seed;
    }

    /** How many requests got each status; 0 for a connection that was closed, -1 for none in time. */
    public Map<Integer, Integer> statuses() {
        return Map.copyOf(statuses);
    }

    /** Which mutations were tried how often. */
    public Map<String, Integer> mutations() {
        return Map.copyOf(mutations);
    }

    @Override
    public String toString() {
        Map<String, Long> millis = new TreeMap<>();
        nanos.forEach((part, spent) -> millis.put(part, spent / 1_000_000));
        return "seed " + seed + ": " + cases + " requests to " + answered.size() + " of " + operations.size()
                + " operations, " + rounds + " whole rounds, by status " + statuses
                + ", milliseconds for " + millis + ", " + findings.size() + " findings"
                + (isFull() ? " (stopped: too many)" : "");
    }
}
