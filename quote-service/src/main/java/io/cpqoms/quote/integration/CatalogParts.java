package io.cpqoms.quote.integration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.PartsSoFar;
import java.nio.charset.StandardCharsets;

/** Cuts products into parts by what they take to tell: a part is given away when the next product would not fit into it. */
final class CatalogParts {

    /** Tells one part. */
    @FunctionalInterface
    interface Telling {
        void tell(int part, ArrayNode products);
    }

    private final int room;
    private final Telling telling;
    private PartsSoFar soFar = PartsSoFar.NOTHING;
    private ArrayNode open = JsonNodeFactory.instance.arrayNode();
    private int taken;

    /** @param room bytes for the products of a part, with the commas between them */
    CatalogParts(int room, Telling telling) {
        this.room = room;
        this.telling = telling;
    }

    void add(ObjectNode product) {
        int bytes = product.toString().getBytes(StandardCharsets.UTF_8).length + 1;
        if (taken > 0 && taken + bytes > room) {
            tell();
        }
        open.add(product);
        taken += bytes;
    }

    /** Tells what is left, and answers what was told. */
    PartsSoFar finish() {
        if (taken > 0) {
            tell();
        }
        return soFar;
    }

    private void tell() {
        int part = soFar.parts() + 1;
        soFar = soFar.with(part, open);
        telling.tell(part, open);
        open = JsonNodeFactory.instance.arrayNode();
        taken = 0;
    }
}
