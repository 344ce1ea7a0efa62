package io.cpqoms.search.index;

import java.util.Map;
import java.util.Objects;

/** Which copy of the projection is written: the one that answers, or the one that a rebuild makes beside it. */
public sealed interface Generation {

    /** The alias that writes go to. It has one index behind it, and without that nothing is written. */
    String target(DocumentKind kind);

    /** What is live for the transaction that asked {@link LiveIndexes} for it, and no longer. */
    record Live(Map<DocumentKind, String> indexes) implements Generation {

        public Live {
            indexes = Map.copyOf(indexes);
        }

        @Override
        public String target(DocumentKind kind) {
            return IndexCalls.ownAlias(Objects.requireNonNull(indexes.get(kind), kind + " was not asked for"));
        }
    }

    /** What a rebuild fills. */
    record Shadow() implements Generation {

        @Override
        public String target(DocumentKind kind) {
            return kind.alias() + "-rebuild";
        }
    }
}
