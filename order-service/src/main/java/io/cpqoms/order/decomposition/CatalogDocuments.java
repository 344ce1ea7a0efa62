package io.cpqoms.order.decomposition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.stored.DocumentCodec;
import java.util.Locale;

/** The stored documents of catalog versions; the version's id is a column. */
final class CatalogDocuments {

    static final DocumentCodec<CatalogRules> RULES = DocumentCodec.of(CatalogRules.class)
            .naming(FulfilmentRule.Reach.class, FulfilmentRule.Reach::contractName)
            .inColumns("catalogVersionId")
            .liftedBy(CatalogDocuments::ofFirstForm)
            .build();

    private CatalogDocuments() {}

    /** The first form was the bare map of products, with the reach as the source named it and nothing said about skipping. */
    private static ObjectNode ofFirstForm(ObjectNode first) {
        for (JsonNode rules : first) {
            for (JsonNode rule : rules) {
                ((ObjectNode) rule)
                        .put("reach", rule.get("reach").asText().toLowerCase(Locale.ROOT))
                        // Money is owed whatever happens.
                        .put("skippable", !rule.get("partner").asText().equals("billing"));
            }
        }
        ObjectNode second = first.objectNode();
        second.set("products", first);
        return second;
    }
}
