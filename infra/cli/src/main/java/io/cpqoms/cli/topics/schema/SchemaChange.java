package io.cpqoms.cli.topics.schema;

import java.util.Set;

/**
 * One change of a schema that is not harmless.
 *
 * @param pointer the JSON pointer in the schema
 * @param what what changed, in words
 * @param effects whom it breaks
 */
public record SchemaChange(String pointer, String what, Set<Effect> effects) {

    /** Whom a change breaks. */
    public enum Effect {
        /** Messages written before the change are refused by readers built after it, for instance in a replay. */
        OLD_MESSAGES,
        /** Messages written after the change are refused by readers built before it, for instance while rolling out. */
        OLD_READERS,
        /** No validator minds, but a reader that relied on it gets something else. */
        MEANING
    }

    static SchemaChange of(String pointer, String what, Effect... effects) {
        return new SchemaChange(pointer, what, Set.of(effects));
    }

    public boolean breaks(Effect effect) {
        return effects.contains(effect);
    }

    /** Whether it would be harmless once every reader knows the new schema. */
    public boolean onlyOldReaders() {
        return effects.equals(Set.of(Effect.OLD_READERS));
    }
}
