package io.cpqoms.testkit.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run of the fuzzer found, and how much it tried. */
public final class FuzzReport {

    private static final int MOST_FINDINGS = 40;

    private final long seed;
    private final Map<String, String> findings = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Integer> mutations = new TreeMap<>();
    private final Map<String, Long> nanos = new TreeMap<>();
    private int cases;
    private int rounds;

    FuzzReport(long seed) {
        this.seed = seed;
    }

    void tried(String mutation, int status) {
        cases++;
        statuses.merge(status, 1, Integer::sum);
        mutations.merge(mutation, 1, Integer::sum);
    }

    /** Adds to what a part of the work has taken. */
    void took(String part, long since) {
        nanos.merge(part, System.nanoTime() - since, Long::sum);
    }

    void endedRound() {
        rounds++;
    }

    /** @param kind findings of one kind are told once */
    void found(String kind, String finding) {
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
    public List<String> findings() {
        return new ArrayList<>(findings.values());
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
        return "seed " + seed + ": " + cases + " requests, " + rounds + " whole rounds, by status " + statuses
                + ", milliseconds for " + millis + ", " + findings.size() + " findings"
                + (isFull() ? " (stopped: too many)" : "");
    }
}
