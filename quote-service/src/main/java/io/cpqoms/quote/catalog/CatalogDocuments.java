package io.cpqoms.quote.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.stored.DocumentCodec;
import java.util.Locale;

/** The stored form of a product. Form 2 names the reach of a step in small letters; the lists that products once came from had the same forms. */
final class CatalogDocuments {

    static final DocumentCodec<Product> PRODUCT = DocumentCodec.of(Product.class)
            .naming(FulfilmentStep.Scope.class, FulfilmentStep.Scope::label)
            .liftedBy(CatalogDocuments::namesScopes)
            .build();

    private CatalogDocuments() {}

    private static ObjectNode namesScopes(ObjectNode first) {
        first.findParents("scope")
                .forEach(step -> ((ObjectNode) step)
                        .put("scope", step.path("scope").textValue().toLowerCase(Locale.ROOT)));
        return first;
    }
}
