package io.cpqoms.cli.topics;

import java.util.List;

/** What comparing one topic with the registry found. */
public record TopicFinding(String topic, Kind kind, List<String> differences) {
    /** What the comparison found. */
    public enum Kind {
        /** As the registry says. */
        EQUAL,
        /** In the registry, not on the cluster: apply creates it. */
        MISSING,
        /** On the cluster, but different; changing it is a guarded operation, so apply only reports it. */
        DRIFTED,
        /** A topic of the platform's name space that no registry entry explains. */
        UNREGISTERED
    }

    static TopicFinding of(String topic, Kind kind) {
        return new TopicFinding(topic, kind, List.of());
    }
}
