package io.cpqoms.order.decomposition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.stored.DocumentCodec;
import java.util.List;
import java.util.Locale;

/** The stored rules of one product; version and product are columns. The maps that they once came from had the same forms. */
final class CatalogDocuments {

    /** What must be done to fulfil one product, in the catalog's order. */
    record ProductRules(List<FulfilmentRule> rules) {}

    static final DocumentCodec<ProductRules> RULES = DocumentCodec.of(ProductRules.class)
            .naming(FulfilmentRule.Reach.class, FulfilmentRule.Reach::contractName)
            .liftedBy(CatalogDocuments::ofFirstForm)
            .build();

    private CatalogDocuments() {}

    /** The first form had the reach as the source named it and nothing said about skipping. */
    private static ObjectNode ofFirstForm(ObjectNode first) {
        for (JsonNode rule : first.path("rules")) {
            ((ObjectNode) rule)
                    .put("reach", rule.get("reach").asText().toLowerCase(Locale.ROOT))
                    // Money is owed whatever happens.
                    .put("skippable", !rule.get("partner").asText().equals("billing"));
        }
        return first;
    }
}
