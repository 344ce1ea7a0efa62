package io.cpqoms.quote.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.stored.DocumentCodec;
import io.cpqoms.quote.configuration.Condition;
import io.cpqoms.quote.configuration.Names;
import io.cpqoms.quote.configuration.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The stored form of a product. Form 2 names the reach of a step in small letters; the lists that products once came from had the same
 * forms. Form 3 has charges, and what was the list price is the one charge {@code price} of a product; and it knows what may be chosen about
 * a product, of which a former release would sell a bundle without its parts.
 */
final class CatalogDocuments {

    static final DocumentCodec<Product> PRODUCT = DocumentCodec.of(Product.class)
            .naming(FulfilmentStep.Scope.class, FulfilmentStep.Scope::label)
            .naming(ChargeKind.class, ChargeKind::label)
            .naming(Tiers.Kind.class, Tiers.Kind::label)
            .naming(Names.CONDITIONS)
            .naming(Names.DOMAINS)
            .naming(Condition.Comparison.class, Condition.Comparison::label)
            .naming(Rule.Kind.class, Rule.Kind::label)
            .liftedBy(CatalogDocuments::namesScopes)
            .liftedBy(CatalogDocuments::hasCharges)
            .build();

    private CatalogDocuments() {}

    /** What a product takes that is not told: nothing, or its whole document, which is mostly what may be chosen about it. */
    static int bytesUntold(Product product) {
        return product.configuration().isEmpty() ? 0 : PRODUCT.write(product).getBytes(StandardCharsets.UTF_8).length;
    }

    private static ObjectNode namesScopes(ObjectNode first) {
        first.findParents("scope")
                .forEach(step -> ((ObjectNode) step)
                        .put("scope", step.path("scope").textValue().toLowerCase(Locale.ROOT)));
        return first;
    }

    private static ObjectNode hasCharges(ObjectNode second) {
        JsonNode listPrice = second.remove("listPrice");
        ObjectNode charge = second.putArray("charges").addObject();
        charge.put("chargeId", "price").put("kind", "oneTime");
        charge.putArray("prices").addObject().set("listUnitPrice", listPrice);
        return second;
    }
}
