package io.cpqoms.quote.catalog;

import java.util.List;

/** What became of a catalog command. */
public sealed interface CatalogOutcome {

    /** It happened; this is the version now. */
    record Done(CatalogVersion version) implements CatalogOutcome {}

    /** The state does not allow it. */
    record WrongState(CatalogState state, String command, List<String> legalCommands) implements CatalogOutcome {}

    /** The content may not be quoted; each fault says where and why. */
    record NotPublishable(List<ContentFault> faults) implements CatalogOutcome {}

    /** Its publication could not be told: it would take so many bytes, and there is room for so many. */
    record TooLargeToTell(int bytes, int room) implements CatalogOutcome {}

    /** One reason why a version may not be published, and where. */
    record ContentFault(String where, String message) {}
}
