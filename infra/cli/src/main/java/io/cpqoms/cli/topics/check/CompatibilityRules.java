package io.cpqoms.cli.topics.check;

import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.schema.SchemaChange;
import io.cpqoms.cli.topics.schema.SchemaDiff;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.util.stream.Stream;

/** The schemas against those last released: old messages stay readable, and old readers go on. */
final class CompatibilityRules {
    /** Pointers of a schema whose widening was agreed: every reader is deployed before the first writer. */
    private static final String READERS_FIRST = "x-readers-first";

    private CompatibilityRules() {}

    static Stream<Finding> released(Contracts contracts) {
        SchemaSet released = contracts.schemas().released();
        return released.ids().stream()
                .flatMap(id -> compare(id, released, contracts.schemas().current()));
    }

    private static Stream<Finding> compare(String id, SchemaSet released, SchemaSet current) {
        if (!current.contains(id)) {
            return Stream.of(new Finding(
                    "released",
                    "schemas/" + id + ".json",
                    "was released and is gone",
                    "keep it as long as a topic may hold such messages; then remove it from released/ as well"));
        }
        if (current.document(id).equals(released.document(id)) && !refersToOthers(id, current)) {
            return Stream.empty();
        }
        return SchemaDiff.of(released, current, id, SchemaDiff.Readers.LENIENT).stream()
                .filter(change -> !isAgreed(change, id, current))
                .map(change -> new Finding(
                        "compatible",
                        "schemas/" + id + ".json#" + change.pointer(),
                        change.what(),
                        remedy(change, id)));
    }

    private static boolean refersToOthers(String id, SchemaSet schemas) {
        return !schemas.document(id).findValues("$ref").isEmpty();
    }

    private static boolean isAgreed(SchemaChange change, String id, SchemaSet current) {
        return change.onlyOldReaders()
                && Json.stream(current.document(id).path(READERS_FIRST))
                        .anyMatch(pointer -> pointer.asText().equals(change.pointer()));
    }

    private static String remedy(SchemaChange change, String id) {
        String next = next(id);
        if (change.onlyOldReaders()) {
            return "readers in service would refuse new messages; deploy them first and list " + change.pointer()
                    + " under " + READERS_FIRST + ", or make it " + next;
        }
        return (change.breaks(SchemaChange.Effect.OLD_MESSAGES)
                        ? "messages already written would be refused"
                        : "readers rely on it")
                + "; leave " + id + " as it was released and make it " + next;
    }

    private static String next(String id) {
        int version = id.lastIndexOf(".v") + 2;
        return id.substring(0, version) + (Integer.parseInt(id.substring(version)) + 1);
    }
}
