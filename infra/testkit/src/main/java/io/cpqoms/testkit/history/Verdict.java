package io.cpqoms.testkit.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the checker says about a history.
 *
 * @param repetitions records on the topic beyond the first of each message; allowed, and a sign that a crash was one
 */
public record Verdict(List<Finding> findings, int commits, int publishes, int repetitions, int effects) {

    private static final int SHOWN = 20;

    public Verdict {
        findings = List.copyOf(findings);
    }

    public boolean isClean() {
        return findings.isEmpty();
    }

    public long count(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    @Override
    public String toString() {
        String counts = "%d commits, %d publishes (%d repeated), %d effects: "
                .formatted(commits, publishes, repetitions, effects);
        if (isClean()) {
            return counts + "nothing lost, duplicated, reordered, phantom or across tenants";
        }
        return counts + findings.size() + " findings\n"
                + findings.stream().limit(SHOWN).map(finding -> "  " + finding).collect(Collectors.joining("\n"));
    }
}
