package io.cpqoms.quote.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.stored.DocumentCodec;
import java.util.Locale;

/**
 * The stored form of a product. Form 2 names the reach of a step in small letters; the lists that products once came from had the same
 * forms. Form 3 has charges; what was the list price is the one charge {@code price} of a product.
 */
final class CatalogDocuments {

    static final DocumentCodec<Product> PRODUCT = DocumentCodec.of(Product.class)
            .naming(FulfilmentStep.Scope.class, FulfilmentStep.Scope::label)
            .naming(ChargeKind.class, ChargeKind::label)
            .naming(Tiers.Kind.class, Tiers.Kind::label)
            .liftedBy(CatalogDocuments::namesScopes)
            .liftedBy(CatalogDocuments::hasCharges)
            .build();

    private CatalogDocuments() {}

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
