package io.cpqoms.cli.topics.registry;

import java.util.List;
import java.util.Locale;

/** What a topic carries, and by which stream kinds its name may say so. */
public enum TopicKind {
    /** What happened; written by its owner only. */
    FACT(List.of("events", "publications")),
    /** What is to be done; defined by the owner, who obeys. */
    COMMAND(List.of("commands")),
    /** The current state of each key, compacted. */
    PROJECTION(List.of("state")),
    /** What a reader could not process; written by the readers. */
    DLQ(List.of("dlq")),
    /** A word that the registry's schema refuses. */
    UNKNOWN(List.of());

    private final List<String> streamKinds;

    TopicKind(List<String> streamKinds) {
        this.streamKinds = streamKinds;
    }

    public List<String> streamKinds() {
        return streamKinds;
    }

    static TopicKind of(String word) {
        for (TopicKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        return UNKNOWN;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
